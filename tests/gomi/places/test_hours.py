"""Opening hours as clerks write them: one row of hours_cases.csv per moment somebody asks about, labelled
by hand, and what holds for every row; what is refused, because nobody can tell what it means."""

import csv
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.cells import Unreadable
from gomi.municipality.year_end import YEAR_END, YearEnd, read_year_end, year_end_of
from gomi.places.found import OpenState
from gomi.places.hours import Hours, read_hours

CASES = list(csv.DictReader((Path(__file__).parent / "hours_cases.csv").open(encoding="utf-8")))
STATES = {"open": True, "shut": False, "unknown": None}
A_QUARTER = timedelta(minutes=15)
THREE_WEEKS_IN_QUARTERS = 21 * 24 * 4
TOKYO = ZoneInfo("Asia/Tokyo")

REFUSED = (
    ("9:00-5:00", "", "午前か午後か次の日か"),
    ("12:00-5:00", "", "午前か午後か次の日か"),
    ("午前9時〜5時", "", "午前か午後か次の日か"),
    ("1時〜午後5時", "", "午前か午後か次の日か"),
    ("午前9時〜午後12時", "", "何時か分かりません"),
    ("夜1時〜朝5時", "", "何時か分かりません"),
    ("9:00-17:60", "", "ない時刻"),
    ("10:00-35:00", "", "24時間まで"),
    ("9:00〜", "", "が読めません"),
    ("17:00まで", "", "が読めません"),
    ("9-17", "", "が読めません"),
    ("9:00-17:00（受付は16:30まで）", "", "「受付は16:30」が読めません"),
    ("月〜金", "", "時間がありません"),
    ("年中無休", "", "時間がありません"),
    ("9:00-17:00、10:00-12:00", "", "重なっています"),
    ("月〜土 9:00-18:00、土 9:00-12:00", "", "重なっています"),
    ("月〜金 9:00-17:00、土・休日 10:00-15:00", "", "「休日」が読めません"),
    ("金・土・祝前日 18:00-24:00", "", "「前日」が読めません"),
    ("1・3月曜 9:00-12:00", "", "が読めません"),
    ("第1・3月・火 9:00-12:00", "", "が読めません"),
    ("月〜金 9:00-17:00、土 9:00-12:00（祝日を除く）", "", "どの時間のことか"),
    ("9:00-17:00（月〜金）、9:00-12:00（土）", "", "いつの時間か"),
    ("月〜金 9:00-17:00 土日 祝休み 10:00-15:00", "", "いつの時間か"),
    ("4月〜10月 平日 9:00-17:00、土 9:00-12:00", "", "どの月のものか"),
    ("8:30-17:15（7:00〜8:00を除く）", "", "営業時間の間にありません"),
    ("平日 9:00-19:00、土日 10:00-18:00", "", "祝日の時間がありません"),
    ("月〜金 9:00-17:00", "年中無休", "土曜・日曜の時間がありません"),
    ("9:00-21:00 年中無休", "日曜", "年中無休とあります"),
    ("9:00-17:00", "休日", "「休日」が読めません"),
    ("9:00-17:00", "土曜午後", "「午後」が読めません"),
    ("9:00-17:00", "隔週日曜", "が読めません"),
    ("9:00-17:00", "日曜も営業", "「も営業」が読めません"),
    ("9:00-17:00", "日曜、なし", "あるのかないのか"),
    ("9:00-17:00", "休み", "いつ休みなのか"),
    ("9:00-17:00", "月曜・火曜（祝日の場合は翌日）", "どの曜日のことか"),
    ("9:00-17:00", "月曜（火曜が祝日の場合は翌日）", "どの曜日のことか"),
    ("9:00-17:00", "お盆", "いつか分かりません"),
    ("9:00-17:00", "2/30", "ない月日"),
    ("9:00-17:00", "2026/8/13〜8/16", "が読めません"),
    ("9:00-17:00", "3月", "が読めません"),
)


def at(case) -> OpenState:
    return read_hours(case["hours"], case["closed"]).at(datetime.fromisoformat(case["moment"]))


def label(case) -> str:
    return f"{case['hours']}｜{case['closed']}｜{case['moment']}"


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_place_is_open_or_shut_as_its_row_says(case):
    changes = datetime.fromisoformat(case["changes_at"]) if case["changes_at"] else None

    assert at(case) == OpenState(STATES[case["open"]], changes), case["why"]


