"""Which places a resident looks for, as it is kept with the question from where.

>>> as_query(Wanted(kinds=frozenset({PlaceKind.BAGS}), single_bags=True))
'kind=BAGS&single_bags=1'
>>> wanted_of('kind=BAGS&single_bags=1') == wanted_of(as_query(wanted_of('kind=BAGS&single_bags=1')))
True
"""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from gomi.municipality.places import PlaceKind
from gomi.places.found import Brought, Wanted
from gomi.places.vouchers import Price

BAGS = Wanted(kinds=frozenset({PlaceKind.BAGS}))
SINGLE_BAGS = Wanted(kinds=frozenset({PlaceKind.BAGS}), single_bags=True)
VOUCHERS = Wanted(kinds=frozenset({PlaceKind.VOUCHERS}))
DROP_OFF = Wanted(kinds=frozenset({PlaceKind.DROP_OFF, PlaceKind.FACILITY}))

PAGE_KINDS = {
    PlaceKind.BAGS: "bags",
    PlaceKind.VOUCHERS: "vouchers",
    PlaceKind.DROP_OFF: "drop_off",
    PlaceKind.FACILITY: "facility",
}


def bringing(brought: Brought) -> Wanted:
    """Places that take what is brought, whatever else they are."""
    return Wanted(brought=brought)


def paying(price: Price) -> Wanted:
    """Shops that sell every voucher a fee needs."""
    return replace(VOUCHERS, denominations=frozenset(price.vouchers))


def as_query(wanted: Wanted) -> str:
    """In one short line."""
    parts = [("kind", kind.name) for kind in sorted(wanted.kinds)]
    parts += [("single_bags", "1")] if wanted.single_bags else []
    parts += [("yen", str(amount)) for amount in sorted(wanted.denominations)]
    if wanted.brought is not None:
        told = wanted.brought
        named = (("item", told.item), ("condition", told.condition), ("category", told.category))
        parts += [(name, value) for name, value in named if value]
    return urlencode(parts)


def wanted_of(query: str) -> Wanted:
    """What `as_query` wrote; parts that mean nothing any more are left out."""
    told = parse_qs(query)
    kinds = set()
    for name in told.get("kind", ()):
        with suppress(KeyError):
            kinds.add(PlaceKind[name])
    brought = Brought(*(told.get(name, [""])[0] for name in ("item", "condition", "category")))
    return Wanted(
        kinds=frozenset(kinds),
        single_bags="single_bags" in told,
        denominations=frozenset(int(each) for each in told.get("yen", ()) if each.isdecimal()),
        brought=brought if brought != Brought() else None,
    )


def asked_of(wanted: Wanted) -> dict[str, str | list[str]]:
    """The same as what the page of places is asked."""
    if wanted.brought is not None:
        told = wanted.brought
        named = {"item": told.item, "condition": told.condition, "category": told.category}
        return {"kind": "drop_off", **{name: value for name, value in named.items() if value}}
    kind = next((name for each, name in PAGE_KINDS.items() if each in wanted.kinds), "bags")
    amounts = [str(amount) for amount in sorted(wanted.denominations)]
    single = {"single": "1"} if wanted.single_bags else {}
    return {"kind": kind, **single, **({"v": amounts} if amounts else {})}
