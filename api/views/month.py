"""A month of a district's calendar as a grid of weeks, and the days in words below it.

Weeks begin on Sunday, as on a city's leaflet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from api.views.entries import Entry
from gomi.calendar.holidays import holiday_name
from gomi.calendar.rules import days_between

A_DAY, A_WEEK = timedelta(days=1), 7
FIRST_YEAR, LAST_YEAR = 2000, 2099
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the grid."""

    day: date
    holiday: str
    entries: tuple[Entry, ...]

    @property
    def is_rest(self) -> bool:
        """Sunday or a holiday."""
        return bool(self.holiday) or self.day.weekday() == SUNDAY

    @property
    def is_saturday(self) -> bool:
        """Saturday, and no holiday."""
        return not self.is_rest and self.day.weekday() == SATURDAY


def read_month(text: str) -> date | None:
    """The first of the month that 2026-12 names, or None.

    >>> read_month("2026-12"), read_month("2026-13"), read_month("9999-12")
    (datetime.date(2026, 12, 1), None, None)
    """
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else None


def following(first: date, months: int = 1) -> date:
    """The first of the month that many months later, or earlier.

    >>> following(date(2026, 12, 1)), following(date(2026, 1, 1), -1)
    (datetime.date(2027, 1, 1), datetime.date(2025, 12, 1))
    """
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def end_of(first: date) -> date:
    """The last day of the month."""
    return following(first) - A_DAY


def weeks(first: date, entries: Sequence[Entry]) -> list[list[Cell | None]]:
    """The month as weeks of seven; None for what belongs to the months beside it."""
    by_day = {day: tuple(found) for day, found in groupby(entries, key=lambda each: each.day)}
    cells: list[Cell | None] = [None] * ((first.weekday() + 1) % A_WEEK)
    cells += [
        Cell(day, holiday_name(day) or "", by_day.get(day, ())) for day in days_between(first, end_of(first))
    ]
    cells += [None] * (-len(cells) % A_WEEK)
    return [cells[start : start + A_WEEK] for start in range(0, len(cells), A_WEEK)]