def test_there_are_cases_enough():
    assert len({label(case) for case in CASES}) == len(CASES) >= 90


@pytest.mark.parametrize("case", CASES, ids=label)
def test_the_change_that_is_told_is_the_next_one(case):
    hours, moment = read_hours(case["hours"], case["closed"]), datetime.fromisoformat(case["moment"])

    state = hours.at(moment)

    if state.is_open is None:
        assert state.changes_at is None
    else:
        assert state.changes_at == next_certain_change(hours, moment, state.is_open)


def next_certain_change(hours: Hours, moment: datetime, is_open: bool) -> datetime | None:
    """Found by asking every quarter of an hour, on which every case opens and closes."""
    quarter = datetime.combine(moment, time(moment.hour, moment.minute // 15 * 15))
    later = (quarter + number * A_QUARTER for number in range(1, THREE_WEEKS_IN_QUARTERS))
    change = next((each for each in later if hours.is_open(each) is not is_open), None)
    return change if change and hours.is_open(change) is not None else None


@pytest.mark.parametrize(("hours", "closed", "problem"), REFUSED)
def test_what_may_mean_two_things_is_refused_with_its_cell_and_a_way_forward(hours, closed, problem):
    with pytest.raises(Unreadable) as refused:
        read_hours(hours, closed)

    assert problem in refused.value.problem
    assert refused.value.problem.startswith(("営業時間「", "定休日「"))
    assert refused.value.way


def test_a_change_is_told_in_the_zone_that_was_asked_in():
    moment = datetime(2026, 10, 1, 12, 0, 30, tzinfo=TOKYO)

    state = read_hours("9:00-17:00", "なし").at(moment)

    assert state.changes_at == datetime(2026, 10, 1, 17, 0, tzinfo=TOKYO)
    assert state.changes_at.tzinfo is TOKYO


def test_the_seconds_of_the_last_minute_are_still_open():
    hours = read_hours("9:00-17:00", "なし")

    assert hours.is_open(datetime(2026, 10, 1, 16, 59, 59))
    assert not hours.is_open(datetime(2026, 10, 1, 17, 0, 0))


def test_the_turn_of_the_year_is_the_municipality_s_where_no_dates_are_given():
    the_28th = datetime(2026, 12, 28, 10, 0)
    early = YearEnd((12, 28), (1, 4))

    assert read_hours("9:00-17:00", "年末年始").is_open(the_28th) is True
    assert read_hours("9:00-17:00", "年末年始", early).is_open(the_28th) is False
    assert read_hours("9:00-17:00", "年末年始（12/29〜1/3）", early).is_open(the_28th) is True
    assert read_hours("平日 9:00-17:00（年末年始を除く）", "", early).is_open(the_28th) is False


@pytest.mark.parametrize("text", ["12/28〜1/4", "12-28/01-04", "12月28日～1月4日", "１２／２８－１／４"])
def test_the_turn_of_the_year_is_written_in_several_ways(text):
    assert year_end_of({"places": {"year_end": text}}) == read_year_end(text) == YearEnd((12, 28), (1, 4))


@pytest.mark.parametrize("places", [None, {}, "12/28", {"year_end": 12}, {"year_end": "12/32〜1/3"}])
def test_a_turn_of_the_year_that_cannot_be_read_is_the_usual_one(places):
    assert year_end_of({"places": places}) == YEAR_END


AWKWARD = "月火水木金土日祝曜第最終毎平休午前後翌時半から〜-:、・（）()【】年中無なし不定お盆末始12359/ \n"


@given(st.text(AWKWARD, max_size=24), st.text(AWKWARD, max_size=24))
def test_whatever_is_written_is_read_or_refused(hours, closed):
    moment = datetime(2026, 12, 28, 17, 15)

    state = state_or_refusal(hours, closed, moment)

    if isinstance(state, Unreadable):
        assert state.problem.startswith(("営業時間「", "定休日「"))
        assert state.way
    else:
        assert state.changes_at is None or moment < state.changes_at <= moment + timedelta(days=22)


def state_or_refusal(hours: str, closed: str, moment: datetime) -> OpenState | Unreadable:
    try:
        return read_hours(hours, closed).at(moment)
    except Unreadable as error:
        return error
