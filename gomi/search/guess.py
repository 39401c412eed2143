"""What may be meant when nothing is named outright: a name still being typed, or a slip.

A slip is a string that no dictionary knows. A text that is a word of its own is never bent into
another word; the shorter a text, the stricter. Guesses that are not near and alone are only
offered (`Match.sure` is False).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from gomi.search.answer import Hit, Reason
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.lookup import look_up
from gomi.search.relations import Match, of_heads
from gomi.search.sound import from_romaji, is_kana, skeleton, sound

SHORTEST_START = 3  # kana; two where a kanji is among them
SHORTEST_SLIP, LONGEST_SLIP = 3, 16  # morae: what is longer is a sentence, not a name with a slip
LONG_WORD = 5  # morae: long loan words have rival spellings that dictionaries list, as ドライアー
NEAREST_TAKEN = 5
SLIPS_BY_LENGTH = ((6, 1), (10, 2), (99, 3))  # up to so many morae, at most so many slips
MOST_AMONG_KNOWN = 1  # 電気ポッド is two known words; two slips from them is another thing
NEAR = 0.26  # slips per mora that still are an answer
CLOSE = 0.5  # a rival this near makes the best guess only one of several
LATIN_INSIDE = re.compile(r"(?:^|(?<=[ぁ-ゖー]))[a-z]{1,2}(?=[ぁ-ゖ])")
LATIN_TAIL = "abcdefghijklmnopqrstuvwxyz"


def by_romaji(index: ItemIndex, text: str) -> Match | None:
    """Latin letters that spell kana: jitensha, zitensya."""
    kana = from_romaji(text.strip())
    return look_up(index, kana) if kana and len(kana) > 1 else None


def by_latin_inside(index: ItemIndex, text: str) -> Match | None:
    """Letters left among kana: じてｎしゃ (n is ん), そうｊき (a vowel is lost), けｓしごむ (too many).

    A capital before a word belongs to it: Tシャツ is no slip.
    """
    key = fold(text)
    letters = LATIN_INSIDE.search(key)
    if letters is None or (letters.start() == 0 and text[0].isupper()):
        return None
    found = (look_up(index, each) for each in _with_kana(key, letters))
    return next((match for match in found if match), None)


def _with_kana(key: str, letters: re.Match[str]) -> Iterator[str]:
    """The text with what the letters may have been to become, at last with nothing."""
    kana = ["ん"] if letters.group() == "n" else [from_romaji(letters.group() + vowel) for vowel in "iaueo"]
    for each in (*filter(None, kana), ""):
        yield key[: letters.start()] + each + LATIN_INSIDE.sub("", key[letters.end() :])


def by_latin_slip(index: ItemIndex, text: str) -> Match | None:
    """A letter left over from typing kana: そうじｋ, りもこｎ (n is ん)."""
    key = fold(text)
    bare = key.rstrip(LATIN_TAIL)
    if bare == key or not bare or len(key) - len(bare) > 2 or bare.isascii():
        return None
    going_on = _going_on(index, bare, key[len(bare) :])
    if going_on:
        return going_on
    ended = bare + "ん" if key.endswith("n") else bare
    match = look_up(index, ended) or look_up(index, bare)
    return match or by_start(index, ended) or by_slip(index, ended)


def _going_on(index: ItemIndex, bare: str, letters: str) -> Match | None:
    """Names that go on with a kana these letters begin: もうｆ may become もうふ, じてんｓｙ じてんしゃ."""
    if not is_kana(bare) or letters == "n":
        return None
    starts = (bare + kana for vowel in "aiueo" if (kana := from_romaji(letters + vowel)))
    numbers = list(dict.fromkeys(number for start in starts for number in _starting(index, start)))
    if not numbers:
        return None
    return Match(tuple(Hit(index.items[number], Reason.PARTIAL, bare) for number in numbers[:10]), sure=False)


def by_wrong_kanji(index: ItemIndex, text: str) -> Match | None:
    """One wrong character among three or more: 食期棚."""
    key = fold(text)
    if len(key) < SHORTEST_SLIP or is_kana(key) or index.reader.knows(text):
        return None
    near = [key for _, key in index.nearest_spelt.within(key, 1) if len(key) == len(fold(text))]
    if len(near) != 1:
        return None
    hits = tuple(Hit(index.items[way.item], Reason.FUZZY, near[0]) for way in index.spelt[near[0]])
    return Match(hits, sure=len(key) > SHORTEST_SLIP)


def by_spelling_out(index: ItemIndex, text: str) -> Match | None:
    """A wrong conversion that keeps the sound of each kanji: 包帳, 電子連児."""
    if index.reader.knows(text) or is_kana(fold(text)):
        return None
    for reading in index.reader.spelt_out(text):
        ways = index.sounds.get(sound(reading))
        if ways:
            return Match(tuple(Hit(index.items[way.item], Reason.READING, reading) for way in ways))
    return None


def by_start(index: ItemIndex, text: str) -> Match | None:
    """Names that begin with the text, or hold it at the border of a word; shortest first."""
    key = fold(text)
    if len(key) < (SHORTEST_START if is_kana(key) else SHORTEST_START - 1):
        return None
    numbers = list(dict.fromkeys([*_starting(index, key), *_holding(index, key)]))
    if not numbers:
        return None
    hits = tuple(Hit(index.items[number], Reason.PARTIAL, text) for number in numbers[:10])
    alone = len(numbers) == 1 and 2 * len(key) > len(index.bases[numbers[0]])
    return Match(hits, sure=alone)


def by_slip(index: ItemIndex, text: str) -> Match | None:
    """The nearest sound among the city's names and the lexicon's words."""
    slips = sorted(_slips(index, text), key=lambda slip: slip.cost)
    if not slips:
        return None
    best = slips[0]
    match = best.match(index)
    if not match.hits:
        return match
    rivals = [
        slip for slip in slips[1:] if slip.cost <= best.cost + CLOSE and slip.leads_elsewhere(index, match)
    ]
    own_word = index.reader.knows(text)  # may be another word after all, so it is only offered
    sure = not rivals and not own_word and best.distance / best.length <= NEAR
    hits = [hit for slip in [best, *rivals] for hit in slip.match(index).hits]
    unique = {hit.item.id: Hit(hit.item, Reason.FUZZY, best.key) for hit in hits}
    return Match(tuple(unique.values()), sure=sure)


GUESSES: tuple[Callable[[ItemIndex, str], Match | None], ...] = (
    by_romaji,
    by_latin_inside,
    by_latin_slip,
    by_spelling_out,
    by_start,
    by_slip,
    by_wrong_kanji,
)


def guess(index: ItemIndex, text: str) -> Match | None:
    """The first guess that finds anything. A word the dictionary knows is not taken for a slip.

    One character typed again and again is no name, nor is a bare number.
    """
    key = fold(text)
    if key.isdecimal() or (len(text) > 1 and len(set(key)) == 1):
        return None
    for step in GUESSES:
        match = step(index, text)
        if match:
            return match
    return None


@dataclass(frozen=True, slots=True)
class _Slip:
    """One sound near the text's sound, in the city's names or in the lexicon."""

    key: str
    length: int
    distance: int
    cost: float
    in_lexicon: bool

    def match(self, index: ItemIndex) -> Match:
        if self.in_lexicon:
            return of_heads(index, index.lexicon.by_sound[self.key], self.key)
        ways = index.sounds[self.key]
        return Match(tuple(Hit(index.items[way.item], Reason.FUZZY, self.key) for way in ways))

    def leads_elsewhere(self, index: ItemIndex, match: Match) -> bool:
        mine = {hit.item.id for hit in self.match(index).hits}
        return bool(mine) and not mine & {hit.item.id for hit in match.hits}


def _slips(index: ItemIndex, text: str) -> Iterator[_Slip]:
    tokens = index.reader.long_tokens(text)
    all_known = all(token.known for token in tokens)
    if all_known and len(tokens) == 1 and not (is_kana(fold(text)) and len(fold(text)) >= LONG_WORD):
        return
    for spoken in _spoken(index, text):
        length = len(spoken)
        if not SHORTEST_SLIP <= length <= LONGEST_SLIP:
            continue
        most = next(slips for up_to, slips in SLIPS_BY_LENGTH if length <= up_to)
        if all_known and not is_kana(fold(text)):
            most = min(most, MOST_AMONG_KNOWN)
        for nearest, in_lexicon in ((index.nearest, False), (index.lexicon.nearest, True)):
            for distance, key in nearest.within(spoken, most)[:NEAREST_TAKEN]:
                apart = OSA.distance(skeleton(spoken), skeleton(key))
                yield _Slip(key, length, distance, distance + apart + 0.1 * in_lexicon, in_lexicon)


def _spoken(index: ItemIndex, text: str) -> list[str]:
    kana = from_romaji(text.strip())
    readings: Iterable[str] = [kana] if kana else index.reader.readings(text)
    return list(dict.fromkeys(sound(reading) for reading in readings))


def _starting(index: ItemIndex, key: str) -> Iterator[int]:
    keys, numbers = index.starts
    spoken = sound(key) if is_kana(key) else key
    for start in dict.fromkeys((key, spoken)):
        place = bisect_left(keys, start)
        found = []
        while place < len(keys) and keys[place].startswith(start):
            found.append((len(keys[place]), numbers[place]))
            place += 1
        yield from (number for _, number in sorted(found))


def _holding(index: ItemIndex, key: str) -> Iterator[int]:
    """Items whose base holds the text so that it begins at the border of a short unit."""
    holding = [number for number, base in enumerate(index.bases) if key in base]
    at_border = (
        number for number in holding if index.bases[number].find(key) in _borders(index.base_tokens[number])
    )
    yield from sorted(at_border, key=lambda number: len(index.bases[number]))


def _borders(tokens: tuple[str, ...]) -> set[int]:
    borders, at = set(), 0
    for token in tokens:
        borders.add(at)
        at += len(token)
    return borders
