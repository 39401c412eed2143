"""Times and days as residents type them on a phone.

>>> list(minutes_of("午後8時15分")), list(minutes_of("6時半")), list(minutes_of("20:30に"))
([1215], [390, 1110], [1230])
>>> next_day_of("4月1日", date(2026, 11, 28))
datetime.date(2027, 4, 1)
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

HALF_DAY, HOUR, DAY = 12 * 60, 60, 24 * 60
LONGEST_AHEAD = 366  # days
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
          "十一": 11, "十二": 12}  # fmt: skip
_TIME = re.compile(
    r"(?P<half>午前|午後|朝|夜|夕方|晩|am|pm|am |pm )?\s*"
    r"(?P<hour>\d{1,2}|十[一二]?|[一二三四五六七八九])"
    r"(?:\s*(?:時|:|h)\s*(?P<minute>\d{2}|半|\d{1,2}(?=分))?分?)?\s*(?P<behind>am|pm)?"
)
_BEFORE_NOON = ("午前", "朝", "am")
_DAY = re.compile(r"(?:(?P<year>\d{4})[-/年.])?(?P<month>\d{1,2})[-/月.](?P<day>\d{1,2})日?")


def minutes_of(said: str) -> Iterator[int]:
    """Every time of day that may be meant, in minutes after midnight, the likeliest first."""
    found = _TIME.search(unicodedata.normalize("NFKC", said).casefold())
    if found is None:
        return
    hour = int(found["hour"]) if found["hour"].isdigit() else _KANJI[found["hour"]]
    written = found["minute"] or "0"
    minutes = hour * HOUR + (HOUR // 2 if written == "半" else int(written))
    half = (found["half"] or found["behind"] or "").strip()
    if minutes >= DAY or (written.isdigit() and int(written) >= HOUR):
        return
    if half in _BEFORE_NOON:
        yield minutes % HALF_DAY if hour == HALF_DAY // HOUR else minutes
    elif half:
        yield minutes if minutes >= HALF_DAY else minutes + HALF_DAY
    else:
        yield minutes
        if minutes < HALF_DAY:
            yield minutes + HALF_DAY


def as_written(minutes: int) -> str:
    """Minutes after midnight as HH:MM.

    >>> as_written(390)
    '06:30'
    """
    return f"{minutes // HOUR:02d}:{minutes % HOUR:02d}"


def as_minutes(written: str) -> int:
    """HH:MM as minutes after midnight.

    >>> as_minutes("06:30")
    390
    """
    hour, minute = written.split(":")
    return int(hour) * HOUR + int(minute)


def next_day_of(said: str, today: date) -> date | None:
    """The day meant, from today on; without a year the next one of that name."""
    found = _DAY.search(unicodedata.normalize("NFKC", said))
    if found is None:
        return None
    years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
    for year in years:
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        if day >= today and (day - today).days <= LONGEST_AHEAD:
            return day
    return None
