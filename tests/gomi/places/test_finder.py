"""The finder of places: the nearest that fit, those of unknown distance, and in which district they lie."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gomi.districts import DistrictFinder
from gomi.municipality.places import PlaceKind
from gomi.municipality.values import District
from gomi.places.finder import NoSuchPosition, PlaceFinder
from gomi.places.found import Brought, OpenState, Spot, Wanted
from tests.gomi.districts.cities import OURS, city
from tests.gomi.places.place_cities import a_finder, a_place, a_town

pytestmark = pytest.mark.dates

TOKYO = ZoneInfo("Asia/Tokyo")
WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0, tzinfo=TOKYO)
HARBOUR = Spot("港町", (34.5, 138.5), ("港町",))
ANY = Wanted()
BAGS, VOUCHERS = frozenset({PlaceKind.BAGS}), frozenset({PlaceKind.VOUCHERS})


def ids(found):
    return [each.place.id for each in found]


def nearest(finder, wanted=ANY, spot=HARBOUR, now=WEDNESDAY_NOON, most=5):
    return finder.nearest(spot, wanted, now, most)


def test_the_nearest_come_first_with_their_metres():
    finder = a_finder(
        a_place("far", latitude=34.52), a_place("near", latitude=34.501), a_place("here", latitude=34.5)
    )

    found = nearest(finder)

    assert [(each.place.id, each.metres, each.walking_minutes) for each in found] == [
        ("here", 0, 1),
        ("near", 111, 2),
        ("far", 2219, 35),
    ]


def test_places_equally_far_stand_in_the_order_of_the_table():
    finder = a_finder(a_place("b", longitude=138.51), a_place("a", longitude=138.51), a_place("c"))

    assert ids(nearest(finder)) == ["c", "b", "a"]


def test_no_more_are_given_than_asked_for():
    finder = a_finder(*(a_place(f"p{n}", latitude=34.5 + n / 1000) for n in range(10)))

    assert ids(nearest(finder, most=3)) == ["p0", "p1", "p2"]


def test_what_is_very_far_away_is_still_given():
    [found] = nearest(a_finder(a_place(latitude=26.2, longitude=127.7)))

    assert found.metres is not None
    assert found.metres > 1_000_000


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["bags", "single", "vouchers", "both"]),
        (Wanted(kinds=BAGS), ["bags", "single", "both"]),
        (Wanted(kinds=BAGS | VOUCHERS), ["bags", "single", "vouchers", "both"]),
        (Wanted(single_bags=True), ["single"]),
        (Wanted(denominations=frozenset({200})), ["vouchers", "both"]),
        (Wanted(denominations=frozenset({200, 400})), ["both"]),
        (Wanted(denominations=frozenset({999})), []),
        (Wanted(kinds=BAGS, denominations=frozenset({200})), ["both"]),
        (Wanted(brought=Brought("kandenchi")), ["single"]),
        (Wanted(kinds=VOUCHERS, brought=Brought("kandenchi")), []),
        (Wanted(brought=Brought("nothing")), []),
    ],
)
def test_every_part_of_what_is_wanted_has_to_hold(wanted, expected):
    finder = a_finder(
        a_place("bags"),
        a_place("single", single_bags=True, accepts=("乾電池",)),
        a_place("vouchers", VOUCHERS, denominations=(200,)),
        a_place("both", BAGS | VOUCHERS, denominations=(200, 400)),
    )

    assert ids(nearest(finder, wanted)) == ids(finder.all(wanted, WEDNESDAY_NOON)) == expected


def test_only_open_places_are_given_when_that_is_asked():
    shut = [a_place(f"shut{n}", hours="18:00-20:00", latitude=34.5 + n / 10_000) for n in range(20)]
    unsure = a_place("unsure", latitude=34.5)
    opened = a_place("open", hours="9:00-17:00", latitude=34.6)
    finder = a_finder(*shut, unsure, opened)

    assert ids(nearest(finder, Wanted(open_only=True))) == ["open"]
    assert ids(finder.all(Wanted(open_only=True), WEDNESDAY_NOON)) == ["open"]


def test_whether_a_place_is_open_is_told_in_the_time_of_the_city():
    finder = a_finder(a_place(hours="9:00-17:00"))

    in_utc = nearest(finder, now=datetime(2026, 11, 25, 3, 0, tzinfo=UTC))[0].state
    local = nearest(finder, now=datetime(2026, 11, 25, 12, 0))[0].state

    assert in_utc == OpenState(True, datetime(2026, 11, 25, 17, 0, tzinfo=TOKYO))
    assert local == OpenState(True, datetime(2026, 11, 25, 17, 0))


@pytest.mark.parametrize("hours", ["", "だいたい昼ごろ"])
def test_hours_that_cannot_be_read_leave_it_open_whether_a_place_is(hours):
    [found] = nearest(a_finder(a_place(hours=hours)))

    assert found.state == OpenState(None)


def test_a_place_without_coordinates_comes_last_if_it_lies_in_the_town():
    finder = a_finder(
        a_place("unmeasured", latitude=None, longitude=None),
        a_place("elsewhere", latitude=None, longitude=None, address="山の上1"),
        a_place("measured", latitude=34.6),
    )

    found = nearest(finder)

    assert [(each.place.id, each.metres, each.walking_minutes) for each in found] == [
        ("measured", 11093, 174),
        ("unmeasured", None, None),
    ]


def test_of_places_without_coordinates_three_are_added():
    places = [a_place(f"p{n}", latitude=None, longitude=None) for n in range(5)]

    found = nearest(a_finder(*places, a_place("measured")), most=1)

    assert ids(found) == ["measured", "p0", "p1", "p2"]


def test_filters_hold_for_places_without_coordinates_too():
    wanted = Wanted(kinds=BAGS, open_only=True)
    finder = a_finder(
        a_place("vouchers", VOUCHERS, latitude=None, hours="24時間"),
        a_place("shut", latitude=None, hours="18:00-20:00"),
        a_place("open", latitude=None, hours="24時間"),
    )

    assert ids(nearest(finder, wanted)) == ["open"]


def test_from_a_bare_position_nothing_of_unknown_distance_is_added():
    finder = a_finder(a_place("measured"), a_place("unmeasured", latitude=None))

    assert ids(nearest(finder, spot=finder.spot_at(34.5, 138.5))) == ["measured"]


def test_without_a_position_the_places_of_the_town_are_given_in_the_order_of_the_table():
    finder = a_finder(
        a_place("b"), a_place("elsewhere", address="見本町山の上3"), a_place("a", address="見本町大字港町2")
    )

    found = nearest(finder, spot=Spot("港町", None, ("港町",)))

    assert [(each.place.id, each.metres) for each in found] == [("b", None), ("a", None)]
    assert ids(nearest(finder, spot=Spot("港町", None, ("港町",)), most=1)) == ["b"]


def test_from_nowhere_nothing_is_near():
    assert nearest(a_finder(a_place()), spot=Spot("どこか")) == ()


def test_a_city_without_places_has_none():
    finder = a_finder()

    assert nearest(finder) == finder.all(Wanted(), WEDNESDAY_NOON) == ()
    assert (finder.sells_bags, finder.denominations) == (False, ())
    assert not finder.takes(Brought("kandenchi"))


def test_who_takes_a_thing_is_told_with_whether_they_are_open():
    finder = a_finder(a_place("shop"), a_place("box", accepts=("電池類",), hours="24時間"))

    [found] = finder.takers(Brought("kandenchi"), WEDNESDAY_NOON)

    assert (found.place.id, found.metres, found.state.is_open) == ("box", None, True)
    assert finder.takes(Brought("kandenchi"))
    assert not finder.takes(Brought("abura"))
    assert finder.meant_by("単三電池") == Brought("kandenchi")


def test_what_is_on_sale_anywhere_is_known():
    finder = a_finder(a_place("a", VOUCHERS, denominations=(400, 200)), a_place("b", denominations=(800,)))

    assert finder.sells_bags
    assert finder.denominations == (200, 400, 800)


def test_a_place_is_found_by_its_id():
    finder = a_finder(a_place("a"), a_place("b", hours="24時間"))

    found = finder.found("b", WEDNESDAY_NOON)

    assert found is not None
    assert (found.place, found.metres, found.state.is_open) == (finder.place("b"), None, True)
    assert finder.found("c", WEDNESDAY_NOON) is finder.place("c") is None


@pytest.mark.parametrize(
    ("position", "way"),
    [
        ((138.5, 34.5), "緯度と経度が逆かもしれません"),
        ((float("nan"), 138.5), "緯度は -90〜90"),
        ((34.5, float("nan")), "緯度は -90〜90"),
        ((34.5, float("inf")), "緯度は -90〜90"),
        ((34.5, 180.5), "緯度は -90〜90"),
        ((-91.0, -181.0), "緯度は -90〜90"),
    ],
)
def test_a_position_nowhere_on_earth_is_refused_with_a_way_forward(position, way):
    with pytest.raises(NoSuchPosition, match=way):
        a_finder().spot_at(*position)


def test_a_refused_position_is_told_to_no_log():
    with pytest.raises(NoSuchPosition) as refused:
        a_finder().spot_at(138.561234, 34.712345)

    told = f"{refused.value} {refused.value!r} {vars(refused.value)}"
    assert "138" not in told
    assert "34.7" not in told


def test_a_place_lies_in_the_district_its_address_says():
    finder = a_finder(a_place())

    assert district(finder, address="港町1-2", latitude=34.56, longitude=138.40) == "d1"
    assert district(finder, address="港町2-2", latitude=None) == "d2"


def test_where_the_address_leaves_a_choice_the_nearest_town_decides():
    finder = a_finder(a_place())

    assert district(finder, address="港町", latitude=34.4999) == "d1"
    assert district(finder, address="港町", latitude=34.5041) == "d2"
    assert district(finder, address="港町", latitude=None) is None
    assert district(finder, address="港町", latitude=36.0) is None


def test_without_an_address_the_nearest_town_decides_if_one_is_near():
    finder = a_finder(a_place())

    assert district(finder, address="", latitude=34.5041) == "d2"
    assert district(finder, address="知らない町", latitude=34.5041) == "d2"
    assert district(finder, address="", latitude=36.0) is None


def district(finder, **changes):
    found = finder.district_of(a_place(**changes))
    return found.id if found else None


def test_a_district_without_points_is_told_by_the_names_of_its_towns():
    districts = (District("d1", "港町・浜町", "", "", "", ""), District("d2", "山の上", "", "", "", ""))
    places = [a_place("shop", address="浜町2-1"), a_place("other", address="山の上3")]
    finder = a_finder(*places, districts=districts, towns=())

    spot = finder.spot_of_district("d1")

    assert spot is not None
    assert ids(nearest(finder, spot=spot)) == ["shop"]


def test_an_address_leads_to_what_is_near_it():
    finder = a_finder(a_place("near", latitude=34.503), a_place("far", latitude=34.55))

    [spot] = finder.spots_of("港町2丁目3-4")

    assert ids(nearest(finder, spot=spot)) == ["near", "far"]


def test_a_town_of_an_island_finds_its_own_shop_first():
    towns = (a_town("港町", at=(34.5, 138.5)), a_town("離島", at=(33.1, 139.8)))
    finder = a_finder(a_place("harbour"), a_place("island", latitude=33.1, longitude=139.81), towns=towns)

    [spot] = finder.spots_of("離島")

    assert ids(nearest(finder, spot=spot)) == ["island", "harbour"]


def test_many_threads_are_answered_alike():
    mihon = city(OURS)
    finder = PlaceFinder(mihon, DistrictFinder(mihon))

    def ask(number):
        spots = finder.spots_of(("本町", "浜町", "コンビニ")[number % 3])
        found = nearest(finder, Wanted(brought=finder.meant_by("かんでんち")), spots[0])
        return number % 3, spots, found

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(ask, range(60)))

    assert len(answers) == 3
