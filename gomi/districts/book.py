"""Every stretch of addresses of a municipality, under every name it goes by."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gomi.districts.name_numbers import Counted
from gomi.districts.spans import WHOLE, Spans
from gomi.districts.spelling import spell
from gomi.municipality.values import District


@dataclass(frozen=True, slots=True)
class Stretch:
    """Addresses of one district, as one row of a list gives them.

    ``partly`` says that words, not numbers, tell it from its neighbours: it never has an address to
    itself; nor has one in ``shared``. ``heads`` are the spelt names of what it lies in.
    """

    label: str
    district: District
    town: str
    spans: Spans = WHOLE
    counted: Counted | None = None
    partly: bool = False
    shared: Spans = ()
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    excluded: Spans = ()
    heads: frozenset[str] = frozenset()
    has_landmark: bool = False
    place: int = 0
    """Where the row stands in its list."""

    @property
    def is_whole(self) -> bool:
        """Whether the row names a town without saying which part of it."""
        return self.spans == WHOLE


@dataclass
class Book:
    """Stretches by every spelt name, in the order of the list."""

    by_key: dict[str, list[Stretch]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Spelt → as it is written, of every name worth suggesting."""
    heads: set[str] = field(default_factory=set)
    _spelt: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, stretch: Stretch, suggested: bool = False) -> None:
        """Enter a stretch under one of its names."""
        key = self.spelt(name)
        if not key:
            return
        rows = self.by_key.setdefault(key, [])
        if stretch not in rows:
            rows.append(stretch)
        if suggested:
            self.names.setdefault(key, name)

    def spelt(self, name: str) -> str:
        """The spelling of a name of the list, made once."""
        if name not in self._spelt:
            self._spelt[name] = spell(name)
        return self._spelt[name]

    @cached_property
    def keys(self) -> list[str]:
        """Every spelt name, sorted."""
        return sorted(self.by_key)

    @cached_property
    def longest(self) -> int:
        """The letters of the longest name."""
        return max(map(len, self.by_key), default=0)

    def beginning_with(self, text: str) -> Iterator[str]:
        """Every spelt name that begins so and goes on."""
        for place in range(bisect_left(self.keys, text), len(self.keys)):
            if not self.keys[place].startswith(text):
                return
            if self.keys[place] != text:
                yield self.keys[place]
