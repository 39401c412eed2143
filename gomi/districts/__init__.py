"""地区: where a resident lives, found by address, by name, by place, or from a list."""

from gomi.districts.finder import DistrictFinder
from gomi.districts.found import (
    AddressNeeded,
    Candidate,
    Found,
    Near,
    Need,
    NoDistrict,
    OneDistrict,
    Part,
    SeveralDistricts,
)

__all__ = [
    "AddressNeeded",
    "Candidate",
    "DistrictFinder",
    "Found",
    "Near",
    "Need",
    "NoDistrict",
    "OneDistrict",
    "Part",
    "SeveralDistricts",
]
