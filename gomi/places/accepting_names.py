"""What a word in 受け入れるもの means: a category, an item, or an item in one condition.

>>> from gomi.municipality.load import load
>>> names = ThingNames(load("data/mihon").municipality)
>>> names.called("電池類")
(Brought(item='', condition='', category='battery'),)
>>> names.called("充電池（ふくらんだ・こわれた）")
(Brought(item='juudenchi', condition='ふくらんだ・こわれた', category=''),)
>>> names.called("たからもの")
()
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from gomi.municipality.values import Category, Item, ItemRule, Municipality
from gomi.places.found import Brought
from gomi.search.fold import fold

IN_CONDITION = re.compile(r"\s*(?P<item>.+?)\s*[（(](?P<condition>.+)[）)]\s*")
"""「item（condition）」, from the first bracket on; a name with brackets of its own needs `ThingNames`."""
OPENING = re.compile(r"[（(]")
CLOSING = re.compile(r"\s*[）)]\s*$")

Meant = tuple[Brought, ...]
Ids = tuple[str, ...]
Level = list[tuple[str, str]]
"""Names, each with the id of what bears it."""


class ThingNames:
    """The names of one municipality's categories and items."""

    def __init__(self, municipality: Municipality) -> None:
        self._item_by_id = municipality.item_by_id
        self._categories = _Names(_levels_of_categories(municipality.categories))
        self._items = _Names(_levels_of_items(municipality.items))
        self._most_parts = max(self._categories.most_parts, self._items.most_parts)

    def called(self, words: str) -> Meant:
        """What is called so; several items may bear one name. Empty: nothing in the tables is.

        A category goes before an item of the same name, since it says the more exactly what is meant:
        whoever takes the category ペットボトル takes the bottle and not its cap. Then an id or a name
        goes before an alias, an alias before a reading, and a name as it stands before a folded one.
        「item（condition）」 is one case of an item; without brackets every case is meant.
        """
        return (
            self._whole(words, _Names.exact)
            or self._case(words, _Names.exact)
            or self._whole(words, _Names.folded)
            or self._case(words, _Names.folded)
        )

    def in_cell(self, parts: Sequence[str]) -> Iterator[tuple[str, Meant]]:
        """Each name of a cell parted by 、 with what it means; the longest name that fits goes first."""
        start = 0
        while start < len(parts):
            end = min(len(parts), start + self._most_parts)
            while end > start + 1 and not self._whole("、".join(parts[start:end]), _Names.exact):
                end -= 1
            name = "、".join(parts[start:end])
            yield name, self.called(name)
            start = end

    def _whole(self, words: str, ids: Callable[["_Names", str], Ids]) -> Meant:
        if categories := ids(self._categories, words):
            return tuple(Brought(category=id_) for id_ in categories)
        return tuple(Brought(id_) for id_ in ids(self._items, words))

    def _case(self, words: str, ids: Callable[["_Names", str], Ids]) -> Meant:
        """An item and what stands in the last brackets behind it; its own name may have brackets too."""
        for opening in reversed(list(OPENING.finditer(words))):
            item, condition = words[: opening.start()], CLOSING.sub("", words[opening.end() :])
            cases = (
                Brought(id_, rule.condition)
                for id_ in ids(self._items, item.strip())
                for rule in rules_in(self._item_by_id[id_], condition)
            )
            if found := tuple(dict.fromkeys(cases)):
                return found
        return ()


def rules_in(item: Item, condition: str) -> list[ItemRule]:
    """The rules of an item that a condition names: by 条件, else by one of the words in 状態."""
    same = [rule for rule in item.rules if rule.condition == condition]
    if same:
        return same
    folded = fold(condition)
    alike = [rule for rule in item.rules if rule.condition and fold(rule.condition) == folded]
    return alike or [rule for rule in item.rules if folded in map(fold, rule.states)]


class _Names:
    """Ids by name; the names of an earlier level hide the same in a later one."""

    def __init__(self, levels: Sequence[Level]) -> None:
        self._levels = levels
        self._by_name = _by_name(levels, str)
        self.most_parts = 1 + max((name.count("、") for name in self._by_name), default=0)

    def exact(self, name: str) -> Ids:
        """The ids of what is called just so."""
        return self._by_name.get(name, ())

    def folded(self, name: str) -> Ids:
        """The ids of what is called so in one of the ways of writing it."""
        return self._by_folded_name.get(fold(name), ())

    @cached_property
    def _by_folded_name(self) -> Mapping[str, Ids]:
        """Made when first a word is not written as in the tables: folding every name takes milliseconds."""
        return _by_name(self._levels, fold)


def _levels_of_categories(categories: Iterable[Category]) -> list[Level]:
    return [
        [(each.id, each.id) for each in categories],
        [(each.name, each.id) for each in categories],
        [(each.reading, each.id) for each in categories],
    ]


def _levels_of_items(items: Iterable[Item]) -> list[Level]:
    return [
        [(each.id, each.id) for each in items],
        [(each.name, each.id) for each in items],
        [(alias, each.id) for each in items for alias in each.aliases],
        [(reading, each.id) for each in items for reading in each.readings],
    ]


def _by_name(levels: Iterable[Level], spelt: Callable[[str], str]) -> Mapping[str, Ids]:
    known: dict[str, Ids] = {}
    for level in levels:
        named: dict[str, Ids] = {}
        for name, id_ in level:
            if (key := spelt(name)) and key not in known and id_ not in (ids := named.get(key, ())):
                named[key] = (*ids, id_)
        known |= named
    return known
