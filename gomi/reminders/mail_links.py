"""The links in letters: each names a home by its id, signed, and nothing else.

Who holds a link may do what it is for, so it stands in the letter alone. A link that confirms lasts
for a day; the one that changes or stops lasts as long as the home does. Opening either changes nothing.

>>> links = MailLinks("https://gomi.example.jp", ("k" * 32,))
>>> read = links.home_id(links.token(7))
>>> read, links.home_id("7.forged"), links.to_confirm(links.token(7), datetime(2026, 11, 22))
(7, None, None)
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from itsdangerous import BadSignature, Signer

from gomi.reminders.homes import Home
from gomi.settings import Settings

CONFIRMED_WITHIN = timedelta(days=1)
TOKEN = "t"
"""The parameter in which an address bears it: behind the ?, which servers in front keep out of logs."""
DEMONSTRATION_KEY = "for the demonstration on 127.0.0.1 alone"
BETWEEN = "-"


class MailLinks:
    """Makes and reads them. ``keys``: the one to sign with, then the one still accepted."""

    def __init__(self, base_url: str, keys: Sequence[str]) -> None:
        self._base_url = base_url
        self._of_home, self._confirming = _signer(keys, "home"), _signer(keys, "confirm")

    @classmethod
    def of(cls, settings: Settings) -> "MailLinks":
        """As the settings say; only the demonstration goes without a key of its own."""
        keys = settings.secret_keys or ((DEMONSTRATION_KEY,) if settings.demo else ())
        return cls(settings.base_url, keys)

    def confirm(self, home: Home, now: datetime) -> str:
        """The page where the owner of the address says yes."""
        token = _text(self._confirming.sign(f"{home.id}{BETWEEN}{int(now.timestamp())}"))
        return self._to(home, "confirm", token)

    def change(self, home: Home, district: str = "") -> str:
        """The page where a home is changed; ``district`` is already chosen there."""
        return self._to(home, "settings", self.token(home.id), **({"district": district} if district else {}))

    def stop(self, home: Home) -> str:
        """The page where it is stopped, which a mail program may also do by itself (RFC 8058)."""
        return self._to(home, "stop", self.token(home.id))

    def token(self, home: int) -> str:
        """What lets its owner change and stop it."""
        return _text(self._of_home.sign(str(home)))

    def home_id(self, token: str) -> int | None:
        """The home that a token of `change` and `stop` names; None for any that is not ours."""
        said = _unsigned(self._of_home, token)
        return int(said) if said is not None else None

    def to_confirm(self, token: str, now: datetime) -> int | None:
        """The home that a token of `confirm` names; None for one that is not ours or over a day old."""
        said = _unsigned(self._confirming, token)
        if said is None:
            return None
        home, _, at = said.partition(BETWEEN)
        return int(home) if now.timestamp() - int(at) < CONFIRMED_WITHIN.total_seconds() else None

    def _to(self, home: Home, page: str, token: str, **more: str) -> str:
        asked = urlencode({TOKEN: token, **more, "lang": home.lang})
        return f"{self._base_url}/{home.municipality}/mail/{page}?{asked}"


def _signer(keys: Sequence[str], purpose: str) -> Signer:
    return Signer([*reversed(keys)], salt=f"gomi.mail.{purpose}", key_derivation="hmac", digest_method=sha256)


def _text(signed: bytes) -> str:
    return signed.decode("ascii")


def _unsigned(signer: Signer, token: str) -> str | None:
    try:
        return signer.unsign(token.encode("ascii")).decode("ascii")
    except (BadSignature, UnicodeError):
        return None
