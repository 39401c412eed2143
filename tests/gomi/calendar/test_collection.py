"""What differs from the rules: closed periods, moved, extra and late collections, and who wins."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.calendar.collection import CollectionCalendar, DistrictUnknown
from gomi.municipality.values import ExceptionKind
from tests.gomi.calendar.building import a_city, a_rule, an_exception, collected, days_of

pytestmark = pytest.mark.dates

NEW_YEAR = date(2026, 12, 21), date(2027, 1, 15)
DECEMBER = [date(2026, 12, day) for day in (21, 24, 28)]
JANUARY = [date(2027, 1, day) for day in (7, 11, 14)]
CLOSED = an_exception("休止", date(2026, 12, 31), date(2027, 1, 4), decided="2026-02-02T10:00")


def test_a_closed_period_takes_regular_days_away():
    city = a_city(["月・木"], [CLOSED])

    assert days_of(city, *NEW_YEAR) == [*DECEMBER, *JANUARY]


def test_a_closed_period_leaves_days_that_were_written_out():
    city = a_city(["2026-12-24 2027-01-04"], [CLOSED])

    assert days_of(city, *NEW_YEAR) == [date(2026, 12, 24), date(2027, 1, 4)]


def test_a_day_called_off_by_itself_takes_a_written_out_day_away_too():
    called_off = an_exception("休止", date(2026, 12, 24), reason="大雪")
    city = a_city(["2026-12-24 2027-01-04"], [called_off])
    calendar = CollectionCalendar(city).of("kita")

    assert days_of(city, *NEW_YEAR) == [date(2027, 1, 4)]
    assert [(each.day, each.reason) for each in calendar.missed(*NEW_YEAR)] == [(date(2026, 12, 24), "大雪")]


def test_a_moved_collection_wins_over_the_closed_period_and_remembers_its_old_day():
    moved = an_exception(
        "振替", date(2026, 12, 31), new_day=date(2026, 12, 30), streams=("burnable",), reason="年末年始"
    )
    calendar = CollectionCalendar(a_city(["月・木"], [CLOSED, moved])).of("kita")

    (day,) = [each for each in calendar.between(*NEW_YEAR) if each.moved_from]
    assert (day.day, day.moved_from, day.reason) == (date(2026, 12, 30), date(2026, 12, 31), "年末年始")
    (gone, closed) = calendar.missed(*NEW_YEAR)
    assert (gone.day, gone.moved_to) == (date(2026, 12, 31), date(2026, 12, 30))
    assert (closed.day, closed.moved_to) == (date(2027, 1, 4), None)


def test_a_day_on_which_nothing_would_be_collected_is_not_moved():
    moved = an_exception("振替", date(2026, 12, 30), new_day=date(2026, 12, 29))

    assert days_of(a_city(["月・木"], [moved]), *NEW_YEAR)[:4] == [*DECEMBER, date(2026, 12, 31)]


def test_two_collections_in_a_row_move_on_by_a_day():
    moves = [
        an_exception("振替", date(2027, 1, 1 + day), new_day=date(2027, 1, 2 + day)) for day in (0, 1, 2)
    ]
    city = a_city(["金・土・日"], moves)

    assert days_of(city, date(2027, 1, 1), date(2027, 1, 5)) == [date(2027, 1, day) for day in (2, 3, 4)]


def test_a_moved_day_may_be_moved_again_later():
    first = an_exception("振替", date(2026, 12, 31), new_day=date(2026, 12, 30), decided="2026-02-02T10:00")
    again = an_exception("振替", date(2026, 12, 30), new_day=date(2026, 12, 29), decided="2026-12-29T06:00")
    calendar = CollectionCalendar(a_city(["木"], [first, again])).of("kita")

    days = [(each.day, each.moved_from) for each in calendar.between(date(2026, 12, 28), date(2027, 1, 3))]

    assert days == [(date(2026, 12, 29), date(2026, 12, 31))]


def test_moves_in_a_circle_come_to_an_end():
    there = an_exception("振替", date(2026, 12, 31), new_day=date(2026, 12, 30), decided="2026-02-02T10:00")
    back = an_exception("振替", date(2026, 12, 30), new_day=date(2026, 12, 31), decided="2026-03-02T10:00")

    assert len(days_of(a_city(["木"], [there, back]), date(2026, 12, 28), date(2027, 1, 3))) == 1


def test_an_extra_collection_comes_even_where_no_rule_names_the_stream():
    extra = an_exception("臨時", new_day=date(2026, 12, 27), streams=("bottles",), districts=("kita",))

    assert (date(2026, 12, 27), "bottles") in collected(a_city(["月"], [extra]), *NEW_YEAR)


def test_a_stop_decided_later_takes_the_extra_collection_away():
    extra = an_exception("臨時", new_day=date(2026, 12, 27), decided="2026-02-02T10:00")
    before = an_exception("休止", date(2026, 12, 27), decided="2026-01-01T10:00")
    snow = an_exception("休止", date(2026, 12, 27), decided="2026-12-26T16:00")

    assert date(2026, 12, 27) in days_of(a_city(["月"], [before, extra]), *NEW_YEAR)
    assert date(2026, 12, 27) not in days_of(a_city(["月"], [extra, snow]), *NEW_YEAR)


def test_a_late_collection_stays_on_its_day():
    late = an_exception("遅れ", date(2026, 12, 24), reason="雪")
    calendar = CollectionCalendar(a_city(["木"], [late])).of("kita")

    (day,) = calendar.between(date(2026, 12, 24), date(2026, 12, 24))

    assert (day.delayed, day.reason) == (True, "雪")


WIDTHS = (
    {"streams": ("burnable",), "districts": ("kita",)},
    {"districts": ("kita",)},
    {"streams": ("burnable",), "districts": ("月木コース",)},
    {"districts": ("月木コース",)},
    {"streams": ("burnable",)},
    {},
)


@pytest.mark.parametrize("place", range(len(WIDTHS) - 1))
def test_the_narrower_exception_wins_however_late_the_wider_was_decided(place):
    day = date(2026, 12, 24)
    wider = [an_exception("休止", day, decided="2026-12-01T10:00", **width) for width in WIDTHS[place + 1 :]]
    narrow = an_exception("通常", day, decided="2026-01-01T10:00", **WIDTHS[place])

    assert day in days_of(a_city(["木"], [*wider, narrow]), *NEW_YEAR)
    assert day not in days_of(a_city(["木"], wider), *NEW_YEAR)


def test_as_usual_beats_a_stop_of_the_same_width():
    stop = an_exception("休止", date(2026, 12, 24), decided="2026-12-01T10:00")
    usual = an_exception("通常", date(2026, 12, 24))

    assert date(2026, 12, 24) in days_of(a_city(["木"], [stop, usual]), *NEW_YEAR)


def test_what_is_replaced_is_out_of_force():
    first = an_exception("休止", date(2026, 12, 24), id_="e1", decided="2026-12-22T10:00")
    second = an_exception(
        "振替",
        date(2026, 12, 24),
        new_day=date(2026, 12, 25),
        supersedes="e1",
        decided="2026-12-23T10:00",
    )

    assert days_of(a_city(["木"], [first, second]), date(2026, 12, 22), date(2026, 12, 26)) == [
        date(2026, 12, 25)
    ]


def test_of_two_that_replace_each_other_the_later_stays():
    one = an_exception("休止", date(2026, 12, 24), id_="e1", supersedes="e2", decided="2026-12-22T10:00")
    two = an_exception("通常", date(2026, 12, 24), id_="e2", supersedes="e1", decided="2026-12-21T10:00")

    assert date(2026, 12, 24) not in days_of(a_city(["木"], [one, two]), *NEW_YEAR)


def test_holidays_are_collected_unless_the_city_says_otherwise():
    holidays = an_exception("休止", on_holidays=True)
    usual = an_exception("通常", date(2026, 11, 3), streams=("burnable",))
    november = date(2026, 11, 1), date(2026, 11, 30)
    tuesdays = [date(2026, 11, day) for day in (3, 10, 17, 24)]
    mondays = [date(2026, 11, day) for day in (2, 9, 16, 30)]

    assert days_of(a_city(["火"]), *november) == tuesdays
    assert days_of(a_city(["火"], [holidays]), *november) == tuesdays[1:]
    assert days_of(a_city(["火"], [holidays, usual]), *november) == tuesdays
    assert days_of(a_city(["月"], [holidays]), *november) == mondays  # 勤労感謝の日


JANUARY_1_TO_3 = date(2027, 1, 1), date(2027, 1, 3)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("第1金曜", [8]),
        ("第1・第3金曜", [8, 22]),
        ("第2金曜", [15]),
        ("第5金曜", []),
        ("毎週金", [8, 15, 22, 29]),
        ("第1月曜", [4]),
        ("隔週金曜 2027-01-01から", [1, 15, 29]),
        ("2027-01-01", [1]),
        ("最終金曜", [29]),
    ],
)
def test_shifting_moves_the_week_numbers_of_the_month_on(rule, expected):
    city = a_city([rule], [an_exception("ずらす", *JANUARY_1_TO_3)])

    days = days_of(city, date(2027, 1, 1), date(2027, 1, 31))

    assert [day.day for day in days] == expected


def test_a_shift_whose_closed_days_lie_outside_the_asked_stretch_counts_too():
    city = a_city(["第3金曜"], [an_exception("ずらす", *JANUARY_1_TO_3)])

    assert days_of(city, date(2027, 1, 10), date(2027, 1, 31)) == [date(2027, 1, 22)]


def test_rules_hold_from_their_first_to_their_last_day_and_the_calendar_says_how_far_it_knows():
    rules = [
        a_rule("月", starts=date(2026, 4, 1), ends=date(2026, 9, 30)),
        a_rule("火", starts=date(2026, 10, 1), ends=date(2027, 3, 31)),
    ]
    calendar = CollectionCalendar(a_city(rules)).of("kita")

    days = [each.day for each in calendar.between(date(2026, 1, 1), date(2028, 1, 1))]

    assert days[0] == date(2026, 4, 6)
    assert days[-1] == date(2027, 3, 30)
    assert [day for day in days if day.month in (9, 10)][3:6] == [
        date(2026, 9, 28),
        date(2026, 10, 6),
        date(2026, 10, 13),
    ]
    assert calendar.known_until == date(2027, 3, 31)


def test_written_out_days_are_known_to_the_last_of_them_and_open_rules_without_end():
    assert CollectionCalendar(a_city(["2026-04-16 2026-05-07"])).of("kita").known_until == date(2026, 5, 7)
    assert CollectionCalendar(a_city(["月"])).of("kita").known_until is None


def test_a_district_nobody_has_is_named():
    with pytest.raises(DistrictUnknown, match="minami"):
        CollectionCalendar(a_city(["月"])).between("minami", *NEW_YEAR)


DAY = st.dates(date(2026, 3, 1), date(2027, 4, 30))
RULE = st.sampled_from(
    [
        "月・木",
        "第1・第3火曜",
        "隔週金曜 2026-04-03から",
        "2026-06-10 2026-12-31",
        "最終土曜",
        "第5水曜（偶数月）",
    ]
)
EXCEPTIONS = st.builds(
    lambda kind, starts, length, new, width: an_exception(
        kind, starts, starts + timedelta(days=length) if length else None, new, **width
    ),
    st.sampled_from([kind.value for kind in ExceptionKind]),
    DAY,
    st.integers(0, 9),
    DAY,
    st.sampled_from(WIDTHS),
)


@settings(deadline=None)
@given(st.lists(RULE, min_size=1, max_size=3), st.lists(EXCEPTIONS, max_size=6))
def test_each_stream_is_collected_at_most_once_a_day(rules, exceptions):
    days = collected(a_city(rules, exceptions), date(2026, 4, 1), date(2027, 3, 31))

    assert len(set(days)) == len(days)


@settings(deadline=None)
@given(st.lists(RULE, min_size=1, max_size=3), st.lists(EXCEPTIONS, max_size=4), DAY, DAY)
def test_a_day_is_the_same_in_whatever_stretch_it_is_asked(rules, exceptions, one, other):
    first, last = sorted((one, other))
    city = a_city(rules, exceptions)
    whole = collected(city, date(2026, 3, 1), date(2027, 4, 30))

    assert collected(city, first, last) == [each for each in whole if first <= each[0] <= last]


@given(RULE, DAY, DAY)
def test_no_day_lies_outside_its_rules_validity(rule, one, other):
    first, last = sorted((one, other))
    city = a_city([a_rule(rule, starts=first, ends=last)])

    assert all(first <= day <= last for day, _ in collected(city, date(2026, 1, 1), date(2027, 12, 31)))
