"""One municipality's channel: its secret, and a token that is renewed before it ends."""

import base64
import hashlib
import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gomi.settings import Settings

Issued = tuple[str, timedelta]
RENEWED_BEFORE = timedelta(minutes=2)
ASKED_AGAIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Channel:
    """What the settings say of a channel. ``token`` is empty where stateless ones are issued."""

    id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)

    def signed(self, body: bytes, signature: str) -> bool:
        """Whether ``signature`` is the HMAC-SHA256 of the raw body, in base64 (LINE, verify signature)."""
        expected = base64.b64encode(hmac.new(self.secret.encode(), body, hashlib.sha256).digest())
        return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))


def channel_of(settings: Settings, municipality: str) -> Channel | None:
    """The municipality's channel; None while its secret, or any way to a token, is missing."""
    id, secret, token = (
        settings.get(f"GOMI_LINE_<M>_{name}", municipality)
        for name in ("CHANNEL_ID", "CHANNEL_SECRET", "ACCESS_TOKEN")
    )
    if not secret or not (id or token):
        return None
    return Channel(id or municipality, secret, token)


class NoToken(Exception):
    """None could be issued a moment ago."""


class Tokens:
    """The access token of each channel. Safe to ask from any thread.

    While one asks, the others wait; when none came, they are told so at once instead of waiting too.
    """

    def __init__(self, issue: Callable[[Channel], Issued], clock: Callable[[], datetime]) -> None:
        self._issue, self._clock = issue, clock
        self._issued: dict[str, tuple[str, datetime]] = {}
        self._failed: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def get(self, channel: Channel) -> str:
        """The token to use now; a new one is issued when the old one is about to end.

        Raises:
            NoToken: none could be issued in the last seconds.
            Exception: whatever kept one from being issued now.
        """
        if channel.token:
            return channel.token
        with self._lock:
            token, until = self._issued.get(channel.id, ("", self._clock()))
            return token if self._clock() < until else self._renewed(channel)

    def _renewed(self, channel: Channel) -> str:
        failed = self._failed.get(channel.id)
        if failed is not None and self._clock() < failed + ASKED_AGAIN:
            raise NoToken(channel.id)
        try:
            token, lasts = self._issue(channel)
        except Exception:  # noted for those who wait, and handed on
            self._failed[channel.id] = self._clock()
            raise
        self._issued[channel.id] = token, self._clock() + lasts - RENEWED_BEFORE
        return token

    def drop(self, channel: Channel) -> None:
        """Forget a token that was refused."""
        with self._lock:
            self._issued.pop(channel.id, None)
