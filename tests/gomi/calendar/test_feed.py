"""What a feed holds: its events and their names, what they say, and that it is never empty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.feed import addresses_of, events, feed_of
from gomi.calendar.feed_choices import AlarmUnreadable, StreamsUnknown, read_alarm, read_types
from gomi.calendar.feed_words import BEYOND, NOTHING
from gomi.calendar.window import window_of
from gomi.municipality.load import load
from gomi.municipality.values import Category, CategoryKind, Stream
from tests.gomi.calendar.building import a_city, a_rule, an_exception
from tests.gomi.calendar.test_collection import EXCEPTIONS, RULE

pytestmark = pytest.mark.dates

MIHON = Path(__file__).resolve().parents[3] / "data" / "mihon"
TODAY = date(2026, 10, 10)
YEAR = {"starts": date(2026, 4, 1), "ends": date(2027, 3, 31)}
LATE_DECEMBER = date(2026, 12, 20), date(2026, 12, 31)


@cache
def the_model():
    return load(MIHON).municipality


@pytest.fixture
def mihon():
    return the_model()


def calendar_of(city, district="kita"):
    return CollectionCalendar(city).of(district)


def events_of(city, first=LATE_DECEMBER[0], last=LATE_DECEMBER[1], **more):
    return events(city, calendar_of(city), first, last, **more)


def feed(city, today=TODAY, district="kita", **more):
    return feed_of(city, calendar_of(city, district), today, **more)


def with_streams(city, *streams):
    return replace(city, streams=streams)


def test_each_day_and_stream_is_an_event_under_the_bare_name_of_the_stream(mihon):
    found = feed(mihon, district="honcho-1").events
    second_wednesday = [event for event in found if event.day == date(2026, 10, 14)]

    assert [(event.uid, event.summary, event.category) for event in second_wednesday] == [
        ("honcho-1-bottles-20261014@990019.gomi", "びん・缶・ペットボトル", "びん・缶・ペットボトル")
    ]
    assert second_wednesday[0].description == ("朝8時30分までに出してください。",)


def test_a_municipality_without_a_number_is_named_by_its_id():
    city = replace(a_city(["木"]), code="")

    assert events_of(city)[0].uid == "kita-burnable-20261224@city.gomi"


def test_a_moved_collection_says_which_day_it_stands_for_and_why():
    moved = an_exception("振替", date(2026, 12, 31), new_day=date(2026, 12, 30), reason="年末年始")

    (*_, last) = events_of(a_city(["木"], [moved]))

    assert (last.day, last.description) == (date(2026, 12, 30), ("12/31分の振替（年末年始）",))


def test_a_late_one_an_extra_one_and_a_moved_one_that_is_late_say_so():
    exceptions = [
        an_exception("遅れ", date(2026, 12, 24), reason="雪"),
        an_exception("臨時", new_day=date(2026, 12, 26), reason="年末"),
        an_exception("振替", date(2026, 12, 31), new_day=date(2026, 12, 30), reason="年末年始"),
        an_exception("遅れ", date(2026, 12, 30), reason="雪"),
    ]
    city = a_city(["木"], exceptions)

    said = {event.day.day: event.description for event in events_of(city, types={"burnable"})}

    assert said == {
        24: ("収集が遅れます（雪）",),
        26: ("臨時収集（年末）",),
        30: ("12/31分の振替", "収集が遅れます（雪）"),
    }


def test_the_remark_of_the_rule_a_collection_comes_from_is_told():
    moved = an_exception("振替", date(2026, 12, 31), new_day=date(2026, 12, 30))
    city = a_city([a_rule("木", remark="雪の日は昼から"), a_rule("火", remark="ふれあい収集")], [moved])

    said = {event.day.day: event.description for event in events_of(city)}

    assert said == {
        22: ("ふれあい収集",),
        24: ("雪の日は昼から",),
        29: ("ふれあい収集",),
        30: ("12/31分の振替", "雪の日は昼から"),
    }


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (time(8, 30), "朝8時30分までに出してください。"),
        (time(11), "午前11時までに出してください。"),
        (time(12), "正午までに出してください。"),
        (time(12, 30), "午後0時30分までに出してください。"),
        (time(20), "午後8時までに出してください。"),
    ],
)
def test_until_when_is_said_in_the_words_of_a_leaflet(until, said):
    city = with_streams(a_city(["木"]), Stream("burnable", "燃やすごみ", "", until))

    assert events_of(city)[0].description == (said,)


def test_a_day_called_off_by_itself_is_told_and_a_closed_period_is_not():
    typhoon = an_exception("休止", date(2026, 12, 24), reason="台風")
    new_year = an_exception("休止", date(2026, 12, 29), date(2027, 1, 3), reason="年末年始")
    without_reason = an_exception("休止", date(2026, 12, 22))
    city = a_city(["火・木"], [typhoon, new_year, without_reason])

    told = [(event.uid, event.day, event.summary) for event in events_of(city)]

    assert told == [
        ("kita-burnable-20261224-x@990019.gomi", date(2026, 12, 24), "収集中止：burnable（台風）")
    ]


def test_a_day_moved_away_is_not_told_as_called_off():
    moved = an_exception("振替", date(2026, 12, 24), new_day=date(2026, 12, 25), reason="点検")

    assert not any("-x@" in event.uid for event in events_of(a_city(["木"], [moved])))


def test_the_last_published_day_says_that_nothing_is_known_beyond_it(mihon):
    last = feed(mihon, district="yamate").events[-1]

    assert (last.uid, last.day, last.summary) == (
        "yamate-end-2027-03-31@990019.gomi",
        date(2027, 3, 31),
        BEYOND,
    )


def test_a_stream_whose_id_is_end_does_not_bear_the_name_of_the_notice():
    city = a_city([a_rule("水", stream="end", **YEAR)])

    uids = [event.uid for event in events_of(city, date(2027, 3, 1), date(2027, 3, 31))]

    assert "kita-end-20270331@990019.gomi" in uids
    assert len(set(uids)) == len(uids)


def test_rules_without_an_end_have_no_last_day():
    assert not any(event.summary == BEYOND for event in feed(a_city(["木"])).events)


def test_a_collection_moved_beyond_the_last_day_of_the_rules_is_in_the_feed():
    moved = an_exception("振替", date(2027, 3, 31), new_day=date(2027, 4, 2))
    city = a_city([a_rule("水", **YEAR)], [moved])

    assert [event.day for event in feed(city).events if event.category][-1] == date(2027, 4, 2)


@pytest.mark.parametrize(
    ("city", "words", "day"),
    [
        (a_city([]), BEYOND, date(2026, 10, 1)),
        (a_city([a_rule("")]), BEYOND, date(2026, 10, 1)),
        (a_city(["なし"]), NOTHING, date(2026, 10, 1)),
        (a_city([a_rule("月", ends=date(2016, 3, 31))]), BEYOND, date(2026, 10, 1)),
        (a_city([a_rule("月", ends=date(2026, 9, 6))]), BEYOND, date(2026, 9, 6)),
    ],
    ids=["no rules", "days unknown", "not collected here", "over for years", "just over"],
)
def test_a_feed_without_days_says_so_where_it_is_seen(city, words, day):
    (notice,) = [event for event in feed(city).events if not event.category]

    assert (notice.summary, notice.day) == (words, day)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.sampled_from(["月・木", "なし", "", "2015-04-06"]), max_size=2),
    st.dates(date(2014, 1, 1), date(2030, 12, 31)),
    st.sampled_from([None, frozenset(), frozenset({"bottles"}), frozenset({"burnable"})]),
)
def test_no_feed_is_empty(rules, today, types):
    assert feed(a_city(rules), today, types=types).events


def test_streams_whose_days_are_not_known_are_named_in_the_description():
    city = a_city(["月", a_rule("", stream="bottles")])

    assert "このカレンダーにまだないもの：bottles" in feed(city).description


def test_a_feed_reaches_three_months_back_and_ahead_to_the_end_of_what_is_published(mihon):
    window = window_of(calendar_of(mihon, "honcho-1"), date(2026, 10, 31))

    assert (window.first, window.last) == (date(2026, 7, 1), date(2027, 3, 31))


def test_where_the_rules_have_no_end_a_feed_ends_with_a_month_more_than_a_year_ahead():
    window = window_of(calendar_of(a_city(["月"])), date(2026, 1, 31))

    assert (window.first, window.last) == (date(2025, 10, 1), date(2027, 2, 28))


@settings(deadline=None, max_examples=30)
@given(st.lists(RULE, max_size=2), st.dates(date(2026, 4, 1), date(2027, 3, 31)), st.integers(1, 31))
def test_a_feed_is_the_same_on_every_day_of_a_month(rules, today, other):
    same_month = today.replace(day=min(other, 28))
    city = a_city(rules)

    assert feed(city, today) == feed(city, same_month)


@settings(deadline=None)
@given(st.lists(RULE, min_size=1, max_size=3), st.lists(EXCEPTIONS, max_size=5))
def test_a_feed_has_the_collection_days_and_no_others(rules, exceptions):
    city = a_city([*rules, a_rule("水", stream="bottles")], exceptions)
    calendar = calendar_of(city)
    window = window_of(calendar, TODAY)

    told = [(event.day, event.category) for event in feed(city).events if is_collection(event)]

    days = calendar.between(window.first, window.last)
    assert sorted(told) == sorted((day.day, city.stream_by_id[day.stream].name) for day in days)


@settings(deadline=None)
@given(st.lists(RULE, min_size=1, max_size=3), st.lists(EXCEPTIONS, max_size=5))
def test_no_two_events_of_a_feed_have_the_same_name(rules, exceptions):
    uids = [event.uid for event in feed(a_city(rules, exceptions)).events]

    assert len(set(uids)) == len(uids)


@settings(deadline=None)
@given(st.lists(RULE, min_size=1, max_size=2), st.lists(EXCEPTIONS, max_size=4))
def test_the_feed_of_some_streams_is_a_part_of_the_whole(rules, exceptions):
    city = a_city([*rules, a_rule("水 2026-11-07", stream="bottles")], exceptions)

    some = feed(city, types={"bottles"}).events

    assert [event for event in some if event.category] == [
        event for event in feed(city).events if event.category == "bottles"
    ]


def is_collection(event):
    return bool(event.category) and "-x@" not in event.uid


def uids(city, district):
    return {event.uid for event in feed(city, district=district).events}


def shuffled(values: Sequence[object]):
    return st.permutations(list(values)).map(tuple)


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_renaming_and_reordering_leave_every_uid(data):
    city = the_model()
    renamed = replace(
        city,
        name="新みほん市",
        districts=data.draw(shuffled([replace(each, name=f"新{each.name}") for each in city.districts])),
        streams=data.draw(shuffled([replace(each, name=f"新{each.name}") for each in city.streams])),
        rules=data.draw(shuffled(city.rules)),
        exceptions=data.draw(shuffled(city.exceptions)),
    )

    for district in city.districts:
        assert uids(renamed, district.id) == uids(city, district.id)


def test_a_new_district_and_a_new_stream_leave_every_uid_that_was_there(mihon):
    more = replace(
        mihon,
        districts=(replace(mihon.districts[0], id="new", name="新町"), *mihon.districts),
        streams=(Stream("branches", "枝・葉", "", None), *mihon.streams),
        rules=(a_rule("土", stream="branches", district="honcho-1", **YEAR), *mihon.rules),
    )

    assert uids(more, "hamacho") == uids(mihon, "hamacho")
    assert uids(more, "honcho-1") > uids(mihon, "honcho-1")


def test_moving_a_day_takes_one_event_away_and_adds_one(mihon):
    move = an_exception(
        "振替",
        date(2026, 11, 2),
        new_day=date(2026, 11, 4),
        streams=("burnable",),
        districts=("honcho-1",),
        reason="点検",
    )
    moved = replace(mihon, exceptions=(*mihon.exceptions, move))

    before, after = (set(feed(city, district="honcho-1").events) for city in (mihon, moved))

    assert [event.uid for event in before - after] == ["honcho-1-burnable-20261102@990019.gomi"]
    assert [event.uid for event in after - before] == ["honcho-1-burnable-20261104@990019.gomi"]


def a_category(id_, colour, order, stream="burnable"):
    return Category(id_, id_, "", CategoryKind.COLLECTED, stream, colour, "", "", "", (), (), order)


def test_an_event_has_the_css_name_nearest_to_the_colour_of_the_streams_first_category():
    categories = (
        a_category("b", "#0000fe", 2),
        a_category("a", "#fe0000", 1),
        a_category("c", "#0f0", 0, ""),
    )
    city = replace(a_city(["木"]), categories=categories)

    assert {event.colour for event in events_of(city)} == {"red"}
    assert {event.colour for event in events_of(a_city(["木"]))} == {""}


def test_addresses_are_ascii_and_absent_where_the_service_has_none():
    assert addresses_of("", "mihon", "北") == ("", "")
    assert addresses_of("https://gomi.example", "mihon", "北", "alarm=20%3A00") == (
        "https://gomi.example/mihon/districts/%E5%8C%97/",
        "https://gomi.example/v1/mihon/districts/%E5%8C%97/calendar.ics?alarm=20%3A00",
    )


def test_streams_are_chosen_by_id_or_name(mihon):
    assert read_types(mihon, "") is None
    assert read_types(mihon, "plastic, 燃やすごみ ,plastic") == {"plastic", "burnable"}


def test_a_name_with_a_comma_in_it_is_one_stream():
    city = with_streams(a_city([]), Stream("a", "びん,缶", "", None), Stream("b", "缶", "", None))

    assert read_types(city, "びん,缶") == {"a"}


def test_streams_that_are_not_there_are_named_with_those_that_are(mihon):
    with pytest.raises(StreamsUnknown, match="「gold」「銀」はありません。あるのは 燃やすごみ") as wrong:
        read_types(mihon, "plastic,gold,銀")

    assert wrong.value.streams == ("gold", "銀")


@pytest.mark.parametrize("written", ["24:00", "7:00", "0700", "20:60", "２０:００", "20:00\n", "夜"])
def test_a_time_written_otherwise_is_refused(written):
    with pytest.raises(AlarmUnreadable):
        read_alarm(written)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_the_window_holds_the_day_it_is_read_on(today):
    for city in (a_city([]), a_city(["月"]), a_city([a_rule("月", ends=date(2016, 3, 31))])):
        window = window_of(calendar_of(city), today)

        assert window.first <= window.present <= today <= window.last
        assert (window.last + timedelta(days=1)).day == 1
