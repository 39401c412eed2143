"""remarks.csv: notes that calendar cells name by number."""

from collections.abc import Mapping

from gomi.municipality.cells import plain
from gomi.municipality.import_5374.areas import AREA_DAYS, Area
from gomi.municipality.import_5374.day_cells import DayCell
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import SourceFile, cell
from gomi.municipality.import_5374.text import is_empty, plain_text


def read_remarks(source: SourceFile) -> dict[str, str]:
    """The text of each remark under its number."""
    remarks = {}
    for row in source.rows:
        text = "／".join(plain_text(cell(row, 1)).split("\n"))
        if not is_empty(text):
            remarks[plain(cell(row, 0))] = text
    return remarks


def remark_of(days: DayCell, remarks: Mapping[str, str], area: Area, stream: str, report: Report) -> str:
    """The texts of the remarks a calendar cell names, in its order."""
    texts = []
    for number in days.rule.remarks:
        if number in remarks:
            texts.append(remarks[number])
        else:
            said = f"「{area.name}」の「{stream}」の注意事項 *{number} が remarks.csv にありません"
            report.doubted("no-remark", AREA_DAYS, area.line, f"*{number}", said, stream)
    return "／".join(dict.fromkeys(texts))
