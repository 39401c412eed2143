"""Make every reference name the row it named before, whatever that row is called now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gomi.municipality.column import EVERYTHING, Column, Kind
from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.merge.dropping import REFERENCES
from gomi.municipality.import_5374.merge.meaning import Meaning, id_of
from gomi.municipality.import_5374.merge.ours import OurRow, OurTable
from gomi.municipality.import_5374.merge.previous import STEMS


@dataclass(frozen=True, slots=True)
class Respelt:
    """A cell to be written anew; without a text nothing in the tables is what it named."""

    stem: str
    row: OurRow
    column: str
    text: str


class Spelling:
    """Knows the tables as they will stand, and under which id every version knows their rows."""

    def __init__(
        self,
        tables: Mapping[str, OurTable],
        known: Mapping[OurRow, str],
        wanted: Mapping[OurRow, Mapping[str, Any]],
    ) -> None:
        self._tables, self._wanted = tables, wanted
        self._final = Meaning({stem: [row.cells for row in table.rows] for stem, table in tables.items()})
        self._row_by_known: dict[str, dict[str, OurRow]] = {}
        for stem, table in tables.items():
            for row in table.rows if stem in STEMS else ():
                self._final.common[stem].setdefault(id_of(stem, row.cells), known[row])
                self._row_by_known.setdefault(stem, {}).setdefault(known[row], row)
        districts = tables["districts"].rows if "districts" in tables else []
        self._courses = {row.cells.get("course", "") for row in districts}

    def respelt(self) -> Iterator[Respelt]:
        """Every cell that would name another row than is wanted, or none."""
        for stem, table in self._tables.items():
            columns = [each for each in TABLES[stem].columns if each.kind in REFERENCES]
            columns = [each for each in columns if each.refers in STEMS and each.refers in self._tables]
            for row in table.rows:
                for column in columns:
                    value = self._wanted[row].get(column.ascii)
                    text = row.cells.get(column.ascii, "")
                    if value and not self._still_means(column, text, value):
                        yield Respelt(stem, row, column.ascii, self._spell(column, value))

    def _still_means(self, column: Column, text: str, value: Any) -> bool:
        if self._final.of(column, text) != value:
            return False
        return all(self._is_there(column, part) for part in _parts(value))

    def _is_there(self, column: Column, part: str) -> bool:
        if part == EVERYTHING or part in self._row_by_known.get(column.refers, {}):
            return True
        return column.kind is Kind.REFERENCES and column.refers == "districts" and part in self._courses

    def _spell(self, column: Column, value: Any) -> str:
        """The cell, a course that no district has any more as its districts; empty if one is nowhere."""
        parts: list[str] = []
        for part in _parts(value):
            row = self._row_by_known.get(column.refers, {}).get(part)
            if row is not None:
                parts.append(self._called(column.refers, part, row))
            elif self._is_there(column, part):
                parts.append(part)
            else:
                was = self._of_course(part) if column.kind is Kind.REFERENCES else []
                if not was:
                    return ""
                parts += was
        return "、".join(dict.fromkeys(parts))

    def _called(self, stem: str, known: str, row: OurRow) -> str:
        """The row's name where that alone says which row is meant, else its id."""
        name = row.cells.get("name", "")
        is_plain = bool(name) and "、" not in name and self._final.one(stem, name) == known
        return name if is_plain else id_of(stem, row.cells)

    def _of_course(self, course: str) -> list[str]:
        """The districts that had the course when the cell was written."""
        table = self._tables.get("districts")
        return [
            id_of("districts", row.cells)
            for row in (table.rows if table else ())
            if course in self._wanted[row].get("was on courses", ())
        ]


def _parts(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else list(value)
