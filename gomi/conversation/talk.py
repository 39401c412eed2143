"""The conversation with the residents of one municipality, turn by turn.

A turn asks no clock and keeps nothing: the same event on the same standing gives the same turn, so
that one cut short is simply made again.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gomi.calendar.collection import CollectionCalendar, DistrictCalendar, DistrictUnknown
from gomi.conversation.asked_places import AskedPlaces
from gomi.conversation.heard import Came, Heard, Left, Located, Pressed, Sent, TookBack, Typed
from gomi.conversation.messages import Replies
from gomi.conversation.pages import Pages
from gomi.conversation.standing import MOST_OPEN, Standing
from gomi.conversation.turn import Turn
from gomi.conversation.turning import Turning
from gomi.districts.finder import DistrictFinder
from gomi.municipality.guides import Guide
from gomi.places.finder import PlaceFinder
from gomi.places.guide_shelf import GuideShelf
from gomi.reminders.homes import Home, HomeState, PauseHomes
from gomi.reminders.hours import hours_of
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.words import JAPANESE, Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something that came in: its id, the platform's time in milliseconds, and what it was."""

    id: str
    at: int
    heard: Heard


class Talk:
    """Talks for one municipality in one edition. Safe to use from any thread."""

    def __init__(
        self,
        index: ItemIndex,
        words: Words,
        base: str,
        calendar: CollectionCalendar,
        finder: DistrictFinder,
        places: PlaceFinder,
    ) -> None:
        """``base`` is where the municipality's pages begin."""
        city = index.municipality
        self.index, self.words, self.calendar, self.finder = index, words, calendar, finder
        self.places, self.guides = places, GuideShelf(city)
        self.hours = hours_of(city.settings)
        self.offered = tuple(each for each in city.languages if each in words.languages)
        self._replies = {
            each: Replies(words, each, city, Pages(base, each), places, self.guides) for each in self.offered
        }
        self.asked_places = AskedPlaces(index, places, words, self.offered)
        self._guide_by_title = {
            fold(say.guides.title(guide)): guide
            for say in self._replies.values()
            for guide in reversed(city.guides)
        }
        self._lang_by_name = {fold(words.languages[each].name): each for each in self.offered}

    def turn(self, event: Event, standing: Standing, now: datetime, homes: tuple[Home, ...] = ()) -> Turn:
        """What follows from one event. One that comes after a later one is answered and moves nothing."""
        if event.at < standing.heard_at:
            return self._late(event, standing, now, homes)
        match event.heard:
            case Left():
                pause = (PauseHomes(HomeState.PAUSED),) if homes else ()
                return Turn(None, Standing(heard_at=event.at, is_here=False), changes=pause)
            case TookBack():
                return Turn(None, replace(standing, heard_at=event.at, open=()))
            case _:
                here = replace(standing.fresh(now), heard_at=event.at, is_here=True)
                return self._with_days(self._said(event, here, now, homes), homes, now)

    def _with_days(self, turn: Turn, homes: tuple[Home, ...], now: datetime) -> Turn:
        """The turn with the next collection days in its answers, where homes are known."""
        if turn.reply is None or not homes:
            return turn
        found = [(home, calendar) for home in homes if (calendar := self.calendar_of(home, now))]
        return replace(
            turn, reply=self.say(turn.standing).homes.with_coming(turn.reply, found, self.here(now))
        )

    def calendar_of(self, home: Home, now: datetime) -> DistrictCalendar | None:
        """The calendar of a home today; None where the tables have no such district any more."""
        try:
            return self.calendar.of(home.district_on(self.today(now)))
        except DistrictUnknown:
            return None

    def say(self, standing: Standing) -> Replies:
        """The replies in the language this resident is spoken to."""
        lang = standing.speaks or standing.chosen
        return self._replies.get(lang) or self._replies[JAPANESE]

    def language_named(self, text: str) -> str | None:
        """The language whose own name was typed."""
        return self._lang_by_name.get(fold(text))

    def guide_titled(self, text: str) -> Guide | None:
        """The guide whose title was typed, in any language offered."""
        return self._guide_by_title.get(fold(text))

    def today(self, now: datetime) -> date:
        """The day it is where the municipality is."""
        return self.here(now).date()

    def here(self, now: datetime) -> datetime:
        """The time it is where the municipality is."""
        return now.astimezone(ZoneInfo(self.index.municipality.time_zone))

    def _said(self, event: Event, standing: Standing, now: datetime, homes: tuple[Home, ...]) -> Turn:
        turning = Turning(self, event.id, standing, now, homes)
        match event.heard:
            case Typed(text):
                return turning.typed(text)
            case Pressed():
                return turning.pressed(event.heard)
            case Sent(media):
                return Turn(self.say(standing).to_media(media), standing)
            case Came(back):
                say, again = self.say(standing), (PauseHomes(HomeState.ACTIVE),) if homes else ()
                return Turn(say.welcome_back() if back else say.welcome(), standing, changes=again)
            case Located(latitude, longitude):
                return turning.located(latitude, longitude)
            case _:
                return Turn(None, standing)

    def _late(self, event: Event, standing: Standing, now: datetime, homes: tuple[Home, ...]) -> Turn:
        """What was asked before what has been answered already; its question is open behind the others."""
        if not standing.is_here or not isinstance(event.heard, Typed | Pressed | Sent | Located):
            return Turn(None, standing)
        turn = self._said(event, standing, now, homes)
        behind = [each for each in turn.standing.open if each.id == turn.asked]
        standing = replace(standing, open=(*standing.open, *behind)[:MOST_OPEN])
        named = turn.standing.chosen if turn.standing.chosen != standing.chosen else ""
        return replace(turn, standing=replace(standing, chosen=named, speaks=named) if named else standing)
