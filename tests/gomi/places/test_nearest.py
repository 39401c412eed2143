"""The nearest points are those that the geodesic of every single one gives, wherever on earth one stands."""

import random

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.places import nearest
from gomi.places.nearest import GREATEST_RADIUS, LEAST_RADIUS, Near, PointIndex

WORLDS, QUERIES = 25, 200
"""Together 10,000 places to stand at, with wide and with narrow bands."""
SEMI_MAJOR, FLATTENING = 6_378_137.0, 1 / 298.257223563


def brute_force(position, points):
    """Every point with its geodesic metres, nearest first, then in the order of the list."""
    metres = {point: geodesic(position, point).m for point in set(points)}
    return sorted(
        (Near(number, metres[point]) for number, point in enumerate(points)),
        key=lambda near: (near.metres, near.number),
    )


def a_world(lots):
    """A few dozen points: a town, islands far apart, both sides of the 180th meridian, poles, twins."""
    latitude, longitude = lots.uniform(-60, 60), lots.uniform(-180, 180)
    town = [(latitude + lots.gauss(0, 0.02), longitude + lots.gauss(0, 0.02)) for _ in range(6)]
    islands = [(lots.uniform(24, 46), lots.uniform(122, 154)) for _ in range(4)]
    far_side = [(lots.uniform(-80, 80), lots.choice((-180, 180, 179.9999, -179.9999))) for _ in range(2)]
    around = [(lots.uniform(-89, 89), lots.uniform(-180, 180)) for _ in range(2)]
    mirrored = [(-one[0], one[1]) for one in islands[:2]]
    points = [*town, *islands, *far_side, *around, *mirrored, (90.0, 0.0), (-90.0, 77.0)]
    points += lots.choices(points, k=8)
    lots.shuffle(points)
    return points


def somewhere(lots, points):
    """Anywhere, or beside a point, at it, opposite to it, halfway to its mirror, at an end of the earth."""
    latitude, longitude = lots.choice(points)
    return lots.choice(
        (
            lambda: (lots.uniform(-90, 90), lots.uniform(-180, 180)),
            lambda: (max(-90, min(90, latitude + lots.gauss(0, 0.01))), longitude),
            lambda: (latitude, max(-180, min(180, longitude + lots.gauss(0, 1e-6)))),
            lambda: (latitude, longitude),
            lambda: (-latitude, longitude + 180 if longitude < 0 else longitude - 180),
            lambda: (0.0, longitude),
            lambda: (lots.choice((90.0, -90.0)), lots.uniform(-180, 180)),
            lambda: (lots.uniform(-80, 80), lots.choice((180.0, -180.0))),
        )
    )()


@pytest.fixture(params=["wide", "narrow"])
def bands(request, monkeypatch):
    """A few dozen points fit into one band; narrow ones have to be widened, as with many points."""
    if request.param == "narrow":
        monkeypatch.setattr(nearest, "BAND", 1)
        monkeypatch.setattr(nearest, "BAND_FOR_EACH", 0)


@pytest.mark.usefixtures("bands")
@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_nearest_agree_with_the_geodesic_to_every_point(seed):
    lots = random.Random(f"{seed} {nearest.BAND}")
    points = a_world(lots)
    index = PointIndex(points)

    for _ in range(QUERIES):
        position, most = somewhere(lots, points), lots.randint(1, 8)
        assert list(index.nearest(position, most)) == brute_force(position, points)[:most], position


@pytest.mark.usefixtures("bands")
def test_three_hundred_places_agree_too():
    lots = random.Random("three hundred")
    points = [point for _ in range(10) for point in a_world(lots)][:300]
    index = PointIndex(points)

    for _ in range(40):
        position = somewhere(lots, points)
        assert list(index.nearest(position, 5)) == brute_force(position, points)[:5], position


def test_more_than_there_are_gives_all_in_order():
    points = a_world(random.Random("all"))

    assert list(PointIndex(points).nearest((35.0, 139.0), 10_000)) == brute_force((35.0, 139.0), points)


def test_at_equal_distances_the_order_of_the_list_decides():
    north, south, here = (0.01, 140.0), (-0.01, 140.0), (0.0, 140.0)
    index = PointIndex([south, north, here, south])

    found = index.nearest(here, 4)

    assert [near.number for near in found] == [2, 0, 1, 3]
    assert found[1].metres == found[2].metres == found[3].metres


