"""What follows from the words of a resident: one district, several to choose from, something to ask
for, or nothing."""

from dataclasses import dataclass
from enum import StrEnum

from gomi.municipality.values import District


class Need(StrEnum):
    """What an address still lacks."""

    CHOME = "丁目"
    BLOCK = "番地"
    NAME = "名前"
    """The name of the town, the house or the association that follows the wider name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A district with the words by which a resident knows that it is theirs."""

    label: str
    district: District


@dataclass(frozen=True, slots=True)
class OneDistrict:
    """The words lead to this district alone; ``label`` says which row of the list was read."""

    label: str
    district: District


@dataclass(frozen=True, slots=True)
class SeveralDistricts:
    """A choice: two candidates or more, of two districts or more, in the order of the list."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class AddressNeeded:
    """The address is not enough, or its number is not in the list.

    ``so_far`` and one of ``options``, or what the resident adds, written one after the other, can be
    looked for again; it is empty where only a postcode of several towns was typed. ``options`` are
    every 丁目 there is when the 丁目 is asked for, else empty.
    ``candidates`` are the districts it can still be, at least one.
    """

    so_far: str
    need: Need
    options: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoDistrict:
    """Nothing in the list is called so; ``nearest`` are at most five names that are spelt alike."""

    nearest: tuple[str, ...]


Found = OneDistrict | SeveralDistricts | AddressNeeded | NoDistrict


@dataclass(frozen=True, slots=True)
class Near:
    """A district near a place: its nearest towns and the metres to the nearest of them."""

    district: District
    labels: tuple[str, ...]
    metres: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list of districts: parts of its own, or at last districts, never both."""

    label: str
    parts: tuple["Part", ...] = ()
    districts: tuple[District, ...] = ()
