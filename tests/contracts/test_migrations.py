"""The migrations make exactly the tables the schema describes, in order, on both engines."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from gomi.adapters import sql_migrations
from gomi.adapters.sql_ledger import LedgerAddressWrong, open_engine, reading, writing
from gomi.adapters.sql_schema import metadata
from gomi.bootstrap import open_ledger
from gomi.ports import LedgerNotUpgraded, LedgerUnreachable
from gomi.settings import read

VERSIONS = sql_migrations.FOLDER / "versions"


def test_migrations_and_schema_agree(ledger):
    with reading(ledger.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_migrations_are_numbered_in_order_and_each_stands_on_the_one_before():
    numbers = [path.name[:4] for path in sorted(VERSIONS.glob("[0-9]*.py"))]
    scripts = ScriptDirectory(str(sql_migrations.FOLDER))

    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", path.name) for path in VERSIONS.glob("[0-9]*.py"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    chain = {script.revision: script.down_revision for script in scripts.walk_revisions()}
    assert chain == dict(zip(numbers, [None, *numbers], strict=False))


def test_upgrading_twice_is_the_same_as_once(ledger):
    sql_migrations.upgrade(ledger.engine)

    assert sql_migrations.is_current(ledger.engine)


def test_a_ledger_of_a_newer_program_is_left_alone(ledger):
    with writing(ledger.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        assert not sql_migrations.is_current(ledger.engine)
        with pytest.raises(LedgerNotUpgraded):
            sql_migrations.upgrade(ledger.engine)
    finally:
        with writing(ledger.engine) as connection:
            newest = {"newest": sql_migrations.newest()}
            connection.execute(text("UPDATE alembic_version SET version_num = :newest"), newest)


OPEN = """
import sys
from gomi.bootstrap import open_ledger
from gomi.settings import read
open_ledger(read({"GOMI_DATABASE_URL": sys.argv[1]})).close()
"""


def test_an_embedded_ledger_is_made_with_its_folder_by_whoever_comes_first(
    tmp_path, monkeypatch, environment
):
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-c", OPEN, "sqlite:///var/gomi.sqlite3"]

    openings = range(4)
    processes = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in openings
    ]

    assert [process.communicate()[1] for process in processes] == [""] * 4
    ledger = open_ledger(read({"GOMI_DATABASE_URL": "sqlite:///var/gomi.sqlite3"}))
    assert sql_migrations.is_current(ledger.engine)
    assert Path("var/gomi.sqlite3").exists()
    ledger.close()


def test_sqlite_keeps_what_it_has_promised(url_of):
    engine = open_engine(url_of("sqlite"))

    with reading(engine) as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]

    assert told == ["wal", 2, 1, 10_000]
    engine.dispose()


@pytest.mark.postgresql
def test_on_postgresql_the_program_waits_for_the_operator(postgresql_url):
    engine = open_engine(postgresql_url)
    with writing(engine) as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS fresh CASCADE"))
        connection.execute(text("CREATE SCHEMA fresh"))
    address = f"{postgresql_url}{'&' if '?' in postgresql_url else '?'}options=-csearch_path%3Dfresh"
    settings = read({"GOMI_DATABASE_URL": address})
    with pytest.raises(LedgerNotUpgraded):
        open_ledger(settings)

    fresh = open_engine(address)
    sql_migrations.upgrade(fresh)

    open_ledger(settings).close()
    with writing(engine) as connection:
        connection.execute(text("DROP SCHEMA fresh CASCADE"))
    fresh.dispose()
    engine.dispose()


@pytest.mark.parametrize("address", ["mysql://localhost/gomi", "gomi.sqlite3", ""])
def test_an_address_that_is_no_ledger_is_refused_in_a_sentence(address):
    with pytest.raises(LedgerAddressWrong, match="GOMI_DATABASE_URL"):
        open_engine(address)


@pytest.mark.postgresql
def test_a_ledger_that_does_not_answer_is_worth_trying_again():
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerUnreachable), reading(open_engine("postgresql://x@127.0.0.1:1/none")):
        pass
