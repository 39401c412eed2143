"""The residents' pages of collection days: choosing a district, its days, the year on paper, subscribing."""

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
TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=JAPAN)
ALL_LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
HOME = "/mihon/districts/honcho-1/"
COOKIE = "gomi-district-mihon"
PAGES = {
    "/mihon/districts": 200,
    "/mihon/districts?q=本町": 200,
    "/mihon/districts?q=本町二丁目": 200,
    "/mihon/districts?q=駅前待": 200,
    "/mihon/districts?q=": 422,
    "/mihon/districts?q=" + "長" * 101: 422,
    "/mihon/districts/forget": 200,
    HOME: 200,
    HOME + "?month=2026-12": 200,
    HOME + "?month=2027-04": 200,
    HOME + "?month=2027-01&q=本町2丁目": 200,
    "/mihon/districts/yamate/?month=2026-12": 200,
    "/mihon/districts/honcho-1/year": 200,
    "/mihon/districts/honcho-1/year?large=1": 200,
    "/mihon/districts/honcho-1/year?year=2030": 200,
    "/mihon/districts/honcho-1/subscribe": 200,
    "/mihon/districts/honcho-1/subscribe?types=paper-cloth&alarm=20:00": 200,
    "/mihon/districts/nowhere/": 404,
}
STORM = """x1,休止,2026-11-24,,,プラスチック,すべて,台風のため,2026-11-23T18:00,
x2,振替,2026-11-25,,2026-11-28,びん・缶・ペットボトル,本町1丁目,道路の工事,2026-11-23T18:30,e5
x3,遅れ,2026-11-26,,,燃やすごみ,すべて,雪のため,2026-11-23T19:00,
"""
TOWN_CALENDAR = {
    "items.csv": "品目id,品目,区分\na,ざぶとん,燃やすごみ\n",
    "categories.csv": "id,名称,種別,収集区分,文字\nb,燃やすごみ,収集,b,燃\np,紙類,収集,p,紙\n"
    "k,金物,収集,k,金\ng,がれき,収集,g,が\ny,粗大ごみ,予約,,粗\n",
    "streams.csv": "id,名称,何時まで\nb,燃やすごみ,8:00\np,紙類,\nk,金物,\ng,がれき,\n",
    "districts.csv": "id,名称,地域\n"
    + "".join(f"d{n},{n}丁目,{'北' if n < 40 else '南'}\n" for n in range(1, 80)),
    "rules.csv": "地区,収集区分,収集日,開始,終了,備考\n"
    "1丁目,燃やすごみ,毎週火,2026-04-01,2027-03-31,市場の裏は<b>水曜</b>です\n"
    "1丁目,紙類,2026-11-25 2026-12-09,,,\n"
    "1丁目,金物,なし,,,販売店へ\n",
}


