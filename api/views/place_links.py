"""Where an answer leads on: to shops for its bag, to places that take the thing, to shops for vouchers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from api.views.district import DistrictView
from api.views.page import Page
from api.views.voice import NOTHING
from gomi.conversation.messages.onward import DESIGNATED
from gomi.conversation.messages.place_words import said_distance, said_price
from gomi.conversation.wanted import BAGS, DROP_OFF, VOUCHERS, asked_of, bringing, paying
from gomi.municipality.values import Category, CategoryKind, Item
from gomi.places.found import Brought, Wanted
from gomi.places.vouchers import price_of


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A link to places; ``closest`` names the nearest one that is open, where a district is known."""

    href: str
    label: Markup
    icon: str
    closest: Markup
    price: Markup = NOTHING
    """What an oversized thing costs, where that is one fee."""


class PlaceLinks:
    """Leads to places on one page at one moment, the time where they are; ``home`` is remembered."""

    def __init__(self, page: Page, home: DistrictView | None, now: datetime) -> None:
        assert page.city is not None
        assert page.links is not None
        self._voice, self._links, self._now = page.voice, page.links, now
        self._city, self._finder = page.city.municipality, page.city.served.places
        self._spot = self._finder.spot_of_district(home.id) if home is not None else None

    def of_rule(self, category: str, item: Item | None = None, case: str = "") -> tuple[PlaceLink, ...]:
        """Below one rule of an item, which may be in some condition; or below a whole category."""
        found = self._city.category_by_id[category]
        return tuple(self._of(found, Brought(item.id if item else "", case, category)))

    def _of(self, category: Category, brought: Brought) -> Iterator[PlaceLink]:
        if DESIGNATED in category.bag and self._finder.sells_bags:
            yield self._link("bags", BAGS, "shop")
        if self._finder.takes(brought):
            anything = category.kind is CategoryKind.DROP_OFF and not brought.item
            yield self._link("takers", DROP_OFF if anything else bringing(brought), "dropoff")
        if category.kind is CategoryKind.OVERSIZED and self._finder.denominations:
            yield self._vouchers(brought)

    def _vouchers(self, brought: Brought) -> PlaceLink:
        price, item = price_of(self._city, brought, self._now.date()), self._city.item_by_id.get(brought.item)
        if price is None or item is None:
            return self._link("vouchers", VOUCHERS, "shop")
        said = said_price(self._voice.item(item).shown, price, self._voice)
        return replace(self._link("vouchers", paying(price), "shop"), price=said)

    def _link(self, key: str, wanted: Wanted, icon: str) -> PlaceLink:
        href = self._links.places(**asked_of(wanted))
        return PlaceLink(href, self._voice.say(f"places.to_{key}"), icon, self._closest(wanted))

    def _closest(self, wanted: Wanted) -> Markup:
        """The nearest that is open now."""
        if self._spot is None:
            return NOTHING
        only_open = Wanted(wanted.kinds, wanted.single_bags, wanted.denominations, wanted.brought, True)
        found = self._finder.nearest(self._spot, only_open, self._now, most=1)[:1]
        if not found or found[0].metres is None:
            return NOTHING
        name = self._voice.name(found[0].place.name, found[0].place.reading)
        return self._voice.say("places.closest", name=name, distance=said_distance(found[0], self._voice))
