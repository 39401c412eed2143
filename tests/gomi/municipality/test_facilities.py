"""A city's list of facilities becomes rows of places.csv."""

from datetime import time

import pytest

from gomi.municipality.complaints import Level
from gomi.municipality.places import PlaceKind
from tests.gomi.municipality.facility_lists import (
    CURRENT,
    GIF_HALL,
    KOMINKAN,
    OLDER,
    OLDER_KOMINKAN,
    a_list,
    a_workbook,
    changed,
    read,
    read_one,
)
from tests.gomi.municipality.municipality_folders import complaint, loaded

AS_A_PLACE = {
    "id": "F0001",
    "kinds": "回収拠点",
    "name": "中央公民館",
    "reading": "ちゅうおうこうみんかん",
    "address": "本町2-16-1",
    "latitude": "34.712346",
    "longitude": "138.5612",
    "telephone": "000-0000-2001",
    "hours": "月〜金 9:00-17:00",
    "closed": "祝日、年末年始",
    "accessible_parking": "はい",
    "remark": "2階です",
}


def test_a_list_of_the_current_generation_is_read():
    rows, told = read(a_list(KOMINKAN))

    assert [(row.file, row.line, row.cells) for row in rows] == [("list.csv", 2, AS_A_PLACE)]
    assert told == ()


def test_a_list_of_the_generation_before_is_read():
    rows, told = read(a_list(OLDER_KOMINKAN, headers=OLDER))

    assert [row.cells for row in rows] == [
        {
            **AS_A_PLACE,
            "id": "990019-0000000001",
            "longitude": "138.561200",
            "address": "本町2-16-1 みほんビル2階",
            "remark": "回収箱は入口にあります。内線 21。2階です",
        }
    ]
    assert told == ()


def test_the_names_of_gif_are_read():
    rows, _ = read(a_list(GIF_HALL, headers=GIF_HALL))

    assert rows[0].cells["hours"] == "月〜土 10:00-18:00"
    assert rows[0].cells["reading"] == "えきまえかいかん"
    # Nobody says whose list it is, so the address stays whole.
    assert rows[0].cells["address"] == "岐阜県みほん市駅前町1-2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_encoding_gives_the_same_rows(encoding):
    rows, told = read(a_list(KOMINKAN).encode(encoding))

    assert [row.cells for row in rows] == [AS_A_PLACE]
    assert told == ()


def test_a_workbook_gives_the_same_rows():
    row = {**KOMINKAN, "緯度": 34.71234567, "経度": 138.5612, "開始時間": time(9), "終了時間": time(17)}

    rows, told = read(a_workbook(row), file="list.xlsx")

    assert [row.cells for row in rows] == [AS_A_PLACE]
    assert told == ()


def test_headers_may_carry_marks_breaks_and_other_brackets():
    content = a_list(changed(**{"建物名等(方書)": "3階"}))
    content = content.replace("名称,", "名称（必須）,", 1).replace("建物名等(方書)", "建物名等（方書）")
    content = content.replace("所在地_連結表記", '"所在地_\n連結標記"').replace("名称_カナ", "名称_ｶﾅ")

    rows, told = read(content)

    assert rows[0].cells == {**AS_A_PLACE, "address": "本町2-16-1 3階"}
    assert told == ()


@pytest.mark.parametrize("nothing", ["", "NULL", "−", "－", "ー", "-", "未定", "#N/A"])
def test_a_cell_that_says_nothing_is_empty(nothing):
    place, told = read_one(
        changed(
            電話番号=nothing,
            名称_カナ=nothing,
            備考=nothing,
            利用可能時間特記事項=nothing,
            優先駐車場=nothing,
        )
    )

    assert place.keys() == AS_A_PLACE.keys() - {
        "telephone",
        "reading",
        "remark",
        "closed",
        "accessible_parking",
    }
    assert told == ()


def test_full_width_figures_and_half_width_kana_are_read():
    place, told = read_one(
        changed(
            緯度="３４．７１２３４６",
            経度="１３８．５６１２",
            電話番号="（０００）０００−２００１",
            開始時間="９：００",
            終了時間="１７時",
            名称_カナ="ﾁｭｳｵｳｺｳﾐﾝｶﾝ",
        )
    )

    assert place == {**AS_A_PLACE, "telephone": "(000)000-2001"}
    assert told == ()


