"""From where a resident looks, by the words they type."""

import pytest

from gomi.districts import DistrictFinder
from gomi.municipality.values import District
from gomi.places.spots import Spots
from gomi.places.spots_middle import middle, middlemost
from gomi.places.spots_places import PlaceNames
from gomi.places.spots_towns import town_names
from tests.gomi.districts.cities import OURS, city
from tests.gomi.places.place_cities import a_city, a_place, a_town


def spots(*places, **changes):
    town = a_city(*places, **changes)
    return Spots(town, DistrictFinder(town), town_names(town))


def labels(found):
    return [spot.label for spot in found]


@pytest.fixture(scope="module")
def mihon():
    return Spots(city(OURS), DistrictFinder(city(OURS)), town_names(city(OURS)))


@pytest.mark.parametrize(
    ("words", "label", "position"),
    [
        ("港町1-5", "港町1丁目", (34.5, 138.5)),
        ("見本町港町２丁目３番地", "港町2丁目", (34.504, 138.5)),
        ("港町", "港町", (34.502, 138.5)),
        ("港町の近く", "港町", (34.502, 138.5)),
        ("000-0001", "港町", (34.502, 138.5)),
        ("離島", "離島", (33.1, 139.8)),
    ],
)
def test_an_address_a_town_or_a_postcode_is_one_spot(words, label, position):
    [spot] = spots().of(words)

    assert (spot.label, spot.position) == (label, position)


def test_a_town_split_by_a_landmark_is_one_spot_at_the_middle_of_its_parts(mihon):
    [spot] = mihon.of("本町二丁目")

    assert (spot.label, spot.towns) == ("本町2丁目", ("本町",))
    assert spot.position == (34.7119, 138.5609)


def test_a_district_by_its_name_is_the_middle_of_its_towns():
    towns = (a_town("港町", at=(34.50, 138.50)), a_town("浜町", at=(34.51, 138.51)))

    [spot] = spots(towns=towns).of("東地区")

    assert (spot.label, spot.position, spot.towns) == ("東地区", (34.505, 138.505), ("港町", "浜町"))


def test_a_district_that_reaches_over_the_sea_is_where_people_live():
    towns = (
        a_town("港町", at=(34.50, 138.50)),
        a_town("浜町", at=(34.52, 138.52)),
        a_town("離島", at=(33.10, 139.80)),
    )

    spot = spots(towns=towns).of_district("d1")

    assert spot is not None
    assert spot.position in ((34.50, 138.50), (34.52, 138.52))


def test_towns_of_one_name_far_apart_are_chosen_from():
    towns = (
        a_town("旭町", "d1", (34.50, 138.50)),
        a_town("旭町", "d2", (34.90, 138.90)),
    )
    districts = (District("d1", "東区", "", "東区", "", ""), District("d2", "西区", "", "西区", "", ""))

    found = spots(towns=towns, districts=districts).of("旭町")

    assert labels(found) == ["旭町（東区）", "旭町（西区）"]
    assert [spot.position for spot in found] == [(34.50, 138.50), (34.90, 138.90)]


def test_towns_of_one_name_without_an_area_are_told_apart_by_their_districts():
    towns = (a_town("旭町", "d1", (34.50, 138.50)), a_town("旭町", "d2", (34.90, 138.90)))

    assert labels(spots(towns=towns).of("旭町")) == ["旭町（東地区）", "旭町（西地区）"]


def test_a_town_whose_stretches_lie_far_apart_is_never_averaged():
    towns = (
        a_town("大野", "d1", (34.50, 138.50), block_from=1, block_to=100),
        a_town("大野", "d1", (34.60, 138.60), block_from=101),
    )

    found = spots(towns=towns).of("大野")

    assert labels(found) == ["大野1〜100番地", "大野101〜番地"]


def test_an_area_gives_its_districts_to_choose_from(mihon):
    assert labels(mihon.of("中央")) == ["本町1丁目", "浜町", "駅前町"]


def test_a_town_without_a_point_is_known_by_its_name_alone():
    [spot] = spots(towns=(a_town("港町"),)).of("港町3-1")

    assert (spot.position, spot.towns) == (None, ("港町",))


def test_without_towns_csv_the_district_names_the_towns():
    districts = (District("d1", "港町・浜町1丁目", "", "", "", ""), District("d2", "山の上", "", "", "", ""))

    [spot] = spots(towns=(), districts=districts).of("浜町1-2")
    whole = spots(towns=(), districts=districts).of_district("d1")

    assert (spot.position, spot.towns) == (None, ("浜町",))
    assert whole is not None
    assert whole.towns == ("港町", "浜町")


def test_a_postcode_of_two_towns_of_a_district_means_the_rows_that_have_it():
    towns = (
        a_town("北町", at=(34.50, 138.50), postcode="0000009"),
        a_town("南町", at=(34.52, 138.50), postcode="0000009"),
        a_town("海町", at=(34.90, 138.50), postcode="0000008"),
    )

    [spot] = spots(towns=towns).of("0000009")

    assert (spot.position, spot.towns) == ((34.51, 138.5), ("北町", "南町"))


