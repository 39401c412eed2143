"""Remember what many webhooks bring in one transaction, so that a slow ledger slows none of them down.

Whoever hands rows in waits until they are kept. While one transaction runs, what comes in gathers
for the next: a webhook waits for two transactions at most, however many come in a second.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from gomi.ports import Remembered

MOST_ROWS = 500

Keep = Callable[[Sequence[Remembered]], int]
Waiting = tuple[Sequence[Remembered], "Future[int]"]


class Gathering:
    """Rows on their way into the inbox. ``keep`` remembers all of them or none."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="gomi-gathering", daemon=True)
        self._thread.start()

    def remember(self, rows: Sequence[Remembered]) -> "Future[int]":
        """Hand rows in; the future says how many were new, or why they could not be kept."""
        future: Future[int] = Future()
        self._waiting.put((rows, future))
        return future

    def stop(self) -> None:
        """Keep what was handed in, then end. Stopping twice is the same as once."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            gathered, ended = self._with_others(first)
            self._keep_all(gathered)
            if ended:
                return

    def _with_others(self, first: Waiting) -> tuple[list[Waiting], bool]:
        gathered, rows = [first], len(first[0])
        while rows < MOST_ROWS:
            try:
                more = self._waiting.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return gathered, True
            gathered.append(more)
            rows += len(more[0])
        return gathered, False

    def _keep_all(self, gathered: list[Waiting]) -> None:
        """All in one; if that fails, each alone, so that one that cannot be kept harms no other."""
        try:
            self._keep([row for rows, _ in gathered for row in rows])
        except Exception as error:
            if len(gathered) == 1:
                gathered[0][1].set_exception(error)
                return
            for each in gathered:
                self._keep_all([each])
            return
        for rows, future in gathered:
            future.set_result(len(rows))
