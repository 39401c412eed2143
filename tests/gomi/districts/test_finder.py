"""What a resident is told when they say where they live."""

from dataclasses import replace

import pytest

from gomi.districts import (
    AddressNeeded,
    DistrictFinder,
    Need,
    NoDistrict,
    OneDistrict,
    SeveralDistricts,
)
from gomi.municipality.values import District, Municipality, RuleRow, Town
from tests.gomi.districts.cities import OURS, city, finder


def a_city(*names: str, towns: tuple[Town, ...] = (), name: str = "見本市", **others: object) -> Municipality:
    """A city whose list has these districts; 「区域/名前」 gives a name its area."""
    pairs = [text.rpartition("/") for text in names]
    districts = tuple(District(f"d{n}", own, "", area, "", "") for n, (area, _, own) in enumerate(pairs, 1))
    return replace(city(OURS), name=name, districts=districts, towns=towns, rules=(), **others)


def a_town(
    name: str, district: str, chome: str = "", low: int | None = None, high: int | None = None
) -> Town:
    return Town("", name, "", chome, low, high, "", None, None, district)


@pytest.fixture(scope="module")
def mihon() -> DistrictFinder:
    return finder(OURS)


def labels(found: object) -> list[str]:
    assert isinstance(found, SeveralDistricts | AddressNeeded)
    return [each.label for each in found.candidates]


def test_a_split_town_is_a_choice_told_by_its_landmarks(mihon):
    found = mihon.find("本町2丁目")

    assert labels(found) == ["本町2丁目（みほん川より南）", "本町2丁目（みほん川より北）"]


def test_the_landmark_typed_behind_the_town_decides(mihon):
    found = mihon.find("本町2丁目 みほん川より北")

    assert isinstance(found, OneDistrict)
    assert found.label == "本町2丁目（みほん川より北）"


def test_a_missing_chome_is_asked_for_with_every_chome_of_the_town(mihon):
    found = mihon.find("みほん市本町")

    assert isinstance(found, AddressNeeded)
    assert (found.so_far, found.need) == ("みほん市本町", Need.CHOME)
    assert found.options == ("1丁目", "2丁目", "3丁目")


def test_a_town_of_one_district_needs_no_chome(mihon):
    found = mihon.find("浜町")

    assert isinstance(found, OneDistrict)
    assert (found.label, found.district.id) == ("浜町", "hamacho")


def test_a_misspelt_town_is_not_found_and_the_nearest_is_named_first(mihon):
    found = mihon.find("駅前待2-1")

    assert isinstance(found, NoDistrict)
    assert found.nearest[0] == "駅前町"


def test_a_name_inside_the_name_of_another_town_is_not_taken_for_it(mihon):
    for typed in ("本町通2-3", "本町東2-3", "元本町1丁目"):
        assert isinstance(mihon.find(typed), NoDistrict)


def test_the_same_town_in_another_city_is_not_ours(mihon):
    found = mihon.find("横浜市浜町1丁目")

    assert isinstance(found, NoDistrict)


def test_the_beginning_of_a_name_offers_what_goes_on_from_it_in_the_order_of_the_list():
    searched = DistrictFinder(a_city("花小金井", "花小路", "北野町"))

    assert labels(searched.find("花小")) == ["花小金井", "花小路"]


def test_a_name_without_its_machi_is_that_town_and_one_letter_is_none():
    searched = DistrictFinder(a_city("八日町", "北野町"))

    found = searched.find("八日2-3")

    assert isinstance(found, OneDistrict)
    assert found.district.name == "八日町"
    assert isinstance(searched.find("八"), NoDistrict)


def test_a_name_in_two_wards_is_told_apart_by_the_ward():
    searched = DistrictFinder(a_city("東区/野川", "西区/野川"))

    assert labels(searched.find("野川2-3")) == ["野川（東区）", "野川（西区）"]
    found = searched.find("見本市西区野川2-3")
    assert isinstance(found, OneDistrict)
    assert found.district.area == "西区"


def test_a_ward_that_the_town_is_not_in_is_not_overlooked():
    searched = DistrictFinder(a_city("東区/旭町", "西区/野川"))

    assert isinstance(searched.find("西区旭町2"), NoDistrict)
    assert isinstance(searched.find("北区旭町2"), NoDistrict)


def test_a_block_outside_every_range_is_asked_for_again():
    searched = DistrictFinder(a_city("本町1～20番地", "本町31～40番地"))

    found = searched.find("本町25")

    assert isinstance(found, AddressNeeded)
    assert (found.so_far, found.need) == ("本町", Need.BLOCK)
    assert labels(found) == ["本町1～20番地", "本町31～40番地"]