@pytest.mark.parametrize("words", ["市役所", "見本町役場", "みほんちょうやくば", "役場の近く"])
def test_a_place_is_found_by_its_name(words):
    hall = a_place("hall", name="見本町役場", reading="みほんちょうやくば", latitude=34.51)
    shop = a_place("shop", name="市役所前商店", latitude=34.6)
    office = a_place("office", name="市役所", latitude=34.52)

    [spot] = spots(hall, shop, office).of(words)

    assert spot.position == ((34.52, 138.5) if words == "市役所" else (34.51, 138.5))
    assert spot.towns == ("港町",)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("図書館", ["図書館 駅前分館", "見本町図書館"]),
        ("駅前分館", ["図書館 駅前分館"]),
        ("図書館駅前分館", ["図書館 駅前分館"]),
        ("クリーンセンター", ["見本町クリーンセンター"]),
        ("ンセンター", ["見本町クリーンセンター"]),
        ("ンター", []),
        ("薬品", []),
        ("薬品の受付", []),
        ("分館", []),
        ("前分館", ["図書館 駅前分館"]),
        ("駅前", []),
        ("としょかん", []),
        ("えきまえぶんかん", []),
        ("としょかんえきまえぶんかん", ["図書館 駅前分館"]),
    ],
)
def test_a_part_of_a_name_is_the_beginning_of_a_word_or_a_long_end(words, names):
    branch = a_place("a", name="図書館 駅前分館", reading="としょかんえきまえぶんかん", latitude=34.51)
    library = a_place("b", name="見本町図書館（薬品の受付）", latitude=34.56)
    works = a_place("c", name="見本町クリーンセンター（薬品の受付）", latitude=34.61)

    found = labels(spots(branch, library, works).of(words))

    assert [label.partition("（")[0] for label in found] == names


def test_the_name_of_a_thing_is_no_part_of_a_name_but_may_be_a_whole_one():
    shop = a_place("a", name="乾電池の店", latitude=34.51)

    assert spots(shop).of("乾電池") == ()
    assert labels(spots(shop, a_place("b", name="乾電池", latitude=34.56)).of("乾電池")) == ["乾電池"]


def test_no_thing_to_throw_away_leads_to_a_place():
    ours = city(OURS)
    places = PlaceNames(ours, town_names(ours))
    names = {name for each in ours.items for name in (each.name, *each.aliases, *each.readings)}

    assert len(names) > 3000
    assert {"パソコン", "時計", "びん", "小型家電"} <= names
    assert [name for name in names if places.called(name)] == []


def test_counters_of_one_house_are_one_spot():
    first = a_place("a", name="市役所1階", latitude=34.5000)
    second = a_place("b", name="市役所2階", latitude=34.5001)

    [spot] = spots(first, second).of("市役所")

    assert (spot.label, spot.position) == ("市役所", (34.50005, 138.5))


def test_places_of_one_name_are_told_apart_by_their_addresses():
    first = a_place("a", name="スーパー", address="港町1-1", latitude=34.50)
    second = a_place("b", name="スーパー", address="山の上2", latitude=34.56)

    assert labels(spots(first, second).of("スーパー")) == ["スーパー（港町1-1）", "スーパー（山の上2）"]


def test_a_town_nobody_lists_is_found_by_the_addresses_of_places():
    first = a_place("a", address="栄町1-1", latitude=34.500)
    second = a_place("b", address="栄町2-1", latitude=34.502)

    [spot] = spots(first, second).of("栄町")

    assert (spot.label, spot.position) == ("栄町", (34.501, 138.5))


@pytest.mark.parametrize("words", ["", "　", "港", "宇宙", "\ud800", "の近く", "🗑" * 200])
def test_words_that_mean_nothing_lead_nowhere(words):
    assert spots(a_place()).of(words) == ()


def test_a_district_nobody_has_is_none():
    assert spots().of_district("nothing") is None


def test_the_labels_to_choose_from_are_all_different(mihon):
    for words in ("コンビニ", "中央", "Aコース", "ひだまり", "郵便局"):
        found = labels(mihon.of(words))
        assert len(set(found)) == len(found) > 1


def test_no_middle_is_told_of_what_lies_far_apart():
    near, far = [(34.50, 138.50), (34.52, 138.50)], [(34.50, 138.50), (34.60, 138.50)]

    assert middle(near) == (34.51, 138.50)
    assert middle(far) is None
    assert middlemost(far) == (34.50, 138.50)
    assert middle([]) is middlemost([]) is None


@pytest.mark.parametrize(
    ("address", "towns"),
    [
        ("港町1-2", ("港町",)),
        ("静岡県見本町港町1-2", ("港町",)),
        ("大字山の上12", ("山の上",)),
        ("港町2-3 山の上ビル", ("港町",)),
        ("東港町1", ("港町",)),
        ("見本町", ()),
        ("", ()),
    ],
)
def test_an_address_names_its_town(address, towns):
    assert town_names(a_city()).named_in(address)[:1] == towns


def test_the_longest_name_of_a_town_is_read():
    towns = (a_town("山手"), a_town("山手新田"))

    assert town_names(a_city(towns=towns)).named_in("山手新田1-2") == ("山手新田",)
