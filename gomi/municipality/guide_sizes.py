"""How wide and high a picture is, read from its first bytes, so that a page knows before it is there.

>>> size_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"/>')
(320, 180)
>>> size_of(b"\\x89PNG\\r\\n\\x1a\\n") is None
True
"""

import re
import struct
from collections.abc import Callable, Mapping

from gomi.municipality.guide_pictures import media_type

MOST_READ = 10_000  # of a drawing: its first element
LARGEST = 20_000

SVG_TAG = re.compile(rb"<(?:\w+:)?svg\b[^>]*>", re.DOTALL)
VIEW_BOX = re.compile(rb"\bviewBox\s*=\s*[\"']\s*([^\"']+)")
LENGTH = r"\s{}\s*=\s*[\"']\s*(\d+(?:\.\d+)?)(?:px)?\s*[\"']"
WIDTH, HEIGHT = (re.compile(LENGTH.format(side).encode()) for side in ("width", "height"))
JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG behind which its size stands."""

Size = tuple[int, int]


def size_of(content: bytes) -> Size | None:
    """Width and height in pixels, of a drawing in its own units; None where they cannot be told."""
    try:
        size = SIZES[media_type(content) or "image/svg+xml"](content)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return size if size and 0 < size[0] <= LARGEST and 0 < size[1] <= LARGEST else None


def _of_svg(content: bytes) -> Size | None:
    tag = SVG_TAG.search(content[:MOST_READ])
    if tag is None:
        return None
    if box := VIEW_BOX.search(tag[0]):
        _, _, width, height = re.split(rb"[\s,]+", box[1].strip())
        return round(float(width)), round(float(height))
    sides = WIDTH.search(tag[0]), HEIGHT.search(tag[0])
    return (round(float(sides[0][1])), round(float(sides[1][1]))) if sides[0] and sides[1] else None


def _of_png(content: bytes) -> Size:
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _of_jpeg(content: bytes) -> Size | None:
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_SIZES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return None


def _of_webp(content: bytes) -> Size | None:
    kind, body = content[12:16], content[20:]
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


SIZES: Mapping[str, Callable[[bytes], Size | None]] = {
    "image/svg+xml": _of_svg,
    "image/png": _of_png,
    "image/jpeg": _of_jpeg,
    "image/webp": _of_webp,
}
