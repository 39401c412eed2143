"""The cities that addresses are looked for in: the invented one, and real lists where they are at hand."""

from functools import cache

import pytest

from benchmarks import cities
from gomi.districts import DistrictFinder
from gomi.municipality.load import load
from gomi.municipality.values import Municipality
from tests.conftest import CHECKOUT, SHARED

OURS = "mihon"
REAL = SHARED / "opendata" / "5374"
LISTS = sorted(folder.name for folder in REAL.iterdir() if folder.is_dir()) if REAL.is_dir() else []
MISSING = "../shared（実在の市の表と検索の問い）がありません"


@cache
def city(name: str) -> Municipality:
    """A city's tables; of a real one through our own importer."""
    if name != OURS:
        if name not in LISTS:
            pytest.skip(MISSING)
        return cities.imported(name)
    municipality = load(CHECKOUT / "data" / name).municipality
    assert municipality is not None
    return municipality


@cache
def finder(name: str) -> DistrictFinder:
    """The finder of a city, made once."""
    return DistrictFinder(city(name))
