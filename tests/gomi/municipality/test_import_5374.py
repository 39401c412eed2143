"""A 5374 folder becomes a municipality; what could not be carried over is told."""

from pathlib import Path

import pytest

from gomi.municipality.colours import READABLE, contrast_with_white
from gomi.municipality.import_5374 import Closures, Outcome, Report, import_folder
from gomi.municipality.import_5374.doubts import doubt_about
from gomi.municipality.import_5374.merge.swap import every_file
from gomi.municipality.import_5374.text import condition_in, sentences
from gomi.municipality.load import load
from gomi.municipality.values import CategoryKind, ExceptionKind, Item, Municipality

SHARED = Path(__file__).parents[4] / "shared" / "opendata" / "5374"
CITIES = sorted(path.name for path in SHARED.glob("*/")) if SHARED.is_dir() else []

DIRTY = {
    "target.csv": (
        "type,name,notice,furigana,\r\n"
        "もやすごみ,紙コップ ,中を<b>すすぐ</b>。<br>重ねて出す。,か ,\r\n"
        'もやすごみ,かさ,"骨を外す。\r\n布だけを出す。",か,\r\n'
        "粗大ごみ,かさ,長さ1m以上のもの,か,\r\n"
        "もやすゴミ,くつ,,く,\r\n"
        "もやすごみ,くつ,,く,\r\n"
        "資源（びん）,びん,,ひ,\r\n"
        "受入できないごみ,消火器,{},し,\r\n"
        "---,金庫,,き,\r\n"
        "品目「かさ」に掲載しています。,日傘,,ひ,\r\n"
        "もやすごみ,紙製,,か,\r\n"
        "もやすごみ,メートルＤ,,え,\r\n"
        "もやすごみ,,名前のない行,い,\r\n"
        "type,name,notice,furigana,\r\n"
        'もやすごみ,テレビ台"大,,て,\r\n'
        "拠点,蛍光灯,電気店へ,け\r\n"
    ).encode("cp932"),
    "description.csv": (
        "\ufefflabel,sublabel,description,styles,bgcolor\n"
        "もやすごみ,,袋に入れる。<br>金属を入れないでください。,img/a.svg,#FFB230\n"
        "資源,,,img/b.svg,#77ae1f\n"
    ).encode(),
    "area_days.csv": (
        "<<<<<<< HEAD\n"
        "地名,センター,もやすごみ,資源,受入できないごみ\n"
        "北町(きたまち),東センター,月 木,水2 水4 *1,\n"
        " 南町 ,西センター,火　金,20260401 20260415\n"
        "南町,西センター,火　金,20260401 20260415,\n"
        "南町,西センター,水,,\n"
        ",西センター,水,,\n"
        "=======\n"
        "よその町,東部,月,火,\n"
        ">>>>>>> abc\n"
    ).encode(),
    "center.csv": (
        "名称,休止開始日,休止終了日\n"
        "東センター,2026/12/31,2027/1/3\n"
        "西センター,20261231,20270103\n"
        "西センター,2027/1/3,2026/12/31\n"
        "どこでもないセンター,2026/12/31,2027/1/3\n"
    ).encode(),
    "remarks.csv": "1,雨の日も集めます\n".encode(),
}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def dirty(tmp_path) -> tuple[Municipality, Report]:
    report = import_folder(write(tmp_path / "src", DIRTY), tmp_path / "dest")
    found = load(tmp_path / "dest")
    assert found.municipality is not None, [str(each) for each in found.complaints]
    return found.municipality, report


def item(municipality: Municipality, name: str) -> Item:
    (found,) = [each for each in municipality.items if each.name == name]
    return found


def told(report: Report, outcome: Outcome, kind: str) -> list[tuple[str, int]]:
    return [(each.file, each.line) for each in report.of(outcome) if each.kind == kind]


def test_names_are_trimmed_and_nothing_else(dirty):
    names = [each.name for each in dirty[0].items]

    assert names == [
        "紙コップ", "かさ", "くつ", "びん", "消火器", "金庫", "日傘",
        "紙製", "メートルＤ", 'テレビ台"大', "蛍光灯",
    ]  # fmt: skip


