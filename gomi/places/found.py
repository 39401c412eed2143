"""What follows from asking for a place: from where, for what, and what was found."""

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from gomi.municipality.places import Place, PlaceKind

DETOUR = 1.25
"""How much longer streets are than the straight line, roughly."""
METRES_A_MINUTE = 80
"""How fast people walk, by the custom of Japanese property advertisements (表示規約施行規則: 80 m)."""


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a place is open. ``is_open`` is None where its hours are not given or cannot be read.

    ``changes_at`` is the local time at which it next closes or opens; None where that is not known
    or not within the coming weeks (a place that never closes, or one that is shut for long).
    """

    is_open: bool | None
    changes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """From where a resident looks: a position, or only the towns named, or both.

    ``label`` is how the spot is called, in the city's words; empty for a bare position. Nothing of it
    is ever stored.
    """

    label: str = ""
    position: tuple[float, float] | None = None
    towns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What a resident wants to bring: an item (and the condition of one of its rules), or a category."""

    item: str = ""
    condition: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places are meant. Empty means any; every part that is given has to hold."""

    kinds: frozenset[PlaceKind] = frozenset()
    """Any of these."""
    single_bags: bool = False
    denominations: frozenset[int] = field(default_factory=frozenset)
    """All of these, in yen."""
    brought: Brought | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place, how far it is in metres over the ground (None: not known), and whether it is open."""

    place: Place
    metres: int | None
    state: OpenState

    @property
    def walking_minutes(self) -> int | None:
        """Minutes on foot, at least one; the way is longer than the straight line."""
        if self.metres is None:
            return None
        return max(1, ceil(self.metres * DETOUR / METRES_A_MINUTE))
