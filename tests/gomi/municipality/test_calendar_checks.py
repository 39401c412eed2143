"""What `gomi check` says of rules and exceptions."""

from gomi.municipality.complaints import Level
from tests.gomi.municipality.municipality_folders import A_FOLDER, loaded


def found(kind, **changes):
    return [each for each in loaded(**changes).complaints if each.kind == kind]


def rules(*rows):
    return "地区,収集区分,収集日,開始,終了,備考,元の記載\n" + "\n".join(rows) + "\n"


def exceptions(*rows):
    header = "id,種別,開始,終了,新しい日,収集区分,地区またはコース,理由,決定日時,差し替え"
    return "\n".join((header, *rows)) + "\n"


def test_a_rule_that_cannot_be_read_is_an_error_with_its_place_and_a_way_forward():
    (said,) = found("unclear-rule", rules_csv=rules("北町,燃やすごみ,第6月曜,,,,"))

    assert (said.level, said.line, said.column) == (Level.ERROR, 2, "収集日")
    assert "第6月" in said.problem
    assert "第2・第4水曜" in said.way


def test_a_cell_carried_over_as_it_stood_is_only_a_doubt():
    (said,) = found("unclear-rule", rules_csv=rules("北町,燃やすごみ,水2 水4`,,,,水2 水4`"))

    assert said.level is Level.DOUBT


def test_a_rule_for_every_district_is_complained_of_once():
    assert len(found("unclear-rule", rules_csv=rules("すべて,燃やすごみ,第6月曜,,,,"))) == 1


def test_a_rule_without_any_day_in_its_period_is_doubted():
    row = "北町,燃やすごみ,第5月曜（2月）,2026-04-01,2027-03-31,,"

    assert [each.line for each in found("no-days-in-period", rules_csv=rules(row))] == [2]


def test_two_moves_of_one_day_to_different_days_are_an_error():
    rows = (
        "e1,振替,2026-12-31,,2026-12-30,燃やすごみ,月木コース,,,",
        "e2,振替,2026-12-31,,2027-01-02,燃やすごみ,月木コース,,,",
    )

    (said,) = found("exceptions-disagree", exceptions_csv=exceptions(*rows))

    assert (said.level, said.line) == (Level.ERROR, 3)
    assert "差し替え" in said.way


def test_a_move_that_replaces_another_or_is_narrower_does_not_disagree_with_it():
    replacing = (
        "e1,振替,2026-12-31,,2026-12-30,燃やすごみ,月木コース,,,",
        "e2,振替,2026-12-31,,2027-01-02,燃やすごみ,月木コース,,,e1",
    )
    narrower = (
        "e1,振替,2026-12-31,,2026-12-30,燃やすごみ,月木コース,,,",
        "e2,振替,2026-12-31,,2027-01-02,燃やすごみ,北町,,,",
    )

    assert found("exceptions-disagree", exceptions_csv=exceptions(*replacing)) == []
    assert found("exceptions-disagree", exceptions_csv=exceptions(*narrower)) == []


def test_a_stop_and_a_shift_of_one_period_disagree():
    rows = (
        "e1,休止,2026-12-31,2027-01-03,,すべて,すべて,,,",
        "e2,ずらす,2027-01-01,2027-01-02,,すべて,すべて,,,",
    )

    assert [each.line for each in found("exceptions-disagree", exceptions_csv=exceptions(*rows))] == [3]


def test_a_move_of_a_day_without_any_collection_is_doubted():
    row = "e1,振替,2026-12-30,,2026-12-29,燃やすごみ,月木コース,,,"

    assert [each.line for each in found("nothing-to-move", exceptions_csv=exceptions(row))] == [2]


def test_written_out_days_in_a_closed_period_are_doubted():
    listed = rules("北町,燃やすごみ,2026-12-31,,,,")
    row = "e1,休止,2026-12-31,2027-01-03,,すべて,すべて,,,"

    said = found("written-out-in-closure", rules_csv=listed, exceptions_csv=exceptions(row))

    assert [each.line for each in said] == [2]


def test_holidays_past_those_that_are_known_are_told():
    beyond = rules("北町,燃やすごみ,毎週月,2026-04-01,2035-03-31,,")
    row = "e1,休止,祝日,,,すべて,すべて,,,"

    assert found("holidays-unknown", rules_csv=beyond, exceptions_csv=exceptions(row))


def test_an_hour_of_reminders_that_cannot_be_read_is_doubted():
    profile = (
        A_FOLDER["municipality.toml"] + '\n[reminders]\nevening_until = "夜11時"\nmorning_from = "5:00"\n'
    )

    (said,) = found("not-an-hour", municipality_toml=profile)

    assert (said.level, said.column) == (Level.DOUBT, "evening_until")
    assert said.line > 0
