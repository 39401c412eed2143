"""The things a Chinese message asks about. No blanks part its words, and no dictionary here cuts it.

So the longest runs of characters that are a translation are looked for: 充电宝 in 「充电宝怎么扔」.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gomi.search.index import ItemIndex
from gomi.search.lookup import Text, by_spelling, by_translation
from gomi.search.relations import Match

LONGEST_NAME = 12
MOST_HEARD = 60  # characters; what follows is not looked at, so that any message is quick
MOST_THINGS = 3
AND = frozenset("和与與跟及、，,")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named at a place in the message."""

    text: str
    start: int
    match: Match

    @property
    def end(self) -> int:
        """Where it is over."""
        return self.start + len(self.text)


def chinese_things(index: ItemIndex, text: str) -> list[tuple[str, Match]]:
    """The things said in one breath (电池和灯泡), else the one of the longest name."""
    named = list(_named(index, text[:MOST_HEARD]))
    if not named:
        return []
    row = [named[0]]
    for before, after in pairwise(named):
        if set(text[before.end : after.start].strip()) <= AND and after.start > before.end:
            row.append(after)
    chosen = row[:MOST_THINGS] if len(row) > 1 else [max(named, key=lambda each: len(each.text))]
    return [(each.text, each.match) for each in chosen]


def _named(index: ItemIndex, text: str) -> Iterator[Named]:
    """From left to right, at each place the longest name."""
    start = 0
    while start < len(text):
        found = _longest(index, text, start)
        if found is not None:
            yield found
        start = found.end if found is not None else start + 1


def _longest(index: ItemIndex, text: str, start: int) -> Named | None:
    for size in range(min(LONGEST_NAME, len(text) - start), 0, -1):
        part = text[start : start + size]
        asked = Text(part, index)
        match = by_translation(asked) or (by_spelling(asked) if size > 1 else None)
        if match:
            return Named(part, start, match)
    return None
