"""Inbox and outbox kept in the ledger; the promise is `gomi.ports.Leases`.

A row's life: ``waiting`` → ``leased`` → ``done`` | ``failed``, or back to ``waiting`` for another
try. ``next_at`` is the one column that claiming asks: the due time while waiting, the end of the
lease while leased, nothing once finished.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, delete, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_ledger import is_embedded, writing
from gomi.ports import Claimed, Remembered

LOCK_ALL = text(
    "SELECT pg_advisory_xact_lock(lock) FROM (SELECT hashtextextended(key, 0) AS lock"
    " FROM unnest(CAST(:keys AS text[])) AS key ORDER BY 1 OFFSET 0) AS locks"
)
"""One statement for every key; in one order everywhere, so that two writers never wait for each other."""


class State(StrEnum):
    """Where a row stands."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"


class SqlLeases:
    """Rows of one table, claimed with a lease. ``new_token`` never gives the same token twice."""

    def __init__(self, engine: Engine, table: Table, new_token: Callable[[], str]) -> None:
        self._engine, self._table, self._new_token = engine, table, new_token

    def remember(self, row: Remembered, now: datetime) -> bool:
        """The unique key of source and event id decides."""
        return self.remember_many([row], now) == 1

    def remember_many(self, rows: Sequence[Remembered], now: datetime) -> int:
        """One transaction for all of them."""
        with writing(self._engine) as connection:
            return self.remember_within(connection, rows, now)

    def remember_within(self, connection: Connection, rows: Sequence[Remembered], now: datetime) -> int:
        """The same within a transaction that writes more; as many statements for one row as for many."""
        if not rows:
            return 0
        self._queue_up(connection, rows)
        values = [_columns(row, now) for row in rows]
        return len(connection.execute(self._adding().values(values).returning(self._table.c.id)).all())

    def claim(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Claimed]:
        """Choose and take in one transaction."""
        table, token, until = self._table, self._new_token(), now + lease
        with writing(self._engine) as connection:
            state_by_id = {row.id: row.state for row in connection.execute(self._claimable(now, limit))}
            taking = (
                update(table)
                .where(table.c.id.in_(state_by_id))
                .values(state=State.LEASED, attempts=table.c.attempts + 1, token=token, next_at=until)
            )
            rows = connection.execute(taking.returning(*table.c)).all() if state_by_id else []
        taken = {row.id: _claimed(row, state_by_id[row.id] == State.LEASED) for row in rows}
        return [taken[id] for id in state_by_id]

    def done(self, claimed: Claimed, now: datetime) -> bool:
        """Finished well."""
        with writing(self._engine) as connection:
            return self.done_within(connection, claimed, now)

    def done_within(self, connection: Connection, claimed: Claimed, now: datetime) -> bool:
        """The same within a transaction that writes more than this."""
        return self._let_go(connection, claimed, state=State.DONE, **_finished(now))

    def retry(self, claimed: Claimed, at: datetime, reason: str = "") -> bool:
        """Back to waiting."""
        with writing(self._engine) as connection:
            return self._let_go(connection, claimed, state=State.WAITING, next_at=at, reason=reason)

    def fail(self, claimed: Claimed, now: datetime, reason: str = "") -> bool:
        """Finished badly."""
        with writing(self._engine) as connection:
            return self.fail_within(connection, claimed, now, reason)

    def fail_within(self, connection: Connection, claimed: Claimed, now: datetime, reason: str = "") -> bool:
        """The same within a transaction that writes more than this."""
        return self._let_go(connection, claimed, state=State.FAILED, reason=reason, **_finished(now))

    def forget(self, before: datetime) -> int:
        """Only finished rows have a finishing time."""
        old = delete(self._table).where(self._table.c.finished_at < before)
        with writing(self._engine) as connection:
            return connection.execute(old).rowcount

    def _claimable(self, now: datetime, limit: int) -> Select[tuple[int, str]]:
        table, older = self._table.c, self._table.alias("older").c
        of_the_same_key = (older.order_key == table.order_key, older.id < table.id)
        an_older_one = select(older.id).where(*of_the_same_key, older.next_at.is_not(None)).exists()
        return (
            select(table.id, table.state)
            .where(table.next_at <= now, or_(table.order_key.is_(None), ~an_older_one))
            .order_by(table.next_at, table.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=self._table)
        )

    def _let_go(self, connection: Connection, claimed: Claimed, **values: object) -> bool:
        table = self._table.c
        held = (table.id == claimed.id, table.token == claimed.token, table.state == State.LEASED)
        letting_go = update(self._table).where(*held).values(token=None, **values)
        return connection.execute(letting_go).rowcount == 1

    def _adding(self) -> sqlite.Insert | postgresql.Insert:
        """Insert; a row known already is left as it is."""
        embedded = is_embedded(self._engine)
        statement = sqlite.insert(self._table) if embedded else postgresql.insert(self._table)
        return statement.on_conflict_do_nothing(index_elements=["source", "event_id"])

    def _queue_up(self, connection: Connection, rows: Sequence[Remembered]) -> None:
        """Let rows of one key become visible in the order of their ids, as SQLite's writers do anyway."""
        if is_embedded(self._engine):
            return
        keys = sorted({f"{self._table.name}:{row.order_key}" for row in rows if row.order_key is not None})
        if keys:
            connection.execute(LOCK_ALL, {"keys": keys})


def _columns(row: Remembered, now: datetime) -> dict[str, object]:
    return {
        "source": row.source,
        "event_id": row.event_id,
        "order_key": row.order_key,
        "payload": dict(row.payload),
        "state": State.WAITING,
        "attempts": 0,
        "next_at": row.due or now,
        "remembered_at": now,
        "reason": "",
    }


def _finished(now: datetime) -> dict[str, object]:
    return {"next_at": None, "finished_at": now, "payload": {}}


def _claimed(row: Row[Any], abandoned: bool) -> Claimed:
    return Claimed(
        id=row.id,
        source=row.source,
        event_id=row.event_id,
        order_key=row.order_key,
        payload=row.payload,
        attempts=row.attempts,
        token=row.token,
        remembered_at=row.remembered_at,
        lease_until=row.next_at,
        reason=row.reason,
        abandoned=abandoned,
    )
