"""営業時間 as clerks write them, read into rows.

>>> opening = read_opening("月〜金 9:00-12:00、13:00-17:30、土 9:00-12:00")
>>> [(len(row.days), len(row.spans)) for row in opening.rows]
[(5, 2), (1, 1)]
>>> read_opening("9:00-5:00")
Traceback (most recent call last):
    ...
gomi.places.hours.text.Unclear: 「9:00〜5:00」は、午前か午後か次の日か分かりません
"""

import re
from dataclasses import dataclass, field, replace

from gomi.municipality.year_end import YEAR_END, YearEnd
from gomi.places.hours.brackets import Break, HoursWithin, LeftOut, OnDays, read_bracket, with_break
from gomi.places.hours.closing import Closing, read_closing
from gomi.places.hours.closing_words import FRAME, REST, SEASON
from gomi.places.hours.days import DayPattern, Yearly
from gomi.places.hours.opening import Row, mixes_seasons, overlapping
from gomi.places.hours.text import BLANKS, ENDS, Scanner, Unclear, plain_hours
from gomi.places.hours.times import ALL_DAY, SPAN, WHOLE_DAY, read_span
from gomi.places.hours.words import Patterns, take_days, take_period

WAY = "月〜金 9:00-12:00、13:00-17:30、土 9:00-12:00 や 24時間 のように書き、ほかは備考に書いてください"
WAY_OF_SEASONS = "4月〜10月 9:00-17:00、11月〜3月 9:00-16:00 のように、時間ごとに月を書いてください"
WAY_OF_REST = "休みの日は定休日に書いてください"
WAY_OF_EACH = (
    "月〜金 9:00-17:00（祝日を除く）、土 9:00-12:00（祝日を除く） のように、時間ごとに書いてください"
)

UNKNOWN = re.compile(r"不定期?|要?お?問い?合わ?せ(?:ください)?|店舗による")
NEVER_CLOSED = re.compile(r"\((?:年中)?無休\)|(?:年中)?無休(?: ?\([^()]*\))?")
BRACKET = re.compile(r"\((?P<inner>[^()]*)\)")
NOTHING = Row(())


