"""A district's calendar as a page shows it: what is next, what is not collected, how far it is known."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from markupsafe import Markup

from api.views.city import City
from api.views.entries import Entries, Entry
from api.views.notices import Notice, Notices
from api.views.rule_words import RuleWords
from api.views.streams import StreamShown, names_of
from api.views.voice import Voice
from gomi.calendar.collection import DistrictCalendar, StreamCalendar
from gomi.calendar.days import CollectionDay
from gomi.calendar.next_day import next_day
from gomi.municipality.values import Category, CategoryKind

ON_CALL = (CategoryKind.OVERSIZED, CategoryKind.BY_RESERVATION)


@dataclass(frozen=True, slots=True)
class NextShown:
    """The next collection of a stream."""

    stream: StreamShown
    day: date
    shown: Markup
    near: Markup
    until: Markup
    note: Markup
    reason: Markup
    rule: Markup


@dataclass(frozen=True, slots=True)
class WithoutShown:
    """A stream that has no next day here, and what is to be said instead."""

    stream: StreamShown
    told: Markup


@dataclass(frozen=True, slots=True)
class Remark:
    """What the city says beside a rule, and of which streams."""

    streams: Markup
    text: Markup


class DistrictView:
    """Shows one district in one voice at one moment; ``now`` is the time where the municipality is."""

    def __init__(self, city: City, voice: Voice, calendar: DistrictCalendar, now: datetime) -> None:
        self._city, self._voice, self._calendar, self._now = city, voice, calendar, now
        self.dates = city.dates(voice.lang)
        self.streams = city.streams(voice.lang)
        self.entries = Entries(voice, self.dates, self.streams)
        self.rules = RuleWords(voice, self.dates)
        self.today = now.date()
        self.id = calendar.district.id
        self.name = voice.name(calendar.district.name, calendar.district.reading)

    @cached_property
    def next(self) -> list[NextShown]:
        """The next collection of every stream that has one, soonest first."""
        found = [(stream, self._next_of(stream)) for stream in self._calendar.streams]
        shown = [self._next_shown(stream, day) for stream, day in found if day is not None]
        return sorted(shown, key=lambda each: each.day)

    def next_of(self, stream: str) -> NextShown | None:
        """The next collection of one stream."""
        return next((each for each in self.next if each.stream.id == stream), None)

    def missing(self, stream: str) -> WithoutShown | None:
        """What is said of one stream that has no next day here."""
        return next((each for each in self.without if each.stream.id == stream), None)

    @cached_property
    def soonest(self) -> list[NextShown]:
        """Everything of the next day on which anything is collected."""
        return [each for each in self.next if each.day == self.next[0].day]

    @cached_property
    def without(self) -> list[WithoutShown]:
        """Every other stream of the city, with the reason why it has no next day here."""
        shown = {each.stream.id for each in self.next}
        by_id = {stream.stream: stream for stream in self._calendar.streams}
        return [
            WithoutShown(stream, self._why(by_id.get(id_)))
            for id_, stream in self.streams.items()
            if id_ not in shown
        ]

    @cached_property
    def on_call(self) -> list[Category]:
        """The categories that are collected when one has asked for it."""
        return [each for each in self._city.municipality.categories if each.kind in ON_CALL]

    @cached_property
    def remarks(self) -> list[Remark]:
        """The remarks of the rules, each once with the streams it stands beside."""
        told: dict[str, list[StreamShown]] = {}
        for stream in self._calendar.streams:
            for text in dict.fromkeys(rule.remark for rule in stream.rules if rule.remark):
                told.setdefault(text, []).append(self.streams[stream.stream])
        return [
            Remark(names_of(streams, self._voice), self._voice.city(text)) for text, streams in told.items()
        ]

    @cached_property
    def notices(self) -> list[Notice]:
        """What was decided lately of today and tomorrow, stops first."""
        return Notices(self, self._voice, self._city.municipality.exceptions, self._now).shown()

    @property
    def known_until(self) -> Markup:
        """How far the calendar is published, in words; nothing where its rules have no end."""
        end = self._calendar.known_until
        return self._beyond(end) if end is not None else Markup("")

    def unpublished(self, last: date) -> tuple[Markup, ...]:
        """What is not known up to a day: one sentence for all streams, or one for each end."""
        end = self._calendar.known_until
        if end is not None and end < last:
            return (self._beyond(end),)
        ends: dict[date, list[StreamShown]] = {}
        for stream in self._calendar.streams:
            if stream.known_until is not None and stream.known_until < last:
                ends.setdefault(stream.known_until, []).append(self.streams[stream.stream])
        return tuple(
            self._voice.say(
                "calendar.beyond_of", streams=names_of(streams, self._voice), date=self.dates.full(day)
            )
            for day, streams in sorted(ends.items())
        )

    def rule_of(self, stream: StreamCalendar, first: date, last: date) -> Markup:
        """The rules of a stream that hold at any time from ``first`` to ``last``."""
        return self.rules.said(
            row
            for row in stream.rules
            if (row.period.starts or first) <= last and (row.period.ends or last) >= first
        )

    def entries_between(self, first: date, last: date) -> list[Entry]:
        """Everything of a stretch of days."""
        return self.entries.of(self._calendar.between(first, last), self._calendar.missed(first, last))

    @property
    def calendar(self) -> DistrictCalendar:
        """The calendar that is shown."""
        return self._calendar

    def _next_of(self, stream: StreamCalendar) -> CollectionDay | None:
        return next_day(stream, self._now, self.streams[stream.stream].until)

    def _next_shown(self, stream: StreamCalendar, day: CollectionDay) -> NextShown:
        shown, entry = self.streams[stream.stream], self.entries.collected(day)
        until = self._voice.say("calendar.until", time=self.dates.time(shown.until)) if shown.until else ""
        return NextShown(
            stream=shown,
            day=day.day,
            shown=self.dates.day(day.day),
            near=self.dates.near(day.day, self.today),
            until=Markup(until),
            note=entry.note,
            reason=entry.reason,
            rule=self.rule_of(stream, day.day, day.day),
        )

    def _why(self, stream: StreamCalendar | None) -> Markup:
        """Why a stream has no next day here: never nothing."""
        if stream is None or not stream.rules:
            return self._voice.say("calendar.not_in_table")
        if any(not rule.is_known for rule in stream.rules):
            return self._voice.say("calendar.not_known")
        if not any(rule.rule.words for rule in stream.rules):
            return self._voice.say("calendar.not_collected")
        return (
            self._beyond(stream.known_until) if stream.known_until else self._voice.say("calendar.none_soon")
        )

    def _beyond(self, end: date) -> Markup:
        return self._voice.say("calendar.beyond", date=self.dates.full(end))
