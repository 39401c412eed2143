"""Rows of many webhooks, kept together: none is lost, none harms another."""

import threading
from concurrent.futures import Future

import pytest

from api.line.gathering import MOST_ROWS, Gathering
from gomi.ports import LedgerUnreachable, Remembered

SECONDS = 10  # of patience with a thread; nothing waits so long


def a_row(id="e1"):
    return Remembered("line:165", id, {}, order_key="line:165:U1")


class Inbox:
    """Keeps rows; what stands in ``refused`` cannot be kept. While shut, whoever keeps waits."""

    def __init__(self):
        self.kept, self.refused, self.error = [], set(), ValueError
        self.asked, self.open = threading.Event(), threading.Event()
        self.open.set()

    def keep(self, rows):
        self.asked.set()
        assert self.open.wait(SECONDS)
        ids = [row.event_id for row in rows]
        if self.refused.intersection(ids):
            raise self.error(ids)
        self.kept.append(ids)
        return len(rows)

    def shut(self):
        self.open.clear()
        self.asked.clear()


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def gathering(inbox):
    gathering = Gathering(inbox.keep)
    yield gathering
    inbox.open.set()
    gathering.stop()


def hold(gathering, inbox, id="first"):
    """Have one transaction run until the inbox is opened again."""
    inbox.shut()
    future = gathering.remember([a_row(id)])
    assert inbox.asked.wait(SECONDS)
    return future


def test_rows_are_kept_before_their_future_is_done(gathering, inbox):
    assert gathering.remember([a_row("a"), a_row("b")]).result(SECONDS) == 2

    assert inbox.kept == [["a", "b"]]


def test_what_comes_in_meanwhile_is_kept_in_one_step_and_in_its_order(gathering, inbox):
    first = hold(gathering, inbox)
    later = [gathering.remember([a_row(str(n)), a_row(f"{n}'")]) for n in range(5)]

    assert not first.done()
    inbox.open.set()

    assert [each.result(SECONDS) for each in later] == [2] * 5
    assert inbox.kept == [["first"], [id for n in range(5) for id in (str(n), f"{n}'")]]


def test_one_step_keeps_no_more_rows_than_it_should(gathering, inbox):
    hold(gathering, inbox)
    later = [gathering.remember([a_row(f"{n}-{m}") for m in range(100)]) for n in range(12)]
    inbox.open.set()

    assert sum(each.result(SECONDS) for each in later) == 1200
    assert [len(ids) for ids in inbox.kept] == [1, MOST_ROWS, MOST_ROWS, 200]


def test_rows_that_cannot_be_kept_fail_alone(gathering, inbox):
    inbox.refused = {"b"}
    hold(gathering, inbox)
    a, b, c = (gathering.remember([a_row(id)]) for id in "abc")
    inbox.open.set()

    assert (a.result(SECONDS), c.result(SECONDS)) == (1, 1)
    with pytest.raises(ValueError, match="b"):
        b.result(SECONDS)
    assert inbox.kept == [["first"], ["a"], ["c"]]


def test_a_ledger_that_is_away_is_told_to_everyone_and_the_next_are_kept(gathering, inbox):
    inbox.refused, inbox.error = {"a", "b"}, lambda ids: LedgerUnreachable()
    hold(gathering, inbox)
    both = [gathering.remember([a_row(id)]) for id in "ab"]
    inbox.open.set()

    for each in both:
        with pytest.raises(LedgerUnreachable):
            each.result(SECONDS)
    assert gathering.remember([a_row("c")]).result(SECONDS) == 1


def test_stopping_keeps_what_was_handed_in(gathering, inbox):
    first = hold(gathering, inbox)
    second = gathering.remember([a_row("second")])
    inbox.open.set()

    gathering.stop()

    assert (first.done(), second.done()) == (True, True)
    assert inbox.kept == [["first"], ["second"]]
    gathering.stop()


def test_many_at_once_are_all_kept_each_in_its_own_order(inbox):
    gathering = Gathering(inbox.keep)
    futures: list[list[Future[int]]] = [[] for _ in range(8)]

    def bring(who):
        futures[who] = [gathering.remember([a_row(f"{who}-{n:03}")]) for n in range(50)]

    bringers = [threading.Thread(target=bring, args=[who]) for who in range(8)]
    for each in bringers:
        each.start()
    for each in bringers:
        each.join()
    gathering.stop()

    kept = [id for ids in inbox.kept for id in ids]
    assert all(future.result(0) == 1 for of_one in futures for future in of_one)
    for who in range(8):
        assert [id for id in kept if id.startswith(f"{who}-")] == [f"{who}-{n:03}" for n in range(50)]


def test_a_webhook_that_was_given_up_harms_no_other(inbox):
    gathering = Gathering(inbox.keep)
    hold(gathering, inbox).cancel()
    inbox.open.set()

    assert gathering.remember([a_row("second")]).result(SECONDS) == 1
    gathering.stop()


def test_what_is_handed_in_after_the_end_is_refused_at_once(inbox):
    gathering = Gathering(inbox.keep)
    gathering.stop()

    try:
        assert gathering.remember([a_row()]).done()
    except RuntimeError:
        assert inbox.kept == []
