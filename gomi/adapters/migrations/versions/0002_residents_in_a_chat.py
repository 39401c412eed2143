"""Keep how residents stand in a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of contacts."""
    op.create_table(
        "contacts",
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("contact", sa.String(64), nullable=False),
        sa.Column("standing", sa.JSON, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("channel", "contact", name="pk_contacts"),
    )
    op.create_index("ix_contacts_seen_at", "contacts", ["seen_at"])
    op.create_index("ix_contacts_open_until", "contacts", ["open_until"])
