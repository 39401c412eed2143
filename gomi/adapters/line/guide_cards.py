"""A guide as a bubble: what matters, the steps, the film, and its own page."""

from gomi.adapters.line.cards import if_said
from gomi.adapters.line.flex import (
    SOFT,
    bold,
    bubble,
    column,
    link_button,
    main_button,
    numbered,
    separator,
    text,
)
from gomi.adapters.line.limits import LONGEST_ADDRESS, LONGEST_FLEX_LABEL, Json, cut
from gomi.conversation.messages import GuideCard, Link


def guide_bubble(card: GuideCard) -> Json:
    """One guide."""
    body = [
        column([bold(card.title, "xl"), text(card.lead)], spacing="sm"),
        separator() if card.steps else None,
        numbered(card.steps),
        if_said(card.video_about, "xs", SOFT),
        if_said(card.reference, "xs", SOFT),
    ]
    return bubble(body, _ways(card))


def _ways(card: GuideCard) -> Json | None:
    """The film first, if there is one; the page below it."""
    drawn = []
    if card.video is not None and _fits(card.video):
        drawn.append(main_button(_label(card.video), card.video.address))
    if card.link is not None and _fits(card.link):
        drawn.append(link_button(_label(card.link), card.link.address))
    return column(drawn, spacing="sm") if drawn else None


def _fits(link: Link) -> bool:
    return len(link.address) <= LONGEST_ADDRESS


def _label(link: Link) -> str:
    return cut(link.label, LONGEST_FLEX_LABEL)
