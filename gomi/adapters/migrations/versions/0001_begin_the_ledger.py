"""Begin the ledger: editions, counts of searches, inbox and outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    _editions()
    _search_counts()
    for name in ("inbox", "outbox"):
        _leased(name)


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("municipality", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("republishes", sa.Integer, nullable=True),
        sa.Column("files", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("municipality", "number", name="pk_editions"),
    )
    columns = ["municipality", "starts_at", "number"]
    op.create_index("ix_editions_municipality_starts_at_number", "editions", columns)


def _search_counts() -> None:
    key = ("municipality", "day", "words", "kind", "item", "known_as")
    op.create_table(
        "search_counts",
        sa.Column("municipality", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("known_as", sa.Text, nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_search_counts"),
    )


def _leased(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("event_id", sa.String(200), nullable=False),
        sa.Column("order_key", sa.String(200), nullable=True),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("remembered_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("source", "event_id", name=f"uq_{name}_source_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_next_at_id", name, ["next_at", "id"])
    op.create_index(f"ix_{name}_finished_at", name, ["finished_at"])
    unfinished = sa.text("next_at IS NOT NULL")
    op.create_index(
        f"ix_{name}_unfinished_of_key",
        name,
        ["order_key", "id"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
