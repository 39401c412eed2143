"""Publishing and undoing, on every keeper: whole or not at all, once, and never backwards."""

import signal
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gomi.adapters.sql_ledger import open_engine
from gomi.bootstrap import ledger_on
from gomi.municipality.editions import NothingToUndo, PublishedMeanwhile
from gomi.municipality.publishing import StartsInThePast, TablesWrong, publish, undo


def contents(ledger, number):
    return ledger.editions.at("tameshi", number).files


def test_what_is_published_is_in_force_at_once(ledger, town, now):
    published = publish(town(), "tameshi", ledger.editions, now)

    assert published.added
    assert ledger.editions.current("tameshi", now) == published.edition
    assert contents(ledger, 1) == town()


def test_tables_with_an_error_change_nothing(ledger, town, now):
    publish(town(), "tameshi", ledger.editions, now)

    published = publish(town(wrong=True), "tameshi", ledger.editions, now)

    assert (published.municipality, published.edition, published.added) == (None, None, False)
    assert published.complaints
    assert len(ledger.editions.history("tameshi")) == 1


def test_the_same_content_is_not_published_twice_in_a_row(ledger, town, now, later):
    first = publish(town(), "tameshi", ledger.editions, now)

    again = publish(town(), "elsewhere", ledger.editions, later(hours=1))

    assert (again.added, again.edition) == (False, first.edition)
    assert publish(town("画びょう"), "tameshi", ledger.editions, later(hours=1)).added
    assert publish(town(), "tameshi", ledger.editions, later(hours=2)).added


