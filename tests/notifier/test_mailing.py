"""Reminders by e-mail among those in a chat: one letter a home, written at the last moment."""

from dataclasses import replace

import pytest

from gomi.conversation.messages.letters import subject_of
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import MAIL, DropHome, Home, HomeState, SaveHome
from gomi.reminders.mail_links import MailLinks
from gomi.words import load_words
from notifier.mailing import Mailing
from tests.notifier.conftest import TOWN, Desk

EVENING, TEN_SECONDS_LATER = "2026-11-22T20:00", "2026-11-22T20:00:10"
TARO, HANAKO = "taro@example.jp", "hanako@example.jp"


class Mailbox:
    """A mail server as the script says."""

    def __init__(self):
        self.script, self.letters = [], []

    def send(self, letter):
        outcome = self.script.pop(0) if self.script else Outcome.ACCEPTED
        if outcome in (Outcome.ACCEPTED, Outcome.UNCLEAR):
            self.letters.append(letter)
        return outcome

    def close(self):
        pass


class MailDesk(Desk):
    """The notifier with a mail server beside the chat."""

    def __init__(self):
        super().__init__()
        self.mailbox = Mailbox()
        self.services = replace(self.services, mail=self.mailbox)
        self.cities, self.planner, self.corrector, self.sender = self.another()
        links = MailLinks("https://gomi.example.jp", ("k" * 40,))
        self.sender.mailing = Mailing(self.mailbox, self.ledger.homes, load_words(), links)

    def subscribe(self, address=TARO, **telling):
        """A resident's home who has said yes."""
        home = Home(0, TOWN, MAIL, address, **{"district": "honcho-1", "evening": 1200, **telling})
        self.ledger.homes.change(MAIL, address, [SaveHome(home)], self.now)
        return self.ledger.homes.of(MAIL, address)[-1]

    def to(self, address=TARO):
        """What came to an address."""
        return [letter for letter in self.mailbox.letters if letter.to == address]


@pytest.fixture
def desk():
    desk = MailDesk()
    yield desk
    desk.ledger.close()


def test_mail_and_chat_are_told_the_same_day_each_in_its_own_way(desk):
    desk.add("U1"), desk.subscribe(), desk.subscribe(HANAKO)

    desk.tick(EVENING)

    assert len(desk.heard("U1")) == 1
    assert [letter.subject for letter in desk.mailbox.letters] == ["あす11月23日（月・祝）は燃やすごみ。"] * 2
    assert len({letter.id for letter in desk.mailbox.letters}) == 2


def test_a_town_without_a_chat_is_told_by_mail_all_the_same(desk):
    desk.chat.channel_id = None
    desk.subscribe()

    desk.tick(EVENING)

    assert len(desk.to()) == 1


def test_a_town_without_mail_leaves_its_addresses_alone(desk):
    desk.subscribe()
    desk.services = replace(desk.services, mail=None)
    desk.cities, desk.planner, desk.corrector, _ = desk.another()

    assert desk.plan(EVENING) == 0


def test_an_address_that_waits_for_its_owner_is_told_nothing(desk):
    desk.subscribe(state=HomeState.WAITING)

    desk.tick(EVENING)

    assert desk.mailbox.letters == []


def test_who_stops_while_a_letter_is_planned_is_not_written_to(desk):
    home = desk.subscribe()
    desk.subscribe(HANAKO)
    desk.plan(EVENING)
    desk.ledger.homes.change(MAIL, TARO, [DropHome(home.id)], desk.now)

    desk.tick(TEN_SECONDS_LATER)

    assert (desk.to(TARO), len(desk.to(HANAKO))) == ([], 1)
    assert desk.send("2026-11-22T20:10") == 0


@pytest.mark.parametrize("outcome", [Outcome.UNREACHED, Outcome.UNCLEAR])
def test_a_letter_is_tried_again_and_stays_the_same_letter(desk, outcome):
    desk.subscribe()
    desk.mailbox.script = [outcome]

    desk.tick(EVENING)
    desk.tick(TEN_SECONDS_LATER)

    assert len(desk.to()) == (2 if outcome is Outcome.UNCLEAR else 1)
    assert len({(letter.id, letter.subject, letter.lines) for letter in desk.to()}) == 1


def test_what_is_refused_is_not_tried_again(desk):
    desk.subscribe()
    desk.mailbox.script = [Outcome.REFUSED]

    desk.tick(EVENING)
    desk.tick(TEN_SECONDS_LATER)

    assert desk.mailbox.letters == []


def test_a_chat_whose_month_is_used_up_keeps_no_letter_back(desk):
    desk.add("U1")
    desk.chat.script = [Outcome.OVER_QUOTA]
    desk.tick(EVENING)
    desk.subscribe(evening=1215)

    desk.tick("2026-11-22T20:15")

    assert len(desk.to()) == 1


def test_letters_count_for_nothing_in_the_chats_month(desk):
    desk.add("U1"), desk.subscribe()

    assert [each.homes for each in desk.ledger.homes.followings(TOWN)] == [1]


def test_a_correction_is_a_letter_of_its_own_and_the_morning_does_not_repeat_it(desk):
    desk.subscribe(morning=390)
    desk.tick(EVENING)
    desk.publish(
        "2026-11-22T21:00", "e9,休止,2026-11-23,2026-11-23,,燃やすごみ,すべて,台風,2026-11-22T21:00,"
    )

    desk.tick("2026-11-22T21:01")
    desk.tick("2026-11-23T06:30")

    assert [letter.subject[:10] for letter in desk.to()] == ["あす11月23日（月", "お知らせの訂正です。"]
    assert len({letter.id for letter in desk.to()}) == 2


def test_what_a_batch_of_mail_holds_is_no_address(desk):
    desk.subscribe()
    desk.plan(EVENING)

    ((claimed, batch),) = desk.ledger.deliveries.claim(desk.now, 60.0, 10)

    assert batch.channel == MAIL
    assert TARO not in repr((claimed, batch))


@pytest.mark.parametrize("lang", ["ja", "ja-easy", "en", "zh-Hans", "vi", "pt"])
def test_a_letter_ends_with_its_links_and_whom_to_call_in_every_language(desk, lang):
    home = desk.subscribe(lang=lang)

    desk.tick(EVENING)

    (letter,) = desk.to()
    text = "\n".join(letter.lines)
    assert letter.leaving in letter.lines
    assert text.count(f"lang={lang}") == 2
    assert desk.cities.get(TOWN).municipality.contact.telephone in text
    assert letter.subject == subject_of(letter.lines[0])
    assert letter.subject in letter.lines[0]
    assert str(home.id) in letter.leaving


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("Tomorrow, Mon 23 November: Burnable. Get it ready.", "Tomorrow, Mon 23 November: Burnable."),
        ("明天11月23日（周一）收集可燃垃圾。请今晚整理好。", "明天11月23日（周一）收集可燃垃圾。"),
        ("no end", "no end"),
    ],
)
def test_the_subject_is_the_first_sentence(said, subject):
    assert subject_of(said) == subject
