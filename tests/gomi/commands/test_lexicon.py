"""`gomi lexicon count` as a maintainer calls it."""

import argparse
import csv

import pytest

from gomi.commands import lexicon
from gomi.search.lexicon import KINDS_OF_WORD, LANGUAGES

COLUMNS = ("見出し", "よみ", "上位", "危険", *KINDS_OF_WORD, *LANGUAGES, "備考")
ROW = {
    "見出し": "エアコン",
    "よみ": "えあこん",
    "別名": "クーラー、エヤコン",
    "en": "air conditioner;aircon",
    "id": "pendingin ruangan",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "heads").mkdir()
    with (tmp_path / "heads" / "electric.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerow(ROW)
    monkeypatch.setenv("GOMI_LEXICON_DIR", str(tmp_path))
    return tmp_path


def test_count_prints_what_is_written_and_what_counts(folder, capsys):
    parser = argparse.ArgumentParser()
    lexicon.add_to(parser.add_subparsers(required=True))
    args = parser.parse_args(["lexicon", "count"])

    assert args.run(args) == 0
    told = dict(line.split("\t", 1) for line in capsys.readouterr().out.splitlines())
    assert (told["見出し"], told["よみのある見出し"]) == ("1", "1")
    assert (told["別名"], told["日本語のほかの言葉"]) == ("2\t1", "2\t1")
    assert (told["en"], told["id"], told["ne"]) == ("2\t2", "1\t1", "0\t0")
