"""Hints for a clerk about a word nobody found."""

import pytest

from gomi.search.nearest_heads import nearest_heads


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("どらいやあ", "ドライヤー"),
        ("ふわふわ毛布", "毛布"),
        ("すーつけいす", "スーツケース"),
        ("ねこすま", "猫砂"),
    ],
)
def test_a_near_head_is_hinted(engine, word, head):
    assert head in nearest_heads(word, engine.lexicon, engine.reader)


@pytest.mark.parametrize("word", ["", "ぐるぐるぽんきちまる", "あいうえおかきくけこ"])
def test_nothing_near_gives_no_hint(engine, word):
    assert nearest_heads(word, engine.lexicon, engine.reader) == []
