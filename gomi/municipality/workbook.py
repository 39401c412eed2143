"""Read the first sheet of an xlsx file into rows, as a clerk sees them on the screen."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from gomi.municipality.complaints import Complaints, Spot

MOST_UNPACKED_BYTES = 256_000_000
MOST_CELLS = 5_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the line it stands on, counted from 1 as editors and spreadsheets do."""

    line: int
    cells: tuple[str, ...]


def read_workbook(file: str, content: bytes, complaints: Complaints) -> list[Row] | None:
    """The rows of the first sheet, or None with a complaint when the book cannot be used."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED_BYTES:
            _refuse(file, complaints, "Excel の中身が大きすぎます", "使っていない行と列を消してください")
            return None
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        height, width = sheet.total_height, sheet.total_width
        if height * width > MOST_CELLS:
            _refuse(file, complaints, "シートが大きすぎます", "使っていない行と列を消してください")
            return None
        merged = sheet.merged_cell_ranges
        rows = sheet.to_python(skip_empty_area=False) if height else []
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, IndexError) as error:
        _refuse(file, complaints, f"Excel として開けません（{error}）", "Excel で開き、保存し直してください")
        return None
    if merged:
        _complain_of_merged(file, merged, complaints)
        return None
    if len(book.sheet_names) > 1:
        complaints.doubt(
            "several-sheets",
            Spot(file, 0, "", "、".join(book.sheet_names)),
            f"シートが {len(book.sheet_names)} 枚あります",
            f"最初の「{book.sheet_names[0]}」だけを読みました",
        )
    return [Row(line, tuple(as_text(cell) for cell in row)) for line, row in enumerate(rows, 1)]


def _refuse(file: str, complaints: Complaints, problem: str, way: str) -> None:
    complaints.error("unreadable-file", Spot(file, 0), problem, way)


def _complain_of_merged(
    file: str, merged: list[tuple[tuple[int, int], tuple[int, int]]], complaints: Complaints
) -> None:
    for (top, left), (bottom, right) in merged:
        complaints.error(
            "merged-cells",
            Spot(file, top + 1),
            f"セル {cell_name(top, left)}:{cell_name(bottom, right)} が結合されています",
            "結合を解き、どの行にも値を書いてください",
        )


def cell_name(row: int, column: int) -> str:
    """The name a spreadsheet gives a cell, counted from zero here.

    >>> cell_name(0, 27)
    'AB1'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def as_text(cell: object) -> str:
    """A cell as it would stand in a CSV file: whole numbers without a point, days in ISO form."""
    match cell:
        case bool():
            return "はい" if cell else ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            at_midnight = cell.time() == time()
            return cell.date().isoformat() if at_midnight else cell.isoformat(timespec="minutes")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="minutes")
        case _:
            return str(cell).strip()
