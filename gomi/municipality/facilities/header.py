"""The header of a facility list: which column is which field, and how the file itself calls it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.facilities.columns import FIELDS, OWN_FIELD, fields_of
from gomi.municipality.facilities.tidy import tidy
from gomi.municipality.places import PlaceKind
from gomi.municipality.workbook import Row

_CALLED = {name: headers[0] for name, headers in FIELDS.items()} | {
    name: header for header, name in OWN_FIELD.items()
}


@dataclass(slots=True)
class Header:
    """The columns of one file, and the line that is being read."""

    file: str
    complaints: Complaints
    line: int
    fields: list[str] = field(default_factory=list)
    """The field of every column, empty for one that is not read."""
    header_of: dict[str, str] = field(default_factory=dict)
    """The field → the file's own header."""

    def called(self, *fields: str) -> str:
        """How the file calls the first of these fields that it has, else how the standard does."""
        return next((self.header_of[each] for each in fields if each in self.header_of), _CALLED[fields[0]])

    def doubt(self, kind: str, column: str, read: str, problem: str, way: str) -> None:
        """Something to look at in the line that is being read."""
        self.complaints.doubt(f"facility-{kind}", Spot(self.file, self.line, column, read), problem, way)

    def error(self, kind: str, column: str, read: str, problem: str, way: str) -> None:
        """Something that cannot be used in the line that is being read."""
        self.complaints.error(f"facility-{kind}", Spot(self.file, self.line, column, read), problem, way)


def read_header(file: str, row: Row, complaints: Complaints, *, kinds_given: bool) -> Header | None:
    """The header, or None where there is no column of names, or no kind for any row; complaints say so."""
    header = Header(file, complaints, row.line)
    for cell, name in zip(row.cells, fields_of(row.cells), strict=True):
        if name in header.header_of:
            problem = f"列「{shortened(cell)}」は「{header.header_of[name]}」と同じことを書く列です"
            header.doubt("column-twice", cell, cell, problem, "左の列だけを読みました")
            name = ""
        header.fields.append(name)
        if name:
            header.header_of[name] = cell
    return header if _is_usable(header, ",".join(row.cells), kinds_given) else None


def _is_usable(header: Header, read: str, kinds_given: bool) -> bool:
    if "name" not in header.header_of:
        way = "施設の名前の列の見出しを「名称」にしてください"
        header.error("missing-column", "名称", read, "列「名称」がありません", way)
        return False
    if "own_kinds" not in header.header_of and not kinds_given:
        way = (
            f"列「種別」を足して {'・'.join(PlaceKind)} のどれかを書くか、"
            "gomi places read --kind で全部の行の種別を決めてください"
        )
        header.error("missing-column", "種別", read, "列「種別」がありません", way)
        return False
    return True


def tell_of_unread(header: Header, rows: Sequence[Row]) -> None:
    """Doubts about the filled columns that places.csv has no room for."""
    header.line = rows[0].line
    for cell, filled in _unread(header, rows):
        problem = f"列「{shortened(cell)}」は読みません（{filled:,} 行に値があります）"
        header.doubt("unread-column", cell, cell, problem, "残したいことは備考に書いてください")


def _unread(header: Header, rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    for place, (name, cell) in enumerate(zip(header.fields, rows[0].cells, strict=True)):
        filled = sum(place < len(row.cells) and bool(tidy(row.cells[place])) for row in rows[1:])
        if not name and filled:
            yield cell, filled
