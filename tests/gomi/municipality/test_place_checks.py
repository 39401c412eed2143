"""What `gomi check` says of places: each doubt seen once, and none of them on a good table."""

import pytest

from gomi.municipality.complaints import Level
from tests.gomi.municipality.municipality_folders import A_FOLDER, complaint, loaded

HEADER = "id,種別,名称,住所,緯度,経度,電話,営業時間,定休日,袋,処理券,受け入れるもの"
SHOP = {
    "id": "shop",
    "種別": "指定ごみ袋、ごみ処理券",
    "名称": "北町商店",
    "住所": "北町1-2",
    "緯度": "43.062083",
    "経度": "141.354389",
    "電話": "000-000-0000",
    "営業時間": "月〜金 9:00-18:00、土 9:00-12:00",
    "定休日": "日曜、祝日、年末年始",
    "袋": "45L、20L",
    "処理券": "200円",
    "受け入れるもの": "",
}
BOX = SHOP | {
    "id": "box",
    "種別": "回収拠点",
    "名称": "北町支所",
    "袋": "",
    "処理券": "",
    "緯度": "43.061000",
}
BOX |= {"受け入れるもの": "乾電池、拠点回収、充電池（こわれた）、さらだあぶら"}
CATEGORIES = (
    A_FOLDER["categories.csv"]
    + "dropoff,拠点回収,拠点,,#444444,dropoff,拠\nprivate,別の拠点,拠点,,#444444,dropoff,別\n"
)
ITEMS = (
    A_FOLDER["items.csv"]
    + "oil,食用油,しょくようあぶら,サラダ油、さらだあぶら,別の拠点,,,\n"
    + "cell,充電池,じゅうでんち,,有害ごみ,ふつうのもの,,\n"
    + "cell,,,,別の拠点,こわれた,,\n"
    + "leaf,落ち葉,おちば,,拠点回収,,,\n"
)
VOUCHERS = "id,名称,額面\nv200,ごみ処理券,200\n"
TOWNS = "町名,緯度,経度,地区\n北町,43.06,141.35,北町\n南町,43.02,141.36,南町\n"


def check(*places, **changes):
    """The folder with these places, each given as a row of `SHOP` with cells exchanged."""
    rows = "\n".join(",".join(place[header] for header in HEADER.split(",")) for place in places)
    files = {"categories_csv": CATEGORIES, "items_csv": ITEMS, "vouchers_csv": VOUCHERS, "towns_csv": TOWNS}
    return loaded(places_csv=f"{HEADER}\n{rows}\n", **files | changes)


def doubts(found, file="places.csv"):
    return [each.kind for each in found.complaints if each.file.endswith(file)]


def test_nothing_is_said_of_good_places():
    found = check(SHOP, BOX)

    assert doubts(found) == []
    assert "no-taker" not in doubts(found, "items.csv")
    assert [place.position for place in found.municipality.places] == [
        (43.062083, 141.354389),
        (43.061, 141.354389),
    ]


def test_a_place_that_is_found_by_its_address_alone_is_not_doubted():
    found = check(SHOP | {"緯度": "", "経度": ""})

    assert "place-without-position" not in doubts(found)


