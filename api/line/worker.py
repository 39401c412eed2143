"""The worker: handles what came in and sends what is said, each resident's in its order.

It asks the ledger, which any number of workers share; what one of them leaves behind when it is
killed another takes up once the lease has run out.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import structlog

from api.line.handling import Handler, Talks
from api.line.sending import Sender
from gomi.bootstrap import Services
from gomi.ports import Claimed, Leases, LedgerUnreachable
from gomi.search.index import ItemIndex
from gomi.words import Words

log = structlog.get_logger()

AT_ONCE = 8
LOOK_SECONDS = 0.5
PAUSE_SECONDS = 0.02  # after a find, so that under load many rows are claimed in one transaction
LEASE = timedelta(seconds=30)  # longer than a call to LINE may take, shorter than a reply token lives
MOST_STUMBLES = 3
FORGET_EVERY = timedelta(hours=1)
ROWS_KEPT = timedelta(days=7)
CONTACTS_KEPT = timedelta(days=400)

Do = Callable[[Claimed, datetime], None]


class Worker:
    """Threads that work until `stop`. ``clock`` gives aware times."""

    def __init__(self, services: Services[ItemIndex], words: Words, clock: Callable[[], datetime]) -> None:
        talks = Talks(services, words)
        sender = Sender(services.outbox, services.chat, talks)
        self._services, self._clock = services, clock
        self._work: tuple[tuple[Leases, Do], ...] = (
            (services.outbox, sender.send),
            (services.inbox, Handler(services, talks).handle),
        )
        self._awake, self._stopping = threading.Event(), threading.Event()
        self._busy = threading.Semaphore(AT_ONCE)
        self._pool = ThreadPoolExecutor(AT_ONCE, "gomi-line")
        self._thread = threading.Thread(target=self._run, name="gomi-worker", daemon=True)
        self._forget_at = clock()

    def start(self) -> None:
        """Make ready what the first answer would else wait for, then work in the background."""
        self._warm_up()
        self._thread.start()

    def wake(self) -> None:
        """There is something to do; without this it is seen within `LOOK_SECONDS`."""
        self._awake.set()

    def stop(self) -> None:
        """Finish what is in hand, and take nothing more. Stopping twice is the same as once."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown(wait=True)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                found = sum(self._take(leases, do) for leases, do in self._work)
                self._forget()
            except LedgerUnreachable:
                found = 0
            except Exception:  # whatever it is, the thread must go on: nobody else would answer
                log.exception("worker_stumbled")
                found = 0
            if found:
                self._stopping.wait(PAUSE_SECONDS)
            else:
                self._awake.wait(LOOK_SECONDS)

    def _warm_up(self) -> None:
        """Loading LINE's library takes seconds; only an installation with a channel waits for it."""
        served = (each.municipality.id for each in self._services.served.all())
        if any(self._services.chat.channel(each) for each in served):
            self._services.chat.warm_up()

    def _take(self, leases: Leases, do: Do) -> int:
        """Claim as many rows as there are free hands."""
        free = self._free_hands()
        rows: Sequence[Claimed] = ()
        try:
            rows = leases.claim(self._clock(), LEASE, free) if free else ()
        finally:
            for _ in range(free - len(rows)):
                self._busy.release()
        for row in rows:
            self._pool.submit(self._do, leases, do, row)
        return len(rows)

    def _free_hands(self) -> int:
        free = 0
        while free < AT_ONCE and self._busy.acquire(blocking=False):
            free += 1
        return free

    def _give_up(self, leases: Leases, row: Claimed) -> None:
        """A row that makes us stumble each time must not keep its resident's others waiting for ever."""
        if row.attempts >= MOST_STUMBLES:
            leases.fail(row, self._clock(), "stumbled")

    def _do(self, leases: Leases, do: Do, row: Claimed) -> None:
        try:
            do(row, self._clock())
        except LedgerUnreachable:
            log.warning("ledger_not_reached", event_id=row.event_id)
        except Exception:  # logged here, for a pool keeps an error to itself
            log.exception("worker_stumbled", event_id=row.event_id)
            self._give_up(leases, row)
        finally:
            self._busy.release()
            self._awake.set()

    def _forget(self) -> None:
        now = self._clock()
        if now < self._forget_at:
            return
        self._forget_at = now + FORGET_EVERY
        self._services.inbox.forget(now - ROWS_KEPT)
        self._services.outbox.forget(now - ROWS_KEPT)
        self._services.contacts.close_questions(now)
        self._services.contacts.forget(now - CONTACTS_KEPT)
