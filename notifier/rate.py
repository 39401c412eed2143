"""No more calls a second to one channel than LINE takes.

>>> rate = Rate(2, lambda: 10.0)
>>> [rate.wait("165") for _ in range(4)], rate.wait("166")
([0.0, 0.0, 0.5, 1.0], 0.0)
"""

import threading
from collections.abc import Callable

MULTICASTS_A_SECOND = 200
"""LINE's limit for one channel."""


class Rate:
    """A bucket for each channel, full at first. ``clock`` gives seconds. Safe to use from any thread."""

    def __init__(self, a_second: int, clock: Callable[[], float]) -> None:
        self._a_second, self._clock = a_second, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, channel: str) -> float:
        """Take a place; how many seconds there are until its turn."""
        with self._lock:
            now = self._clock()
            left, since = self._left.get(channel, (float(self._a_second), now))
            left = min(float(self._a_second), left + (now - since) * self._a_second) - 1
            self._left[channel] = left, now
        return max(0.0, -left / self._a_second)
