"""Every keeper of editions behaves alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from gomi.adapters.sql_ledger import writing
from gomi.municipality.editions import EditionUnknown, PublishedMeanwhile, StoredEditionBroken, digest

A, B = {"items.csv": b"a", "guides/bags.md": b"# a"}, {"items.csv": b"b"}


def test_without_an_edition_the_folder_is_in_force(ledger, now):
    assert ledger.editions.current("mihon", now) is None
    assert ledger.editions.current_numbers(now) == {}
    assert list(ledger.editions.history("mihon")) == []


def test_an_edition_is_found_again_as_it_was_published(ledger, now):
    edition = ledger.editions.add("mihon", A, now=now)

    stored = ledger.editions.at("mihon", 1)

    assert (stored.edition, stored.files) == (edition, A)
    assert (edition.number, edition.digest, edition.starts_at) == (1, digest(A), now)
    assert edition.published_at.tzinfo is UTC


def test_numbers_run_on_in_each_municipality_by_itself(ledger, now):
    added = [ledger.editions.add(place, A, now=now).number for place in ("mihon", "mihon", "tameshi")]

    assert added == [1, 2, 1]
    assert ledger.editions.current_numbers(now) == {"mihon": 2, "tameshi": 1}


def test_a_scheduled_edition_takes_over_when_its_time_has_come(ledger, now, later):
    ledger.editions.add("mihon", A, now=now)
    ledger.editions.add("mihon", B, now=now, starts_at=later(days=1))
    ledger.editions.add("mihon", A, now=later(hours=1))

    in_force = [ledger.editions.current("mihon", later(hours=hours)).number for hours in (0, 1, 23, 24)]

    assert in_force == [1, 3, 3, 2]
    assert ledger.editions.current_numbers(later(hours=24)) == {"mihon": 2}
    assert [edition.number for edition in ledger.editions.history("mihon")] == [1, 2, 3]


def test_of_two_editions_that_begin_together_the_later_number_holds(ledger, now):
    ledger.editions.add("mihon", A, now=now)
    ledger.editions.add("mihon", B, now=now)

    assert ledger.editions.current("mihon", now).number == 2


def test_times_of_any_zone_are_the_same_moment(ledger, now):
    ledger.editions.add("mihon", A, now=now.astimezone(ZoneInfo("Asia/Tokyo")))

    assert ledger.editions.current("mihon", now).starts_at == now


def test_a_time_without_a_zone_is_refused(ledger):
    with pytest.raises(Exception, match="needs its zone"):
        ledger.editions.add("mihon", A, now=datetime(2026, 11, 25))

    assert list(ledger.editions.history("mihon")) == []


def test_one_who_chose_on_an_older_view_is_told_so(ledger, now):
    ledger.editions.add("mihon", A, now=now, after=0)

    with pytest.raises(PublishedMeanwhile):
        ledger.editions.add("mihon", B, now=now, after=0)

    assert len(ledger.editions.history("mihon")) == 1


def test_editions_published_at_once_get_numbers_of_their_own(ledger, now):
    with ThreadPoolExecutor(6) as publishers:
        added = list(publishers.map(lambda _: ledger.editions.add("mihon", A, now=now).number, range(12)))

    assert sorted(added) == list(range(1, 13))


def test_an_edition_that_was_never_published_is_unknown(ledger):
    with pytest.raises(EditionUnknown):
        ledger.editions.at("mihon", 7)


@pytest.mark.parametrize("damage", [b"", b"PK no archive", None])
def test_a_damaged_edition_is_never_handed_out(ledger, now, damage):
    ledger.editions.add("mihon", A, now=now)
    other = ledger.editions.add("tameshi", B, now=now)
    with writing(ledger.engine) as connection:
        if damage is None:
            source = "(SELECT files FROM editions WHERE municipality = 'tameshi')"
            connection.execute(text(f"UPDATE editions SET files = {source} WHERE municipality = 'mihon'"))
        else:
            damaging = "UPDATE editions SET files = :files WHERE municipality = 'mihon'"
            connection.execute(text(damaging), {"files": damage})

    with pytest.raises(StoredEditionBroken):
        ledger.editions.at("mihon", 1)

    assert ledger.editions.at("tameshi", 1).edition == other
