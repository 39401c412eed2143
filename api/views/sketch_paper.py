"""The paper of a sketch: what is on it already, and where a word or a number still has room.

>>> paper = Paper()
>>> paper.pin(MIDDLE, MIDDLE - 100)
(200.0, 100.0)
>>> paper.pin(MIDDLE, MIDDLE - 100)
(200.0, 68.0)
>>> paper.word("本町1丁目", beside_the_spot("本町1丁目"))
Word(text='本町1丁目', x=200.0, y=219.0)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

SIZE = 400
"""The paper is a square of so many units; on the smallest telephone a unit is 0.7 pixels."""
MIDDLE = SIZE / 2
PIN, SPOT = 15.0, 7.0
LETTER, SMALL_LETTER, LINE = 16.0, 0.6, 20.0
"""The width of a full letter, how much of it a Latin one takes, and the height of a line."""
FIRST_FULL_LETTER = 0x1100
ABOVE_BASE = 0.36
GAP = 2.0
STEP, AROUND = 4, 24


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the middle of its box."""

    text: str
    x: float
    y: float

    @property
    def base(self) -> float:
        """The line that letters stand on."""
        return round(self.y + LETTER * ABOVE_BASE, 1)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with upright sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_inside(self) -> bool:
        """Whether all of it is on the paper."""
        return self.left >= 0 and self.top >= 0 and self.right <= SIZE and self.bottom <= SIZE

    def meets(self, other: "Box") -> bool:
        """Whether it hides a part of another one."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def meets_circle(self, x: float, y: float, radius: float) -> bool:
        """Whether it hides a part of a circle."""
        return hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom)) < radius


NORTH = Box(SIZE - 40, 0, SIZE, 64)
"""Where the arrow stands."""


def box_of(text: str, x: float, y: float) -> Box:
    """The room that a word takes around its middle."""
    width = LETTER * sum(SMALL_LETTER if ord(letter) < FIRST_FULL_LETTER else 1 for letter in text)
    return Box(x - width / 2, y - LINE / 2, x + width / 2, y + LINE / 2)


class Paper:
    """A sheet with the spot in its middle and the arrow in its corner."""

    def __init__(self) -> None:
        self._circles = [(MIDDLE, MIDDLE, SPOT)]
        self._boxes = [NORTH]

    def pin(self, x: float, y: float) -> Point:
        """Put a number at a point, or as near to it as there is room."""
        free = (at for at in _nearer_first(x, y) if self._has_room_for_pin(*at))
        found = next(free, (x, y))
        self._circles.append((*found, PIN))
        return found

    def word(self, text: str, places: Iterable[Point]) -> Word | None:
        """Put a word at the first of these places where it hides nothing; None where there is none."""
        for x, y in places:
            box = box_of(text, x, y)
            if box.is_inside and self._is_free(box):
                self._boxes.append(box)
                return Word(text, round(x, 1), round(y, 1))
        return None

    def _is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for other in self._boxes) and not any(
            box.meets_circle(x, y, radius + GAP) for x, y, radius in self._circles
        )

    def _has_room_for_pin(self, x: float, y: float) -> bool:
        edge = PIN + GAP
        return (
            edge <= x <= SIZE - edge
            and edge <= y <= SIZE - edge
            and not any(box.meets_circle(x, y, edge) for box in self._boxes)
            and all(hypot(x - x2, y - y2) >= edge + radius for x2, y2, radius in self._circles)
        )


def beside_the_spot(text: str) -> Iterator[Point]:
    """Where the spot's own name may stand."""
    return _around((MIDDLE, MIDDLE), text, (SPOT + LINE / 2 + GAP, 2 * LINE, 3 * LINE))


def beside(at: Point, text: str) -> Iterator[Point]:
    """Where the name of a point may stand."""
    yield at
    yield from _around(at, text, (LINE,))


def on_ring(radius: float) -> Iterator[Point]:
    """Points of a ring around the middle, the lowest first, then by turns to both sides."""
    for part in range(AROUND // 2 + 1):
        for side in (1, -1):
            angle = pi + side * 2 * pi * part / AROUND
            yield MIDDLE + radius * sin(angle), MIDDLE - radius * cos(angle)


def _nearer_first(x: float, y: float) -> Iterator[Point]:
    """The point itself, then points around it, ever farther."""
    yield x, y
    for distance in range(STEP, 2 * SIZE, STEP):
        for part in range(AROUND):
            angle = 2 * pi * part / AROUND
            yield x + distance * sin(angle), y - distance * cos(angle)


def _around(at: Point, text: str, distances: Iterable[float]) -> Iterator[Point]:
    """Below, above, right and left of a point, the nearer first."""
    wide = box_of(text, 0, 0).right
    for distance in distances:
        yield at[0], at[1] + distance
        yield at[0], at[1] - distance
        yield at[0] + distance + wide, at[1]
        yield at[0] - distance - wide, at[1]
