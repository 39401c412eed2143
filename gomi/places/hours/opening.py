"""Opening hours as rows: on which days, in which part of the year, from when to when.

>>> from gomi.calendar.rules import EveryWeek
>>> weekdays, saturdays = Row((Span(540, 1080),), (EveryWeek(0),)), Row((Span(540, 720),), (EveryWeek(5),))
>>> spans_on((weekdays, saturdays), date(2026, 10, 3))
(Span(opens=540, closes=720),)
>>> spans_on((weekdays, saturdays), date(2026, 10, 4))
()
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from gomi.calendar.rules import days_between
from gomi.places.hours.days import Yearly, narrowness
from gomi.places.hours.times import Span
from gomi.places.hours.words import Patterns

Spans: TypeAlias = tuple[Span, ...]

SEASONAL = 10
A_YEAR = (date(2028, 1, 1), date(2028, 12, 31))
"""A year with 2/29, every fifth weekday and known holidays: in it rows meet that can meet at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hours of some days (none named: every day) in some part of the year (none named: all of it)."""

    spans: Spans
    days: Patterns = ()
    seasons: tuple[Yearly, ...] = ()
    without: Patterns = ()
    """Days that do not count as its own: 月〜金（祝日を除く）."""

    def narrowness_on(self, day: date) -> int | None:
        """How narrowly the row speaks of a day; None where it does not."""
        if any(pattern.falls_on(day) for pattern in self.without):
            return None
        if self.seasons and not any(season.falls_on(day) for season in self.seasons):
            return None
        fitting = [narrowness(pattern) for pattern in self.days if pattern.falls_on(day)]
        if self.days and not fitting:
            return None
        return max(fitting, default=0) + (SEASONAL if self.seasons else 0)


def spans_on(rows: Iterable[Row], day: date) -> Spans:
    """The opening hours of a day: those of the rows that speak of it most narrowly, together."""
    return tuple(sorted({span for row in _narrowest(rows, day) for span in row.spans}))


def _narrowest(rows: Iterable[Row], day: date) -> list[Row]:
    found = [(narrow, row) for row in rows if (narrow := row.narrowness_on(day)) is not None]
    most = max((narrow for narrow, _ in found), default=0)
    return [row for narrow, row in found if narrow == most]


def without_hours(rows: Sequence[Row]) -> Iterator[date]:
    """The days of a year of which no row speaks, be it to leave them out."""
    left_out = [pattern for row in rows for pattern in row.without]
    silent = (day for day in days_between(*A_YEAR) if not _narrowest(rows, day))
    return (day for day in silent if not any(pattern.falls_on(day) for pattern in left_out))


def mixes_seasons(rows: Sequence[Row]) -> bool:
    """Whether nobody can tell in which months some row holds: 夏 平日 9:00-18:00、土 9:00-12:00、冬 ….

    Only hours of every day that come first are clearly those of the rest of the year.
    """
    always = [row for row in rows if not row.seasons]
    if len(always) == len(rows):
        return False
    return any(row.days or row.without for row in always) or not all(
        row.seasons for row in rows[len(always) :]
    )


def overlapping(rows: Sequence[Row]) -> Span | None:
    """A stretch that two rows give for the same day, or one row twice; None where all are apart."""
    for row in rows:
        if clash := _clash(row.spans):
            return clash
    if not _clash(tuple(span for row in rows for span in row.spans)):
        return None
    days = (_narrowest(rows, day) for day in days_between(*A_YEAR))
    return next((clash for met in days if (clash := _clash_between(met))), None)


def _clash_between(rows: Sequence[Row]) -> Span | None:
    """Rows with the same hours do not clash: 月〜金 9:00-17:00、金 9:00-17:00."""
    return _clash(tuple({span for row in rows for span in row.spans}))


def _clash(spans: Spans) -> Span | None:
    return next((after for before, after in pairwise(sorted(spans)) if before.overlaps(after)), None)
