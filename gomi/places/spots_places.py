"""Spots that residents name by what stands there: a station, the city hall, a shop."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from gomi.districts.spelling import spell
from gomi.municipality.places import Place
from gomi.municipality.values import Municipality
from gomi.places.found import Spot
from gomi.places.nearest import Position
from gomi.places.spots_middle import middle
from gomi.places.spots_names import FEWEST_LETTERS, PlaceName, short_names
from gomi.places.spots_towns import TownNames
from gomi.search.fold import fold

ONE_SITE = 300
"""Metres from their middle: the buildings of one site."""


class PlaceNames:
    """The names and addresses of one municipality's places."""

    def __init__(self, municipality: Municipality, towns: TownNames) -> None:
        self._places = municipality.places
        self._items = municipality.items
        self._own_name = municipality.name
        self._towns = towns

    def called(self, words: str) -> tuple[Spot, ...]:
        """The places whose names have these words, likeliest first; else where addresses have them."""
        for key in self._ways(fold(words)):
            if named := self._named(key):
                return self._together(named, words.strip())
        return self._addressed(words.strip())

    def _ways(self, key: str) -> Iterator[str]:
        """The words; then without the city's name, as 市役所 is called みほん市役所."""
        yield key
        for before in reversed(short_names(self._own_name)):
            if key.startswith(before):
                yield key.removeprefix(before)

    def _named(self, key: str) -> list[Place]:
        """The places with this name; where there is none, those whose names have it as a part.

        What is the name of a thing to throw away is part of no name: パソコン is not パソコンの部屋.
        """
        if len(key) < FEWEST_LETTERS:
            return []
        ranks = ((name.rank(key), number) for number, name in enumerate(self._names))
        ranked = sorted((rank, number) for rank, number in ranks if rank is not None)
        whole = [number for rank, number in ranked if rank == 0]
        parts = [] if whole or key in self._things else [number for _, number in ranked]
        return [self._places[number] for number in whole or parts]

    @cached_property
    def _names(self) -> tuple[PlaceName, ...]:
        return tuple(PlaceName(place.name, place.reading, self._own_name) for place in self._places)

    @cached_property
    def _things(self) -> frozenset[str]:
        """What items are called, folded."""
        items = self._items
        return frozenset(fold(name) for each in items for name in (each.name, *each.aliases, *each.readings))

    def _together(self, places: Sequence[Place], words: str) -> tuple[Spot, ...]:
        """One spot for what stands together, as the counters of one city hall; else one for each."""
        points = [place.position for place in places if place.position is not None]
        together = middle(points, ONE_SITE)
        if together is None or len(places) == 1:
            return self._each(places)
        return (self._around(words, together, places),)

    def _around(self, label: str, position: Position, places: Sequence[Place]) -> Spot:
        towns = (town for place in places for town in self._towns.named_in(place.address))
        return Spot(label, position, tuple(dict.fromkeys(towns)))

    def _each(self, places: Sequence[Place]) -> tuple[Spot, ...]:
        """A spot for each; those of one name are told apart by their addresses."""
        names = [place.name for place in places]
        return tuple(
            Spot(
                f"{place.name}（{place.address}）" if names.count(place.name) > 1 else place.name,
                place.position,
                self._towns.named_in(place.address),
            )
            for place in places
        )

    def _addressed(self, words: str) -> tuple[Spot, ...]:
        key = spell(words)
        if len(key) < FEWEST_LETTERS:
            return ()
        places = [place for place in self._places if key in spell(place.address)]
        points = [place.position for place in places if place.position is not None]
        if position := middle(points):
            return (self._around(words, position, places),)
        return self._each(places)
