"""Read a table file, CSV or xlsx, into rows that know their line numbers.

What cannot be read is refused in words that say what to do; what can be mended is mended and said.

>>> complaints = Complaints()
>>> sheet = read_sheet("streams.csv", "id,名称\\r\\na,燃やすごみ\\r\\n".encode("cp932"), complaints)
>>> [(row.line, row.cells) for row in sheet.rows]
[(1, ('id', '名称')), (2, ('a', '燃やすごみ'))]
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.workbook import Row as Row
from gomi.municipality.workbook import read_workbook

MOST_BYTES = 64_000_000
LONGEST_CELL = 100_000
MOST_LINES_IN_A_CELL = 60

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# What common Japanese looks like after its bytes were read in the wrong encoding and saved.
GARBLED = re.compile(r"\ufffd|[縺繧繝譁蟄](?:[\uff61-\uff9f・\u0080-\u009f]|[縺繧繝])|ã[\u0080-\u00bf]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one file, blank rows left out."""

    file: str
    rows: tuple[Row, ...]


def read_sheet(file: str, content: bytes, complaints: Complaints) -> Sheet | None:
    """The rows of a file, or None when it had to be refused; either way complaints say why."""
    problem = _refused(file, content)
    if problem:
        complaints.error("unreadable-file", Spot(file, 0), *problem)
        return None
    if file.endswith(".xlsx"):
        rows = read_workbook(file, content, complaints)
    else:
        rows = _read_csv(file, content, complaints)
    return None if rows is None else Sheet(file, tuple(row for row in rows if any(row.cells)))


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: UTF-8 where that fits, else CP932.

    Raises:
        UnicodeDecodeError: it is neither; of the two mistakes, the later one is told.
    """
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        as_utf8 = error
    try:
        return content.decode("cp932"), "CP932"
    except UnicodeDecodeError as as_cp932:
        raise max(as_utf8, as_cp932, key=lambda error: error.start) from None


def _refused(file: str, content: bytes) -> tuple[str, str] | None:
    """Why a file is not even opened, and what to do; None for one that may be."""
    if len(content) > MOST_BYTES:
        return (
            f"ファイルが大きすぎます（{len(content):,} バイト）",
            f"{MOST_BYTES:,} バイトまでにしてください",
        )
    if content.startswith(OLD_EXCEL):
        return "古い形式の Excel（.xls）です", "「名前を付けて保存」で .xlsx か「CSV UTF-8」にしてください"
    if file.endswith(".xlsx"):
        return (
            None
            if content.startswith(ZIP)
            else ("中身が Excel ではありません", "拡張子を .csv にするか、Excel で保存し直してください")
        )
    if content.startswith(ZIP):
        return (
            "中身が CSV ではなく Excel（または zip）です",
            "拡張子を .xlsx に直すか、「CSV UTF-8」で保存し直してください",
        )
    if content.startswith(UTF16):
        return "文字コードが UTF-16 です", "「CSV UTF-8（コンマ区切り）」で保存し直してください"
    return None


def _read_csv(file: str, content: bytes, complaints: Complaints) -> list[Row] | None:
    try:
        text, _ = decode(content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        complaints.error(
            "encoding",
            Spot(file, line),
            "文字コードが UTF-8 でも CP932（Shift_JIS）でもありません",
            "「CSV UTF-8（コンマ区切り）」で保存し直してください",
        )
        return None
    lines = re.split(r"\r\n|\n|\r", text)
    if not (_without_nul(file, lines, complaints) and _not_garbled(file, lines, complaints)):
        return None
    if "\t" in lines[0] and "," not in lines[0]:
        complaints.error(
            "separator",
            Spot(file, 1, "", lines[0]),
            "列がコンマではなくタブで区切られています",
            "「CSV UTF-8（コンマ区切り）」で保存し直してください",
        )
        return None
    return list(csv_rows(file, lines, complaints))


def _without_nul(file: str, lines: list[str], complaints: Complaints) -> bool:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            complaints.error(
                "nul",
                Spot(file, number),
                "文字でないバイト（NUL）が入っています",
                "表計算ソフトで開き、「CSV UTF-8」で保存し直してください",
            )
            return False
    return True


def _not_garbled(file: str, lines: list[str], complaints: Complaints) -> bool:
    garbled = [(number, line) for number, line in enumerate(lines, 1) if GARBLED.search(line)]
    # A stray mark may be a slip inside one cell; a garbled header or several lines mean the file.
    if not garbled:
        return True
    whole_file = garbled[0][0] == 1 or len(garbled) > 1
    for number, line in garbled[:1]:
        complain = complaints.error if whole_file else complaints.doubt
        complain(
            "garbled",
            Spot(file, number, "", line),
            f"文字化けしています（「{line[:20]}」など {len(garbled):,} 行）",
            "元の表を開き、「CSV UTF-8」で保存し直してください",
        )
    return not whole_file


def csv_rows(file: str, lines: list[str], complaints: Complaints) -> Iterator[Row]:
    """Every record with the line it starts on. A lone quote mark is read as text, and said."""
    start = 0
    while start < len(lines):
        record, used = _record(lines, start)
        if record is None:
            complaints.doubt(
                "lone-quote",
                Spot(file, start + 1, "", lines[start]),
                '引用符「"」が閉じられていません',
                "この行だけを引用符なしで読みました。引用符を消すか、2つ重ねてください",
            )
            record, used = lines[start].split(","), 1
        yield Row(start + 1, tuple(cell.strip() for cell in record))
        start += used


def _record(lines: list[str], start: int) -> tuple[list[str] | None, int]:
    """One record and the lines it takes, or None where its quote marks do not fit together."""
    if '"' not in lines[start]:
        return lines[start].split(","), 1
    given = lines[start : start + MOST_LINES_IN_A_CELL]
    reader = csv.reader((line + "\n" for line in given), strict=True)
    try:
        record = next(reader)
    except csv.Error:
        return None, 1
    record[-1] = record[-1].removesuffix("\n")
    too_long = any(len(cell) > LONGEST_CELL for cell in record)
    return (None, 1) if too_long else (record, reader.line_num)


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """Rows as a CSV file in UTF-8 with a BOM, which spreadsheets ask for, and CRLF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
