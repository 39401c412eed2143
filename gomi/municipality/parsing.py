"""Turn the text cells of a row into values, complaining of every cell that cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gomi.municipality import cells
from gomi.municipality.cells import Unreadable
from gomi.municipality.columns import EVERYTHING, ICONS, Column, Kind, Table
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.names import Names, maybe_one_of
from gomi.municipality.rows import TextRow

HOLIDAYS = "祝日"
LATITUDES, LONGITUDES = cells.IN_JAPAN
FEWEST_DECIMALS = 4
"""With four a place is found within some ten metres."""

READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.ID: cells.read_id,
    Kind.TEXT: str,
    Kind.NAMES: cells.split_names,
    Kind.SENTENCES: cells.split_sentences,
    Kind.WHOLE: cells.read_whole,
    Kind.LENGTH: cells.read_length,
    Kind.YEN: cells.read_whole,
    Kind.YENS: cells.read_wholes,
    Kind.LATITUDE: lambda text: cells.read_within(text, *LATITUDES),
    Kind.LONGITUDE: lambda text: cells.read_within(text, *LONGITUDES),
    Kind.ANY_LATITUDE: cells.read_degrees,
    Kind.ANY_LONGITUDE: cells.read_degrees,
    Kind.DATE: cells.read_date,
    Kind.MOMENT: cells.read_moment,
    Kind.TIME: cells.read_time,
    Kind.COLOUR: cells.read_colour,
    Kind.POSTCODE: cells.read_postcode,
    Kind.LANGUAGE: cells.read_language,
    Kind.YES: cells.read_yes,
    Kind.DATE_OR_HOLIDAYS: lambda text: HOLIDAYS if text == HOLIDAYS else cells.read_date(text),
}

EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.ICON: "",
    Kind.COLOUR: "",
    Kind.POSTCODE: "",
    Kind.NAMES: (),
    Kind.SENTENCES: (),
    Kind.CHOICES: (),
    Kind.YENS: (),
    Kind.REFERENCES: (),
    Kind.YES: False,
}
"""What an empty cell means; None for every other kind."""


@dataclass(slots=True)
class Record:
    """One row as values under ASCII names, with the line to complain of."""

    file: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


class RowParser:
    """Reads the rows of one table, knowing the names that its references may use."""

    def __init__(self, table: Table, names: Mapping[str, Names], complaints: Complaints) -> None:
        self._table, self._names, self._complaints = table, names, complaints

    def records(self, rows: list[TextRow]) -> list[Record]:
        """Every row without a wrong cell."""
        read = (self._record(row) for row in rows)
        return [record for record in read if record is not None]

    def _record(self, row: TextRow) -> Record | None:
        record = Record(row.file, row.line)
        good = True
        for column in self._table.columns:
            text = row.cells.get(column.ascii, "")
            try:
                record.values[column.ascii] = self._value(column, text, row)
            except Unreadable as error:
                good = False
                kind = "unknown-reference" if column.refers else "unreadable-cell"
                self._complaints.error(
                    f"{kind}:{column.header}",
                    Spot(row.file, row.line, column.header, text),
                    error.problem,
                    error.way,
                )
        return record if good else None

    def _value(self, column: Column, text: str, row: TextRow) -> Any:
        if not text:
            if column.required:
                raise Unreadable(f"「{column.header}」が空です", f"例: {column.example}")
            return EMPTY.get(column.kind)
        match column.kind:
            case Kind.REFERENCE:
                return self._one(column, text)
            case Kind.REFERENCES:
                return self._several(column, text)
            case Kind.ICON:
                return self._icon(column, text, row)
        try:
            if column.choices and column.kind is Kind.CHOICES:
                return cells.read_choices(text, column.choices)
            if column.choices:
                return cells.read_choice(text, column.choices)
            if column.kind in (Kind.ANY_LATITUDE, Kind.ANY_LONGITUDE):
                self._doubt_rough(column, text, row)
            return READERS[column.kind](text)
        except Unreadable as error:
            raise Unreadable(f"{column.header}「{shortened(text)}」{error.problem}", error.way) from None

    def _one(self, column: Column, text: str) -> str:
        if text == EVERYTHING and column.refers == "districts":
            return EVERYTHING
        names = self._names[column.refers]
        found = names.find(text)
        if found is None:
            raise _nobody_is_called(column, text, names)
        return found

    def _several(self, column: Column, text: str) -> tuple[str, ...]:
        if text == EVERYTHING:
            return (EVERYTHING,)
        names = self._names["places of exceptions" if column.refers == "districts" else column.refers]
        found, unknown = names.find_all(text)
        if unknown:
            raise _nobody_is_called(column, unknown[0], names)
        return tuple(found)

    def _doubt_rough(self, column: Column, text: str, row: TextRow) -> None:
        """Nought is no rough degree but none at all; the checks between rows tell of it."""
        given = cells.decimals(text)
        if given < FEWEST_DECIMALS and cells.read_degrees(text) != 0:
            self._complaints.doubt(
                f"rough-position:{column.header}",
                Spot(row.file, row.line, column.header, text),
                f"{column.header}「{shortened(text)}」は小数が{given}桁しかなく、場所がずれます",
                "小数を6桁まで書いてください（3桁では約100メートルずれます）",
            )

    def _icon(self, column: Column, text: str, row: TextRow) -> str:
        narrow = cells.plain(text)
        if narrow not in ICONS:
            self._complaints.doubt(
                "unknown-icon",
                Spot(row.file, row.line, column.header, text),
                f"アイコン「{shortened(text)}」は用意されていません",
                maybe_one_of(narrow, ICONS) or f"{'、'.join(ICONS)} のどれかを書いてください",
            )
            return ""
        return narrow


def _nobody_is_called(column: Column, text: str, names: Names) -> Unreadable:
    problem = f"{column.header}「{shortened(text)}」は {column.refers}.csv にありません"
    return Unreadable(problem, names.maybe(text) or f"{column.refers}.csv に行を足すか、名前を直してください")
