"""From a text to the items it names outright: by spelling, lexicon, sound, or another language.

Nothing here guesses. `LOOKUPS` is the order; the first that finds anything is taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gomi.search.answer import Hit, Reason
from gomi.search.fold import fold
from gomi.search.index import ItemIndex, Way, Ways
from gomi.search.sound import is_kana, short, skeleton, sound

CLASS_STEPS = 2
SHORTEST_COARSE = 3  # morae: anything shorter is like too many words
MOST_KINDS = 6
KANJI = re.compile(r"[々一-龥]")


@dataclass(frozen=True, slots=True)
class Match:
    """Items that answer to one text alike. ``sure`` is False for what is only to be offered."""

    hits: tuple[Hit, ...]
    sure: bool = True
    known_as: str | None = None


@dataclass(frozen=True)
class Text:
    """A text being looked up, with its keys made once, when first needed."""

    text: str
    index: ItemIndex = field(repr=False)

    @cached_property
    def key(self) -> str:
        return fold(self.text)

    @cached_property
    def readings(self) -> list[str]:
        return self.index.reader.readings(self.text)

    @cached_property
    def sounds(self) -> list[str]:
        return list(dict.fromkeys(sound(reading) for reading in self.readings))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The lexicon's heads by spelling."""
        return self.index.lexicon.by_fold.get(self.key, ())

    @property
    def spelt_in_kanji(self) -> bool:
        return not is_kana(self.key)


def look_up(index: ItemIndex, text: str) -> Match | None:
    """The items ``text`` names outright, or None.

    A match without hits and with ``known_as`` means: the lexicon knows the thing, the city's list
    lacks it.
    """
    asked = Text(text, index)
    if not asked.key:
        return None
    found = (lookup(asked) for lookup in LOOKUPS)
    return next((match for match in found if match), None)


def by_spelling(asked: Text) -> Match | None:
    """The name, its base, an alias or a clerk's word, letter for letter after folding."""
    return _match(asked, asked.index.spelt.get(asked.key))


def by_lexicon(asked: Text) -> Match | None:
    """The head a word leads to, then its classes, then its kinds."""
    return of_heads(asked.index, asked.heads, asked.key) if asked.heads else None


def by_normal(asked: Text) -> Match | None:
    """The dictionary's spelling of the same word: ホチキス is ホッチキス."""
    normal = asked.index.reader.normal(asked.text)
    if fold(normal) == asked.key:
        return None
    return by_spelling(Text(normal, asked.index)) or by_lexicon(Text(normal, asked.index))


def by_sound(asked: Text) -> Match | None:
    """The same sound: kana for kanji, another kanji, okurigana. Homophones are left out."""
    for spoken in asked.sounds:
        ways = asked.index.sounds.get(spoken)
        if ways and not _is_homophone(asked, ways):
            return _match(asked, ways)
    return None


def by_lexicon_sound(asked: Text) -> Match | None:
    """The sound of a word of the lexicon, for kana and for kanji that no dictionary has."""
    if asked.spelt_in_kanji and asked.index.reader.knows(asked.text):
        return None
    for spoken in asked.sounds:
        heads = asked.index.lexicon.by_sound.get(spoken)
        if heads:
            return of_heads(asked.index, heads, asked.key)
    return None


def by_short_sound(asked: Text) -> Match | None:
    """The same sound but for the length of vowels."""
    return _coarse(asked, short, asked.index.shorts)


def by_skeleton(asked: Text) -> Match | None:
    """The same sound but for length and voicing; only offered when the text is a word of its own."""
    match = _coarse(asked, skeleton, asked.index.skeletons)
    if match and (asked.spelt_in_kanji or asked.index.reader.knows(asked.text)):
        return Match(match.hits, sure=len(asked.key) > SHORTEST_COARSE and not asked.spelt_in_kanji)
    return match


def by_translation(asked: Text) -> Match | None:
    """A word of another language: the city's own translation, else the lexicon's."""
    own = asked.index.translated.get(asked.key)
    if own:
        return _match(asked, own)
    heads = asked.index.lexicon.by_translation.get(asked.key, ())
    match = of_heads(asked.index, heads, asked.key) if heads else None
    if match is None or not match.hits:
        return match
    return Match(tuple(Hit(hit.item, Reason.TRANSLATION, hit.via) for hit in match.hits), match.sure)


LOOKUPS: tuple[Callable[[Text], Match | None], ...] = (
    by_spelling,
    by_lexicon,
    by_sound,
    by_translation,
    by_normal,
    by_lexicon_sound,
    by_short_sound,
    by_skeleton,
)


def _match(asked: Text, ways: Sequence[Way] | None) -> Match | None:
    if not ways:
        return None
    return Match(tuple(Hit(asked.index.items[way.item], way.reason, asked.text) for way in ways))


def _coarse(asked: Text, coarsen: Callable[[str], str], ways_by_key: Ways) -> Match | None:
    for spoken in asked.sounds:
        ways = ways_by_key.get(coarsen(spoken)) if len(spoken) >= SHORTEST_COARSE else None
        if ways and not _is_homophone(asked, ways):
            return _match(asked, ways)
    return None


def _is_homophone(asked: Text, ways: Sequence[Way]) -> bool:
    """Whether the text is a known word in kanji that merely sounds like names in other kanji."""
    if not asked.spelt_in_kanji or not asked.index.reader.knows(asked.text):
        return False
    kanji = set(KANJI.findall(asked.index.reader.normal(asked.text))) | set(KANJI.findall(asked.text))
    names = [set(KANJI.findall(asked.index.items[way.item].name)) for way in ways]
    return all(name and not name & kanji for name in names)


def of_heads(index: ItemIndex, heads: Sequence[str], via: str) -> Match:
    """What the city has under these heads: the thing itself, its class, or its kinds."""
    for find in (_same, _classes, _kinds):
        hits = [hit for head in heads for hit in find(index, head, via)]
        if hits:
            return Match(tuple({hit.item.id: hit for hit in hits}.values()))
    return Match((), known_as=heads[0])


def _same(index: ItemIndex, head: str, via: str) -> list[Hit]:
    reason = Reason.CLASS if (via, head) in index.lexicon.kind_words else Reason.LEXICON
    return [Hit(index.items[number], reason, head) for number in index.by_head.get(head, ())]


def _classes(index: ItemIndex, head: str, via: str) -> list[Hit]:
    """The nearest class the city lists; a dangerous kind is never answered by a harmless class."""
    level = [head]
    hazard = index.lexicon.heads[head].hazard
    for _ in range(CLASS_STEPS):
        level = [name for each in level if each in index.lexicon.heads
                 for name in index.lexicon.heads[each].classes]  # fmt: skip
        hits = [
            Hit(index.items[number], Reason.CLASS, name)
            for name in level
            if name in index.lexicon.heads and hazard in (None, index.lexicon.heads[name].hazard)
            for number in index.by_head.get(name, ())
        ]
        if hits:
            return hits
    return []


def _kinds(index: ItemIndex, head: str, via: str) -> list[Hit]:
    numbers = [*index.kinds_by_head.get(head, ())]
    for kind in index.lexicon.kinds_of.get(head, ()):
        numbers += index.by_head.get(kind, ())
    return [Hit(index.items[number], Reason.KIND, head) for number in dict.fromkeys(numbers)][:MOST_KINDS]
