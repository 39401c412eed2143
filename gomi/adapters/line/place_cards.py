"""Places as a carousel: how far, whether open, what is to be had there; the map, and the telephone.

A bubble that would make the carousel too large stays away with those behind it.
"""

from gomi.adapters.line.cards import if_said
from gomi.adapters.line.flex import (
    BLACK,
    GOOD,
    PRIMARY,
    SOFT,
    WHITE,
    bold,
    bubble,
    column,
    link_button,
    main_button,
    row,
    text,
)
from gomi.adapters.line.limits import (
    LARGEST_CAROUSEL,
    LONGEST_ADDRESS,
    LONGEST_FLEX_LABEL,
    MOST_BUBBLES,
    Json,
    cut,
    size,
)
from gomi.conversation.messages import Link, PlacesCard, PlaceShown

OPEN, SHUT, UNSURE = "○", "×", "？"
LONGEST_OFFER = 90  # characters; a bubble stays within a telephone's screen
SMALL = "kilo"


def places_carousel(card: PlacesCard) -> Json:
    """The places beside each other; the last bubble leads to the whole list."""
    last = [_more(card.more, card.reference)] if card.more else []
    bubbles: list[Json] = []
    for number, place in enumerate(card.places[: MOST_BUBBLES - len(last)], 1):
        more = [*bubbles, _bubble(number, place)]
        if size(_carousel([*more, *last])) > LARGEST_CAROUSEL:
            break
        bubbles = more
    return _carousel([*bubbles, *last])


def _carousel(bubbles: list[Json]) -> Json:
    return {"type": "carousel", "contents": bubbles}


def _bubble(number: int, place: PlaceShown) -> Json:
    named = row([_number(number), bold(place.name, "lg", flex=1)], spacing="md", alignItems="center")
    far = [bold(place.distance, "xxl" if place.walk else "md", flex=0)]
    far += [text(place.walk, "sm", SOFT, gravity="bottom")] if place.walk else []
    said = [
        _state(place),
        *(text(cut(offer, LONGEST_OFFER), "sm") for offer in place.offers),
        text(place.address, "sm", SOFT),
        *(text(cut(remark, LONGEST_OFFER), "sm", SOFT) for remark in place.remarks),
    ]
    body = [named, row(far, spacing="md", alignItems="flex-end"), column(said, spacing="sm")]
    return bubble(body, _ways(place), SMALL)


def _state(place: PlaceShown) -> Json:
    """Open or not, by its sign and its words; the colour only repeats it."""
    if place.is_open is None:
        return text(f"{UNSURE} {place.state}", "sm", SOFT)
    sign, colour = (OPEN, GOOD) if place.is_open else (SHUT, SOFT)
    return bold(f"{sign} {place.state}", "sm", colour)


def _number(number: int) -> Json:
    said = {"type": "text", "text": str(number), "size": "lg", "weight": "bold", "color": WHITE,
            "align": "center"}  # fmt: skip
    return column([said], width="36px", height="36px", cornerRadius="18px", backgroundColor=PRIMARY,
                  justifyContent="center", flex=0)  # fmt: skip


def _ways(place: PlaceShown) -> Json | None:
    links = [link for link in (place.map, place.dial) if link and len(link.address) <= LONGEST_ADDRESS]
    drawn = [
        main_button(_label(link), link.address)
        if link is place.map
        else link_button(_label(link), link.address)
        for link in links
    ]
    return column(drawn, spacing="sm") if drawn else None


def _more(link: Link, reference: str) -> Json:
    body = [bold(link.label, "lg", BLACK), if_said(reference, "xs", SOFT)]
    return bubble(body, link_button(_label(link), link.address), SMALL)


def _label(link: Link) -> str:
    return cut(link.label, LONGEST_FLEX_LABEL)
