"""Read how a clerk writes collection days, and how 5374 files write them.

>>> from gomi.calendar.writing import written
>>> written(read_rule("月･木、第２水曜日"))
'毎週月・木 第2水曜'
>>> written(read_rule("水2 水4")), written(read_rule("隔月20260406"))
('第2・第4水曜', '隔週月曜 2026-04-06から')
>>> read_rule("月 木 日5:12")
Traceback (most recent call last):
    ...
gomi.calendar.notation.RuleUnclear: 「月 木 日5:12」は、月の指定がどの曜日のものか分かりません

What can be meant in two ways is refused, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from gomi.calendar.days_written import Period, Unwritten, months_of
from gomi.calendar.forms import BEHIND_COLON, FORMS, IN_BRACKETS, Patterns
from gomi.calendar.rules import WEEKDAYS, DayRule, Pattern, Word, once
from gomi.errors import GomiError

WAYS = "例: 毎週月・木、第2・第4水曜、隔週火曜 2026-04-07から、最終金曜、第1月曜（偶数月）"
MONTHS_APART = "月ごとに分けて書いてください（例: 毎週月・木 第5日曜（12月））"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part of a rule that cannot be read, as it was written, and how to go on."""

    token: str
    problem: str
    way: str = WAYS


class RuleUnclear(GomiError):
    """What a clerk wrote cannot be read, or can be read in two ways."""

    def __init__(self, unclear: Unclear) -> None:
        self.unclear = unclear
        super().__init__(f"「{unclear.token}」{unclear.problem}")


def read_rule(text: str, period: Period | None = None) -> DayRule:
    """The rule a clerk wrote. Days without a year are those of ``period``.

    Raises:
        RuleUnclear: any part of it is unclear.
    """
    rule, unclear = read_parts(text, period)
    if unclear:
        raise RuleUnclear(unclear[0])
    return rule


@lru_cache(maxsize=4096)
def read_parts(text: str, period: Period | None = None) -> tuple[DayRule, tuple[Unclear, ...]]:
    """What can be read of a rule, and every part that cannot."""
    reader = _Reader(plain(text), period or Period())
    reader.read()
    return DayRule(once(reader.words), tuple(dict.fromkeys(reader.remarks))), tuple(reader.unclear)


def plain(text: str) -> str:
    """Width, blanks, brackets and 曜日 as this module reads them; doing it twice changes nothing.

    >>> plain("第２・４　水曜日（４～１１月）")
    '第2・4 水(4~11月)'
    """
    narrow = unicodedata.normalize("NFKC", text)
    narrow = re.sub(r"[〜～∼〰]", "~", narrow).replace("･", "・").replace("，", ",").replace("。", " ")
    narrow = re.sub(rf"(?<=[{WEEKDAYS}])曜日?", "", narrow)
    return " ".join(narrow.split())


@dataclass(slots=True)
class _Reader:
    """Reads from left to right, word after word."""

    text: str
    period: Period
    at: int = 0
    words: list[Word] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    _group: list[Pattern] = field(default_factory=list)
    """Patterns since the last list of months: 5374 lets a list behind a colon hold for all of them."""
    _group_at: int = 0
    _joined: bool = False
    """The word before was joined to this one by 、 and names no months."""

    def read(self) -> None:
        if not self.text:
            self.unclear.append(Unclear(self.text, "収集日が空です"))
        while self.at < len(self.text):
            if self.text[self.at] in " 、;,":
                self._part()
            elif not self._month_list() and not self._word():
                self._skip("は収集日の書き方にありません")
        self._close_group()
        if not self.words and not self.remarks and not self.unclear and "なし" not in self.text:
            self.unclear.append(Unclear(self.text, "は収集日の書き方にありません"))

    def _part(self) -> None:
        if self.text[self.at] == ";":
            self._close_group()
        self._joined = self.text[self.at] in "、," and bool(self._group)
        self.at += 1

    def _word(self) -> bool:
        fitting = next(self._fitting(), None)
        if fitting is None:
            return False
        found, patterns = fitting
        start, self.at = self.at, found.end()
        if not self._group:
            self._group_at = start
        if found.groupdict().get("remark"):
            self.remarks.append(found["remark"])
            return True
        try:
            made = list(patterns(found, self.period))
        except Unwritten as error:
            self.unclear.append(Unclear(found[0], str(error), error.way or WAYS))
            return True
        self._take(made, found, start)
        return True

    def _fitting(self) -> Iterator[tuple[re.Match[str], Patterns]]:
        for form, patterns in FORMS:
            found = form.match(self.text, self.at)
            if found and self._ends_a_word(found.end()):
                yield found, patterns

    def _ends_a_word(self, end: int) -> bool:
        return end == len(self.text) or self.text[end] in " 、;,:("

    def _take(self, made: list[Pattern], found: re.Match[str], start: int) -> None:
        named = found.groupdict().get("months") or ""
        behind = IN_BRACKETS.match(self.text, self.at)
        if not named and not behind:
            self._group += made
            return
        if self._joined:
            whole = self.text[self._group_at : behind.end() if behind else self.at]
            self.unclear.append(Unclear(whole, "は、月の指定がどの曜日のものか分かりません", MONTHS_APART))
            self._group.clear()
        else:
            self._close_group()
            self._finish(made, named or (behind["months"] if behind else ""), start)
        self.at = behind.end() if behind else self.at

    def _finish(self, made: list[Pattern], named: str, start: int) -> None:
        try:
            months = months_of(named)
        except Unwritten as error:
            self.unclear.append(Unclear(self.text[start : self.at], str(error), error.way or WAYS))
            return
        self.words += [Word(pattern, months) for pattern in made]

    def _month_list(self) -> bool:
        found = BEHIND_COLON.match(self.text, self.at)
        if not found:
            return False
        self.at = found.end()
        whole = self.text[self._group_at : self.at]
        if not self._group:
            self.unclear.append(Unclear(found[0].strip(), "の前に曜日がありません"))
        elif len({type(pattern) for pattern in self._group}) > 1:
            self.unclear.append(Unclear(whole, "は、月の指定がどの曜日のものか分かりません", MONTHS_APART))
        else:
            self._finish(
                self._group, "・".join(found["months"].replace(",", " ").split()) + "月", self._group_at
            )
        self._group = []
        return True

    def _close_group(self) -> None:
        """What no list of months followed holds all year."""
        self.words += [Word(pattern) for pattern in self._group]
        self._group = []
        self._joined = False

    def _skip(self, problem: str) -> None:
        """Leave out what stands up to the next blank or mark."""
        end = next(
            (place for place in range(self.at + 1, len(self.text)) if self.text[place] in " 、;"),
            len(self.text),
        )
        self.unclear.append(Unclear(self.text[self.at : end], problem))
        self.at = end