NO_CLOSING = Closing()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a cell of 営業時間 says: rows, none where the hours are not given, and days that it closes."""

    rows: tuple[Row, ...] = ()
    closing: Closing = NO_CLOSING


def read_opening(text: str, year_end: YearEnd = YEAR_END) -> Opening:
    """The hours of a cell; an empty one, and 不定, give none.

    Raises:
        Unclear: a part of it cannot be read, or can be read in two ways.
    """
    plain = plain_hours(text)
    if not plain or UNKNOWN.fullmatch(plain):
        return Opening()
    reader = _Reader(Scanner(plain), year_end)
    reader.read()
    if clash := overlapping(reader.rows):
        raise Unclear(plain, f"は、{clash}の時間が重なっています", WAY)
    return Opening(tuple(reader.rows), Closing(tuple(reader.closed), never=reader.never))


@dataclass(slots=True)
class _Reader:
    """Reads from left to right; what it has gathered of a row becomes one when the next begins."""

    scanner: Scanner
    year_end: YearEnd
    rows: list[Row] = field(default_factory=list)
    closed: list[DayPattern] = field(default_factory=list)
    never: bool = False
    _row: Row = NOTHING
    _row_at: int = 0
    _limited: list[bool] = field(default_factory=list)
    """Of each row, and of the one that is gathered, whether a bracket takes something from it."""
    _needs_days: bool = False
    """After 日曜休み, and after a bracket behind hours, it has to be said whose hours come next."""

    def read(self) -> None:
        steps = (self._hours, self._season, self._weekdays, self._never, self._rest, self._bracket)
        self._begin()
        while not self.scanner.ended:
            if not any(step() for step in steps) and not self.scanner.take(BLANKS):
                raise Unclear(self.scanner.here(), "が読めません", WAY)
        self._finish()
        if not self.rows:
            raise Unclear(self.scanner.text, "に時間がありません", WAY)
        if mixes_seasons(self.rows):
            raise Unclear(self.scanner.text, "の、どの時間がどの月のものか分かりません", WAY_OF_SEASONS)

    def _begin(self) -> None:
        self._row, self._row_at = NOTHING, self.scanner.at
        self._limited[len(self.rows) :] = [False]

    def _finish(self) -> None:
        """The row gathered so far is whole."""
        if self._row != NOTHING:
            if not self._row.spans:
                said = self.scanner.text[self._row_at : self.scanner.at].strip(" 、")
                raise Unclear(said, "の時間がありません", WAY)
            self.rows.append(self._row)
        self._begin()

    def _add(self, days: Patterns) -> None:
        """Days, and parts of the year, in which the row holds."""
        seasons = tuple(day for day in days if isinstance(day, Yearly))
        others = tuple(day for day in days if not isinstance(day, Yearly))
        row = self._row
        self._row = replace(row, days=row.days + others, seasons=row.seasons + seasons)
        self._needs_days = False

    def _hours(self) -> bool:
        found = self.scanner.take(ALL_DAY) or self.scanner.take(SPAN)
        if found is None:
            return False
        if self._needs_days:
            raise Unclear(found[0], "がいつの時間か分かりません", WAY)
        span = WHOLE_DAY if ALL_DAY.fullmatch(found[0]) else read_span(found[0])
        self._row = replace(self._row, spans=(*self._row.spans, span))
        return True

    def _season(self) -> bool:
        start = self.scanner.at
        label = self.scanner.take(SEASON)
        if label:
            self.scanner.take(FRAME)
        period = take_period(self.scanner)
        if label and not period:
            raise Unclear(label[0], "がいつか分かりません", WAY_OF_SEASONS)
        if label:
            self.scanner.take(ENDS)
        return self._heading(period, start)

    def _weekdays(self) -> bool:
        start = self.scanner.at
        return self._heading(take_days(self.scanner), start)

    def _heading(self, days: Patterns, start: int) -> bool:
        if days and self._row.spans:
            self._finish()
            self._row_at = start
        if days:
            self._add(days)
        return bool(days)

    def _never(self) -> bool:
        found = self.scanner.take(NEVER_CLOSED)
        if found:
            self.never = True
            self.closed += read_closing(found[0].removeprefix("("), self.year_end).patterns
        return bool(found)

    def _rest(self) -> bool:
        found = self.scanner.take(REST)
        if found is None:
            return False
        if self._row != Row((), days=self._row.days) or not self._row.days:
            raise Unclear(found[0], "がいつのことか分かりません", WAY_OF_REST)
        self.closed += self._row.days
        self._needs_days = True
        self._begin()
        return True

    def _bracket(self) -> bool:
        found = self.scanner.take(BRACKET)
        if found is None:
            return False
        row, inner = self._row, found["inner"]
        match read_bracket(inner, self.year_end):
            case OnDays(days) if row == Row(row.spans[:1]):
                self._add(days)
            case LeftOut(days):
                self._limit(inner)
                self._row = replace(row, without=row.without + days)
            case Break(span) if row.spans:
                self._limit(inner)
                self._row = replace(row, spans=with_break(row.spans, span))
            case HoursWithin(text) if row.spans:
                self._finish()
                self.rows += self._rows_within(text)
                self._begin()
            case _:
                raise Unclear(inner, "が何のことか分かりません", WAY)
        self._needs_days = bool(row.spans)
        return True

    def _limit(self, said: str) -> None:
        """Behind the last of several hours, a bracket may mean all of them or that one."""
        if self._row.spans and not all(self._limited[:-1]):
            raise Unclear(said, "がどの時間のことか分かりません", WAY_OF_EACH)
        self._limited[-1] = True

    def _rows_within(self, text: str) -> list[Row]:
        reader = _Reader(Scanner(text), self.year_end)
        reader.read()
        if reader.closed or reader.never or not all(row.days or row.seasons for row in reader.rows):
            raise Unclear(text, "がいつの時間か分かりません", WAY)
        return reader.rows
