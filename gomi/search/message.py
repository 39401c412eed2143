"""A message as it is heard: cleaned, cut to a bounded length, in phrases, with its conditions.

>>> clean("  われたコップ。。。\u200b ")
'われたコップ'
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from gomi.search.conditions import Said, conditions
from gomi.search.fold import drop_surrogates, fold
from gomi.search.lexicon import Tables
from gomi.search.phrases import Phrase, phrases
from gomi.search.reading import Reader, Token
from gomi.search.sound import is_kana

LONGEST_HEARD = 200  # characters: what follows is not heard, so that any message is answered in time
LONGEST_WORD = 12
PARTICLES = ("を", "は", "って", "の", "が", "に", "も", "と", "で")
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]"
)
SMALL_WORDS = ("助詞", "補助記号", "空白")
FELT = ("形容詞", "形状詞")
TELLING = ("動詞", *FELT, "代名詞")
ASKING = ("か", "の", "っけ")
ENDINGS = re.compile(r"[\s。．.！!？?♪〜~…、,]+$")
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\s\W\d]+")


@dataclass(frozen=True, slots=True)
class Message:
    """What was typed, cleaned: its text, its fold, its short units, its phrases, what it says besides."""

    text: str
    key: str
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    said: Said

    @property
    def is_foreign(self) -> bool:
        """Whether it is written in Latin letters throughout."""
        return LATIN.fullmatch(self.text) is not None

    @property
    def is_chinese(self) -> bool:
        """Whether it has no kana, and a character that Japanese does not write."""
        return not KANA.search(self.text) and any(map(_is_not_japanese, HAN.findall(self.text)))

    @property
    def is_one_kana_word(self) -> bool:
        """Kana alone without any particle, in several units only because no dictionary has it."""
        return (
            is_kana(self.key)
            and is_kana(fold("".join(token.text for token in self.tokens)))
            and len(set(self.key)) > 1
            and len(self.text) <= LONGEST_WORD
            and len(self.tokens) > 1
            and not any(token.text in PARTICLES for token in self.tokens[:-1])
        )

    def is_remark(self, modifiers: Container[str]) -> bool:
        """Whether it only says how something was (楽しかった), which is no question about a thing.

        What is a condition of a thing (汚かった, 大きかった) may be one, and so may what holds a verb.
        """
        told = [token for token in self.tokens if token.pos not in SMALL_WORDS]
        words = [token for token in told if token.pos != "助動詞"]
        past = any(token.normal == "た" for token in told if token.pos == "助動詞")
        if not past or len(words) < 2 or self.tokens[-1].text in ASKING:
            return False
        *before, last = words
        felt = last.pos in FELT and last.normal not in modifiers and last.lemma not in modifiers
        return felt and not any(token.pos in TELLING for token in before)


def hear(query: str, reader: Reader, tables: Tables) -> Message:
    """The message in ``query``; its key is empty when nothing was said."""
    text = clean(query)
    tokens = reader.tokens(tables.throwing.in_common_words(text))
    return Message(
        text=text,
        key=fold(text),
        tokens=tuple(tokens),
        phrases=tuple(phrases(tokens, tables.noise)),
        said=conditions(text, tokens, tables),
    )


def _is_not_japanese(character: str) -> bool:
    """Whether the character sets of Japanese lack it, as they do simplified ones (电, 发)."""
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False


def clean(query: str) -> str:
    """The message without controls, pictures' joiners and closing marks, at a bounded length."""
    text = CONTROLS.sub(" ", drop_surrogates(query[: 4 * LONGEST_HEARD]))
    text = "".join(character for character in text if unicodedata.category(character) != "So")
    return ENDINGS.sub("", text.strip())[:LONGEST_HEARD]
