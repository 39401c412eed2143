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
import math
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.ledgers import Trouble, lock_held, postgresql, slow_inserts, sqlite
from benchmarks.residents import (
    LOCAL,
    SECRET,
    TOWN,
    Came,
    Line,
    Webhook,
    post_all,
    webhook_of,
    webhooks_of,
)
from gomi.adapters.sql_ledger import open_engine, reading
from gomi.adapters.sql_migrations import upgrade
from gomi.adapters.sql_schema import inbox

FIRST = "first"
ALLOWED_MS = 500.0
RATE, HEADROOM = 50, 200
STARTING_SECONDS, ANSWERING_SECONDS = 60.0, 300.0


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
    webhooks = webhooks_of(RATE * seconds)  # at a higher rate as many, in less time
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
        first = await post_all(host, port, [webhook_of(FIRST, "?")], case.rate)
        if case.worker:
            await _answered(line, first)
        with case.trouble(engine):
            before = _cpu_seconds(process)
            came = await post_all(host, port, webhooks, case.rate)
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
