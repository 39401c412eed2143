"""The public API as a program meets it, on みほん市 and on a town built for the test."""

import json
from urllib.parse import quote

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from api.app import create_app
from api.limits import RateLimit
from api.schemas import CategoriesOut, ItemOut, ProblemOut, SearchOut
from gomi.bootstrap import Services, bootstrap
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    chosen = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}"})
    services = bootstrap(chosen, SearchEngine(chosen.lexicon_dir).index, background=False)
    yield services
    services.close()


@pytest.fixture(scope="module")
def app(services: Services):
    return create_app(services, load_words(), limited=False)


@pytest.fixture(scope="module")
def client(app):
    return TestClient(app, raise_server_exceptions=False)


def find(client, query, **more):
    return client.get("/v1/mihon/items", params={"q": query, **more})


@pytest.mark.parametrize(
    "query",
    [
        "割れた茶碗",
        "ハンガー",
        "もばいるばってりい",
        "宇宙船",
        "ありがとう",
        "布団とカーペット",
        "冷凍庫",
        "",
    ],
)
def test_every_kind_of_answer_has_the_described_shape(client, query):
    response = find(client, query)

    assert response.status_code == 200
    SearchOut.model_validate(response.json())


def test_a_broken_cup_is_answered(client):
    answer = find(client, "われたコップ").json()

    assert (answer["answer"], answer["results"]) == ("item", ["コップ"])
    assert answer["things"][0]["rules"][0]["category"] == "nonburnable"


def test_a_question_is_answered_by_number_or_label_and_then_settled(client):
    asked = find(client, "ハンガー").json()["things"][0]
    labels = [option["label"] for option in asked["question"]["options"]]

    by_number = find(client, "ハンガー", which="2").json()["things"][0]
    by_label = find(client, "ハンガー", which=labels[1]).json()["things"][0]

    assert by_number == by_label
    assert by_number["answer"] == "item"
    assert [rule["condition"] for rule in by_number["rules"]] == [labels[1]]


def test_an_answer_that_fits_no_option_asks_the_same_question_again(client):
    assert find(client, "ハンガー", which="9").json() == find(client, "ハンガー").json()


def test_translations_stand_beside_the_japanese(client):
    hit = find(client, "umbrella", lang="en").json()["things"][0]["hits"][0]

    assert hit["name"] == "傘"
    assert hit["translation"]


def test_an_item_and_the_categories_have_the_described_shape(client):
    ItemOut.model_validate(client.get("/v1/mihon/items/koppu").json())
    categories = CategoriesOut.model_validate(client.get("/v1/mihon/categories").json())

    assert len(categories.categories) == 14


@pytest.mark.parametrize("path", ["/v1/nowhere/items?q=a", "/v1/mihon/items/nothing", "/v1/mihon/nothing"])
def test_what_is_not_there_is_a_problem_document(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    ProblemOut.model_validate(response.json())


def test_a_query_that_is_too_long_names_the_value_and_not_its_contents(client):
    response = find(client, "あ" * 5000)

    assert response.status_code == 422
    assert response.json()["errors"][0]["where"] == "query.q"
    assert "ああ" not in response.text


@pytest.mark.parametrize(
    "raw",
    [
        "%ED%A0%80",
        "%00%01%1F",
        "%F0%9F%97%91",
        "%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D",
        "%FF%FE",
        "a%CC%81" * 20,
        "%E3%82%99",
    ],
)
def test_odd_characters_are_answered(client, raw):
    response = client.get(f"/v1/mihon/items?q={raw}")

    assert response.status_code == 200
    assert json.loads(response.content)["answer"] in ("none", "maybe", "item", "question")


def test_the_second_fetch_of_the_same_answer_is_not_sent_again(client):
    first = find(client, "傘")
    second = client.get(
        "/v1/mihon/items", params={"q": "傘"}, headers={"If-None-Match": first.headers["etag"]}
    )

    assert second.status_code == 304
    assert second.content == b""
    assert second.headers["etag"] == first.headers["etag"]


def test_another_answer_has_another_tag(client):
    assert find(client, "傘").headers["etag"] != find(client, "長靴").headers["etag"]


def test_any_site_may_read_the_api_and_none_the_pages(client):
    elsewhere = {"Origin": "https://elsewhere.example"}

    assert (
        client.get("/v1/mihon/items?q=" + quote("傘"), headers=elsewhere).headers[
            "access-control-allow-origin"
        ]
        == "*"
    )
    assert "access-control-allow-origin" not in client.get("/mihon/", headers=elsewhere).headers


@pytest.mark.parametrize(
    "path", ["/v1/mihon/categories", "/mihon/", "/healthz", "/nowhere", "/v1/nowhere/items?q=a"]
)
def test_every_answer_bears_the_security_headers(client, path):
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_limit_refuses_with_the_seconds_to_wait_and_fills_again():
    now = [0.0]
    limit = RateLimit(None, clock=lambda: now[0], limited=lambda path: True, per_minute=60, at_once=3)

    assert [limit.take("a") for _ in range(4)] == [0, 0, 0, 1]
    assert limit.take("b") == 0
    now[0] = 1.0
    assert limit.take("a") == 0


def test_the_limit_answers_with_a_problem_document(services):
    limited = TestClient(create_app(services, load_words()))

    asked = (limited.get("/v1/mihon/categories") for _ in range(3000))
    refused = next(response for response in asked if response.status_code != 200)

    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    ProblemOut.model_validate(refused.json())


def test_what_was_asked_is_counted_without_who_asked(client, services):
    find(client, "ぐるぐるぽんきち")
    find(client, "ぐるぐるぽんきち")
    find(client, "わたしの電話は090-1234-5678です")
    services.counts.flush()

    words = {row.words for row in services.search_counts.misses("mihon", services.served.get("mihon").since)}
    assert "ぐるぐるぽんきち" in words
    assert not any("1234" in word for word in words)


@pytest.mark.parametrize("operation_id", ["search_items", "get_item", "list_categories"])
def test_no_call_the_description_allows_gets_an_undocumented_answer(app, operation_id):
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    operation = next(
        found.ok()
        for found in described.get_all_operations()
        if found.ok().definition.raw["operationId"] == operation_id
    )

    @given(case=operation.as_strategy())
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    def call(case):
        case.call_and_validate()

    call()
