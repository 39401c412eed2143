"""The middle of points that lie near each other; far-apart places are never averaged."""

from collections.abc import Sequence
from statistics import median

from gomi.places.nearest import Position, metres_between

NEAR_EACH_OTHER = 3_000
"""Metres from their middle."""
DECIMALS = 6


def middle(points: Sequence[Position], within: float = NEAR_EACH_OTHER) -> Position | None:
    """The middle of points that all lie within so many metres of it; None where there is none."""
    if not points:
        return None
    mean = _mean(points)
    return mean if all(metres_between(mean, point) <= within for point in points) else None


def middlemost(points: Sequence[Position]) -> Position | None:
    """The middle; of points that lie farther apart one of them, where most lie: people live there."""
    if not points:
        return None
    latitudes, longitudes = zip(*points, strict=True)
    most = median(latitudes), median(longitudes)
    return middle(points) or min(points, key=lambda point: metres_between(most, point))


def _mean(points: Sequence[Position]) -> Position:
    """The mean of degrees, good for what lies within one country and not across the 180th meridian."""
    latitudes, longitudes = zip(*points, strict=True)
    return round(sum(latitudes) / len(points), DECIMALS), round(sum(longitudes) / len(points), DECIMALS)
