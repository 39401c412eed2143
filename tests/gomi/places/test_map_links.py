"""Where a map opens at a place."""

import pytest

from gomi.municipality.places import Place, PlaceKind
from gomi.places.map_links import map_link


def a_place(name="まるや & 本町店", latitude=34.7115, longitude=138.5606):
    return Place(
        id="maruya",
        kinds=(PlaceKind.BAGS,),
        name=name,
        reading="",
        address="本町2-4-11",
        latitude=latitude,
        longitude=longitude,
        telephone="",
        hours="",
        closed="",
        bags=(),
        single_bags=False,
        denominations=(),
        accepts=(),
        accessible_parking=False,
        remark="",
    )


def test_a_map_opens_at_the_position_of_the_place():
    link = map_link({}, a_place())

    assert link == "https://www.google.com/maps/search/?api=1&query=34.711500,138.560600"


@pytest.mark.parametrize(
    ("template", "link"),
    [
        (
            "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}",
            "https://www.openstreetmap.org/?mlat=34.711500&mlon=138.560600",
        ),
        (
            "geo:{lat},{lon}?q={lat},{lon}({name})",
            "geo:34.711500,138.560600?q=34.711500,138.560600(%E3%81%BE%E3%82%8B%E3%82%84%20%26%20"
            "%E6%9C%AC%E7%94%BA%E5%BA%97)",
        ),
        ("https://map.example/{town}", "https://map.example/{town}"),
    ],
)
def test_a_municipality_chooses_its_map(template, link):
    assert map_link({"places": {"map_link": template}}, a_place()) == link


@pytest.mark.parametrize("written", ["javascript:alert(1)", "", 5, None])
def test_what_is_no_address_of_a_map_is_not_used(written):
    assert map_link({"places": {"map_link": written}}, a_place()) == map_link({}, a_place())


def test_a_name_cannot_fill_in_a_gap_of_the_template():
    template = {"places": {"map_link": "https://map.example/{name}"}}

    assert "138" not in map_link(template, a_place(name="{lon}"))


def test_without_a_position_no_map_opens():
    assert map_link({}, a_place(latitude=None)) == ""
