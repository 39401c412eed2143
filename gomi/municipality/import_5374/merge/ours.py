"""The tables as a clerk left them: every cell, column and order, so that nothing of it is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gomi.errors import GomiError
from gomi.municipality.cells import plain
from gomi.municipality.columns import TABLES, Table
from gomi.municipality.complaints import Complaint, Complaints, Level
from gomi.municipality.load import OTHER_SPREADSHEETS, SUFFIXES
from gomi.municipality.rows import text_rows
from gomi.municipality.sheets import as_csv, read_sheet


class CannotMerge(GomiError):
    """The clerk's tables cannot be read or would come out wrong; nothing was written."""

    def __init__(self, problem: str, complaints: Iterable[Complaint] = ()) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join([problem, *map(str, self.complaints)]))


@dataclass(eq=False, slots=True)
class OurRow:
    """One row of a clerk's table: all its cells in their places, and the known ones by name."""

    line: int
    raw: list[str]
    cells: dict[str, str]


@dataclass(slots=True)
class OurTable:
    """One file: its header as it stands, the ASCII name of each column, the rows."""

    stem: str
    file: str
    header: list[str]
    rows: list[OurRow] = field(default_factory=list)
    names: list[str] = field(init=False)
    """The ASCII name of every column, empty for one of the clerk's own."""

    def __post_init__(self) -> None:
        self.names = [_ascii(TABLES[self.stem], header) for header in self.header]

    def put(self, row: OurRow, column: str, text: str) -> None:
        """Write a cell, adding its column where the file has none."""
        if column not in self.names:
            if not text:
                return
            self.header.append(TABLES[self.stem].column(column).header)
            self.names.append(column)
        place = self.names.index(column)
        row.raw += [""] * (place + 1 - len(row.raw))
        row.raw[place] = row.cells[column] = text

    def as_csv(self) -> bytes:
        """The file anew."""
        width = len(self.header)
        rows = [tuple(row.raw + [""] * (width - len(row.raw))) for row in self.rows]
        return as_csv([tuple(self.header), *rows])


def empty_table(stem: str) -> OurTable:
    """A table that is not there yet."""
    return OurTable(stem, f"{stem}.csv", list(TABLES[stem].headers))


def read_tables(files: Mapping[str, bytes], stems: Iterable[str]) -> dict[str, OurTable]:
    """Those of the tables that are there.

    Raises:
        CannotMerge: one of them cannot be read, so what a clerk decided in it is not known.
    """
    complaints = Complaints()
    tables: dict[str, OurTable] = {}
    for stem in stems:
        there = [f"{stem}{suffix}" for suffix in (*SUFFIXES, *OTHER_SPREADSHEETS)]
        found = [file for file in there if file in files]
        if len(found) > 1 or (found and not found[0].endswith(SUFFIXES)):
            way = f"{stem}.csv か {stem}.xlsx のどちらか1つにしてください"
            raise CannotMerge(f"{'、'.join(found)} があります。{way}。何も書きかえていません")
        if found and (table := _table(stem, found[0], files[found[0]], complaints)):
            tables[stem] = table
    # Cells beyond the header are a 誤り of the clerk's own; they are kept where they stand.
    wrong = [each for each in complaints.all() if each.level is Level.ERROR]
    errors = [each for each in wrong if each.kind != "too-many-cells"]
    if errors:
        raise CannotMerge("いまの表が読めないので、取り込みませんでした。何も書きかえていません", errors)
    return tables


def _table(stem: str, file: str, content: bytes, complaints: Complaints) -> OurTable | None:
    sheet = read_sheet(file, content, complaints)
    rows = text_rows(TABLES[stem], sheet, complaints) if sheet else None
    if sheet is None or rows is None:
        return None
    pairs = zip(sheet.rows[1:], rows, strict=True)
    ours = [OurRow(raw.line, list(raw.cells), dict(row.cells)) for raw, row in pairs]
    return OurTable(stem, file, list(sheet.rows[0].cells), ours)


def _ascii(table: Table, header: str) -> str:
    try:
        return table.column(plain(header)).ascii
    except KeyError:
        return ""
