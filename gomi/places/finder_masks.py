"""Which places are meant, as one yes or no a place: made once for each property, and combined."""

from collections.abc import Iterable

import numpy as np

from gomi.municipality.places import PlaceKind
from gomi.municipality.values import Municipality
from gomi.places.accepting import Accepting
from gomi.places.found import Brought, Wanted
from gomi.places.nearest import Mask


class Masks:
    """The properties of one municipality's places. Never changes; safe to use from any thread."""

    def __init__(self, municipality: Municipality, accepting: Accepting) -> None:
        places = municipality.places
        self._accepting = accepting
        self._everything = _mask(True for _ in places)
        self._single_bags = _mask(place.single_bags for place in places)
        self._by_kind = {kind: _mask(kind in place.kinds for place in places) for kind in PlaceKind}
        self.denominations = tuple(sorted({yen for place in places for yen in place.denominations}))
        self._by_denomination = {
            yen: _mask(yen in place.denominations for place in places) for yen in self.denominations
        }

    def of(self, wanted: Wanted) -> Mask:
        """For every place of the table whether it fits, whatever the hour. To be read and not changed."""
        mask = self._everything
        if wanted.kinds:
            mask = np.logical_or.reduce([self._by_kind[kind] for kind in wanted.kinds])
        if wanted.single_bags:
            mask = mask & self._single_bags
        for yen in wanted.denominations:
            mask = mask & self._by_denomination.get(yen, ~self._everything)
        if wanted.brought is not None:
            mask = mask & self._taking(wanted.brought)
        return mask

    def _taking(self, brought: Brought) -> Mask:
        mask = np.zeros(len(self._everything), dtype=np.bool_)
        mask[list(self._accepting.takers(brought))] = True
        return mask


def _mask(answers: Iterable[bool]) -> Mask:
    mask = np.array(list(answers), dtype=np.bool_)
    mask.setflags(write=False)
    return mask
