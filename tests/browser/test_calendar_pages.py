"""The calendar's pages in a real browser: readable by everyone on any screen, and on two sides of A4."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gomi.municipality.import_5374 import import_folder
from gomi.settings import CHECKOUT
from tests.browser.at_a_moment import served_at, services_of
from tests.browser.test_residents_pages import (
    ALREADY_THERE,
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

TUESDAY = datetime(2026, 11, 24, 6, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
HOME = "/mihon/districts/honcho-1/"
PAGES = {
    "choice": "/mihon/districts",
    "several": "/mihon/districts?q=本町二丁目",
    "chome": "/mihon/districts?q=本町",
    "not found": "/mihon/districts?q=駅前待",
    "nothing typed": "/mihon/districts?q=",
    "forget": "/mihon/districts/forget",
    "month": HOME,
    "december": "/mihon/districts/yamate/?month=2026-12",
    "beyond": HOME + "?month=2027-04",
    "subscribe": HOME + "subscribe",
    "year": HOME + "year",
    "large year": HOME + "year?large=1",
}
IN_EVERY_LANGUAGE = ("choice", "month", "subscribe")
LOOKED_AT = [(name, "ja") for name in PAGES] + [
    (name, lang) for name in IN_EVERY_LANGUAGE for lang in LANGUAGES if lang != "ja"
]
FULLEST = {"fukuroi": 2016, "hachioji": 2015}
"""Imported cities whose days hold the most, each with a year its tables speak of."""
MOST_BYTES = 100_000
CELLS_TOO_NARROW = """[...document.querySelectorAll('.sheet td')]
  .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"""
A4_WIDTH = 703  # pixels between the margins


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """みほん市, and beside it the fullest imported cities where their tables are at hand."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "mihon").symlink_to(CHECKOUT / "data" / "mihon")
    source = CHECKOUT.parent / "shared" / "opendata" / "5374"
    for city in FULLEST:
        if (source / city).is_dir():
            import_folder(source / city, folder / city)
    return folder


@pytest.fixture(scope="module")
def services(data, tmp_path_factory):
    with services_of(data, tmp_path_factory.mktemp("ledger")) as services:
        yield services


@pytest.fixture(scope="module")
def address(services):
    """Where a server answers on which it is always the same Tuesday."""
    with served_at(services, TUESDAY) as address:
        yield address


def printed(page, tmp_path):
    """How many pages a printer would fill."""
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))


