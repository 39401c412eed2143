"""Where in the words a known name stands, and how surely the words around it allow it.

A name counts when what follows it is a number, a blank, a house or a 字, and what stands before it is
a prefecture, a city, a ward or a wider name: a name inside another one is no match.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gomi.districts.book import Book, Stretch
from gomi.districts.numerals import NEXT
from gomi.districts.spelling import spell
from gomi.districts.typed import BEFORE, Typed

SURE, LIKELY = 2, 1
BORDERS = "県都府道市区町村"
WARD = re.compile(r"(?!.*地区)[^\W\d]{1,4}区")
COUNTED_GROUP = re.compile(r"\d+(?:号?組|区)")
"""What makes a number part of a name: 「東1号組」."""
WHOLE_NAME = re.compile(r"[町村丘台]$")
NO_AZA = re.compile(r"[通台]|.(?:$|[\d])")
"""What follows 「本町」 in the name of another town: 「本町通」, 「本町台」, 「本町東」."""
SHORTEST_IN_UNKNOWN = 3
"""Letters of a name that is known again behind a 町 the list does not have: 「○○市△△町中央通」."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found from ``start`` to ``end`` of the letters."""

    start: int
    end: int
    surety: int
    rows: tuple[Stretch, ...]


def matches(book: Book, typed: Typed, own_name: str) -> list[Match]:
    """Every known name in the words that may be meant, likeliest first."""
    found = [match for start in _starts(typed, book, own_name) for match in _from(book, typed, start)]
    ordered = sorted(found, key=lambda match: (-match.surety, match.start - match.end, match.start))
    return [match for match in ordered if _allowed(typed.text[: match.start], match, typed, book, own_name)]


def _starts(typed: Typed, book: Book, own_name: str) -> Iterator[int]:
    short = short_of(own_name)
    yield 0
    for place in range(1, len(typed.text)):
        before = typed.text[:place]
        if before[-1] in BORDERS or place in typed.breaks or before in book.heads or before == short:
            yield place


def _from(book: Book, typed: Typed, start: int) -> Iterator[Match]:
    for end in range(min(len(typed.text), start + book.longest), start, -1):
        rows = book.by_key.get(typed.text[start:end])
        surety = _surety(typed, start, end) if rows else 0
        if rows and surety:
            yield Match(start, end, surety, tuple(rows))


def _surety(typed: Typed, start: int, end: int) -> int:
    behind = typed.text[end:]
    if COUNTED_GROUP.match(behind):
        return 0
    if not behind or end in typed.breaks or NEXT.match(behind) or behind[0] == "-":
        return SURE
    if (
        "ァ" <= typed.surface[end] <= "ヴ"
        and not "ァ" <= typed.surface[end - 1] <= "ー"
        and behind[0] not in "がの"
    ):
        return LIKELY
    return LIKELY if WHOLE_NAME.search(typed.text[:end]) and not NO_AZA.match(behind) else 0


def short_of(own_name: str) -> str:
    """The municipality's name without 市町村区, spelt."""
    return spell(own_name)[:-1] if own_name[-1:] in tuple("市町村区") else ""


def _allowed(before: str, match: Match, typed: Typed, book: Book, own_name: str) -> bool:
    """Whether these words may stand before the name of a town."""
    if not before or before == short_of(own_name):
        return True
    if match.start in typed.breaks and not any(letter.isdigit() for letter in before):
        return True
    parts = BEFORE.fullmatch(before)
    if not parts:
        return False
    rest = parts["rest"]
    if not rest or WARD.fullmatch(rest) or {rest, before} & {spell(own_name), *book.heads}:
        return True
    is_deep = bool(parts["city"]) and match.end - match.start >= SHORTEST_IN_UNKNOWN
    return is_deep and len(rest) > 1 and rest[-1] in "町村"


def is_elsewhere(before: str, own_name: str) -> bool:
    """Whether the words before a town name another city than this one."""
    parts = BEFORE.fullmatch(before)
    if not parts or not parts["city"] or own_name[-1:] not in tuple("市町村"):
        return False
    was_merged = "郡" in parts["city"] and own_name.endswith("市")
    return spell(own_name) not in parts["city"] and not was_merged


def of_heads(before: str, match: Match, book: Book, own_name: str) -> tuple[Stretch, ...]:
    """The rows that lie in the wider name before: a ward, an area; none when it is a ward not in the list."""
    parts = BEFORE.fullmatch(before)
    wider = parts["rest"] if parts else before
    if wider == spell(own_name):
        return match.rows
    heads = {head for head in book.heads if head and wider.endswith(head)}
    if heads:
        return tuple(row for row in match.rows if row.heads & heads)
    is_other_ward = wider.endswith("区") and any(head.endswith("区") for head in book.heads)
    return () if is_other_ward else match.rows
