"""Every keeper of counts behaves alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from gomi.search.counting import INTENT, LONG_TEXT, Asked, Miss

TODAY = date(2026, 11, 25)


def asked(words, kind="none", day=TODAY, municipality="mihon", **more):
    return Asked(municipality, day, words, kind, **more)


@pytest.fixture
def counts(ledger):
    return ledger.search_counts


def test_misses_are_listed_from_two_askings_on_most_asked_first(counts, now):
    counts.add_many({asked("ことり"): 1, asked("そら"): 2, asked("ゆめ", "maybe"): 5})

    assert list(counts.misses("mihon", now)) == [Miss("ゆめ", 5), Miss("そら", 2)]


def test_askings_of_several_days_and_times_add_up(counts, now):
    counts.add_many({asked("そら"): 1})
    counts.add_many({asked("そら"): 2, asked("そら", "maybe", TODAY - timedelta(days=3)): 4})

    assert list(counts.misses("mihon", now)) == [Miss("そら", 7)]


def test_what_the_lexicon_knows_and_the_list_lacks_stands_first(counts, now):
    counts.add_many({asked("そら"): 9, asked("れいぞうこ", known_as="冷蔵庫"): 2})

    assert list(counts.misses("mihon", now)) == [Miss("れいぞうこ", 2, "冷蔵庫"), Miss("そら", 9)]


def test_found_words_intents_long_texts_and_other_towns_are_no_misses(counts, now):
    counts.add_many(
        {
            asked("えんぴつ", "item", item="i1"): 9,
            asked("しゅうしゅうび", INTENT): 9,
            asked(LONG_TEXT): 9,
            asked("そら", municipality="tameshi"): 9,
        }
    )

    assert list(counts.misses("mihon", now)) == []


def test_misses_are_forgotten_after_ninety_days_and_other_counts_kept(counts, now):
    old = TODAY - timedelta(days=90)
    counts.add_many({asked("そら", day=old): 5, asked("えんぴつ", "item", day=old): 5})
    counts.add_many({asked("ゆめ", "maybe", old + timedelta(days=1)): 5})

    assert list(counts.misses("mihon", now)) == [Miss("ゆめ", 5)]
    assert counts.forget(now) == 1
    assert counts.forget(now) == 0
    assert list(counts.misses("mihon", now)) == [Miss("ゆめ", 5)]


def test_processes_that_count_at_once_lose_nothing(counts, now):
    words = [f"ことば{n}" for n in range(20)]

    def count(turn):
        counts.add_many({asked(word): 1 for word in (words if turn % 2 else reversed(words))})

    with ThreadPoolExecutor(4) as counters:
        list(counters.map(count, range(8)))

    assert [miss.asked for miss in counts.misses("mihon", now)] == [8] * 20


def test_nothing_to_count_is_fine(counts, now):
    counts.add_many({})

    assert list(counts.misses("mihon", now)) == []
