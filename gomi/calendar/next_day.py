"""次の収集日: the next day on which a stream is still to be put out, the same on every face."""

from datetime import datetime, time, timedelta

from gomi.calendar.collection import StreamCalendar
from gomi.calendar.days import CollectionDay

A_DAY = timedelta(days=1)
LOOKED_AHEAD = (timedelta(days=35), timedelta(days=400))
"""First as far as most streams need, then as far as any."""


def next_day(stream: StreamCalendar, now: datetime, until: time | None) -> CollectionDay | None:
    """The next collection; today's only while it can still be put out. None where nothing is published.

    ``now`` is the time where the municipality is, ``until`` the time by which the stream is put out.
    """
    first = now.date() + (A_DAY if until is not None and now.time() >= until else timedelta())
    for ahead in LOOKED_AHEAD:
        found = stream.between(first, first + ahead).collected
        if found:
            return found[0]
    return None
