"""The name of a place as residents say it: whole, or in part.

>>> branch = PlaceName("図書館 駅前分館（児童室）", "としょかんえきまえぶんかん", "みほん市")
>>> [branch.rank(fold(words)) for words in ("図書館", "駅前分館", "児童室", "駅前")]
[2, 3, None, None]
>>> PlaceName("みほんクリーンセンター", "", "みほん市").rank(fold("クリーンセンター"))
1

A part is looked for in the name alone: in readings びん is found in ゆうびんきょく, and between brackets
stands what a counter takes, not how it is called.
"""

import re
from functools import cached_property

from gomi.search.fold import fold

BRACKETS = re.compile(r"[(（\[［〔【].*?(?:[)）\]］〕】]|$)")
BETWEEN_WORDS = re.compile(r"[^\w゛゜]+")
FEWEST_LETTERS = 2
"""One letter stands in too many names to mean anything."""
FEWEST_OF_A_PART = 3
FEWEST_OF_AN_END = 4
KANJI_END = re.compile(r"[一-鿿々]{3,}")
"""郵便局 and 図書館 are long enough words, though short to write."""


class PlaceName:
    """The name and the reading of one place of a municipality."""

    def __init__(self, name: str, reading: str, own_name: str) -> None:
        self._name, self._reading, self._own_name = name, reading, own_name

    def rank(self, key: str) -> int | None:
        """How well folded words fit.

        0 where they are the name or the reading, 1 where they are it without the municipality's name, 2
        where the name begins with them, 3 where another word of it does or where they end it, None where
        they are none of these.
        """
        if key in self._whole:
            return 0
        if key in self._without_own_name:
            return 1
        if len(key) < FEWEST_OF_A_PART:
            return None
        if self._from_each_word[0].startswith(key):
            return 2
        within = any(rest.startswith(key) for rest in self._from_each_word) or self._ends_with(key)
        return 3 if within else None

    def _ends_with(self, key: str) -> bool:
        is_long = len(key) >= FEWEST_OF_AN_END or KANJI_END.fullmatch(key)
        return bool(is_long) and self._from_each_word[0].endswith(key)

    @cached_property
    def _whole(self) -> tuple[str, ...]:
        return fold(self._name), fold(self._reading)

    @cached_property
    def _without_own_name(self) -> tuple[str, ...]:
        return tuple(
            rest
            for before in short_names(self._own_name)
            if (rest := self._whole[0].removeprefix(before)) != self._whole[0]
        )

    @cached_property
    def _from_each_word(self) -> tuple[str, ...]:
        """The name without what is in brackets: all of it, then from its second word on, and so on."""
        words = BETWEEN_WORDS.split(BRACKETS.sub(" ", self._name))
        return tuple(fold(" ".join(words[start:])) for start in range(len(words)))


def short_names(own_name: str) -> tuple[str, ...]:
    """A municipality's name, folded: as it is, and without 市, 町 or 村.

    >>> short_names("みほん市")
    ('みほん市', 'みほん')
    """
    folded = fold(own_name)
    return tuple(name for name in (folded, folded[:-1]) if name)
