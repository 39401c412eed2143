"""The residents' pages of places: what is near, all there is by district, one place, the list on paper."""

import re
import shutil
from datetime import datetime
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from gomi.bootstrap import bootstrap
from gomi.search.engine import SearchEngine
from gomi.settings import CHECKOUT, read
from gomi.words import load_words
from tests.api.page_checks import is_small, is_sound
from tests.api.test_pages import LANGUAGES, SAME_ORIGIN, Reader, get, write_town

pytestmark = pytest.mark.dates

JAPAN = ZoneInfo("Asia/Tokyo")
TUESDAY_EVENING = datetime(2026, 11, 24, 18, 5, tzinfo=JAPAN)
ALL_LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
HERE = {"lat": "34.700049", "lon": "138.500001"}
PAGES = {
    "/mihon/places": 200,
    "/mihon/places?kind=vouchers&v=400&open=1": 200,
    "/mihon/places?kind=drop_off": 200,
    "/mihon/places?kind=facility": 200,
    "/mihon/places?kind=bags&single=1&q=本町1丁目&more=15": 200,
    "/mihon/places?q=本町": 200,
    "/mihon/places?q=宇宙": 200,
    "/mihon/places?q=" + "長" * 101: 422,
    "/mihon/places?kind=bags&v=300": 200,
    "/mihon/places?kind=drop_off&q=本町1丁目&more=99": 200,
    "/mihon/places?category=battery&at=hamacho": 200,
    "/mihon/places?item=no-such-item": 404,
    "/mihon/places?category=no-such-category": 404,
    "/mihon/places?at=nowhere": 404,
    "/mihon/places/maruya-honcho": 200,
    "/mihon/places/no-such-place": 404,
    "/mihon/places/print": 200,
    "/mihon/places/print?kind=drop_off": 200,
    "/minato/places": 200,
    "/minato/places?q=北町1丁目&open=1": 200,
    "/minato/places?q=島": 200,
    "/minato/places/asaichi": 200,
    "/minato/places/print": 200,
    "/ooi/places": 200,
    "/ooi/places?all=1&part=kita": 200,
    "/chiisai/places": 200,
    "/chiisai/places/print": 200,
}
PROFILE = """
id = "minato"
"団体コード" = "990043"
"名称" = "みなと市"
"よみ" = "みなとし"
"英語名" = "Minato City"
"言語" = ["ja", "ja-easy", "en", "zh-Hans", "vi", "pt"]
[places]
map_link = "https://map.example/?at={lat},{lon}&name={name}"
"""
CATEGORIES = """id,名称,よみ,種別,収集区分,色,アイコン,文字,袋,出し方,注意,順
burn,燃やすごみ,もやすごみ,収集,,#ac3e00,burnable,燃,黄色の指定袋,袋に入れます。,,1
battery,電池類,でんちるい,収集,,#850000,battery,電,透明の袋,袋に入れます。,,2
big,粗大ごみ,そだいごみ,粗大,,#00428c,oversized,粗,袋なし,申し込みます。,,3
"""
ITEMS = """品目id,品目,よみ,区分,条件
denchi,乾電池,かんでんち,battery,
charge,充電池,じゅうでんち,battery,ふくらんでいない
charge,充電池,じゅうでんち,battery,ふくらんだ
kami,紙くず,かみくず,burn,
tansu,たんす,たんす,big,
"""
DISTRICTS = "id,名称,よみ\nkita,北町,きたまち\nminami,南町,みなみまち\nshima,島,しま\nsato,里,さと\n"
TOWNS = """郵便番号,町名,よみ,丁目,番地から,番地まで,目印,緯度,経度,地区
000-0001,北町,きたまち,1,,,,34.7000,138.5000,北町
000-0001,北町,きたまち,2,,,,34.7200,138.5000,北町
000-0001,北町,きたまち,3,,,,34.9000,138.5000,里
000-0002,南町,みなみまち,,,,,34.6900,138.5000,南町
000-0003,島,しま,,,,,,,島
"""
HEADER = (
    "id,種別,名称,よみ,住所,緯度,経度,電話,営業時間,定休日,"
    "袋,ばら売り,処理券,受け入れるもの,車いす用駐車場,備考\n"
)
PLACES = f"""{HEADER}\
maruya,指定ごみ袋、ごみ処理券,まるや,まるや,北町1-1,34.7010,138.5000,000-0000-0001,9:00-21:00,なし,\
45L、20L,はい,200円、400円,,はい,裏に<b>駐車場</b>があります。
konbini,指定ごみ袋,コンビニ,こんびに,北町1-2,34.7000,138.5005,000-0000-0002,24時間,なし,45L,,,,,
kanamono,指定ごみ袋,金物の小川,かなもののおがわ,北町1-3,34.7003,138.5000,,9:00-17:00,なし,20L,,,,,
kome,指定ごみ袋,米屋,こめや,北町1-4,34.7020,138.5000,,9:00-17:00,なし,20L,,,,,
toufu,指定ごみ袋,豆腐屋,とうふや,南町5,34.6900,138.5000,,9:00-17:00,なし,20L,,,,,
sakana,指定ごみ袋,魚屋,さかなや,北町2-1,34.7200,138.5000,,9:00-17:00,なし,20L,,,,,
asaichi,指定ごみ袋,朝市,あさいち,北町1丁目広場,,,,日 6:00-8:00,なし,20L,はい,,,,
minatoya,指定ごみ袋,船着き場の店,ふなつきばのみせ,島3,,,000-0000-0009,そのつど,,20L,,,,,
yakuba,回収拠点,町役場,まちやくば,南町1,34.6910,138.5010,000-0000-0003,8:30-17:15,土、日,,,,電池類、充電池（ふくらんだ）、紙くず,,
"""


