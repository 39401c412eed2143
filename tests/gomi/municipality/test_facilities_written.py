"""Places in the columns in which cities publish facilities; nothing is lost on the way there and back."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.municipality.build import straight
from gomi.municipality.columns import TABLES
from gomi.municipality.complaints import Complaints, Level
from gomi.municipality.facilities import CURRENT, HEADERS, OWN, facility_rows_of
from gomi.municipality.facilities.tidy import tidy
from gomi.municipality.load import load
from gomi.municipality.parsing import RowParser
from gomi.municipality.places import Place, PlaceKind
from gomi.municipality.rows import facility_rows
from gomi.municipality.sheets import as_csv, read_sheet
from gomi.municipality.values import Municipality

HALL = Place(
    id="hall",
    kinds=(PlaceKind.DROP_OFF,),
    name="本町会館",
    reading="ほんちょうかいかん",
    address="本町1-2",
    latitude=34.7,
    longitude=138.5123456,
    telephone="000-0000-1111",
    hours="月〜金 8:30-17:15",
    closed="祝日、年末年始",
    bags=(),
    single_bags=False,
    denominations=(),
    accepts=("乾電池", "食用油"),
    accessible_parking=True,
    remark="入口の右です。",
)


@cache
def mihon() -> Municipality:
    municipality = load(Path("data/mihon")).municipality
    assert municipality is not None
    return municipality


def in_gifu(*places: Place) -> Municipality:
    """The demonstration city with these places, moved to a prefecture that there is."""
    return replace(mihon(), code="219991", places=places)


def written(municipality: Municipality) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """Every place's filled cells by header, and what was told."""
    complaints = Complaints()
    headers, *rows = facility_rows_of(municipality, complaints)
    assert headers == HEADERS
    cells = [{header: cell for header, cell in zip(headers, row, strict=True) if cell} for row in rows]
    return cells, tuple(map(str, complaints.all()))


def read_again(municipality: Municipality) -> tuple[Place, ...]:
    """The places of the file that was written, without a word of doubt."""
    complaints = Complaints()
    sheet = read_sheet("list.csv", as_csv(facility_rows_of(municipality, Complaints())), complaints)
    rows = facility_rows(sheet, complaints)
    records = RowParser(TABLES["places"], {}, complaints).records(rows)
    assert complaints.all() == ()
    return tuple(lined.value for lined in straight(records, Place))


def test_a_place_fills_the_standards_columns_and_only_its_kind_needs_ours():
    cells, told = written(in_gifu(replace(HALL, accepts=())))

    assert cells == [
        {
            "全国地方公共団体コード": "219991",
            "ID": "hall",
            "地方公共団体名": "岐阜県みほん市",
            "名称": "本町会館",
            "名称_カナ": "ホンチョウカイカン",
            "所在地_全国地方公共団体コード": "219991",
            "所在地_連結表記": "岐阜県みほん市本町1-2",
            "所在地_都道府県": "岐阜県",
            "所在地_市区町村": "みほん市",
            "緯度": "34.700000",
            "経度": "138.512346",
            "電話番号": "000-0000-1111",
            "利用可能曜日": "月火水木金",
            "開始時間": "08:30",
            "終了時間": "17:15",
            "利用可能時間特記事項": "定休日: 祝日、年末年始",
            "優先駐車場": "有",
            "備考": "入口の右です。",
            "種別": "回収拠点",
        }
    ]
    assert told == ()


def test_the_standards_columns_come_first_and_in_its_order():
    assert HEADERS[: len(CURRENT)] == CURRENT
    assert HEADERS[len(CURRENT) :] == OWN
    assert len(set(HEADERS)) == len(HEADERS)


