"""ごみ処理券: which vouchers make up a fee, with as few of them as can be.

>>> vouchers_for(1000, (200, 400))
(400, 400, 200)
>>> vouchers_for(500, (200, 400))
()
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gomi.municipality.values import ItemRule, Municipality
from gomi.places.found import Brought

LARGEST_FEE = 100_000
"""Yen; no city takes more for one thing, and counting goes no further."""


def vouchers_for(fee: int, amounts: Iterable[int]) -> tuple[int, ...]:
    """The fewest vouchers that make up ``fee`` yen, the largest first; none where they cannot."""
    usable = sorted({amount for amount in amounts if 0 < amount <= fee}, reverse=True)
    if fee > LARGEST_FEE:
        return ()
    best: dict[int, tuple[int, ...]] = {0: ()}
    for sum_ in range(1, fee + 1):
        ways = [(amount, *best[sum_ - amount]) for amount in usable if sum_ - amount in best]
        if ways:
            best[sum_] = min(ways, key=len)
    return best.get(fee, ())


@dataclass(frozen=True, slots=True)
class Price:
    """What having a thing taken away costs in yen, and the vouchers for it, the largest first."""

    fee: int
    vouchers: tuple[int, ...]


def price_of(city: Municipality, brought: Brought, day: date) -> Price | None:
    """The price of an item, or of one case of it; None where it has none, several, or no vouchers for it."""
    item = city.item_by_id.get(brought.item)
    rules = [rule for rule in item.rules if brought.condition in ("", rule.condition)] if item else []
    fees = fees_of(city, rules, day)
    needed = vouchers_for(min(fees), amounts_on(city, day)) if len(fees) == 1 else ()
    return Price(min(fees), needed) if needed else None


def amounts_on(city: Municipality, day: date) -> tuple[int, ...]:
    """The vouchers that may be used on a day, in yen."""
    return tuple(each.amount for each in city.vouchers if _holds(each.starts, each.ends, day))


def fees_of(city: Municipality, rules: Iterable[ItemRule], day: date) -> frozenset[int]:
    """The fees that rules of an item lead to on a day, in yen."""
    wanted = {rule.oversized_item for rule in rules if rule.oversized_item}
    return frozenset(
        each.fee for each in city.oversized_items if each.id in wanted and _holds(each.starts, each.ends, day)
    )


def _holds(starts: date | None, ends: date | None, day: date) -> bool:
    return (starts is None or starts <= day) and (ends is None or day <= ends)
