"""What goes wrong between gomi and LINE: whatever it is, one answer arrives, and no second one.

The channel has no token of its own here: stateless ones are issued.
"""

import pytest

from tests.journeys.line_desk import Installation, checked, running, said, until

TOKEN_LIVES, CHANNEL_TOKEN_LIVES = 61, 901
DEAD_OR_USED = "reply.token"
LOST = {"kind": "lost_response"}
BUSY = {"kind": "status", "status": 429}
BROKEN = {"kind": "status", "status": 500}


@pytest.fixture(scope="module")
def line(platform, tmp_path_factory):
    installation = Installation(platform, tmp_path_factory.mktemp("line"), stateless=True)
    for it in running(installation):
        it.serve()
        it.resident().says("メニュー")  # what the first answer waits for is no affair of these tests
        yield it


@pytest.fixture(autouse=True)
def _no_rule_is_broken(line):
    yield from checked(line)


@pytest.fixture
def resident(line):
    return line.resident()


def the_answer(resident):
    """The one answer that came in the end."""
    resident.at.settle()
    (answer,) = resident.answers()
    return said(answer)


def sent_late(line, *residents):
    """All of them ask, and their reply tokens are dead before they can be used."""
    line.allowed = {DEAD_OR_USED}
    line.fail({**BUSY, "count": 1000})
    line.at_once(*(resident.phone.send_text("冷蔵庫") for resident in residents))
    until(lambda: line.count("outbox", "state = 'waiting' AND attempts > 0") == len(residents))
    line.pass_time(TOKEN_LIVES)
    line.sim.faults[:] = [fault for fault in line.sim.faults if fault["match"] != "/message/reply"]


def accepted_already(line):
    """How often a push was refused because its retry key had been accepted before."""
    rules = [reason["rule"] for each in line.sim.violations for reason in each["reasons"]]
    return rules.count("retry.accepted")


# Replies


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([BROKEN], id="500"),
        pytest.param([BUSY], id="429"),
        pytest.param([{"kind": "reset"}], id="reset"),
        pytest.param([{"kind": "reset"}, BROKEN], id="reset, then 500"),
    ],
)
def test_a_reply_that_was_not_taken_is_sent_again(line, resident, faults):
    line.fail(*faults)

    resident.do("send_text", "冷蔵庫")

    assert the_answer(resident).startswith("冷蔵庫は「")
    assert line.called("/message/push") == 0


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([LOST], id="reset"),
        pytest.param([{**LOST, "mode": "status", "status": 500}], id="500"),
        pytest.param([LOST, BROKEN], id="reset, then 500"),
    ],
)
def test_a_reply_that_was_taken_unknown_to_us_arrives_once(line, resident, faults):
    line.allowed = {DEAD_OR_USED}
    line.fail(*faults)

    resident.do("send_text", "冷蔵庫")

    assert the_answer(resident).startswith("冷蔵庫は「")
    assert line.called("/message/push") == 0


def test_of_two_calls_that_hang_one_taken_and_one_not_each_answer_arrives_once(line):
    line.allowed = {DEAD_OR_USED}
    one, other = line.resident(), line.resident()
    line.fail({"kind": "timeout"}, {**LOST, "mode": "timeout"})

    line.at_once(one.phone.send_text("冷蔵庫"), other.phone.send_text("冷蔵庫"))

    assert the_answer(one) == the_answer(other)
    assert line.called("/message/push") == 0


def test_what_is_said_next_waits_for_the_answer_before_it(line, resident):
    line.fail(BROKEN)
    events = [resident.text(words) for words in ("ハンガー", "1", "冷蔵庫")]

    resident.sends(*events)

    first, second, third = map(said, resident.answers())
    assert "どれにあてはまりますか" in first
    assert second.startswith("ハンガー（")
    assert third.startswith("冷蔵庫は「")


def test_another_resident_does_not_wait(line):
    one, other = line.resident(), line.resident()
    line.fail({"kind": "latency", "ms": 3000})
    faults = line.called("/message/reply", "fault")
    one.do("send_text", "冷蔵庫")
    until(lambda: line.called("/message/reply", "fault") > faults)

    other.do("send_text", "電池")
    until(lambda: len(other.answers()) == 1)

    assert one.answers() == []
    assert the_answer(one).startswith("冷蔵庫は「")


# By push, when the reply token is dead


def test_an_answer_whose_token_is_dead_arrives_by_push(line, resident):
    sent_late(line, resident)

    assert the_answer(resident).startswith("冷蔵庫は「")
    assert [each["via"] for each in line.sim.inbox[resident.id]] == ["push"]


def test_a_push_taken_unknown_to_us_and_one_that_was_not_each_arrive_once(line):
    residents = [line.resident() for _ in range(3)]
    line.fail(LOST, {**LOST, "mode": "status"}, {"kind": "reset"}, on="/message/push")
    accepted_before = accepted_already(line)

    sent_late(line, *residents)

    for resident in residents:
        assert the_answer(resident).startswith("冷蔵庫は「")
        assert [each["via"] for each in line.sim.inbox[resident.id]] == ["push"]
    assert accepted_already(line) == accepted_before + 2


def test_who_leaves_before_the_push_gets_nothing_and_the_answer_is_done_with(line, resident):
    sent_late(line, resident)
    resident.do("unfollow")

    line.settle()

    assert resident.answers() == []


def test_with_the_months_messages_used_up_the_next_question_is_answered_all_the_same(line, resident):
    used = line.sim.used
    line.sim.config.monthly_limit = used
    try:
        sent_late(line, resident)
        line.settle()
        assert resident.answers() == []
        assert line.rows("outbox")[-1].state == "failed"

        assert said(resident.says("電池"))
    finally:
        line.sim.config.monthly_limit = None


def test_a_429_with_messages_left_is_only_haste(line, resident):
    line.sim.config.monthly_limit = line.sim.used + 5
    try:
        line.fail(BUSY, on="/message/push")
        sent_late(line, resident)

        assert the_answer(resident).startswith("冷蔵庫は「")
    finally:
        line.sim.config.monthly_limit = None


# Tokens of the channel


def test_one_stateless_token_serves_many_answers(line, resident):
    resident.says("ハンガー")
    issued = line.called("/oauth2/v3/token")

    resident.says("冷蔵庫")
    line.resident().says("電池")

    assert line.called("/oauth2/v3/token") == issued


def test_a_token_that_is_refused_is_replaced(line, resident):
    line.allowed = {"auth.token"}
    resident.says("ハンガー")
    issued = line.called("/oauth2/v3/token")
    line.pass_time(CHANNEL_TOKEN_LIVES)

    resident.do("send_text", "冷蔵庫")
    line.settle()

    assert said(resident.answers()[-1]).startswith("冷蔵庫は「")
    assert line.called("/oauth2/v3/token") == issued + 1


@pytest.mark.parametrize("fault", [BROKEN, {"kind": "reset"}], ids=["500", "reset"])
def test_an_answer_waits_while_no_token_is_to_be_had(line, resident, fault):
    line.allowed = {"auth.token"}
    resident.says("ハンガー")
    line.pass_time(CHANNEL_TOKEN_LIVES)
    line.fail(fault, on="/oauth2/v3/token")

    resident.do("send_text", "冷蔵庫")
    line.settle()

    assert said(resident.answers()[-1]).startswith("冷蔵庫は「")
    assert len(resident.answers()) == 2
