"""The public API of collection days as a program meets it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.schemas import DaysOut, DistrictDetailOut, DistrictsOut, ExceptionsOut, ProblemOut, SearchOut
from gomi.bootstrap import bootstrap
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words

pytestmark = pytest.mark.dates

TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
DAYS = "/v1/mihon/districts/honcho-1/days"


class At:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def clock():
    return At(TUESDAY)


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    chosen = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}"})
    services = bootstrap(chosen, SearchEngine(chosen.lexicon_dir).index, background=False)
    yield services
    services.close()


@pytest.fixture(scope="module")
def app(services, clock):
    return create_app(services, load_words(), limited=False, clock=clock)


@pytest.fixture
def client(app, clock):
    clock.now = TUESDAY
    return TestClient(app, raise_server_exceptions=False)


def districts(client, **asked):
    response = client.get("/v1/mihon/districts", params=asked)
    assert response.status_code == 200
    DistrictsOut.model_validate(response.json())
    return response.json()


def days(client, **asked):
    response = client.get(DAYS, params=asked)
    assert response.status_code == 200
    DaysOut.model_validate(response.json())
    return response.json()


def test_without_a_question_every_district_is_listed(client):
    told = districts(client)

    assert told["kind"] == "all"
    assert [each["id"] for each in told["districts"]] == ["honcho-1", "hamacho", "ekimaecho", "yamate"]
    assert told["districts"][0]["course"] == "Aコース"


def test_an_address_leads_to_its_district(client):
    told = districts(client, q="本町2丁目25番3号")

    assert told["kind"] == "one"
    assert [(each["id"], each["label"]) for each in told["districts"]] == [
        ("ekimaecho", "本町2丁目（みほん川より北）")
    ]


def test_several_districts_are_all_given_with_the_words_to_choose_by(client):
    told = districts(client, q="本町二丁目")

    assert told["kind"] == "several"
    assert {each["id"] for each in told["districts"]} == {"honcho-1", "ekimaecho"}


def test_an_address_that_is_not_enough_says_what_it_needs(client):
    told = districts(client, q="本町")

    assert (told["kind"], told["need"], told["so_far"]) == ("address_needed", "丁目", "本町")
    assert told["options"] == ["1丁目", "2丁目", "3丁目"]
    assert districts(client, q=told["so_far"] + told["options"][0])["kind"] == "one"


def test_a_name_that_is_not_in_the_list_gives_the_ones_spelt_alike(client):
    told = districts(client, q="駅前待")

    assert (told["kind"], told["districts"]) == ("none", [])
    assert "駅前町" in told["nearest"]


def test_a_place_gives_the_districts_near_it_nearest_first(client):
    told = districts(client, lat=34.7105, lon=138.5605)

    assert told["kind"] == "near"
    metres = [each["metres"] for each in told["districts"]]
    assert metres == sorted(metres)
    assert told["districts"][0]["id"] == "honcho-1"


def test_a_place_far_away_has_none(client):
    assert districts(client, lat=0, lon=0)["kind"] == "none"


@pytest.mark.parametrize("half", [{"lat": 34}, {"lon": 138}])
def test_half_a_place_is_told_what_is_missing(client, half):
    response = client.get("/v1/mihon/districts", params=half)

    assert response.status_code == 422
    ProblemOut.model_validate(response.json())
    assert response.json()["errors"][0]["problem"] == "緯度と経度は一緒に入れてください"


def test_a_district_tells_every_stream_with_its_rule(client):
    response = client.get("/v1/mihon/districts/honcho-1")

    told = response.json()
    DistrictDetailOut.model_validate(told)
    assert told["streams"][0] == {
        "stream": "burnable",
        "name": "燃やすごみ",
        "until": "08:30",
        "collected": True,
        "rules": ["毎週月・木"],
        "remarks": [],
        "known_until": "2027-03-31",
    }
    assert told["known_until"] == "2027-03-31"


def test_days_say_what_is_collected_and_what_fell_away(client):
    told = days(client, **{"from": "2026-11-24", "to": "2026-11-27"})

    assert [(each["day"], each["stream"], each["moved_from"]) for each in told["days"]] == [
        ("2026-11-24", "plastic", None),
        ("2026-11-26", "burnable", None),
        ("2026-11-27", "bottles", "2026-11-25"),
    ]
    assert told["missed"] == [
        {
            "day": "2026-11-25",
            "stream": "bottles",
            "name": "びん・缶・ペットボトル",
            "moved_to": "2026-11-27",
            "reason": "施設の点検",
            "exception": "e5",
        }
    ]
    assert told["days"][2]["reason"] == "施設の点検"
    assert told["known_until"] == "2027-03-31"


def test_days_begin_today_where_the_city_is(client, clock):
    clock.now = datetime.fromisoformat("2026-11-24T15:30:00+00:00")

    told = days(client)

    assert (told["from"], told["to"]) == ("2026-11-25", "2026-12-25")


def test_days_are_those_of_the_calendar(client, services):
    told = days(client, **{"from": "2026-04-01", "to": "2027-03-31"})

    first, last = TUESDAY.date().replace(month=4, day=1), TUESDAY.date().replace(year=2027, month=3, day=31)
    calendar = services.served.get("mihon").calendar.of("honcho-1")
    assert [(each["day"], each["stream"]) for each in told["days"]] == [
        (each.day.isoformat(), each.stream) for each in calendar.between(first, last)
    ]


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"from": "2026-11-24", "to": "2026-11-23"}, "query.to"),
        ({"from": "2026-01-01", "to": "2027-02-05"}, "query.to"),
        ({"from": "0001-01-01"}, "query.from"),
        ({"from": "9999-12-31"}, "query.from"),
        ({"from": "yesterday"}, "query.from"),
    ],
)
def test_a_stretch_that_is_none_names_the_value_that_is_wrong(client, asked, where):
    response = client.get(DAYS, params=asked)

    assert response.status_code == 422
    assert response.json()["errors"][0]["where"] == where


def test_four_hundred_days_are_given_at_once(client):
    assert client.get(DAYS, params={"from": "2026-01-01", "to": "2027-02-04"}).status_code == 200


@pytest.mark.parametrize("path", ["", "/days"])
def test_a_district_there_is_not_is_said_so(client, path):
    response = client.get(f"/v1/mihon/districts/nowhere{path}")

    assert response.status_code == 404
    assert response.json()["detail"] == "地区「nowhere」はありません"


def test_exceptions_are_given_as_they_stand_the_earliest_first(client):
    response = client.get("/v1/mihon/exceptions")

    told = response.json()
    ExceptionsOut.model_validate(told)
    assert [each["id"] for each in told["exceptions"]] == ["e5", "e1", "e2", "e3", "e4"]
    assert told["exceptions"][0]["new_day"] == "2026-11-27"


def test_exceptions_can_be_asked_for_a_stretch(client):
    asked = {"from": "2027-01-02", "to": "2027-01-04"}

    told = client.get("/v1/mihon/exceptions", params=asked).json()

    assert [each["id"] for each in told["exceptions"]] == ["e1", "e3", "e4"]


def test_an_answer_says_when_it_is_collected_in_a_district(client):
    asked = {"q": "割れた茶碗", "district": "honcho-1"}

    told = client.get("/v1/mihon/items", params=asked).json()

    SearchOut.model_validate(told)
    assert told["next_days"] == [
        {"stream": "nonburnable", "name": "燃やさないごみ", "day": "2026-12-04", "until": "08:30"}
    ]
    assert client.get("/v1/mihon/items", params={"q": "割れた茶碗"}).json()["next_days"] is None


def test_next_days_follow_the_choice_and_come_soonest_first(client):
    asked = {"q": "ハンガー", "district": "honcho-1"}

    several = client.get("/v1/mihon/items", params=asked).json()["next_days"]
    chosen = client.get("/v1/mihon/items", params={**asked, "which": "木・布"}).json()["next_days"]

    assert [each["day"] for each in several] == ["2026-11-24", "2026-11-26", "2026-12-04"]
    assert [each["stream"] for each in chosen] == ["burnable"]


def test_an_answer_for_a_district_there_is_not_says_so(client):
    response = client.get("/v1/mihon/items", params={"q": "傘", "district": "nowhere"})

    assert response.status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/v1/mihon/districts",
        "/v1/mihon/districts/honcho-1",
        f"{DAYS}?from=2026-12-01",
        "/v1/mihon/exceptions",
    ],
)
def test_what_has_not_changed_is_not_sent_again(client, address):
    tag = client.get(address).headers["etag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("operation_id", ["find_districts", "get_district", "list_days", "list_exceptions"])
def test_no_call_the_description_allows_gets_an_undocumented_answer(app, operation_id):
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    operation = next(
        found.ok()
        for found in described.get_all_operations()
        if found.ok().definition.raw["operationId"] == operation_id
    )
    load_all_checks()

    @given(case=operation.as_strategy())
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    def call(case):
        # A schema cannot say that one value goes with another: half a place, a stretch that ends early.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    call()
