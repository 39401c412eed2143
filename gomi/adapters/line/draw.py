"""A reply as LINE messages, ready to be sent: at most five, none larger than LINE takes.

Drawing never fails: a card too large for a bubble is said as text, and a text too long is cut.
"""

from typing import assert_never

from gomi.adapters.line.actions import action_of
from gomi.adapters.line.cards import answer_bubble, cases_bubble, contact_bubble, question_bubble
from gomi.adapters.line.day_cards import day_bubble
from gomi.adapters.line.guide_cards import guide_bubble
from gomi.adapters.line.limits import (
    LARGEST_BUBBLE,
    LARGEST_CAROUSEL,
    LONGEST_ALT_TEXT,
    LONGEST_LABEL,
    LONGEST_TEXT,
    MOST_MESSAGES,
    MOST_QUICK_REPLIES,
    Json,
    cut_units,
    size,
)
from gomi.adapters.line.place_cards import places_carousel
from gomi.conversation.messages import (
    AnswerCard,
    Button,
    CasesCard,
    ContactCard,
    DayCard,
    GuideCard,
    Message,
    PlacesCard,
    QuestionCard,
    Reply,
    Said,
)
from gomi.conversation.messages.plain import plain


def draw(reply: Reply, asked: str = "") -> list[Json]:
    """The messages of a reply; ``asked``, under which its question is kept, comes back in its buttons."""
    drawn = [_message(message, asked) for message in reply.messages[:MOST_MESSAGES]]
    if drawn and reply.buttons:
        drawn[-1]["quickReply"] = {"items": [_quick_reply(each, asked) for each in _first(reply.buttons)]}
    return drawn


def _first(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """As many as LINE shows; the last, メニュー, always stays."""
    if len(buttons) <= MOST_QUICK_REPLIES:
        return buttons
    return (*buttons[: MOST_QUICK_REPLIES - 1], buttons[-1])


def _quick_reply(button: Button, asked: str) -> Json:
    return {"type": "action", "action": action_of(button, asked, LONGEST_LABEL)}


def _message(message: Message, asked: str) -> Json:
    match message:
        case Said():
            return _text(message)
        case AnswerCard():
            return _flex(message, answer_bubble(message))
        case QuestionCard():
            return _flex(message, question_bubble(message, asked))
        case CasesCard():
            return _flex(message, cases_bubble(message))
        case ContactCard():
            return _flex(message, contact_bubble(message))
        case DayCard():
            return _flex(message, day_bubble(message))
        case PlacesCard():
            return _flex(message, places_carousel(message), LARGEST_CAROUSEL)
        case GuideCard():
            return _flex(message, guide_bubble(message))
        case _:
            assert_never(message)


def _flex(message: Message, drawn: Json, largest: int = LARGEST_BUBBLE) -> Json:
    if size(drawn) > largest:
        return _text(message)
    told = message.sentence if isinstance(message, PlacesCard) else plain(message)
    return {"type": "flex", "altText": cut_units(told, LONGEST_ALT_TEXT), "contents": drawn}


def _text(message: Message) -> Json:
    return {"type": "text", "text": cut_units(plain(message), LONGEST_TEXT)}