@pytest.mark.parametrize(
    ("place", "kind", "column", "problem", "way"),
    [
        (
            SHOP | {"緯度": "", "経度": "", "住所": ""},
            "place-without-position",
            "緯度",
            "一覧にだけ",
            "住所か、緯度と経度",
        ),
        (SHOP | {"id": "print"}, "place-id", "id", "システムが使う名前", "ほかの id"),
        (SHOP | {"経度": ""}, "place-half-position", "経度", "経度だけがありません", "経度も"),
        (SHOP | {"緯度": ""}, "place-half-position", "緯度", "緯度だけがありません", "緯度も"),
        (SHOP | {"緯度": "0", "経度": "0"}, "place-at-nought", "緯度", "0です", "空に"),
        (SHOP | {"緯度": "0.0001", "経度": "0.0002"}, "place-at-nought", "緯度", "0です", "空に"),
        (
            SHOP | {"緯度": "141.354389", "経度": "43.062083"},
            "place-swapped",
            "緯度",
            "緯度と経度が逆です",
            "緯度に 43.062083、経度に 141.354389 と書いてください",
        ),
        (SHOP | {"緯度": "-43.062083"}, "place-outside-japan", "緯度", "日本の外", "20 から 46"),
        (SHOP | {"経度": "41.354389"}, "place-outside-japan", "経度", "日本の外", "122 から 154"),
        (SHOP | {"緯度": "43.562083"}, "place-far", "緯度", "56km離れています", "確かめて"),
        (SHOP | {"緯度": "43.062"}, "rough-position:緯度", "緯度", "小数が3桁", "6桁"),
        (SHOP | {"経度": "141.35"}, "rough-position:経度", "経度", "小数が2桁", "6桁"),
        (SHOP | {"営業時間": "9:00-5:00"}, "place-hours", "営業時間", "午前か午後か", "24時間の時刻"),
        (SHOP | {"定休日": "お盆"}, "place-hours", "定休日", "「お盆」がいつか分かりません", "8/13"),
        (SHOP | {"袋": ""}, "place-kind", "袋", "指定ごみ袋とありますが、袋が空", "45L"),
        (SHOP | {"処理券": ""}, "place-kind", "処理券", "処理券が空", "200円"),
        (SHOP | {"処理券": "200円、300円"}, "place-voucher", "処理券", "300円", "額面は 200円"),
        (BOX | {"受け入れるもの": ""}, "place-kind", "受け入れるもの", "回収拠点とあり", "乾電池"),
        (
            BOX | {"種別": "持込施設", "受け入れるもの": ""},
            "place-kind",
            "受け入れるもの",
            "持込施設とあり",
            "乾電池",
        ),
        (
            BOX | {"受け入れるもの": "拠点回収、別の拠点、乾電地"},
            "place-accepts",
            "受け入れるもの",
            "「乾電地」は分別区分にも品目にもありません",
            "もしかして「乾電池」",
        ),
        (
            BOX | {"受け入れるもの": "拠点回収、別の拠点、充電池（ぬれた）"},
            "place-accepts",
            "受け入れるもの",
            "条件「ぬれた」は品目「充電池」にありません",
            "ふつうのもの、こわれた のどれか",
        ),
        (SHOP | {"電話": "本店まで"}, "place-telephone", "電話", "「本店まで」", "市外局番から"),
        (SHOP | {"電話": "312345678"}, "place-telephone", "電話", "「312345678」", "先頭の0"),
    ],
)
def test_a_doubtful_cell_is_told_once_with_its_place_and_a_way_forward(place, kind, column, problem, way):
    found = check(place)

    assert doubts(found) == [kind]
    said = complaint(found, kind)
    assert (said.level, said.file, said.line, said.column) == (
        Level.DOUBT,
        "data/machi/places.csv",
        2,
        column,
    )
    assert problem in said.problem
    assert way in said.way


@pytest.mark.parametrize(
    "cells",
    [
        {"緯度": "0", "経度": "0"},
        {"緯度": "141.354389", "経度": "43.062083"},
        {"緯度": "-43.062083"},
        {"経度": ""},
    ],
)
def test_a_place_is_served_without_the_coordinates_that_cannot_be_meant(cells):
    found = check(SHOP | cells)

    assert found.errors == 0
    assert found.municipality.places[0].position is None


@pytest.mark.parametrize("latitude", ["北緯43度", "430620", "43,062083,"])
def test_what_is_no_degree_at_all_is_an_error(latitude):
    found = check(SHOP | {"緯度": f'"{latitude}"'})

    assert complaint(found, "unreadable-cell:緯度").level is Level.ERROR


def test_six_decimals_may_end_in_noughts():
    assert doubts(check(SHOP | {"緯度": "43.060000", "経度": "141.3500"})) == []


def test_without_points_of_towns_no_place_is_far():
    towns = "町名,地区\n北町,北町\n南町,南町\n"

    assert doubts(check(SHOP | {"緯度": "43.562083"}, towns_csv=towns)) == []


