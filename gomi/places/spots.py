"""From where a resident looks: the spot that an address, a town, a postcode or a name means.

>>> from gomi.districts import DistrictFinder
>>> from gomi.municipality.load import load
>>> from gomi.places.spots_towns import town_names
>>> city = load("data/mihon").municipality
>>> spots = Spots(city, DistrictFinder(city), town_names(city))
>>> spots.of("みほん市本町2-5")
(Spot(label='本町2丁目（みほん川より南）', position=(34.7112, 138.5608), towns=('本町',)),)
>>> [spot.label for spot in spots.of("本町二丁目")], [spot.label for spot in spots.of("ほんちょう")]
(['本町2丁目'], ['本町'])
>>> [spot.label for spot in spots.of("中央")]
['本町1丁目', '浜町', '駅前町']

Stretches of one town that lie near each other are one spot. What lies far apart is never averaged:
the resident then chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gomi.districts import AddressNeeded, Candidate, DistrictFinder, NoDistrict, OneDistrict, SeveralDistricts
from gomi.districts.labels import label_of_district, label_of_town
from gomi.districts.names import read_name
from gomi.districts.spelling import spell
from gomi.districts.typed import listen
from gomi.municipality.values import District, Municipality, Town
from gomi.places.found import Spot
from gomi.places.nearest import Position
from gomi.places.spots_middle import middle, middlemost
from gomi.places.spots_places import PlaceNames
from gomi.places.spots_towns import TownNames

AROUND = re.compile(r"の?(?:近く|ちかく|近所|そば|周辺|周り|まわり|付近|あたり|辺り)(?:で|の|に)?\s*$")


@dataclass(frozen=True, slots=True)
class Area:
    """What one candidate of an address means: rows of towns.csv, or a whole district."""

    label: str
    district: District
    rows: tuple[Town, ...]
    town: str
    """The town of the rows; empty where a whole district is meant, or several towns of it."""


class Spots:
    """The spots of one municipality. Never changes; safe to use from any thread."""

    def __init__(self, municipality: Municipality, districts: DistrictFinder, towns: TownNames) -> None:
        self._finder = districts
        self._district_by_id = {each.id: each for each in municipality.districts}
        self._rows = _rows_by_district(municipality.towns)
        self._places = PlaceNames(municipality, towns)

    def of(self, words: str) -> tuple[Spot, ...]:
        """The spots these words may mean: none, one, or several to choose from, likeliest first."""
        said = AROUND.sub("", words.strip())
        found = self._finder.find(said)
        match found:
            case OneDistrict(label, district):
                return self._of_candidates([Candidate(label, district)], said)
            case SeveralDistricts(candidates) | AddressNeeded(_, _, _, candidates):
                return self._of_candidates(candidates, said)
            case NoDistrict():
                return self._places.called(said)

    def of_district(self, id_: str) -> Spot | None:
        """The middle of a district's towns; None for an id that no district has."""
        district = self._district_by_id.get(id_)
        return self._of_whole(district, label_of_district(district), "") if district else None

    def _of_candidates(self, candidates: Iterable[Candidate], said: str) -> tuple[Spot, ...]:
        postcode = listen(said).postcode
        by_town: dict[str, list[Area]] = defaultdict(list)
        for candidate in candidates:
            area = self._area(candidate, postcode)
            by_town[area.town or f"{area.district.id} {area.label}"].append(area)
        spots = (spot for areas in by_town.values() for spot in self._of_areas(areas, said))
        return tuple(dict.fromkeys(spots))

    def _area(self, candidate: Candidate, postcode: str) -> Area:
        named = self._named(candidate)
        within = named or self._rows.get(candidate.district.id, ())
        rows = [row for row in within if postcode and row.postcode == postcode] or named
        towns = {row.name for row in rows}
        return Area(candidate.label, candidate.district, tuple(rows), towns.pop() if len(towns) == 1 else "")

    def _named(self, candidate: Candidate) -> Sequence[Town]:
        """The rows of a label that the finder of districts made: of one row, of a town, of a beginning."""
        district = candidate.district
        rows = self._rows.get(district.id, {})
        apart = f"（{district.area or district.course}）"
        for label in (candidate.label, candidate.label.removesuffix(apart)):
            same = [row for row, own in rows.items() if own == label]
            town = [row for row in rows if row.name == label]
            if found := same or town or [row for row, own in rows.items() if own.startswith(label)]:
                return found
        return ()

    def _of_areas(self, areas: Sequence[Area], said: str) -> Iterable[Spot]:
        """One spot for what lies near each other, else one for each area, else for each stretch of it."""
        first = areas[0]
        if not first.rows:
            return [self._of_whole(each.district, each.label, said) for each in areas]
        rows = [row for area in areas for row in area.rows]
        if middle(_points(rows)) is not None or not _points(rows):
            return [_spot(first.label if len(areas) == 1 else _common(rows), rows)]
        if len(areas) > 1:
            return [spot for area in _apart(areas) for spot in self._of_areas([area], said)]
        by_label: dict[str, list[Town]] = defaultdict(list)
        for row in rows:
            by_label[label_of_town(row)].append(row)
        return [_spot(label, each) for label, each in by_label.items()]

    def _of_whole(self, district: District, label: str, said: str) -> Spot:
        """A district; of one that has no towns in towns.csv those in its name, if any was said, that one."""
        rows = list(self._rows.get(district.id, ()))
        if rows:
            return Spot(label, middlemost(_points(rows)), _towns(rows))
        listed = [town.name for town in read_name(district.name).towns if town.name]
        meant = [name for name in listed if spell(name) in spell(said)]
        return Spot(label, None, tuple(dict.fromkeys(meant or listed)))


def _rows_by_district(towns: Iterable[Town]) -> Mapping[str, Mapping[Town, str]]:
    """The rows of each district, in the order of the table, with their labels."""
    rows: dict[str, dict[Town, str]] = defaultdict(dict)
    for town in towns:
        rows[town.district][town] = label_of_town(town)
    return rows


def _apart(areas: Sequence[Area]) -> list[Area]:
    """Areas that are called alike, told apart by their districts."""
    labels = [area.label for area in areas]
    return [
        replace(area, label=f"{area.label}（{label_of_district(area.district)}）")
        if labels.count(area.label) > 1
        else area
        for area in areas
    ]


def _spot(label: str, rows: Sequence[Town]) -> Spot:
    return Spot(label, middlemost(_points(rows)), _towns(rows))


def _points(rows: Iterable[Town]) -> list[Position]:
    return [
        (row.latitude, row.longitude)
        for row in rows
        if row.latitude is not None and row.longitude is not None
    ]


def _towns(rows: Iterable[Town]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.name for row in rows))


def _common(rows: Sequence[Town]) -> str:
    """What rows of one town are called together: the town, with its 丁目 where all have the same."""
    chomes = {row.chome.removesuffix("丁目") for row in rows}
    chome = chomes.pop() if len(chomes) == 1 else ""
    return f"{rows[0].name}{chome}丁目" if chome else rows[0].name
