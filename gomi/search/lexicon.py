"""The lexicon: words and the heads they lead to, the same in every city.

A *head* is a thing by its usual leaflet name. Other words (alias, kind, brand, abbreviation, old
word, dialect, another language) lead to it; a head may be a kind of another. Nothing here says
how anything is put out: that is only ever the city's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gomi.municipality.values import Hazard
from gomi.search.dialect import Throwing
from gomi.search.fold import fold
from gomi.search.nearest import Nearest
from gomi.search.sound import short, sound

KINDS_OF_WORD = ("別名", "種類", "商品名", "略語・俗語", "古い言い方", "方言")
LANGUAGES = ("en", "zh-Hans", "vi", "pt", "ko", "fil", "ne", "id")


TONE_ON_THE_SECOND = re.compile("(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])")

Readings = Callable[[str], Sequence[str]]
"""The ways a word may be read, in hiragana."""


@dataclass(frozen=True, slots=True)
class OtherWord:
    """A word that leads to a head: its text, its kind (or language), and its reading if unusual."""

    text: str
    kind: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A thing by its usual name, with the classes it is a kind of and the words that lead to it."""

    name: str
    readings: tuple[str, ...]
    classes: tuple[str, ...]
    hazard: Hazard | None
    words: tuple[OtherWord, ...]

    @property
    def japanese(self) -> Iterator[str]:
        """The head's name and every Japanese word for the same thing (kinds of it left out)."""
        yield self.name
        yield from (word.text for word in self.words if word.kind in KINDS_OF_WORD and word.kind != "種類")

    def in_language(self, language: str) -> str | None:
        """The head's first name in that language, if it has one."""
        return next((word.text for word in self.words if word.kind == language), None)


@dataclass(frozen=True, slots=True)
class Condition:
    """A word for a condition (エンジン): what else says the same (燃料), and what says another (電気).

    All are folded.
    """

    word: str
    same: frozenset[str]
    contrary: frozenset[str]


@dataclass(frozen=True)
class Tables:
    """The small tables beside the heads: what words do in a sentence."""

    intents: Mapping[str, str]
    noise: frozenset[str]
    modifiers: Mapping[str, tuple[str, str]]
    containers: Mapping[str, str]
    """Word for a container → its group; words of one group stand for each other."""
    implied: Mapping[str, str]
    """Verb → the thing it leaves behind: who says that a cat 死んだ asks about its 死骸."""
    conditions: tuple[Condition, ...]
    throwing: Throwing
    """A region's verbs for throwing away (ほかす), in any of their forms."""


@dataclass(frozen=True)
class Lexicon:
    """Every head, and every way to one: by spelling, by sound, by another language.

    ``by_fold`` maps a folded word to heads, likeliest first; ``by_sound`` and ``by_short`` map
    readings; ``by_translation`` maps folded words of other languages.
    """

    heads: Mapping[str, Head]
    by_fold: Mapping[str, tuple[str, ...]]
    by_sound: Mapping[str, tuple[str, ...]]
    by_short: Mapping[str, tuple[str, ...]]
    by_translation: Mapping[str, tuple[str, ...]]
    kind_words: frozenset[tuple[str, str]]
    """(folded word, head): words that name a kind of the head, not the thing itself."""
    tables: Tables

    @cached_property
    def kinds_of(self) -> Mapping[str, tuple[str, ...]]:
        """Head → the heads that are a kind of it."""
        below: dict[str, list[str]] = defaultdict(list)
        for head in self.heads.values():
            for each in head.classes:
                below[each].append(head.name)
        return {name: tuple(kinds) for name, kinds in below.items()}

    @cached_property
    def nearest(self) -> Nearest:
        """Every sound that leads to a head, for the nearest of them to be looked for."""
        return Nearest(self.by_sound)


def build_lexicon(
    heads: Mapping[str, Head],
    ambiguous: Mapping[str, tuple[str, ...]],
    tables: Tables,
    readings_of: Readings,
) -> Lexicon:
    """Make the ways to each head. A head's own name goes before another head's word."""
    spelt, sounds, shorts, foreign = (_Ways() for _ in range(4))
    kind_words = {
        (fold(word.text), head.name) for head in heads.values() for word in head.words if word.kind == "種類"
    }
    for head in heads.values():
        for reading in head.readings or (None,):
            _lead(head.name, reading, head.name, spelt, sounds, shorts, readings_of)
    for text, names in ambiguous.items():
        for name in filter(heads.__contains__, names):
            _lead(text, None, name, spelt, sounds, shorts, readings_of)
    for head in heads.values():
        for word in head.words:
            if word.kind in LANGUAGES:
                foreign.add(foreign_key(word.text), head.name)
            else:
                _lead(word.text, word.reading, head.name, spelt, sounds, shorts, readings_of)
    return Lexicon(
        heads,
        spelt.frozen(),
        sounds.frozen(),
        shorts.frozen(),
        foreign.frozen(),
        frozenset(kind_words),
        tables,
    )


def foreign_key(text: str) -> str:
    """One key for a word of another language: folded, English plurals as singulars.

    Vietnamese writes the tone of oa, oe and uy on either vowel (thuỷ, thủy); it is one key.
    """
    return fold("".join(_singular(word) for word in _tone_first(text.casefold()).split()))


def _tone_first(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", TONE_ON_THE_SECOND.sub(r"\1\3\2", decomposed))


def _singular(word: str) -> str:
    for ending, singular in (("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss")):
        if word.endswith(ending):
            return word.removesuffix(ending) + singular
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class _Ways:
    """Key → heads, in the order they were added, each once."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = defaultdict(dict)

    def add(self, key: str, head: str) -> None:
        if key:
            self._found[key][head] = None

    def frozen(self) -> dict[str, tuple[str, ...]]:
        return {key: tuple(heads) for key, heads in self._found.items()}


def _lead(
    text: str,
    reading: str | None,
    head: str,
    spelt: _Ways,
    sounds: _Ways,
    shorts: _Ways,
    readings_of: Readings,
) -> None:
    spelt.add(fold(text), head)
    for each in [reading] if reading else readings_of(text):
        sounds.add(sound(each), head)
        shorts.add(short(each), head)
