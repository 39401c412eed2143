"""The door: the command line. The only module of `gomi` that knows of `api` and `notifier`."""

import argparse
import sys
from collections.abc import Sequence

from api import command as serve
from api import worker_command as worker
from gomi.commands import (
    check,
    days,
    db,
    exception,
    ics,
    import_5374,
    lexicon,
    line,
    misses,
    nearest,
    places,
    publish,
    search,
    settings,
)
from gomi.logs import log_to_stderr
from notifier import command as notifier

COMMANDS = (
    worker,
    notifier,
    check,
    search,
    days,
    nearest,
    places,
    ics,
    exception,
    import_5374,
    publish,
    misses,
    lexicon,
    line,
    db,
    settings,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 good, 1 the thing asked about is wrong, 2 wrong use."""
    log_to_stderr()
    parser = argparse.ArgumentParser(prog="gomi", description="自治体のごみ案内")
    subparsers = parser.add_subparsers(required=True, metavar="命令")
    serve.add_to(subparsers, notifier.beside)
    for command in COMMANDS:
        command.add_to(subparsers)
    args = parser.parse_args(arguments)
    try:
        return int(args.run(args))
    except BrokenPipeError:
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
