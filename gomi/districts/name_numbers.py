"""The numbers in the name of a district: 丁目, ranges of 番地, and what is only a number.

>>> spans_of("1丁目~3丁目9番").spans
(Span(low=(1, 0), high=(3, 9)),)
>>> spans_of("28の一部、29~31番地").spans
(Span(low=(0, 28), high=(0, 28)), Span(low=(0, 29), high=(0, 31)))
>>> spans_of("27番地~").spans
(Span(low=(0, 27), high=(0, 1000000000)),)
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from gomi.districts.spans import MOST, Span, Spans

PARTS = re.compile(r"[・、,\s]+")
FROM_TO = re.compile(r"[~〜\-]")
POINT = re.compile(
    r"(?:(?P<chome>\d{1,9})丁目)?(?:(?P<block>\d{1,9})(?P<unit>番地|番街区|番)?)?(?:から|以降|以上|まで)?"
)


class Counted(Enum):
    """What the numbers of a name count."""

    CHOME = auto()
    BLOCK = auto()
    BARE = auto()
    """No unit stands anywhere: 「中村1」, 「新田2 3 4」."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The stretches that numbers name; ``shared`` are those behind which 「の一部」 stands."""

    spans: Spans
    counted: Counted
    shared: Spans = ()


@dataclass(frozen=True, slots=True)
class Written:
    """One number of a range as it stands: 「3丁目9番」, 「5丁目」, 「12」."""

    chome: int | None
    block: int | None
    unit: str


def spans_of(text: str, chome: int = 0, bare: Counted = Counted.BARE) -> Numbers | None:
    """The stretches a text names, when it is made of numbers alone.

    ``chome`` is the 丁目 before a bracket, ``bare`` what numbers without any unit count.
    """
    parts = [part for part in PARTS.split(text) if part]
    ranges = [
        [POINT.fullmatch(point) for point in FROM_TO.split(part.replace("の一部", ""), maxsplit=1)]
        for part in parts
    ]
    written = [[_written(point) for point in each if point] for each in ranges]
    if not any(char.isdigit() for char in text) or any(None in each for each in ranges):
        return None
    counted = _counted(written, bare)
    spans = _spans(_with_units(written, counted), chome)
    shared = tuple(span for span, part in zip(spans, parts, strict=True) if part.endswith("の一部"))
    return Numbers(spans, counted, shared)


def _written(point: re.Match[str]) -> Written:
    chome, block = point["chome"], point["block"]
    return Written(int(chome) if chome else None, int(block) if block else None, point["unit"] or "")


def _counted(ranges: list[list[Written]], bare: Counted) -> Counted:
    points = [point for each in ranges for point in each]
    if any(point.chome is not None for point in points):
        return Counted.CHOME
    return Counted.BLOCK if any(point.unit for point in points) else bare


def _with_units(ranges: list[list[Written]], counted: Counted) -> list[list[Written]]:
    """A number without a unit counts what the next one with a unit counts."""
    is_chome = counted is not Counted.BLOCK and not any(point.unit for each in ranges for point in each)
    told: list[list[Written]] = []
    for each in reversed(ranges):
        row: list[Written] = []
        for point in reversed(each):
            if point.chome is None and point.block is not None and not point.unit and is_chome:
                point = Written(point.block, None, "")
            elif point.unit or point.block is not None:
                is_chome = False
            elif point.chome is not None:
                is_chome = True
            row.insert(0, point)
        told.insert(0, row)
    return told


def _spans(ranges: list[list[Written]], chome: int) -> Spans:
    made = []
    for each in ranges:
        first, last = each[0], each[-1]
        if first.chome is not None:
            chome = first.chome
        low = (chome, first.block or 0)
        if len(each) == 2 and last.chome is not None:
            chome = last.chome
        made.append(Span(low, (chome, MOST if last.block is None else last.block)))
    return tuple(made)
