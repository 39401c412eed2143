"""Fold the many ways people write an item's name into one spelling.

>>> fold("ﾍﾟｯﾄﾎﾞﾄﾙ の ｷｬｯﾌﾟ")
'ぺっとぼとるのきゃっぷ'
>>> fold("ＤＶＤプレーヤー") == fold("dvdぷれーやー")
True
>>> fold("か゛らすびん") == fold("ガラスビン")
True
>>> fold("コ‐ヒ‐カップ（白）")
'こーひーかっぷ白'
"""

import re
import unicodedata
from collections.abc import Callable

KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
LONG_MARK_AFTER_KANA = re.compile(r"(?<=[ぁ-ゖァ-ヶ])[-‐‑–—―−~〜～](?=[ぁ-ゖァ-ヶ]|$)")
MARKS = re.compile(r"[^\w=+%]|_")
SURROGATES = re.compile("[\ud800-\udfff]")
SPACED_VOICING = {"゛": "\u3099", "゜": "\u309a", " \u3099": "\u3099", " \u309a": "\u309a"}


def drop_surrogates(text: str) -> str:
    """Leave out halves of characters, which no encoding can carry."""
    return SURROGATES.sub("", text)


def join_voicing(text: str) -> str:
    """Let a voiced mark that was typed on its own find its kana (か゛ → が)."""
    for mark, combining in SPACED_VOICING.items():
        text = text.replace(mark, combining)
    return unicodedata.normalize("NFC", text)


def fold_letters(text: str) -> str:
    """Bring width and case together, as Unicode's NFKC caseless matching does."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def read_dashes(text: str) -> str:
    """Read a hyphen or wave after kana as the long mark it stands for."""
    return LONG_MARK_AFTER_KANA.sub("ー", text)


def drop_marks(text: str) -> str:
    """Leave out blanks, brackets and punctuation."""
    return MARKS.sub("", text)


def fold_kana(text: str) -> str:
    """Read katakana as hiragana; the long mark ー stays where it is."""
    return text.translate(KATAKANA_TO_HIRAGANA)


FOLDS: tuple[Callable[[str], str], ...] = (
    drop_surrogates,
    fold_letters,
    join_voicing,
    read_dashes,
    drop_marks,
    fold_kana,
)


def fold(text: str) -> str:
    """Apply every fold in order. Folding twice changes nothing."""
    for step in FOLDS:
        text = step(text)
    return text
