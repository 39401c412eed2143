"""Districts by where the resident stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.districts import DistrictFinder
from gomi.districts.near import FARTHEST, metres_between
from tests.gomi.districts.cities import OURS, finder

PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.fixture(scope="module")
def mihon() -> DistrictFinder:
    return finder(OURS)


def test_the_nearest_district_comes_first_with_its_metres(mihon):
    near = mihon.near(34.7205, 138.5540)

    assert (near[0].district.id, near[0].metres, near[0].labels[0]) == ("yamate", 0, "山手1丁目")
    assert [each.metres for each in near] == sorted(each.metres for each in near)


def test_each_district_comes_once_with_its_towns_together(mihon):
    near = mihon.near(34.7100, 138.5600)

    assert [each.district.id for each in near] == ["honcho-1", "ekimaecho", "hamacho"]
    assert near[0].labels == ("本町1丁目", "本町2丁目（みほん川より南）")


def test_far_from_every_point_nothing_is_offered(mihon):
    assert mihon.near(35.68, 139.76) == ()


@given(PLACES, PLACES)
def test_metres_are_the_same_both_ways_and_never_beyond_half_the_earth(one, other):
    metres = metres_between(one, other)

    assert metres == pytest.approx(metres_between(other, one), abs=1e-3)
    assert 0 <= metres <= 20_037_509


def test_a_hundredth_of_a_degree_north_is_about_a_kilometre_and_well_within_reach():
    assert metres_between((34.71, 138.56), (34.72, 138.56)) == pytest.approx(1112, abs=1)
    assert FARTHEST > 1112
