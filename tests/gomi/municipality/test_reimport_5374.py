"""A second import brings what the source changed and keeps what a clerk decided."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from gomi.municipality.import_5374 import CannotMerge, Closures, Outcome, import_folder
from gomi.municipality.import_5374.merge import swap
from gomi.municipality.import_5374.merge.swap import every_file
from gomi.municipality.load import load
from gomi.municipality.values import ExceptionKind
from tests.gomi.municipality.reimporting import CLOSED, DAYS, LABELS, TARGET, Desk, told
from tests.gomi.municipality.test_import_5374 import CITIES

SHOES = ("もやすごみ", "くつ", "", "く")


def without(name: str) -> list[tuple[str, ...]]:
    return [row for row in TARGET if row[1] != name]


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(tmp_path)
    desk.take_over()
    return desk


def test_an_import_of_the_same_source_changes_no_byte(desk):
    desk.edit("items", {"品目": "くつ"}, 別名="スニーカー", よみ="くつ、しゅーず")
    before = every_file(desk.dest)

    report = desk.take_over()

    assert every_file(desk.dest) == before
    assert not report.of(Outcome.CHANGED)
    assert not report.of(Outcome.KEPT)


def test_what_the_source_changed_arrives_beside_what_the_clerk_wrote(desk):
    desk.edit("items", {"品目": "くつ"}, 別名="スニーカー", 危険="けが", 注意="底の釘に気をつけてください")
    desk.publish([*without("くつ"), ("資源", "くつ", "左右をそろえる。", "く"), ("資源", "かん", "", "か")])

    report = desk.take_over()

    (shoes,) = [item for item in desk.municipality.items if item.name == "くつ"]
    assert shoes.aliases == ("スニーカー",)
    assert [(rule.category, rule.hazard, rule.how) for rule in shoes.rules] == [
        ("c2", "けが", ("左右をそろえる。",))
    ]
    assert ("資源", "") in desk.items("かん")
    assert {kind for kind, _, _ in told(report, Outcome.CHANGED)} == {"changed", "new"}
    assert not report.of(Outcome.KEPT)


def test_where_both_changed_the_clerks_word_stays_and_is_told_once(desk):
    desk.edit("items", {"品目": "びん"}, 出し方="色で分けてください")
    desk.publish([*without("びん"), ("資源", "びん", "ふたを外す。", "ひ")])

    report = desk.take_over()

    (kept,) = report.of(Outcome.KEPT)
    row = desk.rows("items")[kept.line - 2]
    assert (row["品目"], row["出し方"]) == ("びん", "色で分けてください")
    assert "中をすすぐ。" in kept.said
    assert "ふたを外す。" in kept.said
    assert not desk.take_over().of(Outcome.KEPT)


def test_a_condition_written_for_a_doubted_pair_stays(desk):
    desk.edit("items", {"品目": "かさ", "区分": "もやすごみ"}, 条件="布のかさ")
    desk.publish(
        [("粗大ごみ", "かさ", "長さ1.5m以上のもの", "か") if row[0] == "粗大ごみ" else row for row in TARGET]
    )

    desk.take_over()

    assert desk.items("かさ") == [("もやすごみ", "布のかさ"), ("粗大ごみ", "長さ1.5m以上のもの")]


def test_a_condition_the_source_now_says_does_not_take_the_clerks_place(desk):
    desk.edit("items", {"品目": "かさ", "区分": "もやすごみ"}, 条件="布のかさ")
    desk.publish([("もやすごみ", "かさ", "折りたたみのもの", "か"), *TARGET[1:]])

    report = desk.take_over()

    assert desk.items("かさ")[0] == ("もやすごみ", "布のかさ")
    assert told(report, Outcome.KEPT) == [("both-changed", "items.csv", 2)]


def test_a_deleted_row_stays_deleted(desk):
    desk.delete("items", 品目="くつ")

    desk.take_over()
    assert not desk.items("くつ")

    desk.publish([*without("くつ"), ("資源", "くつ", "", "く")])
    report = desk.take_over()
    assert not desk.items("くつ")
    assert told(report, Outcome.KEPT) == [("deleted-but-changed", "target.csv", 7)]


def test_a_row_the_source_dropped_goes_unless_a_clerk_wrote_in_it(desk):
    desk.edit("items", {"品目": "びん"}, 別名="ガラスびん")
    desk.publish([row for row in TARGET if row[1] not in ("びん", "くつ")])

    report = desk.take_over()

    assert not desk.items("くつ")
    assert desk.items("びん") == [("資源", "")]
    assert [kind for kind, _, _ in told(report, Outcome.KEPT)] == ["dropped-but-edited"]


def test_an_item_that_a_decided_word_means_stays(desk):
    desk.save("words", [{"言葉": "シューズ", "品目": "くつ", "扱い": "別名", "日付": "2026-11-25"}])
    desk.publish(without("くつ"))

    report = desk.take_over()

    assert desk.items("くつ") == [("もやすごみ", "")]
    assert [kind for kind, _, _ in told(report, Outcome.KEPT)] == ["dropped-but-used"]
    assert [word.item for word in desk.municipality.words] == ["i2"]


def test_rows_and_columns_of_the_clerks_own_stay(desk):
    desk.add("items", 品目id="wani", 品目="ワニ皮のかばん", 区分="もやすごみ")
    rows = desk.rows("items")
    desk.save("items", [{"担当": "山田", **row} for row in rows])
    desk.publish([*TARGET, ("資源", "かん", "", "か")])

    desk.take_over()

    assert desk.items("ワニ皮のかばん") == [("もやすごみ", "")]
    assert {row["担当"] for row in desk.rows("items") if row["品目"] != "かん"} == {"山田"}


def test_an_item_of_the_clerks_own_that_the_source_lists_later_stays_as_it_is(desk):
    desk.add("items", 品目id="wani", 品目="ワニ", 区分="粗大ごみ", 条件="")
    desk.publish([*TARGET, ("もやすごみ", "ワニ", "", "わ")])

    report = desk.take_over()

    assert desk.items("ワニ") == [("粗大ごみ", "")]
    assert [kind for kind, _, _ in told(report, Outcome.KEPT)] == ["clerks-item"]
    assert not desk.take_over().of(Outcome.CHANGED)


def test_ids_stay_when_the_source_sorts_anew_and_renames(desk):
    before = {item.name: item.id for item in desk.municipality.items}
    target = [("資源", "ビン", "中をすすぐ。", "ひ") if row[1] == "びん" else row for row in reversed(TARGET)]
    desk.publish([("資源", "あき缶", "", "あ"), *target], list(reversed(DAYS)))

    report = desk.take_over()

    after = {item.name: item.id for item in desk.municipality.items}
    assert after.pop("あき缶") not in before.values()
    assert after.pop("ビン") == before.pop("びん")
    assert after == before
    assert {each.name: each.id for each in desk.municipality.districts} == {"北町": "d1", "南町": "d2"}
    assert "renamed" in [kind for kind, _, _ in told(report, Outcome.MERGED)]


def test_a_row_kept_for_the_clerk_follows_the_new_name_of_its_item(desk):
    desk.publish([*without("びん"), ("資源", "ビン", "", "ひ"), ("もやすごみ", "ビン", "割れたもの", "ひ")])
    desk.take_over()
    desk.edit("items", {"品目": "ビン", "区分": "もやすごみ"}, 別名="ガラスびん")
    desk.publish([*without("びん"), ("資源", "びん", "", "ひ")])

    desk.take_over()

    assert [category for category, _ in desk.items("びん")] == ["資源", "もやすごみ"]
    assert not desk.items("ビン")


def test_the_number_of_a_dropped_item_is_never_given_again(desk):
    used = {item.id for item in desk.municipality.items}
    desk.publish(without("電池"))
    desk.take_over()
    desk.publish([*without("電池"), ("資源", "かん", "", "か")])
    desk.take_over()

    assert next(item.id for item in desk.municipality.items if item.name == "かん") not in used


def test_a_name_the_clerk_put_right_stays_and_is_known_when_the_source_follows(desk):
    desk.edit(
        "items", {"品目": "メートルＤプレーヤー"}, 品目="ＭＤプレーヤー", 疑い="", よみ="えむでぃーぷれーやー"
    )

    desk.take_over()
    assert desk.items("ＭＤプレーヤー") == [("もやすごみ", "")]

    desk.publish([*without("メートルＤプレーヤー"), ("資源", "ＭＤプレーヤー", "", "え")])
    desk.take_over()
    assert desk.items("ＭＤプレーヤー") == [("資源", "")]
    (row,) = [row for row in desk.rows("items") if row["品目"] == "ＭＤプレーヤー"]
    assert (row["品目id"], row["よみ"], row["疑い"]) == ("i4", "えむでぃーぷれーやー", "")


def test_a_category_the_clerk_renamed_is_meant_by_what_the_source_adds(desk):
    desk.edit(
        "categories", {"名称": "もやすごみ"}, 名称="可燃", 出し方="指定袋で出してください", id="burnable"
    )
    rows = desk.rows("items")
    desk.save("items", [{**row, "区分": row["区分"].replace("もやすごみ", "可燃")} for row in rows])
    desk.publish([*TARGET, ("もやすごみ", "ほうき", "", "ほ")])

    report = desk.take_over()

    assert desk.items("ほうき") == [("可燃", "")]
    assert desk.municipality.category_by_id["burnable"].how == ("指定袋で出してください",)
    assert not report.of(Outcome.KEPT)


def test_a_category_the_source_renamed_is_still_meant_by_the_clerks_rows(desk):
    desk.add("items", 品目id="wani", 品目="ワニ", 区分="もやすごみ")
    target = [("もやすゴミ", *row[1:]) if row[0] == "もやすごみ" else row for row in TARGET]
    desk.publish(target, labels=[("もやすゴミ", ""), *LABELS[1:]], streams=("もやすゴミ", "資源"))

    desk.take_over()

    assert desk.items("ワニ") == [("もやすゴミ", "")]
    assert [each.id for each in desk.municipality.categories] == ["c1", "c2", "c3"]


def test_new_items_of_a_deleted_category_wait_until_there_is_one(desk):
    desk.delete("items", 区分="粗大ごみ")
    desk.delete("categories", 名称="粗大ごみ")
    desk.publish([*TARGET, ("粗大ごみ", "たんす", "", "た")])

    for _ in range(2):
        report = desk.take_over()
        assert told(report, Outcome.KEPT) == [("target-deleted", "target.csv", 8)]
    desk.add("categories", id="big", 名称="粗大ごみ", 種別="粗大", 文字="大")
    desk.take_over()

    assert desk.items("たんす") == [("粗大ごみ", "")]


def test_a_clerks_calendar_stays_and_the_sources_arrives(desk):
    desk.edit("rules", {"地区": "北町", "収集区分": "もやすごみ"}, 収集日="毎週月・金", 備考="年始は休み")
    desk.add(
        "exceptions", id="x", 種別="休止", 開始="2027-05-03", 収集区分="すべて", 地区またはコース="西センター"
    )
    desk.publish(days=[("北町", "東センター", "月 水", "金"), ("南町", "新センター", "火 金", "木")],
                 closed=[*CLOSED, ("新センター", "2027/8/15", "2027/8/15")])  # fmt: skip

    report = desk.take_over()

    days = {(row["地区"], row["収集区分"]): row["収集日"] for row in desk.rows("rules")}
    assert days["北町", "もやすごみ"] == "毎週月・金"
    assert days["北町", "資源"] == "毎週金"
    assert ("both-changed", "rules.csv", 2) in told(report, Outcome.KEPT)
    assert {each.id: each.districts for each in desk.municipality.exceptions} == {
        "e1": ("東センター",),
        "e2": ("新センター",),
        "x": ("d2",),
    }


def test_the_way_of_closures_is_remembered(desk):
    desk.take_over(Closures.SHIFT)

    desk.take_over()

    assert [each.kind for each in desk.municipality.exceptions] == [ExceptionKind.SHIFTED]


def test_profile_and_sources_are_written_once(desk):
    profile = desk.dest / "municipality.toml"
    profile.write_text(profile.read_text() + '\n[連絡先]\n電話 = "000-000-0000"\n')
    (desk.dest / "SOURCES.md").write_text("市の表から")
    before = every_file(desk.dest)

    desk.take_over()

    assert every_file(desk.dest) == before


def test_without_a_copy_of_the_last_import_every_row_is_the_clerks(desk):
    desk.edit("items", {"品目": "くつ"}, 区分="資源", 別名="スニーカー")
    shutil.rmtree(desk.dest / ".import")
    before = desk.rows("items")
    desk.publish([*TARGET, ("資源", "かん", "", "か")])

    report = desk.take_over()

    assert [row for row in desk.rows("items") if row["品目"] != "かん"] == before
    assert "no-copy-of-the-last-import" in [kind for kind, _, _ in told(report, Outcome.DOUBTED)]
    assert [each.read for each in report.of(Outcome.KEPT)] == ["品目「くつ」（もやすごみ）"]


def test_dates_written_otherwise_are_no_decision(desk):
    desk.edit("exceptions", {"id": "e1"}, 開始="2026/12/31", 終了="令和9年1月3日")
    desk.publish(closed=[])

    desk.take_over()

    assert not desk.municipality.exceptions


def test_a_table_that_cannot_be_read_stops_the_import_before_it_writes(desk):
    (desk.dest / "items.csv").write_bytes("品目id,品目,区分,区分\ni1,かさ,もやすごみ,資源\n".encode())
    before = every_file(desk.dest)
    desk.publish([SHOES])

    with pytest.raises(CannotMerge, match=r"items\.csv"):
        import_folder(desk.src, desk.dest)

    assert every_file(desk.dest) == before


def test_a_file_saved_during_the_import_is_not_overwritten(desk, monkeypatch):
    copy = swap._copy

    def copy_and_be_interrupted(folder, made):
        copy(folder, made)
        desk.edit("items", {"品目": "くつ"}, 別名="スニーカー")

    monkeypatch.setattr(swap, "_copy", copy_and_be_interrupted)
    desk.publish(without("びん"))

    with pytest.raises(CannotMerge):
        import_folder(desk.src, desk.dest)

    assert [row["別名"] for row in desk.rows("items") if row["品目"] == "くつ"] == ["スニーカー"]
    assert [path.name for path in desk.dest.parent.iterdir() if path.name.startswith(".")] == []


def test_where_folders_cannot_be_exchanged_the_old_one_comes_back(desk, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    desk.publish(without("びん"))
    desk.take_over()
    assert not desk.items("びん")
    workshop = desk.dest.parent / ".importing-mycity" / "killed"
    workshop.mkdir(parents=True)
    before = every_file(desk.dest)

    desk.dest.rename(workshop / "before")
    desk.take_over()

    assert every_file(desk.dest) == before


def test_a_killed_import_leaves_the_old_folder_or_the_new_one(desk):
    old = every_file(desk.dest)
    desk.publish([row for row in TARGET if row[1] in ("かさ", "電池")], DAYS[:1], [])
    other = desk.dest.with_name("other")
    shutil.copytree(desk.dest, other)
    import_folder(desk.src, other)
    new = every_file(other)
    program = (
        "import sys; from pathlib import Path; from gomi.municipality.import_5374 import import_folder\n"
        "print('ready', flush=True); import_folder(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for wait in (0.0, 0.05, 0.1, 0.2):
        command = [sys.executable, "-c", program, str(desk.src), str(desk.dest)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as importing:
            importing.stdout.readline()
            time.sleep(wait)
            os.kill(importing.pid, signal.SIGKILL)
        assert every_file(desk.dest) in (old, new)

    desk.take_over()
    assert every_file(desk.dest) == new


@pytest.mark.parametrize("city", CITIES or ["?"])
def test_a_real_city_imported_again_changes_nothing(city, shared, tmp_path):
    src = shared / "opendata" / "5374" / city
    import_folder(src, tmp_path / city)
    before = every_file(tmp_path / city)

    report = import_folder(src, tmp_path / city)

    assert every_file(tmp_path / city) == before
    assert not report.of(Outcome.CHANGED)
    assert not report.of(Outcome.KEPT)


def test_one_real_city_over_another_still_loads(shared, tmp_path):
    for city in ("kashiwa", "matsudo", "kashiwa"):
        import_folder(shared / "opendata" / "5374" / city, tmp_path / "dest")

    assert load(tmp_path / "dest").errors == 0
