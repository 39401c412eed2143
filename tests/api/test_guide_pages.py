"""The residents' pages of guides: the list, one guide, its pictures, and what leads to them."""

import re
import shutil
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from api.views.guides import MOST_BESIDE_AN_ANSWER
from gomi.bootstrap import bootstrap
from gomi.municipality.load import load
from gomi.search.engine import SearchEngine
from gomi.settings import CHECKOUT, read
from tests.api.test_pages import MOST_BYTES, Reader, app_on, get

ALL_LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
MIHON = CHECKOUT / "data" / "mihon"
MIHON_GUIDES = sorted(path.stem for path in (MIHON / "guides").glob("*.md"))
PET = "/machi/guides/pet"

TOWN = """
id = "machi"
"団体コード" = "990019"
"名称" = "まち"
"よみ" = "まち"
"英語名" = "Machi"
"言語" = ["ja", "ja-easy", "en"]
"""
CATEGORIES = """id,名称,よみ,種別,文字,アイコン,順
pet,ペットボトル,ぺっとぼとる,収集,ペ,pet,2
burn,燃やすごみ,もやすごみ,収集,燃,burnable,1
big,粗大ごみ,そだいごみ,粗大,粗,oversized,3
"""
ITEMS = """品目id,品目,よみ,区分,疑い
bottle,ペットボトル,ぺっとぼとる,pet,
cap,ペットボトルのふた,ぺっとぼとるのふた,burn,
doubt,ペット,ぺっと,pet,よごれた名前
sofa,ソファ,そふぁ,big,
hat,帽子,ぼうし,burn,
hat,,,pet,
"""
TRANSLATIONS = """言語,原文,訳文
en,ペットボトルの出し方,How to put out PET bottles
en,つぶして出します。,Flatten them.
en,くわしくは,See
en,市のページ,the city's page
en,を見てください。,for more.
en,三つに分けた絵,A bottle in three parts
en,ペットボトル,PET bottles
ja-easy,つぶして出します。,つぶして 出（だ）します。
ja-easy,三つに分けた絵,三（みっ）つの 絵（え）
"""
GUIDES = {
    "pet.md": """---
順: 1
区分: ペットボトル
品目: ペットボトル、ペットボトルのふた、ペット
用件: キャップ、犬の絵
動画: https://video.example/a?b=1&c=2
動画の題: つぶし方
動画の長さ: 1分40秒
字幕: 日本語、English
---
# ペットボトルの出し方

つぶして出します。

![三つに分けた絵](pet.svg)

1. 一
2. 二

![写真](photo.png)

3. 三

## 出せないもの

* 油の容器

くわしくは[市のページ](https://mihon.example/?a=1&b=2)を見てください。

[燃やすごみ](guide:burn)

## 動画の文字起こし

（音楽）「つぶします。」
""",
    "burn.md": "---\n順: 2\n区分: 燃やすごみ\n動画: https://video.example/b\n---\n# 燃やすごみの出し方\n\n"
    "しばります。\n\n## 動画の文字起こし\n\n言葉。\n",
    "bags.md": "---\n順: 3\n区分: 燃やすごみ、ペットボトル\n---\n# 袋の種類\n\n黄色です。\n",
    "other.md": "---\n順: 4\n区分: 燃やすごみ\n品目: ソファ\n---\n# ソファの話\n\n文。\n",
    "moving.md": "---\n順: 5\n用件: 引っ越し、ソファ\n---\n# 引っ越しのごみ\n\n早めに。\n",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 27"><style>path{fill:red}</style></svg>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x30"

ATTACKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](<java script:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](http://evil.example)",
    "[x](https:evil.example)",
    "[x](https://mihon.example@evil.example)",
    '[x](https://evil.example/"onmouseover=alert(1))',
    "[x](https://evil.example/'onmouseover='alert(1))",
    '[x](<https://evil.example/"><script>alert(1)</script>)',
    '[x](guide:pet"onclick=alert(1))',
    "[x](guide:../../v1)",
    "[x][e]\n\n[e]: javascript:alert(1)",
    '[e]\n\n[e]: data:text/html,x "題"',
    "![x][e]\n\n[e]: https://evil.example/a.png",
    "![x](https://evil.example/a.png)",
    "![x](//evil.example/a.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](javascript:alert(1))",
    "![x](../../municipality.toml)",
    '![x" onerror="alert(1)](pet.svg)',
    '!["><script>alert(1)</script>](pet.svg)',
    "[![x](pet.svg)](javascript:alert(1))",
    "<script>alert(1)</script>",
    "文<script>alert(1)</script>文",
    "<script src=//evil.example></script>",
    "<img src=x onerror=alert(1)>",
    "文<img src=x onerror=alert(1)>文",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=https://evil.example></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "<a\nhref='javascript:alert(1)'\n>x</a>",
    "<style>@import 'https://evil.example'</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>x</button></form>",
    "<base href=//evil.example>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "* <img src=x onerror=alert(1)>\n  * [x](javascript:alert(1))",
    "1. [x](javascript:alert(1))\n2. <b onclick=alert(1)>二</b>",
    "## <img src=x onerror=alert(1)>",
    "## [x](javascript:alert(1))",
    "|<script>|b|\n|-|-|\n|![x](https://evil.example/a.png)|[x](javascript:alert(1))|",
    "<javascript:alert(1)>",
    "<https://evil.example/?<script>>",
    "**[x](javascript:alert(1))**",
    "[a [b](javascript:alert(1)) c](https://ok.example)",
    "{{ 7 * 7 }}{% raw %}",
    "</article></main><script>alert(1)</script>",
]
"""What someone might hide in a page. Each is shown by the real page below."""


