"""収集日 of a home in one language: the next day of each stream, or every day of a stretch."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from gomi.calendar.collection import DistrictCalendar
from gomi.calendar.days import CollectionDay, NoCollection
from gomi.calendar.next_day import next_day
from gomi.conversation.messages.tile import Tile, tile
from gomi.conversation.messages.tongue import HOUR, Tongue
from gomi.conversation.messages.values import DayCard, DayRow, Taken
from gomi.municipality.values import Municipality

A_WEEK = timedelta(days=6)


class DayCards:
    """Makes the cards of one municipality in one language."""

    def __init__(self, city: Municipality, tongue: Tongue) -> None:
        self._city, self._tongue = city, tongue
        self._tiles = _tiles(city)

    def coming(self, calendar: DistrictCalendar, place: str, now: datetime) -> DayCard:
        """The next day of every stream, soonest first: today only while there is time to put it out."""
        days = (next_day(stream, now, self._until(stream.stream)) for stream in calendar.streams)
        found = [day for day in days if day is not None]
        found.sort(key=lambda each: each.day)
        return self._card("days.heading", calendar, place, found, (), now.date())

    def next_of(self, calendar: DistrictCalendar, stream: str, now: datetime) -> str:
        """When a stream is collected next, and by when it has to stand outside; empty where none is known."""
        calendars = (each for each in calendar.streams if each.stream == stream)
        until = self._until(stream)
        found = next((next_day(each, now, until) for each in calendars), None)
        if found is None:
            return ""
        day = found.day
        said = f"{self._tongue.beside(day, now.date())} {self._tongue.day_and_weekday(day)}".strip()
        if until is None:
            return self._tongue.say("days.next", day=said)
        return self._tongue.say("days.next_until", day=said, time=self._tongue.time(_minutes(until)))

    def week(self, calendar: DistrictCalendar, place: str, now: datetime) -> DayCard:
        """Every day from today on for a week, with what falls away."""
        today = now.date()
        last = today + A_WEEK
        found, gone = calendar.between(today, last), calendar.missed(today, last)
        return self._card("days.week_heading", calendar, place, found, gone, today)

    def name(self, stream: str) -> str:
        """A stream's name, with the Japanese beside it where that differs."""
        found = self._city.stream_by_id[stream]
        name = self._tongue.name(found.name, found.reading)
        if not name.beside:
            return name.shown
        return self._tongue.say("line.beside", name=name.shown, japanese=name.beside)

    def taken(self, each: CollectionDay) -> Taken:
        """A collection with what is to be known of it."""
        return Taken(self.name(each.stream), self._tiles.get(each.stream), self._note(each))

    def gone(self, each: NoCollection) -> Taken:
        """A collection that falls away."""
        said = self._tongue.say("days.none", name=self.name(each.stream))
        moved = self._moved_to(each)
        return Taken(self._because(said, each.reason), None, moved)

    def until(self, days: Iterable[CollectionDay]) -> str:
        """By when what is collected has to stand outside; empty where the city names no time."""
        times = [until for each in days if (until := self._city.stream_by_id[each.stream].until)]
        return self._tongue.say("days.until", time=self._tongue.time(_minutes(min(times)))) if times else ""

    def _until(self, stream: str) -> time | None:
        return self._city.stream_by_id[stream].until

    def _card(
        self,
        heading: str,
        calendar: DistrictCalendar,
        place: str,
        found: Sequence[CollectionDay],
        gone: Sequence[NoCollection],
        today: date,
    ) -> DayCard:
        tongue, rows = self._tongue, self._rows(found, gone, today)
        said = tongue.plain("days.between").join(self._sentence(row) for row in rows)
        lead = [self.until(found), *self._limits(calendar, bool(rows), today)]
        return DayCard(
            sentence="\n".join(
                filter(
                    None,
                    [
                        tongue.say("days.sentence", heading=tongue.say(heading), place=place, days=said)
                        if rows
                        else tongue.say(heading),
                        *lead,
                    ],
                )
            ),
            heading=tongue.say(heading),
            district=place,
            rows=rows,
            lead=tuple(filter(None, reversed(lead))),
            reference="" if tongue.reviewed else tongue.say("line.reference"),
        )

    def _limits(self, calendar: DistrictCalendar, has_days: bool, today: date) -> list[str]:
        """What the calendar cannot tell."""
        until = calendar.known_until
        if not any(stream.rules for stream in calendar.streams):
            return [self._tongue.say("days.unknown")]
        if until is not None and until < today + A_WEEK:
            return [self._tongue.say("days.beyond", day=self._tongue.day(until))]
        return [] if has_days else [self._tongue.say("days.none_this_week")]

    def _rows(
        self, found: Sequence[CollectionDay], gone: Sequence[NoCollection], today: date
    ) -> tuple[DayRow, ...]:
        taken = [(each.day, self.taken(each)) for each in found] + [
            (each.day, self.gone(each)) for each in gone
        ]
        taken.sort(key=lambda each: each[0])
        return tuple(
            self.row(day, [one for _, one in together], today)
            for day, together in groupby(taken, key=lambda each: each[0])
        )

    def row(self, day: date, taken: Sequence[Taken], today: date) -> DayRow:
        """One day."""
        beside = f"{self._tongue.weekday(day)} {self._tongue.beside(day, today)}".strip()
        return DayRow(self._tongue.brief_day(day), beside, tuple(taken))

    def _sentence(self, row: DayRow) -> str:
        names = "・".join(f"{each.name} {each.note}".strip() for each in row.taken)
        return self._tongue.say("days.one", day=f"{row.day} {row.beside}", streams=names)

    def _note(self, each: CollectionDay) -> str:
        said = ""
        if each.moved_from:
            said = self._tongue.say("days.moved_from", day=self._tongue.brief_day(each.moved_from))
        elif each.delayed:
            said = self._tongue.say("days.late")
        elif each.extra:
            said = self._tongue.say("days.extra")
        return self._because(said, each.reason) if said else ""

    def _moved_to(self, each: NoCollection) -> str:
        if each.moved_to is None:
            return ""
        return self._tongue.say("days.moved_to", day=self._tongue.day_and_weekday(each.moved_to))

    def _because(self, said: str, reason: str) -> str:
        return (
            self._tongue.say("days.because", said=said, reason=self._tongue.city(reason)) if reason else said
        )


def _tiles(city: Municipality) -> dict[str, Tile]:
    """The tile of each stream: that of its first category."""
    found: dict[str, Tile] = {}
    for category in sorted(city.categories, key=lambda each: each.order):
        if category.stream is not None:
            found.setdefault(category.stream, tile(category))
    return found


def _minutes(at: time) -> int:
    return at.hour * HOUR + at.minute
