"""One city's items under every key that leads to them, built once for an edition.

Keys have a *rank*: 0 the whole name or a word the clerk decided, 1 its base without brackets,
2 an alias, 3 an alternative inside the name. Where a key leads to several items, those of the
best rank answer to it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gomi.municipality.values import Hazard, Item, Municipality
from gomi.search.answer import Reason
from gomi.search.denied import lacked
from gomi.search.fold import fold
from gomi.search.lexicon import Lexicon
from gomi.search.names import forms
from gomi.search.nearest import Nearest
from gomi.search.reading import Reader
from gomi.search.sound import is_kana, sound

WHOLE, BASE, ALIAS, INSIDE = range(4)
INCLUDED = "含む"


@dataclass(frozen=True, slots=True)
class Way:
    """That a key leads to an item, by what, and how directly."""

    rank: int
    item: int
    reason: Reason


Ways = Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True)
class ItemIndex:
    """A municipality's items and the keys to them; items are numbered as in ``items``."""

    municipality: Municipality
    lexicon: Lexicon
    reader: Reader
    items: tuple[Item, ...]
    spelt: Ways
    sounds: Ways
    shorts: Ways
    skeletons: Ways
    translated: Ways
    by_head: Mapping[str, tuple[int, ...]]
    kinds_by_head: Mapping[str, tuple[int, ...]]
    loosely_by_head: Mapping[str, tuple[int, ...]]
    """Items whose name means several heads (ケトル): only to be offered under each."""
    refused: frozenset[str]
    base_tokens: tuple[tuple[str, ...], ...]
    """For each item the folded short units of its base, so that a part is found at their borders."""

    @cached_property
    def nearest(self) -> Nearest:
        """Every sound that leads to an item, for the nearest to be looked for."""
        return Nearest(self.sounds)

    def warmed(self) -> "ItemIndex":
        """This index with everything made that is otherwise made when first needed."""
        for owner in (self, self.lexicon):
            for name, value in vars(type(owner)).items():
                if isinstance(value, cached_property):
                    getattr(owner, name)
        return self

    @cached_property
    def number_by_id(self) -> Mapping[str, int]:
        """Item id → its number."""
        return {item.id: number for number, item in enumerate(self.items)}

    def siblings(self, item: Item) -> Sequence[Item]:
        """The items whose name has the same base, this one among them."""
        return self._by_base[self.base(item)]

    def base(self, item: Item) -> str:
        """The item's name without brackets, folded."""
        return self.bases[self.number_by_id[item.id]]

    @cached_property
    def bases(self) -> Sequence[str]:
        """For each item its name without brackets, folded."""
        return ["".join(tokens) for tokens in self.base_tokens]

    def qualifiers(self, item: Item) -> Sequence[str]:
        """What the item's name holds in brackets, folded, and its sounds."""
        return self._qualifiers[self.number_by_id[item.id]]

    def brackets(self, item: Item) -> Sequence[str]:
        """What the item's name holds in brackets, folded, without its sounds."""
        return self._brackets[self.number_by_id[item.id]]

    @cached_property
    def _brackets(self) -> Sequence[tuple[str, ...]]:
        return [tuple(map(fold, _in_brackets(item))) for item in self.items]

    @cached_property
    def _qualifiers(self) -> Sequence[tuple[str, ...]]:
        return [_qualifier_keys(item, self.reader) for item in self.items]

    def is_special(self, item: Item) -> bool:
        """Whether its brackets say how it is driven or coloured: 自転車 means 自転車（電動） last."""
        return self.number_by_id[item.id] in self._special

    @cached_property
    def _special(self) -> frozenset[int]:
        words = {condition.word for condition in self.lexicon.tables.conditions}
        named = ((n, item, self._brackets[n]) for n, item in enumerate(self.items))
        return frozenset(
            number
            for number, item, brackets in named
            if INCLUDED not in item.name
            and any(word in each for each in brackets if lacked(each) is None for word in words)
        )

    @cached_property
    def _by_base(self) -> Mapping[str, list[Item]]:
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            groups[self.base(item)].append(item)
        return groups

    @cached_property
    def heads_by_item(self) -> Mapping[int, frozenset[str]]:
        """Item number → the lexicon's heads it is listed under."""
        heads: dict[int, set[str]] = defaultdict(set)
        for ways in (self.by_head, self.kinds_by_head):
            for head, numbers in ways.items():
                for number in numbers:
                    heads[number].add(head)
        return {number: frozenset(names) for number, names in heads.items()}

    @cached_property
    def nearest_spelt(self) -> Nearest:
        """Every spelling with a kanji in it, for wrong conversions."""
        return Nearest(key for key in self.spelt if not is_kana(key) and not key.isascii())

    @cached_property
    def starts(self) -> tuple[list[str], list[int]]:
        """Spellings and sounds of names in order, and beside each the item: for names half typed."""
        pairs = sorted(
            (key, way.item)
            for ways_by_key in (self.spelt, self.sounds)
            for key, ways in ways_by_key.items()
            for way in ways
        )
        return [key for key, _ in pairs], [number for _, number in pairs]

    @cached_property
    def hazards(self) -> Mapping[int, Hazard]:
        """Item number → its danger: from the city's rows, else from the lexicon's head of its name."""
        found: dict[int, Hazard] = {}
        for number, item in enumerate(self.items):
            heads = self.lexicon.by_fold.get(self.base(item), ())
            known = self.lexicon.heads[heads[0]].hazard if len(heads) == 1 else None
            hazard = next((rule.hazard for rule in item.rules if rule.hazard), known)
            if hazard:
                found[number] = hazard
        return found

    def hazard(self, item: Item) -> Hazard | None:
        """The item's danger, if it has one."""
        return self.hazards.get(self.number_by_id[item.id])


def _in_brackets(item: Item) -> tuple[str, ...]:
    named = forms(item.name)
    return (*named.qualifiers, *named.others)


def _qualifier_keys(item: Item, reader: Reader) -> tuple[str, ...]:
    texts = _in_brackets(item)
    sounds = (sound(reading) for text in texts for reading in reader.readings(text)[:1])
    return tuple(dict.fromkeys((*map(fold, texts), *sounds)))
