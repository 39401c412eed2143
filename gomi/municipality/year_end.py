"""年末年始: over which days offices and shops are closed at the turn of the year, where no dates are given.

>>> read_year_end("12/28〜1/4")
YearEnd(first=(12, 28), last=(1, 4))
>>> year_end_of({"places": {"year_end": "12-31/01-03"}})
YearEnd(first=(12, 31), last=(1, 3))
>>> year_end_of({}) == YEAR_END
True
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from gomi.municipality.cells import Unreadable, plain

SECTION, KEY = "places", "year_end"
"""Where municipality.toml gives them."""
A_LEAP_YEAR = 2000

MonthDay: TypeAlias = tuple[int, int]

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(\d{1,2})(?:/|月)(\d{1,2})日? ?[~〜-] ?(\d{1,2})(?:/|月)(\d{1,2})日?",
        r"(\d{1,2})-(\d{1,2})/(\d{1,2})-(\d{1,2})",
    )
)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The first and the last day, each (month, day), both included."""

    first: MonthDay
    last: MonthDay


YEAR_END = YearEnd((12, 29), (1, 3))
"""The days on which public offices are closed by law (行政機関の休日に関する法律, and the by-laws alike)."""


def read_year_end(text: str) -> YearEnd:
    """The days written as 12/29〜1/3, 12月29日〜1月3日 or 12-29/01-03.

    Raises:
        Unreadable: it is written otherwise, or one of them is no day.
    """
    narrow = plain(text)
    for form in _FORMS:
        if found := form.fullmatch(narrow):
            first_month, first_day, last_month, last_day = map(int, found.groups())
            if is_day(first_month, first_day) and is_day(last_month, last_day):
                return YearEnd((first_month, first_day), (last_month, last_day))
    raise Unreadable("は期間として読めません", '"12/29〜1/3" の形で書いてください')


def is_day(month: int, day: int) -> bool:
    """Whether some year has that day."""
    try:
        date(A_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def year_end_of(settings: Mapping[str, object]) -> YearEnd:
    """年末年始 of a municipality; where its settings leave it out, or write it wrongly, `YEAR_END`."""
    places = settings.get(SECTION)
    written = places.get(KEY) if isinstance(places, Mapping) else None
    try:
        return YEAR_END if written is None else read_year_end(str(written))
    except Unreadable:
        return YEAR_END
