"""Remember what many webhooks bring in one transaction, so that a slow ledger slows none of them down.

Whoever hands rows in waits until they are kept. While a transaction runs, what comes in gathers for
the next: a webhook waits for two transactions at most, however many come in a second. A ledger with
room for several writers is given several: then it waits for little more than its own.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from gomi.ports import LedgerUnreachable, Remembered

MOST_ROWS = 500

Keep = Callable[[Sequence[Remembered]], int]
Waiting = tuple[Sequence[Remembered], "Future[int]"]


class Gathering:
    """Rows on their way into the inbox. ``keep`` remembers all of them or none, in any thread."""

    def __init__(self, keep: Keep, at_once: int = 1) -> None:
        self._keep = keep
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._ended = False
        self._threads = [
            threading.Thread(target=self._run, name="gomi-gathering", daemon=True) for _ in range(at_once)
        ]
        for thread in self._threads:
            thread.start()

    def remember(self, rows: Sequence[Remembered]) -> "Future[int]":
        """Hand rows in; the future is done once they are kept, or says why they could not be."""
        future: Future[int] = Future()
        future.set_running_or_notify_cancel()  # who stops waiting takes nothing back
        if self._ended:
            future.set_exception(LedgerUnreachable())
        else:
            self._waiting.put((rows, future))
        return future

    def stop(self) -> None:
        """Keep what was handed in, then end. Stopping twice is the same as once."""
        if self._ended:
            return
        self._ended = True
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            self._keep_all(self._with_others(first))

    def _with_others(self, first: Waiting) -> list[Waiting]:
        gathered, rows = [first], len(first[0])
        while rows < MOST_ROWS:
            try:
                more = self._waiting.get_nowait()
            except queue.Empty:
                break
            if more is None:
                self._waiting.put(None)  # for after what was handed in before it
                break
            gathered.append(more)
            rows += len(more[0])
        return gathered

    def _keep_all(self, gathered: Sequence[Waiting]) -> None:
        """All in one; if that fails, each alone, so that one that cannot be kept harms no other."""
        try:
            self._keep([row for rows, _ in gathered for row in rows])
        except Exception as error:
            if len(gathered) == 1 or isinstance(error, LedgerUnreachable):
                for _, future in gathered:
                    future.set_exception(error)
                return
            for each in gathered:
                self._keep_all([each])
            return
        for rows, future in gathered:
            future.set_result(len(rows))
