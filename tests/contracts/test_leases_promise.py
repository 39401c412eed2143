"""Every keeper of the inbox and the outbox behaves alike."""

import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from gomi.adapters.sql_ledger import open_engine, reading
from gomi.adapters.sql_schema import inbox
from gomi.bootstrap import ledger_on
from gomi.ports import Remembered

MINUTE = timedelta(minutes=1)


def an_event(id="e1", source="line:mihon", order_key=None, due=None):
    return Remembered(source, id, {"text": "鉛筆", "parts": [1, None, True]}, order_key, due)


@pytest.fixture
def box(ledger):
    return ledger.inbox


def ids(rows):
    return [row.event_id for row in rows]


def test_what_is_remembered_is_claimed_as_it_was(box, now):
    assert box.remember(an_event(order_key="U1"), now)

    (claimed,) = box.claim(now, MINUTE, 10)

    assert (claimed.source, claimed.event_id, claimed.order_key) == ("line:mihon", "e1", "U1")
    assert claimed.payload == {"text": "鉛筆", "parts": [1, None, True]}
    assert (claimed.attempts, claimed.lease_until) == (1, now + MINUTE)


def test_an_event_is_remembered_once(box, now):
    assert box.remember(an_event(), now) is True
    assert box.remember(an_event(), now) is False
    assert box.remember(an_event(source="line:tameshi"), now) is True

    assert len(box.claim(now, MINUTE, 10)) == 2


def test_an_event_stays_known_after_it_is_done(box, now):
    box.remember(an_event(), now)
    (claimed,) = box.claim(now, MINUTE, 1)
    box.done(claimed, now)

    assert box.remember(an_event(), now) is False
    assert box.claim(now, MINUTE, 10) == []


def test_several_are_remembered_in_one_step_and_in_their_order(box, now):
    box.remember(an_event("b"), now)

    new = box.remember_many(
        [an_event("a", order_key="U1"), an_event("b"), an_event("c", order_key="U1")], now
    )

    assert new == 2
    assert ids(box.claim(now, MINUTE, 10)) == ["b", "a"]


def test_inbox_and_outbox_do_not_mix(ledger, now):
    ledger.inbox.remember(an_event(), now)

    assert ledger.outbox.claim(now, MINUTE, 10) == []
    assert ledger.outbox.remember(an_event(), now)


def test_a_claim_takes_no_more_than_asked_for(box, now):
    box.remember_many([an_event(str(n)) for n in range(5)], now)

    assert ids(box.claim(now, MINUTE, 2)) == ["0", "1"]
    assert ids(box.claim(now, MINUTE, 2)) == ["2", "3"]


def test_a_row_waits_until_it_is_due(box, now, later):
    box.remember(an_event(due=later(hours=1)), now)

    assert box.claim(later(minutes=59), MINUTE, 1) == []
    assert ids(box.claim(later(hours=1), MINUTE, 1)) == ["e1"]


def test_rows_of_one_key_are_handled_one_after_the_other(box, now):
    box.remember_many(
        [an_event(name, order_key=key) for name, key in [("a1", "A"), ("a2", "A"), ("b1", "B")]], now
    )

    first = box.claim(now, MINUTE, 10)
    assert ids(first) == ["a1", "b1"]
    assert box.claim(now, MINUTE, 10) == []

    assert box.done(first[0], now)
    assert ids(box.claim(now, MINUTE, 10)) == ["a2"]


def test_a_later_row_of_a_key_does_not_overtake_one_that_is_tried_again(box, now, later):
    box.remember_many([an_event("a1", order_key="A"), an_event("a2", order_key="A")], now)
    (first,) = box.claim(now, MINUTE, 10)
    assert box.retry(first, later(minutes=10), "相手が応えない")

    assert box.claim(later(minutes=9), MINUTE, 10) == []
    (again,) = box.claim(later(minutes=10), MINUTE, 10)
    assert (again.event_id, again.attempts) == ("a1", 2)

    assert box.fail(again, later(minutes=10), "宛先がない")
    assert ids(box.claim(later(minutes=10), MINUTE, 10)) == ["a2"]


