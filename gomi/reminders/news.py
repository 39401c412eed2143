"""What there is to tell of one day to one home: what is collected, and what falls away.

It is worked out when it is about to be sent, from the tables in force then. Two homes with one key
are told the same; a key that has changed since a home was told means a correction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.days import CollectionDay, NoCollection


@dataclass(frozen=True, slots=True)
class News:
    """Collections of ``day`` in the order of the streams, and those that an exception took from it."""

    day: date
    collected: tuple[CollectionDay, ...]
    missed: tuple[NoCollection, ...]

    @property
    def key(self) -> str:
        """The same for everyone who is to be told the same; empty where there is nothing to tell.

        >>> stopped = NoCollection(date(2026, 12, 31), "burnable", "e1", "年末年始")
        >>> News(stopped.day, (), (stopped,)).key
        '-burnable:年末年始'
        """
        return ";".join([*map(_comes, self.collected), *map(_goes, self.missed)])

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The ids of the exceptions that made it differ from the rules."""
        differing = [gone.exception for gone in self.missed] + [day.exception for day in self.collected]
        return tuple(dict.fromkeys(filter(None, differing)))


def streams_of(key: str) -> tuple[str, ...]:
    """The streams that a key says are collected; what a reason brings along is nobody's stream.

    >>> streams_of("burnable;bottles<2026-11-25~大雪;-plastic:台風")
    ('burnable', 'bottles')
    """
    parts = (part for part in key.split(";") if part and not part.startswith("-"))
    return tuple(part.partition("<")[0].partition("~")[0] for part in parts)


def sense(key: str) -> frozenset[str]:
    """A key without its reasons: what a resident has to do. Only another sense is worth a correction.

    >>> sense("burnable;-plastic:台風") == sense("burnable;-plastic:台風のため")
    True
    """
    parts = (part for part in key.split(";") if part)
    return frozenset(
        part.partition(":")[0] if part.startswith("-") else part.partition("~")[0] for part in parts
    )


def _comes(day: CollectionDay) -> str:
    moved = f"<{day.moved_from.isoformat()}" if day.moved_from else ""
    late = f"~{day.reason}" if day.delayed else ""
    return f"{day.stream}{moved}{late}"


def _goes(day: NoCollection) -> str:
    moved = f">{day.moved_to.isoformat()}" if day.moved_to else ""
    return f"-{day.stream}{moved}:{day.reason}"


class Almanac:
    """The news of one municipality in one edition, each worked out once."""

    def __init__(self, calendar: CollectionCalendar) -> None:
        self._calendar = calendar
        self._whole: dict[tuple[str, date], News] = {}
        self._chosen: dict[tuple[str, tuple[str, ...], date], News] = {}

    def of(self, district: str, streams: Sequence[str], day: date) -> News:
        """What a home in the district that wants these streams (none: all) is told of the day.

        Raises:
            DistrictUnknown: the tables in force have no such district.
        """
        wanted = (district, tuple(streams), day)
        if wanted not in self._chosen:
            self._chosen[wanted] = _only(self._of(district, day), streams)
        return self._chosen[wanted]

    def _of(self, district: str, day: date) -> News:
        if (district, day) not in self._whole:
            calendar = self._calendar.of(district)
            collected, missed = calendar.between(day, day), calendar.missed(day, day)
            self._whole[district, day] = News(day, tuple(collected), tuple(missed))
        return self._whole[district, day]


def _only(news: News, streams: Sequence[str]) -> News:
    if not streams:
        return news
    collected = tuple(each for each in news.collected if each.stream in streams)
    return News(news.day, collected, tuple(each for each in news.missed if each.stream in streams))
