"""営業時間 and 定休日: whether a place is open at a moment, and when that changes.

>>> hours = read_hours("月〜金 9:00-12:00、13:00-17:30", "祝日、年末年始")
>>> hours.at(datetime(2026, 10, 1, 11, 59))
OpenState(is_open=True, changes_at=datetime.datetime(2026, 10, 1, 12, 0))
>>> hours.at(datetime(2026, 10, 9, 18, 0)).changes_at.isoformat()  # a long weekend
'2026-10-13T09:00:00'

Every day has its possible hours: one set of them where all is known, several where it is not.
不定休 leaves both the usual hours and none; so such a place is shut outside its hours, and within them
nothing is said. Past the last day whose holidays are known, hours that rest on holidays leave every
set of hours that is written. A place is open or shut when it is so in all of them.

定休日 goes before 営業時間. An empty 定休日 means that no day is a closing day. Where 営業時間 is empty
nothing is said at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import TypeAlias

from gomi.calendar.rules import A_DAY
from gomi.municipality.year_end import YEAR_END, YearEnd
from gomi.places.found import OpenState
from gomi.places.hours.closing import read_closing
from gomi.places.hours.days import holidays_known, minds_holidays
from gomi.places.hours.opening import Row, Spans, spans_on
from gomi.places.hours.read import read_opening
from gomi.places.hours.text import Unclear
from gomi.places.hours.together import CLOSED, HOURS, check_together, unreadable
from gomi.places.hours.words import Patterns

DAYS_AHEAD = 21
"""How far ahead it is looked for the next change."""
MINUTES = 24 * 60

Possible: TypeAlias = tuple[Spans, ...]
"""The sets of hours a day may have."""
SHUT: Possible = ((),)


@dataclass(frozen=True)
class Hours:
    """When a place is open: the rows of its hours, its closing days, and whether others may come."""

    rows: tuple[Row, ...] = ()
    closed: Patterns = ()
    irregular: bool = False

    def at(self, moment: datetime) -> OpenState:
        """Whether it is open then, and when that changes within `DAYS_AHEAD` days.

        ``moment`` is a local time, with or without its zone, and so is the change. The minute of opening is
        open, the minute of closing is shut. No change is given where the next one is not certain.
        """
        now = self.is_open(moment)
        if now is None:
            return OpenState(None)
        for then, state in self._edges(moment):
            if state is not now:
                return OpenState(now, None if state is None else then)
        return OpenState(now)

    def is_open(self, moment: datetime) -> bool | None:
        """Whether it is open at a local time; None where that is not known."""
        if not self.rows:
            return None
        day = moment.date()
        return _state(self.possible_on(day - A_DAY), self.possible_on(day), _minute(moment))

    def _edges(self, moment: datetime) -> Iterator[tuple[datetime, bool | None]]:
        """Every later time at which anything may change, with the state from then on."""
        today = moment.date()
        before = self.possible_on(today - A_DAY)
        for day in (today + number * A_DAY for number in range(DAYS_AHEAD + 1)):
            here = self.possible_on(day)
            for minute in _minutes_of_change(before, here):
                if day > today or minute > _minute(moment):
                    then = datetime.combine(day, time(*divmod(minute, 60)), tzinfo=moment.tzinfo)
                    yield then, _state(before, here, minute)
            before = here

    def possible_on(self, day: date) -> Possible:
        """The sets of hours that may be those of a day; one where all is known."""
        known = holidays_known(day)
        if any((known or not minds_holidays(each)) and each.falls_on(day) for each in self.closed):
            return SHUT
        if not known and self._minds_holidays:
            return SHUT + tuple(row.spans for row in self.rows)
        spans = spans_on(self.rows, day)
        return (spans, *SHUT) if self.irregular else (spans,)

    @cached_property
    def _minds_holidays(self) -> bool:
        patterns = (*self.closed, *(day for row in self.rows for day in (*row.days, *row.without)))
        return any(minds_holidays(each) for each in patterns)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _state(before: Possible, here: Possible, minute: int) -> bool | None:
    """Open in every case, shut in every case, or not known; hours of the day before may reach over."""
    over = {_within(spans, minute + MINUTES) for spans in before}
    now = {_within(spans, minute) for spans in here}
    if over == {True} or now == {True}:
        return True
    return None if True in over | now else False


def _within(spans: Spans, minute: int) -> bool:
    return any(span.opens <= minute < span.closes for span in spans)


def _minutes_of_change(before: Possible, here: Possible) -> list[int]:
    over = {span.closes - MINUTES for spans in before for span in spans}
    now = {minute for spans in here for span in spans for minute in (span.opens, span.closes)}
    return sorted(minute for minute in over | now if 0 <= minute < MINUTES)


@lru_cache(maxsize=4096)
def read_hours(hours: str, closed: str, year_end: YearEnd = YEAR_END) -> Hours:
    """What 営業時間 and 定休日 say together; ``year_end`` is 年末年始 where they give it no dates.

    Raises:
        HoursUnreadable: an `Unreadable`, for what cannot be read or contradicts itself.
    """
    try:
        opening = read_opening(hours, year_end)
    except Unclear as error:
        raise unreadable(HOURS, hours, error) from None
    try:
        closing = read_closing(closed, year_end)
    except Unclear as error:
        raise unreadable(CLOSED, closed, error) from None
    check_together(hours, opening, closed, closing)
    return Hours(opening.rows, opening.closing.patterns + closing.patterns, closing.irregular)
