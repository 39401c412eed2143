"""What a process serves follows the ledger, and stays when the ledger cannot be followed."""

import threading

import pytest
from sqlalchemy import text

from gomi.adapters.sql_ledger import writing
from gomi.errors import NotServed
from gomi.municipality.publishing import publish
from gomi.ports import LedgerUnreachable
from gomi.served import Served


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock(now):
    return Clock(now)


def item_names(municipality):
    return [item.name for item in municipality.items]


@pytest.fixture
def served(ledger, tmp_path, town_folder, clock):
    town_folder(item="鉛筆")
    (tmp_path / "data" / "lexicon").mkdir()
    served = Served(tmp_path / "data", ledger.editions, item_names, clock)
    served.refresh()
    return served


def test_the_folder_is_edition_nought(served, now):
    tameshi = served.get("tameshi")

    assert (tameshi.edition, tameshi.index, tameshi.since) == (0, ["鉛筆"], now)
    assert [each.municipality.id for each in served.all()] == ["tameshi"]


def test_a_town_that_is_not_here_is_not_served(served):
    with pytest.raises(NotServed):
        served.get("lexicon")


def test_a_published_edition_is_served_after_the_next_look(served, ledger, town, now):
    before = served.get("tameshi")
    edition = publish(town("画びょう"), "", ledger.editions, now).edition

    served.refresh()

    tameshi = served.get("tameshi")
    assert (tameshi.edition, tameshi.index, tameshi.digest) == (1, ["画びょう"], edition.digest)
    assert before.index == ["鉛筆"]


def test_an_edition_begins_when_its_time_has_come(served, ledger, town, clock, now, later):
    publish(town("画びょう"), "", ledger.editions, now, later(hours=1))

    served.refresh()
    assert served.get("tameshi").edition == 0
    clock.now = later(hours=1)
    served.refresh()

    assert served.get("tameshi").edition == 1


def test_what_has_not_changed_is_not_built_again(served, ledger, town, now):
    publish(town("画びょう"), "", ledger.editions, now)
    served.refresh()
    first = served.get("tameshi")

    served.refresh()

    assert served.get("tameshi") is first


def test_a_town_known_only_to_the_ledger_is_served(served, ledger, town, now):
    publish(town("定規", id="hoka"), "", ledger.editions, now)

    served.refresh()

    assert served.get("hoka").index == ["定規"]


def damage(ledger, number):
    with writing(ledger.engine) as connection:
        connection.execute(text("UPDATE editions SET files = :x WHERE number = :n"), {"x": b"x", "n": number})


def test_a_broken_edition_leaves_the_one_before(served, ledger, town, now):
    publish(town("画びょう"), "", ledger.editions, now)
    served.refresh()
    publish(town("定規"), "", ledger.editions, now)
    damage(ledger, 2)

    served.refresh()
    assert served.get("tameshi").edition == 1
    publish(town("はさみ"), "", ledger.editions, now)
    served.refresh()

    assert served.get("tameshi").index == ["はさみ"]


@pytest.mark.parametrize(("broken", "edition"), [([2], 1), ([1, 2], 0)])
def test_a_process_that_begins_with_a_broken_edition_serves_the_latest_usable(
    served, ledger, town, tmp_path, clock, now, broken, edition
):
    publish(town("画びょう"), "", ledger.editions, now)
    publish(town("定規"), "", ledger.editions, now)
    for number in broken:
        damage(ledger, number)
    begun = Served(tmp_path / "data", ledger.editions, item_names, clock)

    begun.refresh()

    assert begun.get("tameshi").edition == edition


def test_tables_the_program_cannot_use_leave_the_one_before(served, ledger, town, now):
    ledger.editions.add("tameshi", town(wrong=True), now=now)

    served.refresh()

    assert served.get("tameshi").edition == 0


def test_a_town_whose_index_cannot_be_built_does_not_take_the_others_away(
    ledger, town_folder, tmp_path, clock
):
    town_folder(item="鉛筆")
    town_folder("data/hoka", item="定規", id="hoka")

    def build(municipality):
        if municipality.id == "hoka":
            raise ValueError("cannot be indexed")
        return item_names(municipality)

    served = Served(tmp_path / "data", ledger.editions, build, clock)
    served.refresh()

    assert [each.municipality.id for each in served.all()] == ["tameshi"]


def test_a_folder_with_an_error_is_not_served_until_an_edition_is_published(
    ledger, town, town_folder, tmp_path, clock, now
):
    town_folder(wrong=True)
    served = Served(tmp_path / "data", ledger.editions, item_names, clock)
    served.refresh()
    with pytest.raises(NotServed):
        served.get("tameshi")

    publish(town(), "", ledger.editions, now)
    served.refresh()

    assert served.get("tameshi").edition == 1


@pytest.mark.parametrize("error", [LedgerUnreachable(), RuntimeError("out of order")])
def test_a_ledger_out_of_reach_leaves_everything_as_it_is(served, ledger, town, now, monkeypatch, error):
    publish(town("画びょう"), "", ledger.editions, now)

    def out_of_reach(*_):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(ledger.editions, "current_numbers", out_of_reach)
        served.refresh()
        assert (served.get("tameshi").edition, served.ledger_reached) == (0, False)
    served.refresh()

    assert (served.get("tameshi").edition, served.ledger_reached) == (1, True)


def test_an_edition_that_could_not_be_fetched_is_fetched_at_the_next_look(
    served, ledger, town, now, monkeypatch
):
    publish(town("画びょう"), "", ledger.editions, now)

    def out_of_reach(*_):
        raise LedgerUnreachable

    with monkeypatch.context() as broken:
        broken.setattr(ledger.editions, "at", out_of_reach)
        served.refresh()
    served.refresh()

    assert served.get("tameshi").edition == 1


def test_the_background_brings_a_new_edition_and_ends_when_told(
    ledger, town, town_folder, tmp_path, clock, now
):
    town_folder(item="鉛筆")
    swapped = threading.Event()

    def build(municipality):
        if item_names(municipality) == ["画びょう"]:
            swapped.set()
        return item_names(municipality)

    served = Served(tmp_path / "data", ledger.editions, build, clock)
    served.start()
    publish(town("画びょう"), "", ledger.editions, now)

    assert swapped.wait(30)
    served.stop()
    served.stop()

    assert served.get("tameshi").edition == 1
