"""What happens to a stream on a day, in words: collected, moved, not collected, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from api.views.dates import Dates
from api.views.streams import StreamShown, names_of
from api.views.voice import Voice
from gomi.calendar.days import CollectionDay, NoCollection


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream on one day.

    ``brief`` is for a cell of the grid, ``note`` for a line of the list; both are empty for a
    collection as usual. ``off`` says that the truck does not come, ``changed`` that anything differs.
    """

    day: date
    stream: StreamShown
    off: bool
    changed: bool
    brief: Markup
    note: Markup
    reason: Markup
    exception: str
    moved_to: date | None = None
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Streams to which the same happens on the same day, for one line in words."""

    day: date
    shown: Markup
    streams: Markup
    off: bool
    note: Markup
    reason: Markup


class Entries:
    """Says what happens on days in one voice."""

    def __init__(self, voice: Voice, dates: Dates, streams: Mapping[str, StreamShown]) -> None:
        self._voice, self._dates, self._streams = voice, dates, streams

    def of(self, collected: Iterable[CollectionDay], missed: Iterable[NoCollection]) -> list[Entry]:
        """Everything of a stretch, by day; on a day in the order of the streams."""
        order = {id_: place for place, id_ in enumerate(self._streams)}
        entries = [*map(self.collected, collected), *map(self.missed, missed)]
        return sorted(entries, key=lambda each: (each.day, order[each.stream.id]))

    def collected(self, day: CollectionDay) -> Entry:
        """A day on which the truck comes."""
        brief, note = self._differs(day)
        changed = bool(note)
        return Entry(
            day.day,
            self._streams[day.stream],
            False,
            changed,
            brief,
            note,
            self._reason(day.reason) if changed else Markup(""),
            day.exception,
            moved_from=day.moved_from,
        )

    def missed(self, day: NoCollection) -> Entry:
        """A day on which the rules would collect and the truck does not come."""
        say = self._voice.say
        brief, note = say("calendar.off"), say("calendar.off_note")
        if day.moved_to is not None:
            brief = say("calendar.moved_brief", day=self._dates.beside(day.moved_to, day.day))
            note = say("calendar.moved_note", day=self._dates.short(day.moved_to))
        stream, reason = self._streams[day.stream], self._reason(day.reason)
        return Entry(day.day, stream, True, True, brief, note, reason, day.exception, day.moved_to)

    def changes(self, entries: Sequence[Entry]) -> list[Change]:
        """What differs, each day and happening once, with every stream that it happens to.

        A collection that is moved within the stretch is told on its old day alone.
        """
        old = {(each.stream.id, each.day) for each in entries if each.moved_to is not None}
        changed = [each for each in entries if each.changed and (each.stream.id, each.moved_from) not in old]
        groups = groupby(
            sorted(changed, key=lambda each: (each.day, not each.off, str(each.note), str(each.reason))),
            key=lambda each: (each.day, each.off, each.note, each.reason),
        )
        return [
            Change(
                day,
                self._dates.day(day),
                names_of([each.stream for each in group], self._voice),
                off,
                note,
                reason,
            )
            for (day, off, note, reason), group in groups
        ]

    def _differs(self, day: CollectionDay) -> tuple[Markup, Markup]:
        say = self._voice.say
        if day.moved_from is not None:
            brief = say("calendar.for_brief", day=self._dates.beside(day.moved_from, day.day))
            return brief, say("calendar.for_note", day=self._dates.short(day.moved_from))
        if day.extra:
            return say("calendar.extra"), say("calendar.extra_note")
        if day.delayed:
            return say("calendar.late"), say("calendar.late_note")
        return Markup(""), Markup("")

    def _reason(self, reason: str) -> Markup:
        return self._voice.city(reason) if reason else Markup("")
