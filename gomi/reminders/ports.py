"""What reminders need from outside: a keeper of homes, and a keeper of what was told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from gomi.conversation.ports import Outcome
from gomi.errors import GomiError
from gomi.ports import Claimed, JsonValue
from gomi.reminders.homes import Home, HomeChange, HomeState
from gomi.reminders.news import streams_of

EVE, MORNING, CORRECTION = "eve", "morning", "correction"
"""The kinds of delivery; a correction's is ``correction:<exception id>``."""
MOST_RECIPIENTS = 500
"""LINE's limit for one message to many."""


class DeliveryState(StrEnum):
    """What became of telling one home of one day. "Accepted" means taken by LINE or the mail server."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    SKIPPED = "skipped"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    """Nobody knows whether it came, and the tables have changed since: the correction says what holds."""


class LabelTaken(GomiError):
    """The resident calls another of their homes so."""

    def __init__(self, label: str) -> None:
        super().__init__(f"「{label}」という名前の住所は、もうあります")


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
    made from. ``messages`` are drawn already; ``key`` is the retry key, good for 24 hours. A batch of
    letters is for one home and does not hold its address.
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

    @property
    def corrects(self) -> bool:
        """Whether it takes back what was told before."""
        return self.kind.startswith(CORRECTION)

    @property
    def bears_no_repeating(self) -> bool:
        """Whether those who know what it says need not hear it again: a correction, or that nothing is
        collected. Who wants an evening and a morning does want to hear twice of what is collected."""
        return self.corrects or not streams_of(self.told)


@dataclass(frozen=True, slots=True)
class Told:
    """What a home was last told of a day, and under which kinds it was told of that day."""

    home: Home
    day: date
    told: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """How many active homes are told alike: the same district and streams, evening, morning or both."""

    district: str
    next_district: str
    moves_on: date | None
    streams: tuple[str, ...]
    evening: bool
    morning: bool
    homes: int


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail in plain text.

    ``sender`` is the name it comes under; ``id`` is the same for a repeat. ``leaving`` is the https
    address where one press in the mail program ends the letters; a letter without it is not one of many.
    """

    to: str
    sender: str
    subject: str
    lines: tuple[str, ...]
    id: str
    written_at: datetime
    leaving: str = ""


class Mail(Protocol):
    """A way to send letters. Safe to use from any thread."""

    def send(self, letter: Letter) -> Outcome:
        """ACCEPTED, UNREACHED (nothing was sent: try again), UNCLEAR, or REFUSED for good."""
        ...

    def close(self) -> None:
        """Give back every connection."""
        ...


class Homes(Protocol):
    """Residents' homes. A LINE resident is known by channel and user id and by nothing else."""

    def of(self, channel: str, resident: str) -> tuple[Home, ...]:
        """Their homes, in the order in which they were added."""
        ...

    def change(self, channel: str, resident: str, changes: Sequence[HomeChange], now: datetime) -> None:
        """All of these changes of one resident's homes, or none. A home of another is left alone.

        A home added under a label that they use already is that home with changes.

        Raises:
            LabelTaken: a home is to bear the label of another one of theirs.
        """
        ...

    def by_id(self, id: int) -> Home | None:
        """One home."""
        ...

    def by_ids(self, ids: Sequence[int]) -> tuple[Home, ...]:
        """These homes, by id; those that are gone are left out."""
        ...

    def set_state(self, id: int, state: HomeState, now: datetime) -> bool:
        """False when there is no such home."""
        ...

    def followings(self, municipality: str) -> Sequence[Following]:
        """The active homes of a municipality's residents in a chat, counted; nobody is known by it."""
        ...

    def unconfirmed(self, before: datetime) -> int:
        """How many homes have been waiting for confirmation since before then."""
        ...

    def forget_unconfirmed(self, before: datetime) -> int:
        """Delete homes waiting for confirmation since before then; how many went."""
        ...


class Deliveries(Protocol):
    """お知らせの台帳: each home is told once of a day and kind.

    Batches are claimed with a lease like every other work of the ledger; the finishing calls answer
    False, and change nothing, when the batch is no longer ours. Slots handed in together are of one
    municipality, day and kind.
    """

    def open_slots(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        """Those of these slots that have not been planned to the end."""
        ...

    def finish_slots(self, slots: Sequence[Slot], edition: int, now: datetime) -> None:
        """Every home of these slots was planned, from the tables of that edition."""
        ...

    def reopen(self, municipality: str, days: Sequence[date], edition: int) -> bool:
        """Open the slots of these days again that were planned from another edition; whether any were."""
        ...

    def begin(self, municipality: str, day: date, edition: int, now: datetime) -> None:
        """From here on homes are told of the day; said before the first of them is planned."""
        ...

    def corrected_to(self, days: Sequence[date]) -> Mapping[tuple[str, date], int]:
        """Of each municipality and day of which anyone was told: the edition that all know of."""
        ...

    def corrected(self, municipality: str, day: date, edition: int, now: datetime) -> bool:
        """Whoever was told of the day knows what this edition says.

        False, and nothing changed, while a batch made from another edition is still on its way.
        """
        ...

    def due(self, slots: Sequence[Slot]) -> Iterator[Home]:
        """The active homes of the slots that were not planned yet, read bit by bit."""
        ...

    def plan(self, batch: Batch, now: datetime) -> int:
        """Keep the batch for those of its homes that were not planned yet; for how many.

        Nobody hears twice in a row that nothing is collected, nor a correction of what they know:
        homes that were last told the same are skipped.
        """
        ...

    def last_told(self, municipality: str, day: date) -> Iterator[Told]:
        """What each active home was last told of the day, read bit by bit.

        Left out are homes that are about to be told something, and those whose resident has since
        changed where they live or what they want to hear of.
        """
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
        """FAILED, EXPIRED or CANCELLED: not tried again. A correction that expired is still owed."""
        ...

    def replace(self, claimed: Claimed, batches: Sequence[Batch], now: datetime) -> bool:
        """Nothing of it was sent and what it says is no longer so: these stand in its place, in one step.

        Homes that are in none of them are as if they had never been planned.
        """
        ...

    def old(self, before: date) -> int:
        """How many homes were told of days before then."""
        ...

    def forget(self, before: date) -> int:
        """Delete what was told of days before then; how many went."""
        ...
