"""登録した住所 (home): the district a resident follows, and when they want to be told.

A resident may have several homes, their own and their parents'. A home with neither an evening nor a
morning is only looked up, never told of.

>>> moving = Home(1, "mihon", "165", "U1", district="kita", next_district="minami", moves_on=date(2027, 4, 1))
>>> moving.district_on(date(2027, 3, 31)), moving.district_on(date(2027, 4, 1))
('kita', 'minami')
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAIL = "mail"
"""The channel of residents who are told by e-mail; every other channel is a chat's id."""
STEP_MINUTES = 15
MOST_HOMES = 5


class HomeState(StrEnum):
    """Whether its resident may be told."""

    ACTIVE = "active"
    WAITING = "waiting"
    """An e-mail address that its owner has not confirmed yet."""
    PAUSED = "paused"
    """They have left the chat; they may come back."""


@dataclass(frozen=True, slots=True)
class Home:
    """One recipient and one home: what a subscription (購読) is.

    ``channel`` is a chat's channel id or `MAIL`, ``resident`` the user id there or the address.
    ``label`` is what the resident calls it (empty: their own). ``evening`` and ``morning`` are minutes
    after midnight in the municipality's zone, in steps of 15. ``streams`` are ids; none means all.
    ``id`` is 0 until it is kept.
    """

    id: int
    municipality: str
    channel: str
    resident: str
    label: str = ""
    district: str = ""
    next_district: str = ""
    moves_on: date | None = None
    evening: int | None = None
    morning: int | None = None
    streams: tuple[str, ...] = ()
    lang: str = "ja"
    state: HomeState = HomeState.ACTIVE

    def district_on(self, day: date) -> str:
        """The district it is in on a day: from the moving day on the next one."""
        moved = self.moves_on is not None and self.next_district and self.moves_on <= day
        return self.next_district if moved else self.district

    @property
    def follows(self) -> tuple[str, str, date | None, tuple[str, ...]]:
        """What decides on what it is told; a change of it is no reason to correct what was told before."""
        return self.district, self.next_district, self.moves_on, self.streams

    @property
    def is_told(self) -> bool:
        """Whether its resident has asked to be told."""
        return self.evening is not None or self.morning is not None


@dataclass(frozen=True, slots=True)
class SaveHome:
    """Keep a home as it is here: a new one (id 0) or changes of one."""

    home: Home


@dataclass(frozen=True, slots=True)
class DropHome:
    """Forget a home, and what was told of it."""

    id: int


@dataclass(frozen=True, slots=True)
class PauseHomes:
    """The resident has left the chat, or come back (``state`` ACTIVE): all their homes change."""

    state: HomeState


HomeChange = SaveHome | DropHome | PauseHomes
"""What a turn of a conversation asks of the homes of the resident it was with."""
