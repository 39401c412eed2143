"""A real `gomi serve` beside the stand-in for LINE, and residents who write to it by telephone.

An `Installation` starts and ends processes on one ledger and one port. Nothing here waits for a
time to pass: `Installation.settle` waits until the ledger has nothing left to do.
"""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select, text, update

from gomi.adapters.sql_homes import SqlHomes
from gomi.adapters.sql_ledger import open_engine, reading, writing
from gomi.adapters.sql_migrations import upgrade
from gomi.adapters.sql_schema import outbox
from gomi.bootstrap import Ledger, ledger_on
from gomi.reminders.homes import Home, SaveHome
from tests.gomi.adapters.test_line_drawing import load_by_path

CHECKOUT = Path(__file__).resolve().parents[2]
SECRET, CHANNEL, TOKEN = "channel-secret", "1650000001", "long-lived-token"
BASE_URL = "https://gomi.example.jp"
PATIENCE = 180
MOST_IN_A_CALL = 100
QUEUES = ("inbox", "outbox")

Message = dict[str, Any]


def load_platform(shared: Path) -> ModuleType:
    """The stand-in for LINE beside the checkout; without it the test says what is missing."""
    path = shared / "line_platform" / "line_platform.py"
    if not path.is_file():
        pytest.skip("../shared/line_platform（LINE の代わり）がありません")
    return load_by_path(path)


