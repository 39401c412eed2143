"""`gomi check` and `gomi import 5374` as a clerk calls them."""

import argparse
import json
from pathlib import Path

import pytest

from gomi.commands import check, import_5374

FILES = {
    "municipality.toml": 'id = "machi"\n"名称" = "まち"\n',
    "categories.csv": "id,名称,種別,文字\na,燃やすごみ,収集,燃\n",
    "items.csv": "品目id,品目,区分\nkasa,かさ,燃やすごみ\n",
}


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    check.add_to(commands)
    import_5374.add_to(commands)
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


@pytest.fixture
def machi(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_that_can_be_served_is_good(machi, capsys):
    assert call("check", str(machi)) == 0
    assert f"{machi}: 誤り 0 件、確認" in capsys.readouterr().out


def test_strict_does_not_let_a_doubt_pass(machi):
    assert call("check", str(machi), "--strict") == 1


def test_a_mistake_is_told_with_file_line_and_way_forward(machi, capsys):
    (machi / "items.csv").write_text("品目id,品目,区分\nkasa,かさ,燃やす\n", encoding="utf-8")

    assert call("check", str(machi)) == 1
    told = f"{machi}/items.csv:2: 区分「燃やす」は categories.csv にありません。もしかして「燃やすごみ」"
    assert told in capsys.readouterr().out


def test_json_has_every_complaint_with_its_fields(machi, capsys):
    (machi / "items.csv").write_text("品目id,品目,区分\nkasa,かさ,燃やす\n", encoding="utf-8")

    call("check", str(machi), "--json")

    (told,) = json.loads(capsys.readouterr().out)
    assert (told["errors"], told["served"]) == (1, False)
    (wrong,) = [each for each in told["complaints"] if each["level"] == "誤り"]
    assert (wrong["line"], wrong["column"], wrong["read"]) == (2, "区分", "燃やす")
    assert wrong["way"] == "もしかして「燃やすごみ」"


def test_no_folder_is_wrong_use(tmp_path):
    assert call("check", str(tmp_path / "nowhere")) == 2
    assert call("import", "5374", str(tmp_path / "nowhere"), str(tmp_path / "dest")) == 2


def test_an_imported_folder_passes_the_check(tmp_path, capsys):
    src = tmp_path / "src"
    src.mkdir()
    (src / "target.csv").write_text("label,name,notice,furigana\n資源,かさ,,か\n", encoding="utf-8")
    (src / "description.csv").write_text(
        "label,sublabel,description,styles,bgcolor\n資源,,,,\n", encoding="utf-8"
    )

    assert call("import", "5374", str(src), str(tmp_path / "dest"), "--closures", "shift", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == 0
    assert told["written"]["品目"] == 1
    assert call("check", str(tmp_path / "dest")) == 0


def test_a_folder_without_items_cannot_be_imported(tmp_path):
    assert call("import", "5374", str(tmp_path), str(tmp_path / "dest")) == 1
