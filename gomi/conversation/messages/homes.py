"""What is said of a resident's homes and reminders, in one language of one municipality."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from gomi.calendar.collection import DistrictCalendar
from gomi.conversation.messages.asking import Asking
from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.days import DayCards
from gomi.conversation.messages.matters import ANOTHER_HOME, HOME, MENU, REMIND, STOP_REMINDING, WEEK
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import AnswerCard, Message, Reply, Said
from gomi.municipality.values import District, Municipality
from gomi.reminders.homes import MOST_HOMES, Home

MOST_SHOWN = 3  # homes in one reply; a reply has five messages at most


class HomeReplies:
    """Replies about places and days."""

    def __init__(self, city: Municipality, tongue: Tongue, buttons: Buttons, asking: Asking) -> None:
        self._tongue, self._buttons, self._asking = tongue, buttons, asking
        self._district_by_id = {district.id: district for district in city.districts}
        self._category_by_id = city.category_by_id
        self._stream_names = [(stream.id, stream.name) for stream in city.streams]
        self.cards = DayCards(city, tongue)

    def place(self, home: Home, today: date) -> str:
        """A home as it is named: its label with its district, or the district alone."""
        district = self._district(home.district_on(today))
        if not home.label:
            return district
        return self._tongue.say("home.labelled", label=home.label, district=district)

    def days(
        self,
        homes: Sequence[tuple[Home, DistrictCalendar]],
        now: datetime,
        *,
        week: bool,
        saved: bool = False,
    ) -> Reply:
        """The coming days of each home, or those of a week. ``now`` is the time where the homes are."""
        make, today = self.cards.week if week else self.cards.coming, now.date()
        messages: list[Message] = [
            make(calendar, self.place(home, today), now) for home, calendar in homes[:MOST_SHOWN]
        ]
        if saved:
            places = self._tongue.plain("days.between").join(self.place(home, today) for home, _ in homes)
            messages.insert(0, Said(self._tongue.say("home.saved", place=places)))
        return Reply(tuple(messages), self._buttons.matters(WEEK, REMIND, HOME, ANOTHER_HOME, MENU))

    def with_coming(
        self, reply: Reply, homes: Sequence[tuple[Home, DistrictCalendar]], now: datetime
    ) -> Reply:
        """The reply with the next day of collection in each answer."""
        messages = tuple(
            replace(each, coming=tuple(self._coming(each, homes, now)))
            if isinstance(each, AnswerCard)
            else each
            for each in reply.messages
        )
        return replace(reply, messages=messages)

    def _coming(
        self, card: AnswerCard, homes: Sequence[tuple[Home, DistrictCalendar]], now: datetime
    ) -> Iterator[str]:
        category = self._category_by_id.get(card.category_id)
        if category is None or category.stream is None:
            return
        for home, calendar in homes[:MOST_SHOWN]:
            said = self.cards.next_of(calendar, category.stream, now)
            if said and home.label:
                yield self._tongue.say("days.at", label=home.label, said=said)
            elif said:
                yield said

    def reminded(self, home: Home, today: date) -> Reply:
        """When the resident is told from now on, and how to change it."""
        change, stop = self._typed(REMIND), self._typed(STOP_REMINDING)
        if not home.is_told:
            return self._said(self._tongue.say("reminding.never_set", change=change))
        lines = [
            self.place(home, today),
            self._when(home),
            self._tongue.say("reminding.set_streams", streams=self._streams(home)),
            self._tongue.say("reminding.change_way", change=change, stop=stop),
        ]
        return self._said("\n".join(lines))

    def moving(self, home: Home, today: date) -> Reply:
        """From when which district holds."""
        assert home.moves_on is not None
        return self._said(
            self._tongue.say(
                "home.moving",
                day=self._tongue.day(home.moves_on),
                district=self._district(home.next_district),
                before=self.place(home, today),
            )
        )

    def stopped(self, *, any_told: bool) -> Reply:
        """That nothing is told any more."""
        key = "reminding.stopped" if any_told else "reminding.none_to_stop"
        return self._said(self._tongue.say(key, change=self._typed(REMIND)))

    def forgotten(self, *, any_kept: bool) -> Reply:
        """That the homes are deleted."""
        return self._said(self._tongue.say("home.forgotten" if any_kept else "home.none_kept"))

    def too_many(self) -> Reply:
        """That no more homes can be kept."""
        return self._said(self._tongue.say("home.most", most=MOST_HOMES))

    def no_home(self) -> tuple[Message, ...]:
        """What stands before the question for the place, where days were asked for."""
        return (Said(self._tongue.say("days.no_home")),)

    def far(self) -> tuple[Message, ...]:
        """What stands before the question for the place, where a position is near no district."""
        return (Said(self._tongue.say("home.far")),)

    def _said(self, text: str) -> Reply:
        return Reply((Said(text),), self._buttons.matters(WEEK, REMIND, HOME, MENU))

    def _district(self, id_: str) -> str:
        district = self._district_by_id.get(id_)
        return self._named(district) if district else id_

    def _named(self, district: District) -> str:
        return self._tongue.name(district.name, district.reading).shown

    def _when(self, home: Home) -> str:
        say, time = self._tongue.say, self._tongue.time
        if home.evening is not None and home.morning is not None:
            return say("reminding.set_both", evening=time(home.evening), morning=time(home.morning))
        if home.evening is not None:
            return say("reminding.set_eve", evening=time(home.evening))
        return say("reminding.set_morning", morning=time(home.morning or 0))

    def _streams(self, home: Home) -> str:
        if not home.streams:
            return self._tongue.say("reminding.everything")
        names = [name for id_, name in self._stream_names if id_ in home.streams]
        return self._tongue.plain("days.between").join(map(self._asking.shown, names))

    def _typed(self, intent: str) -> str:
        return self._buttons.typed(intent)
