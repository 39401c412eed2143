"""The days that opening hours and closing days speak of, as small values that answer for one day.

>>> Yearly((12, 29), (1, 3)).falls_on(date(2027, 1, 2))
True
>>> mondays = Yielding(EveryWeek(0), Then.NEXT_DAY)
>>> [day for day in (12, 13, 19) if mondays.falls_on(date(2026, 10, day))]  # the 12th is a holiday
[13, 19]

Where holidays are not known (`holidays_known`), no answer that rests on them may be used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from gomi.calendar.holidays import KNOWN_FROM, KNOWN_UNTIL, holiday_name
from gomi.calendar.rules import A_DAY, EveryWeek, LastWeekday, NthWeekday
from gomi.municipality.year_end import MonthDay

SATURDAY = 5
FARTHEST_BACK = timedelta(days=14)
"""How far back 祝日の場合は翌平日 may look: no row of holidays and weekends is as long."""


def holidays_known(day: date) -> bool:
    """Whether it is known which days are holidays, for that day and for those that decide about it."""
    return KNOWN_FROM + FARTHEST_BACK <= day <= KNOWN_UNTIL


def is_workday(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday nor holiday (平日)."""
    return day.weekday() < SATURDAY and holiday_name(day) is None


@dataclass(frozen=True, slots=True)
class EveryDay:
    """毎日."""

    def falls_on(self, day: date) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Workdays:
    """平日: Monday to Friday without the holidays."""

    def falls_on(self, day: date) -> bool:
        """Whether it is one."""
        return is_workday(day)


@dataclass(frozen=True, slots=True)
class Holidays:
    """祝日: 国民の祝日 with 振替休日 and 国民の休日."""

    def falls_on(self, day: date) -> bool:
        """Whether it is one."""
        return holiday_name(day) is not None


@dataclass(frozen=True, slots=True)
class AfterHolidays:
    """祝日の翌日, at its word: the day after any holiday, be it a holiday or a Sunday itself."""

    def falls_on(self, day: date) -> bool:
        """Whether it is one."""
        return holiday_name(day - A_DAY) is not None


@dataclass(frozen=True, slots=True)
class Monthly:
    """毎月1日; 末日 where ``day`` is None."""

    day: int | None

    def falls_on(self, day: date) -> bool:
        """Whether it is that day of its month."""
        return (day + A_DAY).day == 1 if self.day is None else day.day == self.day


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same days every year, from ``first`` to ``last``, both included, over the new year if need be."""

    first: MonthDay
    last: MonthDay

    def falls_on(self, day: date) -> bool:
        """Whether it lies in the period."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


Weekday: TypeAlias = EveryWeek | NthWeekday | LastWeekday


class Then(StrEnum):
    """What a place does when its closing day is a holiday."""

    OPEN = "開館"
    NEXT_DAY = "翌日"
    NEXT_WORKDAY = "翌平日"


@dataclass(frozen=True, slots=True)
class Yielding:
    """月曜（祝日の場合は翌日）: a closing day that gives way to holidays.

    翌日 is taken at its word: the next day, be it a holiday too.
    """

    weekday: Weekday
    then: Then

    def falls_on(self, day: date) -> bool:
        """Whether the place is closed that day."""
        if self.weekday.falls_on(day) and holiday_name(day) is None:
            return True
        match self.then:
            case Then.OPEN:
                return False
            case Then.NEXT_DAY:
                return self._gave_way(day - A_DAY)
            case Then.NEXT_WORKDAY:
                return is_workday(day) and any(self._gave_way(each) for each in _off_before(day))

    def _gave_way(self, day: date) -> bool:
        return self.weekday.falls_on(day) and holiday_name(day) is not None


def _off_before(day: date) -> Iterable[date]:
    """The days off just before a day, the latest first."""
    each = day - A_DAY
    while not is_workday(each) and day - each < FARTHEST_BACK:
        yield each
        each -= A_DAY


DayPattern: TypeAlias = EveryDay | Workdays | Holidays | AfterHolidays | Monthly | Yearly | Yielding | Weekday


def minds_holidays(pattern: DayPattern) -> bool:
    """Whether its days cannot be told without knowing the holidays."""
    return isinstance(pattern, Workdays | Holidays | AfterHolidays | Yielding)


def narrowness(pattern: DayPattern) -> int:
    """How much a pattern says of a day: hours for 第3土曜 go before those for 土曜, 祝日 before both."""
    match pattern:
        case EveryDay() | Yearly():
            return 0
        case EveryWeek() | Workdays() | Yielding():
            return 1
        case NthWeekday() | LastWeekday() | Monthly():
            return 2
        case Holidays() | AfterHolidays():
            return 3
