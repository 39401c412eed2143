"""The ground around a spot as a plane: metres east and north, directions, rings of round numbers.

>>> ring_step(690), ring_step(40), ring_step(1300)
(250, 50, 500)
"""

from collections.abc import Iterable
from math import atan2, cos, degrees, hypot, radians
from typing import TypeAlias

Position: TypeAlias = tuple[float, float]
"""(latitude, longitude) in degrees of WGS84."""

RINGS = 3
FEWEST_METRES = 50
STEPS = (10, 20, 25, 50, 100)
EARTH_RADIUS = 6_371_000
DIRECTIONS = 16


def offset(spot: Position, position: Position) -> tuple[float, float]:
    """Metres east and north of the spot, the short way round the earth."""
    around = (position[1] - spot[1] + 180) % 360 - 180
    east = radians(around) * cos(radians(spot[0])) * EARTH_RADIUS
    return east, radians(position[0] - spot[0]) * EARTH_RADIUS


def metres_away(spot: Position, position: Position) -> float:
    """Metres from the spot as they are drawn."""
    return hypot(*offset(spot, position))


def direction(spot: Position, position: Position) -> int | None:
    """Which of the sixteen directions a position lies in, 0 for north, 4 for east; None at the spot."""
    east, north = offset(spot, position)
    if hypot(east, north) < 1:
        return None
    return round(degrees(atan2(east, north)) / 360 * DIRECTIONS) % DIRECTIONS


def ring_metres(spot: Position, positions: Iterable[Position]) -> tuple[int, ...]:
    """How far the rings are, in metres: round numbers, the outermost beyond every position."""
    step = ring_step(max((metres_away(spot, each) for each in positions), default=0))
    return tuple(step * (ring + 1) for ring in range(RINGS))


def ring_step(farthest: float) -> int:
    """The smallest round number of metres of which as many as there are rings reach far enough."""
    power = 1
    while power * STEPS[-1] * RINGS < farthest:
        power *= 10
    steps = (step * power for step in STEPS)
    return next(step for step in steps if step * RINGS >= farthest and step >= FEWEST_METRES)
