"""What the cells of one version of the tables mean, so that two versions can be compared.

A date or a collection day in another notation is the same, and a category is the same whether its id or
its name is written, or whether it has been renamed since.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gomi.calendar.days_written import Period
from gomi.municipality.cells import Unreadable, plain
from gomi.municipality.column import EVERYTHING, Column, Kind
from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.day_cells import days_meant
from gomi.municipality.import_5374.merge.previous import Cells
from gomi.municipality.names import Names
from gomi.municipality.parsing import READERS

View = dict[str, Any]
ID_COLUMN = {"items": "item_id"}


def id_of(stem: str, cells: Cells) -> str:
    """The id of a row, empty in tables without."""
    return cells.get(ID_COLUMN.get(stem, "id"), "")


class Meaning:
    """Reads one version; ``common`` says under which id all versions know a row of this one."""

    def __init__(self, tables: Mapping[str, Iterable[Cells]]) -> None:
        self._names = {stem: Names(_pairs(stem, rows)) for stem, rows in tables.items()}
        if "districts" in tables:
            rows = list(tables["districts"])
            courses = dict.fromkeys(row.get("course", "") for row in rows)
            pairs = [*_pairs("districts", rows), *((course, course) for course in courses if course)]
            self._names["places"] = Names(pairs)
        self.common: dict[str, dict[str, str]] = {stem: {} for stem in tables}

    def view(self, stem: str, cells: Cells) -> View:
        """Every cell of a row as its meaning."""
        view = {column.ascii: self.of(column, cells.get(column.ascii, "")) for column in TABLES[stem].columns}
        if stem == "rules" and view["days"]:
            view["days"] = days_meant(view["days"], Period(_day(view["starts"]), _day(view["ends"])))
        return view

    def of(self, column: Column, text: str) -> Any:
        """What a cell means; its text where it cannot be read."""
        text = text.strip().replace("\r\n", "\n")
        match column.kind:
            case _ if not text:
                return ""
            case Kind.REFERENCE:
                return self.one(column.refers, text)
            case Kind.REFERENCES:
                return tuple(self.several(column.refers, text))
            case Kind.CHOICE | Kind.ICON | Kind.COLOUR:
                return plain(text).lower()
        try:
            read = READERS[column.kind](text)
        except Unreadable:
            return text
        return read if isinstance(read, tuple) else str(read)

    def one(self, stem: str, text: str) -> str:
        """The common id of the row that a cell names; the cell itself where it names none."""
        names = self._names.get(stem)
        id_ = text if names is None or text == EVERYTHING else names.find(text)
        return text if id_ is None else self.common.get(stem, {}).get(id_, id_)

    def several(self, stem: str, text: str) -> list[str]:
        """The common id of each row that a cell names; of exceptions also the courses."""
        names = self._names.get("places" if stem == "districts" else stem)
        if names is None or text == EVERYTHING:
            return [text]
        found, unknown = names.find_all(text)
        common = self.common.get(stem, {})
        return [*(common.get(id_, id_) for id_ in found), *unknown]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _pairs(stem: str, rows: Iterable[Cells]) -> list[tuple[str, str]]:
    return [(id_of(stem, row), row.get("name", "")) for row in rows if id_of(stem, row)]
