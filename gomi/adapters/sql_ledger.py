"""Open the ledger: SQLite beside the program, or PostgreSQL when one machine is not enough.

`reading` and `writing` are the only ways in. Each is one transaction; what the database cannot do
for want of a connection or of its turn becomes `LedgerUnreachable`. A transaction must not be
opened inside another one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from sqlalchemy.pool import QueuePool

from gomi.errors import GomiError
from gomi.ports import LedgerUnreachable

SqlEngine: TypeAlias = Engine
"""An open ledger, for those who may not know what it is made of."""

BUSY_SECONDS = 10
CONNECT_SECONDS = 5
WRITES = "gomi_writes"

_turns: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()


class LedgerAddressWrong(GomiError):
    """`GOMI_DATABASE_URL` names no ledger we can keep."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"GOMI_DATABASE_URL: {problem}")


def open_engine(address: str) -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…``; a SQLite file's folder is made if missing.

    Raises:
        LedgerAddressWrong: another database, no URL, or the PostgreSQL driver is not installed.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    try:
        return create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,  # what people wrote must not reach a log by way of an error
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    except ImportError as error:
        raise LedgerAddressWrong(
            'PostgreSQL には追加の部品が要ります（pip install "gomi[postgresql]"）'
        ) from error


def is_embedded(engine: Engine) -> bool:
    """Whether the ledger is a SQLite of this program's own."""
    return engine.dialect.name == "sqlite"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that changes nothing."""
    with _translated(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept on leaving, none of it after an error.

    On SQLite it waits for its turn before it reads anything, so that what it reads stays true. Within
    a process turns are taken here: SQLite itself would only look again after a while.
    """
    with (
        _translated(),
        _turn(engine),
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    if not is_embedded(engine):
        yield
        return
    turn = _turns.setdefault(engine, threading.Lock())
    if not turn.acquire(timeout=BUSY_SECONDS):
        raise LedgerUnreachable
    try:
        yield
    finally:
        turn.release()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError) as error:
        raise LedgerUnreachable from error


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except Exception as error:
        raise LedgerAddressWrong("sqlite:///… か postgresql://… の形で書いてください") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise LedgerAddressWrong(f"「{url.drivername}」は使えません（sqlite か postgresql）")
    return url


def _open_sqlite(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory and url.database is not None:
        Path(url.database).absolute().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        # A ledger in memory lives in its one connection, which threads take by turns.
        pool_size=1 if in_memory else 5,
        max_overflow=0 if in_memory else 20,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late for a write lock
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is emptied is overwritten
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
