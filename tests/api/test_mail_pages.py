"""Reminders by e-mail on the pages: nothing begins without the owner's yes, and one press ends it."""

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gomi.bootstrap import bootstrap
from gomi.conversation.mail_form import Problem
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import MAIL, Home, HomeState, SaveHome
from gomi.reminders.mail_links import MailLinks
from gomi.settings import read
from gomi.words import load_words
from notifier.tidying import tidy

SUNDAY = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
BASE_URL, KEY = "https://gomi.example.jp", "k" * 40
APPLY, SENT = "/mihon/districts/honcho-1/mail", "/mihon/mail/sent"
TARO = "taro@example.jp"
FILLED = {"address": TARO, "evening": "20:00", "morning": "", "letters": "ja"}
OURS = {"sec-fetch-site": "same-origin"}
LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")


class Mailbox:
    """A mail server that says what the script says, and keeps what it took."""

    def __init__(self):
        self.letters, self.script = [], []

    def send(self, letter):
        outcome = self.script.pop(0) if self.script else Outcome.ACCEPTED
        if outcome in (Outcome.ACCEPTED, Outcome.UNCLEAR):
            self.letters.append(letter)
        return outcome

    def close(self):
        pass


class At:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@contextmanager
def opened(folder, mail, clock, **settings):
    chosen = read({"GOMI_DATABASE_URL": f"sqlite:///{folder}/gomi.sqlite3", "GOMI_SECRET_KEY": KEY,
                   "GOMI_BASE_URL": BASE_URL, **settings})  # fmt: skip
    services = replace(bootstrap(chosen, lambda _: None, clock, background=False), mail=mail)
    app = create_app(services, load_words(), limited=False, clock=clock)
    client = TestClient(app, base_url=BASE_URL, follow_redirects=False, headers=OURS)
    client.services = services
    yield client
    services.close()


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def clock():
    return At(SUNDAY)


@pytest.fixture
def client(tmp_path, mailbox, clock):
    with opened(tmp_path, mailbox, clock) as client:
        yield client


@pytest.fixture
def streams(client):
    return [each.id for each in client.services.served.get("mihon").municipality.streams]


@pytest.fixture
def apply(client, streams):
    """Fill in the form and send it."""

    def apply(**filled):
        fields = {**FILLED, "stream": streams, **filled}
        return client.post(APPLY, data={name: value for name, value in fields.items() if value != ""})

    return apply


@pytest.fixture
def confirmed(client, apply, mailbox):
    """Apply, and say yes as the owner of the address; their home."""

    def confirmed(**filled):
        apply(**filled)
        client.post("/mihon/mail/confirm", data={"t": token(mailbox.letters[-1])})
        return homes(client)[-1]

    return confirmed


def homes(client, address=TARO):
    return client.services.homes.of(MAIL, address)


def link(letter):
    """The first address in a letter, as the browser asks for it."""
    parts = urlsplit(next(line for line in letter.lines if line.startswith("https://")))
    return f"{parts.path}?{parts.query}"


def token(letter):
    return parse_qs(urlsplit(link(letter)).query)["t"][0]


def links_of(client):
    return MailLinks.of(client.services.settings)


def path_of(address):
    return address.removeprefix(BASE_URL)


def test_who_says_yes_is_told_from_then_on(client, apply, mailbox):
    answer = apply(morning="06:30", letters="en")

    assert (answer.status_code, answer.headers["location"]) == (303, SENT)
    (waiting,) = homes(client)
    assert waiting.state is HomeState.WAITING
    opened_page = client.get(link(mailbox.letters[0]))
    assert opened_page.status_code == 200
    assert homes(client)[0].state is HomeState.WAITING
    said_yes = client.post("/mihon/mail/confirm", data={"t": token(mailbox.letters[0]), "lang": "en"})
    assert said_yes.headers["location"] == "/mihon/mail/confirmed?lang=en"
    (home,) = homes(client)
    assert home == Home(
        waiting.id, "mihon", MAIL, TARO, district="honcho-1", evening=1200, morning=390, lang="en"
    )


