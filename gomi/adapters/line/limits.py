"""How much LINE takes, and texts cut to it.

>>> cut("あいうえお", 4)
'あいう…'
>>> cut_units("𠮷野家", 3)
'𠮷…'
"""

import json
from typing import Any

Json = dict[str, Any]

MOST_MESSAGES = 5
MOST_QUICK_REPLIES = 13
LONGEST_LABEL = 20  # of a quick reply
LONGEST_FLEX_LABEL = 40
LONGEST_DISPLAYED = 300  # displayText, and the text of a message action
LONGEST_TEXT = 5000
LONGEST_ALT_TEXT = 1500
LARGEST_BUBBLE = 30 * 1024
LARGEST_CAROUSEL = 50 * 1024
MOST_BUBBLES = 12
LONGEST_ADDRESS = 1000


def cut(text: str, most: int) -> str:
    """At most so many code points; LINE counts graphemes here, which are never more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def cut_units(text: str, most: int) -> str:
    """At most so many UTF-16 units, as LINE counts texts; no character is cut in two."""
    if _units(text) <= most:
        return text
    kept = text.encode("utf-16-le", "replace")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def size(bubble: Json) -> int:
    """Bytes of a bubble as it is sent."""
    return len(json.dumps(bubble, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
