"""What the conversation needs from outside: a keeper of residents' standing, and a chat to talk in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from gomi.conversation.heard import Pressed
from gomi.conversation.messages import Reply
from gomi.conversation.standing import Standing
from gomi.errors import GomiError
from gomi.ports import Claimed, JsonValue, Remembered
from gomi.reminders.homes import HomeChange

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
        homes: Sequence[HomeChange] = (),
    ) -> bool:
        """An event of the inbox is handled: keep the standing, put what is to be said into the outbox.

        With it go the changes of the resident's homes.

        All of it or nothing: False, and nothing changed, when the event is no longer ours.
        """
        ...

    def close_questions(self, now: datetime) -> int:
        """Forget questions over a day old, and what was typed with them; of how many residents."""
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

    def warm_up(self) -> None:
        """Load what the first call would else wait for. Never raises."""
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

    def multicast(self, municipality: str, to: Sequence[str], messages: Drawn, key: str) -> Outcome:
        """Send the same to at most 500 residents; with the same ``key`` always to the same ones."""
        ...

    def show_loading(self, municipality: str, to: str) -> None:
        """Show that an answer is on its way. Never raises; nothing depends on it."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """An account as residents see it. ``by_hand`` says whether people may answer in it, too."""

    name: str
    id: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the platform sends what comes in, and whether it does so."""

    address: str
    active: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a call that the platform made to try an address. ``status`` is 0 without an answer."""

    reached: bool
    status: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Quota:
    """The messages of this month that are counted; ``limit`` is None where there is none."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        """How many may still be sent."""
        return None if self.limit is None else max(0, self.limit - self.used)


class Trouble(StrEnum):
    """Why a platform did not tell what it was asked."""

    NO_TOKEN = "no_token"
    """It issues no token: the channel's id and secret do not go together."""
    NOT_LET_IN = "not_let_in"
    """It does not take the token."""
    UNREACHED = "unreached"
    """No connection came about, or no answer in time."""
    SLOW_DOWN = "slow_down"
    """It was asked too often."""
    AILING = "ailing"
    """It has a fault of its own."""
    REFUSED = "refused"
    """It does not take what it was given."""
    NOT_UNDERSTOOD = "not_understood"
    """It said something we do not know."""


class NoAnswer(GomiError):
    """A platform did not tell what it was asked. ``status`` is 0 where it did not answer at all."""

    def __init__(self, trouble: Trouble, status: int = 0, request_id: str = "") -> None:
        self.trouble, self.status, self.request_id = trouble, status, request_id
        super().__init__(f"外の窓口が答えませんでした（{trouble.value}、{status}）")


class ChatAccount(Protocol):
    """A municipality's account on the chat's platform, as the platform itself describes it.

    Every call may raise `NoAnswer`.
    """

    def named(self, municipality: str) -> Named:
        """Whose account it is."""
        ...

    def webhook(self, municipality: str) -> Webhook | None:
        """Where its events go; None while no address is set."""
        ...

    def set_webhook(self, municipality: str, address: str) -> None:
        """Have its events sent to this address from now on."""
        ...

    def try_webhook(self, municipality: str, address: str) -> Tried:
        """Let the platform call this address as it does with events, signed and without any."""
        ...

    def quota(self, municipality: str) -> Quota:
        """What may be sent this month."""
        ...
