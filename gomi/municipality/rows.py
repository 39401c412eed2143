"""Find a table's columns by their headers and give each row as cells under ASCII names.

A places.csv may also bear the headers in which cities publish their facilities.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gomi.municipality.cells import plain
from gomi.municipality.columns import TABLES, Table
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.facilities.columns import is_facility_list
from gomi.municipality.facilities.header import read_header, tell_of_unread
from gomi.municipality.facilities.reading import FacilityReader
from gomi.municipality.names import maybe_one_of
from gomi.municipality.places import PlaceKind
from gomi.municipality.sheets import Row, Sheet

NOW_CALLED = {("places", "取扱"): ("袋", "ばら売り", "処理券", "受け入れるもの")}
"""Columns of earlier editions of the tables, and those that say the same now."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of a table as text: its file and line, and the filled cells under ASCII names."""

    file: str
    line: int
    cells: dict[str, str]


def text_rows(table: Table, sheet: Sheet, complaints: Complaints) -> list[TextRow] | None:
    """The rows below the header, or None when the header cannot be used."""
    if not sheet.rows:
        complaints.error("no-header", Spot(sheet.file, 0), "見出しの行がありません", _headers(table))
        return None
    header = sheet.rows[0]
    if table is TABLES["places"] and is_facility_list(header.cells):
        return facility_rows(sheet, complaints)
    names = _columns(table, sheet.file, header, complaints)
    if names is None:
        return None
    return [_text_row(sheet.file, row, names, complaints) for row in sheet.rows[1:]]


def facility_rows(
    sheet: Sheet, complaints: Complaints, kinds: Sequence[PlaceKind] = ()
) -> list[TextRow] | None:
    """The rows of a facility list as rows of places.csv, or None when its header cannot be used.

    ``kinds`` are those of every row that names none. Rows that are no place are left out, with a 誤り.
    """
    header = read_header(sheet.file, sheet.rows[0], complaints, kinds_given=bool(kinds))
    if header is None:
        return None
    tell_of_unread(header, sheet.rows)
    reader = FacilityReader(header, kinds)
    found = (_text_row(sheet.file, row, header.fields, complaints) for row in sheet.rows[1:])
    read = ((row, reader.place(row.line, row.cells)) for row in found)
    return [TextRow(row.file, row.line, cells) for row, cells in read if cells is not None]


def _headers(table: Table) -> str:
    return f"1行目に {','.join(table.headers)} と書いてください"


def _columns(table: Table, file: str, header: Row, complaints: Complaints) -> list[str] | None:
    """The ASCII name of every column of the file, empty for one to skip."""
    names: list[str] = []
    good = True
    for cell in header.cells:
        name = _column(table, file, header.line, cell, complaints)
        if name and name in names:
            complaints.error(
                "header-twice",
                Spot(file, header.line, cell, cell),
                f"列「{cell}」が2つあります",
                "片方を消してください",
            )
            good = False
        names.append(name)
    for column in table.columns:
        if column.required and column.ascii not in names:
            complaints.error(
                "missing-column",
                Spot(file, header.line, column.header, shortened(",".join(header.cells))),
                f"列「{column.header}」がありません",
                _headers(table),
            )
            good = False
    return names if good else None


def _column(table: Table, file: str, line: int, cell: str, complaints: Complaints) -> str:
    wanted = plain(cell)
    if not wanted:
        return ""
    try:
        return table.column(wanted).ascii
    except KeyError:
        way = _way_to(wanted, table)
        complaints.doubt(
            "unknown-column",
            Spot(file, line, cell, cell),
            f"列「{shortened(cell)}」は{table.title}の表にありません",
            way,
        )
        return ""


def _way_to(unknown: str, table: Table) -> str:
    """What to write instead of a header that the table does not have."""
    if now := NOW_CALLED.get((table.stem, unknown)):
        return f"いまの列は「{'」「'.join(now)}」です。この列の中身を、そこに分けて書いてください"
    return maybe_one_of(unknown, table.headers) or "この列は読みません"


def _text_row(file: str, row: Row, names: list[str], complaints: Complaints) -> TextRow:
    surplus = [cell for cell in row.cells[len(names) :] if cell]
    if surplus:
        complaints.error(
            "too-many-cells",
            Spot(file, row.line, "", surplus[0]),
            f"列が見出しより多くあります（{len(row.cells)} 列。余りは「{shortened(surplus[0])}」）",
            'コンマを含む値は " で囲んでください',
        )
    elif len(row.cells) < len(names):
        complaints.doubt(
            "too-few-cells",
            Spot(file, row.line),
            f"列が見出しより少ないです（{len(names)} 列のうち {len(row.cells)} 列）",
            "足りない列は空として読みました",
        )
    pairs = zip(names, row.cells, strict=False)
    return TextRow(file, row.line, {name: cell for name, cell in pairs if name and cell})
