"""What is said to be lacking: in a message (電気じゃない, ふたのない, 電池なし) and in a name (以外, なし).

>>> from gomi.search.reading import Reader
>>> tokens = Reader().tokens("電気を使わないストーブ")
>>> [tokens[place].text for place in sorted(denied(tokens))]
['電気']
>>> lacked("ばねなし"), lacked("木製以外"), lacked("布団を除く"), lacked("ばねあり")
('ばね', '木製', '布団', None)
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from gomi.search.reading import Token

KNOWN_BRACKETS = 16384  # the brackets of a few municipalities
NOUN_LIKE = ("名詞", "接頭辞", "接尾辞")
LACKING = ("以外", "なし", "無し", "不使用")
NOT = ("無い", "ない", "ぬ", "ず")
HAVING = ("付く", "つく", "入る", "使う", "いる", "要る", "含む", "有る", "動く", "出来る")
JOINING = ("と", "や", "・", "、", "か")
BEING = ("で", "じゃ", "では")
UNSAID = ("だ", "てる", "て", "居る", "です", "ます")
SMALL_WORDS = ("助詞", "補助記号")
EXCLUDED = re.compile(r"(([をおはわ])?(除く|除きます|のぞく)|の?(以外|いがい))(のもの|の部分|のぶぶん)?$")
LACKED = re.compile(
    r"(なし|無し|不使用|[のがはも](ない|無い)"
    r"|[のがはもをに]?(つか|付か|つい(てい)?|付い(てい)?|入ら|はいら|入ってい?|使わ|使ってい?|含ま)ない)(もの|物)?$"
)


def denied(tokens: Sequence[Token]) -> frozenset[int]:
    """The places of the nouns that are said to be lacking, whole runs of nouns together.

    「布と革以外」 lacks both.
    """
    places: set[int] = set()
    before = range(0)
    for run in _runs(tokens):
        found = _denied_of(tokens, run)
        joined = run.start - before.stop == 1 and tokens[before.stop].text in JOINING
        if found and joined and found.start == run.start and tokens[run.stop - 1].text in LACKING:
            places.update(before)
        places.update(found)
        before = run if not joined else range(before.start, run.stop)
    return frozenset(places)


def _runs(tokens: Sequence[Token]) -> Iterator[range]:
    """The places of nouns that stand together."""
    start = 0
    for place in range(len(tokens) + 1):
        if place == len(tokens) or tokens[place].pos not in NOUN_LIKE:
            if start < place:
                yield range(start, place)
            start = place + 1


def _denied_of(tokens: Sequence[Token], run: range) -> range:
    """The part of a run that is denied: what stands before 以外 in it, or all of it, or nothing."""
    marks = [place for place in run if tokens[place].text in LACKING]
    if marks:
        return range(run.start, marks[-1])
    return run if _denies(tokens, run.stop) else range(0)


def _denies(tokens: Sequence[Token], start: int) -> bool:
    """Whether what follows a noun denies it.

    A verb does so only where it describes what comes next: 「ストーブはもう使わないので」 lacks no
    stove.
    """
    after = list(takewhile(lambda token: token.pos not in NOUN_LIKE, tokens[start:]))
    said = [token for token in after if token.pos not in SMALL_WORDS and token.normal not in UNSAID]
    if not said:
        return False
    if said[0].normal in NOT:
        return said[0].pos == "形容詞"
    if after[0].text in BEING and said[0].normal == "有る" and said[-1].normal in NOT:
        return True
    describes = len(after) > 1 and after[-1] is said[-1] and start + len(after) < len(tokens)
    return describes and len(said) == 2 and said[0].normal in HAVING and said[1].normal in NOT


@lru_cache(maxsize=KNOWN_BRACKETS)
def lacked(qualifier: str) -> str | None:
    """What a bracket (folded, or its sound) says the thing is without; None where it says no such thing."""
    for ending in (EXCLUDED, LACKED):
        stem = ending.sub("", qualifier)
        if stem != qualifier:
            return stem
    return None


def all_lacked(qualifiers: Sequence[str]) -> list[str]:
    """All that brackets are without, but what they name as well: 「食品・食品以外」 lacks nothing."""
    stems = (lacked(qualifier) for qualifier in qualifiers)
    return [stem for stem in stems if stem and stem not in qualifiers]