def test_a_lease_that_ran_out_is_claimed_again_and_the_old_token_is_worth_nothing(box, now, later):
    box.remember(an_event(), now)
    (lost,) = box.claim(now, MINUTE, 1)
    assert box.claim(later(seconds=59), MINUTE, 1) == []

    (found,) = box.claim(later(seconds=60), MINUTE, 1)

    assert (found.id, found.attempts) == (lost.id, 2)
    assert not box.done(lost, later(seconds=61))
    assert not box.retry(lost, later(seconds=61))
    assert not box.fail(lost, later(seconds=61))
    assert box.done(found, later(seconds=61))


def test_a_slow_holder_may_still_finish_while_no_one_else_has_claimed(box, now, later):
    box.remember(an_event(), now)
    (claimed,) = box.claim(now, MINUTE, 1)

    assert box.done(claimed, later(hours=1))
    assert not box.done(claimed, later(hours=1))
    assert box.claim(later(hours=2), MINUTE, 1) == []


def test_finished_rows_are_forgotten_and_unfinished_ones_kept(box, now, later):
    box.remember_many([an_event("done"), an_event("failed"), an_event("waiting")], now)
    done, failed, _ = box.claim(now, MINUTE, 3)
    box.done(done, now)
    box.fail(failed, now)

    assert box.forget(now) == 0
    assert box.forget(later(seconds=1)) == 2
    assert box.forget(later(seconds=1)) == 0
    assert ids(box.claim(later(hours=1), MINUTE, 10)) == ["waiting"]


def test_what_the_last_try_said_is_told_to_the_next(box, now, later):
    box.remember(an_event(), now)
    (first,) = box.claim(now, MINUTE, 1)
    assert (first.reason, first.abandoned, first.remembered_at) == ("", False, now)
    box.retry(first, later(minutes=10), "unclear")

    (again,) = box.claim(later(minutes=10), MINUTE, 1)

    assert (again.reason, again.abandoned, again.remembered_at) == ("unclear", False, now)


def test_what_was_left_behind_is_claimed_as_abandoned_until_someone_lets_go_of_it(box, now, later):
    box.remember(an_event(), now)
    box.claim(now, MINUTE, 1)

    (found,) = box.claim(later(minutes=1), MINUTE, 1)
    assert (found.abandoned, found.reason) == (True, "")
    (found_again,) = box.claim(later(minutes=2), MINUTE, 1)
    assert found_again.abandoned
    box.retry(found_again, later(minutes=2), "push")

    (let_go,) = box.claim(later(minutes=2), MINUTE, 1)
    assert (let_go.abandoned, let_go.reason, let_go.attempts) == (False, "push", 4)


def test_a_reason_outlives_the_one_who_held_the_row(box, now, later):
    box.remember(an_event(), now)
    (first,) = box.claim(now, MINUTE, 1)
    box.retry(first, now, "push")
    box.claim(now, MINUTE, 1)

    (found,) = box.claim(later(minutes=1), MINUTE, 1)

    assert (found.abandoned, found.reason) == (True, "push")


def rows_kept(ledger):
    """Every row as it stands in the ledger."""
    with reading(ledger.engine) as connection:
        return connection.execute(select(inbox).order_by(inbox.c.id)).all()


def test_a_finished_row_keeps_its_ids_and_no_longer_what_it_said(ledger, now, later):
    ledger.inbox.remember_many([an_event("done"), an_event("failed"), an_event("waiting")], now)
    done, failed, waiting = ledger.inbox.claim(now, MINUTE, 3)
    ledger.inbox.done(done, now)
    ledger.inbox.fail(failed, now, "宛先がない")
    ledger.inbox.retry(waiting, later(minutes=1), "相手が応えない")

    kept = rows_kept(ledger)

    assert [(row.event_id, row.state, row.reason) for row in kept] == [
        ("done", "done", ""),
        ("failed", "failed", "宛先がない"),
        ("waiting", "waiting", "相手が応えない"),
    ]
    assert [row.payload for row in kept] == [{}, {}, an_event().payload]
    assert [row.token for row in kept] == [None, None, None]


