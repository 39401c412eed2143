"""`./dev long reminders`: how soon everyone who wants a reminder at 20:00 is handed over to LINE.

A real `gomi notifier run --once` works on a PostgreSQL of its own against a counting stand-in for
LINE. All homes want the same minute of one evening, and on it there is something to tell to each.
The time runs from the start of the process to its end, so the reading of every municipality's
tables is in it. Exit code 1 when a resident is not told, or told twice, or a bar is not met.
Nothing but 127.0.0.1 is called.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.counting import LOCAL
from benchmarks.ledgers import postgresql, sqlite
from gomi.adapters.sql_ledger import is_embedded, open_engine, writing
from gomi.adapters.sql_migrations import upgrade
from gomi.settings import CHECKOUT

MODEL = "mihon"
NOW = "2026-11-25T20:00:05+09:00"
EVENING = 20 * 60
MOST_MEGABYTES = 500.0
LANGUAGES = ("ja", "ja", "ja", "ja", "ja", "ja", "en", "zh-Hans", "vi", "pt")
DISTRICTS = ("honcho-1", "hamacho", "ekimaecho", "yamate")
SEED = """
INSERT INTO homes (municipality, channel, resident, label, district, next_district, evening, streams,
                   lang, state, created_at, changed_at)
SELECT 'town' || (n % {cities}), 'channel' || (n % {cities}), 'U' || {padded}, '', {district}, '',
       {evening}, '[]', {lang}, 'active', '2026-11-01', '2026-11-01' FROM {numbers}
"""


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    name: str
    residents: int
    cities: int
    allowed_seconds: float


CASES = (Case("one city", 60_000, 1, 60.0), Case("100 cities", 1_000_000, 100, 300.0))


def main(arguments: Sequence[str]) -> int:
    """Measure every case, or those whose name holds ``--only``, and print one row each."""
    parser = argparse.ArgumentParser(prog="./dev long reminders", description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite instead of PostgreSQL")
    args = parser.parse_args(arguments)
    print("| residents | cities | seconds | allowed | calls | told | told twice | notifier CPU s "
          "| peak memory MB |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    results = [_measured(case, args.sqlite) for case in CASES if args.only in case.name]
    return int(not results or not all(results))


def _measured(case: Case, on_sqlite: bool) -> bool:
    """Print the row; whether it is as it must be."""
    ledger = sqlite if on_sqlite else postgresql
    with tempfile.TemporaryDirectory() as folder, ledger(Path(folder)) as url, _counting() as port:
        engine = open_engine(url)
        upgrade(engine)
        _seed(engine, case)
        engine.dispose()
        _towns(Path(folder) / "towns", case.cities)
        seconds, cpu, megabytes = _run(_environment(case, url, port, Path(folder) / "towns"))
        counted = json.load(urllib.request.urlopen(f"http://{LOCAL}:{port}/"))
    print(f"| {case.residents:,} | {case.cities} | {seconds:.1f} | {case.allowed_seconds:.0f} "
          f"| {counted['calls']:,} | {counted['residents']:,} | {counted['twice']} | {cpu:.1f} "
          f"| {megabytes:.0f} |", flush=True)  # fmt: skip
    everyone = counted["residents"] == case.residents and not counted["twice"]
    return everyone and seconds <= case.allowed_seconds and megabytes <= MOST_MEGABYTES


@contextmanager
def _counting() -> Iterator[int]:
    """The stand-in's port."""
    command = [sys.executable, "-m", "benchmarks.counting"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=CHECKOUT)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def _seed(engine: Engine, case: Case) -> None:
    """Homes of every district and language, turn by turn."""
    last = case.residents - 1
    embedded = is_embedded(engine)
    series = f"generate_series(0, {last}) AS n"
    counted = (
        f"(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < {last}) SELECT n FROM c)"
    )
    statement = SEED.format(
        cities=case.cities,
        padded="printf('%032x', n)" if embedded else "lpad(to_hex(n), 32, '0')",
        district=_turn(DISTRICTS, case.cities),
        lang=_turn(LANGUAGES, case.cities * len(DISTRICTS)),
        evening=EVENING,
        numbers=counted if embedded else series,
    )
    with writing(engine) as connection:
        connection.execute(text(statement))


def _turn(values: Sequence[str], every: int) -> str:
    """One value after the other, each for so many numbers."""
    cases = " ".join(f"WHEN {number} THEN '{value}'" for number, value in enumerate(values))
    return f"CASE (n / {every}) % {len(values)} {cases} END"


def _towns(folder: Path, cities: int) -> None:
    """So many municipalities, each with the model's tables under an id of its own."""
    for number in range(cities):
        shutil.copytree(CHECKOUT / "data" / MODEL, folder / f"town{number}")
        profile = folder / f"town{number}" / "municipality.toml"
        said = profile.read_text(encoding="utf-8")
        profile.write_text(said.replace(f'id = "{MODEL}"', f'id = "town{number}"'), encoding="utf-8")


def _environment(case: Case, url: str, port: int, towns: Path) -> dict[str, str]:
    """Free of this shell's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOMI_")}
    environment |= {"GOMI_DATABASE_URL": url, "GOMI_DATA_DIR": str(towns),
                    "GOMI_LINE_API_URL": f"http://{LOCAL}:{port}"}  # fmt: skip
    for number in range(case.cities):
        prefix = f"GOMI_LINE_TOWN{number}"
        environment |= {f"{prefix}_CHANNEL_ID": f"channel{number}", f"{prefix}_CHANNEL_SECRET": "secret",
                        f"{prefix}_ACCESS_TOKEN": "token"}  # fmt: skip
    return environment


def _run(environment: dict[str, str]) -> tuple[float, float, float]:
    """Seconds until the notifier has ended, its CPU seconds, and its peak memory in MB."""
    command = [sys.executable, "-m", "gomi", "notifier", "run", "--once", "--now", NOW]
    with tempfile.TemporaryFile() as log:
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, cwd=CHECKOUT, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        if status:
            log.seek(0)
            raise SystemExit(f"the notifier failed\n{log.read().decode()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
