"""`./dev long places`: how fast the five nearest of 60,000 places are found, beside the plain way.

The plain way sorts all of them by the distance on a sphere, with numpy, and measures the first five by
the geodesic. Every way is asked the same from the same places, one after the other, in one process,
one question at a time, without any cache of answers. The command fails when the index is not several
times as fast as the plain way, or does not give what the geodesic to every single place gives.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
from geopy.distance import geodesic

from gomi.districts import DistrictFinder
from gomi.municipality.load import load
from gomi.municipality.places import Place, PlaceKind
from gomi.places.finder import PlaceFinder
from gomi.places.found import Wanted
from gomi.places.nearest import PointIndex, Position

PLACES, CITIES, MOST = 60_000, 300, 5
QUESTIONS, ROUNDS, CHECKED = 1_000, 3, 3
TIMES_AS_FAST = 3
"""What the index has to be beside the plain way, figure by figure."""
Took: TypeAlias = tuple[float, float]
"""Milliseconds on the clock, and of the processor: on a busy machine only these say anything."""
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
HOURS = (
    ("9:00-18:00", "日"),
    ("24時間", ""),
    ("10:00-21:00", ""),
    ("8:30-17:15", "土、日、祝、年末年始"),
    ("18:00-23:00", "月"),
    ("", ""),
)


def main() -> int:
    """Print one row a way, then how many answers agree with the geodesic to every place."""
    lots = random.Random("places")
    points = scattered(lots)
    start = time.perf_counter()
    index = PointIndex(points)
    indexed = time.perf_counter() - start
    finder = a_finder(points, lots)
    built = time.perf_counter() - start - indexed
    print(f"{PLACES} points indexed in {indexed * 1000:.0f} ms, a finder of as many places in {built:.1f} s")
    asked = [beside(lots.choice(points), lots) for _ in range(QUESTIONS)]
    times = {name: _percentiles(took) for name, took in _times(_ways(points, index, finder), asked).items()}
    print("| way | p50 ms | p99 ms | p50 CPU ms | p99 CPU ms |\n|---|---|---|---|---|")
    for name, figures in times.items():
        print(f"| {name} | " + " | ".join(f"{each:.3f}" for each in figures) + " |")
    agreed = sum(_agrees(index, points, position) for position in asked[:CHECKED])
    print(f"\nthe same as the geodesic to each of {PLACES} places: {agreed} of {CHECKED}")
    plain, ours, *_ = times.values()
    fast = all(theirs >= TIMES_AS_FAST * our for theirs, our in zip(plain, ours, strict=True))
    return 0 if fast and agreed == CHECKED else 1


def scattered(lots: random.Random) -> list[Position]:
    """Places in towns all over a country, some of them in one and the same house."""
    towns = [(lots.uniform(31, 44), lots.uniform(130, 145)) for _ in range(CITIES)]
    points = [beside(lots.choice(towns), lots, 0.05) for _ in range(PLACES - PLACES // 20)]
    return points + lots.choices(points, k=PLACES // 20)


def beside(point: Position, lots: random.Random, degrees: float = 0.01) -> Position:
    """Somewhere near it, to six decimals."""
    return round(point[0] + lots.gauss(0, degrees), 6), round(point[1] + lots.gauss(0, degrees), 6)


def a_finder(points: list[Position], lots: random.Random) -> PlaceFinder:
    """みほん市 with as many places, one in ten of which sells bags singly."""
    mihon = load(Path("data/mihon")).municipality
    assert mihon is not None
    places = tuple(_place(number, point, lots) for number, point in enumerate(points))
    city = replace(mihon, places=places)
    return PlaceFinder(city, DistrictFinder(city))


def _place(number: int, point: Position, lots: random.Random) -> Place:
    kinds, (hours, closed) = (lots.choice(list(PlaceKind)),), lots.choice(HOURS)
    single = lots.random() < 0.1
    name, address = f"店{number}", "本町1-1"
    return Place(
        str(number), kinds, name, "", address, *point, "", hours, closed, (), single, (), (), False, ""
    )  # fmt: skip


def _ways(
    points: list[Position], index: PointIndex, finder: PlaceFinder
) -> dict[str, Callable[[Position], object]]:
    few = Wanted(kinds=frozenset({PlaceKind.BAGS}), single_bags=True)
    return {
        "numpy argsort of all, geodesic of five": _plain_way(points),
        "PointIndex": lambda position: index.nearest(position, MOST),
        "PlaceFinder": lambda position: _find(finder, position, Wanted()),
        "PlaceFinder, bags sold singly (1 of 40)": lambda position: _find(finder, position, few),
        "PlaceFinder, open now": lambda position: _find(finder, position, Wanted(open_only=True)),
    }


def _find(finder: PlaceFinder, position: Position, wanted: Wanted) -> object:
    return finder.nearest(finder.spot_at(*position), wanted, NOON, MOST)


def _plain_way(points: list[Position]) -> Callable[[Position], object]:
    latitudes, longitudes = np.radians(np.array(points)).T
    across = np.cos(latitudes)

    def nearest(position: Position) -> list[float]:
        latitude, longitude = np.radians(position)
        half = np.sin((latitudes - latitude) / 2) ** 2
        half += across * np.cos(latitude) * np.sin((longitudes - longitude) / 2) ** 2
        return sorted(geodesic(position, points[number]).m for number in np.argsort(half)[:MOST])

    return nearest


def _times(ways: dict[str, Callable[[Position], object]], asked: list[Position]) -> dict[str, list[Took]]:
    """What every question took, its median of a few rounds. The ways take turns, as the speed drifts."""
    times: dict[str, list[Took]] = {name: [] for name in ways}
    for position in asked:
        rounds = [{name: _took(way, position) for name, way in ways.items()} for _ in range(ROUNDS)]
        for name, took in times.items():
            took.append(sorted(each[name] for each in rounds)[ROUNDS // 2])
    return times


def _took(way: Callable[[Position], object], position: Position) -> Took:
    start, worked = time.perf_counter(), time.process_time()
    way(position)
    return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000


def _percentiles(took: list[Took]) -> list[float]:
    """p50 and p99 on the clock, then of the processor."""
    columns = (sorted(column) for column in zip(*took, strict=True))
    return [column[int((len(column) - 1) * part)] for column in columns for part in (0.5, 0.99)]


def _agrees(index: PointIndex, points: list[Position], position: Position) -> bool:
    every = sorted((geodesic(position, point).m, number) for number, point in enumerate(points))
    found = [(near.metres, near.number) for near in index.nearest(position, MOST)]
    return found == every[:MOST]


if __name__ == "__main__":
    sys.exit(main())