ONLY_JAPANESE = "/chiisai/"


class At:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def write_city(folder, id_="minato", places=PLACES):
    folder.mkdir()
    tables = {
        "municipality.toml": PROFILE.replace('"minato"', f'"{id_}"'),
        "categories.csv": CATEGORIES,
        "items.csv": ITEMS,
        "districts.csv": DISTRICTS,
        "towns.csv": TOWNS,
        "places.csv": places,
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")


def many_places(count):
    rows = (
        f"s{n},指定ごみ袋,店{n},,{'北町1' if n % 2 else '南町'}-{n},,,,9:00-17:00,なし,45L,,,,,"
        for n in range(count)
    )
    return "\n".join([HEADER.strip(), *rows, ""])


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    """みほん市, a small city whose every place is known here, one with very many, one without any."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(CHECKOUT / "data" / "mihon", data / "mihon")
    write_city(data / "minato")
    write_city(data / "ooi", "ooi", many_places(130))
    write_town(data / "chiisai")
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    settings = read(
        {
            "GOMI_DATABASE_URL": f"sqlite:///{ledger}",
            "GOMI_DATA_DIR": str(data),
            "GOMI_BASE_URL": "http://gomi.example",
        }
    )
    services = bootstrap(settings, SearchEngine(CHECKOUT / "data" / "lexicon").index, background=False)
    yield services
    services.close()


@pytest.fixture(scope="module")
def clock():
    return At(TUESDAY_EVENING)


@pytest.fixture(scope="module")
def app(services, clock):
    return create_app(services, load_words(), limited=False, clock=clock)


@pytest.fixture
def client(app, clock):
    clock.now = TUESDAY_EVENING
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def at_home(client, municipality="minato", district="minami"):
    client.cookies.set(f"gomi-district-{municipality}", district)
    return client


def post(client, address, data, **headers):
    return client.post(address, data=data, headers={**SAME_ORIGIN, **headers})


def text_of(page):
    """What a page says, without its markup and its readings."""
    page = re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|<svg.*?</svg>", "", page.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page))).replace(" ", "")


def ids_of(page):
    """The places of a list, in its order."""
    return re.findall(r'<h3><a href="/[a-z]+/places/([\w-]+)', page.text)


def listed(page):
    return re.findall(r'class="listed" href="/[a-z]+/places/([\w-]+)', page.text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_sound(client, address, lang):
    response = get(client, address, lang)

    assert response.status_code == PAGES[address]
    is_sound(response.text)


@pytest.mark.parametrize("lang", ALL_LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_with_its_stylesheets_is_small(client, address, lang):
    is_small(client, get(client, address, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_keeps_the_language(client, address, lang):
    page = Reader(get(client, address, lang).text)

    for link in sorted({link["href"] for link in page.all("a")}):
        if link.startswith("#"):
            assert link[1:] in page.ids
        elif link.startswith("/"):
            assert client.get(link).status_code < 400 or PAGES[address] != 200, link
            assert "lang=" in link or address.startswith(ONLY_JAPANESE), link
        else:
            assert link.startswith(("tel:", "https://")), link


@pytest.mark.parametrize("address", PAGES)
def test_every_field_has_a_label(client, address):
    page = Reader(get(client, address).text)

    labelled = {label["for"] for label in page.all("label")}
    assert all(field.get("type") == "hidden" or field["id"] in labelled for field in page.all("input"))


@pytest.mark.parametrize("address", [address for address, status in PAGES.items() if status == 200])
def test_a_page_can_be_asked_for_its_head_alone(client, address):
    assert client.head(address).status_code == 200


def test_no_page_sets_a_cookie_by_being_opened(client):
    assert not any("set-cookie" in get(client, address).headers for address in PAGES)


def test_the_nearest_places_to_a_town_stand_first_with_their_distance(client):
    page = client.get("/minato/places?q=北町1丁目")

    assert ids_of(page) == ["kanamono", "konbini", "maruya", "kome", "toufu", "asaichi"]
    said = text_of(page)
    assert "北町1丁目から近い順" in said
    assert "30m歩いて約1分" in said
    assert said.index("110m") < said.index("220m") < said.index("1.1km")
    assert "11月24日（火）午後6時05分現在" in said


def test_a_place_without_a_position_stands_last_and_says_that_its_distance_is_not_known(client):
    page = client.get("/minato/places?q=北町1丁目")

    entry = page.text[page.text.index('id="place-6"') :]
    assert "朝市" in entry
    assert "距離は不明" in entry
    assert "map.example" not in entry
    assert "<text" not in entry


@pytest.mark.parametrize(
    ("number", "look", "said"),
    [(1, "shut", "いま閉まっています（あす 午前9時から）"), (2, "open", "いま開いています")],
)
def test_whether_a_place_is_open_is_said_in_words_beside_its_look(client, number, look, said):
    page = client.get("/minato/places?q=北町1丁目").text

    entry = page[page.index(f'id="place-{number}"') : page.index(f'id="place-{number + 1}"')]
    assert f"pin-no {look}" in entry
    assert said in entry


def test_hours_that_nobody_can_read_are_no_reason_to_say_open_or_shut(client):
    page = client.get("/minato/places/minatoya")

    assert "開いている時間は、電話などで確かめてください" in text_of(page)
    assert "そのつど" in text_of(page)


def test_places_that_are_open_stand_first_where_that_is_asked(client):
    page = client.get("/minato/places?q=北町1丁目&open=1")

    assert ids_of(page) == ["konbini", "maruya", "kanamono", "kome", "toufu", "asaichi"]
    assert re.search(r'name="open" value="1" checked', page.text)


def test_the_next_five_are_added_below_the_first(client):
    page = client.get("/minato/places?q=北町1丁目")
    link = unescape(re.search(r'href="([^"]*more=[^"]*)"', page.text)[1])

    longer = client.get(link)

    assert "次の3か所を見る" in page.text
    assert urlsplit(link).fragment == "place-6"
    assert ids_of(longer)[5] == "sakana"
    assert "か所を見る" not in text_of(longer)


def test_a_postcode_and_the_name_of_a_shop_say_where_as_well(client):
    assert ids_of(client.get("/minato/places?q=0000002"))[0] == "toufu"
    assert ids_of(client.get("/minato/places?q=まるや"))[0] == "maruya"


def test_a_place_that_is_called_as_was_typed_is_linked_though_it_sells_something_else(client):
    page = client.get("/minato/places?q=町役場&kind=bags")

    assert 'href="/minato/places/yakuba"' in page.text


def test_where_several_spots_are_meant_the_resident_chooses(client):
    page = client.get("/minato/places?q=北町")
    choices = [link["href"] for link in Reader(page.text).all("a") if "which=" in link["href"]]

    chosen = client.get(choices[0])

    assert len(choices) > 1
    assert "「北町」は、どこですか" in text_of(page)
    assert "から近い順" in text_of(chosen)
    assert "北町" in parse_qs(urlsplit(unescape(choices[0])).query)["which"][0]


def test_words_that_lead_nowhere_are_said_so_above_the_list_by_district(client):
    page = client.get("/minato/places?q=宇宙")

    said = text_of(page)
    assert said.index("「宇宙」という場所は見つかりませんでした") < said.index("地区ごとの一覧")
    assert 'value="宇宙"' in page.text


def test_without_anything_said_all_places_are_listed_by_district(client):
    page = client.get("/minato/places")

    said = text_of(page)
    assert said.index("北町まるや") < said.index("南町豆腐屋") < said.index("島船着き場の店")
    assert listed(page) == ["maruya", "konbini", "kanamono", "kome", "sakana", "asaichi", "toufu", "minatoya"]


def test_a_town_that_has_no_point_lists_its_places_without_distances(client):
    page = client.get("/minato/places?q=島")

    assert ids_of(page) == ["minatoya"]
    assert "島にあるところ" in text_of(page)
    assert 'class="sketch"' not in page.text


def test_a_very_long_list_is_parted_by_district(client):
    page = client.get("/ooi/places")
    parts = [unescape(each) for each in re.findall(r'href="([^"]*part=[^"]*)"', page.text)]

    seen = [id_ for part in parts for id_ in listed(client.get(part))]

    assert listed(page) == []
    assert len(seen) == len(set(seen)) == 130


def test_a_remembered_district_is_where_one_looks_from_unless_told_otherwise(client):
    home = at_home(client)

    assert "南町から近い順" in text_of(home.get("/minato/places"))
    assert "北町1丁目から近い順" in text_of(home.get("/minato/places?q=北町1丁目"))
    everything = home.get("/minato/places?all=1")
    assert "地区ごとの一覧" in text_of(everything)
    assert "南町の近くを見る" in text_of(everything)


def test_a_district_that_is_remembered_and_gone_is_no_reason_for_an_error(client):
    page = at_home(client, district="gone").get("/minato/places")

    assert "地区ごとの一覧" in text_of(page)


def test_where_the_resident_is_comes_in_no_address_and_is_kept_by_no_cache(client):
    page = post(client, "/minato/places", {**HERE, "kind": "bags"})

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert ids_of(page)[:2] == ["kanamono", "konbini"]
    assert not re.findall(r'(?:href|action)="/[^"]*(?:34\.7|138\.5|lat)', page.text)


def test_a_position_is_made_coarse_before_it_is_used(client):
    page = post(client, "/minato/places", HERE)

    assert 'name="lat" value="34.7"' in page.text
    assert "34.700049" not in page.text


def test_from_a_position_one_goes_on_with_buttons_that_take_it_along(client):
    page = post(client, "/minato/places", {**HERE, "kind": "bags", "more": "10"})

    assert ids_of(page)[5] == "sakana"
    fields = re.findall(r'<form method="post"[^>]*>(.*?)</form>', page.text, re.DOTALL)
    assert fields
    assert all('name="lat"' in each for each in fields)


def test_words_typed_count_more_than_a_position_and_stand_in_the_address(client):
    page = post(client, "/minato/places", {**HERE, "q": "南町", "open": "1"})

    assert page.status_code == 303
    asked = parse_qs(urlsplit(page.headers["location"]).query)
    assert asked == {"q": ["南町"], "open": ["1"]}


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_no_other_site_can_send_a_position(client, headers):
    assert client.post("/minato/places", data=HERE, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"lat": "91"}, {"lon": "181"}, {"lat": "nan"}, {"lat": "here"}, {"lat": ""}]
)
def test_a_position_that_is_nowhere_on_earth_is_an_error_page(client, wrong):
    page = post(client, "/minato/places", {**HERE, **wrong})

    assert page.status_code == 422
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("position", "is_far"),
    [({"lat": "34.87", "lon": "138.5"}, False), ({"lat": "34.92", "lon": "138.5"}, True)],
)
def test_who_is_more_than_20_km_away_is_told_above_the_list(client, position, is_far):
    page = post(client, "/minato/places", position)

    assert ("いまの場所は、みなと市から遠いところです" in page.text) is is_far
    assert ids_of(page)


@pytest.mark.parametrize("lang", ALL_LANGUAGES)
def test_who_is_far_away_is_told_in_every_language(client, lang):
    page = post(client, "/minato/places", {"lat": "26.2", "lon": "127.7", "lang": lang, "open": "1"})

    [note] = re.findall(r'<p class="note warn" role="status">.*?</p>', page.text)
    assert ("みなと市" if lang.startswith("ja") else "Minato City") in re.sub("<[^>]+>", "", note)


@pytest.mark.parametrize("slash", ["/minato/places/", "/minato/places/?kind=drop_off&lang=en"])
def test_a_slash_at_the_end_leads_to_the_same_page(client, slash):
    answer = client.get(slash, follow_redirects=False)

    assert answer.status_code == 307
    assert answer.headers["location"] == slash.replace("places/", "places")
    assert client.get("/no-such-city/places/", follow_redirects=False).status_code == 404


def test_a_condition_that_the_thing_does_not_have_is_dropped(client):
    page = client.get("/minato/places?item=charge&condition=半分だけ")

    assert "<h1>充電池を持って行けるところ" in page.text
    assert "半分だけ" not in page.text.partition("<main")[2].partition("</main>")[0]
    assert listed(page) == ["yakuba"]


def test_a_position_keeps_the_language_it_was_sent_in(client):
    page = post(client, "/minato/places", {**HERE, "lang": "en"})

    assert page.headers["content-language"] == "en"
    assert "Nearest first" in page.text


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("kind=vouchers", ["maruya"]),
        ("kind=vouchers&v=400", ["maruya"]),
        ("kind=bags&single=1", ["maruya", "asaichi"]),
        ("kind=drop_off", ["yakuba"]),
        ("category=battery", ["yakuba"]),
        ("item=denchi&kind=drop_off", ["yakuba"]),
        ("item=charge&condition=ふくらんだ", ["yakuba"]),
        (
            "kind=no-such-kind",
            ["maruya", "konbini", "kanamono", "kome", "sakana", "asaichi", "toufu", "minatoya"],
        ),
    ],
)
def test_only_what_is_asked_for_is_listed(client, asked, ids):
    assert listed(client.get(f"/minato/places?{asked}")) == ids


def test_what_takes_a_thing_is_called_so(client):
    page = client.get("/minato/places?item=charge&condition=ふくらんだ")

    assert "<h1>充電池（ふくらんだ）を持って行けるところ" in page.text


def test_only_vouchers_on_sale_are_offered_and_bags_alone_are_sold_singly(client):
    bags, vouchers, points = (
        client.get(f"/minato/places?kind={kind}").text for kind in ("bags", "vouchers", "drop_off")
    )

    assert re.findall(r'name="v" value="(\d+)"', vouchers) == ["200", "400"]
    assert 'name="single"' in bags
    assert 'name="single"' not in vouchers
    assert 'name="v"' not in points


def test_where_nothing_fits_the_page_says_which_condition_to_drop(client):
    page = client.get("/minato/places?kind=bags&single=1&v=200&v=300")
    ways = [unescape(each) for each in re.findall(r'class="quiet" href="(/minato/places\?[^"]*)"', page.text)]

    assert "この条件に合うところは、市の一覧にありません" in text_of(page)
    assert [unquote(each) for each in ways] == ["/minato/places?kind=bags&single=1&v=200"]
    assert "「処理券300円」を外す" in text_of(page)


def test_where_no_single_condition_is_the_reason_all_are_dropped(client):
    page = client.get("/minato/places?kind=drop_off&single=1&v=300")

    assert "条件を全部外す" in text_of(page)
    assert 'href="/minato/places?kind=drop_off"' in page.text


def test_links_to_map_and_telephone_name_their_place_to_those_who_do_not_see(client):
    page = client.get("/minato/places?q=北町1丁目").text

    entry = unescape(page[page.index('id="place-3"') : page.index('id="place-4"')])
    assert 'href="https://map.example/?at=34.701000,138.500000&name=%E3%81%BE%E3%82%8B%E3%82%84"' in entry
    assert 'href="tel:00000000001"' in entry
    assert entry.count('<span class="hidden">：まるや</span>') == 2


def test_the_sketch_says_in_words_what_it_shows(client):
    page = client.get("/minato/places?q=北町1丁目").text

    told = re.search(r"<desc[^>]*>(.*?)</desc>", page)[1]
    assert told.startswith(
        "上が北です。真ん中は北町1丁目です。1（閉まっています）は北へ30m、2は東へ50m、3は北へ110m、"
    )
    assert told.endswith("5（閉まっています）は南へ1.1kmです。")
    assert 'role="img" aria-labelledby="sketch-name sketch-told"' in page
    assert re.findall(r'class="p (\w+)"', page) == ["shut", "open", "open", "shut", "shut"]


def test_a_sketch_has_its_rings_and_the_towns_within_reach(client):
    page = client.get("/minato/places?q=北町1丁目").text

    sketch = page[page.index('class="sketch"') : page.index("</svg>", page.index('class="sketch"'))]
    words = re.findall(r">([^<>]+)</text>", sketch)
    assert {"500m", "1km", "1.5km", "北", "南町"} <= set(words)
    assert "北町2丁目" not in words


def test_the_words_of_a_sketch_are_in_the_language_of_the_page(client):
    page = client.get("/minato/places?q=北町1丁目&lang=en").text

    told = re.search(r"<desc[^>]*>(.*?)</desc>", page)[1]
    assert "2: 50 m to the east" in told
    assert "1 (closed): 30 m to the north" in told


def test_a_place_has_a_page_with_everything_the_table_says(client):
    page = client.get("/minato/places/maruya")

    said = text_of(page)
    for each in ("まるや", "北町1-1", "000-0000-0001", "9:00-21:00", "45L・20L", "ばら売り", "200円・400円"):
        assert each in said
    assert "車いす用の駐車場があります" in said
    assert "裏に<b>駐車場</b>があります。" in said
    assert ids_of(page) == ["kanamono", "kome", "konbini", "toufu", "sakana"]


def test_the_list_on_paper_is_whole_whatever_is_open(client):
    page = client.get("/ooi/places/print")

    assert len(re.findall(r"<li><div><p><b>店", page.text)) == 130
    assert "指定ごみ袋の取扱店の一覧" in text_of(page)
    assert "2026年11月24日現在" in text_of(page)


def test_a_city_without_places_says_so_and_does_not_lead_there(client):
    assert "取扱店や回収拠点の一覧は、まだありません" in text_of(client.get("/chiisai/places"))
    assert "/chiisai/places" not in client.get("/chiisai/").text


def test_start_and_every_page_lead_to_the_places(client):
    assert client.get("/minato/").text.count('href="/minato/places"') == 2
    assert client.get("/minato/categories").text.count('href="/minato/places"') == 1


def test_who_asks_where_bags_are_sold_is_led_there(client):
    response = client.get("/minato/search?q=ごみ袋はどこで買えますか")

    assert response.status_code == 303
    assert response.headers["location"] == "/minato/places?kind=bags"


def test_a_rule_with_a_designated_bag_leads_to_the_shops_for_it(client):
    page = client.get("/minato/items/kami").text

    assert "この袋を買える店" in page
    assert 'href="/minato/places?kind=bags"' in page


def test_a_thing_that_is_taken_somewhere_leads_there_in_its_condition(client):
    page = unescape(client.get("/minato/items/charge").text)

    links = [unquote(each) for each in re.findall(r'href="(/minato/places\?kind=drop_off[^"]*)"', page)]
    assert [parse_qs(urlsplit(link).query)["condition"] for link in links] == [
        ["ふくらんでいない"],
        ["ふくらんだ"],
    ]
    assert [listed(client.get(link)) for link in links] == [["yakuba"], ["yakuba"]]


def test_a_thing_that_nobody_takes_leads_nowhere(client):
    assert "持って行けるところ" not in client.get("/minato/items/tansu").text


def test_an_oversized_thing_leads_to_the_shops_for_vouchers(client):
    for address in ("/minato/items/tansu", "/minato/categories/big"):
        page = client.get(address).text

        assert "ごみ処理券を買える店" in page
        assert 'href="/minato/places?kind=vouchers"' in page


def test_an_oversized_thing_of_one_price_says_it_with_its_vouchers(client):
    page = client.get("/mihon/items/gasukonro").text

    assert "ガスコンロの料金は400円です。ごみ処理券なら、400円を1枚です。" in page
    assert 'href="/mihon/places?kind=vouchers&amp;v=400"' in page


def test_a_category_leads_to_its_bag_and_to_those_who_take_it(client):
    assert 'href="/minato/places?kind=bags"' in client.get("/minato/categories/burn").text
    assert "category=battery" in client.get("/minato/categories/battery").text


def test_with_a_remembered_district_the_nearest_that_is_open_is_named(client):
    page = at_home(client).get("/minato/items/kami")

    assert "いま開いていて近いのは、コンビニ（1.1km）" in text_of(page)


def test_of_what_is_shut_nothing_is_said_below_an_answer(client):
    page = at_home(client).get("/minato/items/denchi")

    assert "持って行けるところ" in text_of(page)
    assert "いま開いていて" not in text_of(page)
