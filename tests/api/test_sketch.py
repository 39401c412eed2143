"""略図: what is drawn of the places around a spot."""

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.views.sketch import OUTER, Named, Pin, draw
from api.views.sketch_paper import MIDDLE, PIN, SIZE, SPOT, Word, box_of
from api.views.sketch_plane import direction, ring_metres, ring_step

SPOT_AT = (34.7102, 138.5596)
RING_WORDS = ("250m", "500m", "750m")
MOST_PINS = 25
NORTH_OF_IT, EAST_OF_IT = (34.7147, 138.5596), (34.7102, 138.5650)

near = st.tuples(st.floats(34.70, 34.72), st.floats(138.55, 138.57))
anywhere = st.tuples(st.floats(-89, 89), st.floats(-180, 180))
on_one_point = st.just(SPOT_AT)
positions = st.lists(near | anywhere | on_one_point, max_size=MOST_PINS)
names = st.text("本町1丁目浜駅前Honcho ", min_size=1, max_size=12)
towns = st.lists(st.builds(Named, names, near), max_size=30)


def pins_at(positions, look="open"):
    return [Pin(number, position, look) for number, position in enumerate(positions, 1)]


def drawn(positions, towns=(), here="いまの場所"):
    return draw(SPOT_AT, pins_at(positions), towns, here, RING_WORDS)


def words(sketch):
    return [each for each in (*sketch.ring_words, sketch.here, *sketch.towns) if each is not None]


@settings(deadline=None)
@given(positions)
def test_every_number_stands_on_the_paper_and_none_hides_another(positions):
    sketch = drawn(positions)

    assert [pin.number for pin in sketch.pins] == list(range(1, len(positions) + 1))
    assert all(PIN <= each <= SIZE - PIN for pin in sketch.pins for each in (pin.x, pin.y))
    assert all(hypot(pin.x - MIDDLE, pin.y - MIDDLE) >= PIN + SPOT for pin in sketch.pins)
    assert all(
        hypot(one.x - other.x, one.y - other.y) >= 2 * PIN
        for one in sketch.pins
        for other in sketch.pins
        if one.number < other.number
    )


@settings(deadline=None)
@given(positions, towns)
def test_no_word_hides_a_number_or_another_word(positions, towns):
    sketch = drawn(positions, towns)

    boxes = [box_of(word.text, word.x, word.y) for word in words(sketch)]
    assert all(box.left >= 0 and box.right <= SIZE and box.top >= 0 and box.bottom <= SIZE for box in boxes)
    assert not any(box.meets_circle(pin.x, pin.y, PIN) for box in boxes for pin in sketch.pins)
    assert not any(one.meets(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])


@given(st.floats(0, 2e7))
def test_the_rings_reach_every_place_and_hardly_farther(farthest):
    step = ring_step(farthest)

    assert 3 * step >= farthest
    assert step == 50 or 3 * step <= 2.5 * farthest + 1


@settings(deadline=None)
@given(positions)
def test_a_pin_that_stepped_aside_shows_the_way_to_its_place(positions):
    sketch = drawn(positions)

    for pin in sketch.pins:
        if pin.true is not None:
            assert hypot(pin.true[0] - MIDDLE, pin.true[1] - MIDDLE) <= OUTER + 1


def test_north_is_up_and_east_is_to_the_right():
    north, east = drawn([NORTH_OF_IT, EAST_OF_IT]).pins

    assert (north.x, east.y) == (MIDDLE, MIDDLE)
    assert north.y < MIDDLE < east.x


def test_the_rings_are_round_numbers_of_metres():
    assert ring_metres(SPOT_AT, [NORTH_OF_IT, EAST_OF_IT]) == (200, 400, 600)
    assert ring_metres(SPOT_AT, []) == (50, 100, 150)


@pytest.mark.parametrize(
    ("position", "number"),
    [
        ((34.72, 138.5596), 0),
        ((34.7202, 138.5645), 1),
        ((34.7102, 138.57), 4),
        ((34.70, 138.5596), 8),
        ((34.7102, 138.55), 12),
        ((34.72, 138.5590), 0),
        (SPOT_AT, None),
    ],
)
def test_sixteen_directions_are_told_apart(position, number):
    assert direction(SPOT_AT, position) == number


def test_across_the_date_line_the_short_way_is_drawn():
    fiji = draw((-17.0, 179.999), pins_at([(-17.0, -179.999)]), (), "", RING_WORDS)

    assert fiji.pins[0].x > MIDDLE
    assert direction((-17.0, 179.999), (-17.0, -179.999)) == 4


def test_towns_are_named_where_they_are_and_those_out_of_reach_are_not():
    towns = [Named("駅前町", (34.7112, 138.5596)), Named("山手新田", (34.7252, 138.5495))]

    sketch = drawn([NORTH_OF_IT], towns)

    assert [town.text for town in sketch.towns] == ["駅前町"]
    assert sketch.towns[0].y < MIDDLE


def test_a_name_too_long_for_the_paper_is_left_out():
    assert drawn([NORTH_OF_IT], here="長" * 40).here is None


def test_the_spot_is_named_beside_its_point():
    assert drawn([]).here == Word("いまの場所", MIDDLE, MIDDLE + 19)
