"""例外 as they bear on one stream of one district: which are in force, and which wins on a day.

The narrower exception wins: district and stream, then district, then course and stream, then course,
then stream, then everything. Of two that are equally narrow 通常 beats 休止, and otherwise the one
decided later wins.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gomi.calendar.holidays import holiday_name
from gomi.calendar.rules import days_between
from gomi.municipality.columns import EVERYTHING
from gomi.municipality.values import DayException, District, ExceptionKind

CLOSING = (ExceptionKind.SUSPENDED, ExceptionKind.SHIFTED, ExceptionKind.AS_USUAL)
"""The kinds that say of a period whether its regular days stand."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def in_force(exceptions: Sequence[DayException]) -> tuple[DayException, ...]:
    """Without those that another replaces (差し替え); of two that replace each other the later stays."""
    by_id = {each.id: each for each in exceptions}
    out = set()
    for newer in exceptions:
        older = by_id.get(newer.supersedes or "")
        if older is not None and older is not newer:
            out.add(newer.id if decided(newer) < decided(older) else older.id)
    return tuple(each for each in exceptions if each.id not in out)


def decided(exception: DayException) -> datetime:
    """When it was decided; one without a time counts as the oldest."""
    return exception.decided or LONG_AGO


@dataclass(frozen=True, slots=True)
class Bearing:
    """An exception that concerns a stream of a district, and how narrowly (more is narrower)."""

    exception: DayException
    width: int

    def covers(self, day: date) -> bool:
        """Whether the day is one of those it names."""
        exception = self.exception
        if exception.on_holidays:
            return (exception.ends is None or day <= exception.ends) and holiday_name(day) is not None
        starts = exception.starts
        return starts is not None and starts <= day <= (exception.ends or starts)

    @property
    def for_one_day(self) -> bool:
        """A single day named by itself: it takes listed days away too, as a closed period does not."""
        return self.exception.starts is not None and self.exception.ends is None


def bearing_on(exceptions: Iterable[DayException], district: District, stream: str) -> Iterator[Bearing]:
    """Those that concern the stream in the district."""
    for exception in exceptions:
        if width := _width(exception, district, stream):
            yield Bearing(exception, width)


def _width(exception: DayException, district: District, stream: str) -> int:
    """From 6 (district and stream) to 1 (everything); 0 where it does not concern them."""
    everything = EVERYTHING in exception.streams
    if not everything and stream not in exception.streams:
        return 0
    if district.id in exception.districts:
        return 5 + (not everything)
    if district.course and district.course in exception.districts:
        return 3 + (not everything)
    return 1 + (not everything) if EVERYTHING in exception.districts else 0


def closing(bearings: Iterable[Bearing], day: date) -> Bearing | None:
    """What 休止, ずらす and 通常 say of a day: the one that wins, or None where none covers it."""
    covering = [each for each in bearings if each.exception.kind in CLOSING and each.covers(day)]
    return max(covering, key=_strength, default=None)


def winning(bearings: Iterable[Bearing]) -> Bearing | None:
    """The narrowest, and of equally narrow ones the one decided last."""
    return max(bearings, key=_strength, default=None)


def _strength(bearing: Bearing) -> tuple[int, bool, datetime]:
    exception = bearing.exception
    return bearing.width, exception.kind is ExceptionKind.AS_USUAL, decided(exception)


def days_named(exception: DayException) -> Iterator[date]:
    """Every day from 開始 to 終了; none where it names holidays or has no 開始."""
    if exception.starts is not None:
        yield from days_between(exception.starts, exception.ends or exception.starts)
