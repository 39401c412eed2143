"""The ledger's tables (台帳), the same on SQLite and PostgreSQL.

What a table is here, `migrations/` brings about; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """A moment, kept as UTC and handed out as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring it to UTC; SQLite keeps no zone, so it is taken off there."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Say again that it is UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


editions = Table(
    "editions",
    metadata,
    Column("municipality", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("starts_at", Moment, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("republishes", Integer, nullable=True),
    Column("files", LargeBinary, nullable=False),
    Index(None, "municipality", "starts_at", "number"),  # answers "in force now" without touching files
)

search_counts = Table(
    "search_counts",
    metadata,
    Column("municipality", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("known_as", Text, primary_key=True),
    Column("asked", Integer, nullable=False),
)


def _leased(name: str) -> Table:
    """Rows to be done once. ``next_at`` says when a row may next be claimed: its due time while it
    waits, the end of the lease while someone holds it, nothing once it is finished."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("source", String(200), nullable=False),
        Column("event_id", String(200), nullable=False),
        Column("order_key", String(200), nullable=True),
        Column("payload", JSON, nullable=False),
        Column("state", String(16), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("token", String(64), nullable=True),
        Column("next_at", Moment, nullable=True),
        Column("remembered_at", Moment, nullable=False),
        Column("finished_at", Moment, nullable=True),
        Column("reason", Text, nullable=False),
        UniqueConstraint("source", "event_id"),
        Index(None, "next_at", "id"),
        Index(
            f"ix_{name}_unfinished_of_key",
            "order_key",
            "id",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index(None, "finished_at"),
        sqlite_autoincrement=True,  # a forgotten row's id must not come back: order is by id
    )


contacts = Table(
    "contacts",
    metadata,
    Column("channel", String(64), primary_key=True),
    Column("contact", String(64), primary_key=True),
    Column("standing", JSON, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("open_until", Moment, nullable=True),  # when its open questions are to be forgotten
    Index(None, "seen_at"),
    Index(None, "open_until"),
)

inbox = _leased("inbox")
outbox = _leased("outbox")

homes = Table(
    "homes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("municipality", String(64), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("resident", String(254), nullable=False),
    Column("label", String(64), nullable=False),
    Column("district", String(64), nullable=False),
    Column("next_district", String(64), nullable=False),
    Column("moves_on", Date, nullable=True),
    Column("evening", Integer, nullable=True),
    Column("morning", Integer, nullable=True),
    Column("streams", JSON, nullable=False),
    Column("lang", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),  # when what it is told of last changed
    UniqueConstraint("channel", "resident", "municipality", "label"),
    Index(None, "municipality", "evening", "id"),
    Index(None, "municipality", "morning", "id"),
    Index(None, "municipality", "id"),
    sqlite_autoincrement=True,  # a forgotten home's id must not come back: deliveries bear it
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("day", Date, primary_key=True),
    Column("home", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(200), primary_key=True),
    Column("batch", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("told", Text, nullable=False),
    Column("at", Moment, nullable=False),  # when it was planned, from the home as it was then
    Index(None, "home"),  # none on the day: a database that knows little of the table would take it
)

batches = _leased("batches")

reminder_slots = Table(
    "reminder_slots",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("municipality", String(64), primary_key=True),
    Column("minute", Integer, primary_key=True, autoincrement=False),
    Column("edition", Integer, nullable=False),
    Column("done_at", Moment, nullable=False),
)

feed_revisions = Table(
    "feed_revisions",
    metadata,
    Column("municipality", String(64), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("district", String(64), primary_key=True),
    Column("revisions", JSON, nullable=False),
)
