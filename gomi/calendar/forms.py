"""The forms a word of a rule may have, and the patterns each gives.

>>> form, patterns = FORMS[3]
>>> list(patterns(form.match("水2"), Period()))
[NthWeekday(weekday=2, nth=2)]
"""

import re
from collections.abc import Callable, Iterator

from gomi.calendar.days_written import DATE, Period, Unwritten, read_day
from gomi.calendar.rules import (
    WEEKDAYS,
    EveryFewWeeks,
    EveryWeek,
    LastWeekday,
    ListedDay,
    NthWeekday,
    Pattern,
)

_DAYS = rf"[{WEEKDAYS}](?:[・,]?[{WEEKDAYS}])*"
_NTHS = r"第[1-5一二三四五](?:[・,、 ]{0,2}第?[1-5一二三四五](?![0-9年/-]))*"
_KANJI = {kanji: str(number) for number, kanji in enumerate("一二三四五", 1)}
_MONTH_LIST = r"偶数月|奇数月|(?:\d{1,2}月?[・,、~])*\d{1,2}月"
_FROM = rf"\(?(?P<day>{DATE}) ?(?:から|~|より)?\)?"


def _weekdays(text: str) -> list[int]:
    return [WEEKDAYS.index(letter) for letter in text if letter in WEEKDAYS]


def _every_week(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    yield from (EveryWeek(day) for day in _weekdays(found["days"]))


def _every_day(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    yield from (EveryWeek(day) for day in range(len(WEEKDAYS)))


def _nth(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    nths = [int(_KANJI.get(letter, letter)) for letter in re.findall(r"[1-5一二三四五]", found["nths"])]
    yield from (NthWeekday(day, nth) for day in _weekdays(found["days"]) for nth in nths)


def _last(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    yield from (LastWeekday(day) for day in _weekdays(found["days"]))


def _every_few_weeks(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    known, weeks = read_day(found["day"], period, bound=False), int(found.groupdict().get("weeks") or 2)
    days = _weekdays(found["days"])
    if known.weekday() not in days:
        raise Unwritten(f"の {known} は{WEEKDAYS[known.weekday()]}曜日です", "はじめの収集日を直してください")
    if len(days) > 1 or weeks < 1:
        raise Unwritten(
            "は、曜日ごとに1つずつ書いてください", "例: 隔週火曜 2026-04-07から 隔週金曜 2026-04-10から"
        )
    yield EveryFewWeeks(known, weeks)


def _without_day(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    raise Unwritten("には、はじめの収集日が要ります", "例: 隔週火曜 2026-04-07から")


def _listed(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    day = read_day(found["day"], period)
    if found["on"] and WEEKDAYS.index(found["on"]) != day.weekday():
        raise Unwritten(f"の {day} は{WEEKDAYS[day.weekday()]}曜日です", "日付か曜日を直してください")
    yield ListedDay(day)


def _nothing(found: re.Match[str], period: Period) -> Iterator[Pattern]:
    yield from ()


Patterns = Callable[[re.Match[str], Period], Iterator[Pattern]]
Form = tuple[re.Pattern[str], Patterns]
_PREFIX = rf"(?:(?P<months>{_MONTH_LIST})の?[ ]?)?"

FORMS: tuple[Form, ...] = tuple(
    (re.compile(form), patterns)
    for form, patterns in (
        (r"\*(?P<remark>\d+)", _nothing),
        (r"(?:収集)?なし", _nothing),
        (r"毎日", _every_day),
        (rf"(?P<days>[{WEEKDAYS}])(?P<nths>[1-5])", _nth),
        (rf"{_PREFIX}(?:毎月の?)?(?P<nths>{_NTHS})週?の? ?(?P<days>{_DAYS})", _nth),
        (rf"{_PREFIX}(?:毎月の?)?(?:最終|最後の) ?(?P<days>{_DAYS})", _last),
        (rf"隔週の? ?(?P<days>{_DAYS}) ?{_FROM}", _every_few_weeks),
        (
            rf"(?P<weeks>\d{{1,2}})週(?:ごと|に1回)の? ?(?P<days>{_DAYS}) ?{_FROM}",
            _every_few_weeks,
        ),
        (rf"隔(?P<days>[{WEEKDAYS}])(?P<day>\d{{8}})", _every_few_weeks),
        (rf"(?:隔週の?|隔|\d{{1,2}}週(?:ごと|に1回)の?) ?{_DAYS}", _without_day),
        (rf"{_PREFIX}(?:毎週の? ?)?(?P<days>{_DAYS})", _every_week),
        (rf"(?P<day>{DATE})(?:\((?P<on>[{WEEKDAYS}])\))?", _listed),
    )
)
"""Every form of a word, the first that fits and ends there."""

IN_BRACKETS = re.compile(rf" ?\((?P<months>{_MONTH_LIST})(?:のみ|だけ)?\)")
BEHIND_COLON = re.compile(r" ?: ?(?P<months>\d{1,2}(?:[ ,]+\d{1,2}(?![\d月/年-]))*)(?=$|[ 、;])")
