"""Read single days and months as clerks write them.

>>> read_day("令和8年4月16日", Period()), read_day("20260416", Period())
(datetime.date(2026, 4, 16), datetime.date(2026, 4, 16))
>>> sorted(months_of("11~2月"))
[1, 2, 11, 12]
"""

import re
from dataclasses import dataclass
from datetime import date

DATE = (
    r"(?:\d{8}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:令和|R)?\d{1,4}[年.]\d{1,2}[月.]\d{1,2}日?"
    r"|\d{1,2}/\d{1,2}|\d{1,2}月\d{1,2}日)(?!\d)"
)
REIWA_BEGINS = 2018  # 令和1年 is 2019
MONTHS = range(1, 13)
ONE_YEAR = 366

_YEAR_FIRST = re.compile(
    r"(?P<era>令和|R)?(?P<year>\d{1,4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?$"
)
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[/月](?P<day>\d{1,2})日?$")


class Unwritten(ValueError):
    """A day or a month that does not exist or cannot be told; ``way`` says how to go on."""

    def __init__(self, problem: str, way: str = "") -> None:
        self.way = way
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Period:
    """開始 and 終了 of a row, both included; None where it is open."""

    starts: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


def read_day(text: str, period: Period, *, bound: bool = True) -> date:
    """A day; without a year it is the one inside ``period``. ``bound``: it must lie in it.

    Raises:
        Unwritten: there is no such day, or it cannot be told which year is meant.
    """
    day = _day(text, period)
    if bound and not period.holds(day):
        raise Unwritten(f"は開始〜終了の外です（{day}）", "日付か、開始・終了を直してください")
    return day


def _day(text: str, period: Period) -> date:
    if re.fullmatch(r"\d{8}", text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := _YEAR_FIRST.match(text):
        year = int(found["year"]) + (REIWA_BEGINS if found["era"] else 0)
        return _date(year, int(found["month"]), int(found["day"]))
    found = _YEARLESS.match(text)
    if not found:
        raise Unwritten("は日付として読めません", "2026-04-16 の形で書いてください")
    return _within(int(found["month"]), int(found["day"]), period)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unwritten("という日はありません", "日付を直してください") from None


def _within(month: int, day: int, period: Period) -> date:
    if not period.starts or not period.ends:
        raise Unwritten("は何年か分かりません", "2026-04-16 の形で書くか、開始と終了を書いてください")
    if (period.ends - period.starts).days >= ONE_YEAR:
        raise Unwritten(
            "は何年か分かりません。開始から終了まで1年を超えています", "2026-04-16 の形で書いてください"
        )
    years = dict.fromkeys((period.starts.year, period.ends.year))
    days = [_date(year, month, day) for year in years if _exists(year, month, day)]
    inside = [each for each in days if period.holds(each)]
    if not inside:
        raise Unwritten("は開始〜終了の中にありません", "日付か、開始・終了を直してください")
    return inside[0]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def months_of(text: str) -> frozenset[int]:
    """The months a leaflet names: 偶数月, 4・8月, 4~11月 (over the turn of the year too).

    Raises:
        Unwritten: a month that does not exist.
    """
    if text in ("偶数月", "奇数月"):
        return frozenset(month for month in MONTHS if (month % 2 == 0) is (text == "偶数月"))
    months: set[int] = set()
    for part in re.split(r"[・,、]", text.replace("月", "")):
        ends = [_month(each) for each in part.split("~")]
        months |= {(ends[0] - 1 + step) % 12 + 1 for step in range((ends[-1] - ends[0]) % 12 + 1)}
    return frozenset(months)


def _month(text: str) -> int:
    if not text.isdigit() or int(text) not in MONTHS:
        raise Unwritten(f"の「{text}」という月はありません", "月は1から12で書いてください")
    return int(text)
