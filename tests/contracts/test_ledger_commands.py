"""What the operator and the clerk type: publish, undo, misses, settings, db upgrade."""

from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest

from gomi.bootstrap import bootstrap, open_ledger
from gomi.commands import db, misses, publish, settings
from gomi.search.counting import Asked
from gomi.settings import read


@pytest.fixture
def home(tmp_path, monkeypatch, town_folder):
    """A place of its own with one town's folder, and nothing else set."""
    town_folder(item="鉛筆")
    monkeypatch.setenv("GOMI_DATABASE_URL", f"sqlite:///{tmp_path}/var/gomi.sqlite3")
    monkeypatch.setenv("GOMI_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def gomi(home, capsys):
    """The command line: what it answers, and what it prints."""
    parser = ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    for command in (publish, db, misses, settings):
        command.add_to(subparsers)

    def run(*words):
        args = parser.parse_args([str(word) for word in words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_publish_and_undo_tell_the_number_and_where_the_content_comes_from(gomi, town_folder, home):
    folder = town_folder("work", item="画びょう")

    code, told = gomi("publish", folder)
    assert (code, "ためし市（tameshi）の版1を公開しました" in told) == (0, True)
    code, told = gomi("publish", folder)
    assert (code, "すでに版1として公開されています" in told) == (0, True)
    code, told = gomi("undo", "tameshi")

    assert (code, f"版0、つまりフォルダ {home}/data/tameshi に今あるファイル" in told) == (0, True)
    code, told = gomi("undo", "tameshi")
    assert (code, "版0（フォルダ）より前の版はありません" in told) == (1, True)


def test_publishing_an_error_answers_one_and_names_it(gomi, town_folder):
    code, told = gomi("publish", town_folder("work", wrong=True))

    assert code == 1
    assert "items.csv:2" in told
    assert "公開しませんでした" in told


def test_a_beginning_is_told_in_the_towns_time(gomi, town_folder):
    code, told = gomi("publish", town_folder("work"), "--at", "2999-04-01T00:00")

    assert (code, "2999-04-01T00:00+09:00 に始まります" in told) == (0, True)


def test_a_beginning_in_the_past_or_no_date_at_all_is_wrong_use(gomi, town_folder):
    code, _ = gomi("publish", town_folder("work"), "--at", "2020-01-01T00:00")
    with pytest.raises(SystemExit) as no_date:
        gomi("publish", town_folder("work"), "--at", "あした")

    assert (code, no_date.value.code) == (2, 2)


def test_misses_leave_out_what_the_words_table_has_decided(gomi, town_folder, home):
    ledger = open_ledger(read({"GOMI_DATABASE_URL": f"sqlite:///{home}/var/gomi.sqlite3"}))
    today = datetime.now(UTC).date()
    ledger.search_counts.add_many({Asked("tameshi", today, words, "none"): 3 for words in ("そら", "うみ")})
    ledger.close()
    (home / "data/tameshi/words.csv").write_text(
        "言葉,品目,扱い,日付\nソラ,,対象外,2026-04-01\n", encoding="utf-8"
    )

    assert gomi("misses", "--municipality", "tameshi") == (0, "3\tうみ\n")
    assert gomi("misses", "--municipality", "nowhere")[0] == 1


def test_settings_show_names_and_hide_secrets(gomi, monkeypatch):
    monkeypatch.setenv("GOMI_LINE_TAMESHI_CHANNEL_SECRET", "hidden-letters")

    code, told = gomi("settings")

    assert code == 0
    assert "GOMI_LINE_TAMESHI_CHANNEL_SECRET\t（設定済み）" in told
    assert "hidden-letters" not in told


def test_settings_report_a_name_that_means_nothing(gomi, monkeypatch):
    monkeypatch.setenv("GOMI_DATABSE_URL", "sqlite://")

    code, told = gomi("settings")

    assert (code, "もしかして GOMI_DATABASE_URL" in told) == (1, True)


def test_upgrading_can_be_run_twice(gomi):
    assert gomi("db", "upgrade") == gomi("db", "upgrade") == (0, "台帳は最新の形です。\n")


def test_services_serve_and_count_and_close(gomi, home, town_folder):
    here = read({"GOMI_DATABASE_URL": f"sqlite:///{home}/var/gomi.sqlite3", "GOMI_DATA_DIR": f"{home}/data"})
    services = bootstrap(here, lambda municipality: len(municipality.items), background=False)
    gomi("publish", town_folder("work", item="画びょう"))

    services.served.refresh()

    assert (services.served.get("tameshi").edition, services.served.get("tameshi").index) == (1, 1)
    services.close()
