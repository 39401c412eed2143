"""Addresses in the invented city and in real lists: one row of tests/address_cases.csv per address a
resident typed, and what holds for every row of every list.

They share one file, so that each list is imported once.
"""

import csv

import pytest

from gomi.districts import AddressNeeded, Found, NoDistrict, OneDistrict, Part, SeveralDistricts
from gomi.districts.listing import MOST_A_STEP
from gomi.municipality.values import District, Municipality
from tests.conftest import CHECKOUT
from tests.gomi.districts.cities import LISTS, MISSING, OURS, city, finder

CASES = list(csv.DictReader((CHECKOUT / "tests" / "address_cases.csv").open(encoding="utf-8")))


def told(found: Found) -> list[str]:
    """The names of the districts found; of a question what is asked for."""
    match found:
        case OneDistrict(_, district):
            return [district.name]
        case SeveralDistricts(candidates):
            by_id = {each.district.id: each.district.name for each in candidates}
            return sorted(by_id.values())
        case AddressNeeded():
            return [f"{found.need}？"]
        case NoDistrict():
            return []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['city']}-{case['typed']}")
def test_an_address_leads_to_its_district_or_to_the_right_choice(case):
    found = finder(case["city"]).find(case["typed"])

    assert told(found) == sorted(name for name in case["expected"].split("｜") if name), case["why"]


def test_there_are_cases_enough_and_none_twice():
    typed = [(case["city"], case["typed"]) for case in CASES]

    assert len(typed) == len(set(typed)) >= 130


def leaves(parts: tuple[Part, ...]) -> list[District]:
    return [each for part in parts for each in (*part.districts, *leaves(part.parts))]


def steps(parts: tuple[Part, ...]) -> list[int]:
    """How many lines each step has."""
    below = [lines for part in parts for lines in (len(part.districts), *steps(part.parts))]
    return [len(parts), *below]


@pytest.mark.parametrize("name", LISTS or ["なし"])
def test_every_row_of_a_real_list_is_found_by_its_own_name(name):
    if not LISTS:
        pytest.skip(MISSING)

    lost = []
    for district in city(name).districts:
        found = finder(name).find(district.name)
        offered = [found] if isinstance(found, OneDistrict) else getattr(found, "candidates", ())
        if district.id not in {each.district.id for each in offered}:
            lost.append(district.name)

    assert lost == []


@pytest.mark.parametrize("name", [OURS, *LISTS])
def test_the_listing_leads_to_every_district_in_steps_that_can_be_read(name):
    parts = finder(name).listing()

    listed = leaves(parts)
    ids = [district.id for district in listed]
    assert len(ids) == len(set(ids))
    assert max(steps(parts)) <= MOST_A_STEP
    unlisted = [each for each in city(name).districts if each.id not in ids]
    calendar_of = calendars(city(name))
    for district in unlisted:
        assert any(calendar_of[district.id] == calendar_of[other.id] for other in listed), district.name


def calendars(municipality: Municipality) -> dict[str, set[tuple[str, str]]]:
    days: dict[str, set[tuple[str, str]]] = {district.id: set() for district in municipality.districts}
    for rule in municipality.rules:
        days[rule.district].add((rule.stream, rule.days))
    return days
