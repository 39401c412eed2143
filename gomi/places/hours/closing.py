"""定休日 as clerks write it: the days on which a place is closed.

>>> read_closing("月曜（祝日の場合は翌日）").patterns
(Yielding(weekday=EveryWeek(weekday=0), then=<Then.NEXT_DAY: '翌日'>),)
>>> read_closing("年末年始").patterns
(Yearly(first=(12, 29), last=(1, 3)),)
>>> read_closing("年中無休（元日を除く）")
Closing(patterns=(Yearly(first=(1, 1), last=(1, 1)),), irregular=False, never=True)

What can be meant in two ways is refused, never guessed.
"""

from dataclasses import dataclass, field

from gomi.calendar.rules import EveryWeek, LastWeekday, NthWeekday
from gomi.municipality.year_end import YEAR_END, YearEnd
from gomi.places.hours import closing_words as words
from gomi.places.hours.days import DayPattern, Then, Weekday, Yearly, Yielding
from gomi.places.hours.text import BEGINS, BLANKS, ENDS, Scanner, Unclear, plain_hours
from gomi.places.hours.words import Patterns, take_days, take_period

WAY = "日曜、第2・4火曜、祝日、年末年始（12/29〜1/3）、なし のように書き、ほかのことは備考に書いてください"
WAY_OF_HOLIDAYS = "月曜（祝日の場合は翌日）、火曜（祝日の場合は開館） のように、曜日ごとに書いてください"


@dataclass(frozen=True, slots=True)
class Closing:
    """The days a cell closes. ``irregular``: others too, nobody knows which; ``never``: 無休, it says."""

    patterns: Patterns = ()
    irregular: bool = False
    never: bool = False


def read_closing(text: str, year_end: YearEnd = YEAR_END) -> Closing:
    """The closing days a cell says; an empty cell says none.

    Raises:
        Unclear: a part of it cannot be read, or can be read in two ways.
    """
    reader = _Reader(Scanner(plain_hours(text)), year_end)
    reader.read()
    return Closing(tuple(dict.fromkeys(reader.patterns)), reader.irregular, reader.never)


@dataclass(slots=True)
class _Reader:
    """Reads from left to right, word after word."""

    scanner: Scanner
    year_end: YearEnd
    patterns: list[DayPattern] = field(default_factory=list)
    irregular: bool = False
    never: bool = False
    _none: bool = False
    _excepting: bool = False
    _weekdays: list[tuple[Weekday, ...]] = field(default_factory=list)
    """The weekdays, word by word, of which nothing is said for holidays."""

    def read(self) -> None:
        steps = (
            self._no_days,
            self._irregular,
            self._year_end,
            self._named,
            self._season,
            self._period,
            self._if_holiday,
            self._days,
            self._nothing,
        )
        while not self.scanner.ended:
            if not any(step() for step in steps):
                raise Unclear(self.scanner.here(), "が読めません", WAY)
        self.patterns += [day for word in self._weekdays for day in word]
        says_days = bool(self.patterns or self.irregular)
        if self.scanner.text and not says_days and not self._none:
            raise Unclear(self.scanner.text, "は、いつ休みなのか分かりません", WAY)
        if self._excepting != (self._none and says_days):
            raise Unclear(self.scanner.text, "は、休みがあるのかないのか分かりません", WAY)

    def _no_days(self) -> bool:
        found = self.scanner.take(words.NONE)
        if found:
            self._none = True
            self.never |= bool(words.NEVER.fullmatch(found[0]))
        return bool(found)

    def _irregular(self) -> bool:
        found = self.scanner.take(words.IRREGULAR)
        self.irregular |= bool(found)
        return bool(found)

    def _year_end(self) -> bool:
        if not self.scanner.take(words.YEAR_END):
            return False
        self.patterns += self._dates_behind() or (Yearly(self.year_end.first, self.year_end.last),)
        return True

    def _named(self) -> bool:
        found = [days for form, days in words.NAMED if self.scanner.take(form)]
        self.patterns += found
        return bool(found)

    def _season(self) -> bool:
        found = self.scanner.take(words.SEASON)
        if found is None:
            return False
        dates = self._dates_behind()
        if not dates:
            raise Unclear(found[0], "がいつか分かりません", "お盆（8/13〜8/16） のように日付を書いてください")
        self.patterns += dates
        return True

    def _dates_behind(self) -> Patterns:
        """The dates that follow a name, in brackets or not."""
        start = self.scanner.at
        self.scanner.take(words.FRAME)
        dates = take_period(self.scanner)
        if dates:
            self.scanner.take(ENDS)
        else:
            self.scanner.at = start
        return dates

    def _period(self) -> bool:
        found = take_period(self.scanner)
        self.patterns += found
        return bool(found)

    def _days(self) -> bool:
        found = take_days(self.scanner)
        weekdays = tuple(day for day in found if isinstance(day, EveryWeek | NthWeekday | LastWeekday))
        if weekdays:
            self._weekdays.append(weekdays)
        else:
            self.patterns += found
        return bool(found)

    def _if_holiday(self) -> bool:
        start = self.scanner.at
        found = words.if_holiday(self.scanner) if self._weekdays else None
        if found is None:
            return False
        word, said = self._weekdays[-1], self.scanner.text[start : self.scanner.at]
        days = {day.weekday for day in word}
        meant = {found.weekday} if found.weekday is not None else days
        # 日曜、月曜（祝日の場合は翌日）: whether it holds for Sundays too, nobody can tell.
        if len(self._weekdays) > 1 or days != meant or (len(days) > 1 and found.then is not Then.OPEN):
            raise Unclear(said, "がどの曜日のことか分かりません", WAY_OF_HOLIDAYS)
        self.patterns += [Yielding(day, found.then) for day in word]
        self._weekdays.clear()
        return True

    def _nothing(self) -> bool:
        """休み, blanks; what introduces exceptions from 年中無休, and brackets around them."""
        if self.scanner.take(words.EXCEPTING) or (self._none and self.scanner.take(BEGINS)):
            self._excepting = True
            return True
        if self._none and self.scanner.take(ENDS):
            return True
        return bool(self.scanner.take(words.REST) or self.scanner.take(BLANKS))