def test_the_letter_asks_in_a_few_lines_and_names_nobody(apply, mailbox):
    apply()

    (letter,) = mailbox.letters
    assert (letter.to, letter.sender) == (TARO, "みほん市 ごみ案内")
    assert letter.subject == "お知らせメールの確認"
    assert letter.lines[0] == "みほん市のごみの収集日のお知らせに、このアドレスで申し込みがありました。"
    assert TARO not in "\n".join(letter.lines)
    assert "心あたりがなければ、そのままにしてください。" in "\n".join(letter.lines)
    assert letter.leaving == ""


def test_who_leaves_every_mark_is_told_of_what_is_added_later_too(confirmed):
    assert confirmed().streams == ()


def test_some_streams_may_be_left_out(client, confirmed, streams):
    confirmed(stream=streams[1:3])

    assert homes(client)[0].streams == tuple(streams[1:3])


def test_whoever_applies_hears_the_same_whatever_is_known_of_the_address(client, confirmed, apply, mailbox):
    home = confirmed()

    known = apply(evening="18:00")
    unknown = apply(address="hanako@example.jp")

    assert (known.status_code, known.headers, known.text) == (
        unknown.status_code,
        unknown.headers,
        unknown.text,
    )
    assert homes(client) == (home,)
    assert mailbox.letters[1].subject == "お知らせメールは、もう登録されています"


def test_the_owner_of_a_known_address_is_led_to_where_it_is_changed(client, confirmed, mailbox):
    confirmed()

    client.post("/mihon/districts/yamate/mail", data={**FILLED, "stream": "burnable"})

    page = client.get(link(mailbox.letters[1]))
    assert re.search(r'<option value="yamate" selected>', page.text)
    assert homes(client)[0].district == "honcho-1"


def test_an_application_that_waits_gives_way_to_a_new_one(client, apply, mailbox, clock):
    apply()
    clock.now += timedelta(hours=1)
    apply(evening="18:00")

    old, new = (client.post("/mihon/mail/confirm", data={"t": token(each)}) for each in mailbox.letters)

    assert (old.status_code, new.status_code) == (404, 303)
    (home,) = homes(client)
    assert (home.evening, home.state) == (1080, HomeState.ACTIVE)


def test_a_second_place_is_told_under_its_name(client, confirmed):
    confirmed()
    confirmed(label="実家")

    assert [(home.label, home.state) for home in homes(client)] == [
        ("", HomeState.ACTIVE),
        ("実家", HomeState.ACTIVE),
    ]


def test_nobody_is_written_to_more_than_three_times_a_day(apply, mailbox, clock):
    answers = [apply() for _ in range(5)]

    assert {answer.headers["location"] for answer in answers} == {SENT}
    assert len(mailbox.letters) == 3
    clock.now += timedelta(days=1)
    apply()
    assert len(mailbox.letters) == 4


def test_one_sender_may_not_write_to_everyone(apply, mailbox):
    answers = [apply(address=f"u{number}@example.jp").status_code for number in range(31)]

    assert answers == [303] * 30 + [429]
    assert len(mailbox.letters) == 30


def test_an_application_nobody_confirms_is_gone_after_a_day_and_so_is_its_link(client, apply, mailbox, clock):
    apply()
    clock.now += timedelta(days=1, seconds=1)

    assert client.get(link(mailbox.letters[0])).status_code == 404
    assert tidy(client.services.ledger, clock.now)["unconfirmed homes"] == 1

    assert homes(client) == ()


@pytest.mark.parametrize("said", ["", "1", "1.x", "1-1795305600.AAAA", "あ", "x" * 300])
@pytest.mark.parametrize("page", ["confirm", "settings", "stop"])
def test_a_link_that_is_not_ours_opens_nothing(client, confirmed, page, said):
    home = confirmed()

    assert client.get(f"/mihon/mail/{page}?t={quote(said)}").status_code == 404
    client.post(f"/mihon/mail/{page}", data={"t": said})

    assert homes(client) == (home,)


def test_a_link_is_good_for_what_it_was_made_for_alone(client, confirmed, mailbox):
    home = confirmed()

    assert client.get(f"/mihon/mail/stop?t={token(mailbox.letters[0])}").status_code == 404
    of_home = links_of(client).token(home.id)
    assert client.get(f"/mihon/mail/confirm?t={of_home}").status_code == 404


