"""Where an answer leads on: to places that take the thing, to shops for its bag, to its guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.matters import DROP_OFF, SHOPS, VOUCHER_SHOPS
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import Button, LookUp
from gomi.municipality.guides import Guide
from gomi.municipality.values import Category, CategoryKind, Item, ItemRule, Municipality
from gomi.places.finder import PlaceFinder
from gomi.places.found import Brought
from gomi.places.guide_shelf import GuideShelf
from gomi.search.answer import Found

DESIGNATED = "指定"
"""What the words for a bag say of one that has to be bought: 黄色の指定袋."""
MOST_GUIDES = 2


@dataclass(frozen=True)
class Onward:
    """Makes the buttons below answers, in one language of one municipality."""

    city: Municipality
    tongue: Tongue
    places: PlaceFinder | None
    shelf: GuideShelf

    def of(self, found: Found) -> tuple[Button, ...]:
        """Below the rules of the first thing found."""
        item = found.hits[0].item
        categories = dict.fromkeys(self.city.category_by_id[rule.category] for rule in found.rules)
        guides = self.shelf.beside(item, (category.id for category in categories))[:MOST_GUIDES]
        return (
            *self._takers(item, found.rules),
            *(
                shop
                for category in categories
                for shop in self._shops(category, self._case(item, found.rules))
            ),
            *map(self._guide, guides),
        )

    def of_category(self, category: Category) -> tuple[Button, ...]:
        """Below what a category says."""
        guides = self.shelf.of_category(category.id)[:MOST_GUIDES]
        return (*self._takers_of(category), *self._shops(category), *map(self._guide, guides))

    def _takers_of(self, category: Category) -> tuple[Button, ...]:
        if self.places is None or not self.places.takes(Brought(category=category.id)):
            return ()
        if category.kind is CategoryKind.DROP_OFF:
            return self._matter(DROP_OFF)
        return (self._ask("takers", category.name),)

    def _takers(self, item: Item, rules: tuple[ItemRule, ...]) -> Iterator[Button]:
        if self.places is None:
            return
        told = _condition(item, rules)
        if self.places.takes(Brought(item=item.id, condition=told)):
            yield self._ask("takers", self._case(item, rules))

    def _case(self, item: Item, rules: tuple[ItemRule, ...]) -> str:
        """The thing as a button names it; in Japanese where its case matters: so it is found again."""
        told = _condition(item, rules)
        return f"{item.name}（{told}）" if told else self.tongue.item(item).plain

    def _ask(self, what: str, thing: str) -> LookUp:
        template = self.tongue.bare(self.tongue.listed(f"place.ask_{what}")[0])
        return LookUp(self.tongue.plain(f"place.{what}_label"), template.replace("{thing}", thing))

    def _shops(self, category: Category, thing: str = "") -> Iterator[Button]:
        if self.places is None:
            return
        if DESIGNATED in category.bag and self.places.sells_bags:
            yield from self._matter(SHOPS)
        if category.kind is CategoryKind.OVERSIZED and self.places.denominations:
            yield from [self._ask("vouchers", thing)] if thing else self._matter(VOUCHER_SHOPS)

    def _matter(self, intent: str) -> tuple[Button, ...]:
        return Buttons(self.tongue).matters(intent)

    def _guide(self, guide: Guide) -> LookUp:
        title = self.tongue.bare(self.tongue.city(guide.title))
        return LookUp(title, title)


def _condition(item: Item, rules: tuple[ItemRule, ...]) -> str:
    """The condition that sets the one rule answered apart from the item's others."""
    return rules[0].condition if len(rules) == 1 and len(item.rules) > 1 else ""
