"""The calendar feed as calendars meet it: over HTTP, again and again."""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import time as clock
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from structlog.testing import capture_logs

from api import calendar_feed
from api.app import create_app
from api.packed import Shelf, pack
from api.schemas import ProblemOut
from gomi.bootstrap import bootstrap
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words
from tests.gomi.calendar.readers import by_ical, by_icalendar, components, unfolded

pytestmark = pytest.mark.dates

CHECKOUT = Path(__file__).resolve().parents[2]
FEED = "/v1/mihon/districts/honcho-1/calendar.ics"
SECONDS_TO_START = 60
PLAIN = {"Accept-Encoding": "identity"}


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.now = datetime(2026, 10, 10, 9, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def now():
    return Clock()


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    chosen = read(
        {
            "GOMI_DATABASE_URL": f"sqlite:///{ledger}",
            "GOMI_BASE_URL": "https://gomi.example",
        }
    )
    services = bootstrap(chosen, SearchEngine(chosen.lexicon_dir).index, background=False)
    yield services
    services.close()


@pytest.fixture
def app(services, now):
    return create_app(services, load_words(), limited=False, clock=now)


@pytest.fixture
def client(app):
    return TestClient(app, raise_server_exceptions=False)


def test_a_feed_is_served_with_what_calendars_need(client):
    response = client.get(FEED)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=3600"
    assert response.headers["content-disposition"] == 'inline; filename="area-honcho-1.ics"'
    assert "Accept-Encoding" in response.headers["vary"].split(", ")
    assert response.headers["etag"].startswith('"')
    assert "last-modified" in response.headers
    assert "set-cookie" not in response.headers
    assert "x-robots-tag" not in response.headers
    assert by_ical(response.content) == by_icalendar(response.content)
    assert "SOURCE:https://gomi.example" + FEED in unfolded(response.content)


def test_the_page_an_event_names_is_there(client):
    (page,) = {line for line in unfolded(client.get(FEED).content) if line.startswith("URL:")}

    assert client.get(page.removeprefix("URL:https://gomi.example")).status_code == 200


def test_a_feed_for_one_import_is_an_attachment_with_the_same_bytes(client):
    download = client.get(FEED, params={"download": "1"})

    assert download.headers["content-disposition"] == 'attachment; filename="area-honcho-1.ics"'
    assert download.content == client.get(FEED).content


@pytest.mark.parametrize("accept", ["text/html", "application/json", "image/*;q=0.1", ""])
def test_whatever_a_reader_says_it_accepts_it_gets_the_feed(client, accept):
    assert client.get(FEED, headers={"Accept": accept}).content == client.get(FEED).content


@pytest.mark.parametrize("first", ["identity", "gzip"])
@pytest.mark.parametrize("second", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_second_fetch_sends_nothing_in_whichever_form_the_first_came(client, first, second, method):
    tag = client.get(FEED, headers={"Accept-Encoding": first}).headers["etag"]

    again = client.request(method, FEED, headers={"Accept-Encoding": second, "If-None-Match": f'"x", {tag}'})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"].endswith('-gzip"') == (second == "gzip")
    assert {"cache-control", "vary", "last-modified"} <= set(again.headers)
    assert "content-length" not in again.headers


@pytest.mark.parametrize(
    ("condition", "status"),
    [('"x"', 200), ("*", 304), ("", 200), ("x", 200)],
)
def test_another_tag_is_answered_with_the_feed(client, condition, status):
    assert client.get(FEED, headers={"If-None-Match": condition}).status_code == status


def test_a_weakened_tag_counts(client):
    tag = client.get(FEED, headers=PLAIN).headers["etag"]

    assert client.get(FEED, headers={**PLAIN, "If-None-Match": f"W/{tag}"}).status_code == 304


def test_a_time_counts_where_no_tag_is_named(client):
    told = client.get(FEED).headers

    def status(since, **more):
        return client.get(FEED, headers={"If-Modified-Since": since, **more}).status_code

    assert status(told["last-modified"]) == 304
    assert status("Thu, 01 Jan 2015 00:00:00 GMT") == 200
    assert status("yesterday") == 200
    assert status(told["last-modified"], **{"If-None-Match": '"x"'}) == 200


def test_head_says_the_same_without_the_feed(client):
    for form in ("identity", "gzip"):
        get, head = (
            client.request(each, FEED, headers={"Accept-Encoding": form}) for each in ("GET", "HEAD")
        )

        assert head.status_code == 200
        assert head.content == b""
        assert dict(head.headers) == dict(get.headers)


def test_a_packed_feed_is_the_same_feed_under_a_tag_of_its_own(client):
    plain = client.get(FEED, headers=PLAIN)

    with client.stream("GET", FEED, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert int(packed.headers["content-length"]) == len(raw) < len(plain.content) / 5
    assert packed.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
    assert int(plain.headers["content-length"]) == len(plain.content)


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("br", False),
    ],
)
def test_a_feed_is_packed_for_those_who_can_unpack_it(client, accepted, packed):
    assert ("content-encoding" in client.head(FEED, headers={"Accept-Encoding": accepted}).headers) is packed


def test_two_fetches_days_apart_within_a_month_are_the_same(app, client, now):
    now.now = datetime(2026, 10, 2, 3, tzinfo=UTC)
    first = client.get(FEED)
    now.now = datetime(2026, 10, 31, 14, 59, tzinfo=UTC)
    app.state.calendar_feeds = Shelf(10)  # as in another process
    second = client.get(FEED)
    now.now = datetime(2026, 10, 31, 15, tzinfo=UTC)  # November in Japan
    third = client.get(FEED)

    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    assert third.headers["etag"] != first.headers["etag"]


def test_some_streams_are_a_part_of_the_whole_with_the_same_events(client):
    whole = components(client.get(FEED).content)

    by_id = client.get(FEED, params={"types": "plastic,burnable"}).content
    by_name = client.get(FEED, params={"types": "燃やすごみ,プラスチック"}).content

    assert by_id == by_name
    some = components(by_id)
    assert {event for event in some if "-end-" not in event} == {
        uid for uid in whole if uid.startswith(("honcho-1-plastic-", "honcho-1-burnable-"))
    }
    assert all(whole[uid] == some[uid] for uid in some)


def test_an_alarm_is_in_every_collection_and_changes_no_name(client):
    plain, evening = (client.get(FEED, params=params).content for params in ({}, {"alarm": "20:00"}))

    assert by_icalendar(evening) == by_icalendar(plain)
    assert evening.count(b"TRIGGER:-PT4H") == len(by_icalendar(evening)) - 1


@pytest.mark.parametrize(
    ("params", "where", "named"),
    [
        ({"types": "plastic,gold"}, "query.types", "「gold」"),
        ({"alarm": "8時"}, "query.alarm", "20:00"),
        ({"alarm": "24:00"}, "query.alarm", "20:00"),
        ({"download": "maybe"}, "query.download", ""),
    ],
)
def test_a_value_that_is_wrong_is_named_with_a_way_forward(client, params, where, named):
    response = client.get(FEED, params=params)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = ProblemOut.model_validate(response.json())
    assert [each.where for each in problem.errors] == [where]
    assert named in problem.errors[0].problem


@pytest.mark.parametrize(
    "path", ["/v1/mihon/districts/nowhere/calendar.ics", "/v1/nowhere/districts/honcho-1/calendar.ics"]
)
def test_a_district_that_is_not_there_is_a_problem_document(client, path):
    response = client.get(path)

    assert response.status_code == 404
    ProblemOut.model_validate(response.json())


def test_a_calendar_that_fails_is_unavailable_and_never_empty(client, monkeypatch):
    def fail(*_):
        raise ArithmeticError

    with monkeypatch.context() as broken, capture_logs() as logged:
        broken.setattr(calendar_feed, "written", fail)
        response = client.get(FEED)

    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["content-type"] == "application/problem+json"
    assert [(each["event"], each["district"]) for each in logged] == [("calendar_feed_failed", "honcho-1")]
    assert client.get(FEED).status_code == 200


def test_a_feed_is_written_once_for_all_who_come_for_it(client, monkeypatch):
    written, times = calendar_feed.written, []
    monkeypatch.setattr(calendar_feed, "written", lambda *all_: times.append(1) or written(*all_))

    for params in ({}, {}, {"download": "1"}, {"alarm": "20:00"}, {"alarm": "20:00"}):
        client.get(FEED, params=params)

    assert len(times) == 2


def test_a_shelf_keeps_what_was_asked_for_lately():
    shelf, made = Shelf(most=2), []

    def make(key):
        return lambda: made.append(key) or pack(key.encode(), datetime(2026, 10, 1, tzinfo=UTC))

    for key in "abacab":
        shelf.get(key, make(key))

    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize("operation_id", ["get_calendar_feed", "head_calendar_feed"])
def test_no_call_the_description_allows_gets_an_undocumented_answer(app, operation_id):
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    operation = next(
        found.ok()
        for found in described.get_all_operations()
        if found.ok().definition.raw["operationId"] == operation_id
    )

    @given(case=operation.as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def call(case):
        # Which streams there are is data and no schema: an unknown one is refused with 422.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    call()


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Where a real server answers, with one municipality."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(CHECKOUT / "data" / "mihon", folder / "data" / "mihon")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "GOMI_DEMO": "1",
        "GOMI_DATA_DIR": str(folder / "data"),
        "GOMI_DATABASE_URL": f"sqlite:///{folder / 'gomi.sqlite3'}",
        "GOMI_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "gomi", "serve", "--port", str(port), "--no-worker"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(10)


def wait_for(port, server):
    until = clock.monotonic() + SECONDS_TO_START
    while clock.monotonic() < until and server.poll() is None:
        try:
            fetch(port, "GET", "/healthz")
            return
        except OSError:
            clock.sleep(0.2)
    pytest.fail("the server did not answer")


def fetch(port, method, path, **headers):
    """With these headers and no others: http.client adds Host and, unless told, Accept-Encoding."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_a_real_server_serves_a_reader_that_sends_no_headers_and_the_next_time_nothing(port):
    response, body = fetch(port, "GET", FEED)
    again, nothing = fetch(port, "GET", FEED, If_None_Match=response.headers["ETag"])
    head, no_body = fetch(port, "HEAD", FEED)
    packed, packed_body = fetch(port, "GET", FEED, Accept_Encoding="gzip")

    assert (response.status, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert by_icalendar(body)
    assert (again.status, nothing) == (304, b"")
    assert (head.status, no_body, head.headers["Content-Length"]) == (200, b"", str(len(body)))
    assert head.headers["ETag"] == response.headers["ETag"] != packed.headers["ETag"]
    assert gzip.decompress(packed_body) == body
