"""What can be asked of places on a page: which kinds there are, what they are narrowed down by, ways out."""

from dataclasses import dataclass

from markupsafe import Markup

from api.views.page import Page
from api.views.place_asked import KIND_BY_WORD, PlacesAsked
from api.views.place_search import PlaceSearch
from api.views.place_shown import PlacesView
from api.views.voice import Name
from gomi.conversation.messages.place_words import said_yen
from gomi.municipality.places import Place
from gomi.places.found import Spot

SELL_SINGLY = ("bags",)
SELL_VOUCHERS = ("bags", "vouchers")


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: what it says, what it asks, and whether that is what is shown now."""

    label: Markup
    asked: PlacesAsked
    current: bool = False


@dataclass(frozen=True, slots=True)
class Voucher:
    """A denomination to be chosen."""

    amount: int
    label: Markup
    chosen: bool


class PlaceForm:
    """The form of one page and its headings."""

    def __init__(self, page: Page, asked: PlacesAsked, view: PlacesView) -> None:
        assert page.city is not None
        self._voice, self._view = page.voice, view
        self._city, self._finder = page.city.municipality, page.city.served.places
        self.asked = asked

    @property
    def heading(self) -> Name:
        """What kind of places are shown."""
        if self.asked.brought is not None:
            return self._said("places.heading_taking", thing=self._view.thing(self.asked.brought))
        return self._said(f"places.heading_{self.asked.kind}")

    def title(self, spot: Name | None) -> str:
        """The name of a page that shows what is near a spot, or all there is."""
        if spot is None:
            return self.heading.plain
        return self._voice.plain("places.title_near", heading=self.heading, spot=spot)

    def spot(self, spot: Spot | None) -> Name | None:
        """How a spot is called; a bare position is where the resident is."""
        if spot is None:
            return None
        return self._voice.name(spot.label) if spot.label else self._said("places.here")

    @property
    def kinds(self) -> tuple[Way, ...]:
        """The kinds there are, each leading to its list."""
        asked = self.asked
        anew = asked.anew.but(item="", condition="", category="", single=False, v=())
        return tuple(
            Way(
                self._voice.say(f"places.tab_{kind}"),
                anew.but(kind=kind),
                kind == asked.kind and asked.brought is None,
            )
            for kind in kinds_of(self._city.places)
        )

    @property
    def says_what_is_sold(self) -> bool:
        """Whether a list says what is sold in a place; else it says what is taken there."""
        return self.asked.brought is None and self.asked.kind in SELL_VOUCHERS

    @property
    def sells_singly(self) -> bool:
        """Whether single bags can be asked for: they are on sale, and bags are what is shown."""
        on_sale = any(place.single_bags for place in self._city.places)
        return self.asked.single or (on_sale and not self.asked.brought and self.asked.kind in SELL_SINGLY)

    @property
    def vouchers(self) -> tuple[Voucher, ...]:
        """The denominations on sale, where they can be asked for."""
        offered = self._finder.denominations if self.says_what_is_sold else ()
        return tuple(
            Voucher(amount, self._voucher(amount), amount in self.asked.v)
            for amount in sorted({*offered, *self.asked.v})
        )

    def ways_out(self, search: PlaceSearch) -> tuple[Way, ...]:
        """Where nothing is found: what is when one condition is dropped, else when all are."""
        anew, say = self.asked.anew, self._voice.say
        ways = [Way(say("places.single"), anew.but(single=False))] if self.asked.single else []
        for amount in self.asked.v:
            rest = tuple(each for each in self.asked.v if each != amount)
            ways.append(Way(self._voucher(amount), anew.but(v=rest)))
        without = [
            Way(say("places.without", filter=way.label), way.asked)
            for way in ways
            if search.finds(way.asked.wanted)
        ]
        bare = anew.but(single=False, v=(), item="", condition="", category="")
        return tuple(without) or (Way(say("places.anything"), bare),)

    def _voucher(self, amount: int) -> Markup:
        return self._voice.say("places.voucher", amount=said_yen(amount, self._voice))

    def _said(self, key: str, **values: object) -> Name:
        return Name(self._voice.say(key, **values), self._voice.plain(key, **values))


def kinds_of(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The kinds of which there is any place, as addresses name them."""
    there = {kind for place in places for kind in place.kinds}
    return tuple(word for word, kind in KIND_BY_WORD.items() if kind in there)
