"""What is said of one rule of an item, in the kind of text that the face's voice speaks.

A page's voice speaks markup and the chat's bare text; both are asked the same things here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from gomi.municipality.values import Category, ItemRule

Text = TypeVar("Text", bound=str)
Shown = TypeVar("Shown", bound=str, covariant=True)


class Named(Protocol[Shown]):
    """A name ready to be shown."""

    @property
    def shown(self) -> Shown:
        """The name as it is shown."""


class Speaks(Protocol[Text]):
    """One language of one municipality."""

    def say(self, key: str, **values: object) -> Text:
        """A wording of the interface."""

    def city(self, sentence: str) -> Text:
        """A sentence of the city."""

    def in_words(self, text: str) -> Text:
        """A text that is already in this language."""

    def joined(self, parts: Sequence[Text]) -> Text:
        """Parts in one line."""

    def day(self, day: date) -> str:
        """A date."""

    def category(self, category: Category) -> Named[Text]:
        """A category's name."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """How to put out, in the city's words: the thing's own, and what its category adds to them.

    A thing without words of its own on how to put it out has the category's, and shares none.
    """

    how: tuple[str, ...]
    notes: tuple[str, ...]
    shared_how: tuple[str, ...]
    shared_notes: tuple[str, ...]


def instructions(rule: ItemRule, category: Category) -> Instructions:
    """What the city says on putting out what falls under a rule."""
    return Instructions(
        how=rule.how or category.how,
        notes=rule.notes,
        shared_how=tuple(each for each in category.how if rule.how and each not in rule.how),
        shared_notes=tuple(each for each in category.notes if each not in rule.notes),
    )


def said_condition(rule: ItemRule, voice: Speaks[Text]) -> Text:
    """When a rule applies, in words; empty where the city says nothing of it."""
    if rule.condition:
        return voice.city(rule.condition)
    parts = [voice.city(material) for material in rule.materials]
    if rule.length_from is not None:
        parts.append(voice.say("rule.from", centimetres=f"{rule.length_from:g}"))
    if rule.length_below is not None:
        parts.append(voice.say("rule.below", centimetres=f"{rule.length_below:g}"))
    return voice.joined(parts)


def condition(rule: ItemRule, category: Category, voice: Speaks[Text]) -> Text:
    """What sets a rule apart, in words; the category where nothing else does."""
    said = said_condition(rule, voice)
    if said:
        return said
    if rule.areas:
        return voice.joined([voice.city(area) for area in rule.areas])
    return voice.category(category).shown


def limits(rule: ItemRule, voice: Speaks[Text]) -> Iterator[Text]:
    """Where and from when till when a rule holds."""
    if rule.areas:
        yield voice.say("rule.areas", areas=voice.joined([voice.city(area) for area in rule.areas]))
    if rule.starts:
        yield voice.say("rule.since", date=voice.in_words(voice.day(rule.starts)))
    if rule.ends:
        yield voice.say("rule.until", date=voice.in_words(voice.day(rule.ends)))
