"""`gomi worker`: handle what came in over LINE and send what is said, until it is stopped."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable

from api.line.worker import Worker
from gomi.bootstrap import bootstrap, utc_now
from gomi.commands.telling import GOOD, Subparsers, told
from gomi.search.engine import SearchEngine
from gomi.settings import read, unknown_lines
from gomi.words import load_words

WAKES_EVERY_SECONDS = 0.5


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser(
        "worker", help="LINE で届いたものに答える（gomi serve --no-worker と一緒に）"
    )
    parser.set_defaults(run=run)


@told
def run(args: argparse.Namespace) -> int:
    """Work until stopped; what is in hand then is finished first."""
    settings = read(os.environ)
    print(*unknown_lines(settings), sep="\n", end="", file=sys.stderr)
    services = bootstrap(settings, SearchEngine(settings.lexicon_dir).index)
    worker = Worker(services, load_words(), utc_now)
    told_to_stop = stop_signal()
    try:
        worker.start()
        print("LINE の受け箱を見ています", flush=True)
        told_to_stop()
    finally:
        worker.stop()
        services.close()
    return GOOD


def stop_signal() -> Callable[[], None]:
    """From now on SIGINT and SIGTERM are noticed; what comes back waits in the main thread for one.

    The system may hand a signal to any thread (it does after SIGSTOP and SIGCONT), and Python runs
    its handler only when the main thread wakes: so it wakes now and then.
    """
    stopping = threading.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_, lambda *_: stopping.set())

    def wait() -> None:
        while not stopping.wait(WAKES_EVERY_SECONDS):
            pass

    return wait