def fullest_district(services, city):
    """The district with the most on one day, then in the year."""
    served, year = services.served.get(city), FULLEST[city]

    def full(district):
        days = [
            each.day for each in served.calendar.between(district.id, date(year, 4, 1), date(year + 1, 3, 31))
        ]
        return max((days.count(day) for day in set(days)), default=0), len(days)

    return max(served.municipality.districts[:80], key=full).id


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

    small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    assert [each for each in small if not each.endswith("24x24")] == []  # its whole row is the target
    page.set_viewport_size({"width": NARROWEST, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    page.set_viewport_size({"width": 2 * NARROWEST, "height": 720})
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 2 * NARROWEST


@pytest.mark.parametrize("name", [name for name in PAGES if name != "nothing typed"])
def test_the_browser_refuses_and_misses_nothing(opened, name):
    assert opened(PAGES[name]).failures == []


@pytest.mark.parametrize("name", PAGES)
def test_everything_works_without_scripts(opened, name):
    page = opened(PAGES[name], java_script_enabled=False)

    assert page.locator("h1").is_visible()
    assert not page.locator("[data-position] button, [data-copy] button").count()


def test_a_district_is_found_remembered_and_shown_at_the_start_without_scripts(opened):
    page = opened(PAGES["choice"], java_script_enabled=False)

    page.get_by_label("住所、町の名前、郵便番号のどれか").fill("本町二丁目")
    page.get_by_role("button", name="探す").click()
    page.get_by_role("link", name="みほん川より北").click()
    page.get_by_role("button", name="この地区を覚える").click()
    page.get_by_role("link", name="ごみを調べる").click()

    assert "駅前町" in page.locator("section.next").inner_text()
    assert "11月24日（火）" in page.locator(".next-date").inner_text()


def test_a_place_is_looked_for_only_when_the_button_is_pressed(opened, address):
    page = opened(
        PAGES["choice"],
        geolocation={"latitude": 34.71051234, "longitude": 138.56051234},
        permissions=["geolocation"],
    )

    page.get_by_role("button", name="いまの場所から探す").click()
    page.get_by_role("heading", name="近くの地区").wait_for()

    assert "lat=" not in page.url


def test_a_refused_place_is_told_with_another_way(opened):
    page = opened(PAGES["choice"])

    page.get_by_role("button", name="いまの場所から探す").click()

    page.get_by_text("いまの場所がわかりませんでした。").wait_for()


def test_the_address_of_a_feed_is_copied_with_one_press(opened):
    page = opened(PAGES["subscribe"], permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="コピーする").click()

    page.get_by_role("button", name="コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/honcho-1/calendar.ics")


def test_months_are_turned_by_keyboard(opened):
    page = opened(PAGES["month"])

    page.get_by_role("link", name="12月").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**month=2026-12**")

    assert page.locator("#month-h").inner_text() == "2026年12月"


def test_a_reader_hears_the_streams_of_a_day(opened):
    page = opened(PAGES["month"])

    assert page.get_by_role("cell", name="24 きょう プラスチック").count() == 1
    assert page.get_by_role("cell", name="27 びん・缶・ペットボトル 25日分").count() == 1


def test_today_and_changes_are_told_apart_without_colours(opened):
    page = opened(PAGES["month"], forced_colors="active")

    assert page.locator(".cal .now").evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    assert page.locator(".cal .ex").first.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"
    assert page.locator(".cal .off .x").first.inner_text() == "27日へ"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("district", ["honcho-1", "hamacho", "ekimaecho", "yamate"])
def test_a_year_fills_two_sides_of_a_sheet(opened, tmp_path, district, lang):
    page = opened(f"/mihon/districts/{district}/year", lang=lang)

    assert printed(page, tmp_path) == 2


@pytest.mark.parametrize("city", FULLEST)
def test_the_fullest_year_of_an_imported_city_fills_two_sides_and_its_pages_are_small(
    opened, services, shared, tmp_path, city
):
    year, district = FULLEST[city], fullest_district(services, city)
    page = opened(f"/{city}/districts/{district}/year?year={year}")

    assert printed(page, tmp_path) == 2
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    assert page.evaluate(CELLS_TOO_NARROW) == []
    for path in (f"year?year={year}", f"?month={year}-06", "subscribe"):
        assert len(opened(f"/{city}/districts/{district}/{path}").content().encode()) < MOST_BYTES


@pytest.mark.parametrize("city", FULLEST)
def test_large_print_has_letters_of_18_points_and_two_months_a_page(opened, services, shared, tmp_path, city):
    district = fullest_district(services, city)
    page = opened(f"/{city}/districts/{district}/year?year={FULLEST[city]}&large=1")

    assert printed(page, tmp_path) == 7
    sizes = page.evaluate(
        "[...document.querySelectorAll('.sheet :is(p, td, th, i, b, small, li, caption, h2)')]"
        ".map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 24  # 18 pt


def test_paper_has_the_calendar_alone_in_black_and_white(opened):
    page = opened(PAGES["year"])

    page.emulate_media(media="print")

    assert not any(each.is_visible() for each in page.locator(".site, .foot, .no-print").all())
    assert page.locator(".sheet").first.is_visible()
    letters = page.locator(".sheet td b").first
    assert letters.evaluate("each => getComputedStyle(each).fontSize") == "16px"  # 12 pt
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('.sheet *')].map(each => getComputedStyle(each).color))]"
    )
    assert colours == ["rgb(0, 0, 0)"]


def test_on_a_telephone_the_months_of_a_year_stand_below_each_other(opened):
    page = opened(PAGES["year"], width=PHONE)

    lefts = page.evaluate(
        "[...new Set([...document.querySelectorAll('.months table')]"
        ".map(each => each.getBoundingClientRect().left))]"
    )
    assert len(lefts) == 1
