"""What 営業時間 and 定休日 may not say together, and how what cannot be read is told.

>>> from gomi.places.hours.closing import read_closing
>>> from gomi.places.hours.read import read_opening
>>> check_together("月〜土 9:00-17:00", read_opening("月〜土 9:00-17:00"), "無休", read_closing("無休"))
Traceback (most recent call last):
    ...
gomi.places.hours.together.HoursUnreadable: 定休日「無休」とありますが、営業時間に日曜の時間がありません
"""

from collections.abc import Iterable, Sequence
from datetime import date

from gomi.calendar.holidays import holiday_name
from gomi.calendar.rules import WEEK, WEEKDAYS
from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import shortened
from gomi.places.hours.closing import Closing
from gomi.places.hours.days import Holidays, Workdays
from gomi.places.hours.opening import Row, without_hours
from gomi.places.hours.read import Opening
from gomi.places.hours.text import Unclear, plain_hours

HOURS, CLOSED = "営業時間", "定休日"
"""The columns of places.csv."""
SOME_MONTHS = "一部の月"


class HoursUnreadable(Unreadable):
    """A cell that does not say when a place is open; ``problem`` names the column and what was read."""

    def __init__(self, column: str, read: str, problem: str, way: str) -> None:
        self.column, self.read = column, read
        super().__init__(f"{column}「{shortened(read)}」{problem}", way)


def unreadable(column: str, text: str, error: Unclear) -> HoursUnreadable:
    """A part that is not clear, told with its cell; not twice where it is the whole cell."""
    part = "" if plain_hours(error.part) == plain_hours(text) else f"の「{shortened(error.part)}」"
    return HoursUnreadable(column, text, part + error.problem, error.way)


def check_together(hours: str, opening: Opening, closed: str, closing: Closing) -> None:
    """Nothing is said about what both cells say alike.

    Raises:
        HoursUnreadable: one says 年中無休 and the other is shut on some days; or 平日 and 土日 have hours and
            nobody knows whether holidays do.
    """
    if opening.closing.never and (closing.patterns or closing.irregular):
        way = "年中無休を消すか、定休日を空にしてください"
        raise HoursUnreadable(CLOSED, closed, "とありますが、営業時間に年中無休とあります", way)
    never = closing.never or opening.closing.never
    if not never and not _parts_workdays(opening.rows):
        return
    left = _called(without_hours(opening.rows)) if opening.rows else ""
    way = f"休みなら定休日に書き、開くなら営業時間に{left}の時間を書いてください"
    if left and never:
        column, read = (CLOSED, closed) if closing.never else (HOURS, hours)
        raise HoursUnreadable(column, read, f"とありますが、営業時間に{left}の時間がありません", way)
    shut = (*closing.patterns, *opening.closing.patterns)
    if left == "祝日" and not any(isinstance(each, Holidays) for each in shut):
        raise HoursUnreadable(HOURS, hours, "に祝日の時間がありません", way)


def _parts_workdays(rows: Sequence[Row]) -> bool:
    return any(isinstance(day, Workdays) for row in rows for day in row.days)


def _called(days: Iterable[date]) -> str:
    """What the days are called together: 土曜・日曜, 祝日; empty for none."""
    left = list(days)
    weekdays = sorted({day.weekday() for day in left if holiday_name(day) is None})
    if len(weekdays) == WEEK:
        return SOME_MONTHS
    holidays = ["祝日"] if any(holiday_name(day) and day.weekday() not in weekdays for day in left) else []
    return "・".join([*(f"{WEEKDAYS[day]}曜" for day in weekdays), *holidays])
