"""Bring the ledger to the shape this program knows, from code alone."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from gomi.adapters.sql_ledger import reading, writing
from gomi.ports import LedgerNotUpgraded

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x676F6D69  # any number that every process of gomi agrees on


def upgrade(engine: Engine) -> None:
    """Apply every migration still missing, in one transaction. Two processes at once take turns.

    Raises:
        LedgerNotUpgraded: the ledger was made by a newer program.
    """
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise LedgerNotUpgraded from error


def is_current(engine: Engine) -> bool:
    """Whether the ledger has exactly the shape this program knows."""
    with reading(engine) as connection:
        return revision(connection) == newest()


def revision(connection: Connection) -> str | None:
    """The number of the last migration applied; None for an empty ledger."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The number of the last migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
