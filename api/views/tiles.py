"""Category tiles: icon, letter and colour, the colour by a stylesheet of the municipality's own.

The content security policy allows no style attribute, and colours are data; so every municipality
has a small stylesheet, and a tile names its category by number.
"""

from dataclasses import dataclass

from gomi.conversation.messages.tile import tile
from gomi.municipality.values import Category, CategoryKind, Municipality

ICON_BY_KIND = {
    CategoryKind.COLLECTED: "truck",
    CategoryKind.OVERSIZED: "oversized",
    CategoryKind.DROP_OFF: "dropoff",
    CategoryKind.NOT_COLLECTED: "refused",
    CategoryKind.APPLIANCE_RECYCLING: "appliance",
    CategoryKind.BY_RESERVATION: "phone",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """The tile of a category; its word always stands beside it."""

    class_: str
    icon: str
    letter: str


def tiles(municipality: Municipality) -> dict[str, Tile]:
    """The tile of every category, by its id."""
    return {category.id: _tile(number, category) for number, category in enumerate(municipality.categories)}


def stylesheet(municipality: Municipality) -> str:
    """The tiles' colours; one that is no #rrggbb is grey, one too light for white letters is darkened."""
    return "".join(
        f".cat-{number}{{--cat:{tile(category).colour}}}\n"
        for number, category in enumerate(municipality.categories)
    )


def _tile(number: int, category: Category) -> Tile:
    icon = category.icon or ICON_BY_KIND[category.kind]
    return Tile(f"cat-{number}", icon, tile(category).letter)
