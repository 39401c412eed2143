"""One month of a district as its page shows it: grid, changes, days in words, and the months beside it."""

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from api.views.district import DistrictView
from api.views.entries import Change, Entry
from api.views.month import Cell, end_of, following, weeks
from api.views.streams import StreamShown
from api.views.voice import Name

A_DAY = timedelta(days=1)
LISTED_AHEAD = timedelta(days=13)
"""The list of the month that runs goes on at least for two weeks."""
MONTHS_AHEAD, MONTHS_BACK = 13, 13


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month: its grid, its changes, its days in words; months beside it where there is anything."""

    first: date
    name: Name
    weeks: list[list[Cell | None]]
    key: tuple[StreamShown, ...]
    changes: list[Change]
    listed: list[tuple[date, list[Entry]]]
    runs: bool
    unpublished: tuple[Markup, ...]
    before: date | None
    after: date | None

    @property
    def is_empty(self) -> bool:
        """Whether there is not one day to show in the grid."""
        return not any(cell and cell.entries for week in self.weeks for cell in week)


def month_shown(view: DistrictView, first: date) -> MonthShown:
    """A month; the list of the one that runs begins today and goes on for two weeks at least."""
    runs, last = first == view.today.replace(day=1), end_of(first)
    entries = view.entries_between(first, last)
    listed = _listed(view, entries, last) if runs else entries
    days = dict.fromkeys(each.day for each in listed)
    named = {each.stream.id for each in entries}
    return MonthShown(
        first=first,
        name=view.dates.month(first),
        weeks=weeks(first, entries),
        key=tuple(stream for id_, stream in view.streams.items() if id_ in named),
        changes=view.entries.changes(entries),
        listed=[(day, [each for each in listed if each.day == day]) for day in days],
        runs=runs,
        unpublished=view.unpublished(last),
        before=_reachable(view, following(first, -1)),
        after=_reachable(view, following(first)),
    )


def _listed(view: DistrictView, entries: list[Entry], last: date) -> list[Entry]:
    until = view.today + LISTED_AHEAD
    later = view.entries_between(last + A_DAY, until) if until > last else []
    return [each for each in (*entries, *later) if each.day >= view.today]


def _reachable(view: DistrictView, first: date) -> date | None:
    """A month to go to: neither far behind today nor far behind what is published."""
    this = view.today.replace(day=1)
    end = view.calendar.known_until
    latest = following(this, MONTHS_AHEAD) if end is None else max(following(end.replace(day=1)), this)
    return first if following(this, -MONTHS_BACK) <= first <= latest else None
