"""One municipality in one edition, with everything about it that pages show and that never changes.

What is made when first asked for is kept as long as the edition: voices, tiles, lists by category.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from api.views.dates import Dates
from api.views.shelves import Shelf, shelf
from api.views.streams import StreamShown, streams_shown
from api.views.tiles import Tile, stylesheet, tiles
from api.views.voice import Voice
from gomi.conversation.asked_places import AskedPlaces
from gomi.municipality.values import CategoryKind, Hazard, Item
from gomi.places.guide_shelf import GuideShelf
from gomi.search.answer import AnswerKind
from gomi.search.index import ItemIndex
from gomi.search.search import search
from gomi.served import ServedMunicipality
from gomi.words import JAPANESE, Words

MOST_EXAMPLES = 3
HEADING_BY_KIND = {
    CategoryKind.COLLECTED: "collected",
    CategoryKind.OVERSIZED: "applied",
    CategoryKind.BY_RESERVATION: "applied",
    CategoryKind.DROP_OFF: "brought",
    CategoryKind.APPLIANCE_RECYCLING: "not_collected",
    CategoryKind.NOT_COLLECTED: "not_collected",
}


class City:
    """What pages need of a municipality. Safe to use from any thread."""

    def __init__(self, served: ServedMunicipality[ItemIndex], words: Words) -> None:
        self.served = served
        self.municipality = served.municipality
        self.index = served.index
        self._words = words
        self.voice = lru_cache(maxsize=None)(self._voice)
        self.examples = lru_cache(maxsize=None)(self._examples)
        self.shelf = lru_cache(maxsize=None)(self._shelf)
        self.dates = lru_cache(maxsize=None)(self._dates)
        self.streams = lru_cache(maxsize=None)(self._streams)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages this city's pages come in, Japanese first."""
        others = (each for each in self.municipality.languages if each in self._words.languages)
        return tuple(dict.fromkeys((JAPANESE, *others)))

    @cached_property
    def asked_places(self) -> AskedPlaces:
        """Understands where a thing can be brought, asked in any of these languages."""
        return AskedPlaces(self.index, self.served.places, self._words, self.languages)

    @cached_property
    def guide_shelf(self) -> GuideShelf:
        """Which guide speaks of what."""
        return GuideShelf(self.municipality)

    @cached_property
    def tiles(self) -> Mapping[str, Tile]:
        """The tile of every category, by its id."""
        return tiles(self.municipality)

    @cached_property
    def stylesheet(self) -> str:
        """The colours of the tiles."""
        return stylesheet(self.municipality)

    @property
    def version(self) -> str:
        """Changes with everything a stylesheet of the city is made from."""
        return self.served.digest[:12]

    @cached_property
    def groups(self) -> list[tuple[str, list[str]]]:
        """Category ids in the city's order, under what one does with them."""
        grouped: dict[str, list[str]] = {heading: [] for heading in HEADING_BY_KIND.values()}
        for category in sorted(self.municipality.categories, key=lambda each: each.order):
            grouped[HEADING_BY_KIND[category.kind]].append(category.id)
        return [(heading, ids) for heading, ids in grouped.items() if ids]

    @property
    def has_districts(self) -> bool:
        """Whether there is a calendar to show at all."""
        return bool(self.municipality.districts)

    def hazard(self, item: Item) -> Hazard | None:
        """The danger of a thing: from its rows, else from the lexicon."""
        number = self.index.number_by_id.get(item.id)
        said = next((rule.hazard for rule in item.rules if rule.hazard), None)
        return said if number is None else self.index.hazards.get(number, said)

    def _voice(self, lang: str) -> Voice:
        return Voice(self._words, lang, self.municipality)

    def _examples(self, lang: str) -> tuple[str, ...]:
        return tuple(self._answered(self.voice(lang).listed("start.examples")))[:MOST_EXAMPLES]

    def _answered(self, words: tuple[str, ...]) -> Iterator[str]:
        good = (AnswerKind.ITEM, AnswerKind.QUESTION)
        return (word for word in words if search(self.index, word).kind in good)

    def _shelf(self, category: str, lang: str) -> Shelf:
        return shelf(self.municipality, category, self.voice(lang), self._reading_of)

    def _dates(self, lang: str) -> Dates:
        return Dates(self.voice(lang))

    def _streams(self, lang: str) -> dict[str, StreamShown]:
        return streams_shown(self.municipality, dict(self.tiles), self.voice(lang))

    def _reading_of(self, item: Item) -> str:
        """The reading the table gives, else how the name is likely read."""
        return next(iter(item.readings or self.index.reader.readings(item.name)), item.name)
