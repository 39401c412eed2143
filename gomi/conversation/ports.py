"""What the conversation needs from outside: a keeper of residents' standing, and a chat to talk in."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gomi.conversation.heard import Pressed
from gomi.conversation.messages import Reply
from gomi.conversation.standing import Standing
from gomi.ports import Claimed, JsonValue, Remembered

Drawn = Sequence[JsonValue]


class Contacts(Protocol):
    """Residents in a chat: how each of them stands, known by channel and user id and by nothing else."""

    def standing(self, channel: str, user: str) -> Standing:
        """How this resident stands; a fresh `Standing` for one not seen before."""
        ...

    def settle(
        self,
        event: Claimed,
        channel: str,
        user: str,
        standing: Standing,
        say: Remembered | None,
        now: datetime,
    ) -> bool:
        """An event of the inbox is handled: keep the standing, put what is to be said into the outbox.

        All of it or nothing: False, and nothing changed, when the event is no longer ours.
        """
        ...

    def forget(self, before: datetime) -> int:
        """Delete residents not heard of since then; how many went."""
        ...


class Outcome(StrEnum):
    """What became of a call that sends."""

    ACCEPTED = "accepted"
    TOKEN_DEAD = "token_dead"
    """The reply token was used already, or its minute is over."""
    SLOW_DOWN = "slow_down"
    """Too many calls at once; nothing was sent."""
    OVER_QUOTA = "over_quota"
    """The month's messages are used up; nothing was sent."""
    UNCLEAR = "unclear"
    """No answer, or one that says nothing: it may have been sent."""
    UNREACHED = "unreached"
    """No connection came about, or we were not let in; nothing was sent."""
    REFUSED = "refused"
    """It will never be taken as it is."""


class ChatFace(Protocol):
    """A chat that residents write in. Messages are drawn once, kept, and sent as they were drawn."""

    def channel(self, municipality: str) -> str | None:
        """The id of the municipality's channel; None when it has none."""
        ...

    def is_genuine(self, municipality: str, body: bytes, signature: str) -> bool:
        """Whether the platform itself signed this body for this municipality's channel."""
        ...

    def pressed(self, data: str) -> Pressed:
        """The button that sent ``data``; one without anything for data that is not ours."""
        ...

    def draw(self, reply: Reply, asked: str) -> list[JsonValue]:
        """The messages of a reply; ``asked`` comes back in the buttons of its question."""
        ...

    def reply(self, municipality: str, token: str, messages: Drawn) -> Outcome:
        """Answer with the token of an event, which is good for one minute and one call."""
        ...

    def push(self, municipality: str, to: str, messages: Drawn, key: str) -> Outcome:
        """Send to a resident. The same ``key`` is accepted once, however often it is called with."""
        ...

    def show_loading(self, municipality: str, to: str) -> None:
        """Show that an answer is on its way. Never raises; nothing depends on it."""
        ...
