"""How far a feed reaches: three months back, and ahead to the end of what is published.

It changes with the month and not with the day, so that a feed fetched twice in a month is the same.

>>> month_begins(date(2026, 1, 20), -3)
datetime.date(2025, 10, 1)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gomi.calendar.collection import DistrictCalendar
from gomi.municipality.values import DayException, ExceptionKind

MONTHS_BACK = 3  # what leaves a feed vanishes from the subscriber's calendar
DAYS_AHEAD = 400  # where the rules have no end: the whole of the next fiscal year's first months
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From ``first`` to ``last``, both included; ``present`` is the first day of the month of reading."""

    first: date
    last: date
    present: date


def window_of(calendar: DistrictCalendar, today: date) -> Window:
    """The window of a district's feed as it is read in the month of ``today``."""
    present = month_begins(today)
    month_ends = month_begins(today, 1) - ONE_DAY
    published = published_until(calendar) or month_begins(present + timedelta(days=DAYS_AHEAD), 1) - ONE_DAY
    return Window(month_begins(today, -MONTHS_BACK), max(published, month_ends), present)


def published_until(calendar: DistrictCalendar) -> date | None:
    """The last day anything is known of, moved and extra collections too; None where it has no end."""
    if calendar.known_until is None:
        return None
    exceptions = (bearing.exception for stream in calendar.streams for bearing in stream.bearings)
    return max((calendar.known_until, *_added_days(exceptions)))


def month_begins(day: date, months: int = 0) -> date:
    """The first day of the month that lies ``months`` after the month of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _added_days(exceptions: Iterator[DayException]) -> Iterator[date]:
    """The last day that each exception brings a collection to."""
    for exception in exceptions:
        if exception.new_day is not None:
            yield exception.new_day
        elif exception.kind is ExceptionKind.EXTRA and exception.starts is not None:
            yield exception.ends or exception.starts
