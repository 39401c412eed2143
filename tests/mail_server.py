"""A mail server on 127.0.0.1 for tests: real SMTP, and it fails as a test tells it to.

A letter it took is in `letters`, read as a mail program reads it. `script` holds how the next calls
go: ``"451 RCPT"`` answers that command so, ``"drop DATA"`` hangs up after the letter has come without
a word, having kept it; ``"drop MAIL"`` hangs up at that command.
"""

import email
import email.policy
import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit


class MailServer(socketserver.ThreadingTCPServer):
    """It takes letters until `stop`."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, tls: ssl.SSLContext | None = None, at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.tls, self.at_once = tls, at_once
        self.script: list[str] = []
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, str]] = []
        self.lines = 0
        self.secured = 0
        self.logins: list[str] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        """What the setting says."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def to(self, address: str) -> list[EmailMessage]:
        """The letters that came to an address, each once however often it was sent."""
        theirs = [letter for letter in self.letters if address in str(letter["To"])]
        return list({letter["Message-ID"]: letter for letter in theirs}.values())

    def fault(self, verb: str) -> str | None:
        """What goes wrong at this command, once."""
        if self.script and self.script[0].endswith(f" {verb}"):
            return self.script.pop(0).split()[0]
        return None


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: MailServer

    def handle(self) -> None:
        self.server.lines += 1
        if self.server.at_once and not self.secure():
            return
        self.say("220 mail.example.jp")
        sender = to = ""
        while line := self.rfile.readline():
            words = line.decode("ascii").strip()
            verb = words.split(" ")[0].upper()
            fault = self.server.fault(verb) if verb != "DATA" else None
            if fault == "drop":
                return
            if fault:
                self.say(f"{fault} as the test wants it: {words}")
                continue
            match verb:
                case "EHLO":
                    offered = "250-STARTTLS\r\n" if self.server.tls and not self.server.at_once else ""
                    self.say(f"250-mail.example.jp\r\n{offered}250 AUTH PLAIN")
                case "STARTTLS":
                    self.say("220 go on")
                    if not self.secure():
                        return
                case "AUTH":
                    self.server.logins.append(words)
                    self.say("235 in")
                case "MAIL":
                    sender = words
                    self.say("250 good")
                case "RCPT":
                    to = re.sub(r"^RCPT TO:<(.*)>$", r"\1", words, flags=re.IGNORECASE)
                    self.say("250 good")
                case "DATA":
                    if not self.data(sender, to):
                        return
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 good")

    def secure(self) -> bool:
        """Go over to TLS; False when the other side does not trust us."""
        assert self.server.tls is not None
        try:
            self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        except OSError:
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.server.secured += 1
        return True

    def data(self, sender: str, to: str) -> bool:
        """Take a letter; False when the line is dropped."""
        self.say("354 go on")
        content = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            content += line[1:] if line.startswith(b".") else line
        fault = self.server.fault("DATA")
        if fault in (None, "drop"):
            self.server.raw.append(content)
            self.server.envelopes.append((sender, to))
            self.server.letters.append(email.message_from_bytes(content, policy=email.policy.default))
        if fault == "drop":
            return False
        self.say(f"{fault} no" if fault else "250 taken")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, at_once: bool = False) -> Iterator[MailServer]:
    """A server, for as long as it is needed. With ``tls`` it offers STARTTLS, or TLS ``at_once``."""
    server = MailServer(tls, at_once)
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def text_of(letter: EmailMessage) -> str:
    """What stands in it."""
    return str(letter.get_content()).replace("\r\n", "\n")


def links_in(letter: EmailMessage) -> list[str]:
    """The addresses in it, in their order."""
    return re.findall(r"https?://\S+", text_of(letter))


def token_in(link: str) -> str:
    """What lets its reader in."""
    return parse_qs(urlsplit(link).query)["t"][0]
