"""`gomi notifier` on the command line."""

import pytest

from gomi.__main__ import main
from gomi.bootstrap import open_ledger
from gomi.reminders.homes import MAIL, Home, HomeState, SaveHome
from gomi.reminders.ports import EVE, Batch
from gomi.settings import read
from tests.notifier.conftest import at


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("GOMI_DATABASE_URL", f"sqlite:///{tmp_path}/ledger.sqlite3")
    ledger = open_ledger(read({"GOMI_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.sqlite3"}))
    yield ledger
    ledger.close()


@pytest.fixture
def old(ledger):
    """An address never confirmed, and what was told of a day of August."""
    now = at("2026-08-01T12:00")
    home = Home(0, "mihon", MAIL, "a@example.jp", state=HomeState.WAITING)
    ledger.homes.change(MAIL, "a@example.jp", [SaveHome(home)], now)
    (home,) = ledger.homes.of(MAIL, "a@example.jp")
    batch = Batch("mihon", MAIL, now.date(), EVE, "x", 0, "k", now, (home.id,), ("a@example.jp",), ())
    ledger.deliveries.plan(batch, now)
    return home


def test_tidying_says_what_it_would_delete_and_deletes_it_once(ledger, old, capsys):
    def tidied(*options):
        assert main(["notifier", "tidy", "--now", "2026-11-25T12:00+09:00", *options]) == 0
        return [line.rpartition(" ")[2] for line in capsys.readouterr().out.splitlines()]

    assert tidied("--dry-run") == ["1件", "1件"]
    assert ledger.homes.by_id(old.id) == old
    assert tidied() == ["1件", "1件"]
    assert ledger.homes.by_id(old.id) is None
    assert tidied() == ["0件", "0件"]


def test_what_is_young_is_kept(ledger, old, capsys):
    assert main(["notifier", "tidy", "--now", "2026-08-02T11:59+09:00"]) == 0

    assert ledger.homes.by_id(old.id) == old


@pytest.mark.parametrize("now", ["20:00", "2026-11-22T20:00", "tomorrow"])
def test_a_moment_without_its_zone_is_refused_with_the_way_to_write_it(ledger, now, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["notifier", "run", "--once", "--now", now])

    assert ended.value.code == 2
    assert "2026-11-22T20:00+09:00" in capsys.readouterr().err


def test_without_a_channel_there_is_nothing_to_do_and_that_is_good(ledger):
    assert main(["notifier", "run", "--once"]) == 0


def test_a_forecast_for_a_municipality_without_a_channel_is_refused(ledger, capsys):
    assert main(["notifier", "forecast", "--municipality", "mihon"]) == 1
    assert "mihon" in capsys.readouterr().err