def test_rough_coordinates_stay_rough_so_that_a_check_can_tell():
    found = loaded(places_csv=a_list(changed(緯度="34.71", 種別="回収拠点"), extra="種別"))

    rough = complaint(found, "rough-position:緯度")
    assert found.errors == 0
    assert (rough.line, rough.column, rough.read) == (2, "緯度", "34.71")


def test_swapped_coordinates_are_set_right_and_said():
    place, told = read_one(changed(緯度="138.5612", 経度="34.71234567"))

    assert place == AS_A_PLACE
    assert [str(each) for each in told] == ["list.csv:2: 確認: 緯度と経度が逆です。入れかえて読みました"]
    assert (told[0].column, told[0].read) == ("緯度", "138.5612,34.71234567")


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        ("0", "0", "緯度「0」と経度「0」は日本の外です"),
        ("34.7", "", "緯度と経度の片方しかありません"),
        ("", "138.5", "緯度と経度の片方しかありません"),
        ("34度42分", "138度33分", "「34度42分」は度数として読めません"),
        ("-34.7", "138.5", "緯度「-34.7」と経度「138.5」は日本の外です"),
    ],
)
def test_coordinates_that_cannot_be_are_left_out_and_said(latitude, longitude, problem):
    place, told = read_one(changed(緯度=latitude, 経度=longitude))

    assert place.keys() == AS_A_PLACE.keys() - {"latitude", "longitude"}
    assert [each.problem for each in told] == [problem]
    assert told[0].way.endswith("場所は住所だけになります")


@pytest.mark.parametrize(
    ("days", "starts", "ends", "special", "hours", "closed"),
    [
        ("月火水木金", "8:30", "17:15", "", "月〜金 8:30-17:15", ""),
        ("月・水・金", "8:30", "17:15", "", "月・水・金 8:30-17:15", ""),
        ("月～金", "08:30:00", "17:15:00", "", "月〜金 8:30-17:15", ""),
        ("月曜日から金曜日まで", "午前8時30分", "午後5時15分", "", "月〜金 8:30-17:15", ""),
        ("Mo,Tu,We,Th,Fr", "8:30", "17:15", "", "月〜金 8:30-17:15", ""),
        ("Mon-Fri", "8:30", "17:15", "", "月〜金 8:30-17:15", ""),
        ("0MoTuWeThFr", "8:30", "17:15", "", "月〜金 8:30-17:15", ""),
        ("12345", "8:30", "17:15", "", "月〜金 8:30-17:15", ""),
        ("金～月", "9:00", "12:00", "", "月・金〜日 9:00-12:00", ""),
        ("平日", "9:00", "17:00", "", "平日 9:00-17:00", ""),
        ("13Mo", "9:00", "12:00", "", "第1・3月 9:00-12:00", ""),
        ("6Fr", "9:00", "12:00", "", "最終金 9:00-12:00", ""),
        ("第2・第4土曜", "9:00", "12:00", "", "第2・第4土曜 9:00-12:00", ""),
        ("月火水木金土日", "9:00", "21:00", "", "9:00-21:00", ""),
        ("毎日", "0:00", "24:00", "", "24時間", ""),
        ("月火水木金土日", "24時間", "", "", "24時間", ""),
        ("月火水木金土日", "18:00", "26:00", "", "18:00-26:00", ""),
        ("月火水木金土", "9:00", "17:00", "祝日を除く", "月〜土 9:00-17:00", "祝日"),
        (
            "月火水木金土",
            "9:00",
            "17:00",
            "定休日：第1水曜、年末年始",
            "月〜土 9:00-17:00",
            "第1水曜、年末年始",
        ),
        ("火水木金土日", "9:00", "17:00", "月曜休館（祝日の場合は翌日）", "火〜日 9:00-17:00", None),
        (
            "月火水木金土日",
            "9:00",
            "17:00",
            "休館日：月曜（祝日の場合は翌日）",
            "9:00-17:00",
            "月曜（祝日の場合は翌日）",
        ),
        (
            "",
            "",
            "",
            "月〜金 9:00-12:00、13:00-17:00。定休日: 祝日",
            "月〜金 9:00-12:00、13:00-17:00",
            "祝日",
        ),
        ("", "", "", "", "", ""),
    ],
)
def test_days_times_and_words_become_hours_and_closing_days(days, starts, ends, special, hours, closed):
    place, _ = read_one(
        changed(利用可能曜日=days, 開始時間=starts, 終了時間=ends, 利用可能時間特記事項=special)
    )

    assert place.get("hours", "") == hours
    if closed is not None:
        assert place.get("closed", "") == closed