def write_town(folder):
    folder.mkdir()
    tables = {"municipality.toml": TOWN, "categories.csv": CATEGORIES, "items.csv": ITEMS}
    for name, text in {**tables, "translations.csv": TRANSLATIONS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "guides").mkdir()
    for name, text in GUIDES.items():
        (folder / "guides" / name).write_text(text, encoding="utf-8")
    (folder / "guides" / "pet.svg").write_bytes(SVG)
    (folder / "guides" / "photo.png").write_bytes(PNG)


def write_attacked(folder):
    write_town(folder)
    profile = folder / "municipality.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('"machi"', '"attacked"'), encoding="utf-8")
    for number, attack in enumerate(ATTACKS):
        page = f"# 題{number}\n\n初めの文です。\n\n前の文。\n\n{attack}\n\n後の文。\n"
        (folder / "guides" / f"attack-{number}.md").write_text(page, encoding="utf-8")
    head = '動画: https://v.example/"onclick="alert(1)\n用件: <script>alert(1)</script>\n区分: <b>'
    page = (
        f"---\n{head}\n---\n# <b onclick=alert(1)>題</b>&lt;script&gt;\n\n<img src=x onerror=alert(1)>文。\n"
    )
    (folder / "guides" / "attack-head.md").write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(MIHON, data / "mihon")
    write_town(data / "machi")
    write_attacked(data / "attacked")
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    settings = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}", "GOMI_DATA_DIR": str(data)})
    services = bootstrap(settings, SearchEngine(settings.lexicon_dir).index, background=False)
    yield services
    services.close()


@pytest.fixture(scope="module")
def client(services):
    return TestClient(app_on(services), raise_server_exceptions=False, follow_redirects=False)


def links_in(text, part):
    """Where the links of a part of a page lead."""
    return re.findall(r'<a [^>]*?href="([^"]+)"', re.search(part, text, re.DOTALL)[0])


def test_the_town_of_these_tests_has_nothing_to_complain_of(tmp_path):
    write_town(tmp_path / "machi")

    assert [str(each) for each in load(tmp_path / "machi").complaints if "guides" in each.file] == []


def test_the_list_has_the_guides_of_categories_in_their_order_then_the_others(client):
    page = get(client, "/machi/guides").text

    main = links_in(page, "<main.*?</main>")
    assert main == [f"/machi/guides/{id_}" for id_ in ("burn", "bags", "other", "pet", "moving")]
    assert page.index("分別ごとの案内") < page.index("ソファの話") < page.index("用件ごとの案内")
    assert page.index("用件ごとの案内") < page.index("引っ越しのごみ")
    assert "動画あり（1分40秒）" in page