def until(holds: Callable[[], bool], what: Callable[[], object] = str) -> None:
    """Wait until it holds; if it never does, say how things stand."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what()
        time.sleep(0.02)


def said(messages: Sequence[Message]) -> str:
    """What messages say to someone who sees no cards."""
    return "\n".join(each.get("altText") or each.get("text", "") for each in messages)


def batched(values: Sequence[Any], most: int) -> Iterator[Sequence[Any]]:
    """Some at a time."""
    for at in range(0, len(values), most):
        yield values[at : at + most]


class Installation:
    """gomi on one ledger, and the LINE it talks to. ``allowed`` are the rules a test may break."""

    def __init__(
        self, platform: ModuleType, folder: Path, ledger: str = "", stateless: bool = False, **settings: str
    ) -> None:
        self.platform, self.folder = platform, folder
        self.ledger_url = ledger or f"sqlite:///{folder}/ledger.sqlite3"
        config = platform.SimConfig(channel_secret=SECRET, channel_id=CHANNEL, tokens=(TOKEN,))
        self.line = platform.SimServer(config).start()
        self.port = platform.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.allowed: set[str] = set()
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GOMI_")},
            "PYTHONPATH": str(CHECKOUT),
            "GOMI_SECRET_KEY": "k" * 40,
            "GOMI_DATABASE_URL": self.ledger_url,
            "GOMI_BASE_URL": BASE_URL,
            "GOMI_LINE_API_URL": self.line.url,
            **channel_settings("mihon", stateless),
            **settings,
        }
        self._engine = open_engine(self.ledger_url)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._phones: list[Any] = []
        self._broken = 0
        upgrade(self._engine)

    @property
    def sim(self) -> Any:
        """The platform's state."""
        return self.line.sim

    @property
    def log(self) -> str:
        """What the processes wrote for the operator."""
        return (self.folder / "log").read_text(encoding="utf-8")

    # Processes

    def serve(self, *options: str) -> "subprocess.Popen[bytes]":
        """`gomi serve`, once it answers; one that runs with the same options goes on."""
        # Reminders are sent when a test asks for them, not when it happens to be evening.
        command = ["serve", "--no-notifier", "--port", str(self.port), *options]
        for process in self._running():
            if process.args[3:] == command:  # type: ignore[index]  # a list, as `_start` gave it
                return process
            if "serve" in process.args:  # type: ignore[operator]  # a list
                self.kill(process)
        process = self._start(*command)
        until(lambda: process.poll() is not None or self._answers(), lambda: self.log)
        assert process.poll() is None, self.log
        return process

    def work(self) -> "subprocess.Popen[bytes]":
        """`gomi worker`, once it looks into the inbox."""
        process = self._start("worker")
        assert process.stdout is not None
        assert "受け箱" in process.stdout.readline().decode(), self.log
        return process

    def notify(self, now: str, *options: str) -> "subprocess.Popen[bytes]":
        """`gomi notifier run --once`, begun as if it were this time in Japan."""
        return self._start("notifier", "run", "--once", "--now", f"{now}+09:00", *options)

    def notified(self, now: str) -> None:
        """The same, once it has ended well."""
        assert self.notify(now).wait(PATIENCE) == 0, self.log

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """kill -9."""
        process.kill()
        process.wait()

    def end(self, process: "subprocess.Popen[bytes]") -> int:
        """End it as an operator does; its exit code."""
        process.terminate()
        return process.wait(PATIENCE)

    def close(self) -> None:
        """End everything that was started."""
        for process in self._processes:
            self.kill(process)
            if process.stdout:
                process.stdout.close()
        for phone in self._phones:
            self.run(phone.http.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.line.stop()
        self._engine.dispose()

    def _running(self) -> list["subprocess.Popen[bytes]"]:
        return [process for process in self._processes if process.poll() is None]

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "gomi", *command],
                env=self._environment,
                cwd=CHECKOUT,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def _answers(self) -> bool:
        from httpx2 import HTTPError, get

        try:
            return get(f"{self.url}/healthz", trust_env=False).status_code == 200
        except HTTPError:
            return False

    # Residents

    def resident(self, municipality: str = "mihon", user: str | None = None) -> "Resident":
        """Someone new, who has made the account a friend."""
        webhook = f"{self.url}/line/{municipality}/webhook"
        phone = self.platform.ResidentPhone(webhook, self.line.url, SECRET, user, timeout=PATIENCE)
        self._phones.append(phone)
        self.sim.know_user(phone.user_id, following=True)
        return Resident(self, phone)

    def answers_to(self, user: str) -> list[list[Message]]:
        """Everything that ever came to someone, one list for each answer."""
        by_answer = groupby(self.sim.inbox[user], key=lambda each: each["requestId"])
        return [[each["message"] for each in group] for _, group in by_answer]

    def crowd(
        self, conversations: Sequence[Sequence[str]], municipality: str = "mihon"
    ) -> list[tuple[list[list[Message]], str]]:
        """Let someone new have each conversation; their answers, and the id of what they sent last."""
        sender = self.resident(municipality)
        events = [[sender.text(words) for words in each] for each in conversations]
        users = [self.platform.new_user_id() for _ in conversations]
        for of_one, user in zip(events, users, strict=True):
            for event in of_one:
                event["source"] = {"type": "user", "userId": user}
        for some in batched(events, MOST_IN_A_CALL):
            together = [event for of_one in some for event in of_one]
            assert sender.do("post", together).status == 200
            self.settle()
        pairs = zip(events, users, strict=True)
        return [(self.answers_to(user), of_one[-1]["webhookEventId"]) for of_one, user in pairs]

    def at_once(self, *doing: Any) -> list[Any]:
        """Do several things at the same time."""

        async def together() -> list[Any]:
            return list(await asyncio.gather(*doing))

        return self.run(together())

    def run(self, doing: Any) -> Any:
        """In a thread of its own: a browser that another test drives may hold this one's loop."""
        return asyncio.run_coroutine_threadsafe(doing, self.loop).result()

    # The platform

    def fail(self, *faults: Message, on: str = "/message/reply") -> None:
        """The next calls to this address go wrong, one fault after the other."""
        self.sim.faults += [{"match": on, **fault} for fault in faults]

    def pass_time(self, seconds: float) -> None:
        """The platform's clock goes ahead; ours does not."""
        self.sim.clock_offset += seconds

    def called(self, path: str, kind: str = "request") -> int:
        """How often this address was called."""
        return sum(each["kind"] == kind and path in each.get("path", "") for each in list(self.sim.journal))

    def broken_rules(self) -> list[str]:
        """The rules broken since the last look, those allowed left aside."""
        new, self._broken = self.sim.violations[self._broken :], len(self.sim.violations)
        told = [each for each in new if each["severity"] not in ("expected", "limit")]
        rules = [(reason["rule"], each["message"]) for each in told for reason in each["reasons"]]
        return [f"{rule}: {message}" for rule, message in rules if rule not in self.allowed]

    # The ledger

    @property
    def ledger(self) -> Ledger:
        """The keepers on the ledger."""
        return ledger_on(self._engine)

    def add_homes(self, homes: Sequence[Home], now: datetime) -> None:
        """Homes as residents would have added them, all at once."""
        keeper = SqlHomes(self._engine)
        with writing(self._engine) as connection:
            for home in homes:
                keeper.change_within(connection, home.channel, home.resident, [SaveHome(home)], now)

    def rows(self, table: str) -> list[Any]:
        """Every row, oldest first."""
        order = "seen_at" if table == "contacts" else "id"
        with reading(self._engine) as connection:
            return list(connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}")))

    def change(self, statement: str) -> None:
        """Change the ledger, as time or an accident would."""
        with writing(self._engine) as connection:
            connection.execute(text(statement))

    def count(self, table: str, where: str = "1 = 1") -> int:
        """How many rows there are."""
        with reading(self._engine) as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table} WHERE {where}")).scalar_one())

    def unfinished(self) -> int:
        """How many events and answers are still to be dealt with."""
        return sum(self.count(table, "next_at IS NOT NULL") for table in QUEUES)

    def settle(self) -> None:
        """Wait until everything that came in is answered, as long as it goes on."""
        while left := self.unfinished():
            until(lambda before=left: self.unfinished() < before, self._stuck)  # type: ignore[misc]  # a default in a lambda has no type

    def _stuck(self) -> list[Any]:
        return [row for table in QUEUES for row in self.rows(table) if row.next_at is not None]

    def let_leases_run_out(self) -> None:
        """What a killed process held is free at once, and its reply tokens live, however slow we are."""
        self._change_tokens("state = 'leased'", "2999-01-01T00:00:00+00:00")
        for table in QUEUES:
            self.change(f"UPDATE {table} SET next_at = remembered_at WHERE state = 'leased'")

    def let_reply_tokens_die(self, user: str) -> None:
        """What is still to be said to someone is so late that its reply token cannot be used."""
        self._change_tokens(f"order_key LIKE '%{user}'", "2020-01-01T00:00:00+00:00")

    def _change_tokens(self, where: str, until: str) -> None:
        with writing(self._engine) as connection:
            for row in connection.execute(select(outbox).where(text(where), outbox.c.next_at.is_not(None))):
                payload = {**row.payload, "token_until": until}
                connection.execute(update(outbox).where(outbox.c.id == row.id).values(payload=payload))


