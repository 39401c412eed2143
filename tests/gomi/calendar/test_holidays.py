"""National holidays: two independent computations agree as far as we promise them."""

from datetime import date

import holidays
import pytest

from gomi.calendar.holidays import KNOWN_FROM, KNOWN_UNTIL, holiday_name
from gomi.calendar.rules import days_between

pytestmark = pytest.mark.dates


def test_every_holiday_known_is_one_by_another_computation_and_the_reverse():
    public = holidays.country_holidays("JP", years=range(KNOWN_FROM.year, KNOWN_UNTIL.year + 1))

    ours = {day for day in days_between(KNOWN_FROM, KNOWN_UNTIL) if holiday_name(day)}

    assert ours == set(public)


def test_past_what_is_known_there_are_none():
    assert holiday_name(date(KNOWN_UNTIL.year + 1, 1, 1)) is None
