"""The addresses of one municipality's pages, each carrying the language that was asked for."""

from collections.abc import Sequence
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

    @property
    def districts(self) -> str:
        """Where a district is chosen."""
        return self._to("/districts")

    @property
    def finding_district(self) -> str:
        """Where the form that looks for a district leads."""
        return f"/{self.municipality}/districts"

    @property
    def forget(self) -> str:
        """Where the remembered district is forgotten."""
        return self._to("/districts/forget")

    def find_district(self, words: str) -> str:
        """The districts that an address, a name or a postcode leads to."""
        return self._to("/districts", q=words)

    def part(self, path: Sequence[str]) -> str:
        """A part of the list of districts, by the labels that lead there."""
        return self._to("/districts", part=list(path))

    def district(self, id_: str, month: str = "", found: str = "") -> str:
        """A district's calendar; ``found`` is what it was found by."""
        kept = {name: value for name, value in (("month", month), ("q", found)) if value}
        return self._to(f"/districts/{quote(id_, safe='')}/", **kept)

    def remember(self, id_: str) -> str:
        """Where the form that has a district remembered leads."""
        return f"/{self.municipality}/districts/{quote(id_, safe='')}/remember"

    def year(self, id_: str, year: int | None = None, large: bool = False) -> str:
        """A year of a district's calendar, for paper."""
        kept = {"year": str(year)} if year is not None else {}
        return self._to(f"/districts/{quote(id_, safe='')}/year", **kept, **({"large": "1"} if large else {}))

    def subscribe(self, id_: str) -> str:
        """How a district's calendar is subscribed to."""
        return self._to(f"/districts/{quote(id_, safe='')}/subscribe")

    def by_mail(self, id_: str) -> str:
        """Where reminders of a district by e-mail are asked for."""
        return self._to(f"/districts/{quote(id_, safe='')}/mail")

    def mail(self, page: str) -> str:
        """A page for whoever is reminded by e-mail, without what lets them in: sent, confirm, settings, …"""
        return self._to(f"/mail/{page}")

    def feed(self, id_: str) -> str:
        """The calendar that programs read."""
        return f"/v1/{self.municipality}/districts/{quote(id_, safe='')}/calendar.ics"

    def search(self, query: str, which: str = "") -> str:
        """The answer to a query, or to the question it asks back."""
        return self._to("/search", q=query, **({WHICH: which} if which else {}))

    def item(self, id_: str) -> str:
        """An item with all its rules."""
        return self._to(f"/items/{quote(id_, safe='')}")

    def category(self, id_: str, row: str = "") -> str:
        """A category and what belongs there; one row of it, where it is too long for one page."""
        return self._to(f"/categories/{quote(id_, safe='')}", **({ROW: row} if row else {}))

    @property
    def finding_places(self) -> str:
        """Where the forms that look for places lead; they carry the language in a field of their own."""
        return f"/{self.municipality}/places"

    def places(self, **asked: str | list[str]) -> str:
        """Places, as `PlacesAsked` reads what is asked; a position is never in an address."""
        return self._to("/places", **asked)

    def places_print(self, **asked: str | list[str]) -> str:
        """Places by district, for paper."""
        return self._to("/places/print", **asked)

    def place(self, id_: str) -> str:
        """One place."""
        return self._to(f"/places/{quote(id_, safe='')}")

    @property
    def guides(self) -> str:
        """Every guide."""
        return self._to("/guides")

    def guide(self, id_: str) -> str:
        """A guide."""
        return self._to(f"/guides/{quote(id_, safe='')}")

    def guide_picture(self, file: str) -> str:
        """A picture of a guide, for as long as the edition holds."""
        return f"/{self.municipality}/guides/pictures/{quote(file, safe='')}?v={self.tiles_version}"

    def _to(self, path: str, **parameters: str | list[str]) -> str:
        asked = {**parameters, "lang": self.lang} if self.lang else parameters
        return f"/{self.municipality}{path}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")
