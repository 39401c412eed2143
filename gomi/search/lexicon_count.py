"""How many words the lexicon truly adds: those that only their row brings to their head.

The search folds, knows readings and mends a slip, so another spelling of a head finds it anyway.
A Japanese word therefore counts for its head only when

* its fold is neither that of the head's name nor that of a word already counted for the head,
* no reading of it sounds, length of vowels aside, like a reading of the head or of such a word,
* neither its fold nor a reading of it is one slip from the head's name or a reading of the head:
  a letter more, less or another, or two neighbours changed about.

Words are taken in the order of the row. A word of another language counts once for its head,
English plurals as singulars.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from gomi.search.fold import fold
from gomi.search.lexicon import KINDS_OF_WORD, LANGUAGES, Head, OtherWord, Readings, foreign_key
from gomi.search.sound import short


@dataclass(frozen=True, slots=True)
class WordCount:
    """Heads, those of them with a reading, and words by kind and language: written and counting."""

    heads: int
    with_reading: int
    written: Counter[str]
    counting: Counter[str]


def count_words(heads: Iterable[Head], readings_of: Readings) -> WordCount:
    """Count the words of ``heads``, each head by itself."""
    all_heads = list(heads)
    return WordCount(
        heads=len(all_heads),
        with_reading=sum(bool(head.readings) for head in all_heads),
        written=Counter(word.kind for head in all_heads for word in head.words),
        counting=Counter(word.kind for head in all_heads for word in counting_words(head, readings_of)),
    )


def japanese(words: Counter[str]) -> int:
    """How many of the counted words are Japanese."""
    return sum(words[kind] for kind in KINDS_OF_WORD)


def counting_words(head: Head, readings_of: Readings) -> Iterator[OtherWord]:
    """The words that only their row brings to ``head``, in order."""
    yield from _japanese(head, readings_of)
    yield from _foreign(head)


def _japanese(head: Head, readings_of: Readings) -> Iterator[OtherWord]:
    own = head.readings or readings_of(head.name)
    near = {fold(head.name), *_spoken(own)}
    spelt, sounds = {fold(head.name)}, {short(reading) for reading in own}
    for word in head.words:
        if word.kind in LANGUAGES:
            continue
        readings = [word.reading] if word.reading else readings_of(word.text)
        key, heard = fold(word.text), {short(reading) for reading in readings}
        if key in spelt or heard & sounds or _a_slip_apart({key, *_spoken(readings)}, near):
            continue
        spelt.add(key)
        sounds |= heard
        yield word


def _foreign(head: Head) -> Iterator[OtherWord]:
    seen: set[tuple[str, str]] = set()
    for word in head.words:
        key = (word.kind, foreign_key(word.text))
        if word.kind in LANGUAGES and key not in seen:
            seen.add(key)
            yield word


def _spoken(readings: Iterable[str]) -> Iterator[str]:
    """Each reading as it is written, and without the length of its vowels."""
    for reading in readings:
        yield from (fold(reading), short(reading))


def _a_slip_apart(texts: Iterable[str], names: Iterable[str]) -> bool:
    return any(OSA.distance(text, name, score_cutoff=1) <= 1 for text in texts for name in names)