def test_a_link_names_no_home_of_a_chat(client):
    client.services.homes.change("165", "U1", [SaveHome(Home(0, "mihon", "165", "U1"))], SUNDAY)
    (home,) = client.services.homes.of("165", "U1")

    assert client.get(f"/mihon/mail/stop?t={links_of(client).token(home.id)}").status_code == 404


def test_links_made_with_the_key_before_stay_good_while_it_is_replaced(client, confirmed):
    home, new = confirmed(), "n" * 40

    before = links_of(client).token(home.id)

    assert MailLinks(BASE_URL, (new, KEY)).home_id(before) == home.id
    assert MailLinks(BASE_URL, (new,)).home_id(before) is None
    assert MailLinks(BASE_URL, (new, KEY)).token(home.id) == MailLinks(BASE_URL, (new,)).token(home.id)


def test_opening_the_link_that_stops_changes_nothing_and_its_button_forgets_everything(client, confirmed):
    home = confirmed()
    stop = path_of(links_of(client).stop(home))

    assert client.get(stop).status_code == 200
    assert homes(client) == (home,)
    answer = client.post("/mihon/mail/stop", data={"t": links_of(client).token(home.id)})

    assert answer.headers["location"] == "/mihon/mail/stopped"
    assert homes(client) == ()
    assert client.services.homes.by_id(home.id) is None


@pytest.mark.parametrize("as_form", [True, False])
def test_a_mail_program_stops_with_one_call_without_a_form_or_a_cookie(client, confirmed, as_form):
    home = confirmed()
    stop, one_click = path_of(links_of(client).stop(home)), {"List-Unsubscribe": "One-Click"}
    stranger = TestClient(client.app, base_url=BASE_URL, follow_redirects=False)
    body = (
        {"data": one_click}
        if as_form
        else {"files": {name: (None, value) for name, value in one_click.items()}}
    )

    first, again = stranger.post(stop, **body), stranger.post(stop, **body)

    assert (first.status_code, again.status_code) == (200, 200)
    assert homes(client) == ()


def test_without_the_one_click_another_site_cannot_press_a_button(client, confirmed):
    home = confirmed()
    elsewhere = {"sec-fetch-site": "cross-site"}
    key = {"t": links_of(client).token(home.id)}

    for page in ("stop", "settings", "confirm"):
        assert client.post(f"/mihon/mail/{page}", data=key, headers=elsewhere).status_code == 403
    assert client.post(APPLY, data=FILLED, headers=elsewhere).status_code == 403

    assert homes(client) == (home,)


def test_what_is_told_is_changed_on_a_page_and_the_address_stays(client, confirmed):
    home = confirmed()
    key = {"t": links_of(client).token(home.id)}
    page = client.get(path_of(links_of(client).change(home)))
    assert TARO not in page.text

    answer = client.post(
        "/mihon/mail/settings",
        data={**key, "where": "yamate", "morning": "06:30", "stream": "burnable", "letters": "vi"},
    )

    assert answer.headers["location"] == "/mihon/mail/saved"
    assert homes(client) == (
        replace(home, district="yamate", evening=None, morning=390, streams=("burnable",), lang="vi"),
    )


WRONG = {
    Problem.ADDRESS: {"address": "taro"},
    Problem.TIMES: {"evening": ""},
    Problem.STREAMS: {"stream": ""},
    Problem.LABEL: {"label": "あ" * 11},
}


