"""Which slots are due when, and when a reminder is too late."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.calendar.days import CollectionDay, NoCollection
from gomi.municipality.load import load
from gomi.reminders.hours import hours_of
from gomi.reminders.news import News
from gomi.reminders.ports import EVE, MORNING
from gomi.reminders.slots import due_slots, expires, may_correct
from gomi.settings import CHECKOUT

CITY = load(CHECKOUT / "data" / "mihon").municipality
HOURS = hours_of({})
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
moments = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31))


def minutes(slots):
    return [slot.minute for slot in slots]


def test_in_the_evening_all_times_up_to_now_are_due_for_tomorrow():
    evening, morning = due_slots(CITY, HOURS, datetime(2026, 11, 22, 18, 20))

    assert {(slot.day, slot.kind, slot.municipality) for slot in evening} == {(MONDAY, EVE, "mihon")}
    assert minutes(evening) == list(range(0, 18 * 60 + 16, 15))
    assert morning == []


@pytest.mark.parametrize("at", [time(4, 59), time(8, 30), time(12), time(15, 59), time(23)])
def test_outside_the_hours_nothing_is_due(at):
    assert [*map(list, due_slots(CITY, HOURS, datetime.combine(SUNDAY, at)))] == [[], []]


def test_in_the_last_quarter_everyone_left_is_told():
    _, morning = due_slots(CITY, HOURS, datetime(2026, 11, 23, 8, 15))

    assert {(slot.day, slot.kind) for slot in morning} == {(MONDAY, MORNING)}
    assert minutes(morning) == list(range(0, 24 * 60, 15))


@given(moments, moments)
def test_a_slot_that_is_due_stays_due_until_the_hours_are_over(one, other):
    early, late = sorted((one, other))
    if early.date() != late.date():
        return
    for before, after in zip(due_slots(CITY, HOURS, early), due_slots(CITY, HOURS, late), strict=True):
        assert not before or not after or set(before) <= set(after)


def test_a_reminder_of_the_evening_ends_with_the_evening():
    news = News(MONDAY, (CollectionDay(MONDAY, "burnable"),), ())

    assert expires(EVE, news, CITY, HOURS, SUNDAY) == datetime(2026, 11, 22, 23)


def test_a_reminder_of_the_morning_ends_when_the_first_thing_has_to_stand_outside():
    until = {"burnable": time(8), "plastic": time(7, 30), "bottles": None}
    city = replace(CITY, streams=tuple(replace(each, until=until.get(each.id)) for each in CITY.streams))
    both = News(MONDAY, (CollectionDay(MONDAY, "burnable"), CollectionDay(MONDAY, "plastic")), ())
    untimed = News(MONDAY, (), (NoCollection(MONDAY, "bottles", "e1", ""),))

    assert expires(MORNING, both, city, HOURS, MONDAY) == datetime(2026, 11, 23, 7, 30)
    assert expires(MORNING, untimed, city, HOURS, MONDAY) == datetime(2026, 11, 23, 8, 30)


@pytest.mark.parametrize(
    ("day", "local", "may"),
    [
        (MONDAY, datetime(2026, 11, 22, 22, 59), True),
        (MONDAY, datetime(2026, 11, 22, 23), False),
        (MONDAY, datetime(2026, 11, 23, 5, 59), False),
        (MONDAY, datetime(2026, 11, 23, 6), True),
        (MONDAY, datetime(2026, 11, 23, 11, 59), True),
        (MONDAY, datetime(2026, 11, 23, 12), False),
    ],
)
def test_corrections_are_made_by_day_and_until_noon_of_the_day_itself(day, local, may):
    assert may_correct(HOURS, day, local) is may
