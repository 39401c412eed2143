"""Any message as plain text, for a notification, a list of talks, or a screen without cards.

The text alone suffices: it says the thing, its category, the danger, and what to do.
"""

from collections.abc import Iterator
from typing import assert_never

from gomi.conversation.messages.values import (
    AnswerCard,
    CasesCard,
    ContactCard,
    DayCard,
    GuideCard,
    Message,
    Offered,
    PlacesCard,
    PlaceShown,
    QuestionCard,
    Said,
    Warned,
)


def plain(message: Message) -> str:
    """The message in lines of text."""
    return "\n".join(line for line in _lines(message) if line)


def _lines(message: Message) -> Iterator[str]:
    match message:
        case Said():
            yield message.text
        case AnswerCard():
            yield from _answer(message)
        case QuestionCard():
            yield from (message.title, message.lead, *_warnings(message.warnings))
            yield from (f"{number} {_case(each)}" for number, each in enumerate(message.choices, 1))
            yield from (message.hint, message.reference)
        case CasesCard():
            yield from (message.title, message.lead, *_warnings(message.warnings))
            yield from (f"・{_case(each)}" for each in message.cases)
            yield message.reference
        case ContactCard():
            yield from (message.heading, message.way, message.office, message.telephone, message.hours)
        case DayCard():
            yield from (message.sentence, *_warnings(message.warnings), message.reference)
        case PlacesCard():
            for number, place in enumerate(message.places, 1):
                yield from _place(number, place)
            yield message.reference
        case GuideCard():
            yield from (message.title, message.lead, *_steps(message.steps), message.reference)
        case _:
            assert_never(message)


def _answer(card: AnswerCard) -> Iterator[str]:
    yield from (card.sentence, *card.coming, *_warnings(card.warnings), card.listed_as, card.bag)
    yield from _steps(card.steps)
    yield from (f"・{note}" for note in card.notes)
    yield from (*card.limits, card.reference)


def _steps(steps: tuple[str, ...]) -> Iterator[str]:
    numbered = len(steps) > 1
    yield from (f"{number} {step}" if numbered else step for number, step in enumerate(steps, 1))


def _place(number: int, place: PlaceShown) -> Iterator[str]:
    yield " ".join(filter(None, (str(number), place.name, place.distance, place.walk)))
    yield from (place.state, *place.offers, place.address, *place.remarks)


def _warnings(warnings: tuple[Warned, ...]) -> Iterator[str]:
    for warning in warnings:
        yield f"⚠ {warning.heading}"
        yield warning.do


def _case(offered: Offered) -> str:
    return f"{offered.label} → {offered.then}" if offered.then else offered.label
