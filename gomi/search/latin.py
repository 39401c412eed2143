"""The things asked about in a message of Latin letters: runs of words that are a translation.

The longest run is what is asked about (「how to throw away a frying pan」), together with what
stands beside it with 「and」 between.
"""

import re
from collections.abc import Iterator, Sequence

from gomi.search.index import ItemIndex
from gomi.search.lookup import Text, by_spelling, by_translation
from gomi.search.relations import Match

MOST_WORDS = 6
MOST_THINGS = 3
MOST_HEARD = 40  # words; what follows is not looked at, so that any message is quick
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[&,+]")
AND = frozenset(("and", "or", "e", "ou", "và", "hoặc", "y", "&", ",", "+"))
OF = frozenset(("of", "de", "da", "do"))
ASKING = re.compile(r"\bcan (?=(?:i|we|you|it)\b)", re.IGNORECASE)  # 「can I…」 is no can
ARTICLES = frozenset(("a", "an", "the", "my", "some", "o", "os", "as", "um", "uma", "meu", "minha", "cái"))

Named = tuple[int, int, str, Match]
"""Where it starts and ends among the words, how it was called, and what it is."""


def latin_things(index: ItemIndex, text: str) -> list[tuple[str, Match]]:
    """At most three, in the order named."""
    words = WORDS.findall(ASKING.sub("", text))[:MOST_HEARD]
    longest = next(_runs(index, words, range(min(MOST_WORDS, len(words)), 0, -1), 0, len(words)), None)
    if longest is None:
        return []
    longest = _content(index, words, longest) or longest
    row = [*_before(index, words, longest), longest, *_after(index, words, longest)]
    return [(called, match) for _, _, called, match in row[:MOST_THINGS]]


def _content(index: ItemIndex, words: Sequence[str], named: Named) -> Named | None:
    """What a thing is full of: a can of paint is asked about for the paint."""
    if named[1] == len(words) or words[named[1]].casefold() not in OF:
        return None
    return _at(index, words, named[1] + 1)


def _before(index: ItemIndex, words: Sequence[str], named: Named) -> list[Named]:
    """What stands before 「and」 and this."""
    end = _without_articles_before(words, named[0])
    if end == 0 or words[end - 1].casefold() not in AND:
        return []
    while end and words[end - 1].casefold() in AND:
        end -= 1
    sizes = range(min(MOST_WORDS, end), 0, -1)
    found = (each for size in sizes for each in _runs(index, words, (size,), end - size, end))
    first = next(found, None)
    return [*_before(index, words, first), first] if first else []


def _after(index: ItemIndex, words: Sequence[str], named: Named) -> list[Named]:
    """What stands behind this and 「and」."""
    start = named[1]
    if start == len(words) or words[start].casefold() not in AND:
        return []
    while start < len(words) and words[start].casefold() in AND | ARTICLES:
        start += 1
    first = _at(index, words, start)
    return [first, *_after(index, words, first)] if first else []


def _at(index: ItemIndex, words: Sequence[str], start: int) -> Named | None:
    """The longest run that begins here."""
    sizes = range(min(MOST_WORDS, len(words) - start), 0, -1)
    return next((each for size in sizes for each in _runs(index, words, (size,), start, start + size)), None)


def _without_articles_before(words: Sequence[str], end: int) -> int:
    while end and words[end - 1].casefold() in ARTICLES:
        end -= 1
    return end


def _runs(
    index: ItemIndex, words: Sequence[str], sizes: Sequence[int] | range, start: int, end: int
) -> Iterator[Named]:
    """Runs of these sizes between two places that name something, in that order, from left to right."""
    for size in sizes:
        for place in range(start, end - size + 1):
            part = " ".join(words[place : place + size])
            if "," in part:
                continue
            match = by_translation(Text(part, index)) or by_spelling(Text(part, index))
            if match:
                yield place, place + size, part, match
