"""Dangerous things, in three spellings each, in four cities: right, a question, an offer, or nothing.

What is shown as the answer must be the thing; a piece of its name or a harmless neighbour is the
one mistake that can hurt someone.
"""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.cities import imported
from gomi.conversation.messages import Replies
from gomi.conversation.messages.plain import plain
from gomi.municipality.load import load
from gomi.search.answer import AnswerKind
from gomi.search.engine import SearchEngine
from gomi.search.search import search
from gomi.settings import read
from gomi.words import load_words

CHECKOUT = Path(__file__).resolve().parent.parent
ROWS = list(csv.DictReader((CHECKOUT / "tests" / "hazards.csv").open(encoding="utf-8")))
CITIES = ("kashiwa", "hiroshima", "kurume")


@pytest.fixture(scope="module")
def engine():
    return SearchEngine(read({}).lexicon_dir)


def wrongly_answered(index):
    for row in ROWS:
        for spelling in row["spellings"].split("|"):
            answer = search(index, spelling)
            for found in answer.things:
                if found.kind is AnswerKind.ITEM and not re.search(row["right"], found.hits[0].item.name):
                    yield spelling, found.hits[0].item.name


def test_forty_things_are_tried():
    assert len(ROWS) >= 40
    assert all(len(row["spellings"].split("|")) == 3 for row in ROWS)


@pytest.mark.parametrize("city", CITIES)
def test_no_dangerous_thing_is_answered_wrongly_in_a_real_city(engine, shared, city):
    assert list(wrongly_answered(engine.index(imported(city)))) == []


def test_mihon_answers_every_dangerous_thing_or_asks(engine):
    index = engine.index(load(CHECKOUT / "data" / "mihon").municipality)
    unanswered = [
        spelling
        for row in ROWS
        for spelling in row["spellings"].split("|")
        if search(index, spelling).kind is AnswerKind.NONE
    ]

    assert list(wrongly_answered(index)) == []
    assert unanswered == []


def test_mihon_warns_of_what_can_catch_fire_or_burst(engine):
    index = engine.index(load(CHECKOUT / "data" / "mihon").municipality)
    silent = [
        row["thing"]
        for row in ROWS[:22]
        if row["thing"] != "乾電池"  # neither charged nor of lithium: the city gives no warning for it
        if (found := search(index, row["thing"]).things[0]).hits and not found.hits[0].hazard
    ]

    assert silent == []


@pytest.mark.parametrize("city", CITIES)
def test_whatever_is_said_of_what_the_lexicon_knows_to_be_dangerous_warns(engine, shared, city):
    municipality = imported(city)
    index, replies = engine.index(municipality), Replies(load_words(), "ja", municipality)
    silent = [
        spelling
        for row in ROWS
        for spelling in row["spellings"].split("|")
        for found in search(index, spelling).things
        if found.danger and not says_of_rules(found) and "⚠" not in said(replies.to_found(found))
    ]

    assert silent == []


def says_of_rules(found):
    """Whether the city itself says which of its rules are dangerous."""
    return any(rule.hazard for hit in found.hits[:1] for rule in hit.item.rules)


def said(reply):
    return "\n".join(map(plain, reply.messages))


def test_what_mihon_lacks_is_not_found_with_the_warning_and_the_telephone(engine):
    municipality = load(CHECKOUT / "data" / "mihon").municipality
    rows = tuple(
        item for item in municipality.items if "バッテリー" not in item.name and "電池" not in item.name
    )
    without = replace(municipality, items=rows)
    replies = Replies(load_words(), "ja", without)
    reply = replies.to(search(engine.index(without), "モバイルバッテリー"))

    assert "「モバイルバッテリー」" in said(reply)
    assert "⚠ 発火の危険" in said(reply)
    assert municipality.contact.telephone in said(reply)
