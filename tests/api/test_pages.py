"""The residents' pages as a browser receives them, on みほん市 and on a small town with awkward tables."""

import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from api import pages
from api.headers import SecurityHeaders
from gomi.bootstrap import bootstrap
from gomi.errors import NotServed
from gomi.search.engine import SearchEngine
from gomi.settings import CHECKOUT, read
from gomi.words import load_words

MOST_BYTES = 100_000
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
LANGUAGES = ("ja", "ja-easy", "en")
PAGES = {
    "/mihon/": 200,
    "/mihon/search?q=ハンガー": 200,
    "/mihon/search?q=ハンガー&which=木・布": 200,
    "/mihon/search?q=モバイルバッテリー": 200,
    "/mihon/search?q=布団とカーペット": 200,
    "/mihon/search?q=ごみばこふた": 200,
    "/mihon/search?q=宇宙船": 200,
    "/mihon/search?q=ありがとう": 200,
    "/mihon/search?q=電話番号": 200,
    "/mihon/search?q=市役所 何時まで": 200,
    "/mihon/search?q=": 422,
    "/mihon/search?q=" + "長" * 201: 422,
    "/mihon/items/nuigurumi": 200,
    "/mihon/items/no-such-item": 404,
    "/mihon/categories": 200,
    "/mihon/categories/nonburnable": 200,
    "/mihon/categories/burnable": 200,
    "/mihon/categories/burnable?row=か": 200,
    "/mihon/categories/nonburnable?row=や": 200,
    "/mihon/categories/oversized?row=S": 200,
    "/mihon/categories/hazardous": 200,
    "/mihon/categories/no-such-category": 404,
    "/mihon/reported": 200,
    "/mihon/no/such/page": 404,
    "/nowhere/": 404,
    "/": 200,
}

TOWN = """
id = "chiisai"
"団体コード" = "990027"
"名称" = "ちいさい町"
"よみ" = "ちいさいまち"
"英語名" = "Chiisai Town"
"言語" = ["ja"]
"""
CATEGORIES = """id,名称,よみ,種別,収集区分,色,アイコン,文字,袋,出し方,注意,順
burn,燃やす<b>ごみ,もやすごみ,収集,,#ac3e00,,燃,,袋に入れます。,,1
no,集めないもの,あつめないもの,収集不可,,#1a1a1a,,断,,集めません。,,2
"""
ITEMS = """品目id,品目,よみ,区分,素材,長さ以上,長さ未満,危険,注意,開始
a.1,ねじ<i>,ねじ,burn,,,,けが,<script>alert(1)</script>,2026-12-01
b,たて看板,たてかんばん,burn,木,,100,,,
b,たて看板,たてかんばん,no,,100,,,,
"""


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str | None]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def engine():
    return SearchEngine(CHECKOUT / "data" / "lexicon")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(CHECKOUT / "data" / "mihon", folder / "mihon")
    write_town(folder / "chiisai")
    return folder


def write_town(folder: Path) -> None:
    folder.mkdir()
    (folder / "municipality.toml").write_text(TOWN, encoding="utf-8")
    (folder / "categories.csv").write_text(CATEGORIES, encoding="utf-8")
    (folder / "items.csv").write_text(ITEMS, encoding="utf-8")


def services_on(data, ledger, engine):
    settings = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}", "GOMI_DATA_DIR": str(data)})
    return bootstrap(settings, engine.index, background=False)


@pytest.fixture(scope="module")
def services(data, engine, tmp_path_factory):
    services = services_on(data, tmp_path_factory.mktemp("ledger") / "gomi.sqlite3", engine)
    yield services
    services.close()


def app_on(services):
    """The pages alone, with errors shown as pages."""
    app = FastAPI(openapi_url=None)
    app.add_exception_handler(NotServed, lambda request, error: pages.page_error(request, 404))
    app.add_exception_handler(
        HTTPException, lambda request, error: pages.page_error(request, error.status_code)
    )
    app.add_exception_handler(Exception, lambda request, error: pages.page_error(request, 500))
    pages.install(app, services, load_words())
    app.add_middleware(SecurityHeaders, https=False)
    return app


@pytest.fixture(scope="module")
def client(services):
    return TestClient(app_on(services), raise_server_exceptions=False, follow_redirects=False)


