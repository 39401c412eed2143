"""One message has one answer over LINE too: its kind and its names are those of command line and API."""

import csv
import json
import re
import shutil
from functools import cache
from urllib.parse import urlencode

import pytest
from httpx2 import Client

from gomi.conversation.messages.readings import without_readings
from gomi.conversation.messages.replies import MOST_MESSAGES
from gomi.municipality.import_5374 import import_folder
from gomi.search.answer import MOST_CANDIDATES
from gomi.words import load_words
from tests.journeys.line_desk import CHECKOUT, Installation, channel_settings, running, said
from tests.journeys.test_one_answer_everywhere import CASES, by_command


@pytest.fixture(scope="module")
def line(platform, shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("line")
    shutil.copytree(CHECKOUT / "data" / "mihon", folder / "data" / "mihon")
    import_folder(shared / "opendata" / "5374" / "kashiwa", folder / "data" / "kashiwa")
    settings = {"GOMI_DATA_DIR": str(folder / "data"), **channel_settings("kashiwa")}
    for it in running(Installation(platform, folder, **settings)):
        it.serve("--unlimited")
        yield it


def mihons_queries():
    return [case["typed"] for case in csv.DictReader(CASES.open(encoding="utf-8"))]


def kashiwas_queries(shared):
    lines = (shared / "search_eval" / "queries_kashiwa.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["q"] for line in lines]


@pytest.mark.parametrize("city", ["mihon", "kashiwa"])
def test_over_line_an_answer_is_of_the_same_kind_and_names_the_same_things(line, shared, tmp_path, city):
    queries = mihons_queries() if city == "mihon" else kashiwas_queries(shared)
    told = by_command(line.folder / "data" / city, queries, tmp_path)
    shown = by_api(line, city, queries)

    heard = line.crowd([[query] for query in queries], city)

    for command, api, (answers, _) in zip(told, shown, heard, strict=True):
        (answer,) = answers
        assert (command["answer"], command["results"]) == (api["answer"], api["results"]), command["q"]
        assert_says(answer, api)
    assert line.broken_rules() == []


def by_api(line, city, queries):
    """What the API of the same process answers."""
    with Client(base_url=line.url, trust_env=False) as client:
        return [
            client.get(f"/v1/{city}/items?{urlencode({'q': query, 'lang': 'ja'})}").json()
            for query in queries
        ]


def assert_says(answer, api):
    """Each thing found has its card, of the right kind, that names what was found in the same order."""
    query, text = api["query"], said(answer)
    if api["intent"] or not api["things"]:
        assert kinds_of(text) == [], (query, text)
        return
    if len(api["things"]) == 1:
        assert kinds_of(text) == [api["answer"]], (query, text)
    for thing in api["things"][:MOST_MESSAGES]:
        assert_names_in_order(text, names_shown(thing), query)


def names_shown(thing):
    """Of what was found, what there is a card or a choice for."""
    names = [hit["name"] for hit in thing["hits"]]
    if thing["rules"]:
        return names[:1]
    if thing["answer"] == "maybe":
        return names[:MOST_CANDIDATES]
    options = [option["label"] for option in (thing["question"] or {"options": []})["options"]]
    return [name for name in names if name in options]


def assert_names_in_order(text, names, query):
    at = -1
    for name in names:
        assert (at := text.find(name, at + 1)) >= 0, (query, name, text)


def kinds_of(text):
    """The kinds of answer that a text has the words of."""
    return [kind for kind, pattern in patterns().items() if pattern.match(without_readings(text))]


@cache
def patterns():
    """How each kind of answer is known by its words, in whichever language it is said."""
    return {
        "maybe": beginning_with("maybe.heading"),
        "question": beginning_with("question.rules", "question.hits", after=".*\n"),
        "item": beginning_with("line.answer"),
        "none": beginning_with("none.title", "none.unlisted_title"),
    }


def beginning_with(*keys, after=""):
    """A line that is one of these wordings with anything put in, the first one or ``after`` another."""
    words = load_words()
    wordings = {words.wording(key, lang).text for key in keys for lang in words.languages}
    return re.compile(f"{after}(?:{'|'.join(map(with_anything_put_in, wordings))})(?:\n|$)")


def with_anything_put_in(wording):
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(without_readings(wording)))
