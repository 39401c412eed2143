"""みほん市's places: enough of them, where their addresses say, and somewhere to go for every thing."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from geopy.distance import geodesic

from gomi.districts import DistrictFinder, OneDistrict
from gomi.municipality.load import load
from gomi.municipality.places import PlaceKind
from gomi.places.finder import PlaceFinder
from gomi.places.found import Brought
from gomi.places.hours import read_hours

MIHON = Path(__file__).resolve().parent.parent / "data" / "mihon"
A_SUNDAY_EVENING = datetime(2026, 11, 22, 18, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
CITY_WINDOWS = {"genryoka-kan", "genryoka-yakuhin"}
CLEAN_CENTRE = {"clean-center", "clean-center-kan", "clean-center-yakuhin"}


@pytest.fixture(scope="module")
def loaded():
    return load(MIHON)


@pytest.fixture(scope="module")
def mihon(loaded):
    return loaded.municipality


@pytest.fixture(scope="module")
def finder(mihon):
    return PlaceFinder(mihon, DistrictFinder(mihon))


def of_kinds(mihon, *kinds):
    return [place for place in mihon.places if set(kinds) & set(place.kinds)]


def for_drop_off(mihon):
    return [(item, rule) for item in mihon.items for rule in item.rules if rule.category == "dropoff"]


def test_sixty_places_sell_bags_or_vouchers(mihon):
    assert len(of_kinds(mihon, PlaceKind.BAGS, PlaceKind.VOUCHERS)) >= 60


def test_forty_places_take_things(mihon):
    assert len(of_kinds(mihon, PlaceKind.DROP_OFF, PlaceKind.FACILITY)) >= 40


def test_a_place_says_what_it_sells_and_takes_by_its_kinds(mihon):
    wrong = [
        place.id
        for place in mihon.places
        if (PlaceKind.BAGS in place.kinds) != bool(place.bags)
        or (PlaceKind.VOUCHERS in place.kinds) != bool(place.denominations)
        or bool({PlaceKind.DROP_OFF, PlaceKind.FACILITY} & set(place.kinds)) != bool(place.accepts)
    ]

    assert wrong == []


def test_all_that_is_brought_to_drop_off_points_is_taken_somewhere(mihon, finder):
    nowhere = [
        (item.name, rule.condition)
        for item, rule in for_drop_off(mihon)
        if not finder.takes(Brought(item.id, rule.condition))
    ]

    assert nowhere == []


def test_what_goes_to_a_window_is_taken_by_staff_at_the_city_hall_and_the_clean_centre(mihon, finder):
    handed_over = [
        Brought(item.id, rule.condition)
        for item, rule in for_drop_off(mihon)
        if any("市の窓口かクリーンセンター" in sentence for sentence in rule.how)
    ]

    takers = {
        brought.item: {found.place.id for found in finder.takers(brought, A_SUNDAY_EVENING)}
        for brought in handed_over
    }

    assert takers
    assert all(each <= CITY_WINDOWS | CLEAN_CENTRE for each in takers.values()), takers
    assert all(each & CITY_WINDOWS and each & CLEAN_CENTRE for each in takers.values()), takers


def test_the_hours_of_every_place_can_be_read(mihon):
    states = {place.id: read_hours(place.hours, place.closed).at(A_SUNDAY_EVENING) for place in mihon.places}

    assert states["maruya-honcho"].is_open is True
    assert states["kanamono-ogawa"].is_open is False


def test_nothing_about_the_places_is_doubted(loaded):
    complaints = [str(each) for each in loaded.complaints if Path(each.file).name == "places.csv"]

    assert complaints == []


def test_every_place_lies_near_the_town_of_its_address(mihon):
    districts = DistrictFinder(mihon)
    for place in mihon.places:
        found = districts.find(place.address)
        assert isinstance(found, OneDistrict), place.address
        points = [
            (town.latitude, town.longitude)
            for town in mihon.towns
            if place.address.startswith(town.name) and town.district == found.district.id
        ]
        if place.position is not None:
            assert min(geodesic(place.position, point).m for point in points) < 1000, place.name


def test_no_two_places_share_a_point_or_a_telephone(mihon):
    points = [place.position for place in mihon.places if place.position is not None]
    telephones = [place.telephone for place in mihon.places]

    assert len(set(points)) == len(points)
    assert len(set(telephones)) == len(telephones)


def test_a_few_places_are_found_only_by_their_address(mihon):
    assert 2 <= sum(place.position is None for place in mihon.places) <= 3