def get(client, address, lang=None):
    joint = "&" if "?" in address else "?"
    return client.get(address + (f"{joint}lang={lang}" if lang else ""))


def misses(services):
    services.counts.flush()
    return {miss.words: miss.asked for miss in services.search_counts.misses("mihon", services_now())}


def services_now():
    from gomi.bootstrap import utc_now

    return utc_now()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_sound(client, address, lang):
    response = get(client, address, lang)

    page = Reader(response.text)
    assert response.status_code == PAGES[address]
    assert page.all("html") == [{"lang": "en" if lang == "en" else "ja"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert "<title></title>" not in response.text
    assert not page.all("script")
    assert not page.all("style")
    assert not [
        name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")
    ]
    assert len(page.ids) == len(set(page.ids))
    assert "{" not in re.sub("<svg.*?</svg>", "", response.text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_with_its_stylesheets_is_small(client, address, lang):
    page = get(client, address, lang)

    sheets = [sheet["href"] for sheet in Reader(page.text).all("link") if sheet["rel"] == "stylesheet"]
    assert len(page.content) + sum(len(client.get(sheet).content) for sheet in sheets) < MOST_BYTES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_keeps_the_language(client, address, lang):
    page = Reader(get(client, address, lang).text)

    links = {link["href"] for link in page.all("a") + page.all("link")}
    for link in sorted(links)[:40]:
        if link.startswith("#"):
            assert link[1:] in page.ids
        elif not link.startswith("tel:"):
            assert client.get(link).status_code < 400 or PAGES[address] == 404 or "q=" in link, link
            assert "lang=" in link or ".css" in link or ".svg" in link or link == "/", link


@pytest.mark.parametrize("address", PAGES)
def test_every_field_has_a_label(client, address):
    page = Reader(get(client, address).text)

    labelled = {label["for"] for label in page.all("label")}
    assert all(field.get("type") == "hidden" or field["id"] in labelled for field in page.all("input"))


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/mihon/", "ごみの出し方を調べる | みほん市 ごみ案内"),
        ("/mihon/search?q=はんがー", "ハンガーの出し方 | みほん市 ごみ案内"),
        ("/mihon/search?q=宇宙船", "「宇宙船」は見つかりませんでした | みほん市 ごみ案内"),
        ("/mihon/search?q=", "エラー：調べたいものの名前を入れてください | みほん市 ごみ案内"),
        ("/mihon/categories", "分別の一覧 | みほん市 ごみ案内"),
        ("/mihon/items/hanga?lang=en", "How to put out: clothes hanger | Mihon City Waste Guide"),
        ("/mihon/categories/burnable?lang=ja-easy", "燃やすごみの出し方 | みほん市 ごみの案内"),
    ],
)
def test_a_page_says_in_its_title_what_it_is(client, address, title):
    assert f"<title>{title}</title>" in client.get(address).text


@pytest.mark.parametrize(("lang", "tag"), [("ja", "ja"), ("ja-easy", "ja"), ("en", "en")])
def test_a_page_says_which_language_it_is_in(client, lang, tag):
    response = get(client, "/mihon/", lang)

    assert Reader(response.text).all("html") == [{"lang": tag}]
    assert response.headers["content-language"] == tag


def test_without_a_language_asked_for_the_browsers_is_taken_and_links_stay_short(client):
    response = client.get("/mihon/", headers={"Accept-Language": "en-US,en;q=0.9"})

    assert "What do you want to throw away?" in response.text
    assert 'href="/mihon/categories"' in response.text
    assert "accept-language" in response.headers["vary"].lower()


def test_no_page_sets_a_cookie(client):
    assert not any("set-cookie" in get(client, address).headers for address in PAGES)


def test_a_question_leads_to_the_rules_below_it(client):
    page = client.get("/mihon/search?q=ハンガー").text

    hrefs = re.findall(r'href="(#rule-\d)"', page)
    assert hrefs == ["#rule-1", "#rule-2", "#rule-3"]
    assert page.index("どれにあてはまりますか") < page.index('id="rule-1"')


def test_the_hazard_stands_above_the_rules_and_below_the_question(client):
    page = client.get("/mihon/search?q=モバイルバッテリー").text

    assert (
        page.index("どれにあてはまりますか") < page.index("発火の危険があります") < page.index('id="rule-1"')
    )


def test_a_hazard_of_some_rules_says_of_which(client):
    assert "「電池が外せない」の場合" in client.get("/mihon/items/nuigurumi").text


def test_the_rule_without_the_hazard_chosen_shows_none(client):
    page = client.get("/mihon/search?q=ぬいぐるみ&which=電池なし").text

    assert "発火の危険" not in page
    assert page.count('class="rule"') == 1
    assert "ほかの場合も見る" in page


@pytest.mark.parametrize("which", ["ない選択肢", "そのほか・わからない", "99"])
def test_a_choice_that_is_none_shows_every_rule(client, which):
    assert client.get(f"/mihon/search?q=ハンガー&which={which}").text.count('class="rule"') == 3


def test_category_names_and_hazards_show_the_japanese_beside_the_translation(client):
    page = client.get("/mihon/search?q=モバイルバッテリー&lang=en").text

    assert 'Batteries <span class="ja" lang="ja">電池類</span>' in page
    assert "It may catch fire" in page
    assert "発火" in page


def test_a_translation_nobody_has_read_says_so_and_leads_to_the_japanese_page(client):
    page = client.get("/mihon/search?q=ハンガー&lang=en").text

    assert "参考訳" in page
    assert 'href="/mihon/search?q=%E3%83%8F%E3%83%B3%E3%82%AC%E3%83%BC&amp;lang=ja"' in page
    assert "参考訳" not in client.get("/mihon/search?q=ハンガー").text


def test_easy_japanese_has_its_readings_above_the_kanji(client):
    page = client.get("/mihon/?lang=ja-easy").text

    assert "<ruby>捨<rp>(</rp><rt>す</rt><rp>)</rp></ruby>てますか" in page


def test_the_source_names_the_table_and_its_day(client):
    page = client.get("/mihon/search?q=ハンガー").text

    assert "出典：みほん市 家庭ごみ分別表 2026年10月1日版（2026年10月1日発行）" in page


def test_nothing_found_says_why_and_offers_three_ways_on(client):
    page = client.get("/mihon/search?q=宇宙船").text

    assert "似た名前は出していません" in page
    assert (
        page.index("/mihon/categories/burnable")
        < page.index("電話で聞く")
        < page.index("「宇宙船」を知らせる")
    )


def test_two_things_at_once_are_two_parts_of_one_page(client):
    page = Reader(client.get("/mihon/search?q=布団とカーペット").text)

    assert {"thing-1-rule-1", "thing-2-rule-1", "thing-2-rule-2"} <= set(page.ids)


def test_a_matter_for_the_list_leads_to_the_list(client):
    response = client.get("/mihon/search?q=分別一覧&lang=en")

    assert (response.status_code, response.headers["location"]) == (303, "/mihon/categories?lang=en")


def test_a_long_query_is_told_what_to_do(client):
    page = client.get("/mihon/search?q=" + "長" * 201).text

    assert "200文字までの言葉で調べてください" in page
    assert 'aria-invalid="true" aria-describedby="q-error q-way"' in page
    assert "<title>エラー：" in page


def test_a_category_lists_its_items_in_the_order_of_their_readings(client):
    page = client.get("/mihon/categories/hazardous").text

    headings = re.findall(r'<h3 id="row-\d+">(.)行', page)
    assert headings == sorted(headings)
    assert len(headings) > 5
    assert page.index(">温度計<") < page.index(">懐中電灯<") < page.index(">スプレー缶<")


def rows_of(client, address):
    """The links of a category's index, as (name, address)."""
    page = client.get(address).text
    return re.findall(r'<li><a href="([^"]*[?&]row=[^"]*)"[^>]*><span[^>]*>([^<]*)</span>', page)


def things_on(page):
    return re.findall(r'href="(/mihon/items/[^"?]*)', page)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("category", ["burnable", "nonburnable", "plastic", "oversized"])
def test_everything_of_a_long_category_is_two_steps_away(client, services, category, lang):
    rows = [unescape(href) for href, _ in rows_of(client, f"/mihon/categories/{category}?lang={lang}")]

    found = [thing for row in rows for thing in things_on(client.get(row).text)]
    city = services.served.get("mihon").municipality
    listed = [item for item in city.items if any(rule.category == category for rule in item.rules)]
    assert len(found) == len(set(found)) == len([item for item in listed if not item.doubt])


def test_a_long_category_shows_how_to_put_out_and_then_its_rows(client):
    page = client.get("/mihon/categories/burnable").text

    names = [name for _, name in rows_of(client, "/mihon/categories/burnable")]
    assert names[:3] == ["あ行", "か行", "さ行"]
    assert page.index("口をしばります") < page.index("あ行")
    assert things_on(page) == []


def test_a_row_says_which_it_is_and_leads_to_those_beside_it(client):
    page = client.get("/mihon/categories/burnable?row=か").text

    assert "<title>燃やすごみの品目（か行） | みほん市 ごみ案内</title>" in page
    assert re.findall(r'aria-current="page"><span>([^<]*)', page) == ["か行"]
    assert page.index(">貝殻<") < page.index(">カセットテープ<") < page.index(">ゴルフボール<")
    beside = page[page.index("neighbours") :]
    assert beside.index("あ行") < beside.index("さ行")


@pytest.mark.parametrize(("asked", "shown"), [("わ", "や・ら・わ行"), ("ら", "や・ら・わ行"), ("ざ", None)])
def test_any_row_of_those_that_share_a_page_leads_there(client, asked, shown):
    page = client.get(f"/mihon/categories/nonburnable?row={asked}").text

    assert re.findall(r'aria-current="page"><span>([^<]*)', page) == ([shown] if shown else [])


@pytest.mark.parametrize("row", ["か&lang=en", "Q", "", "<b>", "か" * 500])
def test_a_row_there_is_not_shows_the_category(client, row):
    response = client.get(f"/mihon/categories/burnable?row={row}")

    assert response.status_code == 200
    assert 'class="initials"' in response.text
    assert "<b>" not in response.text.replace('<b lang="ja">', "")


def test_a_row_of_a_short_category_shows_all_of_it(client):
    whole = client.get("/mihon/categories/glass").text

    assert things_on(client.get("/mihon/categories/glass?row=か").text) == things_on(whole)


def test_what_was_typed_is_never_markup(client):
    page = client.get('/mihon/search?q=<script>alert("x")</script>{{7*7}}').text

    assert "<script" not in page
    assert "49" not in page.split("<title>")[1].split("</title>")[0]


def test_the_words_of_a_citys_tables_are_never_markup(client):
    page = client.get("/chiisai/items/a.1").text

    assert "ねじ&lt;i&gt;" in page
    assert "&lt;script&gt;" in page
    assert "燃やす&lt;b&gt;ごみ" in page
    assert "2026年12月1日から" in page


def test_a_rule_without_words_for_its_condition_says_its_material_and_length(client):
    page = client.get("/chiisai/search?q=たて看板").text

    assert "木、いちばん長い辺が100cm未満" in page
    assert "いちばん長い辺が100cm以上" in page


def test_a_city_without_a_number_shows_none(client):
    page = client.get("/chiisai/search?q=宇宙船").text

    assert "tel:" not in page
    assert "電話で聞く" not in page


def test_a_city_offers_only_its_own_languages(client):
    page = client.get("/chiisai/?lang=en").text

    assert 'lang="ja"' in page
    assert "English" not in page


def test_tiles_take_their_colours_from_the_table(client):
    response = client.get("/mihon/tiles.css")

    assert response.headers["content-type"].startswith("text/css")
    assert ".cat-0{--cat:#ac3e00}" in response.text


def test_addresses_with_their_version_may_be_kept_for_ever(client):
    page = Reader(client.get("/mihon/").text)

    for sheet in page.all("link"):
        assert "immutable" in client.get(sheet["href"]).headers["cache-control"]
    assert "immutable" not in client.get("/static/gomi.css").headers["cache-control"]


@pytest.mark.parametrize("name", ["..%2fpages.py", "nothing.css", "%2e%2e/app.py"])
def test_nothing_but_static_files_is_served_as_one(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_the_first_page_lists_every_municipality(client):
    page = client.get("/").text

    assert "みほん市" in page
    assert "ちいさい町" in page


def test_where_there_is_one_municipality_the_first_page_is_its_start(tmp_path, engine):
    write_town(tmp_path / "chiisai")
    services = services_on(tmp_path, tmp_path / "gomi.sqlite3", engine)
    try:
        response = TestClient(app_on(services), follow_redirects=False).get("/")
    finally:
        services.close()

    assert (response.status_code, response.headers["location"]) == (307, "/chiisai/")


def test_a_search_is_counted_and_its_question_answered_is_not_counted_again(client, services):
    before = misses(services).get("漆黒の闇鍋", 0)

    client.get("/mihon/search?q=漆黒の闇鍋")
    client.get("/mihon/search?q=漆黒の闇鍋")
    client.get("/mihon/search?q=漆黒の闇鍋&which=1")

    assert misses(services)["漆黒の闇鍋"] - before == 2


def test_a_reported_word_is_counted_once_more_and_thanked_for(client, services):
    client.get("/mihon/search?q=異世界の闇")

    response = client.post("/mihon/report-word", data={"q": "異世界の闇", "lang": "en"}, headers=SAME_ORIGIN)

    assert (response.status_code, response.headers["location"]) == (303, "/mihon/reported?lang=en")
    assert "Thank you" in client.get(response.headers["location"]).text
    assert misses(services)["異世界の闇"] == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_word_reported_from_elsewhere_is_refused_and_not_counted(client, services, headers):
    for _ in range(2):
        assert (
            client.post("/mihon/report-word", data={"q": "よそのことば"}, headers=headers).status_code == 403
        )

    assert "よそのことば" not in misses(services)


def test_an_old_browser_may_report_by_its_origin(client):
    response = client.post(
        "/mihon/report-word", data={"q": "宇宙船"}, headers={"Origin": "http://testserver"}
    )

    assert response.status_code == 303


def test_a_text_that_could_be_someones_is_not_offered_for_reporting(client):
    page = client.get("/mihon/search?q=09012345678").text

    assert "report-word" not in page


def test_reporting_is_a_form_and_never_a_link(client):
    assert client.get("/mihon/report-word").status_code == 405


def test_an_error_has_the_look_of_the_other_pages(services):
    app = app_on(services)
    app.add_api_route("/mihon/broken", lambda: 1 / 0)
    response = TestClient(app, raise_server_exceptions=False).get("/mihon/broken?lang=en")

    assert response.status_code == 500
    assert "The page could not be shown" in response.text
    assert "ZeroDivision" not in response.text


def test_a_page_of_an_older_list_that_is_gone_leads_back_to_the_search(client):
    page = client.get("/mihon/items/gone").text

    assert "ページが見つかりません" in page
    assert 'role="search"' in page


@pytest.mark.parametrize("address", [address for address, status in PAGES.items() if status == 200])
def test_a_page_can_be_asked_for_its_head_alone(client, address):
    assert client.head(address).status_code == 200


def test_every_answer_to_any_item_of_the_city_can_be_drawn(client, services):
    municipality = services.served.get("mihon").municipality

    for item in municipality.items[::25]:
        response = client.get(f"/mihon/search?q={item.name}&lang=en")
        assert response.status_code == 200, unquote(str(response.url))


def test_a_thing_whose_rules_have_days_is_answered_by_the_search_as_well(client):
    response = client.get("/chiisai/search", params={"q": "ねじ"})

    assert response.status_code == 200
    assert "燃やす" in response.text


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("乾電池を出せるところ", "/mihon/places?kind=drop_off&item=kandenchi"),
        ("ガスコンロの処理券を買える店", "/mihon/places?kind=vouchers&v=400"),
        ("袋を買える店", "/mihon/places?kind=bags"),
        ("出し方の案内", "/mihon/guides"),
        ("駅前町1丁目", "/mihon/places?q=%E9%A7%85%E5%89%8D%E7%94%BA1%E4%B8%81%E7%9B%AE"),
    ],
)
def test_words_that_ask_for_a_place_or_a_guide_lead_to_its_page(client, words, page):
    response = client.get("/mihon/search", params={"q": words}, follow_redirects=False)

    assert response.status_code == 303
    assert response.headers["location"] == page


def test_a_thing_that_is_dangerous_in_one_case_is_asked_about_before_anybody_is_sent_away(client):
    response = client.get("/mihon/search", params={"q": "充電池を持って行けるところ"}, follow_redirects=False)

    assert response.status_code == 200
    assert "ふくらんだ・こわれた" in response.text
