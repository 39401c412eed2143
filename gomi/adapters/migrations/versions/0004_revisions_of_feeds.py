"""Keep how often the events of calendar feeds changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of revisions."""
    op.create_table(
        "feed_revisions",
        sa.Column("municipality", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("district", sa.String(64), nullable=False),
        sa.Column("revisions", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("municipality", "edition", "district", name="pk_feed_revisions"),
    )
