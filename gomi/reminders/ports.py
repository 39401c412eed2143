"""What reminders need from outside: a keeper of homes, and a keeper of what was told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from gomi.ports import Claimed, JsonValue
from gomi.reminders.homes import Home, HomeChange, HomeState

EVE, MORNING, CORRECTION = "eve", "morning", "correction"
"""The kinds of delivery; a correction's is ``correction:<exception id>``."""


class DeliveryState(StrEnum):
    """What became of telling one home of one day. "Accepted" means taken by LINE or the mail server."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    SKIPPED = "skipped"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Slot:
    """All homes of a municipality that want to be told of ``day`` at one minute of the day."""

    municipality: str
    day: date
    kind: str
    minute: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Equal messages to at most 500 homes of one channel, told of one day.

    ``told`` is the key of the news told: the same key, the same news. ``edition`` is the one it was
    made from. ``messages`` are drawn already; ``key`` is the retry key, good for 24 hours.
    """

    municipality: str
    channel: str
    day: date
    kind: str
    told: str
    edition: int
    key: str
    expires_at: datetime
    homes: tuple[int, ...]
    residents: tuple[str, ...]
    messages: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a home was last told of a day."""

    home: Home
    day: date
    told: str


class Homes(Protocol):
    """Residents' homes. A LINE resident is known by channel and user id and by nothing else."""

    def of(self, channel: str, resident: str) -> tuple[Home, ...]:
        """Their homes, in the order in which they were added."""
        ...

    def change(self, channel: str, resident: str, changes: Sequence[HomeChange], now: datetime) -> None:
        """All of these changes of one resident's homes, or none. A home of another is left alone."""
        ...

    def by_id(self, id: int) -> Home | None:
        """One home."""
        ...

    def set_state(self, id: int, state: HomeState, now: datetime) -> bool:
        """False when there is no such home."""
        ...

    def forget_unconfirmed(self, before: datetime) -> int:
        """Delete homes waiting for confirmation since before then; how many went."""
        ...


class Deliveries(Protocol):
    """お知らせの台帳: each home is told once of a day and kind.

    Batches are claimed with a lease like every other work of the ledger; the finishing calls answer
    False, and change nothing, when the batch is no longer ours.
    """

    def is_done(self, slot: Slot) -> bool:
        """Whether every home of the slot was planned."""
        ...

    def finish_slot(self, slot: Slot, edition: int, now: datetime) -> None:
        """Every home of the slot was planned, from the tables of that edition."""
        ...

    def reopen(self, municipality: str, days: Sequence[date], edition: int) -> bool:
        """Open the slots of these days again that were planned from another edition; whether any were."""
        ...

    def due(self, slot: Slot) -> Iterator[Home]:
        """The active homes of the slot that were not planned yet, in batches from the database."""
        ...

    def plan(self, batch: Batch, now: datetime) -> int:
        """Keep the batch for those of its homes that were not planned yet; for how many."""
        ...

    def skip(self, homes: Sequence[int], day: date, kind: str, told: str, now: datetime) -> None:
        """These homes need not be told of the day: they know already."""
        ...

    def last_told(self, municipality: str, days: Sequence[date]) -> Iterator[Told]:
        """What each active home was last told of each of these days (planned or accepted)."""
        ...

    def claim(self, now: datetime, lease_seconds: float, limit: int) -> Sequence[tuple[Claimed, Batch]]:
        """Batches that are due."""
        ...

    def accepted(self, claimed: Claimed, now: datetime) -> bool:
        """They were taken; who they went to is forgotten in the batch."""
        ...

    def retry(self, claimed: Claimed, at: datetime, reason: str) -> bool:
        """Try again then."""
        ...

    def end(self, claimed: Claimed, state: DeliveryState, now: datetime, reason: str) -> bool:
        """FAILED or EXPIRED: not tried again."""
        ...

    def release(self, claimed: Claimed, now: datetime) -> bool:
        """Nothing of it was sent and the tables have changed: its homes may be planned anew."""
        ...

    def forget(self, before: date) -> int:
        """Delete what was told of days before then; how many went."""
        ...
