"""The pages of places in a real browser: with a position and without, on any screen, and on paper."""

import re

import pytest

from gomi.settings import CHECKOUT
from tests.api.test_place_pages import TUESDAY_EVENING, write_city
from tests.browser.at_a_moment import served_at, services_of
from tests.browser.test_residents_pages import (
    ALREADY_THERE,
    DESK,
    EVERYTHING,
    LANGUAGES,
    NARROWEST,
    OTHER_LOOKS,
    PHONE,
    SMALL_TARGETS,
    SMALLEST_TARGET,
    WHAT_LOOKS_CHANGE,
    opened,
    violations,
)

__all__ = ["opened"]
pytestmark = pytest.mark.dates

POSITION = {"latitude": 34.700049, "longitude": 138.500001}
PAGES = {
    "all": "/mihon/places",
    "near": "/minato/places?q=北町1丁目&open=1",
    "choice": "/minato/places?q=北町",
    "not found": "/minato/places?q=宇宙",
    "too long": "/minato/places?q=" + "長" * 101,
    "nothing": "/minato/places?kind=bags&single=1&v=300",
    "taking": "/mihon/places?category=battery&at=honcho-1",
    "place": "/minato/places/maruya",
    "paper": "/mihon/places/print",
    "thing": "/mihon/items/kandenchi",
}
ONE_OTHER = "ja-easy"
LOOKED_AT = [(name, "ja") for name in PAGES] + [(name, ONE_OTHER) for name in ("all", "near")]
A_CHECKBOX = "24x24"  # its whole label is the target


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a server answers on which it is always the same evening."""
    data = tmp_path_factory.mktemp("data")
    (data / "mihon").symlink_to(CHECKOUT / "data" / "mihon")
    write_city(data / "minato")
    ledger = tmp_path_factory.mktemp("ledger")
    with services_of(data, ledger) as services, served_at(services, TUESDAY_EVENING) as address:
        yield address


def located(opened, path="/minato/places", **more):
    """The page after the button for the resident's own position was pressed."""
    page = opened(path, geolocation=POSITION, permissions=["geolocation"], **more)
    page.locator("[data-position] button").click()
    page.locator("#near").wait_for()
    return page


def fits(page, width):
    page.set_viewport_size({"width": width, "height": 720})
    return page.evaluate("document.documentElement.scrollWidth") <= width


def small_targets(page):
    small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    return [each for each in small if not each.endswith(A_CHECKBOX)]


@pytest.mark.parametrize(("name", "lang"), LOOKED_AT)
def test_axe_finds_nothing_to_complain_of(opened, name, lang):
    axe = pytest.importorskip(
        "axe_core_python.sync_playwright", reason="Python のパッケージ axe-core-python がありません"
    ).Axe
    page = opened(PAGES[name], lang=lang)

    assert violations(axe(), page, EVERYTHING) == []
    for width, scheme in OTHER_LOOKS:
        page.set_viewport_size({"width": width, "height": 720})
        page.emulate_media(color_scheme=scheme)
        assert violations(axe(ALREADY_THERE), page, WHAT_LOOKS_CHANGE) == []


@pytest.mark.parametrize(("name", "lang"), LOOKED_AT)
def test_it_fits_every_screen_and_can_be_pressed(opened, name, lang):
    page = opened(PAGES[name], lang=lang)

    assert small_targets(page) == []
    assert fits(page, PHONE)
    assert fits(page, NARROWEST)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert fits(page, 2 * NARROWEST)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_navigation_fits_the_narrowest_screen_in_every_language(opened, lang):
    page = opened("/mihon/places?q=本町1丁目", lang=lang)

    assert fits(page, NARROWEST)
    assert small_targets(page) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "too long"])
def test_the_browser_refuses_and_misses_nothing(opened, name):
    assert opened(PAGES[name]).failures == []


@pytest.mark.parametrize("name", PAGES)
def test_everything_works_without_scripts(opened, name):
    page = opened(PAGES[name], java_script_enabled=False)

    assert page.locator("h1").is_visible()
    assert not page.locator("[data-position] button").count()


def test_a_shop_is_found_by_a_towns_name_without_scripts(opened):
    page = opened("/minato/places", java_script_enabled=False)

    page.get_by_label("どこの近くですか").fill("北町1丁目")
    page.get_by_label("ばら売りがある").check()
    page.get_by_role("button", name="探す", exact=True).click()

    assert page.locator(".places h3").all_inner_texts() == ["まるや", "朝市"]
    assert page.get_by_label("ばら売りがある").is_checked()


def test_where_the_resident_is_stands_in_no_address(opened):
    page = located(opened)

    assert page.locator(".places h3").first.inner_text().startswith("金物の小川")
    assert page.url.endswith("/minato/places")
    assert page.failures == []