@pytest.mark.parametrize(
    ("cells", "remark", "column", "problem"),
    [
        (
            {"利用可能時間特記事項": "土曜は正午まで"},
            "土曜は正午まで。2階です",
            "利用可能時間特記事項",
            "「土曜は正午まで」は定休日として読めません。備考に入れました",
        ),
        (
            {"利用可能曜日": "7Su", "利用可能時間特記事項": ""},
            "利用できる日: 隔週日 9:00-17:00。2階です",
            "開始時間",
            "「隔週日 9:00-17:00」は営業時間として読めません。備考に入れました",
        ),
        (
            {"利用可能曜日": "月水", "開始時間": "", "終了時間": "", "利用可能時間特記事項": ""},
            "利用できる日: 月・水。2階です",
            "開始時間",
            "開始時間と終了時間がありません。備考に入れました",
        ),
        (
            {"利用可能曜日": "開館日による", "利用可能時間特記事項": ""},
            "利用できる日: 開館日による 9:00-17:00。2階です",
            "利用可能曜日",
            "「開館日による」は曜日として読めません。備考に入れました",
        ),
        (
            {"終了時間": "", "利用可能時間特記事項": ""},
            "利用できる日: 月〜金 9:00。2階です",
            "開始時間",
            "「9:00」だけでは何時から何時までか分かりません。備考に入れました",
        ),
        (
            {"終了時間": "25:70", "利用可能時間特記事項": ""},
            "利用できる日: 月〜金 9:00 25:70。2階です",
            "開始時間",
            "「9:00 25:70」は時刻として読めません。備考に入れました",
        ),
        (
            {"終了時間": "5:00", "利用可能時間特記事項": ""},
            "利用できる日: 月〜金 9:00-5:00。2階です",
            "開始時間",
            "「月〜金 9:00-5:00」は営業時間として読めません。備考に入れました",
        ),
    ],
)
def test_what_is_no_hours_goes_to_the_remark_and_is_said(cells, remark, column, problem):
    place, told = read_one(changed(**cells))

    assert place["remark"] == remark
    assert [(each.level, each.line, each.column, each.problem) for each in told] == [
        (Level.DOUBT, 2, column, problem)
    ]
    assert told[0].way


def test_closing_days_that_contradict_each_other_go_to_the_remark_and_are_said():
    place, told = read_one(changed(利用可能時間特記事項="年中無休。祝日"))

    assert "closed" not in place
    assert place["remark"] == "定休日: 年中無休、祝日。2階です"
    assert [each.problem for each in told] == [
        "定休日「年中無休、祝日」がひとつに読めません。備考に入れました"
    ]


def test_times_without_days_are_taken_for_every_day_and_said():
    place, told = read_one(changed(利用可能曜日="", 利用可能時間特記事項=""))

    assert place["hours"] == "9:00-17:00"
    assert [(each.column, each.problem) for each in told] == [
        ("利用可能曜日", "利用できる曜日がありません。毎日 9:00-17:00 として読みました")
    ]


def test_from_midnight_to_midnight_is_all_day_and_said():
    place, told = read_one(changed(利用可能曜日="月火水木金土日", 開始時間="0:00", 終了時間="0:00"))

    assert place["hours"] == "24時間"
    assert [each.problem for each in told] == ["0:00 から 0:00 までを24時間として読みました"]


