"""What was decided in the last days of today and tomorrow: it stands above everything else on a page.

A stop says what to do, the other day or the next one, and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from api.views.entries import Change, Entry
from api.views.voice import Voice
from gomi.municipality.values import DayException

if TYPE_CHECKING:
    from api.views.district import DistrictView

NEWS = timedelta(days=7)
"""So long is a decision news."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """A decision of the last days that concerns today or tomorrow."""

    stops: bool
    heading: Markup
    lines: tuple[Markup, ...]
    decided: datetime
    told: Markup


class Notices:
    """Finds the news of a district; ``now`` is the time where the municipality is."""

    def __init__(
        self, view: "DistrictView", voice: Voice, exceptions: Iterable[DayException], now: datetime
    ) -> None:
        self._view, self._voice, self._now = view, voice, now
        self._exceptions = {each.id: each for each in exceptions}

    def shown(self) -> list[Notice]:
        """The news of today and tomorrow, stops first."""
        entries = self._view.entries_between(self._view.today, self._view.today + A_DAY)
        lately = [each for each in entries if each.changed and self._decided(each.exception) is not None]
        changes = self._view.entries.changes(lately)
        return sorted((self._notice(each, lately) for each in changes), key=lambda each: not each.stops)

    def _decided(self, exception: str) -> datetime | None:
        """When an exception was decided, if that was in the last days."""
        found = self._exceptions.get(exception)
        if found is None or found.decided is None:
            return None
        decided = found.decided.replace(tzinfo=found.decided.tzinfo or self._now.tzinfo)
        return decided if timedelta() <= self._now - decided <= NEWS else None

    def _notice(self, change: Change, entries: Sequence[Entry]) -> Notice:
        of_it = [
            each
            for each in entries
            if (each.day, each.off, each.note, each.reason)
            == (change.day, change.off, change.note, change.reason)
        ]
        decided = max(filter(None, (self._decided(each.exception) for each in of_it)))
        near = self._view.dates.near(change.day, self._view.today)
        day = self._voice.say("calendar.near_day", near=near, day=change.shown)
        key = "stopped" if change.off else "changed"
        heading = self._voice.say(f"calendar.notice_{key}", day=day, streams=change.streams, note=change.note)
        return Notice(change.off, heading, tuple(self._lines(change, of_it)), decided, self._told(decided))

    def _lines(self, change: Change, entries: Sequence[Entry]) -> Iterable[Markup]:
        if change.off:
            yield self._voice.say("calendar.notice_do", streams=change.streams)
            if any(each.moved_to for each in entries):
                yield self._voice.say("calendar.notice_instead", note=change.note)
            for each in entries:
                if not each.moved_to and (found := self._view.next_of(each.stream.id)) is not None:
                    yield self._voice.say("calendar.notice_next", stream=each.stream.name, day=found.shown)
        if change.reason:
            yield self._voice.say("calendar.because", reason=change.reason)

    def _told(self, decided: datetime) -> Markup:
        return self._voice.say(
            "calendar.updated",
            day=self._view.dates.day(decided.date()),
            time=self._view.dates.time(decided.time()),
        )
