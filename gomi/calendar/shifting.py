"""ずらす: a closed day moves the week numbers of its month on (Kanazawa's rule).

The second Monday is then the second on which the plant is open; one that would leave the month falls
away. 毎週 just loses the closed day; 隔週 and days written out stay as they are.

>>> closed = frozenset({date(2026, 1, 2)})
>>> [falls_on(NthWeekday(4, 1), day, closed) for day in (date(2026, 1, 2), date(2026, 1, 9))]
[False, True]
"""

from collections.abc import Set
from datetime import date, timedelta

from gomi.calendar.rules import (
    WEEK,
    DayRule,
    EveryFewWeeks,
    EveryWeek,
    LastWeekday,
    ListedDay,
    NthWeekday,
    Pattern,
)

A_WEEK = timedelta(days=WEEK)


def rule_falls_on(rule: DayRule, day: date, closed: Set[date]) -> bool:
    """Whether the rule falls on a day when the week numbers move on over ``closed`` days."""
    return any(
        (not word.months or day.month in word.months) and falls_on(word.pattern, day, closed)
        for word in rule.words
    )


def falls_on(pattern: Pattern, day: date, closed: Set[date]) -> bool:
    """The same for one pattern."""
    match pattern:
        case EveryFewWeeks() | ListedDay():
            return pattern.falls_on(day)
        case EveryWeek() | LastWeekday():
            return day not in closed and pattern.falls_on(day)
        case NthWeekday(weekday, nth):
            return day.weekday() == weekday and day not in closed and nth_open(day, closed) == nth


def nth_open(day: date, closed: Set[date]) -> int:
    """Which open day of its weekday in the month this is, from 1."""
    first = day - A_WEEK * ((day.day - 1) // WEEK)
    earlier = (first + A_WEEK * week for week in range((day - first).days // WEEK + 1))
    return sum(each not in closed for each in earlier)
