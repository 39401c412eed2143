"""The month's messages, foreseen from the calendar."""

import pytest

from gomi.calendar.collection import CollectionCalendar
from gomi.conversation.ports import Quota
from gomi.municipality.load import load
from gomi.reminders.news import Almanac
from gomi.reminders.ports import Following
from gomi.settings import CHECKOUT
from notifier.command import said
from notifier.quota import Forecast, forecast
from tests.notifier.conftest import at


@pytest.fixture(scope="module")
def almanac():
    return Almanac(CollectionCalendar(load(CHECKOUT / "data" / "mihon").municipality))


def following(homes=1, evening=True, morning=False, streams=("burnable",), **telling):
    telling = {"district": "honcho-1", "next_district": "", "moves_on": None, **telling}
    return Following(streams=streams, evening=evening, morning=morning, homes=homes, **telling)


def to_come(almanac, *followings, today="2026-11-20"):
    day = at(f"{today}T12:00").date()
    return forecast(Quota(5000, 100), followings, almanac, day).to_come


def test_each_day_that_is_told_of_counts_once_for_each_home(almanac):
    # 本町1丁目, 月・木: 11/23, 26, 30
    assert to_come(almanac, following(homes=1000)) == 3000
    assert to_come(almanac, following(homes=1000, evening=False, morning=True)) == 3000
    assert to_come(almanac, following(homes=1000, morning=True)) == 6000


def test_the_evening_before_the_first_belongs_to_this_month(almanac):
    plastic = following(streams=("plastic",))  # 火: 12/1, told on 11/30

    assert to_come(almanac, plastic, today="2026-11-28") == 1
    assert (
        to_come(almanac, following(evening=False, morning=True, streams=("plastic",)), today="2026-11-28")
        == 0
    )


def test_what_was_sent_today_is_in_what_was_used(almanac):
    assert to_come(almanac, following(), today="2026-11-30") == 0


def test_who_moves_is_counted_where_they_are_then(almanac):
    moves = following(next_district="ekimaecho", moves_on=at("2026-11-25T00:00").date())  # 火・金

    # 11/23 by the old home, 11/27 and 12/1 by the new one
    assert to_come(almanac, moves) == 3


def test_a_district_that_is_gone_counts_nothing(almanac):
    assert to_come(almanac, following(district="gone")) == 0


@pytest.mark.parametrize(
    ("limit", "used", "more", "warns"),
    [(5000, 1000, 2999, False), (5000, 1000, 3000, True), (None, 10**6, 10**6, False), (0, 0, 0, True)],
)
def test_from_four_fifths_of_the_month_on_it_warns(limit, used, more, warns):
    assert Forecast(limit, used, more).warns is warns


def test_the_forecast_is_said_with_a_way_forward_when_it_is_short():
    assert said(Forecast(5000, 1200, 3100)) == (
        "今月の見込み 4,300 通（使った数 1,200、これから 3,100）。上限 5,000 の 86%\n"
        "→ 足りなくなると、お知らせが届きません。LINE の料金プランを見てください"
    )
    assert said(Forecast(None, 1, 2)) == "今月の見込み 3 通（使った数 1、これから 2）。上限はありません"
