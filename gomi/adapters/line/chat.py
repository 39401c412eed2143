"""Residents' chats on LINE; the promise is `gomi.conversation.ports.ChatFace`.

LINE's library is loaded with the first call: an installation without LINE never pays for it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from gomi.adapters.line.channel import Channel, Tokens, channel_of
from gomi.adapters.line.client import Client
from gomi.adapters.line.draw import draw
from gomi.adapters.line.outcomes import Told, outcome_of
from gomi.adapters.line.postback import pressed
from gomi.conversation.heard import Pressed
from gomi.conversation.messages import Reply
from gomi.conversation.ports import Drawn, Outcome
from gomi.ports import JsonValue
from gomi.settings import Settings

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

log = structlog.get_logger()

LOADING_SECONDS = 10
NOT_LET_IN = (401, 403)

Send = Callable[["MessagingApi", dict[str, Any]], Any]


class LineChat:
    """Every municipality's channel. Safe to use from any thread."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._client = Client(settings.get("GOMI_LINE_API_URL").rstrip("/"))
        self._tokens = Tokens(self._client.issue, clock)

    def channel(self, municipality: str) -> str | None:
        """As the settings say."""
        channel = channel_of(self._settings, municipality)
        return channel.id if channel else None

    def warm_up(self) -> None:
        """Loading LINE's library takes a second or more."""
        _ = self._client.messaging

    def is_genuine(self, municipality: str, body: bytes, signature: str) -> bool:
        """By the signature over the raw body, compared in constant time."""
        channel = channel_of(self._settings, municipality)
        return channel is not None and channel.signed(body, signature)

    def pressed(self, data: str) -> Pressed:
        """As `postback` wrote it."""
        return pressed(data)

    def draw(self, reply: Reply, asked: str) -> list[JsonValue]:
        """Within every limit of LINE."""
        return [*draw(reply, asked)]

    def reply(self, municipality: str, token: str, messages: Drawn) -> Outcome:
        """One call; it bears no retry key, for LINE takes none here."""
        said = {"replyToken": token, "messages": messages}
        return self._call(municipality, "reply", lambda api, how: self._client.reply(api, said, how))

    def push(self, municipality: str, to: str, messages: Drawn, key: str) -> Outcome:
        """One call with its retry key. Of a 429 it is found out which of its two meanings it has."""
        said = {"to": to, "messages": messages}
        return self._counted(municipality, "push", 1, lambda api, how: self._client.push(api, said, key, how))

    def multicast(self, municipality: str, to: Sequence[str], messages: Drawn, key: str) -> Outcome:
        """One call with its retry key; LINE wants one recipient to be pushed to."""
        if len(to) == 1:
            return self.push(municipality, to[0], messages, key)
        said = {"to": [*to], "messages": messages}
        return self._counted(
            municipality, "multicast", len(to), lambda api, how: self._client.multicast(api, said, key, how)
        )

    def show_loading(self, municipality: str, to: str) -> None:
        """LINE's animation; it ends with the next message."""
        shown = {"chatId": to, "loadingSeconds": LOADING_SECONDS}
        self._call(municipality, "loading", lambda api, how: self._client.loading(api, shown, how))

    def _counted(self, municipality: str, endpoint: str, messages: int, send: Send) -> Outcome:
        """A call whose messages count against the month; which of its two meanings a 429 has."""
        outcome = self._call(municipality, endpoint, send)
        if outcome is Outcome.SLOW_DOWN and self._has_less_than(messages, municipality):
            return Outcome.OVER_QUOTA
        return outcome

    def _has_less_than(self, messages: int, municipality: str) -> bool:
        left: list[int | None] = []
        self._call(municipality, "quota", lambda api, how: left.append(self._client.left(api, how)))
        return bool(left) and left[0] is not None and left[0] < messages

    def _call(self, municipality: str, endpoint: str, send: Send) -> Outcome:
        """Make a call and say what became of it; its id at LINE is logged, and nothing it says."""
        channel = channel_of(self._settings, municipality)
        if channel is None:
            return Outcome.UNREACHED
        outcome, status, request_id = self._told(channel, send)
        if status in NOT_LET_IN:
            self._tokens.drop(channel)
        log.info("line_called", municipality=municipality, endpoint=endpoint, status=status,
                 request_id=request_id, outcome=outcome.value)  # fmt: skip
        return outcome

    def _told(self, channel: Channel, send: Send) -> Told:
        try:
            token = self._tokens.get(channel)
        except Exception as error:  # whatever it is, nothing has been sent
            _, status, request_id = outcome_of(error)
            return Outcome.UNREACHED, status, request_id
        try:
            answer = send(self._client.messaging, self._client.how(token))
        except Exception as error:
            told = outcome_of(error)
            if told[0] is Outcome.REFUSED:
                log.error("line_refused", status=told[1], request_id=told[2], error=type(error).__name__)
            return told
        headers = answer.getheaders() if hasattr(answer, "getheaders") else {}
        return Outcome.ACCEPTED, getattr(answer, "status", 200), headers.get("x-line-request-id", "")
