"""From a match to what is shown: one item with the rules that fit, a question, or もしかして."""

from dataclasses import replace
from datetime import date

from gomi.municipality.values import Hazard, ItemRule
from gomi.search.answer import MOST_NAMES, AnswerKind, Found, Hit, Reason
from gomi.search.brackets import contradicted, named_by
from gomi.search.conditions import Said, fitting, in_force
from gomi.search.denied import all_lacked
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.lookup import Text
from gomi.search.names import forms
from gomi.search.relations import Match

GUESSED = (Reason.PARTIAL, Reason.FUZZY)


def settle(index: ItemIndex, asked: str, match: Match, said: Said, today: date | None = None) -> Found:
    """What is said about the thing: settled by the conditions named, or asked back.

    Rules not in force on ``today`` are left out; without a day every rule counts.
    """
    danger = _danger(index, asked)
    allowed = tuple(hit for hit in match.hits if not _is_another(index, hit, asked, said, match.sure))
    if not allowed:
        known_as = match.known_as or (match.hits[0].via if match.hits else None)
        return Found(asked, AnswerKind.NONE, known_as=known_as, danger=danger)
    settled = _settled(index, allowed, said)
    sure = match.sure or (len(settled) == 1 and _is_named(index, settled[0], said))
    hits = settled if sure else allowed
    hits = tuple(replace(hit, hazard=index.hazard(hit.item)) for hit in hits[:MOST_NAMES])
    if not sure:
        return Found(asked, AnswerKind.MAYBE, hits, danger=danger)
    if len(hits) > 1:
        return Found(asked, AnswerKind.QUESTION, hits, danger=danger)
    rules = hits[0].item.rules if today is None else in_force(hits[0].item.rules, today)
    rules = _distinct(fitting(rules, said))
    kind = AnswerKind.ITEM if len(rules) == 1 else AnswerKind.QUESTION
    return Found(asked, kind, hits, rules, danger=danger)


def _danger(index: ItemIndex, asked: str) -> Hazard | None:
    """The danger of what was asked for, where every thing it may mean has it."""
    text = Text(asked, index)
    known = {index.lexicon.heads[head].hazard for head in text.heads or text.sounding_heads}
    return known.pop() if len(known) == 1 else None


def _is_another(index: ItemIndex, hit: Hit, asked: str, said: Said, sure: bool) -> bool:
    """Whether the item's brackets show that it is not what was asked for, whatever its name.

    What is only offered for its class is not, where the message narrows the class to one kind and the
    brackets to another: 水銀の体温計 is no 体温計（デジタル）.
    """
    if _is_typed(index, hit):
        return False
    if _excludes(index, hit, asked, said) or contradicted(
        index.brackets(hit.item), said, index.base(hit.item)
    ):
        return True
    if hit.reason in GUESSED or not index.qualifiers(hit.item) or _named(index, hit, said) > 0:
        return False
    if index.base(hit.item) not in fold(asked):
        return False
    return (hit.reason is Reason.CLASS and not sure) or _is_of_another(index, hit, said)


def _is_typed(index: ItemIndex, hit: Hit) -> bool:
    """Whether it was asked for by its whole name, brackets and all."""
    spelt = hit.reason is Reason.NAME and index.qualifiers(hit.item)
    return bool(spelt) and fold(hit.via) == fold(hit.item.name) != index.base(hit.item)


def _is_of_another(index: ItemIndex, hit: Hit, said: Said) -> bool:
    """Whether its brackets name the things it belongs to, and the message another: 車のタイヤ."""
    words = index.lexicon.by_fold
    owners = {noun for noun in said.nouns if noun not in index.base(hit.item) and noun in words}
    listed = forms(hit.item.name).qualifiers
    return bool(owners and listed) and all(fold(each) in words for each in listed)


def _excludes(index: ItemIndex, hit: Hit, asked: str, said: Said) -> bool:
    """Whether the item's brackets say that it is anything but what was asked for, in whatever words."""
    meant, key = set(Text(asked, index).heads), fold(asked)
    lacking = all_lacked(index.qualifiers(hit.item))
    stems = [stem for stem in lacking if not any(word in stem for word in said.denied)]
    return any(stem in key or meant & set(index.lexicon.by_fold.get(stem, ())) for stem in stems)


def _settled(index: ItemIndex, hits: tuple[Hit, ...], said: Said) -> tuple[Hit, ...]:
    """Of the items that share a name, the one whose brackets the message names, if it is one.

    「小さく切ったござ」 is 「ござ（小さく切ったもの）」 although 「ござ」 is listed too.
    """
    family = {hit.item.id: hit for hit in hits}
    for hit in hits:
        for item in index.siblings(hit.item):
            family.setdefault(item.id, Hit(item, hit.reason, hit.via))
    if len(family) < 2 or (len(hits) == 1 and _is_typed(index, hits[0])):
        return hits
    named = {hit.item.id: _named(index, hit, said) for hit in family.values()}
    best = max(named.values())
    leading = [hit for hit in family.values() if named[hit.item.id] == best]
    if best and len(leading) == 1:
        return (leading[0],)
    return tuple(sorted(hits, key=lambda hit: (-named[hit.item.id], *_far(index, hit, said))))


def _named(index: ItemIndex, hit: Hit, said: Said) -> float:
    return named_by(index.qualifiers(hit.item), said, index.base(hit.item))


def _is_named(index: ItemIndex, hit: Hit, said: Said) -> bool:
    """Whether the message says what sets this item apart: 水銀の体温計 is 体温計（水銀）, offered or not."""
    in_other_words = hit.reason in GUESSED or index.base(hit.item) not in said.text
    return not in_other_words and _named(index, hit, said) > 0


def _far(index: ItemIndex, hit: Hit, said: Said) -> tuple[bool, bool, bool]:
    """First the item of just that name, then the plain kind, then those whose name holds what was typed."""
    name = fold(hit.item.name)
    return index.base(hit.item) != fold(hit.via), index.is_special(hit.item), said.text not in name


def _distinct(rules: tuple[ItemRule, ...]) -> tuple[ItemRule, ...]:
    """Rules that lead to the same category in the same way are one."""
    ways = {(rule.category, rule.how, rule.notes): rule for rule in reversed(rules)}
    return tuple(rule for rule in rules if rule in ways.values()) if len(ways) > 1 else rules[:1]
