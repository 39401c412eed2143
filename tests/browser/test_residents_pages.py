"""The residents' pages in a real browser: everyone can use them, on any screen, by keyboard, in the dark."""

import pytest

LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
PHONE, DESK, NARROWEST = 375, 1280, 320
SMALLEST_TARGET = 44
PAGES = {
    "start": "/mihon/",
    "answer": "/mihon/search?q=割れた茶碗",
    "question": "/mihon/search?q=モバイルバッテリー",
    "choice": "/mihon/search?q=ぬいぐるみ&which=1",
    "several": "/mihon/search?q=布団とカーペット",
    "maybe": "/mihon/search?q=ごみばこふた",
    "none": "/mihon/search?q=宇宙船",
    "intent": "/mihon/search?q=電話番号",
    "empty": "/mihon/search?q=",
    "item": "/mihon/items/hanga",
    "categories": "/mihon/categories",
    "category": "/mihon/categories/glass",
    "long category": "/mihon/categories/hazardous",
    "parted category": "/mihon/categories/burnable",
    "row of kana": "/mihon/categories/burnable?row=か",
    "rows of kana": "/mihon/categories/nonburnable?row=や",
    "row of letters": "/mihon/categories/burnable?row=S",
    "thanks": "/mihon/reported",
    "gone": "/mihon/items/no-such-item",
}
OTHER_LOOKS = ((PHONE, "dark"), (DESK, "dark"), (DESK, "light"))
ALREADY_THERE = "0"  # in place of the script, which a page needs once only
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
WHAT_LOOKS_CHANGE = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Targets inside a sentence or a list of words are set apart (WCAG 2.2, 2.5.8).
SMALL_TARGETS = """least => [...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter(each => !each.classList.contains('skip'))
  .map(each => [each.textContent.trim().slice(0, 30), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < least - 0.5)
  .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""


@pytest.fixture
def opened(chromium, address):
    """Open a page in a window of a width, in a colour scheme and a language."""
    contexts = []

    def open_(path, width=PHONE, scheme="light", lang="ja", **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 720},
            color_scheme=scheme,
            locale="ja-JP",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.failures = []
        page.on(
            "console", lambda message: page.failures.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: page.failures.append(str(error)))
        page.goto(address + path + ("&" if "?" in path else "?") + f"lang={lang}")
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
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


def violations(axe, page, rules):
    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_it_fits_every_screen_and_can_be_pressed(opened, name, lang):
    page = opened(PAGES[name], lang=lang)

    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []
    page.set_viewport_size({"width": NARROWEST, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    page.set_viewport_size({"width": 2 * NARROWEST, "height": 720})
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 2 * NARROWEST


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("empty", "gone")])
def test_the_browser_refuses_and_misses_nothing(opened, name):
    assert opened(PAGES[name]).failures == []


def test_a_thing_is_looked_up_by_keyboard_alone(opened):
    page = opened(PAGES["start"])
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"

    page.keyboard.type("ハンガー")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=*")
    assert page.locator("h1").inner_text() == "ハンガー"


def test_the_first_key_leads_past_the_navigation(opened):
    page = opened(PAGES["question"])

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ進む"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "q"


def test_a_choice_leads_to_its_rule_on_the_same_page(opened):
    page = opened(PAGES["item"])

    page.get_by_role("link", name="木・布").click()

    assert page.url.endswith("#rule-3")
    assert page.locator("#rule-3").evaluate("each => each.getBoundingClientRect().top < innerHeight")


def test_a_thing_of_a_long_category_is_reached_by_keyboard(opened):
    page = opened(PAGES["parted category"])

    page.get_by_role("link", name="か行").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**row=*")
    page.get_by_role("link", name="く", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.get_by_role("link", name="か行").get_attribute("aria-current") == "page"
    first = page.locator(".kana", has=page.get_by_role("heading", name="く", exact=True)).locator("a").first
    assert page.evaluate("document.activeElement.href") == first.evaluate("each => each.href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*")


def test_paper_has_the_list_of_a_row_and_no_index(opened):
    page = opened(PAGES["row of kana"])

    page.emulate_media(media="print")

    assert page.locator(".kept").first.is_visible()
    assert not any(each.is_visible() for each in page.locator(".jumps, .neighbours").all())


def test_a_word_is_reported_with_one_press(opened):
    page = opened(PAGES["none"], lang="en")

    page.get_by_role("button", name="Report").click()

    assert page.locator("h1").inner_text() == "Thank you for telling us"


def test_the_language_is_kept_from_page_to_page(opened):
    page = opened(PAGES["start"])

    page.get_by_role("link", name="English").click()
    page.locator("#q").fill("umbrella")
    page.get_by_role("button", name="Look up").click()

    assert page.evaluate("document.documentElement.lang") == "en"
    assert "lang=en" in page.url


def test_a_tile_is_told_apart_without_colours(opened):
    page = opened(PAGES["categories"], forced_colors="active")

    assert page.locator(".tile").first.evaluate("each => getComputedStyle(each).borderStyle") == "solid"


def test_printed_letters_are_large_and_what_leads_nowhere_on_paper_is_gone(opened):
    page = opened(PAGES["question"])

    page.emulate_media(media="print")

    assert float(page.locator("body").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")) >= 16
    assert not page.locator("form").first.is_visible()
    assert page.locator(".rule").first.is_visible()
