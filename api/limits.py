"""How often one address may ask: a bucket that fills steadily. Above it: 429 with Retry-After.

Only what costs work is limited (the API and the search pages). Addresses are held in memory for as
long as their bucket is not full, and written nowhere. An ``X-Forwarded-For`` is not believed here:
the server in front is named to uvicorn (``--forwarded-allow-ips``), which then gives the address.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import refusal

PER_MINUTE = 600
AT_ONCE = 200
MOST_ADDRESSES = 100_000


@dataclass(slots=True)
class Bucket:
    """What one address may still ask, and when that was true."""

    left: float
    at: float


class RateLimit:
    """ASGI middleware: at most ``at_once`` requests together, ``per_minute`` in the long run."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Callable[[], float],
        limited: Callable[[str], bool],
        per_minute: int = PER_MINUTE,
        at_once: int = AT_ONCE,
    ) -> None:
        self.app, self.clock, self.limited = app, clock, limited
        self.per_second, self.at_once = per_minute / 60, at_once
        self.buckets: OrderedDict[str, Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with the seconds to wait."""
        if scope["type"] != "http" or not self.limited(scope["path"]):
            await self.app(scope, receive, send)
            return
        wait = self.take(scope["client"][0] if scope.get("client") else "")
        if wait:
            way_on = f"{wait}秒待ってからもう一度お試しください"
            refused = refusal(Request(scope, receive), 429, way_on, {"Retry-After": str(wait)})
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def take(self, address: str) -> int:
        """Take one from the address's bucket; the whole seconds to wait when it is empty, else 0."""
        now = self.clock()
        bucket = self.buckets.pop(address, None) or Bucket(self.at_once, now)
        bucket.left = min(self.at_once, bucket.left + (now - bucket.at) * self.per_second)
        bucket.at = now
        self.buckets[address] = bucket
        while len(self.buckets) > MOST_ADDRESSES:
            self.buckets.popitem(last=False)
        if bucket.left < 1:
            return max(1, ceil((1 - bucket.left) / self.per_second))
        bucket.left -= 1
        return 0
