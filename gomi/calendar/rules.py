"""収集日の決まり as small values: each answers whether it falls on a day.

>>> wednesdays = Word(NthWeekday(weekday=2, nth=2)), Word(NthWeekday(weekday=2, nth=4))
>>> [day.day for day in DayRule(wednesdays).between(date(2026, 4, 1), date(2026, 4, 30))]
[8, 22]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

WEEKDAYS = "月火水木金土日"
WEEK = 7
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EveryWeek:
    """毎週: every such weekday. Monday is 0."""

    weekday: int

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day.weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """第n週: the n-th such weekday of the month, counted from its first; a fifth may not exist."""

    weekday: int
    nth: int

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day.weekday() == self.weekday and (day.day - 1) // WEEK + 1 == self.nth


@dataclass(frozen=True, slots=True)
class LastWeekday:
    """最終: the last such weekday of the month, be it the fourth or the fifth."""

    weekday: int

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day.weekday() == self.weekday and (day + WEEK * A_DAY).month != day.month


@dataclass(frozen=True, slots=True)
class EveryFewWeeks:
    """隔週 and k週ごと: every ``weeks`` weeks from one known collection day on."""

    known_day: date
    weeks: int = 2

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day >= self.known_day and (day - self.known_day).days % (self.weeks * WEEK) == 0


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day written out."""

    day: date

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day == self.day


Pattern = EveryWeek | NthWeekday | LastWeekday | EveryFewWeeks | ListedDay


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a rule: a pattern, and the months it holds in (none named: all)."""

    pattern: Pattern
    months: frozenset[int] = frozenset()

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return (not self.months or day.month in self.months) and self.pattern.falls_on(day)


@dataclass(frozen=True)
class DayRule:
    """What one cell of 収集日 says: its words together, and the numbers of remarks it names.

    Without a word it says that the stream is not collected here (なし).
    """

    words: tuple[Word, ...] = ()
    remarks: tuple[str, ...] = ()

    def falls_on(self, day: date) -> bool:
        """Whether the truck comes that day."""
        return day in self.listed or any(word.falls_on(day) for word in self.regular)

    @cached_property
    def listed(self) -> frozenset[date]:
        """The days written out: closed periods leave them alone."""
        return frozenset(
            word.pattern.day
            for word in self.words
            if isinstance(word.pattern, ListedDay) and word.falls_on(word.pattern.day)
        )

    @cached_property
    def regular(self) -> tuple[Word, ...]:
        """The words that are no days written out."""
        return tuple(word for word in self.words if not isinstance(word.pattern, ListedDay))

    def between(self, first: date, last: date) -> Iterator[date]:
        """Every day it falls on, from ``first`` to ``last``, both included."""
        return (day for day in days_between(first, last) if self.falls_on(day))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included.

    >>> [day.day for day in days_between(date(2026, 2, 27), date(2026, 3, 1))]
    [27, 28, 1]
    """
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))


def once(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in their order, each once."""
    return tuple(dict.fromkeys(words))
