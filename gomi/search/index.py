"""One city's items under every key that leads to them, built once for an edition.

Keys have a *rank*: 0 the whole name or a word the clerk decided, 1 its base without brackets,
2 an alias, 3 an alternative inside the name. Where a key leads to several items, those of the
best rank answer to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gomi.municipality.values import Hazard, Item, Municipality, WordHandling
from gomi.search.answer import Reason
from gomi.search.fold import fold
from gomi.search.lexicon import Lexicon, foreign_key
from gomi.search.names import forms
from gomi.search.nearest import Nearest
from gomi.search.reading import Reader
from gomi.search.sound import is_kana, short, skeleton, sound

SHORT_ENOUGH = 3  # morae that a sound needs before its length may be let go
WHOLE, BASE, ALIAS, INSIDE = range(4)


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

    @cached_property
    def _qualifiers(self) -> Sequence[tuple[str, ...]]:
        return [_qualifier_keys(item, self.reader) for item in self.items]

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


@dataclass
class _Builder:
    reader: Reader
    lexicon: Lexicon
    spelt: dict[str, list[Way]] = field(default_factory=lambda: defaultdict(list))
    sounds: dict[str, list[Way]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    loosely: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, number: int, text: str, rank: int, reason: Reason, readings: Iterable[str] = ()) -> None:
        """Lead the text's spelling and sounds, and the lexicon's head of it, to an item."""
        key = fold(text)
        if not key:
            return
        self.spelt[key].append(Way(rank, number, reason))
        spoken = list(dict.fromkeys(map(sound, [*readings, *self.reader.readings(text)])))
        for each in spoken:
            self.sounds[each].append(Way(rank, number, Reason.READING))
        for head in self._heads(key, spoken):
            kind = (key, head) in self.lexicon.kind_words
            (self.kinds if kind else self.heads)[head].setdefault(number, rank)
        meanings = self.lexicon.by_fold.get(key, ())
        for head in meanings if len(meanings) > 1 else ():
            self.loosely[head].setdefault(number, rank)

    def _heads(self, key: str, spoken: list[str]) -> tuple[str, ...]:
        """The head of a name: by spelling, else by a sound, if it means one thing only."""
        if key in self.lexicon.by_fold:
            heads = self.lexicon.by_fold[key]
            return heads[:1] if len(heads) == 1 or fold(heads[0]) == key else ()
        by_sound = [self.lexicon.by_sound.get(each, ()) for each in spoken]
        by_short = [self.lexicon.by_short.get(short(each), ()) for each in spoken if len(each) > SHORT_ENOUGH]
        return next((heads for heads in (*by_sound, *by_short) if len(heads) == 1), ())


def build_index(municipality: Municipality, lexicon: Lexicon, reader: Reader) -> ItemIndex:
    """Index every item that is not doubted. Takes well under a second for 1,300 items."""
    items = tuple(item for item in municipality.items if not item.doubt)
    builder = _Builder(reader, lexicon)
    for number, item in enumerate(items):
        _add_item(builder, number, item)
    numbers = {item.id: number for number, item in enumerate(items)}
    for word in municipality.words:
        if word.handling is WordHandling.ALIAS and word.item in numbers:
            builder.add(numbers[word.item], word.word, WHOLE, Reason.WORD)
    return ItemIndex(
        municipality=municipality,
        lexicon=lexicon,
        reader=reader,
        items=items,
        spelt=_best(builder.spelt),
        sounds=_best(builder.sounds),
        shorts=_best(_coarser(builder.sounds, short)),
        skeletons=_best(_coarser(builder.sounds, skeleton)),
        translated=_translated(municipality, items),
        by_head=_ordered(builder.heads),
        kinds_by_head=_ordered(builder.kinds),
        loosely_by_head=_ordered(builder.loosely),
        refused=frozenset(
            fold(word.word) for word in municipality.words if word.handling is WordHandling.NOT_AN_ITEM
        ),
        base_tokens=tuple(_base_tokens(item, reader) for item in items),
    )


def _add_item(builder: _Builder, number: int, item: Item) -> None:
    named = forms(item.name)
    plain = item.readings if named.bases[0] == item.name.strip() else ()
    builder.add(number, item.name, WHOLE, Reason.NAME, plain)
    for place, base in enumerate(named.bases):
        if place or base != item.name.strip():
            builder.add(number, base, ALIAS if place else BASE, Reason.NAME)
    for alias in item.aliases:
        builder.add(number, alias, ALIAS, Reason.ALIAS)
    for other in named.others:
        builder.add(number, other, INSIDE, Reason.ALIAS)


def _qualifier_keys(item: Item, reader: Reader) -> tuple[str, ...]:
    named = forms(item.name)
    texts = (*named.qualifiers, *named.others)
    sounds = (sound(reading) for text in texts for reading in reader.readings(text)[:1])
    return tuple(dict.fromkeys((*map(fold, texts), *sounds)))


def _base_tokens(item: Item, reader: Reader) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in reader.tokens(forms(item.name).bases[0]))


def _best(ways: Mapping[str, list[Way]]) -> dict[str, tuple[Way, ...]]:
    """Only the best rank answers to a key, each item once, in the order of the list."""
    best = {}
    for key, found in ways.items():
        rank = min(way.rank for way in found)
        best[key] = tuple({way.item: way for way in found if way.rank == rank}.values())
    return best


def _coarser(sounds: Mapping[str, list[Way]], coarsen) -> dict[str, list[Way]]:  # type: ignore[no-untyped-def]
    coarse: dict[str, list[Way]] = defaultdict(list)
    for key, ways in sounds.items():
        coarse[coarsen(key)].extend(ways)
    return coarse


def _ordered(heads: Mapping[str, Mapping[int, int]]) -> dict[str, tuple[int, ...]]:
    """Items under a head, the most direct first; a mere alternative inside a name only if alone."""
    ordered = {}
    for head, ranks in heads.items():
        direct = {number: rank for number, rank in ranks.items() if rank < INSIDE} or ranks
        ordered[head] = tuple(sorted(direct, key=lambda number: direct[number]))
    return ordered


def _translated(municipality: Municipality, items: tuple[Item, ...]) -> dict[str, tuple[Way, ...]]:
    number_by_name = {item.name: number for number, item in enumerate(items)}
    found: dict[str, list[Way]] = defaultdict(list)
    for (_, wording), translation in municipality.translations.items():
        if wording in number_by_name:
            found[foreign_key(translation)].append(Way(WHOLE, number_by_name[wording], Reason.TRANSLATION))
    return _best(found)
