"""The calendar of a 5374 site becomes rules and exceptions; what cannot be read is named."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.days_written import Period
from gomi.municipality.import_5374 import Closures, Outcome, Report
from gomi.municipality.import_5374.choice import cells_that_differ
from gomi.municipality.import_5374.day_cells import days_meant, read_cell
from gomi.municipality.import_5374.odd_days import odd_days
from gomi.municipality.import_5374.report import Entry
from gomi.municipality.load import load
from tests.gomi.municipality.reimporting import Desk

TOKENS = (
    "月",
    "木",
    "水2",
    "火5",
    "20260401",
    "20260231",
    "隔月20260406",
    "*1",
    "*10",
    "その他",
    "：4 6",
    ";",
    "",
)


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


def take_over(desk: Desk, *days: tuple[str, ...], streams: tuple[str, ...] = ("もやすごみ",)) -> Report:
    desk.publish(days=days, streams=streams)
    return desk.take_over()


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def of_kind(report: Report, kind: str) -> list[Entry]:
    return [each for each in report.entries if each.kind == kind]


def rule_cells(desk: Desk) -> list[tuple[str, str]]:
    return [(row["収集日"], row["元の記載"]) for row in desk.rows("rules")]


def names(desk: Desk) -> list[str]:
    return [row["名称"] for row in desk.rows("districts")]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("月 木", "毎週月・木"),
        ("月　木", "毎週月・木"),
        ("月  木 ", "毎週月・木"),
        ("水２ 水4", "第2・第4水曜"),
        ("火2 金4:4 6 8 10 12 2", "第2火曜（偶数月） 第4金曜（偶数月）"),
        ("水1:6 7 11 水2:4 5 8", "第1水曜（6・7・11月） 第2水曜（4・5・8月）"),
        ("水1:6 7 11; 水2:4 5 8", "第1水曜（6・7・11月） 第2水曜（4・5・8月）"),
        ("隔水20150114", "隔週水曜 2015-01-14から"),
        ("20160404 20160418 *2", "2016-04-04 2016-04-18"),
        ("月 20160418", "毎週月 2016-04-18"),
        ("月 木 *10", "毎週月・木"),
        ("*5", "なし"),
    ],
)
def test_a_cell_means_what_its_city_meant(cell, days):
    read = read_cell(cell)

    assert read.days == days
    assert not read.unclear


@given(st.lists(st.sampled_from(TOKENS), max_size=6))
def test_what_was_read_of_a_cell_is_read_again_from_the_words_written(tokens):
    cell = read_cell(" ".join(tokens))

    again = read_cell(cell.days)

    assert set(again.rule.words) == set(cell.rule.words)
    assert not cell.days or not again.unclear
    assert days_meant(cell.days, Period()) == cell.days


def test_remarks_are_shown_with_the_days_that_name_them(desk):
    write(desk.src, "remarks.csv", "ID,注意事項\n１,雨の日も集めます\n10,8時までに<br>出す\n")

    report = take_over(desk, ("北町", "", "月 *10 *1"), ("南町", "", "*1"), ("西町", "", "火 *7"))

    assert [(row["収集日"], row["備考"]) for row in desk.rows("rules")] == [
        ("毎週月", "8時までに／出す／雨の日も集めます"),
        ("なし", "雨の日も集めます"),
        ("毎週火", ""),
    ]
    (missing,) = of_kind(report, "no-remark")
    assert (missing.file, missing.line, missing.column, missing.read) == (
        "area_days.csv",
        4,
        "もやすごみ",
        "*7",
    )


@pytest.mark.parametrize(
    ("cell", "days", "tokens"),
    [
        ("水2 水4`", "第2水曜", ["水4`"]),
        ("月 木 日5:12", "", ["月 木 日5:12"]),
        ("隔火20150114", "", ["隔火20150114"]),
        ("隔金20150198", "", ["隔金20150198"]),
        ("20190401 2019041 20190231", "2019-04-01", ["2019041", "20190231"]),
        ("その他", "", ["その他"]),
        ("その他 *1", "", ["その他"]),
    ],
)
def test_an_unclear_part_gives_no_days_and_is_named(desk, cell, days, tokens):
    report = take_over(
        desk, ("北町", "", "火", "金"), ("南町", "", cell, "水"), streams=("もやすごみ", "資源")
    )

    assert rule_cells(desk)[2:] == [(days, cell), ("毎週水", "水")]
    entries = of_kind(report, "days-unclear")
    assert [(each.file, each.line, each.column, each.read) for each in entries] == [
        ("area_days.csv", 3, "もやすごみ", token) for token in tokens
    ]
    for each in entries:
        assert each.outcome is Outcome.DOUBTED
        assert f"「南町」の「もやすごみ」の「{each.read}」" in each.said
        assert each.said.count("。") == 2


def test_a_stream_without_days_is_told_when_the_folder_is_checked(desk):
    take_over(desk, ("北町", "", "その他"))

    (complaint,) = [each for each in load(desk.dest).complaints if each.kind == "no-days"]

    assert (complaint.file, complaint.line, complaint.column) == (f"{desk.dest}/rules.csv", 2, "収集日")
    assert complaint.problem == "収集日が空です（元の記載「その他」）"
    assert complaint.way == "毎週月・木 のように書いてください。集めないなら なし と書いてください"


def test_a_day_unlike_the_others_of_its_list_is_kept_and_told(desk):
    report = take_over(
        desk,
        ("北町", "", "20260407 20260505 20250602 20260707"),
        ("南町", "", "20260407 20260506 20260602 20260707"),
        ("西町", "", "20260407 20260508 20260605 20260707"),
    )

    assert [(each.line, each.column, each.read) for each in of_kind(report, "odd-day")] == [
        (2, "もやすごみ", "20250602"),
        (3, "もやすごみ", "20260506"),
    ]
    assert rule_cells(desk)[0][0] == "2026-04-07 2026-05-05 2025-06-02 2026-07-07"
    assert "水曜日です（ほかはすべて火曜日）" in of_kind(report, "odd-day")[1].said


@pytest.mark.parametrize(
    ("days", "odd"),
    [
        ([date(2025, 4, 7), date(2026, 5, 4), date(2026, 6, 1)], [date(2025, 4, 7)]),
        ([date(2026, 4, 6), date(2026, 5, 4), date(2062, 6, 5)], [date(2062, 6, 5)]),
        ([date(2026, 4, 6), date(2061, 5, 2)], [date(2061, 5, 2)]),
        ([date(2026, 4, 6), date(2026, 10, 5), date(2027, 4, 5)], []),
        ([date(2026, 4, 6), date(2026, 10, 7)], []),
        ([], []),
    ],
)
def test_only_a_day_that_stands_out_is_odd(days, odd):
    assert [day for day, _ in odd_days(days)] == odd


def test_a_left_out_fifth_week_is_told_once_for_the_whole_file(desk):
    report = take_over(
        desk,
        ("北町", "", "月1 月2 月3 月4"),
        ("南町", "", "水1 水2 水3 水4"),
        ("西町", "", "水1 水2 水3 水4 水5"),
    )

    (told,) = of_kind(report, "fifth-week")
    assert (told.file, told.line, told.read) == ("area_days.csv", 2, "月1 月2 月3 月4")
    assert "など 2 か所" in told.said
    assert "「毎週月」" in told.said
    assert rule_cells(desk)[0][0] == "第1・第2・第3・第4月曜"


def test_rows_with_one_label_and_the_same_days_are_one_district(desk):
    report = take_over(desk, ("北町", "東", "月 木"), ("南町", "東", "火"), (" 北町 ", "東", "木　月"))

    assert names(desk) == ["北町", "南町"]
    assert [(each.outcome, each.line) for each in of_kind(report, "area-again")] == [(Outcome.MERGED, 4)]


def test_rows_with_one_label_that_disagree_become_numbered_districts(desk):
    report = take_over(
        desk,
        ("馬場", "", "月"),
        ("馬場（2）", "", "金"),
        ("馬場", "", "火"),
        ("馬場", "", "水"),
        ("馬場", "", "月"),
    )

    assert names(desk) == ["馬場（1）", "馬場（2）", "馬場（3）", "馬場（4）"]
    assert [row["地区"] for row in desk.rows("rules")] == names(desk)
    assert [days for days, _ in rule_cells(desk)] == ["毎週月", "毎週金", "毎週火", "毎週水"]
    (told,) = of_kind(report, "area-differs")
    assert (told.outcome, told.line, told.read) == (Outcome.DOUBTED, 4, "馬場")
    assert "2 行は「馬場（1）」、4 行は「馬場（3）」、5 行は「馬場（4）」" in told.said


def test_rows_with_one_label_and_different_closures_are_two_districts(desk):
    desk.publish(
        days=[("馬場", "東センター", "月"), ("馬場", "西センター", "月")],
        streams=("もやすごみ",),
        closed=[("東センター", "2026/12/31", "2027/1/3"), ("西センター", "2026/12/30", "2027/1/3")],
    )

    desk.take_over()

    assert names(desk) == ["馬場（1）", "馬場（2）"]


def test_one_name_in_two_wards_is_two_districts_of_two_areas(desk):
    desk.publish(days=[])
    write(desk.src, "area_master.csv", "マスター,区名\n1,北区\n2,南区\n")
    rows = "1,本町,,月\n2,本町,,火\n1,港,,水\n1,港,,木\n2,港,,水\n"
    write(desk.src, "area_days.csv", f"マスター,地名,センター,もやすごみ\n{rows}")

    desk.take_over()

    assert [(row["地域"], row["名称"]) for row in desk.rows("districts")] == [
        ("北区", "本町"),
        ("南区", "本町"),
        ("北区", "港（1）"),
        ("北区", "港（2）"),
        ("南区", "港"),
    ]
    assert [row["地区"] for row in desk.rows("rules")] == ["d1", "d2", "港（1）", "港（2）", "港"]


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("い 池田", "い"),
        ("榎町(えのまち)", "えのまち"),
        ("江波西一丁目（えばにし1ちょうめ）", "えばにし1ちょうめ"),
        ("あけぼの町会", ""),
        ("本町（駅前を除く）", ""),
        ("寺田町（アパート）", ""),
    ],
)
def test_a_reading_beside_the_name_is_taken_and_the_name_stays_whole(desk, name, reading):
    take_over(desk, (f" {name} ", "", "月"))

    (district,) = desk.rows("districts")
    assert (district["名称"], district["よみ"]) == (name, reading)


def test_the_reading_in_a_column_of_its_own_comes_first(desk):
    desk.publish(days=[])
    write(desk.src, "area_days.csv", "地名,地名ふりがな,センター,もやすごみ\n合川（ごうかわ）,あいかわ,,月\n")

    desk.take_over()

    (district,) = desk.rows("districts")
    assert (district["名称"], district["よみ"]) == ("合川（ごうかわ）", "あいかわ")


def test_an_imported_closure_is_a_period_even_if_it_is_one_day(desk):
    desk.publish(
        days=[("北町", "東", "月 20270101"), ("南町", "西", "月")], streams=("もやすごみ",), closed=[]
    )
    write(desk.src, "center.csv", "名称,休止日,休止日,休止日\n東,2027/01/01,2027/01/04,\n東,2027/2/11,,\n")

    desk.take_over()

    assert [(row["開始"], row["終了"], row["地区またはコース"]) for row in desk.rows("exceptions")] == [
        ("2027-01-01", "2027-01-01", "東"),
        ("2027-01-04", "2027-01-04", "東"),
        ("2027-02-11", "2027-02-11", "東"),
    ]
    calendar = CollectionCalendar(desk.municipality)
    assert [each.day.day for each in calendar.between("d1", date(2027, 1, 1), date(2027, 1, 11))] == [1, 11]


@pytest.mark.parametrize("row", ["東,,2027/1/3", "東,2026/12/31,2027/1/3,2027/1/5"])
def test_a_closure_that_is_not_two_days_is_told(desk, row):
    desk.publish(days=[("北町", "東", "月")], streams=("もやすごみ",), closed=[])
    write(desk.src, "center.csv", f"名称,休止開始日,休止終了日\n{row}\n")

    report = desk.take_over()

    assert not desk.municipality.exceptions
    assert [(each.outcome, each.file, each.line) for each in of_kind(report, "closure")] == [
        (Outcome.REFUSED, "center.csv", 2)
    ]


CLOSED = [("東", "2026/12/31", "2027/1/3")]
DAYS = [("北町", "東", "金1 金3", "月", "20270101"), ("南町", "西", "金1 金3", "月", "20270101")]


@pytest.mark.parametrize("closures", list(Closures))
def test_the_cells_on_which_skip_and_shift_differ_are_told(desk, closures):
    desk.publish(days=DAYS, closed=CLOSED, streams=("もやすごみ", "資源", "紙"))

    report = desk.take_over(closures)

    (told,) = of_kind(report, "closures-choice")
    assert (told.outcome, told.file) == (Outcome.DOUBTED, "center.csv")
    assert "1 か所（地区×収集区分）" in told.said
    (cell,) = cells_that_differ(desk.municipality, ["e1"], closures)
    assert (cell.district.name, cell.stream.name) == ("北町", "もやすごみ")
    dropped, shifted = [date(2027, 1, 15)], [date(2027, 1, 8), date(2027, 1, 22)]
    now, otherwise = (dropped, shifted) if closures is Closures.SKIP else (shifted, dropped)
    assert [day for day in cell.now if day.year == 2027] == now
    assert [day for day in cell.otherwise if day.year == 2027] == otherwise


def test_nothing_is_told_of_the_choice_where_it_makes_no_difference(desk):
    desk.publish(days=[("北町", "東", "月 金")], closed=CLOSED, streams=("もやすごみ",))

    report = desk.take_over()

    assert not of_kind(report, "closures-choice")