def test_ranges_of_blocks_include_both_ends_and_may_be_open():
    towns = (
        a_town("本町", "d1", high=20),
        a_town("本町", "d2", low=21, high=30),
        a_town("本町", "d3", low=31),
    )
    searched = DistrictFinder(a_city("A", "B", "C", towns=towns))

    found = [searched.find(f"本町{block}") for block in (1, 20, 21, 30, 31, 9999)]

    names = [each.district.name for each in found if isinstance(each, OneDistrict)]
    assert names == ["A", "A", "B", "B", "C", "C"]


def test_a_chome_column_may_say_the_unit_and_a_range():
    towns = (a_town("本町", "d1", "1丁目"), a_town("本町", "d2", "2～4丁目"), a_town("本町", "d3", "五丁目"))
    searched = DistrictFinder(a_city("A", "B", "C", towns=towns))

    found = [searched.find(f"本町{chome}-1") for chome in (1, 2, 4, 5)]

    assert [each.district.name for each in found if isinstance(each, OneDistrict)] == ["A", "B", "B", "C"]


def test_a_part_of_a_block_is_a_choice_and_the_rest_is_not():
    searched = DistrictFinder(a_city("本町5の一部、7番地", "それ以外の本町"))

    assert labels(searched.find("本町5")) == ["本町5の一部、7番地", "それ以外の本町"]
    for typed, name in (("本町7", "本町5の一部、7番地"), ("本町8", "それ以外の本町")):
        found = searched.find(typed)
        assert isinstance(found, OneDistrict)
        assert found.district.name == name


def test_a_wide_name_with_many_districts_asks_to_go_on():
    houses = [f"大井町 ハイツ{letter}" for letter in "あいうえおかきくけこさしすせそたちつてとな"]
    searched = DistrictFinder(a_city(*houses))

    found = searched.find("大井町")

    assert isinstance(found, AddressNeeded)
    assert found.need is Need.NAME
    assert len(found.candidates) == 21


def test_two_rows_that_say_the_same_with_the_same_days_are_offered_once():
    rows = ("字本郷小字宮下（3公園前）", "（3公園前）字本郷小字宮下")
    municipality = a_city(*rows)
    same = tuple(RuleRow(id_, "s", "毎週月曜", None, None, "", "") for id_ in ("d1", "d2"))

    found = DistrictFinder(replace(municipality, rules=same)).find("本郷宮下5")
    other = DistrictFinder(replace(municipality, rules=same[:1])).find("本郷宮下5")

    assert isinstance(found, OneDistrict)
    assert found.district.id == "d1"
    assert isinstance(other, SeveralDistricts)


def test_a_row_typed_as_it_stands_is_that_row_even_where_another_says_the_same():
    rows = ("字本郷小字宮下（3公園前）", "（3公園前）字本郷小字宮下")

    found = DistrictFinder(a_city(*rows)).find(rows[1])

    assert isinstance(found, OneDistrict)
    assert found.district.id == "d2"


def test_the_own_name_of_the_city_may_stand_without_its_shi():
    searched = DistrictFinder(a_city("元横山町", "横山町"))

    found = searched.find("見本元横山町3")

    assert isinstance(found, OneDistrict)
    assert found.district.name == "元横山町"


def test_a_town_of_a_district_that_is_not_in_the_list_is_passed_over():
    searched = DistrictFinder(a_city("A", towns=(a_town("本町", "d9"),)))

    assert isinstance(searched.find("本町"), NoDistrict)


def test_a_city_without_districts_finds_nothing_and_lists_nothing():
    searched = DistrictFinder(a_city())

    assert searched.find("本町") == NoDistrict(())
    assert searched.listing() == ()
    assert searched.near(34.71, 138.56) == ()


def test_a_village_may_be_written_with_its_prefecture_and_without_its_county():
    searched = DistrictFinder(a_city("浜", "山", name="見本村"))

    for typed in ("見本村浜5", "青森県見本村浜5", "青森県手本郡見本村字浜5番地"):
        found = searched.find(typed)
        assert isinstance(found, OneDistrict), typed
        assert found.district.name == "浜"
    assert isinstance(searched.find("青森県手本郡別村浜5"), NoDistrict)


def test_a_merged_city_knows_the_county_and_town_it_was():
    searched = DistrictFinder(a_city("旧見本町/浜町", "山町"))

    found = searched.find("手本郡見本町浜町5")

    assert isinstance(found, OneDistrict)
    assert found.district.name == "浜町"
