"""Residents' messages to みほん市, one row a message; and what holds for any message at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.municipality.load import load
from gomi.search.answer import AnswerKind, Reason
from gomi.search.search import LONGEST_HEARD, search

CHECKOUT = Path(__file__).resolve().parents[3]
CASES = list(csv.DictReader((CHECKOUT / "tests" / "search_cases.csv").open(encoding="utf-8")))
AWKWARD = st.text(
    st.sampled_from(
        "傘かさ割れたのとや、。 　\n\t\0\x1b\u200b\u202e\ud800\udfff🗑️👨‍👩‍👧שלוםمرحباABｃ１２cm％'\"<>&"
    )
    | st.characters(),
    max_size=60,
)


@pytest.fixture(scope="module")
def index(engine):
    return engine.index(load(CHECKOUT / "data" / "mihon").municipality)


@pytest.mark.parametrize("case", CASES, ids=[case["typed"] for case in CASES])
def test_a_message_is_answered_as_the_table_says(index, case):
    answer = search(index, case["typed"])

    assert answer.kind.value == case["answer"]
    assert (answer.names or [""])[0] == case["item"]
    if case["condition"]:
        assert [rule.condition for rule in answer.things[0].rules] == [case["condition"]]


def test_two_things_in_one_message_are_both_answered(index):
    answer = search(index, "布団とカーペット")

    assert [found.hits[0].item.name for found in answer.things] == ["布団", "カーペット"]
    assert answer.names == ["布団", "カーペット"]


def test_every_hit_says_why(index):
    reasons = {
        typed: search(index, typed).things[0].hits[0].reason
        for typed in ("傘", "かさ", "umbrella", "フラパイン", "でんしれん", "スマホ")
    }

    assert reasons == {
        "傘": Reason.NAME,
        "かさ": Reason.READING,
        "umbrella": Reason.TRANSLATION,
        "フラパイン": Reason.FUZZY,
        "でんしれん": Reason.PARTIAL,
        "スマホ": Reason.LEXICON,
    }


@given(AWKWARD)
@settings(deadline=None, max_examples=300)
def test_any_message_is_answered(index, message):
    answer = search(index, message)

    assert answer.query == message
    assert len(answer.names) <= 10
    assert answer.kind in AnswerKind


def test_a_message_of_5000_characters_is_heard_to_its_bound(index):
    assert search(index, "傘" + "あ" * 5000).kind in AnswerKind
    assert search(index, "　" * 5000 + "傘").names == []
    assert search(index, "傘" + " " * LONGEST_HEARD + "の" * 5000).names == ["傘"]


def test_every_name_of_the_city_finds_itself_first(index):
    strangers = [item.name for item in index.items if search(index, item.name).names[:1] != [item.name]]

    assert strangers == []


def test_every_reading_of_a_name_finds_it_or_its_homophone(index):
    lost = [
        (item.name, reading)
        for item in index.items
        for reading in item.readings
        if item.name not in search(index, reading).names
    ]

    assert lost == [("ボウル", "ぼーる")]  # ボール, as it is spelt


def test_a_clerks_word_is_found_and_a_refused_one_is_not(index):
    assert all(
        search(index, word.word).names == []
        for word in index.municipality.words
        if word.handling.value == "対象外"
    )
    aliases = [word for word in index.municipality.words if word.handling.value == "別名"]
    assert aliases
    assert all(search(index, word.word).things[0].hits[0].item.id == word.item for word in aliases)
