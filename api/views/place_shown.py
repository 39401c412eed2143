"""A place as pages show it: everything the table says of it, how far it is, whether it is open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from api.views.page import Page
from api.views.voice import NOTHING, Name
from gomi.conversation.messages.place_words import (
    said_accepts,
    said_distance,
    said_sells,
    said_state,
    said_walk,
)
from gomi.municipality.places import Place
from gomi.places.found import Brought, OpenState, PlaceFound
from gomi.places.map_links import map_link

OPEN, SHUT, UNSURE = "open", "shut", "unsure"
NO_REST = ("", "なし", "無休", "年中無休")
MOST_THINGS = 4
HOUR = 60
NUMBER = re.compile(r"[+0-9() -]+")
"""What can be dialled; an extension behind it cannot."""
RUBY_TAGS = re.compile("</?(?:ruby|rp|rt)>")


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place. ``look`` is open, shut or unsure; what is not known is empty."""

    id: str
    number: int
    name: Name
    href: str
    look: str
    state: Markup
    distance: Markup
    walk: Markup
    address: Markup
    sells: Markup
    accepts: Markup
    few: Markup
    """The first of what is accepted, and how much more there is."""
    hours: Markup
    closed: Markup
    rests: Markup
    """The closing days again, unless they say that there are none."""
    accessible_parking: bool
    remark: Markup
    map: str
    telephone: str
    dial: str


class PlacesView:
    """Shows places in the voice of one page at one moment; ``now`` is the time where they are."""

    def __init__(self, page: Page, now: datetime) -> None:
        assert page.city is not None
        assert page.links is not None
        self._voice, self._links, self._now = page.voice, page.links, now
        self._city = page.city.municipality
        self._finder = page.city.served.places

    def place(self, found: PlaceFound, number: int = 0) -> PlaceShown:
        """One place."""
        place, voice = found.place, self._voice
        return PlaceShown(
            id=place.id,
            number=number,
            name=voice.name(place.name, place.reading),
            href=self._links.place(place.id),
            look=look_of(found.state),
            state=said_state(found.state, self._now, voice),
            distance=said_distance(found, voice),
            walk=said_walk(found, voice) or NOTHING,
            address=voice.in_japanese(place.address),
            sells=said_sells(place, voice) or NOTHING,
            accepts=said_accepts(place, self._city, voice) or NOTHING,
            few=self._few(place),
            hours=voice.in_japanese(place.hours),
            closed=voice.in_japanese(place.closed),
            rests=voice.in_japanese(place.closed) if place.closed not in NO_REST else NOTHING,
            accessible_parking=place.accessible_parking,
            remark=voice.city(place.remark) if place.remark else NOTHING,
            map=map_link(self._city.settings, place),
            telephone=place.telephone,
            dial=dial(place.telephone),
        )

    def places(self, found: Iterable[PlaceFound]) -> tuple[PlaceShown, ...]:
        """Several, numbered."""
        return tuple(self.place(each, number) for number, each in enumerate(found, 1))

    def thing(self, brought: Brought) -> Name:
        """What is to be brought, by name; a word that the tables do not know stands as it is."""
        if not brought.item:
            return self._voice.category(self._city.category_by_id[brought.category])
        if brought.item not in self._city.item_by_id:
            return self._voice.name(brought.item)
        name = self._voice.item(self._city.item_by_id[brought.item])
        if not brought.condition:
            return name
        values = {"name": name, "case": self._voice.name(brought.condition)}
        return Name(self._voice.say("line.case", **values), self._voice.plain("line.case", **values))

    def as_of(self) -> Markup:
        """The moment for which it is said what is open."""
        voice, now = self._voice, self._now
        day, time = voice.day_and_weekday(now), voice.time(now.hour * HOUR + now.minute)
        return voice.say("places.as_of", day=voice.in_words(day), time=voice.in_words(time))

    def today(self) -> Markup:
        """The day, with its year."""
        return self._voice.in_words(self._voice.day(self._now.date()))

    def _few(self, place: Place) -> Markup:
        """What a list says of what is accepted: places take up to fifty things."""
        meant = [self._finder.meant_by(each) for each in place.accepts[:MOST_THINGS]]
        names = [self.thing(each).shown for each in meant if each is not None]
        if not names:
            return NOTHING
        more, said = len(place.accepts) - MOST_THINGS, self._voice.say("places.between").join(names)
        return self._voice.say("places.and_more", things=said, count=more) if more > 0 else said


def look_of(state: OpenState) -> str:
    """How a place looks on the sketch and in the list: open, shut or unsure."""
    if state.is_open is None:
        return UNSURE
    return OPEN if state.is_open else SHUT


def dial(telephone: str) -> str:
    """The address that dials a number; empty where there is none.

    >>> dial("000-0000-1001（内線 12）"), dial("")
    ('tel:00000001001', '')
    """
    number = NUMBER.match(telephone.strip())
    digits = "".join(letter for letter in number[0] if letter in "+0123456789") if number else ""
    return f"tel:{digits}" if digits else ""


def in_brackets(text: Markup) -> Markup:
    """Readings in brackets behind their words, for pages that would be too large with ruby.

    >>> str(in_brackets(Markup("<ruby>袋<rp>(</rp><rt>ふくろ</rt><rp>)</rp></ruby>を")))
    '袋(ふくろ)を'
    """
    return Markup(RUBY_TAGS.sub("", str(text)))
