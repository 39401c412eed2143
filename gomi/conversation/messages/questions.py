"""What may be chosen after something was found, and what is found once it has been.

A question back and 「もしかして」 are answered alike: by number or by name.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gomi.conversation.flows.sorting import (
    OTHER,
    PROMPT_HITS,
    WHICH,
    CategoryById,
    answered,
    sorting_question,
)
from gomi.conversation.question import Choice, Option
from gomi.municipality.values import ItemRule
from gomi.search.answer import MOST_CANDIDATES, AnswerKind, Found, Hit, Reason
from gomi.search.conditions import in_force
from gomi.search.fold import fold

SEVERAL = 2
AS_CALLED = (Reason.NAME, Reason.READING, Reason.TRANSLATION)


def question_of(found: Found, categories: CategoryById) -> Choice | None:
    """The choice that ``found`` leaves to the resident, or None when it leaves none."""
    if found.kind is AnswerKind.MAYBE:
        return Choice(PROMPT_HITS, tuple(Option(hit.item.name) for hit in candidates(found)))
    if not found.rules and len(found.hits) < SEVERAL:  # one thing, none of whose rules is in force
        return None
    return sorting_question(found, categories)


def candidates(found: Found) -> tuple[Hit, ...]:
    """The things of 「もしかして」, each name once."""
    return tuple({hit.item.name: hit for hit in reversed(found.hits[:MOST_CANDIDATES])}.values())[::-1]


def chosen(found: Found, label: str, categories: CategoryById, today: date) -> Found:
    """What is found once ``label`` has been chosen; unchanged for 「そのほか」 and for no choice."""
    if found.kind is AnswerKind.MAYBE:
        hits = tuple(hit for hit in candidates(found) if hit.item.name == label)
        return _of_item(found, hits, today) if hits else found
    settled = answered(found, {WHICH: label}, categories)
    return settled if found.rules or settled is found else _of_item(found, settled.hits, today)


def is_other(label: str) -> bool:
    """Whether none of the things offered was chosen."""
    return label == OTHER


def called_otherwise(found: Found) -> bool:
    """Whether the thing was asked for by another name than its own in the city's list."""
    hit = found.hits[0]
    return hit.reason not in AS_CALLED and fold(found.asked) != fold(hit.item.name)


def one_category(rules: Iterable[ItemRule]) -> str | None:
    """The category, where all these rules lead to the same."""
    categories = {rule.category for rule in rules}
    return categories.pop() if len(categories) == 1 else None


def _of_item(found: Found, hits: tuple[Hit, ...], today: date) -> Found:
    rules = in_force(hits[0].item.rules, today)
    kind = AnswerKind.QUESTION if len(rules) >= SEVERAL else AnswerKind.ITEM if rules else AnswerKind.NONE
    return replace(found, kind=kind, hits=hits[:1], rules=rules)