@pytest.mark.parametrize(
    ("address", "body", "read_as"),
    [
        ("岐阜県みほん市本町2-16-1", "岐阜県みほん市", "本町2-16-1"),
        ("みほん市本町2-16-1", "岐阜県みほん市", "本町2-16-1"),
        ("岐阜県みほん市　本町2-16-1", "みほん市", "本町2-16-1"),
        ("岐阜県うみべ郡みほん町大字浜3", "みほん町", "大字浜3"),
        ("岐阜県となり市本町1", "岐阜県みほん市", "岐阜県となり市本町1"),
        ("本町2-16-1", "みほん市", "本町2-16-1"),
        ("岐阜県みほん市", "みほん市", "岐阜県みほん市"),
        ("岐阜県みほん市本町1", "", "岐阜県みほん市本町1"),
    ],
)
def test_the_citys_own_name_is_taken_off_an_address(address, body, read_as):
    place, _ = read_one(changed(所在地_連結表記=address, 地方公共団体名=body))

    assert place["address"] == read_as


def test_an_address_in_parts_is_put_together():
    parts = {"所在地_連結表記": "", "所在地_町字": "本町2丁目", "所在地_番地以下": "16-1"}

    place, _ = read_one(changed(**parts, **{"建物名等(方書)": "みほんビル"}))

    assert place["address"] == "本町2丁目16-1 みほんビル"


@pytest.mark.parametrize(
    ("told", "is_there"),
    [
        ("多目的トイレ;優先駐車場", True),
        ("身障者用駐車場２台；スロープ", True),
        ("車いす使用者用駐車場あり", True),
        ("障害者用駐車場なし", False),
        ("車椅子貸出;駐車場", False),
        ("", False),
    ],
)
def test_parking_for_wheelchairs_is_found_in_what_is_told_of_barriers(told, is_there):
    rows, _ = read(a_list({**OLDER_KOMINKAN, "バリアフリー情報": told}, headers=OLDER))

    assert ("accessible_parking" in rows[0].cells) is is_there


def test_a_row_without_an_id_gets_one_that_stays_when_it_moves():
    first, told = read_one(changed(ID=""))
    moved, _ = read_one(changed(ID="F0009", 名称="山手会館"), changed(ID="", 備考="3階です"))

    assert first["id"] == moved["id"] == "990019-1f28ce58"
    assert [(each.column, each.problem, each.way) for each in told] == [
        ("ID", "ID が空です", "id を「990019-1f28ce58」にしました。元の表の ID に書いておくと変わりません")
    ]


def test_an_id_with_other_characters_is_replaced_and_said():
    place, told = read_one(changed(ID="公民館 1"))

    assert place["id"].startswith("990019-")
    assert [(each.column, each.read) for each in told] == [("ID", "公民館 1")]
    assert told[0].problem == "ID「公民館 1」は id に使えません"


def test_an_id_that_two_rows_share_is_numbered_and_said():
    rows, told = read(a_list(KOMINKAN, changed(名称="山手会館"), changed(名称="浜町会館")))

    assert [row.cells["id"] for row in rows] == ["F0001", "F0001-2", "F0001-3"]
    assert [(each.line, each.problem) for each in told] == [
        (3, "ID「F0001」の行がほかにもあります"),
        (4, "ID「F0001」の行がほかにもあります"),
    ]


def test_the_kind_for_all_is_given_and_a_row_may_say_its_own():
    rows, told = read(
        a_list(KOMINKAN, changed(ID="F2", 種別="指定ごみ袋、ごみ処理券"), extra="種別"), PlaceKind.FACILITY
    )

    assert [row.cells["kinds"] for row in rows] == ["持込施設", "指定ごみ袋、ごみ処理券"]
    assert told == ()


def test_a_kind_of_the_citys_own_gives_way_to_the_kind_for_all_and_is_said():
    place, told = read_one(changed(種別="図書館"), extra="種別")

    assert place["kinds"] == "回収拠点"
    assert [str(each) for each in told] == [
        "list.csv:2: 確認: 種別「図書館」は選べません。「回収拠点」にしました"
    ]


def test_our_own_columns_behind_the_standards_are_taken():
    ours = {
        "種別": "指定ごみ袋",
        "袋": "45L、20L",
        "処理券": "200円",
        "受け入れるもの": "乾電池",
        "ばら売り": "はい",
    }

    place, told = read_one(changed(**ours), extra="種別,袋,処理券,受け入れるもの,ばら売り")

    assert [place[field] for field in ("kinds", "bags", "denominations", "accepts", "single_bags")] == [
        "指定ごみ袋",
        "45L、20L",
        "200円",
        "乾電池",
        "はい",
    ]
    assert told == ()