def test_notices_become_sentences_without_html(dirty):
    assert item(dirty[0], "紙コップ").rules[0].how == ("中をすすぐ。", "重ねて出す。")
    assert item(dirty[0], "消火器").rules[0].how == ()


def test_one_name_under_two_categories_has_two_rules_with_conditions(dirty):
    rules = item(dirty[0], "かさ").rules

    by_id = dirty[0].category_by_id
    assert [(by_id[rule.category].name, rule.condition) for rule in rules] == [
        ("もやすごみ", "もやすごみ"),
        ("粗大ごみ", "長さ1m以上のもの"),
    ]
    assert told(dirty[1], Outcome.DOUBTED, "lost-condition") == [("target.csv", 3)]


def test_copies_and_spellings_are_merged_and_told(dirty):
    assert len(item(dirty[0], "くつ").rules) == 1
    assert told(dirty[1], Outcome.MERGED, "category-spelling") == [("target.csv", 6), ("target.csv", 8)]


def test_categories_that_nobody_described_are_made_with_their_kind(dirty):
    kinds = {category.name: category.kind for category in dirty[0].categories}

    assert kinds == {
        "もやすごみ": CategoryKind.COLLECTED,
        "資源": CategoryKind.COLLECTED,
        "粗大ごみ": CategoryKind.OVERSIZED,
        "受入できないごみ": CategoryKind.NOT_COLLECTED,
        "区分の記載なし": CategoryKind.NOT_COLLECTED,
        "拠点": CategoryKind.DROP_OFF,
    }
    assert len(told(dirty[1], Outcome.DOUBTED, "category-created")) == 4


def test_tiles_can_be_read_and_told_apart(dirty):
    categories = dirty[0].categories

    assert all(contrast_with_white(category.colour) >= READABLE for category in categories)
    assert len({category.letter for category in categories}) == len(categories)
    assert categories[0].how == ("袋に入れる。",)
    assert categories[0].notes == ("金属を入れないでください。",)


def test_a_reference_to_another_entry_has_its_rules(dirty):
    categories = [[rule.category for rule in item(dirty[0], name).rules] for name in ("日傘", "かさ")]

    assert categories[0] == categories[1]
    assert told(dirty[1], Outcome.MERGED, "see-other") == [("target.csv", 11)]


def test_damaged_names_are_kept_and_doubted(dirty):
    assert [each.name for each in dirty[0].items if each.doubt] == ["紙製", "メートルＤ"]
    assert told(dirty[1], Outcome.DOUBTED, "damaged-name") == [("target.csv", 12), ("target.csv", 13)]


def test_rows_without_a_name_and_headers_again_are_refused(dirty):
    assert told(dirty[1], Outcome.REFUSED, "no-name") == [("target.csv", 14)]
    assert told(dirty[1], Outcome.REFUSED, "header-again") == [("target.csv", 15)]


def test_readings_are_made_and_checked_by_the_heading(dirty):
    assert item(dirty[0], "蛍光灯").readings == ("けいこうとう",)
    assert item(dirty[0], "消火器").readings == ("しょうかき",)


def test_calendar_cells_become_rules_in_a_clerks_words(dirty):
    municipality, report = dirty

    assert [(each.name, each.reading, each.course) for each in municipality.districts] == [
        ("北町(きたまち)", "きたまち", "東センター"),
        ("南町（1）", "", "西センター"),
        ("南町（2）", "", "西センター"),
    ]
    assert [stream.name for stream in municipality.streams] == ["もやすごみ", "資源"]
    assert [(rule.district, rule.stream, rule.days, rule.remark) for rule in municipality.rules] == [
        ("d1", "s1", "毎週月・木", ""),
        ("d1", "s2", "第2・第4水曜", "雨の日も集めます"),
        ("d2", "s1", "毎週火・金", ""),
        ("d2", "s2", "2026-04-01 2026-04-15", ""),
        ("d3", "s1", "毎週水", ""),
    ]
    assert [rule.original for rule in municipality.rules] == [
        "月 木",
        "水2 水4 *1",
        "火　金",
        "20260401 20260415",
        "水",
    ]
    assert told(report, Outcome.MERGED, "area-again") == [("area_days.csv", 5)]
    assert told(report, Outcome.DOUBTED, "area-differs") == [("area_days.csv", 6)]
    assert told(report, Outcome.REFUSED, "no-area") == [("area_days.csv", 7)]


