"""国民の祝日, for the rows of exceptions that ask for them; most cities collect on holidays.

>>> holiday_name(date(2026, 9, 22))
'国民の休日'
>>> holiday_name(date(2026, 12, 31)) is None
True

Two of the holidays are fixed by the law only when the almanac of their year is published, in the
February before, and the law itself may change: past `KNOWN_UNTIL` nothing is promised, and whoever
asks for holidays there is told so.
"""

from datetime import date
from functools import lru_cache

import jpholiday

KNOWN_FROM = date(2000, 1, 1)
KNOWN_UNTIL = date(2028, 12, 31)


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str | None:
    """What is celebrated that day, or None; None too for a day past `KNOWN_UNTIL`."""
    if not KNOWN_FROM <= day <= KNOWN_UNTIL:
        return None
    return jpholiday.is_holiday_name(day)
