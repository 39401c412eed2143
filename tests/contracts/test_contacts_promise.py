"""Every keeper of residents' standing behaves alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import StatementError

from gomi.conversation.standing import About, Asked, Standing
from gomi.ports import Remembered

MINUTE = timedelta(minutes=1)
LINE, USER = "line:165", "U1"


def an_event(id="e1", user=USER):
    return Remembered(LINE, id, {"kind": "text", "what": "ハンガー"}, order_key=f"{LINE}:{user}")


def an_answer(id="e1", user=USER):
    return Remembered(LINE, id, {"messages": ["ハンガーは…"]}, order_key=f"{LINE}:{user}")


@pytest.fixture
def contacts(ledger):
    return ledger.contacts


@pytest.fixture
def standing(now):
    asked = Asked("e1", About.THING, "ハンガー", now, ("プラスチックだけ",))
    return Standing(
        "vi", "en", (asked, replace(asked, id="e0", path=())), latest="e1", heard_at=1_795_000_000_000
    )


@pytest.fixture
def claim(ledger, now):
    """Bring an event and take it in hand."""

    def claim(id="e1", user=USER, at=now, lease=MINUTE):
        ledger.inbox.remember(an_event(id, user), at)
        (claimed,) = ledger.inbox.claim(at, lease, 1)
        return claimed

    return claim


def unsent(ledger, at):
    return [row.event_id for row in ledger.outbox.claim(at, MINUTE, 10)]


def test_a_resident_not_seen_before_stands_afresh(contacts):
    assert contacts.standing("165", USER) == Standing()


def test_a_standing_is_kept_whole(contacts, claim, standing, now):
    assert contacts.settle(claim(), "165", USER, standing, None, now)

    assert contacts.standing("165", USER) == standing


def test_the_latest_standing_is_the_one_kept(contacts, claim, standing, now):
    contacts.settle(claim(), "165", USER, standing, None, now)
    contacts.settle(claim("e2"), "165", USER, Standing(is_here=False), None, now)

    assert contacts.standing("165", USER) == Standing(is_here=False)


def test_residents_are_known_by_channel_and_id_together(contacts, claim, standing, now):
    contacts.settle(claim(), "165", USER, standing, None, now)

    assert contacts.standing("166", USER) == Standing()
    assert contacts.standing("165", "U2") == Standing()


def test_what_is_said_goes_into_the_outbox_as_its_event_is_finished(ledger, claim, standing, now):
    assert ledger.contacts.settle(claim(), "165", USER, standing, an_answer(), now)

    (answer,) = ledger.outbox.claim(now, MINUTE, 10)
    assert (answer.event_id, answer.order_key) == ("e1", f"{LINE}:{USER}")
    assert answer.payload == {"messages": ["ハンガーは…"]}
    assert answer.remembered_at == now
    assert ledger.inbox.claim(now + 2 * MINUTE, MINUTE, 10) == []
    assert not ledger.inbox.remember(an_event(), now)


def test_an_event_without_an_answer_leaves_the_outbox_empty(ledger, claim, standing, now):
    ledger.contacts.settle(claim(), "165", USER, standing, None, now)

    assert unsent(ledger, now) == []


def test_an_event_is_settled_once(ledger, claim, standing, now):
    event = claim()
    assert ledger.contacts.settle(event, "165", USER, standing, an_answer(), now)

    assert not ledger.contacts.settle(event, "165", USER, Standing(), an_answer("other"), now)

    assert ledger.contacts.standing("165", USER) == standing
    assert unsent(ledger, now) == ["e1"]


def test_an_event_that_another_has_in_hand_by_now_changes_nothing(ledger, claim, standing, now, later):
    lost = claim()
    (found,) = ledger.inbox.claim(later(minutes=1), MINUTE, 1)

    assert not ledger.contacts.settle(lost, "165", USER, standing, an_answer(), later(minutes=1))
    assert ledger.contacts.standing("165", USER) == Standing()
    assert unsent(ledger, later(minutes=1)) == []

    assert ledger.contacts.settle(found, "165", USER, standing, an_answer(), later(minutes=1))
    assert unsent(ledger, later(minutes=1)) == ["e1"]


def test_an_answer_that_cannot_be_kept_leaves_event_and_standing_as_they_were(
    ledger, claim, standing, now, later
):
    no_json = replace(an_answer(), payload={"messages": {1, 2}})
    with pytest.raises((StatementError, TypeError)):
        ledger.contacts.settle(claim(), "165", USER, standing, no_json, now)

    assert ledger.contacts.standing("165", USER) == Standing()
    assert [row.event_id for row in ledger.inbox.claim(later(minutes=1), MINUTE, 1)] == ["e1"]


def test_the_next_event_of_a_resident_comes_after_the_one_settled(ledger, claim, standing, now):
    first = claim()
    ledger.inbox.remember(an_event("e2"), now)
    assert ledger.inbox.claim(now, MINUTE, 10) == []

    ledger.contacts.settle(first, "165", USER, standing, None, now)

    assert [row.event_id for row in ledger.inbox.claim(now, MINUTE, 10)] == ["e2"]


def test_one_event_settled_by_many_at_once_is_settled_by_one(ledger, claim, now):
    event = claim()

    def settle(n):
        return ledger.contacts.settle(event, "165", USER, Standing(heard_at=n), an_answer(), now)

    with ThreadPoolExecutor(4) as settlers:
        settled = list(settlers.map(settle, range(8)))

    assert sorted(settled) == [False] * 7 + [True]
    assert ledger.contacts.standing("165", USER).heard_at == settled.index(True)
    assert unsent(ledger, now) == ["e1"]


def test_many_residents_at_once_are_each_kept(ledger, claim, now):
    events = {user: claim(f"e{user}", user) for user in (f"U{n}" for n in range(12))}

    def settle(user):
        ledger.contacts.settle(events[user], "165", user, Standing(speaks=user), None, now)

    with ThreadPoolExecutor(4) as settlers:
        list(settlers.map(settle, events))

    assert [ledger.contacts.standing("165", user).speaks for user in events] == list(events)


def test_residents_not_heard_of_for_long_are_forgotten(ledger, claim, standing, now, later):
    ledger.contacts.settle(claim("a", "U1"), "165", "U1", standing, None, now)
    ledger.contacts.settle(claim("b", "U2"), "165", "U2", standing, None, now)
    ledger.contacts.settle(claim("c", "U1"), "165", "U1", standing, None, later(hours=1))

    assert ledger.contacts.forget(now) == 0
    assert ledger.contacts.forget(later(seconds=1)) == 1
    assert ledger.contacts.forget(later(seconds=1)) == 0
    assert ledger.contacts.standing("165", "U2") == Standing()
    assert ledger.contacts.standing("165", "U1") == standing


def test_what_was_typed_is_forgotten_a_day_after_its_question_was_asked(ledger, claim, now, later):
    asked = Asked("e1", About.THING, "ハンガー", now)
    ledger.contacts.settle(claim("e1"), "165", USER, Standing(speaks="vi").asking(asked), None, now)

    assert ledger.contacts.close_questions(later(hours=23)) == 0
    assert ledger.contacts.standing("165", USER).open == (asked,)

    assert ledger.contacts.close_questions(later(hours=24)) == 1
    assert ledger.contacts.standing("165", USER) == Standing(speaks="vi", latest="e1")
    assert ledger.contacts.close_questions(later(hours=25)) == 0
