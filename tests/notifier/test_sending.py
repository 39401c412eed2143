"""Batches on their way: whatever LINE says or does not say, nobody hears twice and nobody is left out."""

from itertools import islice

import pytest

from gomi.adapters import sql_schema
from gomi.adapters.sql_ledger import reading
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import DropHome, HomeState, PauseHomes
from tests.notifier.conftest import CHANNEL, LEASE

EVENING = "2026-11-22T20:00"


@pytest.fixture
def two(desk):
    """Two residents who are told with one call."""
    desk.add("U1"), desk.add("U2")
    return desk


def keys(desk):
    return [key for _, _, _, key in desk.chat.calls]


def deliveries(desk):
    """The states of what was planned."""
    table = sql_schema.deliveries
    with reading(desk.ledger.engine) as connection:
        return [row.state for row in connection.execute(table.select().order_by(table.c.home))]


@pytest.mark.parametrize("lost", [0, 1])
def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(two, lost):
    two.chat.script, two.chat.lost = [Outcome.UNCLEAR], lost

    two.tick(EVENING)
    two.tick("2026-11-22T20:00:05")

    assert len(two.chat.calls) == 2
    assert len(set(keys(two))) == 1
    assert two.chat.calls[0] == two.chat.calls[1]
    assert (len(two.heard("U1")), len(two.heard("U2"))) == (1, 1)
    assert deliveries(two) == ["accepted"] * 2


def test_once_unclear_the_same_call_is_made_whatever_comes_between(two):
    two.chat.script = [Outcome.UNCLEAR, Outcome.SLOW_DOWN, Outcome.UNREACHED]
    two.tick(EVENING)
    two.ledger.homes.change(CHANNEL, "U2", [PauseHomes(HomeState.PAUSED)], two.now)

    for second in ("10", "30", "59"):
        two.tick(f"2026-11-22T20:00:{second}")

    assert len(two.chat.calls) == 4
    assert len(set(two.chat.calls)) == 1


@pytest.mark.parametrize("outcome", [Outcome.SLOW_DOWN, Outcome.UNREACHED])
def test_what_was_certainly_not_sent_is_tried_again_later_and_later(two, outcome):
    two.chat.script = [outcome] * 3

    two.tick(EVENING)
    two.tick("2026-11-22T20:00:00.5")
    assert len(two.chat.calls) == 1
    for second in ("01", "03", "07"):
        two.tick(f"2026-11-22T20:00:{second}")

    assert len(two.chat.calls) == 4
    assert deliveries(two) == ["accepted"] * 2


def test_who_left_or_stopped_while_a_batch_waited_is_not_told(two):
    two.add("U3")
    two.chat.script = [Outcome.UNREACHED]
    two.tick(EVENING)
    (home,) = two.ledger.homes.of(CHANNEL, "U1")
    two.ledger.homes.change(CHANNEL, "U1", [DropHome(home.id)], two.now)
    two.ledger.homes.change(CHANNEL, "U2", [PauseHomes(HomeState.PAUSED)], two.now)

    two.tick("2026-11-22T20:00:10")

    assert (two.heard("U1"), two.heard("U2"), len(two.heard("U3"))) == ([], [], 1)


def test_killed_after_the_call_the_next_one_makes_the_same_call(two):
    two.plan(EVENING)
    ((_, batch),) = two.ledger.deliveries.claim(two.now, LEASE, 10)
    two.chat.multicast("mihon", batch.residents, batch.messages, batch.key)  # and then kill -9

    two.tick("2026-11-22T20:01:01")

    assert len(set(two.chat.calls)) == 1
    assert len(two.chat.calls) == 2
    assert (len(two.heard("U1")), len(two.heard("U2"))) == (1, 1)


def test_killed_before_the_call_nobody_is_left_out(two):
    two.plan(EVENING)
    assert two.ledger.deliveries.claim(two.now, LEASE, 10)

    two.tick("2026-11-22T20:00:59")
    assert two.chat.calls == []
    two.tick("2026-11-22T20:01:00")

    assert (len(two.heard("U1")), len(two.heard("U2"))) == (1, 1)


def test_killed_in_the_middle_of_planning_the_rest_is_planned_by_whoever_comes(desk):
    for number in range(6):
        desk.add(f"U{number}", label=f"家{number}")
    batches = desk.planner._batches
    desk.planner._batches = lambda *given: islice(batches(*given), 3)
    desk.ledger.deliveries.finish_slots, kept = (lambda *_: None), desk.ledger.deliveries.finish_slots
    desk.plan(EVENING)
    desk.ledger.deliveries.finish_slots = kept

    _, planner, _, _ = desk.another()
    planner.plan(desk.now)
    desk.tick(EVENING)

    assert [len(desk.heard(f"U{number}")) for number in range(6)] == [1] * 6


def test_when_the_months_messages_are_used_up_nobody_calls_for_ten_minutes(desk):
    for number in range(3):
        desk.add(f"U{number}", label=f"家{number}")
    desk.chat.script = [Outcome.OVER_QUOTA]

    desk.tick(EVENING)
    desk.tick("2026-11-22T20:09:59")
    assert len(desk.chat.calls) == 1
    desk.tick("2026-11-22T20:10:00")

    assert [len(desk.heard(f"U{number}")) for number in range(3)] == [1] * 3


def test_a_reminder_that_could_not_be_sent_by_night_expires_and_the_morning_still_comes(desk):
    desk.add(morning=390)
    desk.chat.script = [Outcome.OVER_QUOTA]
    desk.tick("2026-11-22T22:55")

    desk.tick("2026-11-22T23:05")
    assert deliveries(desk) == ["expired"]
    desk.tick("2026-11-23T06:30")

    assert [said[:3] for said in desk.heard()] == ["きょう"]


def test_what_line_refuses_is_not_tried_again(two):
    two.chat.script = [Outcome.REFUSED]

    two.tick(EVENING)
    two.tick("2026-11-22T20:30")

    assert len(two.chat.calls) == 1
    assert deliveries(two) == ["failed"] * 2


def test_a_channel_that_is_gone_for_a_while_loses_nobody(two):
    two.plan(EVENING)
    two.chat.channel_id = None
    two.send()
    two.chat.channel_id = CHANNEL

    two.tick("2026-11-22T20:01")

    assert (len(two.heard("U1")), len(two.heard("U2"))) == (1, 1)


def test_two_notifiers_at_once_tell_nobody_twice(desk):
    for number in range(30):
        desk.add(f"U{number}", label=f"家{number % 4}")
    _, planner, _, _ = desk.another()

    desk.plan(EVENING)
    planner.plan(desk.now)
    desk.tick(EVENING)

    assert {len(desk.heard(f"U{number}")) for number in range(30)} == {1}


def test_what_a_batch_said_and_to_whom_is_forgotten_once_it_is_sent(two):
    two.tick(EVENING)

    with reading(two.ledger.engine) as connection:
        assert [row.payload for row in connection.execute(sql_schema.batches.select())] == [{}]
