"""From a match to what is shown: one item with the rules that fit, a question, or もしかして."""

from dataclasses import replace
from datetime import date

from gomi.municipality.values import ItemRule
from gomi.search.answer import MOST_NAMES, AnswerKind, Found, Hit
from gomi.search.conditions import Said, fitting, in_force, named_by
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.relations import Match


def settle(index: ItemIndex, asked: str, match: Match, said: Said, today: date | None = None) -> Found:
    """What is said about the thing: settled by the conditions named, or asked back.

    Rules not in force on ``today`` are left out; without a day every rule counts.
    """
    if not match.hits:
        return Found(asked, AnswerKind.NONE, known_as=match.known_as)
    hits = _settled(index, match.hits, said) if match.sure else match.hits
    hits = tuple(replace(hit, hazard=index.hazard(hit.item)) for hit in hits[:MOST_NAMES])
    if not match.sure:
        return Found(asked, AnswerKind.MAYBE, hits)
    if len(hits) > 1:
        return Found(asked, AnswerKind.QUESTION, hits)
    rules = hits[0].item.rules if today is None else in_force(hits[0].item.rules, today)
    rules = _distinct(fitting(rules, said))
    kind = AnswerKind.ITEM if len(rules) == 1 else AnswerKind.QUESTION
    return Found(asked, kind, hits, rules)


def _settled(index: ItemIndex, hits: tuple[Hit, ...], said: Said) -> tuple[Hit, ...]:
    """Of the items that share a name, the one whose brackets the message names, if it is one.

    「小さく切ったござ」 is 「ござ（小さく切ったもの）」 although 「ござ」 is listed too.
    """
    family = {hit.item.id: hit for hit in hits}
    for hit in hits:
        for item in index.siblings(hit.item):
            family.setdefault(item.id, Hit(item, hit.reason, hit.via))
    if len(family) < 2:
        return hits
    named = {
        hit.item.id: named_by(index.qualifiers(hit.item), said, index.base(hit.item))
        for hit in family.values()
    }
    best = max(named.values())
    leading = [hit for hit in family.values() if named[hit.item.id] == best]
    if best and len(leading) == 1:
        return (leading[0],)
    return tuple(sorted(hits, key=lambda hit: (-named[hit.item.id], *_far(index, hit, said))))


def _far(index: ItemIndex, hit: Hit, said: Said) -> tuple[bool, bool]:
    """First the item of just that name, then those whose name holds what was typed."""
    return index.base(hit.item) != fold(hit.via), said.text not in fold(hit.item.name)


def _distinct(rules: tuple[ItemRule, ...]) -> tuple[ItemRule, ...]:
    """Rules that lead to the same category in the same way are one."""
    ways = {(rule.category, rule.how, rule.notes): rule for rule in reversed(rules)}
    return tuple(rule for rule in rules if rule in ways.values()) if len(ways) > 1 else rules[:1]
