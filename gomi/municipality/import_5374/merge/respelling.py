"""Calendar cells that an earlier import copied as they stood: bring them into today's words, so that
they are no decision of a clerk's and the copy of the last import says what a new one would.
"""

from collections.abc import Mapping, Sequence

from gomi.municipality.import_5374.day_cells import read_cell
from gomi.municipality.import_5374.merge.ours import OurTable
from gomi.municipality.import_5374.merge.previous import Cells
from gomi.municipality.import_5374.report import Report


def respell(imported: Sequence[Cells], table: OurTable | None, report: Report) -> bool:
    """Write 収集日 of the last import anew, and of a clerk's rows where it still is what was imported.

    Says whether the clerk's table changed. A workbook stays as it is: only its csv could be written.
    """
    days_by_copied = {row["original"]: read_cell(row["original"]).days for row in imported if _is_copied(row)}
    for row in imported:
        if _is_copied(row):
            row["days"] = days_by_copied[row["original"]]
    if table is None or not table.file.endswith(".csv"):
        return False
    respelt = [ours for ours in table.rows if _is_copied(ours.cells) and _differs(ours.cells, days_by_copied)]
    for ours in respelt:
        table.put(ours, "days", days_by_copied[ours.cells["original"]])
    if respelt:
        said = f"前に取り込んだ収集日 {len(respelt):,} 行を、いまの書き方に直しました（読める日は同じです）"
        report.understood("days-respelt", table.file, 0, "", said)
    return bool(respelt)


def _is_copied(cells: Cells) -> bool:
    return bool(cells.get("original")) and cells.get("days") == cells["original"]


def _differs(cells: Cells, days_by_copied: Mapping[str, str]) -> bool:
    original = cells["original"]
    return days_by_copied.get(original, original) != original
