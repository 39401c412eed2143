"""Where a name stands in a list: by its kana in Japanese, by its letter or pinyin elsewhere.

>>> row_of("かさ"), row_of("ガラス"), row_of("ぽりぶくろ"), row_of("CD")
('か', 'か', 'は', '')
>>> by_letter("đèn pin", "かいちゅうでんとう").heading.text, by_letter("傘", "かさ").heading.text
('D', 'か')
>>> by_pinyin("雨伞", "かさ").heading.text, by_pinyin("CD", "しーでぃー").heading.text
('Y', 'C')
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from gomi.search.fold import fold
from gomi.words import JAPANESE

ROWS = "あかさたなはまやらわ"
SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゔ", "あいうえおつやゆよわう")
LETTERS_WITHOUT_MARK = str.maketrans("đøłß", "dols")

# GB 2312 orders its common characters by their pinyin: each letter begins where stated.
PINYIN = "ABCDEFGHJKLMNOPQRSTWXYZ"
PINYIN_BEGINS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
PINYIN_ENDS = 0xD7F9
PINYIN_OF_SELDOM = dict(zip("熨榻擀簸沐瑜腌蟑锂锉骰鲣黏砧镊", "YTGBMYYZLCTJNZN", strict=True))


class Script(IntEnum):
    """What a heading is written in, in the order in which lists show them."""

    LETTERS = 1
    KANA = 2
    OTHER = 3


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """What names are listed under. A finer one divides a row: き of か; it is a whole row otherwise."""

    script: Script
    text: str
    finer: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a name stands: places sort as the list does."""

    heading: Heading
    spelt: str
    finer: Heading = field(compare=False)


Placing = Callable[[str, str], Place]
"""The place of a name, given as this language shows it, and of its Japanese reading."""


def placing(tag: str) -> Placing:
    """How a language with this tag orders names."""
    if tag == JAPANESE:
        return by_kana
    return by_pinyin if tag.startswith("zh-Hans") else by_letter


def row_of(reading: str) -> str:
    """The row of the kana table a reading stands in; empty for anything that is not kana."""
    kana = _first_kana(reading)
    return max((row for row in ROWS if row <= kana), default="") if kana else ""


def by_kana(name: str, reading: str) -> Place:
    """In the order of the kana table; what cannot be read stands behind."""
    row = row_of(reading)
    if not row:
        return _place(Script.OTHER, "", "", fold(reading or name))
    return _place(Script.KANA, row, _first_kana(reading), fold(reading).replace("ゔ", "う"))


def by_letter(name: str, reading: str) -> Place:
    """In the order of the alphabet, whatever marks letters bear; Japanese names by their kana."""
    spelt = _without_marks(name)
    if spelt[:1].isascii() and spelt[:1].isalpha():
        return _place(Script.LETTERS, spelt[0].upper(), spelt[:2].capitalize(), spelt)
    return by_kana(name, "" if spelt[:1].isdigit() else reading)


def by_pinyin(name: str, reading: str) -> Place:
    """In the order of the first character's pinyin, with Latin letters between; else by letter."""
    code = _gb2312(name[:1])
    letter = PINYIN_OF_SELDOM.get(name[:1], "")
    if PINYIN_BEGINS[0] <= code <= PINYIN_ENDS:
        letter = PINYIN[bisect_right(PINYIN_BEGINS, code) - 1]
    if not letter:
        return by_letter(name, reading)
    spelt = letter.lower() + "".join(f"{_gb2312(each):05x}" for each in name)
    return _place(Script.LETTERS, letter, name[0], spelt)


def _place(script: Script, row: str, finer: str, spelt: str) -> Place:
    return Place(Heading(script, row), spelt, Heading(script, finer, finer=True))


def _first_kana(reading: str) -> str:
    """The first kana without voicing and full size; empty where it is none."""
    kana = unicodedata.normalize("NFD", fold(reading)[:1]).translate(SMALL)[:1]
    return kana if "あ" <= kana <= "ん" else ""


def _without_marks(name: str) -> str:
    """In small letters without accents, from the first letter, number or kana on."""
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    plain = plain.casefold().translate(LETTERS_WITHOUT_MARK)
    start = next((at for at, each in enumerate(plain) if each.isalnum()), 0)
    return plain[start:]


def _gb2312(character: str) -> int:
    return int.from_bytes(character.encode("gb2312", "ignore"))
