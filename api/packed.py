"""Answers that many come for and few need: kept packed, told apart by a strong ETag for each form.

A reader who has the bytes, packed or not, is told so and sent nothing (304). Packing is repeatable:
the same bytes have the same tags in every process.

>>> takes_gzip("br, gzip;q=0.8"), takes_gzip("gzip;q=0, *"), takes_gzip("")
(True, False, False)
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Packed:
    """A body packed with gzip, how many bytes it is unpacked, its tag, and when it last changed."""

    body: bytes
    length: int
    tag: str
    modified: datetime


def pack(body: bytes, modified: datetime) -> Packed:
    """The body as it is kept."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return Packed(
        gzip.compress(body, mtime=0), len(body), tag, modified.astimezone(UTC).replace(microsecond=0)
    )


class Shelf:
    """What was asked for lately; beyond ``most`` the one not asked for the longest goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Packed] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Packed]) -> Packed:
        """What is kept under ``key``, made now if it is not there. Making it holds up nobody else."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        new = make()
        with self._lock:
            self._kept[key] = new
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return new


def answer(request: Request, kept: Packed, headers: Mapping[str, str], cache_control: str) -> Response:
    """The body in the form the reader takes, its headers alone for HEAD, or 304."""
    packed = takes_gzip(request.headers.get("accept-encoding", ""))
    telling = {
        "ETag": f'"{kept.tag}-gzip"' if packed else f'"{kept.tag}"',
        "Last-Modified": format_datetime(kept.modified, usegmt=True),
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
    }
    if has_it(request, kept):
        return Response(status_code=304, headers=telling)
    telling |= {**headers, "Content-Length": str(len(kept.body) if packed else kept.length)}
    if packed:
        telling["Content-Encoding"] = "gzip"
    if request.method == "HEAD":
        return Response(headers=telling)
    return Response(kept.body if packed else gzip.decompress(kept.body), headers=telling)


def has_it(request: Request, kept: Packed) -> bool:
    """Whether the reader holds these bytes in either form; a time counts where no tag is named."""
    named = request.headers.get("if-none-match")
    if named is not None:
        tags = {tag.strip().removeprefix("W/") for tag in named.split(",")}
        return not tags.isdisjoint({"*", f'"{kept.tag}"', f'"{kept.tag}-gzip"'})
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return kept.modified <= since.astimezone(UTC)
    except (ValueError, OverflowError):  # what is no date is passed over (RFC 9110, 13.1.3)
        return False


def takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding allows gzip; q=0 refuses it (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        coding, _, parameters = part.partition(";")
        weight = re.search(r"q=([01](?:\.[0-9]*)?)", parameters)
        weights[coding.strip()] = float(weight[1]) if weight else 1.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0
