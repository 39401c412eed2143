"""How many messages a municipality will have sent by the end of the month, from its own calendar.

>>> Forecast(limit=5000, used=1200, to_come=3100).share
0.86
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gomi.calendar.collection import DistrictUnknown
from gomi.conversation.ports import Quota
from gomi.reminders.news import Almanac
from gomi.reminders.ports import Following
from gomi.reminders.slots import A_DAY

WARNED_FROM = 0.8


@dataclass(frozen=True, slots=True)
class Forecast:
    """Messages of one calendar month; replies are not counted. ``limit`` is None where there is none."""

    limit: int | None
    used: int
    to_come: int

    @property
    def total(self) -> int:
        """At the end of the month."""
        return self.used + self.to_come

    @property
    def share(self) -> float:
        """Of the limit; 0 where there is none."""
        return self.total / self.limit if self.limit else 0.0 if self.limit is None else 1.0

    @property
    def warns(self) -> bool:
        """Whether someone should look at the plan."""
        return self.share >= WARNED_FROM


def forecast(quota: Quota, followings: Iterable[Following], almanac: Almanac, today: date) -> Forecast:
    """What is to come from tomorrow to the end of the month, with what has been used."""
    to_come = sum(each.homes * _messages(each, almanac, today) for each in followings)
    return Forecast(quota.limit, quota.used, to_come)


def _messages(following: Following, almanac: Almanac, today: date) -> int:
    """How many one such home is sent: of each day in its morning, of the next one in its evening."""
    days = list(_rest_of_month(today))
    mornings = sum(_is_told(following, almanac, day) for day in days) if following.morning else 0
    evenings = sum(_is_told(following, almanac, day + A_DAY) for day in days) if following.evening else 0
    return mornings + evenings


def _is_told(following: Following, almanac: Almanac, day: date) -> bool:
    moved = following.moves_on is not None and following.next_district and following.moves_on <= day
    district = following.next_district if moved else following.district
    try:
        return bool(almanac.of(district, following.streams, day).key)
    except DistrictUnknown:
        return False


def _rest_of_month(today: date) -> Iterator[date]:
    day = today + A_DAY
    while day.month == today.month:
        yield day
        day += A_DAY
