"""A region's verbs for throwing away are heard as 捨てる."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.load import load
from gomi.search.dialect import Throwing
from gomi.search.lexicon_files import LexiconError, load_tables
from gomi.search.search import search
from gomi.settings import read

FOLDER = read({}).lexicon_dir
THROWING = load_tables(FOLDER).throwing


@pytest.mark.parametrize(
    ("said", "common"),
    [
        ("鏡台ほかしたい", "鏡台捨てたい"),
        ("布団をほかす", "布団を捨てる"),
        ("棚ほかさなあかん", "棚捨てなあかん"),
        ("机ほかせる？", "机捨てられる？"),
        ("机ほかそう", "机捨てよう"),
        ("枕ほかったんだけど", "枕捨てたんだけど"),
        ("皿ぶちゃりたい", "皿捨てたい"),
        ("鍋びちゃってもいいら", "鍋捨ててもいいら"),
        ("いすふてたいんじゃけど", "いす捨てたいんじゃけど"),
    ],
)
def test_every_form_of_the_verb_becomes_the_same_form_of_the_common_one(said, common):
    assert THROWING.in_common_words(said) == common


@pytest.mark.parametrize(
    "said", ["そのほかした", "ほかにもありますか", "思いのほか多い", "ほかほか弁当", "ふて寝"]
)
def test_other_words_that_begin_alike_stay(said):
    assert THROWING.in_common_words(said) == said


@given(st.text(st.characters(exclude_characters="ほぶびうふ"), max_size=40))
def test_what_holds_no_such_verb_stays_as_it_is(said):
    assert THROWING.in_common_words(said) == said


def test_without_a_table_nothing_changes():
    assert Throwing({}).in_common_words("棚ほかしたい") == "棚ほかしたい"


@pytest.mark.parametrize(
    "message", ["鏡台ほかしたいねんけど", "きょうだいほかしたい", "鏡台ぶちゃりたいだけど"]
)
def test_a_thing_is_found_beside_such_a_verb(engine, message):
    index = engine.index(load("data/mihon").municipality)

    assert search(index, message).names == ["鏡台"]


@pytest.mark.parametrize("row", ["ほうむ,五段", "ほかす,一段", "ほかす,四段"])
def test_a_verb_that_cannot_be_conjugated_is_named(tmp_path, row):
    for table in FOLDER.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    (tmp_path / "dialect.csv").write_text(f"言葉,活用\n{row}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=f"「{row[:3]}」の活用"):
        load_tables(tmp_path)


def test_a_group_that_no_word_belongs_to_is_named(tmp_path):
    for table in FOLDER.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    (tmp_path / "conditions.csv").write_text("言葉,組,反する組\n電動,電気,蒸気\n", encoding="utf-8")

    with pytest.raises(LexiconError, match="「電動」の反する組「蒸気」"):
        load_tables(tmp_path)
