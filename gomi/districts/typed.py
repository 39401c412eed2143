"""What a resident typed, ready to be looked for: its postcode, its letters, and where names may begin.

>>> listen("〒000-0001 みほん市 本町２ー５").postcode
'0000001'
>>> listen("みほん市 本町２ー５").text
'みほん市本町2-5'
"""

import re
from dataclasses import dataclass

from gomi.districts.spelling import hyphenated, settle, shape, spell

MOST_LETTERS = 120
"""Longer than any address; what follows is not read."""

POSTCODE = re.compile(r"^\s*(?:〒\s*(\d{3})[-\s]?(\d{4})|(\d{3})[-\s](\d{4})|(\d{3})(\d{4}))(?![\d\-])")
MARKS = re.compile(r"[^\w\s\-~〜々]|_")
SAID_BEFORE = re.compile(r"^\s*(?:私の|うちの|わたしの)?(?:住所|住まい|自宅|家|うち|地区)は\s*")
SAID_BEHIND = re.compile(r"(?:です(?:が|けど)?|に住ん.*|在住.*|に引.*)\s*$")
PREFECTURE = re.compile(r"(?:北海道|東京都|京都府|大阪府|[^\W\d]{2,3}県)")
BEFORE = re.compile(
    rf"(?P<prefecture>{PREFECTURE.pattern})?"
    r"(?P<city>[^\W\d]{1,6}郡[^\W\d]{1,6}[町村]|[^\W\d]{1,7}市)?(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The letters as `spell` gives them, and ``surface``, the same before kana were folded.

    ``breaks`` are the places before which a blank or a mark stood.
    """

    text: str
    surface: str
    breaks: frozenset[int]
    postcode: str
    words: str


def listen(words: str) -> Typed:
    """Read what was typed."""
    shaped = shape(words[:MOST_LETTERS])
    found = POSTCODE.match(hyphenated(shaped))
    postcode = "".join(digits for digits in found.groups() if digits) if found else ""
    rest = shaped[found.end() :] if found else shaped
    rest = MARKS.sub(" ", SAID_BEHIND.sub("", SAID_BEFORE.sub("", rest)))
    surface, breaks = _without_blanks(hyphenated(rest))
    text = spell(surface)
    if settle(surface) != text:
        surface, breaks = text, frozenset()
    return Typed(text, surface, breaks, postcode, words.strip())


def _without_blanks(text: str) -> tuple[str, frozenset[int]]:
    pieces = text.split()
    breaks, place = set(), 0
    for piece in pieces:
        breaks.add(place)
        place += len(piece)
    return "".join(pieces), frozenset(breaks - {0})
