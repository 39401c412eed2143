"""Find the place: what is near a spot, what takes a thing, and from where a resident may be looking.

>>> from gomi.municipality.load import load
>>> city = load("data/mihon").municipality
>>> finder = PlaceFinder(city, DistrictFinder(city))
>>> noon = datetime(2026, 11, 25, 12, 0)
>>> [spot] = finder.spots_of("市役所本庁舎")
>>> [found] = finder.nearest(spot, Wanted(kinds=frozenset({PlaceKind.DROP_OFF})), noon, most=1)
>>> found.place.id, found.metres, found.walking_minutes
('shiyakusho', 0, 1)
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from itertools import islice
from math import isfinite

import numpy as np

from gomi.districts import AddressNeeded, DistrictFinder, OneDistrict, SeveralDistricts
from gomi.errors import GomiError
from gomi.municipality.places import Place, PlaceKind
from gomi.municipality.values import District, Municipality
from gomi.places.accepting import Accepting
from gomi.places.finder_masks import Masks
from gomi.places.finder_open import Openings
from gomi.places.found import Brought, OpenState, PlaceFound, Spot, Wanted
from gomi.places.nearest import Mask, PointIndex
from gomi.places.spots import Spots
from gomi.places.spots_towns import town_names

MOST_UNMEASURED = 3
"""So many places without coordinates are told behind those with; they are no answer to "the nearest"."""


class NoSuchPosition(GomiError):
    """A latitude or longitude that is nowhere on earth. It does not tell them: errors may be logged."""

    def __init__(self, *, swapped: bool) -> None:
        way = "（緯度と経度が逆かもしれません）" if swapped else ""
        super().__init__(
            f"この緯度と経度の場所はありません。緯度は -90〜90、経度は -180〜180 の度数で書いてください{way}"
        )


class PlaceFinder:
    """Finds the places of one municipality. Never changes; safe to use from any thread."""

    def __init__(self, municipality: Municipality, districts: DistrictFinder) -> None:
        self._places = municipality.places
        self._number_by_id = {place.id: number for number, place in enumerate(self._places)}
        self._districts = districts
        towns = town_names(municipality)
        self._spots = Spots(municipality, districts, towns)
        self._towns = tuple(frozenset(towns.named_in(place.address)) for place in self._places)
        self._openings = Openings(municipality)
        self._accepting = Accepting(municipality)
        self._masks = Masks(municipality, self._accepting)
        self._unmeasured = np.array([place.position is None for place in self._places], dtype=np.bool_)
        self._index = PointIndex(place.position for place in self._places)

    @cached_property
    def sells_bags(self) -> bool:
        """Whether any place sells 指定ごみ袋."""
        return any(PlaceKind.BAGS in place.kinds for place in self._places)

    @property
    def denominations(self) -> tuple[int, ...]:
        """The vouchers on sale anywhere, in yen, the smallest first."""
        return self._masks.denominations

    def place(self, id_: str) -> Place | None:
        """The place with this id."""
        number = self._number_by_id.get(id_)
        return None if number is None else self._places[number]

    def found(self, id_: str, now: datetime) -> PlaceFound | None:
        """The place with this id, and whether it is open."""
        number = self._number_by_id.get(id_)
        return None if number is None else self._found(number, self._openings.at(now))

    def nearest(self, spot: Spot, wanted: Wanted, now: datetime, most: int) -> tuple[PlaceFound, ...]:
        """What fits, nearest first, those equally far in the order of the table: at most ``most``.

        Then at most `MOST_UNMEASURED` without coordinates whose addresses name one of the spot's towns.
        From a spot without position: at most ``most`` in its towns, in the order of the table. However
        far away a place is, it is given.
        """
        fitting, state = self._masks.of(wanted), self._openings.at(now)
        passes = _is_open(state) if wanted.open_only else None
        if spot.position is None:
            return tuple(self._found(each, state) for each in self._in_towns(spot, fitting, passes, most))
        near = self._index.nearest(spot.position, most, fitting, passes)
        apart = (
            self._in_towns(spot, fitting & self._unmeasured, passes, MOST_UNMEASURED) if spot.towns else ()
        )
        return (
            *(self._found(each.number, state, round(each.metres)) for each in near),
            *(self._found(each, state) for each in apart),
        )

    def all(self, wanted: Wanted, now: datetime) -> tuple[PlaceFound, ...]:
        """Every place that fits, in the order of the table; no distances."""
        fitting, state = self._masks.of(wanted), self._openings.at(now)
        found = (self._found(number, state) for number in np.flatnonzero(fitting).tolist())
        return tuple(each for each in found if each.state.is_open is True or not wanted.open_only)

    def spots_of(self, words: str) -> tuple[Spot, ...]:
        """The spots that an address, a town, a postcode or a name may mean: none, one, or a choice."""
        return self._spots.of(words)

    def spot_at(self, latitude: float, longitude: float) -> Spot:
        """The spot at a position, degrees of WGS84.

        Raises:
            NoSuchPosition: it is nowhere on earth.
        """
        if not (isfinite(longitude) and -90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise NoSuchPosition(swapped=-90 <= longitude <= 90 and 90 < abs(latitude) <= 180)
        return Spot(position=(latitude, longitude))

    def spot_of_district(self, id_: str) -> Spot | None:
        """The middle of a district's towns; None for an id that no district has."""
        return self._spots.of_district(id_)

    def takers(self, brought: Brought, now: datetime) -> tuple[PlaceFound, ...]:
        """The places that take what is brought, in the order of the table; `Accepting` says who does."""
        return self.all(Wanted(brought=brought), now)

    def must_know_the_case(self, brought: Brought) -> bool:
        """Whether it has to be known in which case a thing is before anybody is sent away with it."""
        return not brought.condition and self._accepting.must_know_the_case(brought.item)

    def takes(self, brought: Brought) -> bool:
        """Whether any place takes it."""
        return bool(self._accepting.takers(brought))

    def meant_by(self, words: str) -> Brought | None:
        """What is brought by who writes an id or a name: a category, an item, or 「item（condition）」."""
        return self._accepting.meant_by(words)

    def district_of(self, place: Place) -> District | None:
        """The district a place lies in: by its address; where that leaves a choice, the nearest of those;
        where it says nothing, the nearest of all. None where neither tells, or they contradict."""
        found = self._districts.find(place.address) if place.address else None
        if isinstance(found, OneDistrict):
            return found.district
        near = [each.district for each in self._districts.near(*place.position)] if place.position else []
        if isinstance(found, SeveralDistricts | AddressNeeded):
            named = [each.district for each in found.candidates]
            near = [each for each in near if each in named]
        return near[0] if near else None

    def _found(self, number: int, state: Callable[[int], OpenState], metres: int | None = None) -> PlaceFound:
        return PlaceFound(self._places[number], metres, state(number))

    def _in_towns(
        self, spot: Spot, fitting: Mask, passes: Callable[[int], bool] | None, most: int
    ) -> list[int]:
        towns = set(spot.towns)
        numbers = (n for n in np.flatnonzero(fitting).tolist() if not towns.isdisjoint(self._towns[n]))
        return list(islice((n for n in numbers if passes is None or passes(n)), max(most, 0)))


def _is_open(state: Callable[[int], OpenState]) -> Callable[[int], bool]:
    return lambda number: state(number).is_open is True
