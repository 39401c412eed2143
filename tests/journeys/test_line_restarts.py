"""kill -9 at any moment: no event is lost, and none is answered twice.

A lease that a killed process held is made to run out at once (`let_leases_run_out`), except where a
test says otherwise.
"""

import signal

import pytest

from gomi.ports import LedgerUnreachable
from tests.journeys.line_desk import Installation, checked, running, said, until

USED = "reply.token"
HOWEVER_SLOW = 3600
STORM = (
    ("冷蔵庫", "冷蔵庫は「"),
    ("ハンガー", "ハンガー\nどれ"),
    ("1", "ハンガー（プラスチックだけ）は「"),
    ("傘", "傘は「"),
    ("もどる", "ハンガー\nどれ"),
    ("2", "ハンガー（金属がついている・針金）は「"),
)


@pytest.fixture(scope="module")
def line(platform, tmp_path_factory):
    for it in running(Installation(platform, tmp_path_factory.mktemp("line"))):
        it.sim.config.reply_token_seconds = HOWEVER_SLOW
        yield it


@pytest.fixture(autouse=True)
def _no_rule_is_broken(line):
    yield from checked(line)


def until_delivered(line, residents, answers):
    """Wait until so many answers have arrived."""
    until(lambda: sum(len(each.answers()) for each in residents) >= answers)


def send_storm(line, residents):
    """Everyone writes at once, each message in a call of its own; all of them are taken."""

    async def write(resident):
        return [(await resident.phone.send_text(words)).status for words, _ in STORM]

    assert line.at_once(*map(write, residents)) == [[200] * len(STORM)] * len(residents)


def assert_each_was_answered_once_in_order(residents):
    for resident in residents:
        answers = list(map(said, resident.answers()))
        assert len(answers) == len(STORM)
        for answer, (_, begins) in zip(answers, STORM, strict=True):
            assert answer.startswith(begins)


def test_what_came_in_without_a_worker_is_answered_after_kill_9(line):
    server = line.serve("--no-worker")
    resident = line.resident()
    send_storm(line, [resident])
    assert (resident.answers(), line.unfinished()) == ([], len(STORM))

    line.kill(server)
    line.serve()
    line.settle()

    assert_each_was_answered_once_in_order([resident])


def test_killed_again_and_again_in_a_storm_everyone_is_answered_once_in_order(line):
    line.allowed = {USED}
    residents = [line.resident() for _ in range(8)]
    server = line.serve()
    send_storm(line, residents)

    for answered in (5, 25):
        until_delivered(line, residents, answered)
        line.kill(server)
        line.let_leases_run_out()
        server = line.serve()
    line.settle()

    assert_each_was_answered_once_in_order(residents)


def test_killed_while_replies_are_under_way(line):
    """One was taken after our death, one never; of a third the token is dead when we are back."""
    line.allowed = {USED}
    taken, lost, late = (line.resident() for _ in range(3))
    pushed = line.called("/message/push")
    server = line.serve()
    for resident, fault in (
        (taken, {"kind": "latency", "ms": 1500}),
        (lost, {"kind": "timeout"}),
        (late, {"kind": "lost_response", "mode": "timeout"}),
    ):
        faults = line.called("/message/reply", "fault")
        line.fail(fault)
        resident.do("send_text", "冷蔵庫")
        until(lambda: line.called("/message/reply", "fault") > faults)  # noqa: B023 - called within this turn

    line.kill(server)
    line.let_leases_run_out()
    line.let_reply_tokens_die(late.id)
    line.serve()
    line.settle()

    for resident in (taken, lost, late):
        (answer,) = resident.answers()
        assert said(answer).startswith("冷蔵庫は「")
    assert line.called("/message/push") == pushed
    assert "line_answer_not_repeated" in line.log


def hang(line, worker):
    """Stop it where it is, but not while it has the ledger's one pen in hand: SQLite would wait for it."""
    while True:
        worker.send_signal(signal.SIGSTOP)
        try:
            line.change("UPDATE inbox SET attempts = attempts WHERE id < 0")
        except LedgerUnreachable:
            worker.send_signal(signal.SIGCONT)
        else:
            return


def test_what_a_worker_that_hangs_has_in_hand_another_finishes(line):
    line.allowed = {USED}
    line.serve("--no-worker")
    hanging, resident = line.work(), line.resident()
    line.fail({"kind": "latency", "ms": 3000})
    faults = line.called("/message/reply", "fault")
    send_storm(line, [resident])
    until(lambda: line.called("/message/reply", "fault") > faults)
    until(lambda: line.count("inbox", "next_at IS NOT NULL") == 0)

    hang(line, hanging)
    line.let_leases_run_out()
    other = line.work()
    line.settle()
    hanging.send_signal(signal.SIGCONT)

    assert [line.end(worker) for worker in (hanging, other)] == [0, 0]
    assert_each_was_answered_once_in_order([resident])

    late = line.resident()
    send_storm(line, [late])  # LINE is told 200 although nobody works
    assert (late.answers(), line.unfinished()) == ([], len(STORM))


@pytest.fixture
def on_postgresql(platform, postgresql_url, tmp_path):
    for it in running(Installation(platform, tmp_path, postgresql_url)):
        it.sim.config.reply_token_seconds = HOWEVER_SLOW
        yield it


@pytest.mark.postgresql
def test_on_postgresql_killed_in_a_storm_everyone_is_answered_once_in_order(on_postgresql):
    line = on_postgresql
    line.allowed = {USED}
    residents = [line.resident() for _ in range(8)]
    server = line.serve()
    send_storm(line, residents)

    until_delivered(line, residents, 9)
    line.kill(server)
    line.let_leases_run_out()
    line.serve()
    line.settle()

    assert_each_was_answered_once_in_order(residents)
    assert [row.payload for table in ("inbox", "outbox") for row in line.rows(table) if row.payload] == []
    assert line.broken_rules() == []
