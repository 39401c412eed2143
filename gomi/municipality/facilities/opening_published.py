"""営業時間 and 定休日 in the standard's four columns.

>>> publish_opening("8:30-17:15", "土、日、年末年始")
Published(days='月火水木金', starts='08:30', ends='17:15', special='定休日: 土、日、年末年始')
>>> publish_opening("月〜金 9:00-12:00、13:00-17:00", "祝日").special
'月〜金 9:00-12:00、13:00-17:00。定休日: 祝日'
"""

from dataclasses import dataclass

from gomi.calendar.rules import EveryWeek
from gomi.municipality.facilities.opening import CLOSED, Published
from gomi.municipality.facilities.tidy import DAY
from gomi.municipality.facilities.weekdays import EVERY_DAY, WORKDAYS, written
from gomi.places.hours.closing import read_closing
from gomi.places.hours.days import DayPattern, EveryDay, Holidays, Workdays
from gomi.places.hours.read import read_opening
from gomi.places.hours.text import Unclear

HOLIDAYS = "祝日"


@dataclass(frozen=True, slots=True)
class Weekly:
    """One stretch on some days of every week, in minutes; 平日 leaves the holidays out."""

    days: frozenset[int]
    opens: int
    closes: int
    without_holidays: bool


def publish_opening(hours: str, closed: str) -> Published:
    """The four columns; where the hours are more than one stretch a week, all of it in words."""
    weekly = _weekly(hours, closed)
    if weekly is None:
        return Published(special="。".join(filter(None, (hours, _closed(closed)))))
    if weekly.without_holidays:
        closed = _with_holidays(closed)
    days, starts, ends = written(weekly.days), _clock(weekly.opens), _clock(weekly.closes)
    return Published(days, starts, ends, _closed(closed))


def _closed(closed: str) -> str:
    return f"{CLOSED}{closed}" if closed else ""


def _with_holidays(closed: str) -> str:
    """The closing days with the holidays that 平日 leaves out."""
    patterns = read_closing(closed).patterns
    if Holidays() in patterns:
        return closed
    return f"{HOLIDAYS}、{closed}" if patterns else HOLIDAYS


def _weekly(hours: str, closed: str) -> Weekly | None:
    """The one stretch of a week, where that is all that is said of it."""
    try:
        opening, closing = read_opening(hours), read_closing(closed)
    except Unclear:
        return None
    if len(opening.rows) != 1 or len(opening.rows[0].spans) != 1:
        return None
    row, (span,) = opening.rows[0], opening.rows[0].spans
    days = _days_of(row.days)
    if days is None or row.seasons or row.without or opening.closing.patterns:
        return None
    days -= {pattern.weekday for pattern in closing.patterns if isinstance(pattern, EveryWeek)}
    closes = span.closes if span.closes <= DAY else span.closes - DAY
    return Weekly(days, span.opens, closes, Workdays() in row.days) if days else None


def _days_of(patterns: tuple[DayPattern, ...]) -> frozenset[int] | None:
    """The weekdays that some patterns are; None where one of them is more than weekdays."""
    if patterns == (Workdays(),):
        return WORKDAYS
    days: set[int] = set()
    for pattern in patterns or (EveryDay(),):
        match pattern:
            case EveryDay():
                days |= EVERY_DAY
            case EveryWeek(weekday):
                days.add(weekday)
            case _:
                return None
    return frozenset(days)


def _clock(minutes: int) -> str:
    """HH:MM, as GIF 441 has it."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
