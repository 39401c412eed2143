"""収集日 as a bubble: one row a day, or one day large; a day without collection bears 休."""

from collections.abc import Iterator

from gomi.adapters.line.cards import if_said, link_below, warnings_boxes
from gomi.adapters.line.flex import (
    CHANGED,
    LARGE_TILE,
    SMALL_TILE,
    SOFT,
    bold,
    bubble,
    column,
    empty_tile,
    row,
    separator,
    text,
    tile_box,
)
from gomi.adapters.line.limits import Json
from gomi.conversation.messages import DayCard, DayRow, Taken

NONE = "休"
DAY_WIDTH = "76px"


def day_bubble(card: DayCard) -> Json:
    """The days of one home."""
    heading = column([if_said(card.district, "sm", SOFT), bold(card.heading, "xl")])
    days = _large(card.rows[0]) if card.large and card.rows else list(_rows(card.rows))
    body = [
        None if card.large else heading,
        *days,
        *(text(each) for each in card.lead[:-1]),
        *(bold(each, "md") for each in card.lead[-1:]),
        *warnings_boxes(card.warnings),
        if_said(card.reference, "xs", SOFT),
    ]
    return bubble(body, link_below(card))


def _rows(rows: tuple[DayRow, ...]) -> Iterator[Json]:
    for number, each in enumerate(rows):
        if number:
            yield separator()
        day = column([bold(each.day, "lg"), if_said(each.beside, "sm", SOFT)], width=DAY_WIDTH, flex=0)
        taken = column([_taken(one) for one in each.taken], spacing="xs", justifyContent="center")
        yield row([day, taken], spacing="sm", alignItems="center")


def _taken(taken: Taken) -> Json:
    tile = tile_box(taken.tile, SMALL_TILE) if taken.tile else empty_tile(NONE, SMALL_TILE)
    said = column([text(taken.name), if_said(taken.note, "sm", CHANGED)], justifyContent="center")
    return row([tile, said], spacing="md", alignItems="center")


def _large(day: DayRow) -> list[Json]:
    """One day: a large tile for each stream, the date above its name."""
    return [
        row(
            [
                tile_box(one.tile, LARGE_TILE) if one.tile else empty_tile(NONE, LARGE_TILE),
                column(
                    [
                        text(f"{day.beside} {day.day}".strip(), "sm", SOFT),
                        bold(one.name, "xl"),
                        if_said(one.note, "sm", CHANGED),
                    ],
                    justifyContent="center",
                ),
            ],
            spacing="lg",
            alignItems="center",
        )
        for one in day.taken
    ]
