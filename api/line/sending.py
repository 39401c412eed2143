"""One answer of the outbox on its way: by its reply token, and by a push only when that is dead.

A reply has no retry key, but its token is good for one call. So a reply of which nobody knows
whether it went out is simply tried again while its token lives: if it had gone out, LINE says that
the token is used, and the resident has one answer either way. When the program was killed in the
middle of a reply and its token is dead by now, the answer is not repeated. When LINE itself said
nothing clear until the token was dead, it is pushed: rather twice than never. A push has its key from
the beginning and may be tried again at any time within a day. When LINE
asks us to slow down, the resident is shown that an answer is on its way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from api.line.handling import Talks
from gomi.conversation.ports import ChatFace, Drawn, Outcome
from gomi.conversation.standing import Standing
from gomi.errors import NotServed
from gomi.ports import Claimed, Leases

log = structlog.get_logger()

UNCLEAR, PUSH = "unclear", "push"
LONGEST_WAIT = timedelta(minutes=5)
KEY_LASTS = timedelta(hours=24)
LATER = (Outcome.UNCLEAR, Outcome.SLOW_DOWN, Outcome.UNREACHED)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what the outbox holds."""

    outbox: Leases
    chat: ChatFace
    talks: Talks

    def send(self, claimed: Claimed, now: datetime) -> None:
        """Send one answer, or say when it is to be tried again."""
        if now - claimed.remembered_at > KEY_LASTS:
            self._failed(claimed, now, "expired")
        elif claimed.reason == PUSH:
            self._push(claimed, now)
        elif claimed.payload["reply_token"] and now < _until(claimed):
            self._reply(claimed, now)
        elif claimed.abandoned and claimed.payload["reply_token"]:
            log.warning("line_answer_not_repeated", event_id=claimed.event_id)
            self.outbox.done(claimed, now)
        else:
            self._by_push(claimed, now)

    def _reply(self, claimed: Claimed, now: datetime) -> None:
        said = claimed.payload
        municipality, token = str(said["municipality"]), str(said["reply_token"])
        outcome = self.chat.reply(municipality, token, _messages(claimed))
        went_out_before = claimed.abandoned or claimed.reason == UNCLEAR
        if outcome is Outcome.ACCEPTED or (outcome is Outcome.TOKEN_DEAD and went_out_before):
            self.outbox.done(claimed, now)
        elif outcome is Outcome.TOKEN_DEAD:
            self._by_push(claimed, now)
        elif outcome in LATER:
            if outcome is Outcome.SLOW_DOWN:
                self.chat.show_loading(str(said["municipality"]), str(said["to"]))
            unclear = went_out_before or outcome is Outcome.UNCLEAR
            self._again(claimed, now, UNCLEAR if unclear else claimed.reason)
        else:
            self._say_that_it_failed(claimed, now)

    def _by_push(self, claimed: Claimed, now: datetime) -> None:
        """From now on by push; that is written down before the first call."""
        self.outbox.retry(claimed, now, PUSH)

    def _push(self, claimed: Claimed, now: datetime) -> None:
        said = claimed.payload
        municipality, to, key = str(said["municipality"]), str(said["to"]), str(said["key"])
        outcome = self.chat.push(municipality, to, _messages(claimed), key)
        if outcome is Outcome.ACCEPTED:
            self.outbox.done(claimed, now)
        elif outcome in LATER:
            self._again(claimed, now, PUSH)
        else:
            self._failed(claimed, now, outcome.value)

    def _again(self, claimed: Claimed, now: datetime, reason: str) -> None:
        wait = min(timedelta(seconds=2 ** min(claimed.attempts - 1, 10)), LONGEST_WAIT)
        self.outbox.retry(claimed, now + wait, reason)

    def _say_that_it_failed(self, claimed: Claimed, now: datetime) -> None:
        """LINE refused the messages: a mistake of ours, which must not look like silence."""
        municipality, token = str(claimed.payload["municipality"]), str(claimed.payload["reply_token"])
        try:
            sorry = self.chat.draw(self.talks.of(municipality).say(Standing()).failed(), "")
            self.chat.reply(municipality, token, sorry)
        except NotServed:
            pass
        self._failed(claimed, now, Outcome.REFUSED.value)

    def _failed(self, claimed: Claimed, now: datetime, reason: str) -> None:
        log.error("line_answer_failed", event_id=claimed.event_id, reason=reason)
        self.outbox.fail(claimed, now, reason)


def _messages(claimed: Claimed) -> Drawn:
    messages = claimed.payload["messages"]
    assert isinstance(messages, list)  # as `Handler` drew them
    return messages


def _until(claimed: Claimed) -> datetime:
    return datetime.fromisoformat(str(claimed.payload["token_until"]))
