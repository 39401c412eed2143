"""Letters over SMTP; the promise is `gomi.reminders.ports.Mail`.

``smtp://user:password@host:587`` begins in the clear and goes over to TLS (STARTTLS); ``smtps://`` is
TLS from the first byte. A password is never said without TLS, but to the machine itself. Of what goes
wrong a number is logged and nothing that a server says: it may name the address.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import structlog

from gomi.adapters.mail_message import address_of, as_bytes
from gomi.adapters.smtp_lines import Lines
from gomi.conversation.ports import Outcome
from gomi.reminders.addresses import NotAnAddress, read_address
from gomi.reminders.ports import Letter
from gomi.settings import Settings, SettingsWrong

log = structlog.get_logger()

PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 8.0
"""For each answer; all together stay within the lease of a batch."""
SECONDS_TO_TAKE = 20.0
"""For the answer to a whole letter: servers look through it first."""
ITSELF = ("127.0.0.1", "::1", "localhost")
GOOD, FOR_GOOD = 2, 5


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. ``secure`` says that it speaks TLS from the first byte."""

    host: str
    port: int
    secure: bool
    user: str = ""
    password: str = field(default="", repr=False)

    def connect(self) -> smtplib.SMTP:
        """A connection that is let in.

        Raises:
            OSError, smtplib.SMTPException: none came about.
        """
        trust = ssl.create_default_context()
        if self.secure:
            line: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trust)
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            self._let_in(line, trust)
        except BaseException:
            line.close()
            raise
        return line

    def _let_in(self, line: smtplib.SMTP, trust: ssl.SSLContext) -> None:
        line.ehlo_or_helo_if_needed()
        offered = not self.secure and line.has_extn("starttls")
        if offered:
            line.starttls(context=trust)
            line.ehlo()
        if self.user:
            if not (self.secure or offered or self.host in ITSELF):
                raise smtplib.SMTPNotSupportedError("STARTTLS")
            line.login(self.user, self.password)


class SmtpMail:
    """One mail server for every municipality."""

    def __init__(self, server: Server, from_address: str) -> None:
        self._from_address = from_address
        self._lines = Lines(server.connect)

    def send(self, letter: Letter) -> Outcome:
        """One letter, on a line that may have carried others before."""
        try:
            line = self._lines.take()
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail_not_reached", error=type(error).__name__, status=_status(error))
            return Outcome.UNREACHED
        outcome, status = _handed_over(line, self._from_address, letter)
        if outcome is Outcome.ACCEPTED:
            self._lines.give_back(line)
        else:
            line.close()
        log.info("mail_called", outcome=outcome.value, status=status)
        return outcome

    def close(self) -> None:
        """End the lines that are open."""
        self._lines.close()


def server_of(settings: Settings) -> tuple[Server, str] | None:
    """The mail server and the sender's address; None where neither is set.

    Raises:
        SettingsWrong: one of the two is missing or cannot be read, or there is no key for the links.
    """
    url, sender = settings.get("GOMI_SMTP_URL"), settings.get("GOMI_MAIL_FROM")
    if not url and not sender:
        return None
    server, from_address = _server(url), _from_address(sender)
    if server is None:
        raise SettingsWrong(("GOMI_SMTP_URL: smtp://利用者:パスワード@サーバー:587 の形で書いてください",))
    if from_address is None:
        raise SettingsWrong(("GOMI_MAIL_FROM: 差出人のメールアドレスを書いてください",))
    if not settings.secret_keys:
        raise SettingsWrong(("GOMI_SECRET_KEY: メールを送るには鍵が要ります",))
    return server, from_address


def _server(url: str) -> Server | None:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname, port, parts.scheme == "smtps", user, password)


def _from_address(sender: str) -> str | None:
    try:
        return read_address(sender)
    except NotAnAddress:
        return None


def _handed_over(line: smtplib.SMTP, from_address: str, letter: Letter) -> tuple[Outcome, int]:
    """What became of a letter. From DATA on a silence is unclear; before it nothing was sent."""
    try:
        status = _addressed(line, address_of(from_address), address_of(letter.to))
        if status:
            return status
        _waits(line, SECONDS_TO_TAKE)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome.UNREACHED, _status(error)
    try:
        code, _ = line.data(as_bytes(letter, from_address))
        _waits(line, SECONDS)
    except smtplib.SMTPDataError as error:  # it would not begin
        return _of(error.smtp_code), error.smtp_code
    except (OSError, smtplib.SMTPException) as error:
        return Outcome.UNCLEAR, _status(error)
    return _of(code), code


def _addressed(line: smtplib.SMTP, sender: str, to: str) -> tuple[Outcome, int] | None:
    """None when the letter may follow. That we may not write at all is no fault of the recipient's."""
    code, _ = line.mail(sender)
    if code // 100 != GOOD:
        log.error("mail_sender_refused", status=code)
        return Outcome.UNREACHED, code
    code, _ = line.rcpt(to)
    return None if code // 100 == GOOD else (_of(code), code)


def _waits(line: smtplib.SMTP, seconds: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)


def _of(code: int) -> Outcome:
    if code // 100 == GOOD:
        return Outcome.ACCEPTED
    return Outcome.REFUSED if code // 100 == FOR_GOOD else Outcome.UNREACHED


def _status(error: Exception) -> int:
    return int(getattr(error, "smtp_code", 0))