def test_a_wide_city_has_a_wider_margin():
    towns = "町名,緯度,経度,地区\n北町,43.06,141.35,北町\n南町,42.06,141.36,南町\n"

    assert doubts(check(SHOP | {"緯度": "43.362083"}, towns_csv=towns)) == []
    assert doubts(check(SHOP | {"緯度": "43.762083"}, towns_csv=towns)) == ["place-far"]


def test_the_same_name_at_the_same_point_is_told_at_the_second_row():
    again, next_door = SHOP | {"id": "again"}, SHOP | {"id": "next", "名称": "北町商店 別館"}

    said = complaint(check(SHOP, next_door, again), "place-twice")

    assert (said.line, said.column, said.read) == (4, "名称", "北町商店")
    assert "2 行" in said.problem
    assert "1行にまとめる" in said.way


def test_denominations_cannot_be_checked_when_vouchers_cannot_be_read():
    broken = check(SHOP, vouchers_csv="id,名称,額面\nv200,ごみ処理券,二百\n")
    absent = check(SHOP, vouchers_csv=None)

    assert doubts(broken) == []
    assert doubts(absent) == ["place-voucher"]
    assert "vouchers.csv がありません" in complaint(absent, "place-voucher").way


def test_what_no_place_takes_is_told_in_the_row_of_its_item():
    found = check(SHOP, BOX | {"受け入れるもの": "拠点回収、食用油"})

    said = complaint(found, "no-taker")

    assert (said.level, said.file, said.line) == (Level.DOUBT, "data/machi/items.csv", 7)
    assert "「充電池（こわれた）」は「別の拠点」ですが" in said.problem
    assert "places.csv の受け入れるもの" in said.way


@pytest.mark.parametrize(
    "accepts", ["拠点回収、別の拠点", "落ち葉、サラダ油、充電池（こわれた）", "おちば、食用油、充電池"]
)
def test_a_category_an_item_or_a_case_of_it_is_taken(accepts):
    found = check(BOX | {"受け入れるもの": accepts})

    assert doubts(found) == []
    assert "no-taker" not in doubts(found, "items.csv")


def test_where_no_place_takes_anything_nothing_is_missed():
    assert "no-taker" not in doubts(check(SHOP), "items.csv")


@pytest.mark.parametrize(
    "telephone", ["", "(03)1234-5678", "０１２０−０００−０００", "+81 3 1234 5678", "0800-000-0000"]
)
def test_a_telephone_is_written_in_several_ways(telephone):
    assert doubts(check(SHOP | {"電話": telephone})) == []


@pytest.mark.parametrize("written", ['"年末"', '"12/32〜1/3"', "12"])
def test_a_turn_of_the_year_that_cannot_be_read_is_doubted(written):
    profile = A_FOLDER["municipality.toml"] + f"\n[places]\nyear_end = {written}\n"

    said = complaint(loaded(municipality_toml=profile), "not-a-year-end")

    assert (said.level, said.column, said.line) == (Level.DOUBT, "year_end", 10)
    assert "12/29〜1/3" in said.way


def test_a_turn_of_the_year_that_can_be_read_is_not_doubted():
    profile = A_FOLDER["municipality.toml"] + '\n[places]\nyear_end = "12/28〜1/4"\n'

    assert [each.kind for each in loaded(municipality_toml=profile).complaints] == []


@pytest.mark.parametrize("template", ["http://map.example/{lat},{lon}", "https://map.example/{lat}", "地図"])
def test_a_map_that_cannot_be_opened_is_doubted(template):
    profile = A_FOLDER["municipality.toml"] + f'\n[places]\nmap_link = "{template}"\n'

    said = complaint(loaded(municipality_toml=profile), "not-a-map-link")

    assert (said.level, said.column) == (Level.DOUBT, "map_link")


@pytest.mark.parametrize("template", ["geo:{lat},{lon}?q={lat},{lon}", "https://map.example/{lat}/{lon}"])
def test_a_map_that_can_be_opened_is_not_doubted(template):
    profile = A_FOLDER["municipality.toml"] + f'\n[places]\nmap_link = "{template}"\n'

    assert [each.kind for each in loaded(municipality_toml=profile).complaints] == []
