"""Where places lie: coordinates that are missing, that cannot be meant, or that lie far from every town.

A place whose coordinates cannot be used is served all the same: it is found by its address, and the
distance to it is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians

from gomi.municipality.build import Lined
from gomi.municipality.cells import IN_JAPAN
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.places import Place, lies_in_japan
from gomi.municipality.tables import Tables

LATITUDE, LONGITUDE = "緯度", "経度"
A_DEGREE = 111.2
"""Kilometres of one degree along a meridian."""
NEAR_NOUGHT = 1.0
"""Degrees: who writes less for both means 0/0."""
LEAST_MARGIN = 10.0
"""Kilometres around the towns in which a place is not doubted: plants often lie beyond the last town."""
UNUSED = "座標は使わず、距離は不明と出ます"


@dataclass(frozen=True, slots=True)
class Box:
    """The least box around the points of the towns, degrees."""

    south: float
    west: float
    north: float
    east: float

    @property
    def margin(self) -> float:
        """Kilometres beyond which a place is far: half the box's diagonal, at least `LEAST_MARGIN`."""
        return max(LEAST_MARGIN, _kilometres((self.south, self.west), (self.north, self.east)) / 2)

    def kilometres_to(self, latitude: float, longitude: float) -> float:
        """How far outside a position lies; 0 within."""
        nearest = _between(self.south, latitude, self.north), _between(self.west, longitude, self.east)
        return _kilometres((latitude, longitude), nearest)


def check_positions(tables: Tables, complaints: Complaints) -> None:
    """Doubts about the coordinates of places."""
    file, box = tables.file("places"), _around_towns(tables)
    for row in tables.places:
        for kind, column, problem, way in _doubts(row.value, box):
            read = row.value.latitude if column == LATITUDE else row.value.longitude
            spot = Spot(file, row.line, column, "" if read is None else str(read))
            complaints.doubt(kind, spot, f"「{row.value.name}」は{problem}", way)
    _check_twice(file, tables.places, complaints)


Doubt = tuple[str, str, str, str]
"""Kind, column, problem and way."""


def _doubts(place: Place, box: Box | None) -> Iterator[Doubt]:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None and longitude is None and place.address:
        return  # found by its address, as docs/places.md says
    if latitude is None or longitude is None:
        yield _missing(place)
    elif not lies_in_japan(latitude, longitude):
        yield _unusable(latitude, longitude)
    elif box and (away := box.kilometres_to(latitude, longitude)) > box.margin:
        way = "緯度と経度の数字を確かめてください（正しければ、このままで構いません）"
        yield "place-far", LATITUDE, f"市の町々から約{away:.0f}km離れています", way


def _missing(place: Place) -> Doubt:
    if place.latitude is None and place.longitude is None:
        problem = "緯度と経度も、住所もありません。一覧にだけ出ます"
        return "place-without-position", LATITUDE, problem, "住所か、緯度と経度を書いてください"
    given, missing = (LATITUDE, LONGITUDE) if place.longitude is None else (LONGITUDE, LATITUDE)
    problem = f"{missing}だけがありません。{given}は使わず、距離は不明と出ます"
    return "place-half-position", missing, problem, f"{missing}も書いてください"


def _unusable(latitude: float, longitude: float) -> Doubt:
    if abs(latitude) < NEAR_NOUGHT and abs(longitude) < NEAR_NOUGHT:
        way = "本当の緯度と経度を書くか、両方を空にしてください"
        return "place-at-nought", LATITUDE, f"緯度と経度が0です。{UNUSED}", way
    if lies_in_japan(longitude, latitude):
        way = f"緯度に {longitude}、経度に {latitude} と書いてください"
        return "place-swapped", LATITUDE, f"緯度と経度が逆です。{UNUSED}", way
    (least, most), (least_east, most_east) = IN_JAPAN
    column = LONGITUDE if least <= latitude <= most else LATITUDE
    problem = f"{column}が日本の外です（緯度 {latitude}、経度 {longitude}）。{UNUSED}"
    way = f"緯度は {least} から {most}、経度は {least_east} から {most_east} までの度数を書いてください"
    return "place-outside-japan", column, problem, way


def _check_twice(file: str, rows: list[Lined[Place]], complaints: Complaints) -> None:
    first: dict[tuple[str, tuple[float, float]], int] = {}
    for row in rows:
        place = row.value
        if place.position is None:
            continue
        line = first.setdefault((place.name, place.position), row.line)
        if line != row.line:
            complaints.doubt(
                "place-twice",
                Spot(file, row.line, "名称", place.name),
                f"「{place.name}」は {line} 行と同じ名前で同じ場所にあります",
                "種別を 指定ごみ袋、ごみ処理券 のように並べて1行にまとめるか、名前を書き分けてください",
            )


def _around_towns(tables: Tables) -> Box | None:
    towns = (row.value for row in tables.towns)
    points = [
        (town.latitude, town.longitude)
        for town in towns
        if town.latitude is not None and town.longitude is not None
    ]
    if not points:
        return None
    latitudes, longitudes = zip(*points, strict=True)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _between(least: float, value: float, most: float) -> float:
    return min(max(value, least), most)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Over a plane, which is good enough to tell ten kilometres from twenty."""
    north, east = one[0] - other[0], one[1] - other[1]
    return A_DEGREE * hypot(north, east * cos(radians((one[0] + other[0]) / 2)))
