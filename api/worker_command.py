"""`gomi worker`: handle what came in over LINE and send what is said, until it is stopped."""

import argparse
import os
import sys

from api.line.worker import Worker
from gomi.bootstrap import bootstrap, utc_now
from gomi.commands.telling import GOOD, Subparsers, told
from gomi.search.engine import SearchEngine
from gomi.settings import read, unknown_lines
from gomi.stopping import stop_signal
from gomi.words import load_words


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