def test_a_beginning_without_a_zone_is_the_towns_own_time(ledger, town, now):
    published = publish(town(), "tameshi", ledger.editions, now, datetime(2027, 4, 1))

    assert published.edition.starts_at == datetime(2027, 4, 1, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert ledger.editions.current("tameshi", now) is None


def test_a_beginning_in_the_past_is_refused(ledger, town, now, later):
    with pytest.raises(StartsInThePast):
        publish(town(), "tameshi", ledger.editions, now, later(seconds=-1))

    assert list(ledger.editions.history("tameshi")) == []


def test_undo_publishes_what_held_before_under_a_new_number(ledger, town, now, later):
    publish(town("鉛筆"), "tameshi", ledger.editions, now)
    publish(town("画びょう"), "tameshi", ledger.editions, later(hours=1))

    edition = undo("tameshi", None, ledger.editions, later(hours=2))

    assert (edition.number, edition.republishes) == (3, 1)
    assert ledger.editions.current("tameshi", later(hours=2)) == edition
    assert contents(ledger, 3) == town("鉛筆")


def test_undoing_the_first_edition_brings_the_folder_back(ledger, town, now):
    publish(town("画びょう"), "tameshi", ledger.editions, now)

    edition = undo("tameshi", town("鉛筆"), ledger.editions, now)

    assert (edition.number, edition.republishes) == (2, 0)
    assert contents(ledger, 2) == town("鉛筆")


def test_undoing_twice_goes_back_two_steps_and_then_ends(ledger, town, now):
    for item in ("鉛筆", "画びょう", "定規"):
        publish(town(item), "tameshi", ledger.editions, now)

    steps = [undo("tameshi", town("消しゴム"), ledger.editions, now).republishes for _ in range(3)]

    assert steps == [2, 1, 0]
    with pytest.raises(NothingToUndo):
        undo("tameshi", town("消しゴム"), ledger.editions, now)


def test_what_is_published_after_an_undo_is_undone_to_what_the_undo_had_brought(ledger, town, now):
    publish(town("鉛筆"), "tameshi", ledger.editions, now)
    publish(town("画びょう"), "tameshi", ledger.editions, now)
    undo("tameshi", None, ledger.editions, now)
    publish(town("定規"), "tameshi", ledger.editions, now)

    edition = undo("tameshi", None, ledger.editions, now)

    assert contents(ledger, edition.number) == town("鉛筆")


def test_undo_leaves_a_scheduled_edition_as_it_is(ledger, town, now, later):
    publish(town("鉛筆"), "tameshi", ledger.editions, now)
    publish(town("画びょう"), "tameshi", ledger.editions, now)
    publish(town("定規"), "tameshi", ledger.editions, now, later(days=1))

    edition = undo("tameshi", None, ledger.editions, later(hours=1))

    assert (edition.number, edition.republishes) == (4, 1)
    assert ledger.editions.current("tameshi", later(days=1)).number == 3


@pytest.mark.parametrize("folder", ["none", "same"])
def test_undo_says_so_when_there_is_nothing_to_go_back_to(ledger, town, now, folder):
    with pytest.raises(NothingToUndo):
        undo("tameshi", town(), ledger.editions, now)
    publish(town(), "tameshi", ledger.editions, now)

    with pytest.raises(NothingToUndo):
        undo("tameshi", None if folder == "none" else town(), ledger.editions, now)

    assert len(ledger.editions.history("tameshi")) == 1


def test_undo_never_brings_tables_with_an_error_into_force(ledger, town, now):
    publish(town(), "tameshi", ledger.editions, now)

    with pytest.raises(TablesWrong):
        undo("tameshi", town(wrong=True), ledger.editions, now)

    assert len(ledger.editions.history("tameshi")) == 1


def test_of_two_who_undo_at_once_one_is_asked_to_look_again(ledger, town, now, monkeypatch):
    publish(town("鉛筆"), "tameshi", ledger.editions, now)
    publish(town("画びょう"), "tameshi", ledger.editions, now)
    seen = ledger.editions.history("tameshi")
    undo("tameshi", None, ledger.editions, now)
    monkeypatch.setattr(ledger.editions, "history", lambda _: seen)
    monkeypatch.setattr(ledger.editions, "current", lambda *_: seen[-1])

    with pytest.raises(PublishedMeanwhile):
        undo("tameshi", None, ledger.editions, now)


PUBLISH_AND_DIE = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import event
from gomi.adapters.sql_ledger import open_engine
from gomi.bootstrap import ledger_on
from gomi.municipality.load import read_folder
from gomi.municipality.publishing import publish

address, folder, now, point = sys.argv[1:]
engine = open_engine(address)

def die(*_): os.kill(os.getpid(), signal.SIGKILL)
def die_at_the_row(connection, cursor, statement, *_):
    if statement.startswith("INSERT"): die()

ledger = ledger_on(engine)
match point:
    case "before the row": event.listen(engine, "before_cursor_execute", die_at_the_row)
    case "after the row": event.listen(engine, "after_cursor_execute", die_at_the_row)
    case "before the end": event.listen(engine, "commit", die)
publish(read_folder(Path(folder)), folder, ledger.editions, datetime.fromisoformat(now))
die()
"""


@pytest.mark.parametrize(
    ("point", "kept"), [("before the row", 1), ("after the row", 1), ("before the end", 1), ("after", 2)]
)
def test_a_publisher_killed_in_the_middle_leaves_all_or_nothing(
    shared_url, town, town_folder, now, later, environment, point, kept
):
    engine = open_engine(shared_url)
    ledger = ledger_on(engine)
    publish(town("鉛筆"), "tameshi", ledger.editions, now)
    folder = town_folder(item="画びょう")

    arguments = [shared_url, str(folder), later(hours=1).isoformat(), point]
    killed = subprocess.run([sys.executable, "-c", PUBLISH_AND_DIE, *arguments], env=environment, check=False)

    assert killed.returncode == -signal.SIGKILL
    history = ledger.editions.history("tameshi")
    assert [edition.number for edition in history] == list(range(1, kept + 1))
    assert [contents(ledger, edition.number) for edition in history] == [town("鉛筆"), town("画びょう")][
        :kept
    ]
    assert publish(town("定規"), "tameshi", ledger.editions, later(hours=2)).edition.number == kept + 1
    engine.dispose()