class Resident:
    """One resident's telephone."""

    def __init__(self, at: Installation, phone: Any) -> None:
        self.at, self.phone = at, phone

    @property
    def id(self) -> str:
        """LINE's user id."""
        return str(self.phone.user_id)

    def do(self, name: str, *given: Any, **how: Any) -> Any:
        """Do something with the telephone, and go on at once."""
        return self.at.run(getattr(self.phone, name)(*given, **how))

    def hears(self) -> list[Message]:
        """What came since the last look, once everything is answered."""
        self.at.settle()
        return list(self.do("read"))

    def says(self, words: str) -> list[Message]:
        """Write something; what is answered."""
        assert self.do("send_text", words).status == 200
        return self.hears()

    def taps(self, label: str, **how: Any) -> list[Message]:
        """Tap a button by what stands on it; what is answered."""
        self.do("tap", label, **how)
        return self.hears()

    def sends(self, *events: Message, **how: Any) -> list[Message]:
        """Several events in one call; what is answered."""
        assert self.do("send_batch", list(events), **how).status == 200
        return self.hears()

    def text(self, words: str, **changed: Any) -> Message:
        """The event of a text, not sent yet."""
        return {**self.phone.make_message("text", text=words), **changed}

    def foreign(self, event: Message) -> Any:
        """Send an event that the platform's description does not know, with a reply token that lives."""
        known = {**self.text("x"), "replyToken": event.get("replyToken", "0" * 32)}
        self.at.run(self.phone.http.post(f"{self.at.line.url}/_sim/events", json={"events": [known]}))
        return self.do("post", [event], announce=False)

    def answers(self) -> list[list[Message]]:
        """Everything that ever came, one list for each answer."""
        return self.at.answers_to(self.id)

    def buttons(self) -> list[str]:
        """What can be tapped below the last answer."""
        return [each.label for each in self.phone.quick_replies()]


def channel_settings(municipality: str, stateless: bool = False) -> dict[str, str]:
    """The settings of a channel."""
    prefix = f"GOMI_LINE_{municipality.upper()}"
    token = {} if stateless else {f"{prefix}_ACCESS_TOKEN": TOKEN}
    return {f"{prefix}_CHANNEL_ID": CHANNEL, f"{prefix}_CHANNEL_SECRET": SECRET, **token}


def running(installation: Installation) -> Iterator[Installation]:
    """Hand it out; in the end, end everything."""
    try:
        yield installation
    finally:
        installation.close()


def checked(installation: Installation) -> Iterator[None]:
    """Around one test: no fault is left behind, and no rule of LINE was broken but those allowed."""
    installation.allowed = set()
    installation.broken_rules()
    yield
    installation.sim.faults.clear()
    assert installation.broken_rules() == []


def as_json(value: object) -> Any:
    """A column of JSON, whichever database kept it."""
    return json.loads(value) if isinstance(value, str) else value
