"""Bring the ledger to the shape this program knows, from code alone.

The library that migrates is loaded only when there is something to migrate: a process that serves
has no use for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from gomi.adapters.sql_ledger import reading, writing
from gomi.ports import LedgerNotUpgraded

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x676F6D69  # any number that every process of gomi agrees on


def upgrade(engine: Engine) -> None:
    """Apply every migration still missing, in one transaction. Two processes at once take turns.

    Raises:
        LedgerNotUpgraded: the ledger was made by a newer program.
    """
    from alembic import command
    from alembic.util import CommandError

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
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def newest() -> str:
    """The number of the last migration there is: each file's name begins with its own."""
    return max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