@pytest.mark.parametrize(
    ("hours", "closed", "days", "starts", "ends", "special"),
    [
        ("9:00-18:30", "日", "月火水木金土", "09:00", "18:30", "定休日: 日"),
        ("24時間", "", "月火水木金土日", "00:00", "24:00", ""),
        ("18:00-翌2:00", "なし", "月火水木金土日", "18:00", "02:00", "定休日: なし"),
        ("平日 9:00-17:00", "年末年始", "月火水木金", "09:00", "17:00", "定休日: 祝日、年末年始"),
        ("平日 9:00-17:00", "なし", "月火水木金", "09:00", "17:00", "定休日: 祝日"),
        ("平日 9:00-17:00", "土日祝", "月火水木金", "09:00", "17:00", "定休日: 土日祝"),
        ("9:00-12:00、13:00-17:00", "日", "", "", "", "9:00-12:00、13:00-17:00。定休日: 日"),
        ("月〜金 9:00-17:00、土 9:00-12:00", "", "", "", "", "月〜金 9:00-17:00、土 9:00-12:00"),
        ("第2土曜 9:00-12:00", "", "", "", "", "第2土曜 9:00-12:00"),
        ("4月〜10月 9:00-17:00、11月〜3月 9:00-16:00", "", "", "", "", None),
        ("月〜金 9:00-17:00（祝日を除く）", "", "", "", "", None),
        ("倉庫が開いている時間", "", "", "", "", "倉庫が開いている時間"),
        ("", "日曜", "", "", "", "定休日: 日曜"),
        ("月 9:00-17:00", "月", "", "", "", "月 9:00-17:00。定休日: 月"),
        ("", "", "", "", "", ""),
    ],
)
def test_hours_of_one_stretch_a_week_have_columns_and_all_others_are_words(
    hours, closed, days, starts, ends, special
):
    (cells,), _ = written(in_gifu(replace(HALL, hours=hours, closed=closed)))

    said = [cells.get(each, "") for each in ("利用可能曜日", "開始時間", "終了時間", "利用可能時間特記事項")]
    assert said == [days, starts, ends, hours if special is None else special]
    assert read_again(in_gifu(replace(HALL, hours=hours, closed=closed)))[0].hours == hours


@pytest.mark.parametrize(
    ("address", "whole", "city"),
    [
        ("本町1-2", "岐阜県みほん市本町1-2", "みほん市"),
        ("みほん市本町1-2", "岐阜県みほん市本町1-2", "みほん市"),
        ("岐阜県となり市浜3", "岐阜県となり市浜3", None),
        ("となり市浜町3", "岐阜県となり市浜町3", None),
        ("うみべ郡みなと町浜3", "岐阜県うみべ郡みなと町浜3", None),
    ],
)
def test_an_address_is_written_from_the_prefecture_on(address, whole, city):
    (cells,), _ = written(in_gifu(replace(HALL, address=address)))

    assert cells["所在地_連結表記"] == whole
    assert cells.get("所在地_市区町村") == city
    assert read_again(in_gifu(replace(HALL, address=address)))[0].address == address


def test_a_town_whose_name_holds_a_city_is_no_other_city():
    town = replace(mihon().towns[0], name="八日市場")
    municipality = replace(in_gifu(replace(HALL, address="八日市場本通1")), towns=(town,))

    (cells,), _ = written(municipality)

    assert cells["所在地_連結表記"] == "岐阜県みほん市八日市場本通1"


def test_what_the_standard_asks_for_and_the_folder_lacks_is_said():
    bare = replace(HALL, reading="", address="", latitude=None, longitude=None)

    _, told = written(replace(in_gifu(bare), code="990019"))

    assert told == (
        "municipality.toml: 確認: 団体コード「990019」の都道府県が分かりません。"
        "municipality.toml に6桁の団体コードを書いてください。都道府県なしで書きました",
        "places.csv: 確認: 「本町会館」（hall）の 名称_カナ が空になります。"
        "places.csv の よみ を書いてください",
        "places.csv: 確認: 「本町会館」（hall）の 所在地_連結表記 が空になります。"
        "places.csv の 住所 を書いてください",
        "places.csv: 確認: 「本町会館」（hall）の 緯度 が空になります。"
        "places.csv の 緯度と経度 を書いてください",
    )


