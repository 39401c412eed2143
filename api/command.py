"""`gomi serve`: the API and the pages, until it is stopped."""

import argparse
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import uvicorn
from fastapi import FastAPI
from starlette.types import Lifespan

from api.app import create_app
from api.line.desk import LineDesk
from api.line.worker import Worker
from gomi.bootstrap import Services, bootstrap, utc_now
from gomi.commands.telling import GOOD, WRONG_USE, Subparsers, told
from gomi.search.engine import SearchEngine
from gomi.search.index import ItemIndex
from gomi.settings import Settings, read, unknown_lines
from gomi.words import Words, load_words


class Beside(Protocol):
    """Something that works in the background of a process that serves."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """Finish what is in hand. Stopping twice is the same as once."""
        ...


MakeBeside = Callable[[Services[Any], Words], Beside]


def add_to(subparsers: Subparsers, notifier: MakeBeside | None = None) -> None:
    """Put the command among the others; what ``notifier`` makes works inside, unless told otherwise."""
    parser = subparsers.add_parser("serve", help="API と住民のページを動かす")
    parser.add_argument("--host", default="127.0.0.1", metavar="H")
    parser.add_argument("--port", default=8000, type=int, metavar="P")
    parser.add_argument("--no-worker", action="store_true", help="gomi worker を別に動かすとき")
    parser.add_argument("--no-notifier", action="store_true", help="gomi notifier run を別に動かすとき")
    parser.add_argument("--unlimited", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run, notifier=notifier)


@told
def run(args: argparse.Namespace) -> int:
    """Serve until stopped; 2 when the settings do not allow it."""
    settings = read(os.environ)
    print(*unknown_lines(settings), sep="\n", end="", file=sys.stderr)
    if not may_serve(settings, args.host):
        return WRONG_USE
    services, words = bootstrap(settings, SearchEngine(settings.lexicon_dir).index), load_words()
    worker = None if args.no_worker else Worker(services, words, utc_now)
    line = LineDesk(services, utc_now, worker)
    beside: list[Beside] = [worker] if worker is not None else []
    if args.notifier is not None and not args.no_notifier:
        beside.append(args.notifier(services, words))
    try:
        for each in beside:
            each.start()
        app = create_app(services, words, not args.unlimited, line, _closing(services, line, beside))
        for served in services.served.all():
            print(
                f"{served.municipality.name}: http://{args.host}:{args.port}/{served.municipality.id}/",
                flush=True,
            )
        uvicorn.run(app, host=args.host, port=args.port, log_level="warning", access_log=False)
    finally:
        _close(services, line, beside)
    return GOOD


def _close(services: Services[ItemIndex], line: LineDesk, beside: Sequence[Beside]) -> None:
    line.stop()
    for each in beside:
        each.stop()
    services.close()


def _closing(services: Services[ItemIndex], line: LineDesk, beside: Sequence[Beside]) -> Lifespan[FastAPI]:
    """Close the services within the server's own shutdown: after it a signal ends the process at once."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        _close(services, line, beside)

    return lifespan


def may_serve(settings: Settings, host: str) -> bool:
    """Whether these settings allow serving; if not, the way forward is printed."""
    if settings.demo and host != "127.0.0.1":
        print("デモは 127.0.0.1 だけで動きます（--host を外してください）", file=sys.stderr)
        return False
    if not settings.demo and not settings.secret_keys:
        print("GOMI_SECRET_KEY がありません。32文字以上のでたらめな文字列を入れてください", file=sys.stderr)
        return False
    return True
