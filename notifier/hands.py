"""The threads that send: each takes a batch, and the next as soon as it is done."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import structlog

from gomi.ports import Claimed, LedgerUnreachable
from gomi.reminders.ports import Batch, Deliveries, DeliveryState

log = structlog.get_logger()

AT_ONCE = 8
LOOK_SECONDS = 1.0
PAUSE_SECONDS = 0.02  # after a find, so that under load several batches are claimed in one transaction
LEASE_SECONDS = 60.0  # longer than a call to LINE, with all that goes before it, may take
MOST_STUMBLES = 5

Send = Callable[[Claimed, Batch, datetime], None]


class Hands:
    """Claims batches and has them sent. ``look`` is called before each claim: what it brings is then known.

    `drain` waits until nothing is left that can be sent now.
    """

    def __init__(
        self, deliveries: Deliveries, send: Send, look: Callable[[], None], clock: Callable[[], datetime]
    ) -> None:
        self._deliveries, self._send, self._look, self._clock = deliveries, send, look, clock
        self._awake, self._stopping = threading.Event(), threading.Event()
        self._free = threading.Semaphore(AT_ONCE)
        self._pool = ThreadPoolExecutor(AT_ONCE, "gomi-reminders")
        self._thread = threading.Thread(target=self._run, name="gomi-sending", daemon=True)
        self._drained = threading.Condition()
        self._asked = self._answered = self._taken = 0
        self._trouble: LedgerUnreachable | None = None

    def start(self) -> None:
        """Send in the background from now on."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to send."""
        self._awake.set()

    def stop(self) -> None:
        """Finish what is in hand and take nothing more. Stopping twice is the same as once."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown(wait=True)

    def drain(self) -> int:
        """Wait until nothing is left that can be sent now; how many batches were taken in hand so far.

        Raises:
            LedgerUnreachable: nobody can say what is left.
        """
        with self._drained:
            self._asked += 1
            self._trouble = None
            self._awake.set()
            self._drained.wait_for(lambda: self._answered >= self._asked or self._trouble is not None)
            if self._trouble is not None:
                raise self._trouble
            return self._taken

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            asked = self._asked
            try:
                found = self._take(asked)
            except LedgerUnreachable as error:
                log.warning("ledger_not_reached")
                found = self._failed(error)
            except Exception:  # whatever it is, the thread must go on: nobody else would send
                log.exception("notifier_stumbled")
                found = 0
            if found:
                self._stopping.wait(PAUSE_SECONDS)
            else:
                self._awake.wait(LOOK_SECONDS)

    def _take(self, asked: int) -> int:
        """Claim as many batches as there are free hands."""
        free = 0
        while free < AT_ONCE and self._free.acquire(blocking=False):
            free += 1
        rows: Sequence[tuple[Claimed, Batch]] = ()
        try:
            if free:
                self._look()
                rows = self._deliveries.claim(self._clock(), LEASE_SECONDS, free)
        finally:
            for _ in range(free - len(rows)):
                self._free.release()
        for claimed, batch in rows:
            self._pool.submit(self._do, claimed, batch)
        with self._drained:
            self._taken += len(rows)
            if not rows and free == AT_ONCE:
                self._answered = asked
                self._drained.notify_all()
        return len(rows)

    def _failed(self, error: LedgerUnreachable) -> int:
        with self._drained:
            self._trouble = error
            self._drained.notify_all()
        return 0

    def _do(self, claimed: Claimed, batch: Batch) -> None:
        try:
            self._send(claimed, batch, self._clock())
        except LedgerUnreachable:
            log.warning("ledger_not_reached", batch=batch.key)
        except Exception:  # logged here, for a pool keeps an error to itself
            log.exception("notifier_stumbled", batch=batch.key)
            self._give_up(claimed, batch)
        finally:
            self._free.release()
            self._awake.set()

    def _give_up(self, claimed: Claimed, batch: Batch) -> None:
        """A batch that makes us stumble each time is not tried for ever."""
        if claimed.attempts >= MOST_STUMBLES:
            self._deliveries.end(claimed, DeliveryState.FAILED, self._clock(), "stumbled")
