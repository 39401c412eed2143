"""A server in this process on which it is always the same moment."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from gomi.bootstrap import Services, bootstrap
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words


@contextmanager
def services_of(data, ledger) -> Iterator[Services]:
    """The services over these municipalities, with a ledger of their own."""
    told = {"GOMI_DATABASE_URL": f"sqlite:///{ledger / 'gomi.sqlite3'}", "GOMI_DATA_DIR": str(data)}
    chosen = read(told)
    services = bootstrap(chosen, SearchEngine(chosen.lexicon_dir).index, background=False)
    try:
        yield services
    finally:
        services.close()


@contextmanager
def served_at(services: Services, moment) -> Iterator[str]:
    """The address at which they answer."""
    app = create_app(services, load_words(), limited=False, clock=lambda: moment)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