def test_both_sides_of_the_180th_meridian_are_neighbours():
    index = PointIndex([(10.0, 179.0), (10.0, -179.99)])

    [found] = index.nearest((10.0, 179.99), 1)

    assert found.number == 1
    assert found.metres == pytest.approx(2192, abs=1)


def test_what_lies_farther_by_angle_and_nearer_by_the_geodesic_is_found():
    """A degree along the meridian is shorter at the equator than one along the equator."""
    east, north = (0.0, 1.0), (1.004, 0.0)
    index = PointIndex([east, north])

    assert [near.number for near in index.nearest((0.0, 0.0), 1)] == [1]


def test_what_lies_centimetres_apart_is_told_apart():
    """Their cosines differ by rounding alone."""
    lots = random.Random("centimetres")
    points = [(35 + lots.uniform(-1e-7, 1e-7), 139 + lots.uniform(-1e-7, 1e-7)) for _ in range(30)]
    index = PointIndex(points)

    for position in points:
        assert list(index.nearest(position, 3)) == brute_force(position, points)[:3]


def test_the_radii_bound_every_curvature_of_the_ellipsoid():
    eccentricity = FLATTENING * (2 - FLATTENING)
    sine = np.sin(np.radians(np.linspace(-90, 90, 100_001)))
    meridian = SEMI_MAJOR * (1 - eccentricity) / (1 - eccentricity * sine**2) ** 1.5
    prime_vertical = SEMI_MAJOR / np.sqrt(1 - eccentricity * sine**2)

    assert min(meridian.min(), prime_vertical.min()) >= LEAST_RADIUS
    assert max(meridian.max(), prime_vertical.max()) <= GREATEST_RADIUS


def test_what_has_no_coordinates_keeps_its_number_and_is_never_found():
    index = PointIndex([None, (35.0, 139.0), None, (36.0, 139.0)])

    assert [near.number for near in index.nearest((36.0, 139.0), 4)] == [3, 1]


@pytest.mark.parametrize("points", [[], [None], [None, None]])
def test_of_no_points_none_is_nearest(points):
    assert PointIndex(points).nearest((35.0, 139.0), 5) == ()


def test_none_wanted_is_none_found():
    assert PointIndex([(35.0, 139.0)]).nearest((35.0, 139.0), 0) == ()


def test_sixty_thousand_places_in_one_house_are_given_in_the_order_of_the_list():
    index = PointIndex([(35.0, 139.0)] * 60_000)

    assert [near.number for near in index.nearest((35.0, 139.1), 3)] == [0, 1, 2]


A_WORLD = a_world(random.Random("filters"))
IN_ORDER = {
    position: [near.number for near in PointIndex(A_WORLD).nearest(position, len(A_WORLD))]
    for position in ((35.0, 139.0), (-89.0, 10.0), A_WORLD[0])
}


@pytest.mark.usefixtures("bands")
@given(
    position=st.sampled_from(sorted(IN_ORDER)),
    among=st.lists(st.booleans(), min_size=len(A_WORLD), max_size=len(A_WORLD)),
    shut=st.sets(st.sampled_from(range(len(A_WORLD)))),
    most=st.integers(1, len(A_WORLD) + 1),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_leave_the_nearest_of_those_that_pass(position, among, shut, most):
    asked = []

    def passes(number):
        asked.append(number)
        return number not in shut

    found = PointIndex(A_WORLD).nearest(position, most, np.array(among), passes)

    expected = [number for number in IN_ORDER[position] if among[number] and number not in shut]
    assert [near.number for near in found] == expected[:most]
    assert len(asked) == len(set(asked))
    assert all(among[number] for number in asked)


def test_few_are_asked_when_the_nearest_pass():
    lots = random.Random("few")
    index = PointIndex([(lots.uniform(35, 36), lots.uniform(139, 140)) for _ in range(20_000)])
    asked = []

    def passes(number):
        asked.append(number)
        return len(asked) % 2 == 0

    assert len(index.nearest((35.5, 139.5), 5, None, passes)) == 5
    assert len(asked) < 100
