"""Districts near a place, from the points of towns.csv.

>>> round(metres_between((34.71, 138.56), (34.72, 138.56)))
1112
"""

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt

from gomi.districts.found import Near
from gomi.districts.labels import label_of_town
from gomi.municipality.values import District, Town

EARTH_RADIUS = 6_371_000
FARTHEST = 5_000
"""Metres. A town's point is its middle, and large 大字 reach some kilometres; who stands farther from
every point stands outside the municipality."""
MOST_NEAR = 5


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres over the ground between two places, each (latitude, longitude) in degrees."""
    (lat1, lon1), (lat2, lon2) = one, other
    across = sin(radians(lat2 - lat1) / 2) ** 2
    along = cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(across + along)))


def nearest_districts(
    towns: Iterable[Town], district_by_id: Mapping[str, District], place: tuple[float, float]
) -> tuple[Near, ...]:
    """The districts of the five nearest points within `FARTHEST`, nearest first, each once."""
    points = sorted(
        (metres_between(place, (town.latitude, town.longitude)), label_of_town(town), town.district)
        for town in towns
        if town.latitude is not None and town.longitude is not None and town.district in district_by_id
    )
    near: dict[str, list[tuple[float, str]]] = {}
    for metres, label, district in points[:MOST_NEAR]:
        if metres <= FARTHEST:
            near.setdefault(district, []).append((metres, label))
    return tuple(
        Near(district_by_id[id_], tuple(label for _, label in found), round(found[0][0]))
        for id_, found in near.items()
    )
