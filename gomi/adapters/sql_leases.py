"""Inbox and outbox kept in the ledger; the promise is `gomi.ports.Leases`.

A row's life: ``waiting`` → ``leased`` → ``done`` | ``failed``, or back to ``waiting`` for another
try. ``next_at`` is the one column that claiming asks: the due time while waiting, the end of the
lease while leased, nothing once finished.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from gomi.adapters.sql_ledger import is_embedded, writing
from gomi.ports import Claimed, Remembered


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
        adding = self._adding()
        with writing(self._engine) as connection:
            self._queue_up(connection, rows)
            return sum(len(connection.execute(adding, _columns(row, now)).all()) for row in rows)

    def claim(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Claimed]:
        """Choose and take in one transaction."""
        table, token, until = self._table, self._new_token(), now + lease
        with writing(self._engine) as connection:
            ids = list(connection.execute(self._claimable(now, limit)).scalars())
            taking = (
                update(table)
                .where(table.c.id.in_(ids))
                .values(state=State.LEASED, attempts=table.c.attempts + 1, token=token, next_at=until)
            )
            rows = connection.execute(taking.returning(*table.c)).all() if ids else []
        taken = {row.id: _claimed(row) for row in rows}
        return [taken[id] for id in ids]

    def done(self, claimed: Claimed, now: datetime) -> bool:
        """Finished well."""
        return self._let_go(claimed, state=State.DONE, next_at=None, finished_at=now)

    def retry(self, claimed: Claimed, at: datetime, reason: str = "") -> bool:
        """Back to waiting."""
        return self._let_go(claimed, state=State.WAITING, next_at=at, reason=reason)

    def fail(self, claimed: Claimed, now: datetime, reason: str = "") -> bool:
        """Finished badly."""
        return self._let_go(claimed, state=State.FAILED, next_at=None, finished_at=now, reason=reason)

    def forget(self, before: datetime) -> int:
        """Only finished rows have a finishing time."""
        old = delete(self._table).where(self._table.c.finished_at < before)
        with writing(self._engine) as connection:
            return connection.execute(old).rowcount

    def _claimable(self, now: datetime, limit: int) -> Select[tuple[int]]:
        table, older = self._table.c, self._table.alias("older").c
        of_the_same_key = (older.order_key == table.order_key, older.id < table.id)
        an_older_one = select(older.id).where(*of_the_same_key, older.next_at.is_not(None)).exists()
        return (
            select(table.id)
            .where(table.next_at <= now, or_(table.order_key.is_(None), ~an_older_one))
            .order_by(table.next_at, table.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=self._table)
        )

    def _let_go(self, claimed: Claimed, **values: object) -> bool:
        table = self._table.c
        held = (table.id == claimed.id, table.token == claimed.token, table.state == State.LEASED)
        letting_go = update(self._table).where(*held).values(token=None, **values)
        with writing(self._engine) as connection:
            return connection.execute(letting_go).rowcount == 1

    def _adding(self) -> ReturningInsert[tuple[int]]:
        """Insert, and say the new id; a row known already is left as it is and nothing is said."""
        embedded = is_embedded(self._engine)
        statement = sqlite.insert(self._table) if embedded else postgresql.insert(self._table)
        adding = statement.on_conflict_do_nothing(index_elements=["source", "event_id"])
        return adding.returning(self._table.c.id)

    def _queue_up(self, connection: Connection, rows: Sequence[Remembered]) -> None:
        """Let rows of one key become visible in the order of their ids, as SQLite's writers do anyway."""
        if is_embedded(self._engine):
            return
        for key in sorted({row.order_key for row in rows if row.order_key is not None}):
            lock = func.hashtextextended(f"{self._table.name}:{key}", 0)
            connection.execute(select(func.pg_advisory_xact_lock(lock)))


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


def _claimed(row: Row[Any]) -> Claimed:
    return Claimed(
        id=row.id,
        source=row.source,
        event_id=row.event_id,
        order_key=row.order_key,
        payload=row.payload,
        attempts=row.attempts,
        token=row.token,
        lease_until=row.next_at,
    )
