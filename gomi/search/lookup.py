"""From a text to the items it names outright: by spelling, lexicon, sound, or another language.

Nothing here guesses. `LOOKUPS` is the order; the first that finds anything is taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gomi.municipality.values import Item
from gomi.search.answer import Hit, Reason
from gomi.search.fold import fold
from gomi.search.index import ItemIndex, Way, Ways
from gomi.search.lexicon import foreign_key
from gomi.search.names import forms
from gomi.search.relations import Match, of_heads, same_under
from gomi.search.sound import is_kana, short, skeleton, sound

SHORTEST_COARSE = 3  # morae: anything shorter is like too many words
KANJI = re.compile(r"[々一-龥]")


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
        """How it is read; a bare number is no word, whatever it sounds like."""
        return [] if self.key.isdecimal() else self.index.reader.readings(self.text)

    @cached_property
    def sounds(self) -> list[str]:
        return list(dict.fromkeys(sound(reading) for reading in self.readings))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The lexicon's heads by spelling."""
        return self.index.lexicon.by_fold.get(self.key, ())

    @cached_property
    def sounding_heads(self) -> tuple[str, ...]:
        """The lexicon's heads by sound; a kanji word of its own does not sound like another."""
        if self.spelt_in_kanji and self.index.reader.knows(self.text):
            return ()
        found = (self.index.lexicon.by_sound.get(spoken, ()) for spoken in self.sounds)
        return next(filter(None, found), ())

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


def by_head(asked: Text) -> Match | None:
    """What the city lists under the head the word leads to; of several, those that sound like it."""
    match = same_under(asked.index, asked.heads, asked.key)
    if len(match.hits) > 1:
        sounding = {way.item for spoken in asked.sounds for way in asked.index.sounds.get(spoken, ())}
        numbers = asked.index.number_by_id
        alike = tuple(hit for hit in match.hits if numbers[hit.item.id] in sounding)
        match = Match(alike or match.hits, match.sure)
    return _with_hits(match)


def by_normal(asked: Text) -> Match | None:
    """The dictionary's spelling of the same word: ファクス is ファックス."""
    normal = Text(asked.index.reader.normal(asked.text), asked.index)
    return None if normal.key == asked.key else by_spelling(normal) or by_head(normal)


def by_sound(asked: Text) -> Match | None:
    """The same sound: kana for kanji, another kanji, okurigana. Homophones are left out."""
    for spoken in asked.sounds:
        ways = _without_homophones(asked, asked.index.sounds.get(spoken, ()))
        if ways:
            return _match(asked, ways)
    return None


def by_head_sound(asked: Text) -> Match | None:
    """The head that a sound leads to, for kana and for kanji that no dictionary has."""
    return _with_hits(same_under(asked.index, asked.sounding_heads, asked.key))


def by_relation(asked: Text) -> Match | None:
    """The classes of a known thing, then its kinds; and if there are none, that the list lacks it."""
    heads = asked.heads or asked.sounding_heads
    return of_heads(asked.index, heads, asked.key) if heads else None


def by_short_sound(asked: Text) -> Match | None:
    """The same sound but for the length of vowels."""
    return _coarse(asked, short, asked.index.shorts)


def by_skeleton(asked: Text) -> Match | None:
    """The same sound but for length and voicing; only offered when the text is a word of its own."""
    known = asked.index.reader.knows(asked.text)
    if known and asked.spelt_in_kanji:
        return None
    match = _coarse(asked, skeleton, asked.index.skeletons)
    return Match(match.hits, sure=len(asked.key) > SHORTEST_COARSE) if match and known else match


def by_translation(asked: Text) -> Match | None:
    """A word of another language: the city's own translation, else the lexicon's."""
    key = foreign_key(asked.text)
    own = asked.index.translated.get(key)
    if own:
        return _match(asked, own)
    heads = asked.index.lexicon.by_translation.get(key, ())
    match = of_heads(asked.index, heads, asked.key) if heads else None
    if match is None or not match.hits:
        return match
    return Match(tuple(Hit(hit.item, Reason.TRANSLATION, hit.via) for hit in match.hits), match.sure)


LOOKUPS: tuple[Callable[[Text], Match | None], ...] = (
    by_spelling,
    by_head,
    by_sound,
    by_translation,
    by_normal,
    by_head_sound,
    by_short_sound,
    by_skeleton,
    by_relation,
)


def _match(asked: Text, ways: Sequence[Way] | None) -> Match | None:
    if not ways:
        return None
    return Match(tuple(Hit(asked.index.items[way.item], way.reason, asked.text) for way in ways))


def _coarse(asked: Text, coarsen: Callable[[str], str], ways_by_key: Ways) -> Match | None:
    for spoken in asked.sounds:
        if len(spoken) < SHORTEST_COARSE:
            continue
        ways = _without_homophones(asked, ways_by_key.get(coarsen(spoken), ()))
        if ways and not _is_another(asked, ways):
            return _match(asked, ways)
    return None


def _is_another(asked: Text, ways: Sequence[Way]) -> bool:
    """Whether the text and the names are both known, as different things: コート is not コード."""
    mine = asked.heads or asked.sounding_heads
    theirs = {head for way in ways for head in asked.index.heads_by_item.get(way.item, ())}
    return bool(mine) and bool(theirs) and not theirs & set(mine)


def _without_homophones(asked: Text, ways: Sequence[Way]) -> Sequence[Way]:
    """The ways but those to names in other kanji that merely sound like a known word in kanji."""
    if not ways or not asked.spelt_in_kanji or not asked.index.reader.knows(asked.text):
        return ways
    kanji = set(KANJI.findall(asked.index.reader.normal(asked.text))) | set(KANJI.findall(asked.text))
    names = [(way, _sounding(asked, asked.index.items[way.item])) for way in ways]
    return [way for way, name in names if not name or name & kanji]


def _sounding(asked: Text, item: Item) -> set[str]:
    """The kanji of what in an item's name sounds like the text: かま（鎌） is no 釜; else of all of it."""
    named = forms(item.name)
    heard = {skeleton(spoken) for spoken in asked.sounds}
    alike = [
        form
        for form in (*named.bases, *named.others, *named.qualifiers, *item.aliases)
        if any(skeleton(sound(reading)) in heard for reading in asked.index.reader.readings(form))
    ]
    return set(KANJI.findall("".join(alike) if alike else item.name))


def _with_hits(match: Match) -> Match | None:
    return match if match.hits else None
