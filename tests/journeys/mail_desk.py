"""A real `gomi serve` and real notifiers beside a mail server, and residents with a browser and a mailbox."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from typing import Any

from httpx2 import Client, HTTPError

from gomi.adapters.sql_ledger import open_engine
from gomi.bootstrap import Ledger, ledger_on
from gomi.settings import CHECKOUT
from tests.journeys.line_desk import until
from tests.mail_server import MailServer, links_in, mail_server

PATIENCE = 180
OURS = {"sec-fetch-site": "same-origin"}
INPUT = re.compile(r"<(input|option|select|button)\b([^>]*)>")


class MailTown:
    """gomi on one ledger, with the mail server it sends through."""

    def __init__(self, folder: Path, server: MailServer, port: int) -> None:
        self.folder, self.server = folder, server
        self.url, self._port = f"http://127.0.0.1:{port}", port
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GOMI_")},
            "PYTHONPATH": str(CHECKOUT),
            "GOMI_SECRET_KEY": "k" * 40,
            "GOMI_DATABASE_URL": f"sqlite:///{folder}/ledger.sqlite3",
            "GOMI_BASE_URL": self.url,
            "GOMI_SMTP_URL": server.url,
            "GOMI_MAIL_FROM": "gomi@city.example.jp",
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def log(self) -> str:
        """What the processes wrote for the operator."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def serve(self) -> None:
        """`gomi serve`, once it answers."""
        process = self._start("serve", "--no-notifier", "--port", str(self._port))
        until(lambda: process.poll() is not None or self._answers(), lambda: self.log)
        assert process.poll() is None, self.log

    def notify(self, now: str) -> "subprocess.Popen[bytes]":
        """`gomi notifier run --once`, begun as if it were this time in Japan."""
        return self._start("notifier", "run", "--once", "--now", f"{now}+09:00")

    def notified(self, now: str) -> None:
        """The same, once it has ended well."""
        assert self.notify(now).wait(PATIENCE) == 0, self.log

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger as it is now."""
        with closing(ledger_on(open_engine(self._environment["GOMI_DATABASE_URL"]))) as ledger:
            yield ledger

    def browser(self) -> "Browser":
        """Someone's."""
        return Browser(self.url)

    def close(self) -> None:
        """End everything that was started."""
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen([sys.executable, "-m", "gomi", *command], env=self._environment,
                                       cwd=CHECKOUT, stdout=log, stderr=log)  # fmt: skip
        self._processes.append(process)
        return process

    def _answers(self) -> bool:
        try:
            with Client(trust_env=False) as client:
                return client.get(f"{self.url}/healthz").status_code == 200
        except HTTPError:
            return False


class Browser:
    """It fills in the form of the page it shows, with what the form holds already, and presses the button."""

    def __init__(self, url: str) -> None:
        self._url, self.page = url, ""
        self._client = Client(base_url=url, trust_env=False, follow_redirects=True, timeout=PATIENCE)

    def open(self, address: str) -> str:
        """Show a page; what it says in its heading."""
        return self._shown(self._client.get(address.removeprefix(self._url)))

    def press(self, **filled: Any) -> str:
        """Send the form of the page; the heading of the page that follows."""
        action, body = re.search(r'<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>',
                                 self.page, re.DOTALL).groups()  # fmt: skip
        fields = {**_held(body), **filled}
        return self._shown(self._client.post(unescape(action), data=fields, headers=OURS))

    def call(self, address: str, **body: str) -> int:
        """What a mail program does without showing a page."""
        path = address.removeprefix(self._url)
        with Client(base_url=self._url, trust_env=False) as client:
            return client.post(path, data=body).status_code

    def follow(self, letter: EmailMessage, which: int = 0) -> str:
        """Open a link of a letter."""
        return self.open(links_in(letter)[which])

    def _shown(self, response: Any) -> str:
        self.page = response.text
        return re.sub(r"<[^>]*>", "", re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.DOTALL)[1]).strip()


def _held(body: str) -> dict[str, Any]:
    """What a form would send as it stands."""
    held: dict[str, Any] = {}
    name = ""
    for tag, told in INPUT.findall(body):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', told))
        if tag == "select":
            name = attributes["name"]
        elif tag == "option" and " selected" in told:
            held[name] = attributes["value"]
        elif attributes.get("type") == "checkbox":
            if " checked" in told:
                held.setdefault(attributes["name"], []).append(unescape(attributes["value"]))
        elif tag == "input":
            held[attributes["name"]] = unescape(attributes.get("value", ""))
    return held


@contextmanager
def mail_town(folder: Path, port: int) -> Iterator[MailTown]:
    """One, for as long as it is needed."""
    with mail_server() as server:
        town = MailTown(folder, server, port)
        try:
            yield town
        finally:
            town.close()
