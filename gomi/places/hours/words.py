"""The words for days in opening hours and closing days, and the patterns they stand for.

>>> take_days(Scanner("第2・4土曜 9:00~12:00"))
(NthWeekday(weekday=5, nth=2), NthWeekday(weekday=5, nth=4))
>>> take_period(Scanner("4月~10月"))
(Yearly(first=(4, 1), last=(10, 31)),)
>>> take_period(Scanner("12/29~1/3"))
(Yearly(first=(12, 29), last=(1, 3)),)
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from gomi.calendar.rules import WEEK, WEEKDAYS, EveryWeek, LastWeekday, NthWeekday
from gomi.municipality.year_end import MonthDay, is_day
from gomi.places.hours.days import AfterHolidays, DayPattern, EveryDay, Holidays, Monthly, Workdays, Yearly
from gomi.places.hours.text import Scanner, Unclear

Patterns: TypeAlias = tuple[DayPattern, ...]
Form: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str]], Patterns]]

LAST_OF_A_MONTH = 31
WAY_OF_DATES = "12/29〜1/3 や 12月29日〜1月3日 のように書いてください"

_DAY = rf"[{WEEKDAYS}]曜?"
_NTH = r"[1-5一二三四五]"
_KANJI = {kanji: number for number, kanji in enumerate("一二三四五", 1)}
_OWN = rf"(?P<own>(?:{_DAY})+)(?![{WEEKDAYS}曜]|[・ ][{WEEKDAYS}])"
"""第1・3月・火 may mean every Tuesday or not: only days written together share the ordinal."""
_MONTH, _DATE = r"(\d{1,2})月(?!曜)", r"(\d{1,2})(?:月|/)(\d{1,2})日?"


def _weekdays(text: str) -> list[int]:
    return [WEEKDAYS.index(each) for each in text if each in WEEKDAYS]


def _week(found: re.Match[str]) -> Patterns:
    first, last = _weekdays(found[0])
    return tuple(EveryWeek((first + step) % WEEK) for step in range((last - first) % WEEK + 1))


def _nth(found: re.Match[str]) -> Patterns:
    nths = [_KANJI.get(each) or int(each) for each in re.findall(_NTH, found["nths"])]
    return tuple(NthWeekday(day, nth) for day in _weekdays(found["own"]) for nth in nths)


def _last(found: re.Match[str]) -> Patterns:
    return tuple(LastWeekday(day) for day in _weekdays(found["own"]))


DAYS: tuple[Form, ...] = tuple(
    (re.compile(form), patterns)
    for form, patterns in (
        (r"毎日|全日", lambda found: (EveryDay(),)),
        (r"平日", lambda found: (Workdays(),)),
        (r"祝の(?:翌日|次の日)", lambda found: (AfterHolidays(),)),
        (r"祝", lambda found: (Holidays(),)),
        (r"毎月 ?(?P<day>[12]\d|3[01]|[1-9])日", lambda found: (Monthly(int(found["day"])),)),
        (r"毎月の?(?:末日|月末)|月末", lambda found: (Monthly(None),)),
        (rf"(?:毎月の?)?(?P<nths>第{_NTH}(?:[・,、 ]?第?{_NTH})*)週?の? ?{_OWN}", _nth),
        (rf"(?:毎月の?)?(?:最終|最後の) ?{_OWN}", _last),
        (rf"(?:毎週の?)?{_DAY} ?~ ?{_DAY}", _week),
        (rf"(?:毎週の?)?(?P<own>{_DAY})", lambda found: (EveryWeek(_weekdays(found["own"])[0]),)),
    )
)
"""Every word for days, the first that fits."""


def take_days(scanner: Scanner) -> Patterns:
    """The patterns of the word for days that stands here; none where none does."""
    for form, patterns in DAYS:
        if found := scanner.take(form):
            return patterns(found)
    return ()


def _months(found: re.Match[str]) -> Patterns:
    first, last = int(found[1]), int(found[2])
    return (_yearly((first, 1), (last, LAST_OF_A_MONTH), found[0]),)


def _listed_months(found: re.Match[str]) -> Patterns:
    months = map(int, re.findall(r"\d+", found[0]))
    return tuple(_yearly((month, 1), (month, LAST_OF_A_MONTH), found[0]) for month in months)


def _dates(found: re.Match[str]) -> Patterns:
    first_month, first, last_month, last = map(int, found.groups())
    return (_yearly((first_month, first), (last_month, last), found[0]),)


def _dates_of_one_month(found: re.Match[str]) -> Patterns:
    month, first, last = map(int, found.groups())
    return (_yearly((month, first), (month, last), found[0]),)


def _one_day(found: re.Match[str]) -> Patterns:
    day = int(found[1]), int(found[2])
    return (_yearly(day, day, found[0]),)


def _yearly(first: MonthDay, last: MonthDay, text: str) -> Yearly:
    for month, day in (first, last):
        if not is_day(month, min(day, 28) if day == LAST_OF_A_MONTH else day):
            raise Unclear(text, "に、ない月日があります", WAY_OF_DATES)
    return Yearly(first, last)


_AHEAD = r"(?![\d:/月時])"
PERIODS: tuple[Form, ...] = tuple(
    (re.compile(form), patterns)
    for form, patterns in (
        (rf"(?:毎年)?{_DATE} ?~ ?{_DATE}{_AHEAD}", _dates),
        (rf"(?:毎年)?{_DATE} ?~ ?(\d{{1,2}})日?{_AHEAD}", _dates_of_one_month),
        (rf"(?:毎年)?{_DATE}{_AHEAD}", _one_day),
        (rf"{_MONTH} ?~ ?{_MONTH}{_AHEAD}", _months),
        (rf"(\d{{1,2}}) ?~ ?{_MONTH}{_AHEAD}", _months),
        (rf"{_MONTH}(?:[・,、]{_MONTH})+{_AHEAD}", _listed_months),
    )
)
"""Every way to write a part of the year, the first that fits."""


def take_period(scanner: Scanner) -> Patterns:
    """The part of the year that stands here; none where none does.

    Raises:
        Unclear: a day in it does not exist.
    """
    for form, patterns in PERIODS:
        if found := scanner.take(form):
            return patterns(found)
    return ()
