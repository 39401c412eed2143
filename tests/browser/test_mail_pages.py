"""Reminders by e-mail in a real browser: apply, confirm, change and stop, by keyboard, in the dark."""

import threading
import time
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import uvicorn

from api.app import create_app
from gomi.bootstrap import bootstrap
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import MAIL, Home, HomeState, SaveHome
from gomi.reminders.mail_links import MailLinks
from gomi.settings import read
from gomi.words import load_words
from tests.browser.test_residents_pages import (
    ALREADY_THERE,
    EVERYTHING,
    LANGUAGES,
    NARROWEST,
    OTHER_LOOKS,
    SMALL_TARGETS,
    SMALLEST_TARGET,
    WHAT_LOOKS_CHANGE,
    opened,
    violations,
)

__all__ = ["opened"]

SUNDAY = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
FORM = "/mihon/districts/honcho-1/mail"
NAMES = ("form", "sent", "confirm", "confirmed", "settings", "saved", "stop", "stopped", "gone")


class Mailbox:
    """It takes every letter."""

    def send(self, letter):
        return Outcome.ACCEPTED

    def close(self):
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    chosen = read({"GOMI_DATABASE_URL": f"sqlite:///{ledger}", "GOMI_SECRET_KEY": "k" * 40})
    opened = bootstrap(chosen, lambda _: None, background=False)
    services = replace(opened, mail=Mailbox())
    app = create_app(services, load_words(), limited=False, clock=lambda: SUNDAY)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield services, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    services.close()


@pytest.fixture(scope="module")
def address(served):
    return served[1]


@pytest.fixture(scope="module")
def pages(served):
    """Where each page is; those of a resident who waits and of one who is told."""
    services, _ = served
    links = MailLinks.of(services.settings)
    homes = {}
    for who, state in (("waits", HomeState.WAITING), ("told", HomeState.ACTIVE)):
        home = Home(0, "mihon", MAIL, f"{who}@example.jp", "実家", "honcho-1", evening=1200, state=state)
        services.homes.change(MAIL, home.resident, [SaveHome(home)], SUNDAY)
        (homes[who],) = services.homes.of(MAIL, home.resident)
    let_in = {
        "confirm": links.confirm(homes["waits"], SUNDAY),
        "settings": links.change(homes["told"]),
        "stop": links.stop(homes["told"]),
    }
    own = {name: address.partition("8000")[2].replace("&lang=ja", "") for name, address in let_in.items()}
    said = {name: f"/mihon/mail/{name}" for name in ("sent", "confirmed", "saved", "stopped")}
    return {"form": FORM, "gone": "/mihon/mail/stop?t=1.x", **own, **said}


@pytest.fixture
def shown(opened, pages):
    """Open a page by its name; ``wrong`` is the form sent with nothing in it."""

    def shown(name, lang="ja"):
        if name != "wrong":
            return opened(pages[name], lang=lang)
        page = opened(FORM, lang=lang)
        page.select_option("#evening", "")
        page.click("main form button")
        page.wait_for_selector(".errors")
        return page

    return shown


@pytest.mark.parametrize("lang", ["ja", "ja-easy", "vi"])  # plain, with readings, the longest
@pytest.mark.parametrize("name", [*NAMES, "wrong"])
def test_axe_finds_nothing_to_complain_of(shown, name, lang):
    axe = pytest.importorskip(
        "axe_core_python.sync_playwright", reason="Python のパッケージ axe-core-python がありません"
    ).Axe
    page = shown(name, lang)

    assert violations(axe(), page, EVERYTHING) == []
    for width, scheme in OTHER_LOOKS:
        page.set_viewport_size({"width": width, "height": 720})
        page.emulate_media(color_scheme=scheme)
        assert violations(axe(ALREADY_THERE), page, WHAT_LOOKS_CHANGE) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*NAMES, "wrong"])
def test_it_fits_every_screen_and_can_be_pressed(shown, name, lang):
    page = shown(name, lang)

    small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    assert [each for each in small if not each.endswith("24x24")] == []  # its whole row is the target
    page.set_viewport_size({"width": NARROWEST, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST


def test_a_form_with_mistakes_leads_to_each_of_them_and_keeps_what_was_typed(opened):
    page = opened(FORM)
    page.fill("#address", "taro")
    page.fill("#label", "実家")
    page.click("main form button")

    page.click(".errors a")

    assert page.evaluate("document.activeElement.id") == "address"
    assert page.title().startswith("エラー：")
    assert (page.input_value("#address"), page.input_value("#label")) == ("taro", "実家")
    told = page.get_attribute("#address", "aria-describedby").split()
    assert told == ["address-error", "address-way"]
    assert page.inner_text("#address-error").startswith("＊")


def test_by_keyboard_alone_one_can_apply(opened):
    page = opened(FORM)
    page.focus("#address")
    page.keyboard.type("taro@example.jp")
    page.keyboard.press("Enter")

    page.wait_for_url("**/mail/sent**")

    assert page.inner_text("h1") == "確認のメールを送りました"
    assert "taro" not in page.url


def test_a_page_that_lets_someone_in_tells_its_address_to_nobody(opened, pages):
    page = opened(pages["stop"])
    asked = []
    page.on("request", lambda request: asked.append(request.headers.get("referer", "")))

    page.reload()
    page.click(".languages a >> nth=2")

    assert asked
    assert not [referer for referer in asked if "t=" in referer]


def test_the_button_that_confirms_works_without_scripts(opened, served, pages):
    page = opened(pages["confirm"], java_script_enabled=False)

    page.click("main form button")

    assert page.inner_text("h1") == "お知らせを始めました"
    (home,) = served[0].homes.of(MAIL, "waits@example.jp")
    assert home.state is HomeState.ACTIVE
