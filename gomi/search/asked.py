"""Which of the things a message names are asked about.

Things said in one breath are all asked about. Otherwise it is one: what is excluded, what only
describes, and side clauses stand back.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gomi.search.chinese import chinese_things
from gomi.search.index import ItemIndex
from gomi.search.latin import latin_things
from gomi.search.message import Message
from gomi.search.phrases import Phrase
from gomi.search.relations import Match
from gomi.search.things import find_thing

TOPIC_WEIGHT = 3
MOST_THINGS = 3
MOST_PHRASES = 10  # no question names more; what follows is not looked at, so that any message is quick

Met = tuple[Phrase, Match]


def things_asked(index: ItemIndex, message: Message) -> list[tuple[str, Match]]:
    """Each thing the message asks about, with what it was called there; at most three."""
    if message.is_foreign:
        return latin_things(index, message.text)
    if message.is_chinese:
        return chinese_things(index, message.text)
    heard = _with_contents(index, message.phrases[:MOST_PHRASES])
    met = [(phrase, match) for phrase in heard if (match := find_thing(index, phrase))]
    asked = [(phrase, match) for phrase, match in met if not phrase.set_aside] or _owners(index, met)
    joined = _joined(asked)
    if len(joined) > 1:
        return [(phrase.text, match) for phrase, match in joined[:MOST_THINGS]]
    chosen = _chosen(asked)
    return [(chosen[0].text, chosen[1])] if chosen else []


def one_word(index: ItemIndex, text: str) -> list[tuple[str, Match]]:
    """A message that as a whole is a thing the list lacks is not cut into pieces (ぼたんでんち)."""
    match = find_thing(index, Phrase((text,)))
    return [(text, match)] if match else []


def _owners(index: ItemIndex, met: Sequence[Met]) -> list[Met]:
    """All that was excluded is a part: 「ペットボトルのキャップじゃなくて本体」 is the bottle."""
    owners = [(replace(phrase, parts=phrase.parts[:1]), match) for phrase, match in met]
    return [(phrase, find_thing(index, phrase) or match) for phrase, match in owners]


def _with_contents(index: ItemIndex, heard: Sequence[Phrase]) -> list[Phrase]:
    """A bare container takes what stood before it: 「粉ミルクを飲み終わった缶」 is 粉ミルクの缶."""
    filled = list(heard)
    for place, (before, after) in enumerate(pairwise(heard), 1):
        bare = len(after.parts) == 1 and after.parts[0] in index.lexicon.tables.containers
        if bare and before.modifies_next:
            filled[place] = replace(after, parts=(*before.parts, *after.parts))
    return filled


def _joined(met: list[Met]) -> list[Met]:
    """The first row of things said in one breath, each of them named outright."""
    row: list[Met] = []
    for phrase, match in met:
        named = bool(match.hits) and match.sure
        if named:
            row.append((phrase, match))
        if not (named and phrase.joins_next):
            if len(row) > 1:
                return row
            row = []
    return row


def _chosen(met: list[Met]) -> Met | None:
    """The one thing asked about: found before known, the object before a side clause, head last.

    A side clause is not asked about where the topic is a thing we know, listed or not.
    """
    if any(phrase.weight == TOPIC_WEIGHT for phrase, _ in met):
        met = [(phrase, match) for phrase, match in met if phrase.weight > 1]

    def standing(pair: tuple[int, Met]) -> tuple[bool, bool, bool, int, int]:
        place, (phrase, match) = pair
        return bool(match.hits), not phrase.modifies_next, match.sure, phrase.weight, -place

    return max(enumerate(met), key=standing)[1] if met else None
