"""お知らせの台帳: who was told what of which day; the promise is `gomi.reminders.ports.Deliveries`.

Homes are read a page at a time, each page in a transaction of its own, so that nobody waits while
a city is planned.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_batches import batch_of, remembered
from gomi.adapters.sql_homes import home_of
from gomi.adapters.sql_leases import SqlLeases
from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_lists import listed
from gomi.adapters.sql_schema import deliveries, homes
from gomi.adapters.sql_slots import SqlSlots
from gomi.ports import Claimed
from gomi.reminders.homes import Home, HomeState
from gomi.reminders.ports import EVE, Batch, DeliveryState, Slot, Told

PAGE = 2000  # homes
TABLE = deliveries.c
HEARD = (DeliveryState.ACCEPTED, DeliveryState.SKIPPED, DeliveryState.CANCELLED)
"""The states in which a home knows, or may know, what it was told."""
ABOUT_TO_HEAR = (*HEARD, DeliveryState.PLANNED)
NO_BATCH = ""


class SqlDeliveries:
    """Deliveries of every municipality; their batches are rows of ``leases``."""

    def __init__(self, engine: Engine, leases: SqlLeases) -> None:
        self._engine, self._leases = engine, leases
        self._slots = SqlSlots(engine)
        self.open_slots, self.finish_slots = self._slots.open, self._slots.finish
        self.reopen, self.begin = self._slots.reopen, self._slots.begin
        self.corrected_to, self.corrected = self._slots.corrected_to, self._slots.corrected

    def due(self, slots: Sequence[Slot]) -> Iterator[Home]:
        """Minute by minute in the order of the index, each page from where the last one ended."""
        for slot in self._wanted(slots):
            last = 0
            while True:
                with reading(self._engine) as connection:
                    page = connection.execute(_page_of(slot, last)).all()
                    planned = _planned(connection, slot, [row.id for row in page])
                yield from (home_of(row) for row in page if row.id not in planned)
                if len(page) < PAGE:
                    break
                last = page[-1].id

    def plan(self, batch: Batch, now: datetime) -> int:
        """One transaction: of two who plan a home the ledger lets one have it."""
        with writing(self._engine) as connection:
            return self._plan_within(connection, batch, now)

    def last_told(self, municipality: str, day: date) -> Iterator[Told]:
        """By id, from where the last page ended."""
        last = 0
        while True:
            with reading(self._engine) as connection:
                page = connection.execute(_active(municipality, last)).all()
                rows = _rows_of(connection, [row.id for row in page], day)
            for home in page:
                if (told := _told(home, day, rows.get(home.id, ()))) is not None:
                    yield told
            if len(page) < PAGE:
                return
            last = page[-1].id

    def claim(self, now: datetime, lease_seconds: float, limit: int) -> Sequence[tuple[Claimed, Batch]]:
        """As the leases hand them out."""
        claimed = self._leases.claim(now, timedelta(seconds=lease_seconds), limit)
        return [(each, batch_of(each)) for each in claimed]

    def accepted(self, claimed: Claimed, now: datetime) -> bool:
        """The batch and its homes in one transaction."""
        with writing(self._engine) as connection:
            if not self._leases.done_within(connection, claimed, now):
                return False
            self._set(connection, batch_of(claimed), DeliveryState.ACCEPTED)
        return True

    def retry(self, claimed: Claimed, at: datetime, reason: str) -> bool:
        """The homes stay planned."""
        return self._leases.retry(claimed, at, reason)

    def end(self, claimed: Claimed, state: DeliveryState, now: datetime, reason: str) -> bool:
        """The batch and its homes in one transaction."""
        batch = batch_of(claimed)
        with writing(self._engine) as connection:
            if not self._leases.fail_within(connection, claimed, now, reason):
                return False
            self._set(connection, batch, state)
            if batch.corrects and state is DeliveryState.EXPIRED:
                self._slots.owe_within(connection, batch.municipality, batch.day)
        return True

    def replace(self, claimed: Claimed, batches: Sequence[Batch], now: datetime) -> bool:
        """One transaction, so that nobody falls between the old batch and the new ones."""
        with writing(self._engine) as connection:
            if not self._leases.done_within(connection, claimed, now):
                return False
            connection.execute(delete(deliveries).where(*_of(connection, batch_of(claimed))))
            for batch in batches:
                self._plan_within(connection, batch, now)
        return True

    def old(self, before: date) -> int:
        """By day."""
        with reading(self._engine) as connection:
            return connection.execute(select(func.count()).where(TABLE.day < before)).scalar_one()

    def forget(self, before: date) -> int:
        """With their slots and what is left of their batches."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(deliveries).where(TABLE.day < before)).rowcount
            self._slots.forget_within(connection, before)
        self._leases.forget(datetime.combine(before, time(), UTC))
        return gone

    def _wanted(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        """Those of the slots that anyone has chosen: of a day's many minutes it is a few."""
        if not slots:
            return ()
        minute = _minute_of(slots[0])
        chosen = select(minute).where(homes.c.municipality == slots[0].municipality,
                                      minute.in_([each.minute for each in slots])).distinct()  # fmt: skip
        with reading(self._engine) as connection:
            minutes = set(connection.execute(chosen).scalars())
        return [slot for slot in slots if slot.minute in minutes]

    def _plan_within(self, connection: Connection, batch: Batch, now: datetime) -> int:
        wanted = batch.homes
        if batch.bears_no_repeating:
            self._one_at_a_time(connection, batch)
            know = _who_know(connection, batch)
            wanted = tuple(id for id in wanted if id not in know)
            if not batch.corrects:
                self._add(connection, batch, know, DeliveryState.SKIPPED, now)
        ours = self._add(connection, batch, wanted, DeliveryState.PLANNED, now)
        if not ours:
            return 0
        kept = [(id, to) for id, to in zip(batch.homes, batch.residents, strict=True) if id in ours]
        batch = replace(batch, homes=tuple(id for id, _ in kept), residents=tuple(to for _, to in kept))
        self._leases.remember_within(connection, [remembered(batch)], now)
        return len(kept)

    def _one_at_a_time(self, connection: Connection, batch: Batch) -> None:
        """Let one at a time look at what a city was told and add to it, as SQLite's writers do anyway."""
        if not is_embedded(self._engine):
            key = f"reminders:{batch.municipality}:{batch.day.isoformat()}"
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))

    def _add(
        self, connection: Connection, batch: Batch, ids: Collection[int], state: DeliveryState, now: datetime
    ) -> set[int]:
        """Add a row for each home that has none of this day and kind; which were added.

        In the order of the homes: two who add the same ones never wait for each other in a circle.
        """
        home = listed(connection, sorted(ids)).subquery()
        key = batch.key if state is DeliveryState.PLANNED else NO_BATCH
        told_of = [literal(batch.day, TABLE.day.type), literal(batch.kind), literal(key),
                   literal(state.value), literal(batch.told), literal(now, TABLE.at.type)]  # fmt: skip
        # SQLite takes ON CONFLICT after a SELECT only behind a WHERE
        rows = select(home.c[0], *told_of).where(home.c[0] > 0).order_by(home.c[0])
        adding = (sqlite.insert if is_embedded(self._engine) else postgresql.insert)(deliveries)
        columns = [TABLE.home, TABLE.day, TABLE.kind, TABLE.batch, TABLE.state, TABLE.told, TABLE.at]
        statement = adding.from_select(columns, rows).on_conflict_do_nothing(
            index_elements=["home", "day", "kind"]
        )
        return set(connection.execute(statement.returning(TABLE.home)).scalars())

    def _set(self, connection: Connection, batch: Batch, state: DeliveryState) -> None:
        connection.execute(update(deliveries).where(*_of(connection, batch)).values(state=state))


