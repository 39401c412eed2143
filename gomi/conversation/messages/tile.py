"""Category tiles: the letter and the colour by which a category is known on every face."""

import re
from dataclasses import dataclass

from gomi.municipality.colours import readable
from gomi.municipality.values import Category

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
GREY = "#4d4d4d"


@dataclass(frozen=True, slots=True)
class Tile:
    """札: a white letter on a colour; the category's word always stands beside it."""

    letter: str
    colour: str


def tile(category: Category) -> Tile:
    """Its tile; a colour that is no #rrggbb is grey, one too light for white letters is darkened."""
    colour = readable(category.colour) if COLOUR.fullmatch(category.colour) else GREY
    return Tile(category.letter or category.name[:1], colour)
