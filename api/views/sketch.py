"""略図: the places around a spot as a drawing of our own: rings for distance, numbers as in the list.

North is up. A pin stands where its place is, unless another pin or the spot itself is there already;
then it steps aside, and a line leads to the true point. Words stand where they hide nothing, or are
left out: all that a sketch says stands in the list beside it as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import hypot

from api.views.sketch_paper import MIDDLE, PIN, Paper, Point, Word, beside, beside_the_spot, on_ring
from api.views.sketch_plane import RINGS, Position, metres_away, offset, ring_metres

OUTER = 174.0
"""The radius of the outermost ring in units of the paper; a pin on it is still inside."""
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be drawn; ``look`` is open, shut or unsure."""

    number: int
    position: Position
    look: str


@dataclass(frozen=True, slots=True)
class Named:
    """A point with a word: a town near by."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class PinDrawn:
    """A pin on the paper; ``true`` is where its place is, if the pin had to step aside."""

    number: int
    look: str
    x: float
    y: float
    true: Point | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """The drawing: radii of the rings with their words, pins, the spot's own name, towns."""

    rings: tuple[float, ...]
    ring_words: tuple[Word, ...]
    pins: tuple[PinDrawn, ...]
    here: Word | None
    towns: tuple[Word, ...]


def draw(
    spot: Position, pins: Sequence[Pin], towns: Iterable[Named], here: str, ring_words: Sequence[str]
) -> Sketch:
    """The drawing of pins and towns around a spot that is called ``here``.

    ``ring_words`` say the distances of `ring_metres`, the inner ring first.
    """
    farthest = ring_metres(spot, (pin.position for pin in pins))[-1]
    paper, scale = Paper(), OUTER / farthest
    drawn = tuple(_drawn(pin, _at(spot, pin.position, scale), paper) for pin in pins)
    name = paper.word(here, beside_the_spot(here)) if here else None
    radii = tuple(round(OUTER * (ring + 1) / RINGS, 1) for ring in range(RINGS))
    rings = [paper.word(text, on_ring(radius)) for text, radius in zip(ring_words, radii, strict=True)]
    words = (
        paper.word(town.text, beside(_at(spot, town.position, scale), town.text))
        for town in _near(towns, spot, farthest)
    )
    return Sketch(
        radii,
        tuple(each for each in rings if each is not None),
        drawn,
        name,
        tuple(islice((each for each in words if each is not None), MOST_NAMES)),
    )


def _drawn(pin: Pin, true: Point, paper: Paper) -> PinDrawn:
    x, y = paper.pin(*true)
    aside = hypot(x - true[0], y - true[1]) > PIN
    return PinDrawn(pin.number, pin.look, round(x, 1), round(y, 1), _rounded(true) if aside else None)


def _near(towns: Iterable[Named], spot: Position, farthest: float) -> Iterator[Named]:
    """The towns within the outermost ring, nearest first."""
    by_distance = sorted(
        (metres_away(spot, town.position), number, town) for number, town in enumerate(towns)
    )
    return (town for metres, _, town in by_distance if metres <= farthest)


def _at(spot: Position, position: Position, scale: float) -> Point:
    east, north = offset(spot, position)
    return MIDDLE + east * scale, MIDDLE - north * scale


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
