"""How often something may be done for one address, so that nobody is flooded with letters.

Counted in memory; what is counted is known by a keyed hash alone.

>>> allowance = Allowance(2, timedelta(days=1), b"any key")
>>> noon = datetime(2026, 11, 22, 12)
>>> [allowance.take("a", noon), allowance.take("a", noon), allowance.take("a", noon)]
[True, True, False]
>>> allowance.take("b", noon), allowance.take("a", noon + timedelta(days=1))
(True, True)
"""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import blake2b

MOST_KNOWN = 100_000


class Allowance:
    """``most`` times within a time. Safe to use from any thread. ``key`` is the process's own."""

    def __init__(self, most: int, within: timedelta, key: bytes) -> None:
        self._most, self._within, self._key = most, within, key
        self._taken: OrderedDict[bytes, list[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str, now: datetime) -> bool:
        """Whether it may be done once more; then it counts as done."""
        hashed = self._hashed(who)
        with self._lock:
            self._forget(now)
            lately = [at for at in self._taken.pop(hashed, []) if now - at < self._within]
            allowed = len(lately) < self._most
            self._taken[hashed] = [*lately, now] if allowed else lately
        return allowed

    def give_back(self, who: str) -> None:
        """What was taken last came to nothing."""
        hashed = self._hashed(who)
        with self._lock:
            left = self._taken.pop(hashed, [])[:-1]
            if left:
                self._taken[hashed] = left

    def _hashed(self, who: str) -> bytes:
        return blake2b(who.encode(), key=self._key, digest_size=16).digest()

    def _forget(self, now: datetime) -> None:
        """The oldest go first: those whose time is over, and those beyond what is held."""
        while self._taken:
            oldest = next(iter(self._taken))
            is_over = now - self._taken[oldest][-1] >= self._within
            if not is_over and len(self._taken) < MOST_KNOWN:
                return
            del self._taken[oldest]
