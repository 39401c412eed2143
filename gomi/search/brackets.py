"""What a name holds in brackets, held against the message: how much of it is said, and what is ruled out.

>>> said = Said(text="ばねのないまっとれす", nouns=frozenset({"まっとれす"}), denied=frozenset({"ばね"}))
>>> named_by(("ばねなし",), said, "まっとれす"), named_by(("ばねあり",), said, "まっとれす")
(2.0, -1.0)
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from gomi.search.conditions import MADE_OF, Said
from gomi.search.denied import all_lacked, lacked
from gomi.search.fold import fold
from gomi.search.measures import counted, measured

ANOTHER_MATERIAL = 0.5  # 金属のスプーン is スプーン（木製以外）
LONG_RUN = 4  # characters of a bracket that must stand in the message as they are


def named_by(qualifiers: Sequence[str], said: Said, base: str) -> float:
    """How much of what a name holds in brackets stands in the message; 0 for nothing.

    ``qualifiers`` are folded spellings and sounds. A condition said in other words counts by its
    value (「革のかばん」 and 皮革製), one said at the beginning of a bracket a little more. A message
    of one noun names no condition, and what stands in the item's ``base`` (folded) is none. Below 0
    is what the message rules out.
    """
    if not qualifiers:
        return 0.0
    heard = _besides(said, base)
    if _is_against(qualifiers, heard):
        return -1.0
    values = [fold(value) for value in said.materials | said.states]
    values += [word for condition in heard.alike for word in condition.same if len(word) > 1]
    shared = max((_shared(qualifier, heard, values, base) for qualifier in qualifiers), default=0.0)
    numbers = (measured(each, said.text) + counted(each, said.text) for each in qualifiers)
    return shared + sum(numbers)


def contradicted(brackets: Sequence[str], said: Said, base: str) -> bool:
    """Whether brackets (folded) exclude what was said, or name nothing but what was denied.

    電気じゃないストーブ is no ストーブ（電気式）, but may be ストーブ（電気・ガス）.
    """
    heard = _besides(said, base)
    named = [bracket for bracket in brackets if lacked(bracket) is None]
    against = _against(heard)
    ruled_out = bool(against) and bool(named) and all(_any_in(against, bracket) for bracket in named)
    return (ruled_out and not _agrees(named, heard)) or _excludes(brackets, heard)


def _is_against(qualifiers: Sequence[str], heard: Said) -> bool:
    """Whether anything in brackets speaks against what was said."""
    if _excludes(qualifiers, heard):
        return True
    against = _against(heard)
    named = [each for each in qualifiers if lacked(each) is None] if against else []
    return any(_any_in(against, each) for each in named) and not _agrees(named, heard)


def _excludes(qualifiers: Sequence[str], heard: Said) -> bool:
    return any(_is_excluded(stem, heard) for stem in all_lacked(qualifiers))


def _against(heard: Said) -> frozenset[str]:
    """The words denied, and those that say the contrary of what was said."""
    return heard.denied.union(*(condition.contrary for condition in heard.alike))


def _agrees(named: Sequence[str], heard: Said) -> bool:
    """Whether brackets say in other words what was said."""
    return any(_is_said_in(word, each) for each in named for alike in heard.alike for word in alike.same)


def _besides(said: Said, base: str) -> Said:
    """What is said besides the name itself."""
    nouns = said.nouns if len(said.nouns | said.denied) > 1 else frozenset()
    return replace(
        said,
        nouns=frozenset(noun for noun in nouns if noun not in base),
        denied=frozenset(word for word in said.denied if word not in base),
        alike=tuple(condition for condition in said.alike if condition.word not in base),
    )


def _is_excluded(stem: str, said: Said) -> bool:
    """Whether what a bracket excludes is just what was said: 茶色以外 is no 茶色い瓶."""
    if _any_in(said.denied, stem):
        return False
    return _any_in(said.nouns, stem) or (len(stem) > 1 and stem in said.text)


def _any_in(words: Set[str], qualifier: str) -> bool:
    return any(_is_said_in(word, qualifier) for word in words)


def _is_said_in(noun: str, qualifier: str) -> bool:
    """Whether a bracket speaks of the noun; one character alone must begin it: 車 is not in 自転車."""
    return qualifier.startswith(noun) if len(noun) == 1 else noun in qualifier


def _shared(qualifier: str, said: Said, values: Sequence[str], base: str) -> float:
    stem = lacked(qualifier)
    if stem is not None:
        return _shared_lack(qualifier, stem, said)
    nouns = [noun for noun in said.nouns if _is_said_in(noun, qualifier)]
    words = [value for value in values if value in qualifier]
    longest = max((len(word) for word in (*nouns, *words)), default=0)
    begins = any(qualifier.startswith(word) for word in (*nouns, *words))
    run = _longest_run(qualifier, (said.text, said.sound))
    counts = run >= LONG_RUN and qualifier[:run] not in base and said.text != qualifier[:run]
    return max(longest, run if counts else 0) + 0.5 * begins


def _shared_lack(qualifier: str, stem: str, said: Said) -> float:
    """How much the message denies what a bracket is without, or says the contrary of it."""
    longest = max((len(word) for word in _against(said) if _is_said_in(word, stem)), default=0)
    another = ANOTHER_MATERIAL if said.materials and MADE_OF in qualifier else 0.0
    return float(longest) or another


def _longest_run(qualifier: str, texts: Sequence[str]) -> int:
    """The longest beginning of the qualifier that stands in a text."""
    return next(
        (size for size in range(len(qualifier), 0, -1) if any(qualifier[:size] in text for text in texts)), 0
    )
