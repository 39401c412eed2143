"""Make the index of a municipality: every key to its items, the most direct way first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from gomi.municipality.values import Item, Municipality, WordHandling
from gomi.search.answer import Reason
from gomi.search.beside import heads_of_both, is_beside, meaning_told
from gomi.search.fold import fold
from gomi.search.index import ALIAS, BASE, INSIDE, WHOLE, ItemIndex, Way
from gomi.search.lexicon import Lexicon, foreign_key
from gomi.search.names import forms
from gomi.search.reading import Reader
from gomi.search.sound import short, skeleton, sound

KANJI = re.compile("(?!類)[一-龥々]")
MADE_OF = "製"
LISTED = ALIAS - 0.5  # a bracket that lists the head by its own name: before another word in a joint name
NAMED: Mapping[int, float] = {ALIAS: ALIAS - 0.75, INSIDE: LISTED}
SHORT_ENOUGH = 3  # morae that a sound needs before its length may be let go


@dataclass
class _Builder:
    reader: Reader
    lexicon: Lexicon
    spelt: dict[str, list[Way]] = field(default_factory=lambda: defaultdict(list))
    sounds: dict[str, list[Way]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    loosely: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, number: int, text: str, rank: int, reason: Reason, readings: Iterable[str] = ()) -> None:
        """Lead the text's spelling and sounds, and the lexicon's head of it, to an item."""
        key = fold(text)
        if not key:
            return
        self.spelt[key].append(Way(rank, number, reason))
        spoken = list(dict.fromkeys(map(sound, [*readings, *self.reader.readings(text)])))
        for each in spoken:
            self.sounds[each].append(Way(rank, number, Reason.READING))
        for head in self._heads(key, spoken) or self._heads_of_less(text):
            kind = (key, head) in self.lexicon.kind_words
            named = key == fold(head) or self._is_read_as(head, spoken)
            directness = NAMED.get(rank, rank) if named else rank
            self.lead(self.kinds if kind else self.heads, head, number, directness)
        meanings = self.lexicon.by_fold.get(key, ())
        for head in meanings if len(meanings) > 1 else ():
            self.loosely[head].setdefault(number, rank)

    def lead(self, heads: dict[str, dict[int, float]], head: str, number: int, rank: float) -> None:
        """Lead a head to an item by its most direct way."""
        heads[head][number] = min(rank, heads[head].get(number, rank))

    def _is_read_as(self, head: str, spoken: Iterable[str]) -> bool:
        return any(sound(reading) in spoken for reading in self.lexicon.heads[head].readings)

    def _heads_of_less(self, text: str) -> tuple[str, ...]:
        """The head of 「AのB」 that the lexicon calls AB (風呂の椅子, 風呂いす), and of 「A類」."""
        less = text.removesuffix("類").replace("の", "", 1)
        if less == text or text.startswith("の"):
            return ()
        return self._heads(fold(less), list(map(sound, self.reader.readings(less))))

    def _heads(self, key: str, spoken: list[str]) -> tuple[str, ...]:
        """The head of a name: by spelling, else by a sound, if it means one thing only."""
        if key in self.lexicon.by_fold:
            heads = self.lexicon.by_fold[key]
            return heads[:1] if len(heads) == 1 or fold(heads[0]) == key else ()
        by_sound = [self.lexicon.by_sound.get(each, ()) for each in spoken]
        by_short = [self.lexicon.by_short.get(short(each), ()) for each in spoken if len(each) > SHORT_ENOUGH]
        alike = ([head for head in heads if _may_be(key, head)] for heads in (*by_sound, *by_short))
        return next((tuple(heads) for heads in alike if len(heads) == 1), ())


def _may_be(key: str, head: str) -> bool:
    """Whether a name and a head that sound alike may be one: not in other kanji (枝葉類, 書類)."""
    kanji, heads_kanji = set(KANJI.findall(key)), set(KANJI.findall(fold(head)))
    return not kanji or not heads_kanji or bool(kanji & heads_kanji)


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
    beside = [other for other in named.others if is_beside(builder.lexicon, other, named.bases[0])]
    for other in named.others:
        if other not in beside:
            builder.add(number, other, INSIDE, Reason.ALIAS)
    _add_with_brackets(builder, number, named.bases[0], named.qualifiers, BASE)
    _add_with_brackets(builder, number, named.bases[0], beside, LISTED)


def _add_with_brackets(
    builder: _Builder, number: int, base: str, qualifiers: Iterable[str], rank: float
) -> None:
    """Lead what brackets and base say together, and the meaning that brackets tell, to the item."""
    for qualifier in qualifiers:
        for each in dict.fromkeys((qualifier, qualifier.removesuffix(MADE_OF))):
            for head, kind in heads_of_both(builder.lexicon, each, base):
                mere = kind and rank == LISTED  # ハンドル（自動車） is a kind of 自動車部品, not all of it
                builder.lead(builder.kinds if mere else builder.heads, head, number, rank)
        meant = meaning_told(builder.lexicon, qualifier, base)
        if meant:
            builder.lead(builder.heads, meant, number, BASE)


def _base_tokens(item: Item, reader: Reader) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in reader.tokens(forms(item.name).bases[0]))


def _best(ways: Mapping[str, list[Way]]) -> dict[str, tuple[Way, ...]]:
    """Only the best rank answers to a key, each item once, in the order of the list."""
    best = {}
    for key, found in ways.items():
        rank = min(way.rank for way in found)
        best[key] = tuple({way.item: way for way in found if way.rank == rank}.values())
    return best


def _coarser(sounds: Mapping[str, list[Way]], coarsen: Callable[[str], str]) -> dict[str, list[Way]]:
    coarse: dict[str, list[Way]] = defaultdict(list)
    for key, ways in sounds.items():
        coarse[coarsen(key)].extend(ways)
    return coarse


def _ordered(heads: Mapping[str, Mapping[int, float]]) -> dict[str, tuple[int, ...]]:
    """Items under a head, the most direct first.

    A mere alternative inside a name counts only where no name begins with the thing, and under a
    word other than the head's own only if alone.
    """
    ordered = {}
    for head, ranks in heads.items():
        whole = any(rank < LISTED for rank in ranks.values())
        kept = {n: rank for n, rank in ranks.items() if rank < INSIDE and not (whole and rank == LISTED)}
        direct = kept or ranks
        ordered[head] = tuple(sorted(direct, key=lambda number: direct[number]))
    return ordered


def _translated(municipality: Municipality, items: tuple[Item, ...]) -> dict[str, tuple[Way, ...]]:
    number_by_name = {item.name: number for number, item in enumerate(items)}
    found: dict[str, list[Way]] = defaultdict(list)
    for (_, wording), translation in municipality.translations.items():
        if wording in number_by_name:
            found[foreign_key(translation)].append(Way(WHOLE, number_by_name[wording], Reason.TRANSLATION))
    return _best(found)
