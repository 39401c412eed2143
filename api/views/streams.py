"""収集区分 as pages show them: their name, their tiles, and until when they are to be put out.

What one round of the truck takes may be several categories; it then has several tiles.
"""

from dataclasses import dataclass
from datetime import time

from markupsafe import Markup

from api.views.tiles import Tile
from api.views.voice import Name, Voice
from gomi.municipality.values import Category, Municipality, Stream

MOST_TILES = 4
"""Of one stream in one cell; the name beside them says all."""
WITHOUT_CATEGORY = "truck"


@dataclass(frozen=True, slots=True)
class StreamShown:
    """A stream in one language. ``categories`` are those it takes, in the order of the city."""

    id: str
    name: Name
    tiles: tuple[Tile, ...]
    until: time | None
    categories: tuple[Category, ...]

    @property
    def letters(self) -> str:
        """The letters of its tiles, for paper."""
        return "".join(tile.letter for tile in self.tiles)


def streams_shown(municipality: Municipality, tiles: dict[str, Tile], voice: Voice) -> dict[str, StreamShown]:
    """Every stream by its id."""
    return {stream.id: _shown(stream, municipality, tiles, voice) for stream in municipality.streams}


def names_of(streams: list[StreamShown], voice: Voice) -> Markup:
    """Their names in one line."""
    return voice.joined([stream.name.shown for stream in streams])


def _shown(stream: Stream, municipality: Municipality, tiles: dict[str, Tile], voice: Voice) -> StreamShown:
    taken = sorted(
        (each for each in municipality.categories if each.stream == stream.id), key=lambda each: each.order
    )
    own = tuple(tiles[each.id] for each in taken[:MOST_TILES])
    name = voice.name(stream.name, stream.reading)
    return StreamShown(
        stream.id,
        name,
        own or (Tile("", WITHOUT_CATEGORY, stream.name[:1]),),
        stream.until,
        tuple(taken),
    )
