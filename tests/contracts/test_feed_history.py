"""A feed through its editions: one moved day changes one event, and numbers never fall back."""

from datetime import timedelta

import pytest

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.feed import feed_of
from gomi.calendar.ics import written
from gomi.feed_history import FeedHistory
from gomi.municipality.load import load_files, read_folder
from gomi.settings import CHECKOUT

MIHON = CHECKOUT / "data" / "mihon"
LATE = "e9,遅れ,2026-12-03,,,燃やすごみ,すべて,雪,2026-12-02T16:00,"
MOVED = "e10,振替,2026-12-07,,2026-12-08,燃やすごみ,Aコース,点検,2026-12-02T17:00,"


@pytest.fixture
def history(ledger):
    return FeedHistory(CHECKOUT / "data", ledger.editions, ledger.feed_revisions)


@pytest.fixture
def publish(ledger, now):
    def publish(number, *rows):
        files = read_folder(MIHON)
        changed = files["exceptions.csv"].rstrip() + b"\n" + "\n".join(rows).encode() + b"\n"
        at = now + timedelta(days=number)
        return ledger.editions.add("mihon", {**files, "exceptions.csv": changed}, now=at, starts_at=at)

    return publish


def city_at(ledger, number):
    files = read_folder(MIHON) if number == 0 else dict(ledger.editions.at("mihon", number).files)
    return load_files(files, "mihon").municipality


def blocks(ledger, history, number, now):
    city = city_at(ledger, number)
    feed = feed_of(city, CollectionCalendar(city).of("honcho-1"), now.date())
    text = written(feed, history.of(city, number, "honcho-1")).decode()
    events = text.split("BEGIN:VEVENT")[1:]
    return {next(line for line in each.splitlines() if line.startswith("UID")): each for each in events}


def of_day(events, day):
    return [text for uid, text in events.items() if day in uid]


def test_a_moved_day_removes_one_event_and_adds_one_and_the_others_stay_byte_for_byte(
    ledger, history, publish, now
):
    before = blocks(ledger, history, 0, now)
    publish(1, MOVED)
    after = blocks(ledger, history, 1, now)

    assert len(set(before) - set(after)) == len(set(after) - set(before)) == 1
    assert all(before[uid] == after[uid] for uid in set(before) & set(after))


def test_an_event_that_changes_counts_up_and_back_again_once_more(ledger, history, publish, now):
    publish(1, LATE)
    publish(2, "")
    numbers = [of_day(blocks(ledger, history, number, now), "20261203")[0] for number in (0, 1, 2)]

    assert [next(line for line in text.splitlines() if line.startswith("SEQUENCE")) for text in numbers] == [
        "SEQUENCE:0",
        "SEQUENCE:1",
        "SEQUENCE:2",
    ]


def test_what_was_worked_out_once_is_kept_for_other_processes(ledger, history, publish, now):
    publish(1, LATE)
    city = city_at(ledger, 1)
    first = history.of(city, 1, "honcho-1")

    another = FeedHistory(CHECKOUT / "nowhere", ledger.editions, ledger.feed_revisions)

    assert another.of(city, 1, "honcho-1") == first


def test_a_district_that_an_edition_adds_has_events_of_that_edition(ledger, history, now):
    files = read_folder(MIHON)
    files["districts.csv"] = (
        files["districts.csv"].rstrip() + "\nnew,新町,しんまち,中央,Aコース,南\n".encode()
    )
    files["rules.csv"] = (
        files["rules.csv"].rstrip() + "\n新町,燃やすごみ,毎週月,2026-04-01,2027-03-31,,\n".encode()
    )
    ledger.editions.add("mihon", files, now=now)
    city = city_at(ledger, 1)

    assert history.of(city, 1, "new").of("new-burnable-20261207@990019.gomi").modified == now