def test_from_a_position_more_are_shown_and_other_kinds_are_looked_for(opened):
    page = located(opened)

    page.get_by_role("button", name="次の3か所を見る").click()
    page.locator("#place-6").wait_for()
    page.get_by_role("button", name="回収拠点").click()
    page.locator("h1", has_text="回収拠点").wait_for()

    assert page.locator(".places h3 a").count() == 1
    assert "lat" not in page.url


def test_what_leads_away_from_a_page_that_no_cache_keeps_opens_beside_it(opened):
    page = located(opened)

    with page.context.expect_page() as beside:
        page.get_by_role("link", name=re.compile("^金物の小川 ?（新しいタブで開きます）")).click()

    assert beside.value.url.endswith("/minato/places/kanamono?lang=ja")
    assert page.locator("#near").is_visible()


def test_a_page_from_a_position_is_sound_and_fits(opened):
    axe = pytest.importorskip(
        "axe_core_python.sync_playwright", reason="Python のパッケージ axe-core-python がありません"
    ).Axe
    page = located(opened)

    assert violations(axe(), page, EVERYTHING) == []
    assert small_targets(page) == []
    assert fits(page, NARROWEST)


def test_nothing_is_asked_before_the_button_is_pressed(opened):
    page = opened("/minato/places", geolocation=POSITION, permissions=["geolocation"])

    assert page.locator("#list").inner_text() == "地区ごとの一覧"
    assert page.locator("input[name=lat]").count() == 0


def test_a_refused_position_is_told_with_another_way(opened):
    page = opened("/minato/places")

    page.get_by_role("button", name="いまの場所から探す").click()

    page.get_by_text("住所や町の名前を入れて探してください。").wait_for()
    assert page.locator("[data-position] [role=status]").is_visible()


def test_from_a_thing_to_the_nearest_open_point_that_takes_it_with_the_position_refused(opened):
    page = opened("/mihon/search?q=乾電池")

    page.get_by_role("link", name="持って行けるところ").click()
    page.get_by_role("button", name="いまの場所から探す").click()
    page.get_by_text("いまの場所がわかりませんでした。").wait_for()
    page.get_by_label("どこの近くですか").fill("駅前町1")
    page.get_by_label("いま開いているところを先に").check()
    page.get_by_role("button", name="探す", exact=True).click()

    first = page.locator("ol.places li").first.inner_text()
    assert "乾電池を持って行けるところ（駅前町1丁目の近く）" in page.title()
    assert "いま開いています" in first
    assert "乾電池" in first or "電池類" in first


def test_kinds_are_changed_by_keyboard(opened):
    page = opened("/minato/places?q=北町1丁目")

    page.get_by_role("link", name="回収拠点").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=drop_off**")

    assert page.get_by_role("link", name="回収拠点").get_attribute("aria-current") == "page"


def test_a_reader_hears_the_sketch_and_the_place_of_every_link(opened):
    page = opened("/minato/places?q=北町1丁目")

    assert page.get_by_role("img", name="指定ごみ袋の取扱店（北町1丁目の近く）の略図").count() == 1
    assert page.get_by_role("link", name=re.compile("^地図アプリで開く ?：まるや$")).count() == 1
    assert page.get_by_role("link", name=re.compile("^電話 ?：まるや$")).count() == 1


def test_open_and_shut_are_told_apart_without_colours(opened):
    page = opened("/minato/places?q=北町1丁目", forced_colors="active")

    shut, open_ = page.locator(".pin-no.shut").first, page.locator(".pin-no.open").first
    assert shut.evaluate("each => getComputedStyle(each).borderTopStyle") == "dashed"
    assert open_.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"
    assert page.locator("#place-1 .chip").inner_text() == "いま閉まっています（あす 午前9時から）"


def test_the_sketch_stands_beside_the_list_on_a_desk_and_above_it_on_a_telephone(opened):
    page = opened("/minato/places?q=北町1丁目", width=DESK)
    sketch, list_ = page.locator(".sketch"), page.locator(".places")

    assert sketch.bounding_box()["x"] + sketch.bounding_box()["width"] < list_.bounding_box()["x"]
    page.set_viewport_size({"width": PHONE, "height": 720})
    assert sketch.bounding_box()["y"] + sketch.bounding_box()["height"] < list_.bounding_box()["y"]


def test_paper_has_the_list_alone_in_black_on_white_with_letters_of_12_points(opened):
    page = opened("/mihon/places/print")

    page.emulate_media(media="print")

    assert not any(each.is_visible() for each in page.locator(".site, .foot, .no-print").all())
    styles = page.evaluate(
        "[...document.querySelectorAll('.roll :is(p, b, h3, span)')].map(each => getComputedStyle(each))"
        ".map(each => [each.color, parseFloat(each.fontSize) >= 16 || each.fontSize])"
    )
    assert {tuple(each) for each in styles} == {("rgb(0, 0, 0)", True)}
