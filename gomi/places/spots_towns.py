"""The towns that addresses name, so that a place without coordinates is found by its address.

>>> towns = TownNames(["山手", "山手新田", "本町"])
>>> towns.named_in("みほん市山手新田12-3"), towns.named_in("東本町1-1"), towns.named_in("ビル内（本町）")
(('山手新田',), ('本町',), ('本町',))
"""

from collections.abc import Iterable, Iterator

from gomi.districts.names import read_name
from gomi.districts.spelling import spell
from gomi.municipality.values import Municipality

BORDERS = frozenset("市区町村郡県都府道 0123456789-")
"""Behind these the name of a town may begin; elsewhere it may be the tail of a longer one."""


class TownNames:
    """The names of one municipality's towns; its own name is none of them."""

    def __init__(self, names: Iterable[str], own_name: str = "") -> None:
        self._own_name = spell(own_name)
        self._name_by_key = {key: name for name in names if (key := spell(name))}
        self._longest = max(map(len, self._name_by_key), default=0)

    def named_in(self, address: str) -> tuple[str, ...]:
        """The towns an address names, the longest name wherever several begin.

        Names that begin where a name can begin go before all others: 東本町 is not 本町, but where the
        list has no 東本町, it is the best there is.
        """
        spelt = spell(address)
        if self._own_name and self._own_name in spelt:
            spelt = spelt.partition(self._own_name)[2]
        begun = dict.fromkeys(self._from(spelt, strict=True))
        return tuple(begun or dict.fromkeys(self._from(spelt, strict=False)))

    def _from(self, spelt: str, strict: bool) -> Iterator[str]:
        place = 0
        while place < len(spelt):
            key = self._at(spelt, place) if not strict or place == 0 or spelt[place - 1] in BORDERS else ""
            if key:
                yield self._name_by_key[key]
            place += len(key) or 1

    def _at(self, spelt: str, place: int) -> str:
        ends = range(min(len(spelt), place + self._longest), place, -1)
        return next((key for end in ends if (key := spelt[place:end]) in self._name_by_key), "")


def town_names(municipality: Municipality) -> TownNames:
    """The towns of towns.csv, and those that the names of districts list."""
    towns = [town.name for town in municipality.towns]
    listed = [town.name for each in municipality.districts for town in read_name(each.name).towns]
    return TownNames(dict.fromkeys([*listed, *towns]), municipality.name)
