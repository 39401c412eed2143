"""分別: the one question a search may ask back, 「どのハンガーですか」, as a flow of one step.

The options are the rules of the item found, or the things that share the word; never more than
four, the last being 「そのほか」 when there are more. `answered` is what is found once it is chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gomi.conversation.flow import END, Answers, Flow, Step
from gomi.conversation.question import Choice, Option
from gomi.municipality.values import Category, ItemRule
from gomi.search.answer import AnswerKind, Found

WHICH = "which"
MOST_CHOICES = 4
PROMPT_RULES = "どれにあてはまりますか。"
PROMPT_HITS = "どれのことですか。"
OTHER = "そのほか・わからない"

CategoryById = Mapping[str, Category]


def sorting_flow(found: Found, categories: CategoryById) -> Flow | None:
    """The question that ``found`` asks back, or None when it asks none."""
    question = sorting_question(found, categories)
    return Flow("sorting", (Step(WHICH, question, END),)) if question else None


def sorting_question(found: Found, categories: CategoryById) -> Choice | None:
    """The flow's only question."""
    return _question(found, categories) if found.kind is AnswerKind.QUESTION else None


def answered(found: Found, answers: Answers, categories: CategoryById) -> Found:
    """``found`` with the resident's choice applied; unchanged when it is none, or 「そのほか」."""
    flow = sorting_flow(found, categories)
    chosen = flow.walk(answers).answers.get(WHICH) if flow else None
    if chosen is None or chosen == OTHER:
        return found
    if not found.rules:
        return _one_hit(found, chosen)
    rules = tuple(rule for rule in found.rules if _label(rule, found.rules, categories) == chosen)
    return replace(found, kind=AnswerKind.ITEM, hits=found.hits[:1], rules=rules)


def _one_hit(found: Found, name: str) -> Found:
    hits = tuple(hit for hit in found.hits if hit.item.name == name)
    rules = hits[0].item.rules
    kind = AnswerKind.ITEM if len(rules) == 1 else AnswerKind.QUESTION
    return replace(found, kind=kind, hits=hits, rules=rules)


def _question(found: Found, categories: CategoryById) -> Choice:
    if found.rules:
        options = (
            Option(_label(rule, found.rules, categories), categories[rule.category].name)
            for rule in found.rules
        )
        return Choice(PROMPT_RULES, _at_most_four(options))
    return Choice(PROMPT_HITS, _at_most_four(Option(hit.item.name, _leads_to(hit.item.rules, categories))
                                             for hit in found.hits))  # fmt: skip


def _label(rule: ItemRule, rules: tuple[ItemRule, ...], categories: CategoryById) -> str:
    """The rule's condition; where several share one or have none, what sets it apart is added."""
    parts = [rule.condition or "、".join(rule.areas) or categories[rule.category].name]
    twins = [other for other in rules if other is not rule and other.condition == rule.condition]
    if rule.condition and twins:
        parts.append("、".join(rule.areas) or categories[rule.category].name)
    return "・".join(parts)


def _leads_to(rules: Iterable[ItemRule], categories: CategoryById) -> str:
    """The category, where all rules of the thing agree."""
    names = {categories[rule.category].name for rule in rules}
    return names.pop() if len(names) == 1 else ""


def _at_most_four(options: Iterable[Option]) -> tuple[Option, ...]:
    distinct = tuple({option.label: option for option in options}.values())
    if len(distinct) <= MOST_CHOICES:
        return distinct
    return (*distinct[: MOST_CHOICES - 1], Option(OTHER))
