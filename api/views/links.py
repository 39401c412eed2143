"""The addresses of one municipality's pages, each carrying the language that was asked for."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

WHICH = "which"
ROW = "row"


@dataclass(frozen=True, slots=True)
class Links:
    """Where everything is. ``lang`` is what the resident asked for, or None."""

    municipality: str
    lang: str | None
    tiles_version: str = ""

    @property
    def start(self) -> str:
        """The start page."""
        return self._to("/")

    @property
    def searching(self) -> str:
        """Where the search form leads; it carries the language in a field of its own."""
        return f"/{self.municipality}/search"

    @property
    def reporting(self) -> str:
        """Where the report form leads."""
        return f"/{self.municipality}/report-word"

    @property
    def reported(self) -> str:
        """The thanks."""
        return self._to("/reported")

    @property
    def categories(self) -> str:
        """The sorting list."""
        return self._to("/categories")

    @property
    def tiles(self) -> str:
        """The colours of this municipality's tiles."""
        return f"/{self.municipality}/tiles.css?v={self.tiles_version}"

    def search(self, query: str, which: str = "") -> str:
        """The answer to a query, or to the question it asks back."""
        return self._to("/search", q=query, **({WHICH: which} if which else {}))

    def item(self, id_: str) -> str:
        """An item with all its rules."""
        return self._to(f"/items/{quote(id_, safe='')}")

    def category(self, id_: str, row: str = "") -> str:
        """A category and what belongs there; one row of it, where it is too long for one page."""
        return self._to(f"/categories/{quote(id_, safe='')}", **({ROW: row} if row else {}))

    def _to(self, path: str, **parameters: str) -> str:
        asked = {**parameters, "lang": self.lang} if self.lang else parameters
        return f"/{self.municipality}{path}" + (f"?{urlencode(asked)}" if asked else "")
