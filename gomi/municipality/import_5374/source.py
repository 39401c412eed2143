"""Read the CSV files of a 5374 folder as they are: any encoding, any line ends, with or without
header, quoted or not, with what version control left in them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gomi.municipality.complaints import Complaints
from gomi.municipality.import_5374.doubts import LOST
from gomi.municipality.import_5374.report import Report
from gomi.municipality.sheets import GARBLED, csv_rows, decode
from gomi.municipality.workbook import Row

OPTIONAL = "area_master.csv"
NATIVE_FOLDERS = ("ja", "ja-JP", "data", "data/ja")
HEADERS = {
    "target.csv": {"type", "label", "name", "notice", "furigana", "mastercode"},
    "description.csv": {"label", "sublabel", "description", "styles", "bgcolor", "mastercode"},
    "center.csv": {"名称", "休止開始日", "休止終了日", "休止日", "name"},
    "remarks.csv": {"id", "注意事項"},
    "area_master.csv": {"マスター", "mastercode", "区名", "名称"},
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its header in small letters (empty where it has none) and the rows below."""

    name: str
    header: tuple[str, ...] = ()
    header_cells: tuple[str, ...] = ()
    rows: Sequence[Row] = field(default_factory=tuple)

    def column(self, *names: str) -> int | None:
        """Where the column with one of those names is, or None."""
        return next((place for place, cell in enumerate(self.header) if cell in names), None)


def find_data(folder: Path) -> Path:
    """The folder that holds the files: the given one, or the Japanese tree inside it."""
    inside = (folder / name for name in NATIVE_FOLDERS)
    return next((each for each in (folder, *inside) if (each / "target.csv").is_file()), folder)


def read_source(folder: Path, name: str, report: Report) -> SourceFile:
    """The file's rows; empty where there is no such file."""
    path = folder / name
    if not path.is_file():
        if name != OPTIONAL:
            report.understood("no-file", name, 0, "", "ファイルがありません")
        return SourceFile(name)
    rows = list(_rows(name, _text(path, report), report))
    return _below_header(name, rows, report)


def _text(path: Path, report: Report) -> str:
    content = path.read_bytes().replace(b"\0", b"")
    try:
        text, encoding = decode(content)
    except UnicodeDecodeError:
        text, encoding = content.decode("utf-8-sig", errors="replace"), "UTF-8"
    if encoding != "UTF-8":
        report.understood("encoding", path.name, 0, encoding, f"文字コードは {encoding} でした")
    return _ungarbled(path.name, text, report) if GARBLED.search(text) else text


def _ungarbled(name: str, text: str, report: Report) -> str:
    """The text with every garbled line put right, or with 〓 where a character is lost for good."""
    lines = re.split(r"(\r\n|\n|\r)", text)
    for place, line in enumerate(lines):
        if not GARBLED.search(line):
            continue
        try:
            lines[place] = line.encode("cp932").decode("utf-8")
            report.understood("garbled", name, place // 2 + 1, line, "文字化けを直して読みました")
        except UnicodeError:
            lines[place] = GARBLED.sub(LOST, line)
            said = f"文字化けしています。失われた文字は「{LOST}」にしました"
            report.doubted("garbled", name, place // 2 + 1, line, said)
    return "".join(lines)


def _rows(name: str, text: str, report: Report) -> Iterator[Row]:
    lines = _without_conflicts(name, re.split(r"\r\n|\n|\r", text), report)
    complaints = Complaints()
    for row in csv_rows(name, lines, complaints):
        if any(row.cells):
            yield row
    for complaint in complaints.all():
        report.doubted(complaint.kind, name, complaint.line, complaint.read, complaint.problem)


def _without_conflicts(name: str, lines: list[str], report: Report) -> list[str]:
    """The lines with one side of every unresolved merge; line numbers stay."""
    kept, side = [], ""
    for number, line in enumerate(lines, 1):
        if line.startswith("<<<<<<<"):
            side = "ours"
            report.refused("conflict", name, number, line, "統合しかけの印です。先に書かれた側を読みました")
        elif side and line.startswith("======="):
            side = "theirs"
        elif side and line.startswith(">>>>>>>"):
            side = ""
        else:
            if side == "theirs" and line.strip():
                report.refused("conflict", name, number, line, "統合しかけの、後に書かれた側です")
            kept.append("" if side == "theirs" else line)
            continue
        kept.append("")
    return kept


def _below_header(name: str, rows: list[Row], report: Report) -> SourceFile:
    if not rows:
        return SourceFile(name)
    header = tuple(cell.lower() for cell in rows[0].cells)
    known = HEADERS.get(name)
    if known is not None and not known & set(header):
        report.understood("no-header", name, rows[0].line, ",".join(rows[0].cells), "見出しの行がありません")
        return SourceFile(name, rows=rows)
    body = []
    for row in rows[1:]:
        if row.cells == rows[0].cells:
            report.refused(
                "header-again", name, row.line, ",".join(row.cells), "見出しがもう一度書かれています"
            )
        else:
            body.append(row)
    return SourceFile(name, header, rows[0].cells, body)


def cell(row: Row, place: int | None) -> str:
    """A cell of a row that may be shorter than its header."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""
