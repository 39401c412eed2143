"""Which places take what a resident brings, from 受け入れるもの of places.csv.

A place says what it takes by the names of categories, of items, or of an item in one condition. From
this follows, for a thing that is brought:

* who takes a category takes every item with a rule that leads there, in the condition of that rule;
* who takes an item takes it in every condition, except in one that the city tells apart: where some
  place names 「充電池（ふくらんだ・こわれた）」, a place that names 「充電池」 alone means the others. A
  swollen battery in the wrong box burns, so nobody is sent to a box that may not be meant for it;
* who takes an item in one condition takes it in that one.

Where a resident has not said in which condition a thing is, every place that may take it is given.
A name that the tables do not know is compared as it is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gomi.municipality.places import Place
from gomi.municipality.values import CategoryKind, Item, ItemRule, Municipality
from gomi.places.accepting_names import ThingNames, rules_in
from gomi.places.found import Brought
from gomi.search.fold import fold

Numbers = frozenset[int]
"""Places by their number in the table, from 0."""
NOBODY: Numbers = frozenset()


class Accepting:
    """Who takes what in one municipality. Never changes; safe to use from any thread."""

    def __init__(self, municipality: Municipality) -> None:
        self._item_by_id = municipality.item_by_id
        self._category_by_id = municipality.category_by_id
        self._names = ThingNames(municipality)
        self._named, self._unknown = _takings(municipality.places, self._names)

    def takers(self, brought: Brought) -> Numbers:
        """The places that take an item, in its condition where one is given; or a category.

        ``brought.item`` is an item's id, or else words that places may use; ``brought.condition`` one of
        its conditions, or empty: whichever. With an item, ``brought.category`` narrows its rules to those
        that lead there. A category alone is taken by who names it; one that only 拠点 take, also by who
        names any item with a rule leading there.
        """
        if item := self._item_by_id.get(brought.item):
            return self._takers_of_item(item, brought)
        if brought.item:
            return self._unknown.get(fold(_written(brought.item, brought.condition)), NOBODY)
        return self._takers_of_category(brought.category)

    def meant_by(self, words: str) -> Brought | None:
        """What somebody means who writes a category, an item, or 「item（condition）」 by id or name.

        Of several items with that name the first that any place takes. None: nobody knows the word.
        """
        meant = self._names.called(words)
        if not meant:
            return Brought(item=words) if fold(words) in self._unknown else None
        return next((each for each in meant if self.takers(each)), meant[0])

    def must_know_the_case(self, item: str) -> bool:
        """Whether one case of an item is a danger, and not every case has the same takers.

        Nobody may be sent anywhere with such a thing before its case is known.
        """
        found = self._item_by_id.get(item)
        if found is None or not any(rule.hazard for rule in found.rules):
            return False
        cases = {rule.condition for rule in found.rules}
        return len({self.takers(Brought(found.id, case)) for case in cases if case}) > 1

    def _takers_of_item(self, item: Item, brought: Brought) -> Numbers:
        rules = _rules(item, brought)
        in_case = self._naming(Brought(item.id, rule.condition) for rule in rules if rule.condition)
        by_category = self._naming(Brought(category=rule.category) for rule in rules)
        apart = in_case and len(rules) < len(item.rules)
        return in_case | by_category | (NOBODY if apart else self._naming([Brought(item.id)]))

    def _takers_of_category(self, id_: str) -> Numbers:
        naming = self._naming([Brought(category=id_)])
        category = self._category_by_id.get(id_)
        if category is None or category.kind is not CategoryKind.DROP_OFF:
            return naming
        leading = (each for each in self._named if each.item and self._leads(each, id_))
        return naming | self._naming(leading)

    def _leads(self, named: Brought, category: str) -> bool:
        return any(rule.category == category for rule in _rules(self._item_by_id[named.item], named))

    def _naming(self, named: Iterable[Brought]) -> Numbers:
        return NOBODY.union(*(self._named.get(each, NOBODY) for each in named))


def _rules(item: Item, brought: Brought) -> Sequence[ItemRule]:
    """The rules that may be meant."""
    rules = rules_in(item, brought.condition) if brought.condition else item.rules
    return [rule for rule in rules if brought.category in ("", rule.category)]


def _takings(
    places: Sequence[Place], names: ThingNames
) -> tuple[Mapping[Brought, Numbers], Mapping[str, Numbers]]:
    """Who names what; and who names words that the tables do not know, folded."""
    known: dict[Brought, set[int]] = defaultdict(set)
    unknown: dict[str, set[int]] = defaultdict(set)
    by_cell: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        by_cell[place.accepts].append(number)
    for cell, numbers in by_cell.items():
        for name, meant in names.in_cell(cell):
            for each in meant:
                known[each].update(numbers)
            if not meant:
                unknown[fold(name)].update(numbers)
    return (
        {each: frozenset(takers) for each, takers in known.items()},
        {each: frozenset(takers) for each, takers in unknown.items()},
    )


def _written(item: str, condition: str) -> str:
    return f"{item}（{condition}）" if condition else item
