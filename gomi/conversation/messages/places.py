"""What is said of places in the chat: where to buy bags, where to bring a thing, and from where to look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gomi.conversation import wanted as wishes
from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.cards import Cards
from gomi.conversation.messages.matters import DAYS, DROP_OFF, MENU, SHOPS, SINGLE_BAGS, VOUCHER_SHOPS
from gomi.conversation.messages.place_words import (
    said_accepts,
    said_distance,
    said_price,
    said_sells,
    said_state,
    said_walk,
    said_yen,
)
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import (
    Ask,
    Button,
    Link,
    Message,
    PlacesCard,
    PlaceShown,
    Reply,
    Said,
    SendPosition,
)
from gomi.conversation.pages import Pages
from gomi.conversation.wanted import asked_of
from gomi.municipality.places import Place, PlaceKind
from gomi.municipality.values import Municipality
from gomi.places.found import Brought, PlaceFound, Spot, Wanted
from gomi.places.map_links import map_link
from gomi.places.vouchers import Price

MOST_NAMED = 3  # in a notification
MOST_ACCEPTED = 4  # in a card, which is to fit a telephone's screen
FAR = 20_000
"""Metres. Who is farther from every place is not in the municipality at all."""
WANTED_BY_INTENT = {
    SHOPS: wishes.BAGS,
    SINGLE_BAGS: wishes.SINGLE_BAGS,
    VOUCHER_SHOPS: wishes.VOUCHERS,
    DROP_OFF: wishes.DROP_OFF,
}


@dataclass(frozen=True)
class PlaceReplies:
    """Replies about places in one language of one municipality."""

    city: Municipality
    tongue: Tongue
    buttons: Buttons
    cards: Cards
    pages: Pages | None

    def nearest(
        self, found: Sequence[tuple[Wanted, Sequence[PlaceFound]]], spot: Spot, now: datetime, *, home: bool
    ) -> Reply:
        """The places near a spot, of each kind that is wanted. ``now`` is the time where they are.

        ``home`` says that the resident has a district; others are offered its days, which asks for it.
        """
        messages = [each for wanted, places in found for each in self._near(wanted, places, spot, now)]
        return Reply(tuple(messages), self._below([wanted for wanted, _ in found], home=home))

    def none(self, wanted: Wanted) -> Reply:
        """That there is no such place, and whom to ask."""
        said = self.tongue.say("place.none", heading=self.heading(wanted))
        contact = self.cards.contact(self.tongue.say("none.by_phone"), "")
        return Reply((Said(said), contact), self.buttons.matters(MENU))

    def needed(self, brought: Brought, price: Price) -> Said:
        """What a thing costs, and the vouchers for it."""
        return Said(said_price(self._brought(brought), price, self.tongue))

    def heading(self, wanted: Wanted) -> str:
        """What is looked for, in words."""
        if wanted.brought is not None:
            return self.tongue.say("place.heading_brought", thing=self._brought(wanted.brought))
        if wanted.denominations:
            amounts = (said_yen(each, self.tongue) for each in sorted(wanted.denominations, reverse=True))
            return self.tongue.say("place.heading_vouchers_of", amounts=self._listed(amounts))
        if PlaceKind.VOUCHERS in wanted.kinds:
            return self.tongue.say("place.heading_vouchers")
        if PlaceKind.BAGS in wanted.kinds:
            key = "place.heading_single_bags" if wanted.single_bags else "place.heading_bags"
            return self.tongue.say(key)
        return self.tongue.say("place.heading_drop_off")

    def _listed(self, parts: Iterable[str]) -> str:
        return self.tongue.plain("days.between").join(parts)

    def _near(
        self, wanted: Wanted, places: Sequence[PlaceFound], spot: Spot, now: datetime
    ) -> tuple[Message, ...]:
        heading = self.heading(wanted)
        if not places:
            return (Said(self.tongue.say("place.none", heading=heading)),)
        near = self.tongue.say("place.near_position", heading=heading)
        if (places[0].metres or 0) > FAR:
            near = self.tongue.say("place.far", city=self.tongue.city_name, heading=heading)
        elif spot.label:
            near = self.tongue.say("place.near", spot=self.tongue.city(spot.label), heading=heading)
        shown = tuple(self._shown(self._named_first(each, wanted.brought), wanted, now) for each in places)
        sentence = self.tongue.say("place.alt", heading=heading, places=self._named(shown))
        return Said(near), PlacesCard(sentence, shown, self._more(wanted), self.cards.reference)

    def _named(self, shown: Sequence[PlaceShown]) -> str:
        each = (
            self.tongue.say("place.alt_one", name=one.name, distance=one.distance, state=one.state)
            for one in shown[:MOST_NAMED]
        )
        return self._listed(each)

    def _shown(self, found: PlaceFound, wanted: Wanted, now: datetime) -> PlaceShown:
        place, tongue = found.place, self.tongue
        remarks = tongue.say("place.accessible_parking") if place.accessible_parking else ""
        return PlaceShown(
            name=self.cards.both(tongue.name(place.name, place.reading)),
            distance=said_distance(found, tongue),
            walk=said_walk(found, tongue) or "",
            state=said_state(found.state, now, tongue),
            is_open=found.state.is_open,
            offers=tuple(filter(None, self._offers(place, wanted))),
            address=place.address,
            remarks=tuple(filter(None, (tongue.city(place.remark) if place.remark else "", remarks))),
            map=self._link("place.map", map_link(self.city.settings, place)),
            dial=self._link("place.call", f"tel:{digits}" if (digits := _digits(place.telephone)) else ""),
        )

    def _offers(self, place: Place, wanted: Wanted) -> Iterator[str | None]:
        """What is sold there, or taken there, as far as it answers what is looked for."""
        buying = wanted.kinds & {PlaceKind.BAGS, PlaceKind.VOUCHERS}
        if buying or not (wanted.kinds or wanted.brought):
            yield said_sells(place, self.tongue)
        if not buying:
            yield said_accepts(place, self.city, self.tongue, MOST_ACCEPTED)

    def _named_first(self, found: PlaceFound, brought: Brought | None) -> PlaceFound:
        """The place with what is brought at the head of what it takes."""
        item = self.city.item_by_id.get(brought.item) if brought else None
        if item is None:
            return found
        categories = {self.city.category_by_id[rule.category].name for rule in item.rules}
        accepts = sorted(found.place.accepts, key=lambda name: _farness(name, item.name, categories))
        return replace(found, place=replace(found.place, accepts=tuple(accepts)))

    def _link(self, key: str, address: str | None) -> Link | None:
        return Link(self.tongue.bare(self.tongue.say(key)), address) if address else None

    def _more(self, wanted: Wanted) -> Link | None:
        if self.pages is None:
            return None
        return self._link("place.more", self.pages.places(**asked_of(wanted)))

    def _below(self, wanted: Sequence[Wanted], *, home: bool) -> tuple[Button, ...]:
        elsewhere = SendPosition(self.tongue.bare(self.tongue.say("place.elsewhere_label")))
        shown = {self.heading(each) for each in wanted}
        matters = tuple(intent for intent in WANTED_BY_INTENT if self._has(intent))
        others = [each for each in self.buttons.matters(*matters) if self._heading_of(each) not in shown]
        return (elsewhere, *others, *self.buttons.matters(*(() if home else (DAYS,)), MENU))

    def _has(self, intent: str) -> bool:
        """Whether any place answers that matter."""
        match intent:
            case i if i == SINGLE_BAGS:
                return any(place.single_bags for place in self.city.places)
            case i if i == SHOPS:
                return self._any_of(PlaceKind.BAGS)
            case i if i == VOUCHER_SHOPS:
                return self._any_of(PlaceKind.VOUCHERS)
        return self._any_of(PlaceKind.DROP_OFF, PlaceKind.FACILITY)

    def _any_of(self, *kinds: PlaceKind) -> bool:
        return any(kind in place.kinds for place in self.city.places for kind in kinds)

    def _heading_of(self, button: Ask) -> str:
        return self.heading(WANTED_BY_INTENT[button.intent])

    def _brought(self, brought: Brought) -> str:
        item = self.city.item_by_id.get(brought.item)
        if item is None:
            category = self.city.category_by_id.get(brought.category)
            return self.tongue.category(category).shown if category else brought.category
        name = self.cards.both(self.tongue.item(item))
        if not brought.condition:
            return name
        return self.tongue.say("line.case", name=name, case=self.tongue.city(brought.condition))


def _farness(accepted: str, name: str, categories: set[str]) -> int:
    """How far an accepted name is from an item: itself or a case of it, its category, anything else."""
    if accepted.partition("（")[0] == name:
        return 0
    return 1 if accepted in categories else 2


def _digits(telephone: str) -> str:
    return "".join(each for each in telephone if each.isascii() and each in "+0123456789")
