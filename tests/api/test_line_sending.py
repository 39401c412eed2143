"""One answer on its way to LINE: whatever LINE says, the resident has it once, or it is told why not."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from api.line.sending import KEY_LASTS, LATER, LONGEST_WAIT, PUSH, UNCLEAR, Sender
from gomi.conversation.ports import Outcome
from gomi.errors import NotServed
from gomi.ports import Claimed

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
MESSAGES = [{"type": "text", "text": "冷蔵庫は「家電リサイクル」です。"}]
SORRY = [{"type": "text", "text": "申し訳ありません"}]
REPLIED = ("reply", "mihon", "r1", MESSAGES)
PUSHED = ("push", "mihon", "U1", MESSAGES, "key-1")
APOLOGY = ("reply", "mihon", "r1", SORRY)
REPLY_OUTCOMES = [each for each in Outcome if each is not Outcome.OVER_QUOTA]


@dataclass
class Chat:
    """Says of each call what the script says, and remembers what was sent."""

    script: list[Outcome]
    sent: list[tuple] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def show_loading(self, municipality, to):
        self.shown.append(to)

    def reply(self, municipality, token, messages):
        self.sent.append(("reply", municipality, token, messages))
        return self.script.pop(0)

    def push(self, municipality, to, messages, key):
        self.sent.append(("push", municipality, to, messages, key))
        return self.script.pop(0)

    def draw(self, reply, asked):
        assert (reply, asked) == ("failed", "")
        return SORRY


@dataclass
class Outbox:
    """Remembers how each row was let go of."""

    let_go: list[tuple] = field(default_factory=list)

    def done(self, claimed, now):
        self.let_go.append(("done",))
        return True

    def retry(self, claimed, at, reason=""):
        self.let_go.append(("retry", at, reason))
        return True

    def fail(self, claimed, now, reason=""):
        self.let_go.append(("fail", reason))
        return True


class Talks:
    """The talks of みほん市, or of nowhere."""

    served = True

    def of(self, municipality):
        if not self.served:
            raise NotServed(municipality)
        return self

    def say(self, standing):
        return self

    def failed(self):
        return "failed"


def every(*sets, repeat=1):
    return list(product(*sets, repeat=repeat))


def a_row(reason="", abandoned=False, attempts=1, age=SECOND, token="r1", token_lives=True):
    until = NOW + SECOND if token_lives else NOW - HOUR
    payload = {
        "municipality": "mihon",
        "to": "U1",
        "reply_token": token,
        "token_until": until.isoformat(),
        "key": "key-1",
        "messages": MESSAGES,
    }
    return Claimed(
        id=1,
        source="line:165",
        event_id="e1",
        order_key="line:165:U1",
        payload=payload,
        attempts=attempts,
        token="lease",
        remembered_at=NOW - age,
        lease_until=NOW + 20 * SECOND,
        reason=reason,
        abandoned=abandoned,
    )


def send(row, *script, served=True):
    """What was sent, and how the row was let go of."""
    chat, outbox, talks = Chat(list(script)), Outbox(), Talks()
    talks.served = served
    Sender(outbox, chat, talks).send(row, NOW)
    assert len(outbox.let_go) == 1
    assert chat.script == []
    return chat.sent, outbox.let_go[0]


AGAIN = ("retry", NOW + SECOND)
TO_PUSH = ("retry", NOW, PUSH)
DONE = ("done",)


@pytest.mark.parametrize(("abandoned", "reason"), every([False, True], ["", UNCLEAR]))
@pytest.mark.parametrize("outcome", REPLY_OUTCOMES)
def test_while_its_token_lives_an_answer_goes_by_one_reply(outcome, reason, abandoned):
    may_be_out = abandoned or reason == UNCLEAR
    refused = [Outcome.ACCEPTED] if outcome is Outcome.REFUSED else []

    sent, let_go = send(a_row(reason, abandoned), outcome, *refused)

    assert sent[0] == REPLIED
    match outcome:
        case Outcome.ACCEPTED:
            assert let_go == DONE
        case Outcome.TOKEN_DEAD:
            assert let_go == (DONE if may_be_out else TO_PUSH)
        case Outcome.UNCLEAR:
            assert let_go == (*AGAIN, UNCLEAR)
        case Outcome.SLOW_DOWN | Outcome.UNREACHED:
            assert let_go == (*AGAIN, UNCLEAR if may_be_out else "")
        case _:
            assert (sent[1:], let_go) == ([APOLOGY], ("fail", "refused"))


@pytest.mark.parametrize("reason", ["", UNCLEAR])
@pytest.mark.parametrize("told", [{"token_lives": False}, {"token": ""}])
def test_without_a_living_token_an_answer_goes_by_push_which_is_written_down_first(told, reason):
    assert send(a_row(reason, **told)) == ([], TO_PUSH)


@pytest.mark.parametrize("reason", ["", UNCLEAR])
def test_a_reply_cut_short_whose_token_is_dead_by_now_is_not_repeated(reason):
    assert send(a_row(reason, abandoned=True, token_lives=False)) == ([], DONE)


def test_an_answer_without_a_token_is_not_taken_for_a_reply_cut_short():
    assert send(a_row(abandoned=True, token="")) == ([], TO_PUSH)


@pytest.mark.parametrize(
    ("abandoned", "token_lives", "outcome"), every([False, True], [False, True], Outcome)
)
def test_a_push_stays_a_push_with_its_key(abandoned, token_lives, outcome):
    sent, let_go = send(a_row(PUSH, abandoned, token_lives=token_lives), outcome)

    assert sent == [PUSHED]
    if outcome is Outcome.ACCEPTED:
        assert let_go == DONE
    elif outcome in LATER:
        assert let_go == (*AGAIN, PUSH)
    else:
        assert let_go == ("fail", outcome.value)


@pytest.mark.parametrize(("reason", "abandoned"), every(["", UNCLEAR, PUSH], [False, True]))
def test_after_a_day_nothing_is_sent_any_more(reason, abandoned):
    assert send(a_row(reason, abandoned, age=KEY_LASTS + SECOND)) == ([], ("fail", "expired"))


def test_until_then_it_is_tried():
    assert send(a_row(PUSH, age=KEY_LASTS), Outcome.ACCEPTED) == ([PUSHED], DONE)


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 1), (2, 2), (3, 4), (6, 32), (9, 256), (10, 300), (11, 300), (5000, 300)]
)
@pytest.mark.parametrize("reason", ["", PUSH])
def test_each_try_waits_longer_up_to_a_bound(reason, attempts, seconds):
    _, (_, at, _) = send(a_row(reason, attempts=attempts), Outcome.UNREACHED)

    assert at - NOW == seconds * SECOND <= LONGEST_WAIT


@pytest.mark.parametrize("outcome", Outcome)
def test_that_messages_were_refused_is_told_once_whatever_becomes_of_that(outcome):
    assert send(a_row(), Outcome.REFUSED, outcome) == ([REPLIED, APOLOGY], ("fail", "refused"))


def test_of_a_municipality_that_is_gone_no_excuse_is_made():
    assert send(a_row(), Outcome.REFUSED, served=False) == ([REPLIED], ("fail", "refused"))


class Platform:
    """LINE, reached over a bad line: it takes a token once and a key once; its answers may be lost."""

    def __init__(self, faults):
        self.faults, self.bubbles, self.used = list(faults), [], set()

    def show_loading(self, municipality, to):
        pass

    def reply(self, municipality, token, messages):
        return self._take(token, messages, Outcome.TOKEN_DEAD)

    def push(self, municipality, to, messages, key):
        return self._take(key, messages, Outcome.ACCEPTED)

    def _take(self, once, messages, else_):
        fault = self.faults.pop(0) if self.faults else None
        if fault in (Outcome.UNREACHED, Outcome.SLOW_DOWN):
            return fault
        if once not in self.used and fault != "not taken":
            self.used.add(once)
            self.bubbles.append(messages)
            return Outcome.UNCLEAR if fault == "answer lost" else Outcome.ACCEPTED
        return Outcome.UNCLEAR if fault else else_


class Row(Outbox):
    """One row of an outbox, with a clock that goes on to when it is next due."""

    def __init__(self, **told):
        super().__init__()
        self.now, self.told, self.attempts = NOW - 45 * SECOND, told, 0

    def work(self, sender, killed=()):
        """Send until the row is finished; ``killed`` are the attempts after which nothing is written."""
        while not self.let_go or self.let_go[-1][0] == "retry":
            self.attempts += 1
            assert self.attempts < 60
            reason = self.let_go[-1][2] if self.let_go else ""
            claimed = a_row(reason, self.attempts - 1 in killed, self.attempts, **self.told)
            before = len(self.let_go)
            sender.send(claimed, self.now)
            if self.attempts in killed:
                del self.let_go[before:]
                self.now += 20 * SECOND
            elif self.let_go[-1][0] == "retry":
                self.now = max(self.now, self.let_go[-1][1])


FAULTS = (None, Outcome.UNREACHED, Outcome.SLOW_DOWN, "answer lost", "not taken")


@pytest.mark.parametrize("faults", every(FAULTS, repeat=3))
@pytest.mark.parametrize("told", [{}, {"token": ""}, {"token_lives": False}])
def test_over_a_bad_line_exactly_one_answer_arrives(told, faults):
    platform, row = Platform(faults), Row(**told)

    row.work(Sender(row, platform, Talks()))

    assert platform.bubbles == [MESSAGES]
    assert row.let_go[-1] == DONE


@pytest.mark.parametrize("faults", every(FAULTS, repeat=2))
@pytest.mark.parametrize("killed", [(1,), (2,)])
def test_killed_in_the_middle_and_back_while_the_token_lives_exactly_one_answer_arrives(killed, faults):
    platform, row = Platform(faults), Row()

    row.work(Sender(row, platform, Talks()), killed)

    assert platform.bubbles == [MESSAGES]


@pytest.mark.parametrize("faults", every(FAULTS, repeat=2))
@pytest.mark.parametrize("killed", [(2,), (3,)])
def test_a_push_killed_in_the_middle_arrives_exactly_once(killed, faults):
    platform, row = Platform(faults), Row(token_lives=False)

    row.work(Sender(row, platform, Talks()), killed)

    assert platform.bubbles == [MESSAGES]


@pytest.mark.parametrize("faults", every(FAULTS, repeat=2))
def test_killed_in_a_reply_and_back_too_late_an_answer_arrives_at_most_once(faults):
    platform, row = Platform(faults), Row()
    row.now = NOW - 10 * SECOND

    row.work(Sender(row, platform, Talks()), killed=(1,))

    assert len(platform.bubbles) <= 1


def test_a_reply_whose_answer_was_lost_before_a_long_outage_is_rather_said_twice_than_never():
    platform, row = Platform(["answer lost"] + [Outcome.UNREACHED] * 6), Row()

    row.work(Sender(row, platform, Talks()))

    assert platform.bubbles == [MESSAGES, MESSAGES]
