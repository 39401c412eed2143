"""What the trade needs from outside, as small promises in its own words.

Every time handed in is aware and every time handed out is in UTC; a naive one is refused. A keeper
that cannot be reached raises `LedgerUnreachable`: the same call may be tried again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from gomi.errors import GomiError
from gomi.municipality.editions import Edition, StoredEdition
from gomi.search.counting import Asked, Miss

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Payload = Mapping[str, JsonValue]


class LedgerUnreachable(GomiError):
    """The ledger did not answer; the same call is worth trying again.

    Nothing was written, unless the connection broke just as the transaction was being closed.
    """

    def __init__(self) -> None:
        super().__init__("台帳につながりません。しばらくしてからもう一度お試しください")


class LedgerNotUpgraded(GomiError):
    """The ledger has an older (or newer) shape than this program; `gomi db upgrade` brings it up."""

    def __init__(self) -> None:
        super().__init__(
            "台帳がこの版のプログラムに合っていません。先に `gomi db upgrade` を実行してください"
        )


class Editions(Protocol):
    """版: where published tables are kept. An edition, once added, never changes."""

    def add(
        self,
        municipality: str,
        files: Mapping[str, bytes],
        *,
        now: datetime,
        starts_at: datetime | None = None,
        republishes: int | None = None,
        after: int | None = None,
    ) -> Edition:
        """Keep these files as the municipality's next edition, whole or not at all.

        Numbers run 1, 2, 3… without a gap; two additions at once get two numbers. The edition
        holds from ``starts_at``, or from ``now`` where none is given. ``after`` is the newest
        number the caller has seen (0 for none), for one whose choice depends on it.

        Raises:
            PublishedMeanwhile: another edition was added since ``after``; nothing was kept.
        """
        ...

    def current(self, municipality: str, now: datetime) -> Edition | None:
        """The edition in force: the largest (starts_at, number) begun by ``now``; None is the folder."""
        ...

    def current_numbers(self, now: datetime) -> dict[str, int]:
        """The number in force of every municipality that has one; cheap enough to ask every second."""
        ...

    def at(self, municipality: str, number: int) -> StoredEdition:
        """One edition with its files, whose digest has been verified.

        Raises:
            EditionUnknown: no such number.
            StoredEditionBroken: the files kept are not those that were published.
        """
        ...

    def history(self, municipality: str) -> Sequence[Edition]:
        """Every edition of the municipality by number, scheduled ones too."""
        ...


class SearchCounts(Protocol):
    """How often which words were asked, and what they led to. No one who asked is known here."""

    def add_many(self, counts: Mapping[Asked, int]) -> None:
        """Add all of these, or none of them."""
        ...

    def misses(self, municipality: str, now: datetime) -> Sequence[Miss]:
        """Words of the last 90 days that led to nothing or 「もしかして」, asked at least twice.

        Things the lexicon knows and the city's list lacks stand first, then the most asked.
        """
        ...

    def forget(self, now: datetime) -> int:
        """Delete misses older than 90 days; how many rows went. Twice in a row is the same as once."""
        ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something to be done once: where it comes from, its id there, and what it says.

    Rows of one ``order_key`` are handled one after the other, oldest first; those without a key
    stand alone. A row is not claimed before ``due``.
    """

    source: str
    event_id: str
    payload: Payload
    order_key: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row in someone's hands until ``lease_until``. ``attempts`` counts this one.

    ``reason`` is what the last `Leases.retry` said. ``abandoned`` says that the one who held it
    before let its lease run out, so that nobody knows how far they came.
    """

    id: int
    source: str
    event_id: str
    order_key: str | None
    payload: Payload
    attempts: int
    token: str
    remembered_at: datetime
    lease_until: datetime
    reason: str = ""
    abandoned: bool = False


class Leases(Protocol):
    """Work that must not be lost nor done twice: the inbox and the outbox.

    A row is remembered once, claimed with a lease, and finished with the token of that lease. A
    lease that ran out (its holder died) may be claimed by anyone. The finishing calls answer False,
    and change nothing, when the row has meanwhile been claimed by another or is finished. A finished
    row keeps its ids and no longer what it said.
    """

    def remember(self, row: Remembered, now: datetime) -> bool:
        """Keep the row; False, and nothing changed, when its source and event id are known already."""
        ...

    def remember_many(self, rows: Sequence[Remembered], now: datetime) -> int:
        """Keep all that are not known yet, in this order and in one step; how many were new."""
        ...

    def claim(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Claimed]:
        """At most ``limit`` rows that are due, longest waiting first, one for each order key.

        No row is handed to two callers at once, and none while an older one of its key is unfinished.
        """
        ...

    def done(self, claimed: Claimed, now: datetime) -> bool:
        """It is finished well; the next row of its key may be claimed."""
        ...

    def retry(self, claimed: Claimed, at: datetime, reason: str = "") -> bool:
        """Let go of it until ``at``; later rows of its key wait as well."""
        ...

    def fail(self, claimed: Claimed, now: datetime, reason: str = "") -> bool:
        """It cannot be done and is not tried again; the next row of its key may be claimed."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete rows finished before then; how many went. Their event ids are unknown from now on."""
        ...