def test_many_rows_are_remembered_by_as_few_statements_as_one(ledger, now):
    def statements(*rows):
        said = []

        def listen(_connection, _cursor, statement, *_):
            said.append(statement.split()[0])

        event.listen(ledger.engine, "before_cursor_execute", listen)
        try:
            ledger.inbox.remember_many(rows, now)
        finally:
            event.remove(ledger.engine, "before_cursor_execute", listen)
        return said

    one = statements(an_event("0", order_key="A"))
    many = statements(*[an_event(str(n), order_key=f"K{n}") for n in range(1, 400)])

    assert many == one
    assert [each for each in many if each == "INSERT"] == ["INSERT"]
    assert len(rows_kept(ledger)) == 400


def test_an_event_that_stands_twice_among_many_is_remembered_once(box, now):
    assert box.remember_many([an_event("a"), an_event("b"), an_event("a")], now) == 2
    assert box.remember_many([an_event("b"), an_event("c")], now) == 1
    assert box.remember_many([], now) == 0

    assert ids(box.claim(now, MINUTE, 10)) == ["a", "b", "c"]


def test_bringers_of_the_same_keys_at_once_wait_for_no_one_for_ever(box, now):
    keys = [f"K{n}" for n in range(20)]

    def bring(who):
        names = keys if who % 2 else reversed(keys)
        return box.remember_many([an_event(f"{who}-{key}", order_key=key) for key in names], now)

    with ThreadPoolExecutor(4) as bringers:
        assert list(bringers.map(bring, range(8))) == [20] * 8


def test_claimers_at_once_never_hold_the_same_row_nor_the_same_key(box, now):
    events = [an_event(str(n), order_key=f"K{n % 7}" if n % 3 else None) for n in range(42)]
    box.remember_many(events, now)

    held, looking = Counter(), threading.Lock()

    def finish(row):
        with looking:
            held[row.order_key] += 1
            alone = row.order_key is None or held[row.order_key] == 1
        with looking:
            held[row.order_key] -= 1
        return box.done(row, now) and alone

    def work(_):
        handled = []
        while claimed := box.claim(now, MINUTE, 3):
            handled += [(row.event_id, row.order_key) for row in claimed if finish(row)]
        return handled

    with ThreadPoolExecutor(4) as workers:
        handled = [row for rows in workers.map(work, range(4)) for row in rows]
    while rest := box.claim(now, MINUTE, 10):
        handled += [(row.event_id, row.order_key) for row in rest if box.done(row, now)]

    assert sorted(handled, key=lambda row: int(row[0])) == [
        (each.event_id, each.order_key) for each in events
    ]


def test_one_event_brought_by_many_at_once_is_new_to_one_of_them(box, now):
    with ThreadPoolExecutor(4) as bringers:
        new = list(bringers.map(lambda n: box.remember(an_event(order_key="U1"), now), range(8)))

    assert sorted(new) == [False] * 7 + [True]


CLAIM_AND_HOLD = """
import sys, time
from datetime import datetime, timedelta
from gomi.adapters.sql_ledger import open_engine
from gomi.bootstrap import ledger_on

box = ledger_on(open_engine(sys.argv[1])).inbox
claimed = box.claim(datetime.fromisoformat(sys.argv[2]), timedelta(minutes=1), 1)
print(claimed[0].event_id, flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_held_is_claimed_by_another_after_its_lease(
    shared_url, now, later, environment
):
    engine = open_engine(shared_url)
    box = ledger_on(engine).inbox
    box.remember_many([an_event("a1", order_key="A"), an_event("a2", order_key="A")], now)
    command = [sys.executable, "-c", CLAIM_AND_HOLD, shared_url, now.isoformat()]
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    with worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "a1"
        worker.send_signal(signal.SIGKILL)

    assert box.claim(later(seconds=59), MINUTE, 10) == []
    (again,) = box.claim(later(seconds=60), MINUTE, 10)

    assert (again.event_id, again.attempts) == ("a1", 2)
    assert box.done(again, later(seconds=61))
    assert ids(box.claim(later(seconds=61), MINUTE, 10)) == ["a2"]
    engine.dispose()
