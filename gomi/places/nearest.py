"""The nearest of many points, exactly as the geodesic on the WGS84 ellipsoid orders them.

>>> index = PointIndex([(34.7115, 138.5606), (34.7208, 138.5537), (34.7071, 138.5628)])
>>> [(near.number, round(near.metres)) for near in index.nearest((34.7100, 138.5600), 2)]
[(0, 175), (2, 411)]

Angles between unit vectors choose the candidates, in one product of a matrix and a vector over a band of
latitudes; only for these is the geodesic computed. None can be missed. Where a geodesic runs north it is as
long as its angle times the meridian's radius of curvature, where it runs east as long as its angle times
the prime vertical's, and on WGS84 both lie everywhere between `LEAST_RADIUS` and `GREATEST_RADIUS`. So who
is among the k nearest has an angle of at most `SPREAD` times the k-th smallest, and all of those are
measured. An angle is never smaller than the difference of latitudes, so a band that reaches farther than
that angle holds them all; a band that does not is widened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import acos, cos, inf, pi, radians
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from geopy.distance import geodesic

Position: TypeAlias = tuple[float, float]
"""(latitude, longitude) in degrees of WGS84."""
Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.intp]
Cosines: TypeAlias = npt.NDArray[np.float64]

LEAST_RADIUS = 6_335_439
"""Metres: the curvature along the meridian at the equator, a(1 - e²)."""
GREATEST_RADIUS = 6_399_594
"""Metres: the curvature at the poles, a / √(1 - e²)."""
SPREAD = GREATEST_RADIUS / LEAST_RADIUS
ROUNDING = 4e-15
"""What a computed cosine may be off, with some to spare: half a metre for points that lie together."""
OUT = -2.0
"""The cosine of who is not asked about: below every cosine."""
LEAST = -1.5
SAMPLE_EVERY = 64
WIDER = 4
BAND, BAND_FOR_EACH = 1024, 8
"""How many points are looked at first to either side: at least, and for each that is wanted."""
WGS84 = geodesic()
"""One for all: each `geodesic` makes the constants of its ellipsoid anew, a third of its time."""


@dataclass(frozen=True, slots=True)
class Near:
    """A point by its number in the list, and the metres to it over the ground."""

    number: int
    metres: float


class PointIndex:
    """Points that never change, at any place on earth. Safe to use from any thread.

    None in the list keeps a number for what has no coordinates; it is never found.
    """

    def __init__(self, points: Iterable[Position | None]) -> None:
        self._points = tuple(points)
        known = [(number, point) for number, point in enumerate(self._points) if point is not None]
        known.sort(key=lambda each: each[1][0])
        self._numbers = np.array([number for number, _ in known], dtype=np.intp)
        self._latitudes = np.radians([point[0] for _, point in known])
        self._vectors = np.ascontiguousarray(_unit_vectors([point for _, point in known]).T)
        for each in (self._numbers, self._latitudes, self._vectors):
            each.setflags(write=False)

    def nearest(
        self,
        position: Position,
        most: int,
        among: Mask | None = None,
        passes: Callable[[int], bool] | None = None,
    ) -> tuple[Near, ...]:
        """At most ``most`` points, nearest first, those equally far in the order of the list.

        ``among`` says for every point whether it is asked about. ``passes`` is asked of a point's number,
        as few times as may be and never twice, where that cannot be known beforehand.
        """
        if most < 1 or not len(self._numbers):
            return ()
        vector, once = _unit_vectors([position])[0], cache(passes) if passes is not None else None
        candidates: list[int] = []
        for band, reach in self._bands(radians(position[0]), most):
            numbers, cosines = self._numbers[band], vector @ self._vectors[:, band]
            if among is not None:
                cosines[~among[numbers]] = OUT
            if once is not None:
                _drop_failing(cosines, numbers, most, once)
            least = _least_cosine(_kth_greatest(cosines, most))
            candidates = numbers[cosines >= least].tolist()
            if least > LEAST and acos(max(least, -1.0)) <= reach:
                break
        return self._measured(position, candidates)[:most]

    def _bands(self, latitude: float, most: int) -> Iterator[tuple[slice, float]]:
        """Ever wider bands, and how far from the latitude, in radians, everything outside one lies."""
        count = len(self._latitudes)
        middle, wide = int(np.searchsorted(self._latitudes, latitude)), max(BAND, BAND_FOR_EACH * most)
        low, high = middle, middle
        while low > 0 or high < count:
            low, high = max(0, middle - wide), min(count, middle + wide)
            south = latitude - float(self._latitudes[low]) if low > 0 else inf
            north = float(self._latitudes[high - 1]) - latitude if high < count else inf
            yield slice(low, high), min(south, north)
            wide *= WIDER

    def _measured(self, position: Position, candidates: Iterable[int]) -> tuple[Near, ...]:
        metres: dict[Position, float] = {}
        found = []
        for number in candidates:
            if (point := self._points[number]) is not None:
                if point not in metres:
                    metres[point] = metres_between(position, point)
                found.append(Near(number, metres[point]))
        return tuple(sorted(found, key=lambda near: (near.metres, near.number)))


def metres_between(one: Position, other: Position) -> float:
    """Metres over the ground, as ``geodesic(one, other).m`` gives them."""
    return float(WGS84.measure(one, other)) * 1000


def _unit_vectors(points: Sequence[Position]) -> Cosines:
    """One row (x, y, z) a point, with latitudes taken for angles at the middle of a sphere."""
    degrees = np.array(points, dtype=np.float64).reshape(-1, 2)
    latitude, longitude = np.radians(degrees).T
    across = np.cos(latitude)
    return np.stack([across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)], axis=1)


def _kth_greatest(cosines: Cosines, most: int) -> float:
    """The ``most``-th greatest cosine; `LEAST` where no more than these are asked about.

    A sample has at least as many above its own ``most``-th greatest, so only what reaches that is sorted.
    """
    sample = cosines[:: max(1, min(SAMPLE_EVERY, len(cosines) // (16 * most)))]
    reached = max(_greatest(sample, most), LEAST)
    return _greatest(cosines[cosines >= reached], most)


def _greatest(cosines: Cosines, most: int) -> float:
    return float(np.partition(cosines, -most)[-most]) if most <= len(cosines) else LEAST


def _least_cosine(kth: float) -> float:
    """The cosine of the widest angle at which a point may be nearer than one with the cosine ``kth``."""
    if kth <= LEAST:
        return LEAST
    angle = acos(max(kth - ROUNDING, -1.0)) * SPREAD
    return cos(min(angle, pi)) - ROUNDING


def _drop_failing(cosines: Cosines, numbers: Numbers, most: int, passes: Callable[[int], bool]) -> None:
    """Ask ever more of those with the greatest cosines, until all that may be among the nearest pass."""
    asked: set[int] = set()
    wide = most
    while not asked.issuperset(near := _reaching(cosines, most)):
        hits = set(near).union(_reaching(cosines, wide)) - asked
        cosines[[row for row in hits if not passes(int(numbers[row]))]] = OUT
        asked |= hits
        wide *= WIDER


def _reaching(cosines: Cosines, most: int) -> list[int]:
    """The rows of all that may be among the ``most`` nearest."""
    return list(np.flatnonzero(cosines >= _least_cosine(_kth_greatest(cosines, most))).tolist())
