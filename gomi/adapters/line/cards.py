"""Each card as a bubble: the danger above everything else, then what, then how."""

from collections.abc import Iterable

from gomi.adapters.line.actions import action_of
from gomi.adapters.line.flex import (
    DANGER,
    DANGER_GROUND,
    INK,
    LARGE_TILE,
    PRIMARY,
    RULE,
    SMALL_TILE,
    SOFT,
    bold,
    bubble,
    column,
    link_button,
    numbered,
    row,
    separator,
    text,
    tile_box,
)
from gomi.adapters.line.limits import LONGEST_ADDRESS, LONGEST_FLEX_LABEL, Json, cut
from gomi.conversation.messages import (
    AnswerCard,
    CasesCard,
    Choose,
    ContactCard,
    DayCard,
    Offered,
    QuestionCard,
    Warned,
)
from gomi.conversation.messages.readings import without_readings

FEW_CHOICES = 6  # what fits a telephone's screen with a frame around each


def answer_bubble(card: AnswerCard) -> Json:
    """One way to put out one thing."""
    named = column(
        [
            text(card.heading, "sm", SOFT),
            bold(card.category.shown, "xl"),
            if_said(card.category.beside, "sm", SOFT),
        ],
        justifyContent="center",
    )
    body = [
        row([tile_box(card.tile, LARGE_TILE), named], spacing="lg", alignItems="center"),
        *warnings_boxes(card.warnings),
        column([bold(each, "md") for each in card.coming], spacing="xs") if card.coming else None,
        separator(),
        if_said(card.listed_as, "sm", SOFT),
        bold(card.bag, "md") if card.bag else None,
        numbered(card.steps),
        _notes(card),
        if_said("\n".join(card.limits), "sm", SOFT),
        if_said(card.reference, "xs", SOFT),
    ]
    return bubble(body, link_below(card))


def question_bubble(card: QuestionCard, asked: str) -> Json:
    """Choices, each of which can be tapped and has its number."""
    framed = len(card.choices) <= FEW_CHOICES
    choices = [_choice(number, each, asked, framed) for number, each in enumerate(card.choices, 1)]
    body = [
        column([bold(card.title, "xl"), if_said(card.lead)], spacing="xs"),
        *warnings_boxes(card.warnings),
        column(choices, spacing="sm"),
        text(card.hint, "sm", SOFT),
        if_said(card.reference, "xs", SOFT),
    ]
    return bubble(body)


def cases_bubble(card: CasesCard) -> Json:
    """Cases to be read."""
    body = [
        column([bold(card.title, "xl"), if_said(card.lead)], spacing="xs"),
        *warnings_boxes(card.warnings),
        *(_case(each) for each in card.cases),
        if_said(card.reference, "xs", SOFT),
    ]
    return bubble(body)


def contact_bubble(card: ContactCard) -> Json:
    """Whom to call."""
    body = [
        column([bold(card.heading, "lg"), if_said(card.way)], spacing="xs"),
        column(
            [if_said(card.office, "sm", SOFT), bold(card.telephone, "xl"), if_said(card.hours, "sm", SOFT)],
            spacing="xs",
        ),
    ]
    call = link_button(cut(card.call, LONGEST_FLEX_LABEL), f"tel:{card.dial}") if card.dial else None
    return bubble(body, call)


def warnings_boxes(warnings: Iterable[Warned]) -> list[Json]:
    """Each warning in a frame of its own."""
    return [
        column(
            [bold(f"⚠ {each.heading}", "sm", DANGER), text(each.do, "sm")],
            backgroundColor=DANGER_GROUND,
            cornerRadius="8px",
            paddingAll="12px",
            spacing="xs",
            borderColor=DANGER,
            borderWidth="1px",
        )
        for each in warnings
    ]


def _notes(card: AnswerCard) -> Json | None:
    if not card.notes:
        return None
    notes = (text(f"・{note}", "sm") for note in card.notes)
    return column([bold(card.notes_heading, "sm"), *notes], spacing="xs")


def _choice(number: int, offered: Offered, asked: str, framed: bool) -> Json:
    named = column(
        [bold(f"{number} {offered.label}", "md", PRIMARY), if_said(offered.then, "sm", SOFT)],
        justifyContent="center",
    )
    tile = tile_box(offered.tile, SMALL_TILE) if offered.tile else None
    button = Choose(number, without_readings(offered.label))
    frame = {
        "paddingAll": "10px" if framed else "2px",
        "borderColor": PRIMARY if framed else RULE,
        "borderWidth": "1px" if framed else "none",
        "cornerRadius": "8px",
    }
    return row(
        [tile, named, bold("›", "xl", PRIMARY, flex=0)],
        spacing="md",
        alignItems="center",
        action=action_of(button, asked, LONGEST_FLEX_LABEL),
        **frame,
    )


def _case(offered: Offered) -> Json:
    named = column([bold(offered.label, "md"), if_said(offered.then, "sm", SOFT)], justifyContent="center")
    tile = tile_box(offered.tile, SMALL_TILE) if offered.tile else None
    return row([tile, named], spacing="md", alignItems="center")


def if_said(said: str, size: str = "md", color: str = INK) -> Json | None:
    """A text, if there is any."""
    return text(said, size, color) if said else None


def link_below(card: AnswerCard | DayCard) -> Json | None:
    """The card's link, unless its address is longer than LINE takes."""
    if card.link is None or len(card.link.address) > LONGEST_ADDRESS:
        return None
    return link_button(cut(card.link.label, LONGEST_FLEX_LABEL), card.link.address)
