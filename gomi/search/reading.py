"""Read Japanese text: its morphemes, and the ways it may be pronounced.

The dictionary is loaded once a process and shared by every municipality. A tokenizer may not be
used by two threads at once, so each thread has its own on the one dictionary.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from sudachipy import Dictionary, SplitMode
from sudachipy.morpheme import Morpheme

from gomi.search.fold import fold
from gomi.search.sound import is_kana

DICTIONARY = "system.dic"  # the file that is mapped
MOST_READINGS = 12
LONGEST_SPELT_OUT = 4  # characters whose single readings are multiplied out


@dataclass(frozen=True, slots=True)
class Token:
    """One morpheme: its text, part of speech, reading in katakana, and dictionary form.

    ``normal`` is the dictionary form in the dictionary's one spelling: われ(た) is 割れる.
    """

    text: str
    pos: str
    subpos: str
    reading: str
    lemma: str
    normal: str
    known: bool
    proper: bool
    action: bool
    """A noun that する makes a verb: 交換, 掃除."""


class Reader:
    """Sudachi's core dictionary, asked for short units, long units and readings."""

    def __init__(self) -> None:
        self._dictionary = Dictionary(dict="core")
        self._mine = threading.local()
        self.readings_of_character = lru_cache(maxsize=8192)(self._readings_of_character)

    def tokens(self, text: str) -> list[Token]:
        """The short units of ``text``, in order; together they are the whole text."""
        return [_token(morpheme) for morpheme in self._tokenizer().tokenize(text, SplitMode.A)]

    def long_tokens(self, text: str) -> list[Token]:
        """The long units of ``text``: 電子レンジ stays one word."""
        return [_token(morpheme) for morpheme in self._tokenizer().tokenize(text, SplitMode.C)]

    def readings(self, text: str) -> list[str]:
        """How ``text`` may be read, in hiragana, likeliest first; empty where it cannot be read."""
        folded = fold(text)
        if is_kana(folded):
            return [folded]
        spoken = ["".join(token.reading for token in self.long_tokens(text))]
        spoken.append("".join(token.reading for token in self.tokens(text)))
        return [kana for kana in dict.fromkeys(fold(each) for each in spoken) if is_kana(kana)]

    def spelt_out(self, text: str) -> list[str]:
        """Readings made of each kanji's own readings, for words that no dictionary has.

        Wrong conversions keep the sound but not the word: 包帳 is ほう + ちょう. Only texts of
        two to four characters are tried.
        """
        if not 2 <= len(text) <= LONGEST_SPELT_OUT:
            return []
        each = [self.readings_of_character(character) for character in text]
        return ["".join(kana) for kana, _ in zip(product(*each), range(4 * MOST_READINGS), strict=False)]

    def knows(self, text: str) -> bool:
        """Whether ``text`` as a whole is one word of the dictionary."""
        tokens = self.long_tokens(text)
        return len(tokens) == 1 and tokens[0].known

    def normal(self, text: str) -> str:
        """The dictionary's one spelling for the spellings of a word: 目鏡 is 眼鏡."""
        return "".join(m.normalized_form() for m in self._tokenizer().tokenize(text, SplitMode.C))

    def _readings_of_character(self, character: str) -> tuple[str, ...]:
        folded = fold(character)
        if is_kana(folded):
            return (folded,)
        found = (fold(morpheme.reading_form()) for morpheme in self._dictionary.lookup(character))
        return tuple(dict.fromkeys(kana for kana in found if is_kana(kana)))

    def _tokenizer(self) -> Any:
        if not hasattr(self._mine, "tokenizer"):
            self._mine.tokenizer = self._dictionary.tokenizer()
        return self._mine.tokenizer


def _token(morpheme: Morpheme) -> Token:
    pos = morpheme.part_of_speech()
    return Token(
        text=morpheme.surface(),
        pos=pos[0],
        subpos=pos[1],
        reading=morpheme.reading_form(),
        lemma=morpheme.dictionary_form(),
        normal=morpheme.normalized_form(),
        known=not morpheme.is_oov(),
        proper=pos[1] == "固有名詞",
        action=pos[2].startswith("サ変"),
    )
