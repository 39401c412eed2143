"""The icons, read once; a page carries only the symbols it uses.

Symbols stand in the page itself, so that it works from a cache and under a strict CSP.
"""

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="i-([a-z]+)".*?</symbol>')
UNKNOWN = "mark"


@lru_cache(maxsize=1)
def symbols() -> dict[str, str]:
    """Every symbol under its name."""
    text = SPRITE.read_text(encoding="utf-8")
    return {found[1]: found[0] for found in SYMBOL.finditer(text)}


class Icons:
    """The icons of one page: each that was drawn is in the sprite, once."""

    def __init__(self) -> None:
        self._used: dict[str, None] = {}

    def draw(self, name: str, class_: str = "") -> Markup:
        """One icon; the word beside it is its name. An unknown one is the mark of the guide."""
        known = name if name in symbols() else UNKNOWN
        self._used[known] = None
        classes = f"icon {class_}".rstrip()
        return Markup('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>').format(classes, known)

    def small(self, name: str) -> Markup:
        """One icon as short as it can be, for pages with hundreds of them; the page hides it from readers."""
        known = name if name in symbols() else UNKNOWN
        self._used[known] = None
        return Markup('<svg aria-hidden="true"><use href="#i-{}"/></svg>').format(known)

    def sprite(self) -> Markup:
        """The symbols drawn so far; stands at the end of a page."""
        used = "".join(symbols()[name] for name in self._used)
        return Markup(f'<svg class="sprite" aria-hidden="true" focusable="false">{used}</svg>')
