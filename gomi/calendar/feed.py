"""What a calendar feed holds: one all-day event for each collection day and stream.

Events are named by ids and the day, never by names or hosts: renaming or reordering leaves them,
and a moved collection is one event gone and one that is new. A feed is never empty.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from gomi.calendar.collection import DistrictCalendar, StreamCalendar
from gomi.calendar.colour_names import nearest_name
from gomi.calendar.days import CollectionDay
from gomi.calendar.feed_words import (
    BEYOND,
    BEYOND_MORE,
    NOTHING,
    calendar_description,
    calendar_name,
    called_off,
    put_out_by,
    what_differs,
)
from gomi.calendar.window import Window, window_of
from gomi.municipality.values import ExceptionKind, Municipality


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day entry. ``colour`` is a CSS3 name; what is no collection has no ``category``."""

    uid: str
    day: date
    summary: str
    description: tuple[str, ...] = ()
    category: str = ""
    colour: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The calendar of one district as it is subscribed to; ``source`` is its own address."""

    name: str
    description: tuple[str, ...]
    colour: str
    time_zone: str
    events: tuple[Event, ...]
    url: str = ""
    source: str = ""


def feed_of(
    municipality: Municipality,
    calendar: DistrictCalendar,
    today: date,
    *,
    types: Container[str] | None = None,
    url: str = "",
    source: str = "",
) -> Feed:
    """The feed of a district as it is read in the month of ``today``; ``types`` are ids of streams."""
    name = calendar_name(municipality.name, calendar.district.name)
    chosen = chosen_streams(calendar, types)
    window = window_of(calendar, today)
    return Feed(
        name,
        calendar_description(name, municipality.contact, _unknown(municipality, chosen)),
        next(filter(None, (colour_of(municipality, stream.stream) for stream in chosen)), ""),
        municipality.time_zone,
        events(
            municipality, calendar, window.first, window.last, types=types, url=url, present=window.present
        ),
        url,
        source,
    )


def events(
    municipality: Municipality,
    calendar: DistrictCalendar,
    first: date,
    last: date,
    *,
    types: Container[str] | None = None,
    url: str = "",
    present: date | None = None,
) -> tuple[Event, ...]:
    """Every event from ``first`` to ``last``, both included, by day and then by stream; at least one.

    ``types`` are the ids of the streams wanted (None: all). A notice that belongs to no day stands on
    ``present``, or else on ``first``.
    """
    chosen = chosen_streams(calendar, types)
    window = Window(first, last, present or first)
    naming = _Naming(municipality, calendar.district.id, url)
    found = [event for stream in chosen for event in naming.of_stream(stream, window)]
    if calendar.known_until is not None and calendar.known_until <= last:
        found.append(naming.end_of_published(calendar.known_until, window))
    elif not found:
        found.append(naming.without_days(window.present, _all_known(chosen)))
    return tuple(sorted(found, key=lambda event: event.day))


def addresses_of(base_url: str, municipality: str, district: str, query: str = "") -> tuple[str, str]:
    """The page of a district and its feed's own address, in ASCII; empty where ``base_url`` is."""
    if not base_url:
        return "", ""
    city, area = quote(municipality, safe=""), quote(district, safe="")
    feed = f"{base_url}/v1/{city}/districts/{area}/calendar.ics"
    return f"{base_url}/{city}/districts/{area}/", feed + (f"?{query}" if query else "")


def chosen_streams(calendar: DistrictCalendar, types: Container[str] | None) -> list[StreamCalendar]:
    """The streams of the district that were asked for, in their order."""
    return [stream for stream in calendar.streams if types is None or stream.stream in types]


def colour_of(municipality: Municipality, stream: str) -> str:
    """The CSS3 name nearest to the colour of the stream's first category; empty where it has none."""
    categories = [each for each in municipality.categories if each.stream == stream]
    first = min(categories, key=lambda category: category.order, default=None)
    return nearest_name(first.colour) if first and first.colour else ""


def remarks_on(stream: StreamCalendar, collection: CollectionDay) -> list[str]:
    """The remarks of the rules this collection comes from, each once; none of an extra one."""
    if collection.extra:
        return []
    day = collection.moved_from or collection.day
    holding = [row for row in stream.rules if row.period.holds(day)]
    # A day whose week number was moved on is named by none of them: then all of them hold.
    naming = [row for row in holding if row.rule.falls_on(day)] or holding
    return list(dict.fromkeys(row.remark for row in naming if row.remark))


def _unknown(municipality: Municipality, streams: Sequence[StreamCalendar]) -> list[str]:
    """The names of the streams of which a row could not be read."""
    unknown = (each.stream for each in streams if not all(row.is_known for row in each.rules))
    return [municipality.stream_by_id[stream].name for stream in unknown]


class _Naming:
    """Makes the events of one district, and their names."""

    def __init__(self, municipality: Municipality, district: str, url: str) -> None:
        self._municipality, self._url = municipality, url
        self._before = f"{quote(district, safe='')}-"
        self._after = f"@{quote(municipality.code or municipality.id, safe='')}.gomi"

    def of_stream(self, stream: StreamCalendar, window: Window) -> Iterator[Event]:
        """The collections of a stream, and those called off for a reason worth telling."""
        told = self._municipality.stream_by_id[stream.stream]
        like = Event(
            "", window.first, told.name, (), told.name, colour_of(self._municipality, told.id), self._url
        )
        days = stream.between(window.first, window.last)
        until = put_out_by(told.until)
        for each in days.collected:
            said = tuple(filter(None, (until, *what_differs(each), *remarks_on(stream, each))))
            yield replace(like, uid=self._uid(told.id, each.day), day=each.day, description=said)
        single = _called_off_singly(stream)
        for gone in days.missed:
            if gone.exception in single and gone.reason and gone.moved_to is None:
                summary = called_off(told.name, gone)
                yield replace(like, uid=self._uid(told.id, gone.day, "-x"), day=gone.day, summary=summary)

    def end_of_published(self, known: date, window: Window) -> Event:
        """Where the published days end; where that has left the window, in the month of reading."""
        return self._notice(known if known >= window.first else window.present, BEYOND, BEYOND_MORE)

    def without_days(self, day: date, all_known: bool) -> Event:
        """What stands in a calendar without any day: an empty one would be deleted by its readers."""
        return self._notice(day, NOTHING) if all_known else self._notice(day, BEYOND, BEYOND_MORE)

    def _notice(self, day: date, *words: str) -> Event:
        # With hyphens in the day no stream can have the same name, not even one whose id is "end".
        uid = f"{self._before}end-{day.isoformat()}{self._after}"
        return Event(uid, day, words[0], words[1:], url=self._url)

    def _uid(self, stream: str, day: date, suffix: str = "") -> str:
        return f"{self._before}{quote(stream, safe='')}-{day:%Y%m%d}{suffix}{self._after}"


def _called_off_singly(stream: StreamCalendar) -> set[str]:
    """The ids of exceptions that call off one day by itself: a closed period is no news."""
    return {
        bearing.exception.id
        for bearing in stream.bearings
        if bearing.for_one_day and bearing.exception.kind is ExceptionKind.SUSPENDED
    }


def _all_known(streams: Sequence[StreamCalendar]) -> bool:
    """Whether there are rules, and all of them could be read."""
    rows = [row for stream in streams for row in stream.rules]
    return bool(rows) and all(row.is_known for row in rows)
