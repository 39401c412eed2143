"""The small parts of pages: readings, tiles, rows of kana, languages, addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from api.views.icons import Icons, symbols
from api.views.initials import row_of
from api.views.links import Links
from api.views.ruby import ruby
from api.views.tiles import ICON_BY_KIND, stylesheet, tiles
from api.views.voice import known_language
from gomi.conversation.messages.readings import furigana, without_readings
from gomi.municipality.colours import READABLE, contrast_with_white
from gomi.municipality.values import Category, CategoryKind, Contact, Municipality

AWKWARD = st.text(st.sampled_from("漢字々割れたカナかな（）()<>&\"'{}0９ 　a"), max_size=20)


def a_category(**changes):
    told = {
        "id": "burnable",
        "name": "燃やすごみ",
        "reading": "もやすごみ",
        "kind": CategoryKind.COLLECTED,
        "stream": None,
        "colour": "#ac3e00",
        "icon": "burnable",
        "letter": "燃",
        "bag": "",
        "how": (),
        "notes": (),
        "order": 1,
    }
    return Category(**{**told, **changes})


def a_municipality(*categories):
    return Municipality(
        id="ex",
        code="",
        name="例市",
        reading="れいし",
        english_name="",
        issued=None,
        contact=Contact("", "", ""),
        languages=("ja",),
        licence="",
        time_zone="Asia/Tokyo",
        categories=categories,
    )


@pytest.mark.parametrize(
    ("name", "reading", "expected"),
    [
        ("割れた茶碗", "われたちゃわん", "割(わ)れた茶碗(ちゃわん)"),
        ("カセットコンロ", "かせっとこんろ", "カセットコンロ"),
        ("電動歯ブラシ", "でんどうはぶらし", "電動歯(でんどうは)ブラシ"),
        ("ござ（小さく切ったもの）", "ござちいさくきったもの", "ござ（小(ちい)さく切(き)ったもの）"),
        ("茶碗", "まったくちがうよみかたではない1", "茶碗"),
        ("茶碗", "", "茶碗"),
    ],
)
def test_readings_are_set_behind_the_kanji_they_belong_to(name, reading, expected):
    assert furigana(name, reading) == expected


@given(AWKWARD, AWKWARD)
def test_furigana_never_changes_the_name_itself(name, reading):
    if without_readings(name) == name:
        assert without_readings(furigana(name, reading)) in (name, furigana(name, reading))


@given(AWKWARD)
def test_ruby_escapes_everything_but_its_own_tags(text):
    bare = re.sub("</?(ruby|rt|rp)>", "", str(ruby(text)))

    assert "<" not in bare
    assert bare.count("&") == str(escape(text)).count("&")


def test_a_tile_without_icon_or_letter_has_those_of_its_kind_and_name():
    shown = tiles(a_municipality(a_category(icon="", letter="", kind=CategoryKind.APPLIANCE_RECYCLING)))

    assert (shown["burnable"].icon, shown["burnable"].letter) == ("appliance", "燃")


@pytest.mark.parametrize("colour", ["#ffff00", "#fff", "red;} body{display:none", "", "#ac3e00"])
def test_tile_colours_are_safe_and_can_be_read(colour):
    sheet = stylesheet(a_municipality(a_category(colour=colour)))

    found = re.fullmatch(r"\.cat-0\{--cat:(#[0-9a-fA-F]{6})\}\n", sheet)
    assert found
    assert contrast_with_white(found[1]) >= READABLE


def test_every_kind_of_category_has_an_icon():
    assert set(ICON_BY_KIND) == set(CategoryKind)
    assert set(ICON_BY_KIND.values()) <= set(symbols())


def test_a_page_carries_each_icon_once_and_no_other():
    icons = Icons()

    icons.draw("search")
    icons.draw("search", "go")
    icons.draw("no-such-icon")

    assert re.findall('symbol id="i-([a-z]+)"', icons.sprite()) == ["search", "mark"]


@pytest.mark.parametrize(
    ("reading", "row"),
    [
        ("あみ", "あ"),
        ("ヴァイオリン", "あ"),
        ("ぎたー", "か"),
        ("ぱそこん", "は"),
        ("わいん", "わ"),
        ("ん", "わ"),
        ("ー", ""),
        ("7", ""),
    ],
)
def test_a_reading_stands_in_its_row(reading, row):
    assert row_of(reading) == row


@pytest.mark.parametrize(
    ("asked", "accepts", "expected"),
    [
        (None, "", "ja"),
        (None, "ja,en;q=0.9", "ja"),
        (None, "en-GB", "en"),
        (None, "en", "en"),
        (None, "zh-Hans,en;q=0.5", "ja"),
        ("ja", "en", "ja"),
        ("ja-easy", "en", "ja-easy"),
        ("<script>", "en", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_browsers(asked, accepts, expected):
    assert known_language(asked, accepts, ("ja", "ja-easy", "en")) == expected


def test_a_city_without_english_pages_speaks_japanese():
    assert known_language("en", "en", ("ja", "ja-easy")) == "ja"


def test_every_address_carries_the_language_asked_for():
    links = Links("mihon", "en")

    assert links.start == "/mihon/?lang=en"
    assert links.search("かさ&", "木") == "/mihon/search?q=%E3%81%8B%E3%81%95%26&which=%E6%9C%A8&lang=en"
    assert links.item("a/b?") == "/mihon/items/a%2Fb%3F?lang=en"
    assert Links("mihon", None).category("x") == "/mihon/categories/x"
    assert links.category("x", "か") == "/mihon/categories/x?row=%E3%81%8B&lang=en"
