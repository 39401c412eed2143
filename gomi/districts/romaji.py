"""An address in Latin letters, as people write it who do not write kanji, put into kana.

>>> in_kana("Honcho 2-5"), in_kana("1-chome Hamachō"), in_kana("1-2-3 Ekimae-cho")
('ほんちょう 2-5', 'はまちょう 1丁目', 'えきまえちょう 1-2-3')
>>> in_kana("本町2-5") is None
True
"""

import re
import unicodedata

from gomi.search.sound import from_romaji

CHOME = re.compile(r"(\d+)\s*-?\s*ch(?:o|ou|ô)me", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
NUMBER = re.compile(r"\d[\d丁目-]*")
SETTLED = ("shi", "city", "ku", "ward", "japan", "ken", "prefecture")
"""What stands for the city and what it lies in; districts are looked for inside it."""
CHO = re.compile(r"cho$")


def in_kana(words: str) -> str | None:
    """The names in kana, then the numbers; None where there is nothing in Latin letters, or no Japanese.

    A final cho is 町 (ちょう), as signs write it; any other long vowel is left short.
    """
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = CHOME.sub(r"\1丁目", plain)
    names = [name for word in WORD.findall(plain) if (name := _bare(word))]
    if not names:
        return None
    kana = [from_romaji(CHO.sub("chou", name)) for name in names]
    if None in kana:
        return None
    return " ".join(["".join(filter(None, kana)), *NUMBER.findall(plain)])


def _bare(word: str) -> str:
    """A name without its hyphens; empty for a city's, which ends in -shi and the like."""
    parts = word.casefold().strip("-'").split("-")
    return "" if parts[-1] in SETTLED else "".join(parts)