def _of(connection: Connection, batch: Batch) -> Sequence[ColumnElement[bool]]:
    """The rows of a batch, found by their homes."""
    return (
        TABLE.home.in_(listed(connection, batch.homes)),
        TABLE.day == batch.day,
        TABLE.kind == batch.kind,
        TABLE.batch == batch.key,
    )


def _minute_of(slot: Slot) -> ColumnElement[int | None]:
    return homes.c.evening if slot.kind == EVE else homes.c.morning


def _page_of(slot: Slot, last: int) -> Select[Any]:
    active = (homes.c.municipality == slot.municipality, homes.c.state == HomeState.ACTIVE)
    on_from = (_minute_of(slot) == slot.minute, homes.c.id > last)
    return select(homes).where(*active, *on_from).order_by(homes.c.id).limit(PAGE)


def _planned(connection: Connection, slot: Slot, ids: Sequence[int]) -> set[int]:
    """Asked apart from the homes: joined, a database that knows little of the tables goes astray."""
    asking = select(TABLE.home).where(
        TABLE.day == slot.day, TABLE.home.in_(listed(connection, ids)), TABLE.kind == slot.kind
    )
    return set(connection.execute(asking).scalars())


def _active(municipality: str, last: int) -> Select[Any]:
    return (
        select(homes)
        .where(homes.c.municipality == municipality, homes.c.id > last, homes.c.state == HomeState.ACTIVE)
        .order_by(homes.c.id)
        .limit(PAGE)
    )


def _rows_of(connection: Connection, ids: Sequence[int], day: date) -> Mapping[int, list[Row[Any]]]:
    """Everything the homes were told of the day, in the order in which it was planned."""
    asking = select(deliveries).where(TABLE.home.in_(listed(connection, ids)), TABLE.day == day)
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(asking.order_by(TABLE.at)):
        rows[row.home].append(row)
    return rows


def _who_know(connection: Connection, batch: Batch) -> set[int]:
    """The homes of a batch that were last told, or are about to be told, what it says."""
    rows = _rows_of(connection, batch.homes, batch.day)
    heard = {home: [row.told for row in each if row.state in ABOUT_TO_HEAR] for home, each in rows.items()}
    return {home for home, told in heard.items() if told and told[-1] == batch.told}


def _told(home: Row[Any], day: date, rows: Sequence[Row[Any]]) -> Told | None:
    heard = [row for row in rows if row.state in HEARD]
    if not heard or any(row.state == DeliveryState.PLANNED for row in rows):
        return None
    if home.changed_at > heard[-1].at:
        return None
    return Told(home_of(home), day, heard[-1].told, tuple(row.kind for row in rows))
