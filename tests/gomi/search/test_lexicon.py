"""The shipped lexicon holds together, and holds what it says."""

import shutil

import pytest

from gomi.search.lexicon_check import contradictions
from gomi.search.lexicon_count import WordCount, count_words, japanese
from gomi.search.lexicon_files import (
    LexiconError,
    load_lexicon,
    read_heads,
    read_readings,
    readings_in,
    words_to_read,
)
from gomi.settings import read

FOLDER = read({}).lexicon_dir


@pytest.fixture(scope="module")
def counted(reader) -> WordCount:
    return count_words(read_heads(FOLDER), readings_in(FOLDER, reader))


def test_the_shipped_lexicon_has_no_contradiction():
    assert list(contradictions(FOLDER)) == []


def test_it_holds_the_heads_it_is_said_to_hold_each_with_a_reading(counted):
    assert counted.heads >= 1500
    assert counted.with_reading == counted.heads


def test_it_knows_the_words_it_is_said_to_know(counted):
    assert japanese(counted.counting) >= 8000
    assert all(counted.counting[language] >= 250 for language in ("fil", "ne", "id"))


@pytest.mark.parametrize("language", ["en", "zh-Hans", "vi", "pt"])
def test_every_head_has_a_name_in_the_four_languages(engine, language):
    assert [head.name for head in engine.lexicon.heads.values() if not head.in_language(language)] == []


def test_every_word_has_its_reading_written_down():
    assert set(words_to_read(FOLDER)) == set(read_readings(FOLDER))


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "lexicon")


def test_a_word_without_a_written_reading_is_read_by_the_dictionary(copy, reader):
    (copy / "readings.csv").unlink()

    assert load_lexicon(copy, reader).by_sound["かさ"][:1] == ("傘",)


@pytest.mark.parametrize(
    ("file", "row", "complaint"),
    [
        ("heads/electric.csv", "傘,かさ,,,,,,,,,umbrella,雨伞,ô,guarda-chuva,,", "見出し「傘」が2つあります"),
        (
            "heads/electric.csv",
            "ぽんぽこ,ぽんぽこ,無い物,,,,,,,,a,b,c,d,,",
            "「ぽんぽこ」の上位「無い物」は見出しにありません",
        ),
        (
            "heads/electric.csv",
            "ぽんぽこ,ぽんぽこ,,,アンブレラ,,,,,,a,b,c,d,,",
            "「ぽんぽこ」と「傘」の両方にあります",
        ),
        (
            "heads/electric.csv",
            "ぽんぽこ,ぽんぽこ,,,,,,,,,a,,c,d,,",
            "「ぽんぽこ」に zh-Hans の名前がありません",
        ),
        ("ambiguous/electric.csv", "ぽんぽこ,傘,ひとつだけ", "「ぽんぽこ」は行き先がひとつです"),
        ("ambiguous/electric.csv", "鸚哥篭,傘、帽子,よみ", "readings.csv が言葉とそろっていません"),
    ],
)
def test_a_contradiction_is_named(copy, file, row, complaint):
    with (copy / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")

    assert any(complaint in found for found in contradictions(copy))


def test_a_missing_folder_is_said_with_the_way_forward(tmp_path, reader):
    with pytest.raises(LexiconError, match="GOMI_LEXICON_DIR"):
        load_lexicon(tmp_path, reader)
