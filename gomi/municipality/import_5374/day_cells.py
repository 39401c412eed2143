"""Calendar cells of area_days.csv as rules: what was understood is written in a clerk's words.

>>> cell = read_cell("水2 水4` *1")
>>> cell.days, cell.rule.remarks, [unclear.token for unclear in cell.unclear]
('第2水曜', ('1',), ['水4`'])
>>> read_cell("*5").days, read_cell("その他").days
('なし', '')

A site's script had limits of its own (double and full-width blanks, ``*10``, a second list of months);
they are no part of what a cell means.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from gomi.calendar.days_written import Period
from gomi.calendar.notation import Unclear, read_parts
from gomi.calendar.rules import DayRule
from gomi.calendar.writing import written
from gomi.municipality.import_5374.report import Report


@dataclass(frozen=True, slots=True)
class DayCell:
    """One calendar cell as it stood, its rule, and the parts of it that cannot be read."""

    text: str
    rule: DayRule
    unclear: tuple[Unclear, ...]

    @property
    def days(self) -> str:
        """収集日 in a clerk's words, without the numbers of remarks; empty where nothing could be read."""
        if not self.rule.words and self.unclear:
            return ""
        return written(DayRule(self.rule.words))

    @property
    def is_collected(self) -> bool:
        """Whether the cell speaks of days at all, not only of a remark."""
        return bool(self.rule.words or self.unclear)

    @property
    def meaning(self) -> Hashable:
        """The same for two cells that say the same, in whatever order."""
        tokens = frozenset(unclear.token for unclear in self.unclear)
        return frozenset(self.rule.words), frozenset(self.rule.remarks), tokens


@lru_cache(maxsize=4096)
def read_cell(text: str) -> DayCell:
    """The cell with everything that can be read of it."""
    rule, unclear = read_parts(text)
    return DayCell(text, rule, unclear)


def days_meant(text: str, period: Period) -> str:
    """収集日 in one spelling, so that two can be compared; as it stands where part of it is unclear.

    >>> days_meant("月・木曜日", Period()) == days_meant("月 木", Period())
    True
    """
    rule, unclear = read_parts(text, period)
    return text if unclear else written(DayRule(rule.words))


def tell_unclear(cell: DayCell, district: str, stream: str, file: str, line: int, report: Report) -> None:
    """Tell of every part of a cell that gives no days, and how to go on."""
    left = "この部分を除いて取り込みました" if cell.days else "収集日を空にして取り込みました"
    for unclear in cell.unclear:
        said = f"「{district}」の「{stream}」の「{unclear.token}」{unclear.problem}。{left}。{unclear.way}"
        report.doubted("days-unclear", file, line, unclear.token, said, stream)
