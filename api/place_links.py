"""Where a rule of an item leads on: to the places that take the thing or sell its bag, to its guides."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from gomi.conversation.messages.onward import DESIGNATED
from gomi.municipality.places import PlaceKind
from gomi.municipality.values import CategoryKind, Item, ItemRule, Municipality
from gomi.places.found import Brought
from gomi.served import ServedMunicipality

Json = dict[str, Any]
Served = ServedMunicipality[Any]


def places_of_rule(served: Served, item: Item, rule: ItemRule) -> Json | None:
    """`RulePlacesOut`; None where no place of the city has to do with it."""
    finder, category = served.places, served.municipality.category_by_id[rule.category]
    bag = DESIGNATED in category.bag and finder.sells_bags
    vouchers = category.kind is CategoryKind.OVERSIZED and finder.denominations
    links = {
        "takes": _takers(served, item, rule),
        "sells_bag": _link(served, "kind", PlaceKind.BAGS.value) if bag else None,
        "sells_vouchers": _link(served, "kind", PlaceKind.VOUCHERS.value) if vouchers else None,
    }
    return links if any(links.values()) else None


def guides_of_rule(city: Municipality, item: Item, rule: ItemRule) -> list[str]:
    """Ids of the guides to the item, then of those to the category, each once."""
    of_item = [guide.id for guide in city.guides if item.id in guide.items]
    of_category = [guide.id for guide in city.guides if rule.category in guide.categories]
    return list(dict.fromkeys([*of_item, *of_category]))


def _takers(served: Served, item: Item, rule: ItemRule) -> str | None:
    brought = Brought(item.id, rule.condition if len(item.rules) > 1 else "")
    if not served.places.takes(brought):
        return None
    for words in _ways(item, brought.condition):
        if served.places.meant_by(words) == brought:
            return _link(served, "accepts", words)
    return None


def _ways(item: Item, condition: str) -> Iterator[str]:
    """How a thing can be asked for; the id may be a category's too, the name another item's."""
    for called in (item.id, item.name):
        yield f"{called}（{condition}）" if condition else called


def _link(served: Served, name: str, value: str) -> str:
    return f"/v1/{served.municipality.id}/places?{name}={quote(value, safe='')}"
