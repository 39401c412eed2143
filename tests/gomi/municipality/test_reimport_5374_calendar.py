"""A second import and the calendar: a clerk's days stay, and those copied by an earlier import are read."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.calendar.days_written import Period
from gomi.municipality.import_5374 import Outcome
from gomi.municipality.import_5374.day_cells import days_meant
from gomi.municipality.import_5374.merge.previous import FOLDER
from gomi.municipality.import_5374.merge.swap import every_file
from gomi.municipality.load import load
from tests.gomi.municipality.reimporting import Desk, told
from tests.gomi.municipality.test_complaints import a_workbook

STREAMS = ("もやすごみ", "資源")
DAYS = [
    ("北町", "東", "月 木", "水2 水4 *1"),
    ("南町", "東", "火 金 月5:12", "水2 水4`"),
    ("西町", "西", "*1", "木"),
]
TAUGHT = ["毎週月・木", "第2・第4水曜", "", "第2水曜", "なし", "毎週木"]


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(tmp_path)
    (desk.src / "remarks.csv").write_text("ID,注意事項\n1,雨の日も集めます\n", encoding="utf-8")
    desk.publish(days=DAYS, streams=STREAMS)
    desk.take_over()
    return desk


@pytest.fixture
def older(desk) -> Desk:
    """A folder whose 収集日 an earlier import copied from the cells as they stood."""
    desk.save("rules", [{**row, "収集日": row["元の記載"]} for row in desk.rows("rules")])
    (desk.dest / FOLDER / "rules.csv").write_bytes((desk.dest / "rules.csv").read_bytes())
    return desk


def days(desk: Desk) -> list[str]:
    return [row["収集日"] for row in desk.rows("rules")]


def test_days_copied_by_an_earlier_import_are_written_as_they_are_read(older):
    report = older.take_over()

    assert days(older) == TAUGHT
    assert not report.of(Outcome.KEPT)
    assert not report.of(Outcome.CHANGED)
    (respelt,) = [each for each in report.entries if each.kind == "days-respelt"]
    assert (respelt.file, respelt.outcome) == ("rules.csv", Outcome.UNDERSTOOD)
    assert "6 行" in respelt.said
    before = every_file(older.dest)
    older.take_over()
    assert every_file(older.dest) == before


def test_a_clerks_days_in_such_a_folder_stay(older):
    older.edit("rules", {"地区": "南町", "収集区分": "もやすごみ"}, 収集日="毎週火・金 第5月曜（12月）")
    older.edit("rules", {"地区": "南町", "収集区分": "資源"}, 収集日="水2 水4", 備考="祝日も集めます")

    report = older.take_over()

    assert days(older) == [*TAUGHT[:2], "毎週火・金 第5月曜（12月）", "水2 水4", *TAUGHT[4:]]
    assert not report.of(Outcome.CHANGED)
    assert not report.of(Outcome.KEPT)


def test_what_the_source_changed_arrives_in_such_a_folder(older):
    older.edit("rules", {"地区": "西町", "収集区分": "資源"}, 収集日="毎週金")
    older.publish(
        days=[("北町", "東", "月 金", "水2 水4 *1"), DAYS[1], ("西町", "西", "*1", "土")], streams=STREAMS
    )

    report = older.take_over()

    assert days(older) == ["毎週月・金", *TAUGHT[1:5], "毎週金"]
    assert told(report, Outcome.CHANGED) == [("changed", "rules.csv", 2)]
    assert told(report, Outcome.KEPT) == [("both-changed", "rules.csv", 7)]


def test_a_workbook_of_such_a_folder_stays_as_it_is_while_nothing_changed(older):
    rows = older.rows("rules")
    table = [list(rows[0]), *(list(row.values()) for row in rows)]
    (older.dest / "rules.xlsx").write_bytes(a_workbook(table))
    (older.dest / "rules.csv").unlink()
    before = (older.dest / "rules.xlsx").read_bytes()

    older.take_over()

    assert (older.dest / "rules.xlsx").read_bytes() == before
    assert not (older.dest / "rules.csv").exists()


def test_days_that_a_clerk_wrote_in_other_words_are_no_decision(desk):
    desk.edit("rules", {"地区": "北町", "収集区分": "もやすごみ"}, 収集日="月・木曜日")
    desk.publish(days=[("北町", "東", "月 金", "水2 水4 *1"), *DAYS[1:]], streams=STREAMS)

    report = desk.take_over()

    assert days(desk)[0] == "毎週月・金"
    assert told(report, Outcome.CHANGED) == [("changed", "rules.csv", 2)]


def test_days_that_a_clerk_filled_in_stay_when_the_source_is_still_unclear(desk):
    desk.edit("rules", {"地区": "南町", "収集区分": "もやすごみ"}, 収集日="毎週火・金 第5月曜（12月）")
    desk.publish(days=[DAYS[0], ("南町", "東", "火 金 月5:11", "水2 水4`"), DAYS[2]], streams=STREAMS)

    report = desk.take_over()

    assert days(desk)[2] == "毎週火・金 第5月曜（12月）"
    assert not told(report, Outcome.CHANGED)
    assert load(desk.dest).errors == 0


def test_unreadable_words_of_a_clerk_are_not_taken_for_the_sources(desk):
    desk.edit("rules", {"地区": "南町", "収集区分": "もやすごみ"}, 収集日="年に一度")
    desk.publish(days=[DAYS[0], ("南町", "東", "火 金", "水2 水4`"), DAYS[2]], streams=STREAMS)

    report = desk.take_over()

    assert days(desk)[2] == "年に一度"
    assert told(report, Outcome.KEPT) == [("both-changed", "rules.csv", 4)]


def test_a_district_keeps_its_id_when_its_label_comes_to_stand_for_two(desk):
    parted = [*DAYS, ("北町", "東", "火", "水1")]
    desk.publish(days=parted, streams=STREAMS)

    report = desk.take_over()

    ids = {row["名称"]: row["id"] for row in desk.rows("districts")}
    assert ids == {"北町（1）": "d1", "南町": "d2", "西町": "d3", "北町（2）": "d4"}
    assert ("renamed", "districts.csv", 0) in told(report, Outcome.MERGED)
    desk.publish(days=[parted[3], *parted[1:3], ("新町", "東", "月", "火"), parted[0]], streams=STREAMS)
    desk.take_over()
    assert {row["名称"]: row["id"] for row in desk.rows("districts")} == {**ids, "新町": "d5"}
    desk.publish(days=DAYS, streams=STREAMS)
    desk.take_over()
    assert {row["名称"]: row["id"] for row in desk.rows("districts")}["北町"] == "d1"


def test_the_name_by_which_a_clerk_parted_two_districts_stays(desk):
    desk.publish(days=[*DAYS, ("北町", "東", "火", "水1")], streams=STREAMS)
    desk.take_over()
    rows = desk.rows("rules")
    desk.edit("districts", {"名称": "北町（2）"}, 名称="北町の線路より北")
    named = {"北町（2）": "北町の線路より北"}
    desk.save("rules", [{**row, "地区": named.get(row["地区"], row["地区"])} for row in rows])

    report = desk.take_over()

    assert {row["id"]: row["名称"] for row in desk.rows("districts")}["d4"] == "北町の線路より北"
    assert len(desk.rows("districts")) == 4
    assert not report.of(Outcome.CHANGED)


CELLS = st.sampled_from(("月 木", "月　木", "水2 水4 *1", "火 金 月5:12", "水2 水4`", "20260401", "*1", ""))
ROWS = st.lists(
    st.tuples(st.sampled_from(("北町", "南町")), st.just("東"), CELLS, CELLS), min_size=1, max_size=4
)
WORDS = st.sampled_from(("毎週月・木", "月・木", "年に一度", "2026-04-01", "なし"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, ROWS, st.lists(st.tuples(st.integers(0, 7), WORDS), max_size=3))
def test_whatever_the_source_says_no_days_of_a_clerks_are_lost(first, then, edits):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.publish(days=first, streams=STREAMS)
        desk.take_over()
        rows = [{**row, "担当": f"行{number}"} for number, row in enumerate(desk.rows("rules"))]
        before = [row["収集日"] for row in rows]
        for place, words in edits if rows else ():
            rows[place % len(rows)]["収集日"] = words
        decided = [row for row, was in zip(rows, before, strict=True) if meant(row["収集日"]) != meant(was)]
        if rows:
            desk.save("rules", rows)
        desk.publish(days=then, streams=STREAMS)

        desk.take_over()

        days_by_mark = {row.get("担当"): row["収集日"] for row in desk.rows("rules")}
        assert all(days_by_mark[row["担当"]] == row["収集日"] for row in decided)
        files = every_file(desk.dest)
        assert not desk.take_over().of(Outcome.CHANGED)
        assert every_file(desk.dest) == files


def meant(days: str) -> str:
    return days_meant(days, Period()) if days else ""
