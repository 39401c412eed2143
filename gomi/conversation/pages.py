"""The addresses of a municipality's own pages, as the chat links to them, in one language."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from gomi.municipality.guides import Guide
from gomi.municipality.values import Item


@dataclass(frozen=True, slots=True)
class Pages:
    """``base`` is where the municipality's pages begin: https://gomi.example/mihon."""

    base: str
    lang: str

    def item(self, item: Item) -> str:
        """An item with all its rules."""
        return self._to(f"/items/{quote(item.id, safe='')}")

    def guide(self, guide: Guide) -> str:
        """A guide."""
        return self._to(f"/guides/{quote(guide.id, safe='')}")

    @property
    def guides(self) -> str:
        """Every guide."""
        return self._to("/guides")

    def places(self, **asked: str | list[str]) -> str:
        """The list of places; ``asked`` never holds where the resident is."""
        return self._to("/places", **asked)

    def _to(self, path: str, **asked: str | list[str]) -> str:
        return f"{self.base}{path}?{urlencode({**asked, 'lang': self.lang}, doseq=True)}"
