"""What differs in a stretch of a year, as briefly as the foot of a sheet of paper has room for."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from api.views.dates import Dates
from api.views.entries import Entry
from api.views.streams import StreamShown
from api.views.voice import Voice

MOST_DAYS = 8
"""Closed days named for one reason; the months mark every one of them."""


class YearChanges:
    """Tells changes in one voice. ``letters`` gives the letters under which streams stand on the sheet."""

    def __init__(
        self,
        voice: Voice,
        dates: Dates,
        entries: Sequence[Entry],
        letters: Callable[[Sequence[StreamShown]], str],
    ) -> None:
        self._voice, self._dates, self._letters = voice, dates, letters
        self._entries = [each for each in entries if each.changed]

    def told(self, first: date, last: date) -> list[Markup]:
        """What differs from ``first`` to ``last``: closed days, then moves, then extra and late ones."""
        closed: dict[Markup, list[date]] = {}
        moved: dict[tuple[date, date], list[StreamShown]] = {}
        other: dict[tuple[date, Markup], list[StreamShown]] = {}
        for each in self._entries:
            here = first <= each.day <= last
            if each.moved_to is not None and (here or first <= each.moved_to <= last):
                moved.setdefault((each.day, each.moved_to), []).append(each.stream)
            elif each.off and here and each.moved_to is None:
                closed.setdefault(each.reason, []).append(each.day)
            elif not each.off and here and each.moved_from is None:
                other.setdefault((each.day, each.note), []).append(each.stream)
        return [*self._closed(closed), *self._moved(moved), *self._other(other)]

    def _closed(self, closed: dict[Markup, list[date]]) -> list[Markup]:
        return [
            self._voice.say(
                "print.closed" if reason else "print.closed_bare", days=self._days(days), reason=reason
            )
            for reason, days in closed.items()
        ]

    def _days(self, days: Sequence[date]) -> Markup:
        named = list(dict.fromkeys(days))
        said = self._voice.joined([self._dates.bare_short(day) for day in named[:MOST_DAYS]])
        return said + "…" if len(named) > MOST_DAYS else said

    def _moved(self, moved: dict[tuple[date, date], list[StreamShown]]) -> list[Markup]:
        short = self._dates.bare_short
        return [
            self._voice.say(
                "print.moved", day=short(day), new_day=short(new_day), letters=self._marked(streams)
            )
            for (day, new_day), streams in moved.items()
        ]

    def _other(self, other: dict[tuple[date, Markup], list[StreamShown]]) -> list[Markup]:
        return [
            self._voice.say(
                "print.change",
                day=self._dates.bare_short(day),
                letters=self._marked(streams),
                note=note,
            )
            for (day, note), streams in other.items()
        ]

    def _marked(self, streams: Sequence[StreamShown]) -> Markup:
        return self._voice.in_japanese(self._letters(streams))
