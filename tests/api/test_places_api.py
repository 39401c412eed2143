"""The public API of places as a program meets it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import pytest
import schemathesis
from fastapi.testclient import TestClient
from geopy.distance import geodesic
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.place_links import guides_of_rule, places_of_rule
from api.schemas import ItemOut, ProblemOut, SearchOut
from api.schemas_places import PlaceDetailOut, PlacesOut
from gomi.bootstrap import bootstrap
from gomi.districts import DistrictFinder
from gomi.municipality.guides import Guide
from gomi.municipality.load import load
from gomi.municipality.values import Municipality
from gomi.places.finder import PlaceFinder
from gomi.places.found import Brought
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words
from tests.gomi.municipality.municipality_folders import a_folder

pytestmark = pytest.mark.dates

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CATEGORIES = """\
id,名称,種別,収集区分,色,アイコン,文字,袋
burnable,燃やすごみ,収集,燃やすごみ,#b3261e,burnable,燃,黄色の指定袋
hazardous,有害ごみ,収集,有害ごみ,#6a3fa0,hazardous,有,透明な袋
dropoff,拠点回収,拠点,,#0055ad,dropoff,拠,
large,粗大ごみ,粗大,,#00428c,large,粗,
"""
ITEMS = """\
品目id,品目,よみ,別名,区分,条件,状態
hanger,ハンガー,はんがー,,burnable,木のもの,
hanger,,,,hazardous,電池つき,
battery,乾電池,かんでんち,単三電池,hazardous,,
cell,充電池,じゅうでんち,,hazardous,ふくらんでいない,
cell,,,,dropoff,ふくらんだ,膨らんだ
tansu,たんす,,,large,,
hazardous,水銀体温計,,,hazardous,,
"""
TOWNS = """\
郵便番号,町名,よみ,丁目,番地から,番地まで,目印,緯度,経度,地区
0000001,北町,きたまち,1,,,,34.500,138.500,北町
0000001,北町,きたまち,2,,,,34.504,138.500,南町
0000002,旭町,あさひまち,,1,100,,34.60,138.60,北町
0000002,旭町,あさひまち,,101,,,34.90,138.90,南町
0000003,沖町,おきまち,,,,,,,南町
"""
PLACES = """\
id,種別,名称,住所,緯度,経度,営業時間,定休日,袋,ばら売り,処理券,受け入れるもの
a,指定ごみ袋,北町商店,北町1-2,34.501,138.5,9:00-12:10,日,45L,はい,,
b,指定ごみ袋、ごみ処理券,コンビニ南,北町2-3,34.5123456,138.5,24時間,,,,200円、400円,
c,ごみ処理券,夕方市,北町1,34.52,138.5,18:00-20:00,,,,400円,
d,回収拠点,北町会館,北町1-9,,,,,,,,有害ごみ
e,回収拠点,沖の家,沖町3,34.7,138.5,,,,,,充電池（ふくらんだ）、小型家電
"""
GUIDE = "---\n区分: 有害ごみ\n品目: 充電池\n---\n# 電池の出し方\n\n端子にテープを貼ります。\n"
FILES = a_folder(categories_csv=CATEGORIES, items_csv=ITEMS, towns_csv=TOWNS, places_csv=PLACES) | {
    "guides/battery.md": GUIDE.encode()
}


@dataclass(frozen=True)
class Served:
    """What an answer is made from, without an index."""

    municipality: Municipality
    places: PlaceFinder


@cache
def mihon():
    return load("data/mihon").municipality


class At:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def clock():
    return At(NOON)


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    for name, text in FILES.items():
        (folder / "machi" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "machi" / name).write_bytes(text)
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    chosen = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}", "GOMI_DATA_DIR": str(folder)})
    services = bootstrap(chosen, SearchEngine(chosen.lexicon_dir).index, background=False)
    yield services
    services.close()


@pytest.fixture(scope="module")
def app(services, clock):
    return create_app(services, load_words(), limited=False, clock=clock)


@pytest.fixture
def client(app, clock):
    clock.now = NOON
    return TestClient(app, raise_server_exceptions=False)


def places(client, **asked):
    response = client.get("/v1/machi/places", params=asked)
    assert response.status_code == 200, response.text
    PlacesOut.model_validate(response.json())
    return response.json()


def ids(told):
    return [place["id"] for place in told["places"]]


def test_without_a_question_every_place_is_listed_in_the_order_of_the_table(client):
    told = places(client)

    assert (told["kind"], told["spot"], told["spots"]) == ("all", None, [])
    assert ids(told) == ["a", "b", "c", "d", "e"]
    assert {place["metres"] for place in told["places"]} == {None}


def test_from_a_position_the_nearest_come_first_with_metres_and_minutes(client):
    told = places(client, lat=34.5, lon=138.5)

    assert told["kind"] == "near"
    assert told["spot"] == {"label": None, "latitude": 34.5, "longitude": 138.5, "towns": []}
    assert ids(told) == ["a", "b", "c", "e"]
    first = told["places"][0]
    assert (first["metres"], first["walking_minutes"]) == (
        round(geodesic((34.5, 138.5), (34.501, 138.5)).m),
        2,
    )
    assert all(one["metres"] <= other["metres"] for one, other in pairwise(told["places"]))


def test_coordinates_have_six_decimals_and_none_is_null(client):
    by_id = {place["id"]: place for place in places(client)["places"]}

    assert by_id["b"]["latitude"] == 34.512346
    assert (by_id["d"]["latitude"], by_id["d"]["longitude"]) == (None, None)


def test_an_address_is_one_spot_and_places_without_coordinates_come_last(client):
    told = places(client, q="北町１丁目2")

    assert (told["kind"], told["spot"]["label"]) == ("near", "北町1丁目")
    assert ids(told) == ["a", "b", "c", "e", "d"]
    assert told["places"][-1]["metres"] is None


def test_an_address_goes_before_a_position(client):
    assert places(client, q="北町", lat=35, lon=139)["spot"]["label"] == "北町"


def test_a_town_without_a_point_gives_what_lies_in_it(client):
    told = places(client, q="沖町")

    assert (told["kind"], told["spot"]["latitude"]) == ("near", None)
    assert ids(told) == ["e"]


def test_several_spots_are_given_to_choose_from(client):
    told = places(client, q="旭町")
    chosen = told["spots"][1]

    assert (told["kind"], told["places"]) == ("choose", [])
    assert [spot["label"] for spot in told["spots"]] == ["旭町1〜100番地", "旭町101〜番地"]
    assert ids(places(client, lat=chosen["latitude"], lon=chosen["longitude"], limit=1)) == ["e"]


def test_words_that_mean_no_place_say_so(client):
    told = places(client, q="宇宙")

    assert (told["kind"], told["places"], told["spots"]) == ("nowhere", [], [])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "指定ごみ袋"}, ["a", "b"]),
        ({"kind": "vouchers"}, ["b", "c"]),
        ({"kind": ["bags", "drop_off"]}, ["a", "b", "d", "e"]),
        ({"kind": "facility"}, []),
        ({"single_bags": True}, ["a"]),
        ({"denomination": 400}, ["b", "c"]),
        ({"denomination": [200, 400]}, ["b"]),
        ({"denomination": 7}, []),
        ({"open": True}, ["a", "b"]),
        ({"open": False}, ["a", "b", "c", "d", "e"]),
        ({"accepts": "乾電池"}, ["d"]),
        ({"accepts": "単三電池"}, ["d"]),
        ({"accepts": "hazardous"}, ["d"]),
        ({"accepts": "cell"}, ["d", "e"]),
        ({"accepts": "充電池（ふくらんだ）"}, ["e"]),
        ({"accepts": "cell（ふくらんでいない）"}, ["d"]),
        ({"accepts": "拠点回収"}, ["e"]),
        ({"accepts": "小型家電"}, ["e"]),
        ({"accepts": "たんす"}, []),
        ({"limit": 2}, ["a", "b"]),
        ({"lat": 34.5, "lon": 138.5, "limit": 1, "kind": "vouchers"}, ["b"]),
    ],
)
def test_what_is_asked_for_narrows_the_places(client, asked, expected):
    assert ids(places(client, **asked)) == expected


def test_whether_a_place_is_open_and_until_when_is_told_with_the_zone(client):
    by_id = {place["id"]: place for place in places(client)["places"]}

    assert (by_id["a"]["open"], by_id["a"]["changes_at"]) == (True, "2026-11-25T12:10:00+09:00")
    assert (by_id["b"]["open"], by_id["b"]["changes_at"]) == (True, None)
    assert (by_id["c"]["open"], by_id["c"]["changes_at"]) == (False, "2026-11-25T18:00:00+09:00")
    assert (by_id["d"]["open"], by_id["d"]["changes_at"]) == (None, None)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"lat": 34.5}, "query.lon"),
        ({"lon": 138.5}, "query.lat"),
        ({"lat": 138.5, "lon": 34.5}, "query.lat"),
        ({"lat": "nan", "lon": 34.5}, "query.lat"),
        ({"lat": 34.5, "lon": "inf"}, "query.lon"),
        ({"accepts": "たからもの"}, "query.accepts"),
        ({"kind": "本屋"}, "query.kind.0"),
        ({"limit": 0}, "query.limit"),
        ({"limit": 101}, "query.limit"),
        ({"denomination": "百円"}, "query.denomination.0"),
        ({"q": "あ" * 101}, "query.q"),
    ],
)
def test_a_value_that_is_wrong_is_named_and_not_repeated(client, asked, where):
    response = client.get("/v1/machi/places", params=asked)

    assert response.status_code == 422
    ProblemOut.model_validate(response.json())
    assert where in [error["where"] for error in response.json()["errors"]]
    assert "たからもの" not in response.text


@pytest.mark.parametrize("asked", [{"lat": 34.5, "lon": 138.5}, {"q": "北町"}, {"q": "旭町"}, {"q": "宇宙"}])
def test_no_cache_keeps_what_was_answered_to_a_position_or_an_address(client, asked):
    response = client.get("/v1/machi/places", params=asked)

    assert response.headers["cache-control"] == "private, no-store"


def test_a_list_is_kept_for_a_minute_or_until_a_place_opens_or_closes(client, clock):
    path, shut = "/v1/machi/places", {"kind": "vouchers", "open": "true"}

    assert client.get(path).headers["cache-control"] == "public, max-age=60, must-revalidate"
    clock.now = NOON + timedelta(minutes=9, seconds=40)
    assert client.get(path).headers["cache-control"] == "public, max-age=20, must-revalidate"
    clock.now = NOON.replace(hour=17, minute=59, second=50)
    assert client.get(path, params=shut).headers["cache-control"] == "public, max-age=10, must-revalidate"


def test_the_tag_changes_when_a_place_closes_and_not_before(client, clock):
    path = "/v1/machi/places/a"
    tag = client.get(path).headers["etag"]

    clock.now = NOON + timedelta(minutes=9, seconds=59)
    same = client.get(path, headers={"If-None-Match": tag})
    clock.now = NOON + timedelta(minutes=10)
    shut = client.get(path, headers={"If-None-Match": tag})

    assert same.status_code == 304
    assert same.headers["cache-control"] == "public, max-age=1, must-revalidate"
    assert (shut.status_code, shut.json()["open"]) == (200, False)


def test_one_place_is_told_with_its_district(client):
    response = client.get("/v1/machi/places/b")

    PlaceDetailOut.model_validate(response.json())
    told = response.json()
    assert (told["name"], told["district"], told["denominations"]) == ("コンビニ南", "b", [200, 400])


@pytest.mark.parametrize("path", ["/v1/machi/places/nothing", "/v1/nowhere/places", "/v1/nowhere/places/a"])
def test_a_place_or_a_city_nobody_has_is_a_problem_document(client, path):
    response = client.get(path)

    assert response.status_code == 404
    ProblemOut.model_validate(response.json())


def test_an_answer_leads_to_who_takes_the_thing_to_shops_and_to_guides(client):
    item = client.get("/v1/machi/items/cell").json()
    ItemOut.model_validate(item)
    found = client.get("/v1/machi/items", params={"q": "充電池"}).json()
    SearchOut.model_validate(found)

    sound, swollen = item["rules"]
    assert ids(client.get(sound["places"]["takes"]).json()) == ["d"]
    assert ids(client.get(swollen["places"]["takes"]).json()) == ["e"]
    assert sound["guides"] == swollen["guides"] == ["battery"]
    assert [rule["places"] for rule in found["things"][0]["rules"]] == [sound["places"], swollen["places"]]


def test_a_designated_bag_leads_to_its_shops_and_a_wardrobe_to_vouchers(client):
    wooden, with_battery = client.get("/v1/machi/items/hanger").json()["rules"]
    [wardrobe] = client.get("/v1/machi/items/tansu").json()["rules"]

    assert wooden["places"] == {
        "takes": None,
        "sells_bag": f"/v1/machi/places?kind={quote('指定ごみ袋')}",
        "sells_vouchers": None,
    }
    assert ids(client.get(wooden["places"]["sells_bag"]).json()) == ["a", "b"]
    assert with_battery["places"]["sells_bag"] is None
    assert ids(client.get(wardrobe["places"]["sells_vouchers"]).json()) == ["b", "c"]


def test_an_item_that_bears_the_id_of_a_category_is_asked_for_by_its_name(client):
    [rule] = client.get("/v1/machi/items/hazardous").json()["rules"]

    assert rule["places"]["takes"] == f"/v1/machi/places?accepts={quote('水銀体温計')}"


def test_every_link_in_our_own_city_asks_for_just_that_rule():
    city = mihon()
    served = Served(city, PlaceFinder(city, DistrictFinder(city)))

    linked = 0
    for item in city.items:
        for rule in item.rules:
            links = places_of_rule(served, item, rule)
            taken = served.places.takes(Brought(item.id, rule.condition if len(item.rules) > 1 else ""))
            assert bool(links and links["takes"]) == taken, item.name
            if links and links["takes"]:
                linked += 1
                words = unquote(links["takes"].removeprefix("/v1/mihon/places?accepts="))
                meant = served.places.meant_by(words)
                assert (meant.item, meant.category) == (item.id, ""), item.name
                assert meant.condition in (rule.condition, ""), item.name
    assert linked > 100


def test_a_guide_to_the_item_goes_before_one_to_the_category():
    city = replace(
        mihon(),
        guides=(
            Guide("of-category", "", "", (), categories=("battery",)),
            Guide("of-item", "", "", (), items=("kandenchi",), categories=("battery",)),
            Guide("of-another", "", "", (), items=("juudenchi",)),
        ),
    )
    item = city.item_by_id["kandenchi"]

    assert guides_of_rule(city, item, item.rules[0]) == ["of-item", "of-category"]


@pytest.mark.parametrize("operation_id", ["find_places", "get_place"])
def test_no_call_the_description_allows_gets_an_undocumented_answer(app, operation_id):
    load_all_checks()
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    operation = next(
        found.ok()
        for found in described.get_all_operations()
        if found.ok().definition.raw["operationId"] == operation_id
    )

    @given(case=operation.as_strategy())
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    def call(case):
        # A schema cannot say that latitude and longitude go together, nor which names the tables have.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    call()
