"""Write a rule in the words of a clerk: what was understood, to be read back.

>>> from gomi.calendar.rules import NthWeekday
>>> written(DayRule((Word(NthWeekday(2, 2)), Word(NthWeekday(2, 4)))))
'第2・第4水曜'
>>> written(DayRule((Word(NthWeekday(0, 1), frozenset({2, 4, 6, 8, 10, 12})),)))
'第1月曜（偶数月）'
>>> written(DayRule())
'なし'
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import assert_never

from gomi.calendar.rules import (
    WEEKDAYS,
    DayRule,
    EveryFewWeeks,
    EveryWeek,
    LastWeekday,
    ListedDay,
    NthWeekday,
    Word,
)

NONE = "なし"
EVERY_DAY = "毎日"
FORTNIGHT = 2
FISCAL_YEAR = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
"""Months in the order of a Japanese city's year, which begins in April."""
SHORTEST_RANGE = 3


def written(rule: DayRule) -> str:
    """The canonical Japanese of a rule; reading it gives the rule again."""
    words = [_together(list(group)) for _, group in groupby(rule.words, key=_likeness)]
    return " ".join([*(words or [NONE]), *(f"*{number}" for number in rule.remarks)])


def _likeness(word: Word) -> tuple[object, ...]:
    """Neighbours that are alike in this are written as one word."""
    match word.pattern:
        case EveryWeek() | LastWeekday():
            return type(word.pattern), word.months
        case NthWeekday(weekday):
            return NthWeekday, weekday, word.months
        case _:
            return (word,)


def _together(words: Sequence[Word]) -> str:
    first = words[0].pattern
    match first:
        case EveryWeek():
            text = _weekly([word.pattern.weekday for word in words if isinstance(word.pattern, EveryWeek)])
        case LastWeekday():
            names = (
                WEEKDAYS[word.pattern.weekday] for word in words if isinstance(word.pattern, LastWeekday)
            )
            text = f"最終{'・'.join(names)}曜"
        case NthWeekday(weekday):
            nths = (f"第{word.pattern.nth}" for word in words if isinstance(word.pattern, NthWeekday))
            text = f"{'・'.join(nths)}{WEEKDAYS[weekday]}曜"
        case EveryFewWeeks(day, weeks):
            every = "隔週" if weeks == FORTNIGHT else f"{weeks}週ごと"
            text = f"{every}{WEEKDAYS[day.weekday()]}曜 {day.isoformat()}から"
        case ListedDay(day):
            text = day.isoformat()
        case _:
            assert_never(first)
    return text + _in_months(words[0].months)


def _weekly(weekdays: Sequence[int]) -> str:
    if list(weekdays) == list(range(len(WEEKDAYS))):
        return EVERY_DAY
    return f"毎週{'・'.join(WEEKDAYS[each] for each in weekdays)}"


def _in_months(months: frozenset[int]) -> str:
    return f"（{months_written(months)}）" if months else ""


def months_written(months: Iterable[int]) -> str:
    """Months as a leaflet names them.

    >>> months_written({4, 8, 12}), months_written(range(4, 12)), months_written({11, 12, 1, 2})
    ('4・8・12月', '4〜11月', '11〜2月')
    """
    held = frozenset(months)
    if held == frozenset(range(2, 13, 2)):
        return "偶数月"
    if held == frozenset(range(1, 13, 2)):
        return "奇数月"
    starts = [month for month in held if _before(month) not in held]
    if len(starts) == 1 and len(held) >= SHORTEST_RANGE:
        return f"{starts[0]}〜{_end(starts[0], held)}月"
    return "・".join(str(month) for month in FISCAL_YEAR if month in held) + "月"


def _before(month: int) -> int:
    return (month - 2) % 12 + 1


def _end(start: int, held: frozenset[int]) -> int:
    return (start + len(held) - 2) % 12 + 1