def test_every_place_of_the_demonstration_city_comes_back_as_it_was():
    assert mihon().places
    assert read_again(mihon()) == mihon().places


def some_text(alphabet: str, most: int = 12) -> st.SearchStrategy[str]:
    """Text as a cell can hold it; a dash alone and NULL mean nothing there."""
    return st.text(alphabet, max_size=most).map(str.strip).filter(lambda text: tidy(text) == text)


AWKWARD = "本町あアーァヴ々ｱ０1-−、。；;・（)「\"',\n 　市県郡A~〜休祝"
NAMES = st.lists(some_text("本アa0・（).", 5).filter(bool), max_size=3, unique=True).map(tuple)
HOURS = st.sampled_from(
    [
        "",
        "9:00-17:00",
        "月〜金 9:00-17:00",
        "月・水 9:00-12:00",
        "平日 9:00-17:00",
        "9時〜17時30分",
        "24時間",
        "18:00-26:00",
        "9:00-12:00、13:00-17:00",
        "土 9:00-12:00、日・祝 10:00-12:00",
        "日没まで",
        "要問い合わせ",
        "年中無休",
    ]
) | some_text(AWKWARD + "月日時9:", 14)
CLOSED = st.sampled_from(
    [
        "",
        "日",
        "土、日、祝",
        "なし",
        "月曜（祝日の場合は翌日）",
        "年末年始（12/29〜1/3）",
        "不定休",
        "休館日は月曜",
    ]
) | some_text(AWKWARD + "月日曜", 10)
DEGREES = st.none() | st.tuples(
    st.floats(20, 46).map(lambda degrees: round(degrees, 6)),
    st.floats(122, 154).map(lambda degrees: round(degrees, 6)),
)


@st.composite
def some_place(draw: st.DrawFn) -> Place:
    """A place as places.csv can hold it."""
    latitude, longitude = draw(DEGREES) or (None, None)
    return Place(
        id=draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,7}", fullmatch=True)),
        kinds=tuple(draw(st.lists(st.sampled_from(PlaceKind), min_size=1, unique=True))),
        name=draw(some_text(AWKWARD).filter(bool)),
        reading=draw(some_text("ぁあがゔゖアン ー・a1")),
        address=draw(some_text(AWKWARD) | some_text("みほん市岐阜県本町1-")),
        latitude=latitude,
        longitude=longitude,
        telephone=draw(some_text("0123456789-−（) ０", 14)),
        hours=draw(HOURS),
        closed=draw(CLOSED),
        bags=draw(NAMES),
        single_bags=draw(st.booleans()),
        denominations=tuple(draw(st.lists(st.integers(0, 10_000), max_size=3, unique=True))),
        accepts=draw(NAMES),
        accessible_parking=draw(st.booleans()),
        remark=draw(some_text(AWKWARD, 30)),
    )


@given(st.lists(some_place(), max_size=3, unique_by=lambda place: place.id))
@settings(max_examples=120, deadline=None)
def test_places_that_are_written_and_read_are_as_they_were(places):
    assert read_again(in_gifu(*places)) == tuple(places)


@given(some_place())
@settings(max_examples=60, deadline=None)
def test_without_our_columns_the_standards_still_say_a_place(place):
    headers, row = facility_rows_of(in_gifu(place), Complaints())
    complaints = Complaints()
    sheet = read_sheet("list.csv", as_csv([headers[: len(CURRENT)], row[: len(CURRENT)]]), complaints)

    rows = facility_rows(sheet, complaints, [PlaceKind.BAGS])

    assert [(each.cells["id"], each.cells["name"]) for each in rows] == [(place.id, place.name)]
    assert complaints.count(Level.ERROR) == 0
