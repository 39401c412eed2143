"""For a word nobody found: the things of the lexicon it may be another word for, to help a clerk decide.

The nearest in sound come first, then heads that share its longest part. These are hints for a
person; no resident is ever answered by them.
"""

from collections.abc import Iterator

from gomi.search.fold import fold
from gomi.search.lexicon import Lexicon
from gomi.search.reading import Reader
from gomi.search.sound import sound

MOST_HINTS = 3
MOST_SLIPS = 3
MORAE_A_SLIP = 3  # one slip is allowed for so many morae
SHORTEST_PART = 2


def nearest_heads(word: str, lexicon: Lexicon, reader: Reader) -> list[str]:
    """At most three heads, likeliest first; empty when nothing is near."""
    found = dict.fromkeys([*_near_in_sound(word, lexicon, reader), *_sharing_a_part(word, lexicon, reader)])
    return list(found)[:MOST_HINTS]


def _near_in_sound(word: str, lexicon: Lexicon, reader: Reader) -> Iterator[str]:
    for reading in reader.readings(word):
        spoken = sound(reading)
        most = min(MOST_SLIPS, len(spoken) // MORAE_A_SLIP)
        for _, key in lexicon.nearest.within(spoken, most):
            yield from lexicon.by_sound[key]


def _sharing_a_part(word: str, lexicon: Lexicon, reader: Reader) -> Iterator[str]:
    """Heads of the word's own parts, the last part first: in Japanese the head stands last."""
    for token in reversed(reader.long_tokens(word)):
        if token.pos == "名詞" and len(token.text) >= SHORTEST_PART:
            yield from lexicon.by_fold.get(fold(token.text), ())