def test_one_side_of_an_unresolved_merge_is_read(dirty):
    assert told(dirty[1], Outcome.REFUSED, "conflict") == [("area_days.csv", 1), ("area_days.csv", 9)]


@pytest.mark.parametrize(
    ("closures", "kind"), [(Closures.SKIP, ExceptionKind.SUSPENDED), (Closures.SHIFT, ExceptionKind.SHIFTED)]
)
def test_closures_become_exceptions_of_the_kind_asked_for(tmp_path, closures, kind):
    report = import_folder(write(tmp_path / "src", DIRTY), tmp_path / "dest", closures)

    (exception,) = load(tmp_path / "dest").municipality.exceptions

    assert (exception.kind, exception.districts) == (kind, ("東センター",))
    assert (exception.starts.isoformat(), exception.ends.isoformat()) == ("2026-12-31", "2027-01-03")
    assert told(report, Outcome.REFUSED, "closure") == [
        ("center.csv", 3),
        ("center.csv", 3),
        ("center.csv", 4),
    ]
    assert told(report, Outcome.DOUBTED, "no-centre") == [("center.csv", 5)]


def test_a_file_without_header_loses_no_row(tmp_path):
    files = {
        "target.csv": "もやすごみ,かさ,,か\nもやすごみ,くつ,,く\n".encode(),
        "description.csv": "もやすごみ,,,,\n".encode(),
    }

    import_folder(write(tmp_path / "src", files), tmp_path / "dest")

    assert [each.name for each in load(tmp_path / "dest").municipality.items] == ["かさ", "くつ"]


def test_single_closure_days_are_read_one_by_one(tmp_path):
    centre = "名称,休止日,休止日,休止日\n東センター,2026/5/3,2026/5/5,2026/8/15\n"
    files = DIRTY | {"center.csv": centre.encode()}

    import_folder(write(tmp_path / "src", files), tmp_path / "dest")

    days = [(each.starts.day, each.ends.day) for each in load(tmp_path / "dest").municipality.exceptions]
    assert days == [(3, 3), (5, 5), (15, 15)]


def test_areas_with_rules_of_their_own_are_named(tmp_path):
    files = {
        "area_master.csv": "\ufeffマスター,区名\n1,北地域\n2,南地域\n".encode(),
        "target.csv": (
            "mastercode,type,name,notice,furigana\n"
            "1,もやすごみ,くつ,,く\n2,資源,くつ,,く\n1,もやすごみ,紙,,か\n2,もやすごみ,紙,,か\n"
        ).encode(),
        "description.csv": (
            "mastercode,label,sublabel,description,styles,bgcolor\n"
            "1,もやすごみ,,,,#ff0000\n1,資源,,,,#00ff00\n2,もやすごみ,,,,#ff0000\n2,資源,,,,#00ff00\n"
        ).encode(),
        "area_days.csv": (
            "マスター,地名,地名ふりがな,センター,もやすごみ,資源\n"
            "1,本町,ほんまち, ,月,火\n2,本町,ほんまち, ,水,木\n"
        ).encode(),
        "center.csv": "名称,休止開始日,休止終了日\n ,2027/1/1,2027/1/3\n".encode(),
    }

    import_folder(write(tmp_path / "src", files), tmp_path / "dest")

    municipality = load(tmp_path / "dest").municipality
    shoes, paper = municipality.items
    assert [(rule.category, rule.areas) for rule in shoes.rules] == [("c1", ("北地域",)), ("c2", ("南地域",))]
    assert [(rule.category, rule.areas) for rule in paper.rules] == [("c1", ())]
    assert [(each.area, each.reading) for each in municipality.districts] == [
        ("北地域", "ほんまち"),
        ("南地域", "ほんまち"),
    ]
    assert [rule.days for rule in municipality.rules] == ["毎週月", "毎週火", "毎週水", "毎週木"]
    assert [rule.district for rule in municipality.rules] == ["d1", "d1", "d2", "d2"]
    assert municipality.exceptions[0].districts == ("すべて",)