def test_hours_under_our_own_header_go_before_the_standards_and_a_difference_is_said():
    place, told = read_one(changed(営業時間="9:00-12:00", 定休日="日"), extra="営業時間,定休日")

    assert (place["hours"], place["closed"]) == ("9:00-12:00", "日")
    assert [(each.column, each.problem) for each in told] == [
        ("営業時間", "営業時間と定休日「9:00-12:00 日」が、利用可能曜日などと違います")
    ]


def test_a_row_without_a_name_is_no_place_and_is_said():
    rows, told = read(a_list(KOMINKAN, changed(ID="F2", 名称="")))

    assert [row.cells["id"] for row in rows] == ["F0001"]
    assert [str(each) for each in told] == ["list.csv:3: 名称が空です。名前を書くか、行を消してください"]


def test_rows_of_a_form_that_nobody_filled_are_passed_over():
    empty = {"全国地方公共団体コード": "990019", "地方公共団体名": "岐阜県みほん市", "備考": "−"}

    rows, told = read(a_list(KOMINKAN, empty, empty))

    assert len(rows) == 1
    assert told == ()


def test_a_list_without_a_column_of_names_is_refused():
    rows, told = read(a_list({"ID": "1", "緯度": "34.7"}, headers=["ID", "名前", "緯度", "利用可能曜日"]))

    assert rows is None
    assert [str(each) for each in told] == [
        "list.csv:1: 列「名称」がありません。施設の名前の列の見出しを「名称」にしてください"
    ]


def test_a_column_that_is_written_twice_is_said():
    rows, told = read(a_list(changed(NO="7"), extra="利用可能日時特記事項,NO"))

    assert rows[0].cells == AS_A_PLACE
    assert [(each.column, each.way) for each in told] == [
        ("利用可能日時特記事項", "左の列だけを読みました"),
    ]


def test_filled_columns_there_is_no_room_for_are_said_once():
    _, told = read(a_list(changed(URL="https://mihon.example/a"), changed(ID="2", URL="−"), extra="階数"))

    assert [str(each) for each in told] == [
        "list.csv:1: 確認: 列「URL」は読みません（1 行に値があります）。残したいことは備考に書いてください"
    ]


def test_a_folder_may_hold_the_citys_list_as_its_places():
    found = loaded(
        places_csv=a_list(changed(種別="回収拠点", 受け入れるもの="乾電池"), extra="種別,受け入れるもの")
    )

    assert found.errors == 0
    place = found.municipality.places[0]
    assert (place.id, place.name, place.address) == ("F0001", "中央公民館", "本町2-16-1")
    assert place.kinds == (PlaceKind.DROP_OFF,)
    assert place.accepts == ("乾電池",)
    assert place.position == (34.712346, 138.5612)


def test_a_folder_with_the_citys_list_and_no_kind_is_told_of_the_command():
    found = loaded(places_csv=a_list(KOMINKAN))

    missing = complaint(found, "facility-missing-column")
    assert found.municipality is None
    assert (missing.file, missing.line, missing.column) == ("data/machi/places.csv", 1, "種別")
    assert "gomi places read --kind" in missing.way


def test_complaints_of_a_folders_list_name_its_own_rows_and_columns():
    found = loaded(
        places_csv=a_list(
            changed(種別="回収拠点", 処理券="四百円"),
            changed(種別="図書館", ID="2"),
            changed(種別="", ID="3", 緯度="0", 経度="0"),
            extra="種別,処理券",
        )
    )

    assert [(each.line, each.column) for each in found.complaints if each.level is Level.ERROR] == [
        (2, "処理券"),
        (3, "種別"),
        (4, "種別"),
    ]
    assert found.municipality is None


def test_the_headers_of_places_are_read_as_before():
    found = loaded(places_csv="id,種別,名称,住所\nf1,回収拠点,公民館,みほん市本町1\n")

    assert found.municipality.places[0].address == "みほん市本町1"
    assert set(CURRENT) >= KOMINKAN.keys()
