"""Laws of the re-import: whatever a clerk edits and whatever the source changes, no edit is lost."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.municipality.import_5374 import Outcome
from gomi.municipality.import_5374.merge.swap import every_file
from tests.gomi.municipality.reimporting import STREAMS, Desk

NAMES = ("かさ", "傘", "くつ", "びん", "ビン", "紙製", "テレビ台", "たんす", "鍋（鉄）", "鍋（アルミ）")
LABELS = ("もやすごみ", "資源", "粗大ごみ", "燃やすごみ", "---", "拠点")
NOTICES = ("", "中をすすぐ。", "長さ1m以上のもの", "布のもの", "電池を入れないでください。")
TARGETS = st.lists(
    st.tuples(*(st.sampled_from(each) for each in (LABELS, NAMES, NOTICES, ("", "か", "く")))),
    min_size=1,
    max_size=9,
)
TEXTS = st.sampled_from(("", "職員の言葉", "布のもの", "布,綿", "2027-04-01", "ｶｻ"))
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("よみ", "別名", "条件", "出し方", "注意", "部分", "出典")), st.integers(0, 9), TEXTS
    ),
    max_size=6,
)


def edited(desk: Desk, edits: list[tuple[str, int, str]]) -> dict[tuple[int, str], str]:
    """Edit cells; the cells that now say something else than they did, by row and column."""
    rows = before = desk.rows("items")
    rows = [dict(row) for row in before]
    for column, place, text in edits:
        rows[place % len(rows)][column] = text
    for number, row in enumerate(rows):
        row["担当"] = f"行{number}"
    desk.save("items", rows)
    return {
        (number, column): text
        for number, row in enumerate(rows)
        for column, text in row.items()
        if text != before[number].get(column)
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TARGETS, TARGETS, EDITS, st.sets(st.integers(0, 8), max_size=2), st.booleans())
def test_no_edit_is_lost_and_the_second_time_nothing_changes(first, then, edits, deleted, own):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.publish(first)
        desk.take_over()
        written = edited(desk, edits)
        rows = desk.rows("items")
        gone = [row for number, row in enumerate(rows) if number in deleted]
        rows = [row for number, row in enumerate(rows) if number not in deleted]
        if own:
            rows.append({"品目id": "wani", "品目": "ワニ", "区分": "もやすごみ", "担当": "職員"})
        used = rows + gone
        desk.save("items", rows or used)
        desk.publish(then, streams=STREAMS[: 1 + len(then) % 2])

        desk.take_over()

        row_by_mark = {row["担当"]: row for row in desk.rows("items")}
        touched = {number for number, column in written if column != "担当"}
        marks = {row["担当"] for row in rows}
        for number in touched:
            if f"行{number}" in marks:
                row = row_by_mark[f"行{number}"]
                assert all(
                    row[column] == text for (place, column), text in written.items() if place == number
                )
        if rows:
            assert not {row["担当"] for row in gone} & set(row_by_mark)
        assert not own or row_by_mark["職員"]["品目"] == "ワニ"
        before = every_file(desk.dest)
        again = desk.take_over()
        assert every_file(desk.dest) == before
        assert not again.of(Outcome.CHANGED)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TARGETS, TARGETS)
def test_without_edits_the_tables_say_what_the_source_says(first, then):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as fresh:
        desk, anew = Desk(Path(folder)), Desk(Path(fresh))
        desk.publish(first)
        desk.take_over()
        for each in (desk, anew):
            each.publish(then)
            each.take_over()

        assert says(desk) == says(anew)


def says(desk: Desk) -> set[tuple[str, ...]]:
    columns = ("品目", "よみ", "区分", "条件", "出し方", "注意", "疑い")
    return {tuple(row[column] for column in columns) for row in desk.rows("items")}
