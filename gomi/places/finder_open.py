"""Whether places are open: the hours of each are read once, and asked for one moment at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from gomi.municipality.cells import Unreadable
from gomi.municipality.values import Municipality
from gomi.municipality.year_end import YearEnd, year_end_of
from gomi.places.found import OpenState
from gomi.places.hours import Hours, read_hours

KEPT = 4096
"""States of so many different hours and minutes; a city has some hundred hours."""
UNKNOWN = OpenState(None)


class Openings:
    """The hours of one municipality's places. Safe to use from any thread."""

    def __init__(self, municipality: Municipality) -> None:
        self._zone = ZoneInfo(municipality.time_zone)
        year_end = year_end_of(municipality.settings)
        written = [(place.hours, place.closed) for place in municipality.places]
        numbers = {each: number for number, each in enumerate(dict.fromkeys(written))}
        self._which = tuple(numbers[each] for each in written)
        self._hours = tuple(_read(*each, year_end) for each in numbers)
        self._state = lru_cache(KEPT)(self._compute)

    def at(self, now: datetime) -> Callable[[int], OpenState]:
        """The state of a place, by its number in the table, at ``now``: aware, or local where the city is.

        `OpenState(None)` where the hours are not given or cannot be read. Places that keep the same hours
        are computed once a minute: hours have no seconds.
        """
        local = (now.astimezone(self._zone) if now.tzinfo else now).replace(second=0, microsecond=0)
        return lambda number: self._state(self._which[number], local)

    def _compute(self, which: int, local: datetime) -> OpenState:
        hours = self._hours[which]
        return UNKNOWN if hours is None else hours.at(local)


def _read(hours: str, closed: str, year_end: YearEnd) -> Hours | None:
    """The hours as a clerk wrote them; None where there are none, or they are beyond us."""
    try:
        return read_hours(hours, closed, year_end)
    except Unreadable:
        return None
