"""Opening hours beside a reading that knows no rule: weeks and closing days are drawn as values, every
minute of five weeks is filled in from them, and the same week is written as a clerk would."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import holidays as other_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.places.found import OpenState
from gomi.places.hours import read_hours

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
MINUTES = 24 * 60
FORTNIGHT, AHEAD = 14, 22
WEEKDAYS = "月火水木金土日"

WRITTEN_SPANS: dict[str, list[tuple[int, int]]] = {
    "9:00-18:00": [(540, 1080)],
    "9:00-12:00、13:00-17:30": [(540, 720), (780, 1050)],
    "午前8時30分から午後5時15分まで": [(510, 1035)],
    "18:00-翌2:00": [(1080, 1560)],
    "22:00-5:00": [(1320, 1740)],
    "6時〜24時": [(360, 1440)],
    "24時間": [(0, 1440)],
}
NATIONAL = other_holidays.country_holidays("JP", years=range(2024, 2029))
Closed = Callable[[date], bool]


def is_holiday(day: date) -> bool:
    return day in NATIONAL


WRITTEN_CLOSINGS: dict[str, Closed] = {
    "日曜": lambda day: day.weekday() == 6,
    "土日": lambda day: day.weekday() in (5, 6),
    "祝日": is_holiday,
    "第2・4火曜": lambda day: day.weekday() == 1 and (8 <= day.day <= 14 or 22 <= day.day <= 28),
    "最終月曜": lambda day: day.weekday() == 0 and (day + 7 * A_DAY).month != day.month,
    "年末年始": lambda day: (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3),
    "お盆（8/13〜8/16）": lambda day: day.month == 8 and 13 <= day.day <= 16,
    "木曜（祝日の場合は翌日）": lambda day: (
        (day.weekday() == 3 and not is_holiday(day)) or (day.weekday() == 4 and is_holiday(day - A_DAY))
    ),
    "水曜（祝日のときは開館）": lambda day: day.weekday() == 2 and not is_holiday(day),
}

weeks = st.lists(st.sampled_from([*WRITTEN_SPANS, ""]), min_size=7, max_size=7).filter(any)
# 木曜（祝日の場合は翌日） goes first: behind another weekday nobody can tell which of the two is meant.
closings = st.lists(st.sampled_from(sorted(WRITTEN_CLOSINGS)), unique=True, max_size=4).map(
    lambda closed: sorted(closed, key=lambda each: "祝日の" not in each)
)
days = st.dates(date(2024, 12, 15), date(2028, 10, 1))


def written(week: list[str]) -> str:
    """Weekdays with the same hours in one row."""
    by_hours: dict[str, str] = {}
    for weekday, hours in zip(WEEKDAYS, week, strict=True):
        by_hours[hours] = by_hours.get(hours, "") + weekday
    return "｜".join(f"{'・'.join(names)} {hours}" for hours, names in by_hours.items() if hours)


def minutes_open(week: list[str], closed: list[str], first: date) -> bytearray:
    """1 for every minute in which the place is open, from the first day on."""
    line = bytearray((FORTNIGHT + AHEAD + 1) * MINUTES)
    for number in range(-1, FORTNIGHT + AHEAD + 1):
        day = first + number * A_DAY
        if any(WRITTEN_CLOSINGS[each](day) for each in closed):
            continue
        for opens, closes in WRITTEN_SPANS.get(week[day.weekday()], []):
            start, end = (max(0, number * MINUTES + minute) for minute in (opens, closes))
            line[start:end] = b"\1" * (min(end, len(line)) - min(start, len(line)))
    return line


def told(line: bytearray, minute: int, moment: datetime) -> OpenState:
    """What the line says of a minute; the change within the last day of the three weeks."""
    change = line.find(1 - line[minute], minute)
    end = (minute // MINUTES + AHEAD) * MINUTES
    changes = moment + (change - minute) * A_MINUTE if 0 <= change < end else None
    return OpenState(bool(line[minute]), changes)


@settings(max_examples=60, deadline=None)
@given(weeks, closings, days, st.lists(st.integers(0, FORTNIGHT * MINUTES - 1), min_size=20, max_size=20))
def test_hours_agree_with_a_line_of_minutes(week, closed, first, minutes):
    hours = read_hours(written(week), "、".join(closed))
    line = minutes_open(week, closed, first)
    edges = [minute for minute in range(1, FORTNIGHT * MINUTES) if line[minute] != line[minute - 1]]

    for minute in {*minutes, *edges, *(edge - 1 for edge in edges)}:
        moment = datetime.combine(first, time()) + minute * A_MINUTE
        assert hours.at(moment) == told(line, minute, moment)


@settings(max_examples=8, deadline=None)
@given(weeks, closings, days)
def test_every_minute_of_a_fortnight_is_open_or_shut_as_it_was_filled_in(week, closed, first):
    hours = read_hours(written(week), "、".join(closed))
    line = minutes_open(week, closed, first)
    start = datetime.combine(first, time())

    read = bytearray(bool(hours.is_open(start + minute * A_MINUTE)) for minute in range(FORTNIGHT * MINUTES))

    assert read == line[: FORTNIGHT * MINUTES]