def test_a_guide_is_a_page_in_the_order_it_was_written(client):
    text = get(client, PET).text

    order = [
        "<h1",
        "つぶして出します。",
        "pet.svg",
        "<li>一</li>",
        "photo.png",
        "<li>三</li>",
        "出せないもの",
    ]
    order += [
        "油の容器",
        "くわしくは",
        "https://video.example/a",
        "字幕",
        "動画の文字起こしを読む",
        "（音楽）",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "<title>ペットボトルの出し方 | まち ごみ案内</title>" in text


def test_pictures_are_told_in_words_and_keep_their_place_before_they_are_there(client):
    page = Reader(get(client, PET).text)

    drawing, photograph = page.all("img")
    assert (drawing["alt"], drawing["width"], drawing["height"]) == ("三つに分けた絵", "48", "27")
    assert (photograph["alt"], photograph["width"], photograph["height"]) == ("写真", "64", "48")
    assert all(each["loading"] == "lazy" for each in (drawing, photograph))


def test_steps_go_on_counting_behind_a_picture(client):
    assert [each.get("start") for each in Reader(get(client, PET).text).all("ol")] == [None, "3"]


def test_a_film_is_only_linked_to_and_another_site_is_announced(client):
    text = get(client, PET).text

    film = re.search('<section class="card stack" id="film".*?</section>', text, re.DOTALL)[0]
    assert 'href="https://video.example/a?b=1&amp;c=2" rel="noopener noreferrer"' in film
    facts = re.findall("<li>([^<]+)</li>", film)
    assert facts[:3] == ["長さ：1分40秒", "字幕：日本語、English", "ほかのサイトが開きます。"]
    assert "<details><summary>動画の文字起こしを読む</summary>" in film
    assert not set(dict(Reader(text).tags)) & {"video", "iframe", "embed", "object", "source"}


def test_links_to_other_sites_say_so_and_those_to_guides_stay_here(client):
    text = get(client, PET).text

    link = r'<a href="https://mihon.example/\?a=1&amp;b=2" rel="noopener noreferrer">'
    outside = '<svg.*?</svg><span class="small">（ほかのサイト）</span></a>'
    assert re.search(f"くわしくは{link}市のページ{outside}を見てください。", text)
    assert '<a href="/machi/guides/burn">燃やすごみ</a>' in text


def test_a_guide_leads_to_what_it_is_for_and_to_what_to_read_next(client):
    text = get(client, PET).text

    assert links_in(text, 'id="for-categories".*?</section>') == ["/machi/categories/pet"]
    assert links_in(text, 'id="for-items".*?</section>') == ["/machi/items/bottle", "/machi/items/cap"]
    assert links_in(text, 'id="next".*?</section>')[0] == "/machi/guides/bags"
    assert "/machi/guides/burn" not in links_in(text, 'id="next".*?</section>')


def test_in_another_language_what_is_translated_is_said_and_the_rest_is_marked_as_japanese(client):
    text = get(client, PET, "en").text

    assert "<title>How to put out PET bottles | Machi Waste Guide</title>" in text
    assert "Flatten them." in text
    assert '<li><span lang="ja">一</span></li>' in text
    assert 'alt="A bottle in three parts"' in text
    assert re.search('alt="写真" lang="ja"', text)
    assert re.search(r"See <a [^>]*>the city&#39;s page<svg.*?</a> for more\.", text)
    assert "in Japanese only" not in text
    assert "This guide is in Japanese only so far." in get(client, "/machi/guides/burn", "en").text


def test_in_easy_japanese_readings_stand_above_and_not_in_what_a_picture_shows(client):
    text = get(client, PET, "ja-easy").text

    assert "<ruby>出<rp>(</rp><rt>だ</rt><rp>)</rp></ruby>します。" in text
    assert 'alt="三つの 絵"' in text


@pytest.mark.parametrize("address", ["/machi/guides/nowhere", "/machi/guides/pet.md", "/nowhere/guides"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_guide_that_is_not_there_is_not_found(client, address, method):
    assert client.request(method, address).status_code == 404


def test_a_picture_is_sent_as_a_picture_that_runs_nothing(client):
    address = Reader(get(client, PET).text).all("img")[0]["src"]

    response = client.get(address)

    assert response.content == SVG
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert "immutable" in response.headers["cache-control"]
    assert "immutable" not in client.get(address.split("?")[0]).headers["cache-control"]


def test_a_photograph_is_sent_as_what_it_is(client):
    response = client.get(Reader(get(client, PET).text).all("img")[1]["src"])

    assert (response.content, response.headers["content-type"]) == (PNG, "image/png")


@pytest.mark.parametrize(
    "file", ["nowhere.svg", "pet.md", "..%2Fmunicipality.toml", "%2e%2e/items.csv", "pet.svg%00"]
)
def test_only_pictures_that_guides_show_are_sent(client, file):
    assert client.get(f"/machi/guides/pictures/{file}").status_code == 404


def test_pages_show_pictures_of_their_own_site_alone(client):
    policy = get(client, PET).headers["content-security-policy"]

    assert "img-src 'self';" in policy


def test_an_answer_leads_to_the_guides_of_the_thing_then_to_those_of_its_categories_each_once(client):
    text = get(client, "/machi/search?q=帽子").text

    assert links_in(text, 'id="guides".*?</section>') == [
        "/machi/guides/burn",
        "/machi/guides/pet",
        "/machi/guides/bags",
    ]
    assert "燃やすごみの出し方 " in re.sub("<[^>]+>", "", text)
    assert "動画あり（1分40秒）" in text


@pytest.mark.parametrize(
    ("address", "guides"),
    [
        ("/machi/items/cap", ["pet", "burn", "bags"]),
        ("/machi/items/sofa", ["other"]),
        ("/machi/search?q=ソファ", ["other"]),
        ("/machi/categories/pet", ["pet", "bags"]),
        ("/machi/categories/burn", ["burn", "bags", "other"]),
    ],
)
def test_things_and_categories_lead_to_their_guides(client, address, guides):
    found = links_in(get(client, address).text, 'id="guides".*?</section>')

    assert found == [f"/machi/guides/{id_}" for id_ in guides]


def test_a_category_without_guides_says_nothing_of_them(client):
    assert 'id="guides"' not in get(client, "/machi/categories/big").text


@pytest.mark.parametrize("address", ["/machi/", "/machi/categories", "/machi/?lang=en"])
def test_the_start_and_the_list_of_categories_lead_to_the_guides(client, address):
    assert "/machi/guides" in get(client, address).text


def test_a_town_without_guides_has_no_list_and_nothing_leads_there(client, services, tmp_path):
    write_town(tmp_path / "machi")
    shutil.rmtree(tmp_path / "machi" / "guides")
    settings = read({"GOMI_DATABASE_URL": "sqlite://", "GOMI_DATA_DIR": str(tmp_path)})
    bare = bootstrap(settings, SearchEngine(settings.lexicon_dir).index, background=False)
    without = TestClient(app_on(bare), raise_server_exceptions=False, follow_redirects=False)

    try:
        assert without.get("/machi/guides").status_code == 404
        for address in (
            "/machi/",
            "/machi/categories",
            "/machi/search?q=帽子",
            "/machi/search?q=出し方の案内",
        ):
            assert "/guides" not in without.get(address).text
    finally:
        bare.close()


@pytest.mark.parametrize("words", ["犬の絵", "犬の 絵", "袋の種類"])
def test_words_that_name_no_thing_but_a_guide_lead_to_it(client, words):
    response = client.get(f"/machi/search?q={words}&lang=ja")

    assert response.status_code == 303
    assert response.headers["location"] in ("/machi/guides/pet?lang=ja", "/machi/guides/bags?lang=ja")


def test_a_thing_that_is_also_a_word_of_a_guide_is_answered_as_a_thing(client):
    assert '<h1 id="name">ソファ' in client.get("/machi/search?q=ソファ").text


def test_a_matter_for_the_telephone_leads_to_its_guide_as_well(client):
    assert "/machi/guides/moving" in links_in(client.get("/machi/search?q=引っ越し").text, "<main.*?</main>")


def test_who_asks_for_the_guides_is_led_to_all_of_them_in_their_language(client):
    response = client.get("/machi/search?q=出し方の案内&lang=en")

    assert (response.status_code, response.headers["location"]) == (303, "/machi/guides?lang=en")


@pytest.mark.parametrize("lang", ALL_LANGUAGES)
def test_the_list_of_the_demonstration_is_sound_and_small(client, lang):
    response = get(client, "/mihon/guides", lang)

    page = Reader(response.text)
    sheets = [each["href"] for each in page.all("link") if each["rel"] == "stylesheet"]
    assert len(response.content) + sum(len(client.get(each).content) for each in sheets) < MOST_BYTES
    assert len(links_in(response.text, "<main.*?</main>")) >= len(MIHON_GUIDES)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("guide", MIHON_GUIDES)
def test_every_guide_of_the_demonstration_is_sound_and_small(client, guide, lang):
    response = get(client, f"/mihon/guides/{guide}", lang)

    page = Reader(response.text)
    assert response.status_code == 200
    assert len(page.all("h1")) == 1
    assert len(page.ids) == len(set(page.ids))
    assert all(each["alt"] and each["width"] for each in page.all("img"))
    sheets = [each["href"] for each in page.all("link") if each["rel"] == "stylesheet"]
    assert len(response.content) + sum(len(client.get(each).content) for each in sheets) < MOST_BYTES
    for each in page.all("a"):
        if each["href"].startswith("/") and "/guides" in each["href"]:
            assert client.get(each["href"]).status_code == 200
    assert all(client.get(each["src"]).status_code == 200 for each in page.all("img"))


def test_no_answer_of_the_demonstration_has_more_guides_than_fit(client, services):
    items = services.served.get("mihon").municipality.items
    some = [item for item in items if not item.doubt][:: len(items) // 40]

    for item in some:
        text = get(client, f"/mihon/items/{item.id}").text
        guides = links_in(text, 'id="guides".*?</section>') if 'id="guides"' in text else []
        assert len(guides) == len(set(guides)) <= MOST_BESIDE_AN_ANSWER


@pytest.mark.parametrize("guide", [*(f"attack-{number}" for number in range(len(ATTACKS))), "attack-head"])
@pytest.mark.parametrize("page", ["{guide}", ""])
def test_nothing_that_runs_or_comes_from_elsewhere_gets_through(client, guide, page):
    response = get(client, f"/attacked/guides/{page.format(guide=guide)}".rstrip("/"))

    read_back = Reader(response.text)
    assert response.status_code == 200
    assert {tag for tag, _ in read_back.tags} <= SAFE_TAGS
    for tag, attributes in read_back.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")
        ]
        for name in ("href", "src", "action"):
            address = attributes.get(name)
            assert address is None or is_safe(tag, address), (tag, address)
    assert "7 * 7" in response.text or "{{" not in response.text


SAFE_TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "header",
        "nav",
        "main",
        "footer",
        "section",
        "article",
    ),
    *(
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "a",
        "span",
        "b",
        "strong",
        "br",
        "h1",
        "h2",
        "h3",
        "img",
        "form",
        "label",
    ),
    *("input", "button", "details", "summary", "svg", "use", "symbol", "path", "circle", "ellipse", "wbr"),
}
"""What pages of this project are made of; no script, style, frame or object is among them."""


def is_safe(tag, address):
    """Whether an address stays here, calls the office, or is an open https link."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return tag == "a" and "@" not in parts.netloc and bool(parts.hostname) and '"' not in address
    if parts.scheme == "tel":
        return tag == "a"
    return not parts.scheme and not parts.netloc and address.startswith(("/attacked/", "/static/", "#"))