@pytest.mark.parametrize("problem", WRONG)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_used_is_named_above_and_beside_the_field_and_nothing_is_lost(
    client, apply, mailbox, problem, lang
):
    filled = {"morning": "", "label": "実家", **WRONG[problem], "lang": lang}

    answer = apply(**filled)

    page, voice = answer.text, load_words()
    said = voice.say("search.wrong_title", lang, problem="").split("{")[0].strip()
    assert answer.status_code == 422
    assert f"<title>{said}" in page
    assert 'role="alert"' in page
    assert page.count('aria-invalid="true"') >= 1
    (target,) = re.findall(r'<li><a href="#([\w-]+)">', page)
    field = re.search(rf'<(?:input|select) id="{target}"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    for value in (filled.get("address", TARO), filled["label"]):
        assert f'value="{value}"' in page
    assert mailbox.letters == []
    assert homes(client) == ()


@pytest.mark.parametrize(
    "address",
    ["", "a@b", "a b@c.jp", "a@b.jp\nBcc: x@y.jp", "a@b.jp,c@d.jp", "<a@b.jp>", "@b.jp", "a@-b.jp", "あ@b.jp",
     "a" * 65 + "@b.jp", "a@" + "b" * 250 + ".jp"],
)  # fmt: skip
def test_what_is_no_address_is_not_written_to(client, apply, mailbox, address):
    assert apply(address=address).status_code == 422
    assert mailbox.letters == []


def test_an_address_typed_in_wide_letters_is_understood(client, apply):
    apply(address=" ｔａｒｏ＠ｅｘａｍｐｌｅ．ＪＰ ")

    assert len(homes(client)) == 1


@pytest.mark.parametrize("time", ["20:07", "23:45", "15:45", "evening", "99:99"])
def test_a_time_that_is_not_offered_is_none(apply, time):
    assert apply(evening=time).status_code == 422


@pytest.mark.parametrize(("outcome", "status"), [(Outcome.UNREACHED, 503), (Outcome.REFUSED, 422)])
def test_an_address_that_cannot_be_written_to_is_not_kept(client, apply, mailbox, outcome, status):
    mailbox.script = [outcome]

    assert apply().status_code == status

    assert homes(client) == ()


def test_an_answer_that_was_lost_may_have_brought_the_letter(client, apply, mailbox):
    mailbox.script = [Outcome.UNCLEAR]

    assert apply().status_code == 303
    assert client.get(link(mailbox.letters[0])).status_code == 200


def test_pages_that_let_someone_in_are_kept_by_nobody(client, confirmed, mailbox):
    home = confirmed()
    links = links_of(client)

    for address in (link(mailbox.letters[0]), path_of(links.change(home)), path_of(links.stop(home))):
        headers = client.get(address).headers
        assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "strict-origin")


def test_no_address_and_no_token_is_in_the_log(client, confirmed, capfd):
    home = confirmed()
    client.post("/mihon/mail/stop", data={"t": links_of(client).token(home.id)})

    told = "".join(capfd.readouterr())
    assert "mail_confirmed" in told
    assert TARO not in told
    assert links_of(client).token(home.id) not in told


def test_a_district_that_is_not_there_has_no_form(client):
    assert client.get("/mihon/districts/nowhere/mail").status_code == 404
    assert client.post("/mihon/districts/nowhere/mail", data=FILLED).status_code == 404
    assert client.get("/mihon/mail/elsewhere").status_code == 404


def test_the_way_there_is_on_a_districts_page_only_where_letters_can_be_sent(client, tmp_path, clock):
    with opened(tmp_path, None, clock) as without:
        assert APPLY not in without.get("/mihon/districts/honcho-1/").text
        assert without.get(APPLY).status_code == 404
        assert without.post(APPLY, data=FILLED).status_code in (404, 405)

    assert APPLY in client.get("/mihon/districts/honcho-1/").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_letters_and_pages_come_in_the_language_chosen(client, confirmed, mailbox, lang):
    home = confirmed(letters=lang, lang=lang)

    assert home.lang == lang
    assert f"lang={lang}" in link(mailbox.letters[0])
    page = client.get(path_of(links_of(client).change(home)))
    assert page.headers["content-language"] == load_words().languages[lang].tag


def test_tries_that_came_to_nothing_do_not_count_against_an_address(apply, mailbox):
    mailbox.script = [Outcome.UNREACHED] * 4

    assert [apply().status_code for _ in range(5)] == [503] * 4 + [303]

    assert len(mailbox.letters) == 1


def test_a_known_address_stays_known_when_its_letter_cannot_be_sent(client, confirmed, apply, mailbox):
    home = confirmed()
    mailbox.script = [Outcome.UNREACHED]

    assert apply().status_code == 503

    assert homes(client) == (home,)
