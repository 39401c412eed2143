"""Lay the exceptions over the rules of one stream in one district: the changes last.

1. Rules give the regular days.
2. 休止 takes regular days away, ずらす moves week numbers on, 通常 restores; days written out in a rule
   stay, unless the 休止 names that one day (終了 empty).
3. 振替, 臨時 and 遅れ win over all of that; only a 休止 decided after them takes their day away again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gomi.calendar.days import (
    CollectionDay,
    Days,
    NoCollection,
    RuleInForce,
    falls_on,
    lists,
    regular_days,
)
from gomi.calendar.differing import Bearing, closing, days_named, decided, winning
from gomi.calendar.rules import days_between
from gomi.calendar.shifting import rule_falls_on
from gomi.municipality.values import DayException, ExceptionKind

MOST_MOVES = 5  # of one collection, one after the other; more is a circle
LONGEST_MONTH = timedelta(days=31)


def lay(
    stream: str, rows: Sequence[RuleInForce], bearings: Sequence[Bearing], first: date, last: date
) -> Days:
    """Every collection from ``first`` to ``last``, both included, and those that fall away."""
    laying = _Laying(stream, rows, bearings, first, last)
    laying.rules()
    laying.changes()
    laying.delays()
    return laying.days()


class _Laying:
    """Lays the exceptions over the rules of one stream, for one stretch of days."""

    def __init__(
        self, stream: str, rows: Sequence[RuleInForce], bearings: Sequence[Bearing], first: date, last: date
    ) -> None:
        self._stream, self._rows, self._bearings = stream, rows, bearings
        self._first, self._last = first, last
        self._collected: dict[date, CollectionDay] = {}
        self._missed: dict[date, NoCollection] = {}

    def rules(self) -> None:
        """The regular days, and the closed periods over them."""
        if not self._bearings:
            self._collected = {day: self._day(day) for day in self._regular()}
            return
        for day in self._regular():
            closed = closing(self._bearings, day)
            if closed is not None and self._takes_away(closed, day):
                self._missed[day] = self._missing(day, closed.exception)
            else:
                self._collected[day] = self._day(day)
        if self._of(ExceptionKind.SHIFTED):
            self._move_week_numbers_on()

    def changes(self) -> None:
        """振替 and 臨時: from a day or from nothing to a day, whatever the closed periods say."""
        moves = list(self._moves())
        for old, bearing in moves:
            self._collected.pop(old, None)
            self._missed[old] = self._missing(old, bearing.exception, bearing.exception.new_day)
        for old, bearing in moves:
            if bearing.exception.new_day is not None:
                self._add(replace(self._changed(bearing.exception.new_day, bearing), moved_from=old), bearing)
        for bearing in self._of(ExceptionKind.EXTRA):
            new = bearing.exception.new_day
            for day in (new,) if new else tuple(days_named(bearing.exception)):
                self._add(replace(self._changed(day, bearing), extra=True), bearing)

    def delays(self) -> None:
        """遅れ: the truck comes, but late."""
        for day, collection in self._collected.items():
            late = winning(each for each in self._of(ExceptionKind.DELAYED) if each.covers(day))
            if late is not None:
                reason, exception = late.exception.reason, late.exception.id
                self._collected[day] = replace(collection, delayed=True, reason=reason, exception=exception)

    def days(self) -> Days:
        """What came of it inside the stretch."""
        return Days(
            tuple(each for day, each in sorted(self._collected.items()) if self._first <= day <= self._last),
            tuple(each for day, each in sorted(self._missed.items()) if self._first <= day <= self._last),
        )

    def _regular(self) -> Sequence[date]:
        return regular_days(self._rows, self._first, self._last)

    def _takes_away(self, closed: Bearing, day: date) -> bool:
        if closed.exception.kind is not ExceptionKind.SUSPENDED:
            return False
        return closed.for_one_day or not lists(self._rows, day)

    def _move_week_numbers_on(self) -> None:
        """In every month with a closed day the shifted rules say anew which days there are."""
        closed = frozenset(self._shifting_days())
        months = {(day.year, day.month) for day in closed}
        for day in days_between(self._first, self._last):
            if (day.year, day.month) not in months:
                continue
            falls = any(row.period.holds(day) and rule_falls_on(row.rule, day, closed) for row in self._rows)
            if falls and day not in self._missed:
                self._collected.setdefault(day, self._day(day))
            elif not falls and self._collected.pop(day, None) is not None and day in closed:
                shut = closing(self._bearings, day)
                self._missed[day] = self._missing(day, shut.exception if shut else None)

    def _shifting_days(self) -> Iterator[date]:
        """Closed days that move week numbers on, in the months that the stretch touches."""
        for day in days_between(self._first - LONGEST_MONTH, self._last + LONGEST_MONTH):
            closed = closing(self._bearings, day)
            if closed is not None and closed.exception.kind is ExceptionKind.SHIFTED:
                yield day

    def _moves(self) -> Iterator[tuple[date, Bearing]]:
        """Every collection that is moved, with the move that wins."""
        moves = self._of(ExceptionKind.MOVED)
        for day in sorted({day for each in moves for day in days_named(each.exception)}):
            if falls_on(self._rows, day) or day in self._collected:
                found = winning(each for each in moves if each.covers(day))
                if found is not None:
                    yield day, found

    def _add(self, collection: CollectionDay, bearing: Bearing) -> None:
        collection, bearing = self._moved_again(collection, bearing)
        closed = closing(self._bearings, collection.day)
        if (
            closed is not None
            and closed.exception.kind is ExceptionKind.SUSPENDED
            and decided(closed.exception) > decided(bearing.exception)
        ):
            self._missed[collection.day] = self._missing(collection.day, closed.exception)
            return
        self._missed.pop(collection.day, None)
        self._collected[collection.day] = collection

    def _moved_again(self, collection: CollectionDay, bearing: Bearing) -> tuple[CollectionDay, Bearing]:
        """A day that was itself moved, by a decision taken later."""
        for _ in range(MOST_MOVES):
            later = winning(
                each
                for each in self._of(ExceptionKind.MOVED)
                if each.covers(collection.day) and decided(each.exception) > decided(bearing.exception)
            )
            if later is None or later.exception.new_day is None:
                break
            self._missed[collection.day] = self._missing(
                collection.day, later.exception, later.exception.new_day
            )
            changed = self._changed(later.exception.new_day, later)
            collection = replace(changed, moved_from=collection.moved_from, extra=collection.extra)
            bearing = later
        return collection, bearing

    def _of(self, kind: ExceptionKind) -> list[Bearing]:
        return [each for each in self._bearings if each.exception.kind is kind]

    def _day(self, day: date) -> CollectionDay:
        return CollectionDay(day, self._stream)

    def _changed(self, day: date, bearing: Bearing) -> CollectionDay:
        exception = bearing.exception
        return CollectionDay(day, self._stream, exception=exception.id, reason=exception.reason)

    def _missing(
        self, day: date, exception: DayException | None, moved_to: date | None = None
    ) -> NoCollection:
        id_, reason = (exception.id, exception.reason) if exception else ("", "")
        return NoCollection(day, self._stream, id_, reason, moved_to)
