"""What a search says: an answer, a question, 「もしかして」, or nothing, and why.

Page, chat, command line and API show the same `Answer`; `Answer.names` is the order they share.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from gomi.municipality.values import Hazard, Item, ItemRule

MOST_NAMES = 10
MOST_CANDIDATES = 3


class AnswerKind(StrEnum):
    """How what was found is shown."""

    ITEM = "item"
    QUESTION = "question"
    MAYBE = "maybe"
    NONE = "none"


class Reason(StrEnum):
    """Why an item was found, for the clerk's view and for tests."""

    NAME = "name"
    READING = "reading"
    ALIAS = "alias"
    WORD = "word"
    LEXICON = "lexicon"
    CLASS = "class"
    KIND = "kind"
    TRANSLATION = "translation"
    PARTIAL = "partial"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found, the reason, and the word of the query or the lexicon that led there.

    ``hazard`` is the item's danger, from the city's rows or, where they say none, from the lexicon.
    """

    item: Item
    reason: Reason
    via: str
    hazard: Hazard | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is said about one thing asked for.

    ``rules`` are the first hit's rules that fit what the query said of size, material and state.
    They are one when that settles it (or when the item has one); with several, ``kind`` is
    QUESTION and each of them is a choice. When ``hits`` are several things that share a word
    (「電池」), ``kind`` is QUESTION, ``rules`` is empty and each of ``hits`` is a choice.
    """

    asked: str
    kind: AnswerKind
    hits: tuple[Hit, ...] = ()
    rules: tuple[ItemRule, ...] = ()
    known_as: str | None = None
    """A thing the lexicon knows by this name and this city's list lacks."""
    danger: Hazard | None = None
    """What the lexicon says of the thing asked for, listed or not."""

    @property
    def hazard(self) -> Hazard | None:
        """The danger of what is shown: of the rules that fit, else of the first thing found or asked for."""
        of_rules = [rule.hazard for rule in self.rules]
        if any(rule.hazard for hit in self.hits[:1] for rule in hit.item.rules) and self.rules:
            return next(filter(None, of_rules), None)
        return (self.hits[0].hazard if self.hits else None) or self.danger


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one message: a `Found` for each thing asked, or the intent behind it."""

    query: str
    things: tuple[Found, ...] = ()
    intent: str | None = None
    """收集日, 電話, 粗大ごみ申込, メニュー, あいさつ…: a matter for the conversation, not an item."""

    @property
    def kind(self) -> AnswerKind:
        """The kind of the first thing that found anything; NONE when nothing did."""
        kinds = [found.kind for found in self.things]
        return next((kind for kind in kinds if kind is not AnswerKind.NONE), AnswerKind.NONE)

    @property
    def names(self) -> list[str]:
        """At most ten item names in the order shown; two things asked for alternate."""
        rows = zip_longest(*([hit.item.name for hit in found.hits] for found in self.things))
        ordered = dict.fromkeys(name for name in chain.from_iterable(rows) if name is not None)
        return list(ordered)[:MOST_NAMES]
