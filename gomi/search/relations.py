"""What a city lists under a head of the lexicon: the thing, its class, its kinds, a vaguer name."""

from collections.abc import Sequence
from dataclasses import dataclass

from gomi.search.answer import Hit, Reason
from gomi.search.index import ItemIndex

CLASS_STEPS = 2
MOST_KINDS = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Items that answer to one text alike. ``sure`` is False for what is only to be offered."""

    hits: tuple[Hit, ...]
    sure: bool = True
    known_as: str | None = None


def of_heads(index: ItemIndex, heads: Sequence[str], via: str) -> Match:
    """What the city has under these heads: the thing itself, its class, its kinds, a vaguer name.

    A single kind is not the answer for its class, nor a class for a dangerous kind, nor one of the
    meanings of a word for all of them: these are only offered.
    """
    for find in (_same, _classes, _kinds, _loosely):
        hits = [hit for head in heads for hit in find(index, head, via)]
        if hits:
            unique = tuple({hit.item.id: hit for hit in hits}.values())
            return Match(unique, sure=find is _same or _may_answer(index, find, heads, unique))
    return Match((), known_as=heads[0])


def _may_answer(index: ItemIndex, find: object, heads: Sequence[str], hits: Sequence[Hit]) -> bool:
    if find in (_kinds, _loosely):
        return find is _kinds and len(hits) > 1
    return not any(index.lexicon.heads[head].hazard for head in heads)


def same_under(index: ItemIndex, heads: Sequence[str], via: str) -> Match:
    """What stands under these heads; one meaning of several, one of them dangerous, is only offered."""
    hits = {hit.item.id: hit for head in heads for hit in _same(index, head, via)}
    one_of_several = len(hits) == 1 < len(heads)
    return Match(
        tuple(hits.values()), sure=not (one_of_several and any(index.lexicon.heads[h].hazard for h in heads))
    )


def _same(index: ItemIndex, head: str, via: str) -> list[Hit]:
    reason = Reason.CLASS if (via, head) in index.lexicon.kind_words else Reason.LEXICON
    return [Hit(index.items[number], reason, head) for number in index.by_head.get(head, ())]


def _classes(index: ItemIndex, head: str, via: str) -> list[Hit]:
    """The nearest class the city lists; a dangerous kind is never answered by a harmless class."""
    level = [head]
    hazard = index.lexicon.heads[head].hazard
    for _ in range(CLASS_STEPS):
        level = [name for each in level if each in index.lexicon.heads
                 for name in index.lexicon.heads[each].classes]  # fmt: skip
        hits = [
            Hit(index.items[number], Reason.CLASS, name)
            for name in level
            if name in index.lexicon.heads and hazard in (None, index.lexicon.heads[name].hazard)
            for number in index.by_head.get(name, ())
        ]
        if hits:
            return hits
    return []


def _loosely(index: ItemIndex, head: str, via: str) -> list[Hit]:
    """Items whose name may mean the head; never for a dangerous one."""
    if index.lexicon.heads[head].hazard:
        return []
    return [Hit(index.items[number], Reason.LEXICON, head) for number in index.loosely_by_head.get(head, ())]


def _kinds(index: ItemIndex, head: str, via: str) -> list[Hit]:
    """What the list has of a class; one kind is not answered by its sisters."""
    if (via, head) in index.lexicon.kind_words:
        return []
    numbers = [*index.kinds_by_head.get(head, ())]
    for kind in index.lexicon.kinds_of.get(head, ()):
        numbers += index.by_head.get(kind, ())
    return [Hit(index.items[number], Reason.KIND, head) for number in dict.fromkeys(numbers)][:MOST_KINDS]