def test_a_folder_named_like_a_part_of_the_service_gets_another_id(tmp_path):
    import_folder(write(tmp_path / "src", DIRTY), tmp_path / "static")

    assert load(tmp_path / "static").municipality.id == "city-static"


def test_importing_twice_writes_the_same(tmp_path):
    src = write(tmp_path / "src", DIRTY)

    import_folder(src, tmp_path / "dest")
    first = every_file(tmp_path / "dest")
    import_folder(src, tmp_path / "dest")

    assert every_file(tmp_path / "dest") == first


def test_the_report_says_what_became_of_everything(dirty):
    lines = list(dirty[1].lines())

    assert lines[0].startswith("■ 読めたもの")
    assert "品目の名前 11" in lines[1]
    assert "target.csv:14: 品目の名前がありません" in lines


@pytest.mark.parametrize("city", CITIES or ["?"])
def test_a_real_city_is_imported_without_a_mistake(city, shared, tmp_path):
    report = import_folder(shared / "opendata" / "5374" / city, tmp_path / city)

    found = load(tmp_path / city)
    assert found.municipality is not None, [str(each) for each in found.complaints[:5]]
    assert found.municipality.items
    assert report.written["品目の名前"] == len(found.municipality.items)


@pytest.mark.parametrize(
    ("city", "names", "districts"), [("kashiwa", 951, 261), ("hiroshima", 647, 1135), ("kurume", 426, 78)]
)
def test_every_name_of_a_real_city_counts_once(city, names, districts, shared, tmp_path):
    import_folder(shared / "opendata" / "5374" / city, tmp_path / city)

    municipality = load(tmp_path / city).municipality
    assert (len(municipality.items), len(municipality.districts)) == (names, districts)


def test_garbled_text_is_put_right_where_it_can_be(tmp_path):
    garbled = "もやすごみ,乾電池の箱,,か\n".encode().decode("cp932", errors="ignore")
    target = f"type,name,notice,furigana\nもやすごみ,かさ,,か\n{garbled}".encode() + b"x,\x80\xff\n"
    files = {"target.csv": target, "description.csv": "もやすごみ,,,,\n".encode()}

    report = import_folder(write(tmp_path / "src", files), tmp_path / "dest")

    found = load(tmp_path / "dest")
    assert found.errors == 0
    assert "かさ" in [each.name for each in found.municipality.items]
    assert told(report, Outcome.DOUBTED, "garbled")


@pytest.mark.parametrize(
    ("name", "doubted"),
    [
        ("紙製", True),
        ("その他の材質", True),
        ("金属製以外", True),
        ("木・竹製", True),
        ("ビニールコーティングされていないもの", True),
        ("メートルＤプレーヤー", True),
        ("木製家具", False),
        ("紙", False),
        ("せともの", False),
        ("印鑑（木製以外）", False),
        ("18リットル缶", False),
        ("メートル原器", False),
        ("アイロン台（30cm未満）", False),
    ],
)
def test_only_names_that_are_no_names_are_doubted(name, doubted):
    assert bool(doubt_about(name)) == doubted


@pytest.mark.parametrize(
    ("notice", "condition"),
    [
        ("プラスチック製のもの", "プラスチック製のもの"),
        ("手でつぶせるもの。", "手でつぶせるもの"),
        ("長さ30cm未満", "長さ30cm未満"),
        ("中は水洗いする", ""),
        ("1辺1.2メートル以上は「粗大ごみ」", ""),
        ("たたんでひもで束ねる", ""),
        ("", ""),
    ],
)
def test_a_notice_is_a_condition_only_where_it_says_when(notice, condition):
    assert condition_in(sentences(notice)) == condition
