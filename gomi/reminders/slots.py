"""When what is told: the slots that are due at a moment, and when a reminder is too late.

A reminder that is late is not sent: in the evening it would wake people, after the truck has come it
would mislead them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from gomi.municipality.values import Municipality
from gomi.reminders.homes import STEP_MINUTES
from gomi.reminders.hours import Hours
from gomi.reminders.news import News
from gomi.reminders.ports import EVE, MORNING, Slot

A_DAY = timedelta(days=1)
DAY_MINUTES, HOUR = 24 * 60, 60
CORRECTED_UNTIL = time(12)
"""Who has put something out can still take it back in the morning; after noon the day is over."""


def due_slots(city: Municipality, hours: Hours, local: datetime) -> tuple[Sequence[Slot], Sequence[Slot]]:
    """The slots whose time has come and is not over: of tomorrow's eve, and of this morning.

    ``local`` is the time where the municipality is. Whoever chose a time outside the hours of today
    is told at their beginning or in their last quarter of an hour.
    """
    minute, today = local.hour * HOUR + local.minute, local.date()
    morning_until = morning_ends(city, hours)
    evenings = _come(minute, hours.evening_from, hours.evening_until)
    mornings = _come(minute, hours.morning_from, morning_until)
    return (
        [Slot(city.id, today + A_DAY, EVE, each) for each in evenings],
        [Slot(city.id, today, MORNING, each) for each in mornings],
    )


def morning_ends(city: Municipality, hours: Hours) -> int:
    """The minute from which on nobody has to put anything out any more."""
    return max([hours.morning_until, *(_minute(each.until) for each in city.streams if each.until)])


def expires(kind: str, news: News, city: Municipality, hours: Hours, today: date) -> datetime:
    """From when on it must not be sent any more, where the municipality is (without a zone).

    A reminder in the morning ends with the first time by which something has to stand outside.
    """
    if kind == EVE:
        return at(news.day - A_DAY, hours.evening_until)
    if kind == MORNING:
        streams = [*(each.stream for each in news.collected), *(each.stream for each in news.missed)]
        return at(news.day, put_out_by(city, streams, hours.morning_until))
    if news.day == today:
        return datetime.combine(today, CORRECTED_UNTIL)
    return at(today, hours.corrections_until)


def put_out_by(city: Municipality, streams: Iterable[str], otherwise: int) -> int:
    """The first minute by which one of the streams has to stand outside."""
    times = (city.stream_by_id[each].until for each in streams if each in city.stream_by_id)
    return min((_minute(each) for each in times if each), default=otherwise)


def may_correct(hours: Hours, day: date, local: datetime) -> bool:
    """Whether those told of the day may be told otherwise now."""
    minute = local.hour * HOUR + local.minute
    if not hours.corrections_from <= minute < hours.corrections_until:
        return False
    return day > local.date() or not is_over(day, local)


def is_over(day: date, local: datetime) -> bool:
    """Whether there is nothing left to correct of the day."""
    return local >= datetime.combine(day, CORRECTED_UNTIL, local.tzinfo)


def at(day: date, minute: int) -> datetime:
    """A minute of a day; minute 1440 is the next midnight."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _come(minute: int, first: int, until: int) -> Iterable[int]:
    """Every quarter of an hour whose turn it is, brought into the hours."""
    if not first <= minute < until:
        return ()
    last = until - STEP_MINUTES
    return [each for each in range(0, DAY_MINUTES, STEP_MINUTES) if min(max(each, first), last) <= minute]


def _minute(at: time) -> int:
    return at.hour * HOUR + at.minute
