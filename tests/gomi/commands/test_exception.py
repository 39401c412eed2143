"""`gomi exception add|supersede|list` as a clerk calls it at six in the morning."""

import pytest

from gomi.__main__ import main


@pytest.fixture(autouse=True)
def _a_ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("GOMI_DATABASE_URL", f"sqlite:///{tmp_path}/ledger.sqlite3")
    assert main(["db", "upgrade"]) == 0


def exception(*words):
    return main(["exception", *words, "--municipality", "mihon"])


ON = ("--from", "2026-12-03")
SNOW = (*ON, "--streams", "燃やすごみ", "--places", "Aコース", "--reason", "大雪のため")


def test_a_stop_says_which_days_go_and_is_published_at_once(capsys):
    assert exception("add", "--kind", "休止", *SNOW) == 0

    said = capsys.readouterr().out
    assert "− 2026-12-03（木） 燃やすごみ  2 地区" in said
    assert "例外「e6」を、版1として公開しました" in said


def test_a_second_report_replaces_the_first(capsys):
    exception("add", "--kind", "休止", *SNOW)
    assert exception("supersede", "e6", "--kind", "振替", "--new-day", "2026-12-04", *SNOW) == 0
    assert "＋ 2026-12-04（金） 燃やすごみ  2 地区" in capsys.readouterr().out

    exception("list")

    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert "e7" in listed
    assert "e6" not in listed


def test_looking_first_publishes_nothing(capsys):
    assert exception("add", "--kind", "休止", "--dry-run", *SNOW) == 0
    exception("list")

    assert "e6" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "--kind", "休止", *ON, "--streams", "可燃"), "「可燃」は streams.csv にありません"),
        (("add", "--kind", "振替", *ON), "「振替」には新しい日が要ります"),
        (("supersede", "e99", "--kind", "休止", *ON), "「e99」はありません"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(words, says, capsys):
    assert exception(*words) == 1
    assert says in capsys.readouterr().err

    exception("list")

    assert "e6" not in capsys.readouterr().out