class At:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def engine():
    return SearchEngine(CHECKOUT / "data" / "lexicon")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """みほん市; the same city in a storm; a town with a long list and rules that say no day."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(CHECKOUT / "data" / "mihon", folder / "mihon")
    shutil.copytree(CHECKOUT / "data" / "mihon", folder / "storm")
    profile = folder / "storm" / "municipality.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('id = "mihon"', 'id = "storm"'), "utf-8")
    with (folder / "storm" / "exceptions.csv").open("a", encoding="utf-8") as table:
        table.write(STORM)
    write_town(folder / "chiisai")
    shutil.copytree(folder / "chiisai", folder / "nagai")
    profile = folder / "nagai" / "municipality.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("chiisai", "nagai"), "utf-8")
    for name, text in TOWN_CALENDAR.items():
        (folder / "nagai" / name).write_text(text, encoding="utf-8")
    return folder


def services_on(data, folder, engine, base_url="http://gomi.example"):
    settings = read(
        {
            "GOMI_DATABASE_URL": f"sqlite:///{folder / 'gomi.sqlite3'}",
            "GOMI_DATA_DIR": str(data),
            "GOMI_BASE_URL": base_url,
        }
    )
    return bootstrap(settings, engine.index, background=False)


@pytest.fixture(scope="module")
def services(data, engine, tmp_path_factory):
    services = services_on(data, tmp_path_factory.mktemp("ledger"), engine)
    yield services
    services.close()


@pytest.fixture(scope="module")
def clock():
    return At(TUESDAY)


@pytest.fixture(scope="module")
def app(services, clock):
    return create_app(services, load_words(), limited=False, clock=clock)


@pytest.fixture
def client(app, clock):
    clock.now = TUESDAY
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def at_home(client):
    client.cookies.set(COOKIE, "honcho-1")
    return client


def text_of(page):
    """What a page says, without its markup and its readings."""
    page = re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|<svg.*?</svg>", "", page.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page))).replace(" ", "")


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

    links = {link["href"] for link in page.all("a")}
    for link in sorted(links):
        if link.startswith("#"):
            assert link[1:] in page.ids
        elif link.startswith("/"):
            assert client.get(link).status_code < 400 or PAGES[address] != 200, link
            assert "lang=" in link, link
        else:
            assert link.startswith(("tel:", "webcal:", "https://", "http://gomi.example/v1/")), link


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


def test_an_address_that_leads_to_one_district_opens_its_calendar_and_says_so(client):
    response = client.get("/mihon/districts?q=みほん市本町２丁目２５番３号")

    assert response.status_code == 303
    page = client.get(response.headers["location"])
    assert response.headers["location"].startswith("/mihon/districts/ekimaecho/")
    assert "「本町2丁目（みほん川より北）」は、この地区です。" in text_of(page)
    assert "３号" not in unquote(response.headers["location"])


def test_what_a_district_was_found_by_is_shown_only_where_it_is_true(client):
    assert "は、この地区です" not in text_of(client.get(HOME + "?q=浜町"))
    assert "は、この地区です" not in text_of(client.get(HOME + "?q=<b>わたしの家</b>"))
    assert "は、この地区です" not in text_of(client.get(HOME + "?q=本町1丁目"))


def test_several_districts_are_a_choice_of_links_by_the_words_residents_know(client):
    page = client.get("/mihon/districts?q=本町二丁目")

    said = text_of(page)
    assert said.index("本町2丁目（みほん川より南）") < said.index("本町2丁目（みほん川より北）")
    assert re.search(r'href="/mihon/districts/ekimaecho/\?q=', page.text)


def test_a_missing_chome_is_asked_by_links(client):
    page = Reader(client.get("/mihon/districts?q=本町").text)

    asked = [parse_qs(urlsplit(link["href"]).query).get("q") for link in page.all("a")]
    others = [each for each in asked if each not in (None, ["本町"])]
    assert others == [["本町1丁目"], ["本町2丁目"], ["本町3丁目"]]


def test_a_missing_block_is_asked_by_a_field_that_is_added_to_what_was_said(client):
    page = client.get("/mihon/districts", params={"q": "本町", "more": "2丁目5"})

    assert page.status_code == 303
    assert "/districts/honcho-1/" in page.headers["location"]


def test_a_name_that_is_not_in_the_list_is_said_so_with_near_ones_and_the_telephone(client):
    page = client.get("/mihon/districts?q=駅前待")

    said = text_of(page)
    assert "「駅前待」は、地区の一覧にありません" in said
    assert said.index("もしかして") < said.index("駅前町")
    assert "tel:00000005374" in page.text


def near(client, latitude, longitude, **headers):
    told = {"lat": str(latitude), "lon": str(longitude)}
    return client.post("/mihon/districts", data=told, headers={**SAME_ORIGIN, **headers})


def test_a_position_stands_in_no_address_and_its_answer_is_kept_nowhere(client):
    assert near(client, 34.7105, 138.5605).headers["cache-control"] == "no-store"
    assert "近くの地区" not in client.get("/mihon/districts?lat=34.7105&lon=138.5605").text
    assert near(client, 34.7105, 138.5605, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_place_offers_the_districts_near_it_and_chooses_none(client):
    page = near(client, 34.71049999, 138.5605)

    said = text_of(page)
    assert page.status_code == 200
    assert said.index("近くの地区") < said.index("本町1丁目") < said.index("駅前町")
    assert "約" in said


def test_a_place_far_away_finds_nothing_and_says_how_to_go_on(client):
    assert "近くに地区が見つかりませんでした" in text_of(near(client, 10, 10))


def test_a_place_that_is_nowhere_on_earth_is_an_error_page(client):
    response = near(client, 100, 0)

    assert response.status_code == 422
    assert response.headers["content-type"].startswith("text/html")


def test_without_anything_typed_the_field_says_what_it_wants(client):
    page = client.get("/mihon/districts?q=+").text

    assert "<title>エラー：住所、町の名前、郵便番号のどれかを入れてください" in page
    assert 'aria-invalid="true"' in page


def test_a_short_list_is_shown_at_once_by_area(client):
    said = text_of(client.get("/mihon/districts"))

    assert said.index("中央") < said.index("本町1丁目") < said.index("駅前町") < said.index("山手")


def test_a_long_list_is_chosen_from_in_steps(client):
    first = client.get("/nagai/districts").text
    assert "/nagai/districts/d1/" not in first
    steps = [link["href"] for link in Reader(first).all("a") if "part=" in link["href"]]
    seen = set()
    while steps:
        page = Reader(client.get(steps.pop()).text)
        links = [link["href"] for link in page.all("a") if "lang=" not in link["href"]]
        seen |= {link for link in links if re.match(r"/nagai/districts/d\d+/", link)}
        steps += [link for link in links if link.count("part=") > 1]

    assert len(seen) == 79


def test_a_part_there_is_not_shows_the_list_from_its_beginning(client):
    assert "地域を選んでください" in text_of(client.get("/nagai/districts?part=ない地域"))


def test_a_city_without_a_calendar_says_so_and_does_not_lead_there(client):
    assert "収集日の表は、まだありません" in text_of(client.get("/chiisai/districts"))
    assert "/chiisai/districts" not in client.get("/chiisai/").text


def test_the_next_days_stand_on_top_the_soonest_first(client):
    page = client.get(HOME).text

    days = re.findall(r'<time datetime="([\d-]+)">', page[: page.index('id="month"')])
    assert days == ["2026-11-24", "2026-11-26", "2026-11-27", "2026-12-02", "2026-12-04", "2026-12-18"]


def test_today_counts_until_it_is_too_late_to_put_out(client, clock):
    before = client.get(HOME).text
    clock.now = TUESDAY.replace(hour=8, minute=30)
    after = client.get(HOME).text

    assert re.findall(r'<time datetime="([\d-]+)">', before)[0] == "2026-11-24"
    assert re.findall(r'<time datetime="([\d-]+)">', after)[:3] == ["2026-11-26", "2026-11-27", "2026-12-01"]


def test_today_is_todays_in_the_city_wherever_the_server_stands(client, clock):
    clock.now = datetime.fromisoformat("2026-11-23T16:00:00+00:00")

    assert 'class="now"><span class="d">24' in client.get(HOME).text


def test_a_moved_day_says_so_on_both_days_in_grid_and_list(client):
    page = client.get(HOME)

    assert '<span class="x">27日へ</span>' in page.text
    assert '<span class="x">25日分</span>' in page.text
    assert "11月25日（水）びん・缶・ペットボトル：11/27（金）に集めます理由：施設の点検" in text_of(page)
    assert "11/25（水）の分を集めます" in text_of(page)


def test_a_suspended_day_stays_in_the_list_with_its_reason(client):
    page = client.get("/mihon/districts/yamate/?month=2026-12")

    assert '<span class="x">休</span>' in page.text
    assert "12/31（木）ププラスチック集めません理由：年末年始" in text_of(page)


def test_months_are_links_to_both_sides_and_back_to_this_one(client):
    page = client.get(HOME + "?month=2027-01").text

    for month in ("2026-12", "2027-02"):
        assert f"{HOME}?month={month}#month" in page
    assert f'href="{HOME}#month"' in page


@pytest.mark.parametrize("month", ["2026-13", "x", "9999-12", "", "２０２６-12"])
def test_a_month_there_is_not_shows_the_one_that_runs(client, month):
    assert ">2026年11月</h2>" in client.get(f"{HOME}?month={month}").text


def test_a_month_that_is_not_published_says_how_far_it_is(client):
    said = text_of(client.get(HOME + "?month=2027-04"))

    assert "2027年3月31日より先の収集日は、まだ決まっていません。" in said
    assert 'class="cal"' not in client.get(HOME + "?month=2027-04").text


def test_a_month_within_what_is_published_may_be_empty_and_says_so(client):
    assert "2026年3月の収集日はありません。" in text_of(client.get(HOME + "?month=2026-03"))


def test_streams_without_days_say_why(client):
    said = text_of(client.get("/nagai/districts/d1/"))

    assert "金物この地区では、決まった日に集めません。" in said
    assert "がれきこの地区の収集日は、表にありません。市町村にお確かめください。" in said
    assert "予約・申込で集めるもの" in said
    assert "粗大ごみ" in said


def test_a_stream_that_ends_before_the_others_says_so(client):
    said = text_of(client.get("/nagai/districts/d1/?month=2026-12"))

    assert "紙類：2026年12月9日より先の収集日は、まだ決まっていません。" in said


def test_remarks_of_the_rules_are_shown_and_are_never_markup(client):
    page = client.get("/nagai/districts/d1/")

    assert "市場の裏は&lt;b&gt;水曜&lt;/b&gt;です" in page.text
    assert "金物：販売店へ" in text_of(page)


def test_a_stop_decided_lately_stands_above_everything_with_what_to_do(client):
    page = client.get("/storm/districts/honcho-1/")

    said = text_of(page)
    assert page.text.index('class="emergency"') < page.text.index("<h1")
    assert "【お知らせ】きょう11月24日（火）のプラスチック：集めません" in said
    assert "この日は、プラスチックを出さないでください。" in said
    assert "プラスチックの次の収集日は、12月1日（火）です。" in said
    assert "理由：台風のため" in said
    assert "11月23日（月・祝）午後6時更新" in said


def test_a_move_of_tomorrow_says_the_other_day(client):
    said = text_of(client.get("/storm/districts/honcho-1/"))

    assert "【お知らせ】あす11月25日（水）のびん・缶・ペットボトル：11/28（土）に集めます" in said
    assert "かわりの日：11/28（土）に集めます" in said


def test_a_notice_is_for_today_and_tomorrow_and_for_decisions_of_the_last_days(client, clock):
    assert "雪のため" not in "".join(
        re.findall("<article.*?</article>", client.get("/storm/districts/hamacho/").text, re.DOTALL)
    )
    clock.now = TUESDAY.replace(day=25)
    assert "あす11月26日（木）の燃やすごみ：遅れて集めます" in text_of(
        client.get("/storm/districts/hamacho/")
    )
    clock.now = TUESDAY.replace(day=23)
    assert "お知らせ】" not in text_of(client.get("/storm/districts/hamacho/"))
    clock.now = TUESDAY
    assert "お知らせ】" not in text_of(client.get(HOME))


def test_a_district_is_remembered_after_its_button_is_pressed(client):
    response = client.post(f"{HOME}remember", data={"lang": "en"}, headers=SAME_ORIGIN)

    assert (response.status_code, response.headers["location"]) == (303, f"{HOME}?lang=en")
    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=honcho-1;")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=34560000"} <= set(cookie.split("; "))
    assert "この地区を覚えています" in text_of(client.get(HOME))


def test_where_the_service_is_on_https_the_cookie_is_bound_to_the_host(data, engine, tmp_path):
    services = services_on(data, tmp_path, engine, "https://gomi.example")
    try:
        app = create_app(services, load_words(), limited=False, clock=At(TUESDAY))
        client = TestClient(app, base_url="https://gomi.example", follow_redirects=False)
        cookie = client.post(f"{HOME}remember", headers=SAME_ORIGIN).headers["set-cookie"]
        start = text_of(client.get("/mihon/"))
    finally:
        services.close()

    assert cookie.startswith(f"__Host-{COOKIE}=honcho-1;")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "次の収集日" in start


def test_the_district_is_forgotten_by_a_button_and_not_by_a_link(at_home):
    asked = at_home.get("/mihon/districts/forget")
    assert "set-cookie" not in asked.headers
    assert "この端末に残した地区の番号を消します" in text_of(asked)

    response = at_home.post("/mihon/districts/forget", headers=SAME_ORIGIN)

    assert (response.status_code, response.headers["location"]) == (303, "/mihon/districts")
    assert "Max-Age=0" in response.headers["set-cookie"]


@pytest.mark.parametrize("address", [f"{HOME}remember", "/mihon/districts/forget"])
@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_another_site_can_neither_set_nor_clear_the_cookie(client, address, headers):
    response = client.post(address, headers=headers)

    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_a_district_there_is_not_is_not_remembered(client):
    assert client.post("/mihon/districts/nowhere/remember", headers=SAME_ORIGIN).status_code == 404


def test_the_start_page_shows_the_next_day_of_the_remembered_district(at_home):
    said = text_of(at_home.get("/mihon/"))

    assert "次の収集日" in said
    assert "11月24日（火）きょう" in said
    assert "プラスチック" in said


@pytest.mark.parametrize("kept", ["", "nowhere", "%E3%81%82", "x" * 500, "honcho-1%00", "<b>"])
def test_without_a_district_that_exists_the_start_page_leads_to_the_choice(client, kept):
    client.cookies.set(COOKIE, kept)
    response = client.get("/mihon/")

    assert response.status_code == 200
    assert "地区を選ぶと、次の収集日がわかります" in text_of(response)


def test_an_answer_and_a_category_say_when_it_is_collected_at_home(at_home):
    assert "次の収集日12月4日（金）午前8時30分までに本町1丁目" in text_of(
        at_home.get("/mihon/search?q=割れた茶碗")
    )
    assert "次の収集日11月26日（木）" in text_of(at_home.get("/mihon/categories/burnable"))
    assert "次の収集日12月2日（水）" in text_of(at_home.get("/mihon/categories/paper"))


def test_an_answer_leads_to_the_choice_where_no_district_is_remembered(client):
    assert "地区を選ぶと、次の収集日がわかります" in text_of(client.get("/mihon/search?q=割れた茶碗"))
    assert "次の収集日" not in text_of(client.get("/mihon/search?q=冷蔵庫"))


def test_pages_in_which_a_cookie_has_a_part_are_nobody_elses(client):
    for address in ("/mihon/", HOME, "/mihon/search?q=割れた茶碗", "/mihon/categories/burnable"):
        headers = client.get(address).headers
        assert "private" in headers["cache-control"]
        assert "Cookie" in headers["vary"]


def test_asking_for_collection_days_leads_to_the_calendar(client):
    assert client.get("/mihon/search?q=収集日").headers["location"] == "/mihon/districts"
    client.cookies.set(COOKIE, "hamacho")
    assert (
        client.get("/mihon/search?q=収集日&lang=en").headers["location"]
        == "/mihon/districts/hamacho/?lang=en"
    )


def test_navigation_leads_to_the_days_of_the_remembered_district(at_home):
    assert f'<a href="{HOME}"><span>収集日</span></a>' in at_home.get("/mihon/").text


@pytest.mark.parametrize("lang", ALL_LANGUAGES)
def test_days_are_told_in_every_language(client, lang):
    said = text_of(client.get(f"{HOME}?lang={lang}"))

    words = load_words()
    for key in ("calendar.heading", "calendar.next", "calendar.list_now", "calendar.remember"):
        assert re.sub(r"\([ぁ-ん]+\)|\s", "", words.say(key, lang)) in said


def test_a_page_in_english_names_streams_in_both_languages_and_months_by_name(client):
    said = text_of(client.get(f"{HOME}?lang=en"))

    assert "November2026" in said
    assert "Fri27November" in said
    assert "Plasticsプラスチック" in said


def test_a_year_is_two_sides_of_six_months_with_every_day_of_it(client, services):
    page = client.get("/mihon/districts/honcho-1/year").text

    assert page.count('<section class="sheet"') == 2
    assert re.findall(r"<caption>(\d+)月", page) == [str(m) for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
    assert len(re.findall(r"<td[^>]*><i>", page)) == 365
    letters = re.findall(r"<td[^>]*><i>\d+</i>(?:<u>.*?</u>)?<b[^>]*>([^<]+)</b>", page)
    calendar = services.served.get("mihon").calendar
    days = {
        day.day
        for day in calendar.between(
            "honcho-1",
            TUESDAY.date().replace(month=4, day=1),
            TUESDAY.date().replace(year=2027, month=3, day=31),
        )
    }
    assert len([each for each in letters if each != "休"]) == len(days)


def test_paper_marks_moved_days_with_a_frame_and_closed_days_with_hatching(client):
    page = client.get("/mihon/districts/honcho-1/year").text

    assert re.findall(r'<td class="ex"><i>(\d+)</i>', page) == ["27", "30", "8"]
    assert re.findall(r'<td class="none"><i>(\d+)</i>', page) == ["25", "31", "1"]
    assert "11/25→11/27（ペ瓶缶）" in page
    assert "12/31→12/30（燃）" in page


def test_large_print_has_two_months_a_page(client):
    page = client.get("/mihon/districts/honcho-1/year?large=1").text

    assert page.count('<div class="months">') == 6
    assert 'class="paper large"' in page


def test_a_year_that_is_not_published_is_no_empty_sheet(client):
    page = client.get("/mihon/districts/honcho-1/year?year=2030")

    assert "2030年度の収集日は、まだ決まっていません。" in text_of(page)
    assert 'class="sheet"' not in page.text


def test_the_year_of_january_began_in_april_before(client, clock):
    clock.now = datetime(2027, 3, 31, 23, 0, tzinfo=JAPAN)
    assert "2026年度本町1丁目" in text_of(client.get("/mihon/districts/honcho-1/year"))
    clock.now = datetime(2027, 4, 1, 0, 0, tzinfo=JAPAN)
    assert "2027年度本町1丁目" in text_of(client.get("/mihon/districts/honcho-1/year"))


@pytest.mark.parametrize("year", ["1", "99999", "x", ""])
def test_a_year_that_is_none_is_an_error_page(client, year):
    assert client.get(f"/mihon/districts/honcho-1/year?year={year}").status_code == 422


def test_a_feed_is_offered_for_every_kind_of_calendar(client):
    page = client.get("/mihon/districts/honcho-1/subscribe").text

    feed = "gomi.example/v1/mihon/districts/honcho-1/calendar.ics"
    assert f'href="webcal://{feed}"' in page
    assert "calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fgomi.example" in page
    assert "outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2Fgomi.example" in page
    assert f'readonly value="http://{feed}"' in page
    assert f'href="http://{feed}?download=1"' in page
    assert 'role="img"' in page
    assert "1日に1〜2回" in page


def test_a_choice_of_streams_and_alarm_makes_the_address(client):
    page = client.get(
        "/mihon/districts/honcho-1/subscribe?types=plastic&types=paper-cloth&types=no-such&alarm=20:00"
    ).text

    assert (
        'value="http://gomi.example/v1/mihon/districts/honcho-1/calendar.ics?types=plastic,paper-cloth&amp;alarm=20:00"'
        in page
    )
    assert page.count(" checked") == 3


def test_every_address_that_is_offered_is_a_feed(client):
    for asked in ("", "?types=plastic", "?alarm=07:00", "?types=plastic&types=burnable&alarm=20:00"):
        page = client.get(f"/mihon/districts/honcho-1/subscribe{asked}").text
        address = unescape(re.search(r'readonly value="([^"]+)"', page)[1])
        assert client.get(address.removeprefix("http://gomi.example")).status_code == 200, address


def test_a_wrong_alarm_is_none(client):
    assert (
        "alarm="
        not in re.search(
            r'readonly value="([^"]+)"', client.get("/mihon/districts/honcho-1/subscribe?alarm=99").text
        )[1]
    )
