"""What belongs to a category, in the order of its readings, under one heading for each row of kana.

>>> row_of("かさ"), row_of("ガラス"), row_of("ぽりぶくろ"), row_of("CD")
('か', 'か', 'は', '')
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from api.views.voice import Name, Voice
from gomi.municipality.values import Item, Municipality
from gomi.search.fold import fold
from gomi.words import JAPANESE

ROWS = "あかさたなはまやらわ"
MOST_IN_ONE_LIST = 30
SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゔ", "あいうえおつやゆよわう")


@dataclass(frozen=True, slots=True)
class Kept:
    """One item of a category, and in which case it belongs there."""

    id: str
    name: Name
    condition: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """Items under one heading; an empty heading is the rest."""

    anchor: str
    heading: str
    items: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything in a category."""

    rows: tuple[Row, ...]
    count: int


def shelf(municipality: Municipality, category: str, voice: Voice) -> Shelf:
    """The items that have a rule of this category; a doubted item is left out, as in the search."""
    kept = [(item, _kept(item, category, voice)) for item in municipality.items if _belongs(item, category)]
    heading, key = (_by_kana, _kana_key) if voice.tag == JAPANESE else (_by_letter, _letter_key)
    rows: dict[str, list[Kept]] = defaultdict(list)
    for item, shown in sorted(kept, key=key):
        rows[heading(item, shown) if len(kept) > MOST_IN_ONE_LIST else ""].append(shown)
    order = sorted(rows, key=lambda row: (row == "", row))
    named = tuple(Row(f"row-{number}", row, tuple(rows[row])) for number, row in enumerate(order, 1))
    return Shelf(named, len(kept))


def row_of(reading: str) -> str:
    """The row of the kana table a reading stands in; empty for anything that is not kana."""
    first = unicodedata.normalize("NFD", fold(reading)[:1]).translate(SMALL)[:1]
    if not "あ" <= first <= "ん":
        return ""
    return next(row for row, after in zip(ROWS, [*ROWS[1:], "ゔ"], strict=True) if row <= first < after)


def _belongs(item: Item, category: str) -> bool:
    return not item.doubt and any(rule.category == category for rule in item.rules)


def _kept(item: Item, category: str, voice: Voice) -> Kept:
    conditions = [rule.condition for rule in item.rules if rule.category == category and rule.condition]
    shown = voice.joined([voice.city(each) for each in dict.fromkeys(conditions)])
    return Kept(item.id, voice.item(item), shown)


def _reading(item: Item) -> str:
    return fold(item.readings[0] if item.readings else item.name)


Pair = tuple[Item, Kept]
Heading = Callable[[Item, Kept], str]


def _by_kana(item: Item, kept: Kept) -> str:
    return row_of(_reading(item))


def _kana_key(pair: Pair) -> tuple[str, str]:
    return _reading(pair[0]), pair[0].name


def _by_letter(item: Item, kept: Kept) -> str:
    first = unicodedata.normalize("NFD", kept.name.plain[:1]).upper()[:1]
    return first if first.isascii() and first.isalpha() else ""


def _letter_key(pair: Pair) -> tuple[str, str]:
    return pair[1].name.plain.casefold(), pair[0].name
