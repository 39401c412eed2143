"""What a bracket says beside a name: what the thing belongs to, its class, or which meaning it has.

キーボード（パソコン） is no パソコン, アコーディオン（楽器） does not stand for every 楽器, and
一輪車（ねこ） is the ねこ車. Only the lexicon can tell; what it does not know is taken for another name.
"""

from collections.abc import Iterator

from gomi.search.fold import fold
from gomi.search.lexicon import Lexicon

WIDE_CLASS = 3  # kinds: what has fewer may as well be another name, as 加熱式たばこ of 電子たばこ


def is_beside(lexicon: Lexicon, other: str, base: str) -> bool:
    """Whether a bracket names what the thing belongs to, or its class, and not the thing itself.

    It names an owner where the lexicon knows the two together as another thing than it
    (パソコンのキーボード), and a class where the lexicon has the thing as one of several kinds of it.
    """
    itself = set(lexicon.by_fold.get(fold(other), ()))
    if not itself:
        return False
    classes = {name for head in lexicon.by_fold.get(fold(base), ()) for name in lexicon.heads[head].classes}
    if itself & classes:
        return all(each in classes and _is_wide(lexicon, each) for each in itself)
    return any(not itself & set(heads) for _, heads in _together(lexicon, other, base))


def heads_of_both(lexicon: Lexicon, qualifier: str, base: str) -> Iterator[tuple[str, bool]]:
    """The heads that a bracket and a base name together, and whether as a kind: のこぎり（電動）."""
    for key, heads in _together(lexicon, qualifier, base):
        yield heads[0], (key, heads[0]) in lexicon.kind_words


def meaning_told(lexicon: Lexicon, qualifier: str, base: str) -> str | None:
    """Which head of a base with several meanings a bracket tells.

    It does by making a word for that one with the end of the base: ねこ and 車 of 一輪車.
    """
    meanings = lexicon.by_fold.get(fold(base), ())
    meant = [head for head in meanings if _makes_a_word(lexicon, fold(qualifier), fold(base), head)]
    return meant[0] if len(meanings) > 1 and len(meant) == 1 else None


def _is_wide(lexicon: Lexicon, head: str) -> bool:
    return len(lexicon.kinds_of.get(head, ())) >= WIDE_CLASS


def _together(lexicon: Lexicon, other: str, base: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(key, heads) of what a bracket and a base say together, likeliest way of saying it first."""
    for name in (f"{other}{base}", f"{other}の{base}", f"{other}用{base}"):
        heads = lexicon.by_fold.get(fold(name))
        if heads:
            yield fold(name), heads


def _makes_a_word(lexicon: Lexicon, front: str, base: str, head: str) -> bool:
    words = [fold(word) for word in lexicon.heads[head].japanese if fold(word).startswith(front)]
    return len(front) > 1 and any(word != front and base.endswith(word[len(front) :]) for word in words)
