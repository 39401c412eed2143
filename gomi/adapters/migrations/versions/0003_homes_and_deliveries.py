"""Keep residents' homes, and what each of them was told of which day."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of reminders."""
    _homes()
    _deliveries()
    _batches()
    _reminder_slots()


def _homes() -> None:
    op.create_table(
        "homes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("municipality", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("resident", sa.String(254), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("district", sa.String(64), nullable=False),
        sa.Column("next_district", sa.String(64), nullable=False),
        sa.Column("moves_on", sa.Date, nullable=True),
        sa.Column("evening", sa.Integer, nullable=True),
        sa.Column("morning", sa.Integer, nullable=True),
        sa.Column("streams", sa.JSON, nullable=False),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_homes"),
        sa.UniqueConstraint(
            "channel",
            "resident",
            "municipality",
            "label",
            name="uq_homes_channel_resident_municipality_label",
        ),
        sqlite_autoincrement=True,
    )
    for column in ("evening", "morning"):
        op.create_index(f"ix_homes_municipality_{column}_id", "homes", ["municipality", column, "id"])
    op.create_index("ix_homes_municipality_id", "homes", ["municipality", "id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("home", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("batch", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("day", "home", "kind", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_home", "deliveries", ["home"])


def _batches() -> None:
    op.create_table(
        "batches",
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
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("source", "event_id", name="uq_batches_source_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_batches_next_at_id", "batches", ["next_at", "id"])
    op.create_index("ix_batches_finished_at", "batches", ["finished_at"])
    unfinished = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_batches_unfinished_of_key",
        "batches",
        ["order_key", "id"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )


def _reminder_slots() -> None:
    op.create_table(
        "reminder_slots",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("municipality", sa.String(64), nullable=False),
        sa.Column("minute", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "municipality", "minute", name="pk_reminder_slots"),
    )
