"""The pages of guides in a real browser: readable by everyone on any screen, in the dark, without scripts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gomi.settings import CHECKOUT
from tests.browser.at_a_moment import served_at, services_of
from tests.browser.test_residents_pages import (
    ALREADY_THERE,
    EVERYTHING,
    NARROWEST,
    OTHER_LOOKS,
    PHONE,
    WHAT_LOOKS_CHANGE,
    opened,
    violations,
)

__all__ = ["opened"]
pytestmark = pytest.mark.dates

TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
PAGES = {
    "list": "/mihon/guides",
    "guide": "/mihon/guides/pet-bottle",
    "longest guide": "/mihon/guides/appliance",
    "answer": "/mihon/search?q=ペットボトル",
    "category": "/mihon/categories/pet",
}
LOOKED_AT = [
    *((name, "ja") for name in ("list", "guide", "answer", "category")),
    ("guide", "en"),
    ("longest guide", "ja-easy"),
]
GOES_BESIDE_THE_SCREEN = "[...document.querySelectorAll('main *')].filter(each => " + (
    "each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 80))"
)
EVERY_PICTURE_IS_THERE = """Promise.all([...document.images].map(each => {
  each.loading = 'eager';
  return each.decode();
})).then(() => document.images.length)"""
HEIGHTS = "[...document.images].map(each => Math.round(each.getBoundingClientRect().height))"
LONE_LINKS_TOO_SMALL = """least => [...document.querySelectorAll('main a, main summary')]
  .filter(each => !each.closest('p, .how, .steps'))
  .filter(each => each.getBoundingClientRect().height < least).map(each => each.textContent)"""
SMALLEST = 43.5


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a server answers on which it is always the same Tuesday."""
    ledger = tmp_path_factory.mktemp("ledger")
    with services_of(CHECKOUT / "data", ledger) as services, served_at(services, TUESDAY) as address:
        yield address


@pytest.mark.parametrize(("name", "lang"), LOOKED_AT)
def test_axe_finds_nothing_to_complain_of(opened, name, lang):
    axe = pytest.importorskip(
        "axe_core_python.sync_playwright", reason="Python のパッケージ axe-core-python がありません"
    ).Axe
    page = opened(PAGES[name], lang=lang)
    for each in page.locator("summary").all():
        each.click()

    assert violations(axe(), page, EVERYTHING) == []
    for width, scheme in OTHER_LOOKS:
        page.set_viewport_size({"width": width, "height": 720})
        page.emulate_media(color_scheme=scheme)
        assert violations(axe(ALREADY_THERE), page, WHAT_LOOKS_CHANGE) == []


@pytest.mark.parametrize(("name", "lang"), LOOKED_AT)
def test_nothing_goes_beside_the_screen_of_any_telephone(opened, name, lang):
    page = opened(PAGES[name], lang=lang)

    for width in (PHONE, NARROWEST):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(GOES_BESIDE_THE_SCREEN) == []
    page.set_viewport_size({"width": 2 * NARROWEST, "height": 720})
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 2 * NARROWEST


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_refuses_and_misses_nothing(opened, name):
    page = opened(PAGES[name])

    assert page.evaluate(EVERY_PICTURE_IS_THERE) == (0 if "guide" not in name else 1)
    assert page.failures == []


@pytest.mark.parametrize("name", ["list", "guide", "longest guide"])
def test_what_is_pressed_is_large_enough(opened, name):
    assert opened(PAGES[name]).evaluate(LONE_LINKS_TOO_SMALL, SMALLEST) == []


def test_everything_is_there_without_scripts(opened):
    page = opened(PAGES["guide"], java_script_enabled=False)

    assert page.get_by_role("img", name="ペットボトルを").is_visible()
    assert page.get_by_role("list").filter(has_text="中身を空にします。").is_visible()
    said = page.get_by_text("「まず、ふたを外します。」")
    assert not said.is_visible()
    page.get_by_text("動画の文字起こしを読む").click()
    assert said.is_visible()


def test_the_transcript_is_opened_by_keyboard(opened):
    page = opened(PAGES["guide"])

    page.locator("summary").focus()
    page.keyboard.press("Enter")

    assert page.get_by_text("「まず、ふたを外します。」").is_visible()


def test_pictures_take_their_place_before_they_are_there(opened):
    page = opened(PAGES["guide"])
    page.route("**/pictures/**", lambda route: route.abort())
    page.reload()
    empty = page.evaluate(HEIGHTS)

    page.unroute("**/pictures/**")
    page.reload()
    page.evaluate(EVERY_PICTURE_IS_THERE)

    assert empty == page.evaluate(HEIGHTS)
    assert all(height > 100 for height in empty)


def test_drawings_stand_on_white_in_the_dark(opened):
    page = opened(PAGES["guide"], scheme="dark")

    plate = page.locator(".plate").first
    assert plate.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"


def test_a_guide_asks_nothing_of_any_other_site(opened, address):
    page = opened(PAGES["list"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(address + PAGES["guide"])
    page.evaluate(EVERY_PICTURE_IS_THERE)

    assert any("/guides/pictures/" in url for url in asked)
    assert all(url.startswith(address + "/") for url in asked)


def test_a_drawing_opened_by_itself_runs_nothing(opened, address):
    page = opened(PAGES["guide"])

    response = page.goto(address + page.locator("img").first.get_attribute("src"))

    assert response.status == 200
    assert "sandbox" in response.headers["content-security-policy"]
    assert page.locator("svg").count() == 1


def test_from_a_thing_to_its_guide_and_its_film_in_two_steps(opened):
    page = opened("/mihon/search?q=ペットボトル")

    page.get_by_role("link", name="ペットボトルの出し方 動画あり").click()
    page.get_by_role("link", name="動画あり").first.click()

    assert page.url.endswith("#film")
    film = page.locator("#film")
    assert film.evaluate("each => each.getBoundingClientRect().top < innerHeight")
    assert "ほかのサイトが開きます。" in film.inner_text()
    assert film.get_by_role("link").get_attribute("href").startswith("https://")


def test_paper_has_the_steps_and_the_pictures(opened):
    page = opened(PAGES["guide"])

    page.emulate_media(media="print")

    assert page.locator(".steps").first.is_visible()
    assert page.locator(".plate img").first.is_visible()
