"""`gomi days` as a clerk calls it, on the demonstration city."""

import json

import pytest

from gomi.__main__ import main

pytestmark = pytest.mark.dates


def days(*words):
    return main(["days", "--data", "data/mihon", *words])


def test_the_turn_of_the_year_says_what_moved_and_why(capsys):
    assert days("--district", "駅前町", "--from", "2026-12-31", "--to", "2027-01-04") == 0

    assert capsys.readouterr().out.splitlines() == [
        "■ 駅前町",
        "  2027-01-04（月） 燃やすごみ（2027-01-01 の振替、年末年始）",
        "  2027-01-04（月） 燃やさないごみ",
        "  2026-12-31（木） プラスチックは集めません（年末年始）",
    ]


def test_json_has_every_district_and_stream_under_the_names_of_the_tables(capsys):
    assert days("--from", "2026-12-28", "--to", "2026-12-31", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["本町1丁目", "浜町", "駅前町", "山手"]
    assert told["浜町"]["燃やすごみ"] == ["2026-12-28", "2026-12-30"]
    assert told["浜町"]["燃やさないごみ"] == []


def test_beyond_what_is_published_it_says_so(capsys):
    assert days("--district", "hamacho", "--from", "2027-03-31", "--to", "2027-04-30") == 0

    assert "2027-03-31 より先の収集日は、まだ決まっていません" in capsys.readouterr().out


def test_a_district_nobody_has_is_told(capsys):
    assert days("--district", "大町", "--from", "2027-03-31", "--to", "2027-04-30") == 1
    assert "「大町」はありません" in capsys.readouterr().err


@pytest.mark.parametrize(
    "period", [("--from", "2027-04-30", "--to", "2027-03-31"), ("--from", "4/1", "--to", "2027-03-31")]
)
def test_a_period_that_cannot_be_is_wrong_use(period):
    try:
        code = days(*period)
    except SystemExit as ended:
        code = ended.code

    assert code == 2
