"""`./dev long http`: what a search costs over HTTP, beside a constant endpoint of the same server.

A real server process answers on 127.0.0.1 over one kept connection. For every distinct query of
the sets: the time of a request, less the time of the same search in this process. The bar is the
constant endpoint's time plus one and a half times the search's. Exit code 1 when it is missed.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.cities import CITIES, SHARED, queries
from gomi.municipality.import_5374 import import_folder
from gomi.municipality.load import load
from gomi.search.engine import SearchEngine
from gomi.search.search import search
from gomi.settings import read

CONSTANT = "/healthz"
ROUNDS = 5
ALLOWED = 1.5
STARTING_SECONDS = 60.0


def main() -> int:
    """Measure each city's queries and print one row a city."""
    missed = False
    print("| city | queries | constant ms | search in process ms | request ms | allowed ms |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for city in CITIES:
            import_folder(SHARED / "opendata" / "5374" / city, Path(folder) / city)
        engine = SearchEngine(read({}).lexicon_dir)
        with server(Path(folder)) as (port, _):
            for city in CITIES:
                missed |= not _within(city, Path(folder) / city, engine, port)
    return int(missed)


def _within(city: str, folder: Path, engine: SearchEngine, port: int) -> bool:
    municipality = load(folder).municipality
    assert municipality is not None
    index = engine.index(municipality)
    texts = list(dict.fromkeys(query.text for query in queries(city)))
    connection = http.client.HTTPConnection("127.0.0.1", port)
    constant, inside, request = _side_by_side(
        [
            (
                lambda: _get(connection, CONSTANT),
                lambda text=text: search(index, text),
                lambda text=text: _get(connection, f"/v1/{city}/items?q={quote(text)}"),
            )
            for text in texts
        ]
    )
    allowed = constant + ALLOWED * inside
    print(f"| {city} | {len(texts)} | {constant:.3f} | {inside:.3f} | {request:.3f} | {allowed:.3f} |")
    return request <= allowed


def _side_by_side(rows: Sequence[Sequence[Callable[[], object]]]) -> list[float]:
    """Milliseconds of each column: the mean over rows of the median of a few rounds.

    The columns of a row are timed one right after the other, so that a machine whose speed drifts
    is as fast for one as for the next.
    """
    took: list[list[list[float]]] = [[[] for _ in row] for row in rows]
    for _ in range(ROUNDS):
        for row, times in zip(rows, took, strict=True):
            for ask, column in zip(row, times, strict=True):
                start = time.perf_counter()
                ask()
                column.append((time.perf_counter() - start) * 1000)
    return [
        statistics.fmean(statistics.median(column) for column in columns)
        for columns in zip(*took, strict=True)
    ]


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status} {body[:200]!r}")
    return body


@contextmanager
def server(data_dir: Path) -> Iterator[tuple[int, int]]:
    """`gomi serve` as a process of its own, without the limit per address: its port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "GOMI_DATA_DIR": str(data_dir),
        "GOMI_DATABASE_URL": f"sqlite:///{data_dir}/ledger.sqlite3",
        "GOMI_SECRET_KEY": "only-for-measuring-on-this-machine-0123456789",
    }
    command = [sys.executable, "-m", "gomi", "serve", "--unlimited", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    print(json.dumps({"python": sys.version.split()[0]}))
    sys.exit(main())
