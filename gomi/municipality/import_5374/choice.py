"""What hangs on the choice between dropping a closed day and moving week numbers on.

The source does not say which its city does, so the cells that would have other days are told.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from gomi.calendar.collection import CollectionCalendar
from gomi.municipality.import_5374.closures import CENTER, Closures
from gomi.municipality.import_5374.report import Report
from gomi.municipality.values import DayException, District, Municipality, Stream

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Differing:
    """One stream of one district, and its days in the closed months under the choice made and the other."""

    district: District
    stream: Stream
    now: tuple[date, ...]
    otherwise: tuple[date, ...]


def tell_of_choice(
    municipality: Municipality, imported: Iterable[str], closures: Closures, report: Report
) -> None:
    """Tell how many cells have other days under the other choice. ``imported`` are ids of exceptions."""
    differing = list(cells_that_differ(municipality, imported, closures))
    if not differing:
        return
    first, other = differing[0], other_than(closures)
    said = (
        f"休みの日は「{_way(closures)}」（{closures}）として取り込みました。「{_way(other)}」（{other}）なら、"
        f"{len(differing):,} か所（地区×収集区分）の収集日が変わります。例: 「{first.district.name}」の"
        f"「{first.stream.name}」は {_only(first.now, first.otherwise)} が"
        f" {_only(first.otherwise, first.now)} になります。"
        f"市の決まりを確かめ、違うときは --closures {other} を付けて取り込み直してください"
    )
    report.doubted("closures-choice", CENTER, 0, closures.value, said)


def cells_that_differ(
    municipality: Municipality, imported: Iterable[str], closures: Closures
) -> Iterator[Differing]:
    """Every cell with other days under the other choice, in the order of districts and streams."""
    ids = set(imported)
    chosen = [each for each in municipality.exceptions if each.id in ids and each.kind is closures.kind]
    months = sorted({month for each in chosen for month in _months(each)})
    changed = tuple(
        replace(each, kind=other_than(closures).kind) if each in chosen else each
        for each in municipality.exceptions
    )
    now = CollectionCalendar(municipality)
    otherwise = CollectionCalendar(replace(municipality, exceptions=changed))
    for district in municipality.districts if months else ():
        one, two = (_days(calendar, district, months) for calendar in (now, otherwise))
        for stream in municipality.streams:
            before, after = one.get(stream.id, ()), two.get(stream.id, ())
            if before != after:
                yield Differing(district, stream, before, after)


def other_than(closures: Closures) -> Closures:
    """The choice that was not made."""
    return Closures.SKIP if closures is Closures.SHIFT else Closures.SHIFT


def _way(closures: Closures) -> str:
    match closures:
        case Closures.SKIP:
            return "その日の収集をなくす"
        case Closures.SHIFT:
            return "その月の週を1つ送る"
        case _:
            assert_never(closures)


def _only(days: Iterable[date], others: Iterable[date]) -> str:
    """The days that the others lack."""
    return "、".join(str(day) for day in days if day not in set(others)) or "収集なし"


def _months(exception: DayException) -> Iterator[Month]:
    """The months a closure touches; moving week numbers on never leaves the month."""
    if exception.starts and exception.ends:
        for number in range(exception.starts.toordinal(), exception.ends.toordinal() + 1):
            day = date.fromordinal(number)
            yield day.year, day.month


def _days(
    calendar: CollectionCalendar, district: District, months: Iterable[Month]
) -> dict[str, tuple[date, ...]]:
    found: dict[str, tuple[date, ...]] = {}
    for year, month in months:
        last = date(year, month, monthrange(year, month)[1])
        for each in calendar.between(district.id, date(year, month, 1), last):
            found[each.stream] = (*found.get(each.stream, ()), each.day)
    return found
