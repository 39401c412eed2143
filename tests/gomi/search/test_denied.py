"""What is said to be lacking, in a message and in a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.search.denied import all_lacked, denied, lacked

LACKING = (
    "じゃない",
    "ではない",
    "でない",
    "のない",
    "がない",
    "のつかない",
    "の入っていない",
    "以外の",
    "なしの",
)
HAVING = ("の", "つきの", "のついた", "が入った", "入りの", "のある")


def said_to_be_lacking(reader, message):
    tokens = reader.tokens(message)
    return "".join(tokens[place].text for place in sorted(denied(tokens)))


@given(
    noun=st.sampled_from(["ふた", "電池", "金属", "ガラス", "取っ手"]),
    lacking=st.sampled_from(LACKING),
    thing=st.sampled_from(["鍋", "おもちゃ", "やつ", "棚"]),
)
def test_a_noun_is_lacking_however_it_is_denied(reader, noun, lacking, thing):
    assert said_to_be_lacking(reader, noun + lacking + thing) == noun


@given(
    noun=st.sampled_from(["ふた", "電池", "金属", "ガラス", "取っ手"]),
    having=st.sampled_from(HAVING),
    thing=st.sampled_from(["鍋", "おもちゃ", "やつ", "棚"]),
)
def test_nothing_is_lacking_where_nothing_is_denied(reader, noun, having, thing):
    assert said_to_be_lacking(reader, noun + having + thing) == ""


@pytest.mark.parametrize(
    ("message", "lacking"),
    [
        ("ガラスと木以外の棚", "ガラス木"),
        ("電気毛布ではありません", "電気毛布"),
        ("石油ストーブはもう使わないので捨てたい", ""),
        ("乗らない自転車", ""),
        ("電気を使わないストーブ", "電気"),
    ],
)
def test_what_is_lacking_is_told_from_what_is_no_longer_used(reader, message, lacking):
    assert said_to_be_lacking(reader, message) == lacking


@pytest.mark.parametrize(
    ("bracket", "stem"),
    [
        ("革製以外", "革製"),
        ("革製以外のもの", "革製"),
        ("わいやーは除く", "わいやー"),
        ("刃の部分以外", "刃の部分"),
        ("ちゃっくのないもの", "ちゃっく"),
        ("金属がついていないもの", "金属"),
        ("木製", None),
        ("汚れていないもの", None),
    ],
)
def test_a_bracket_says_what_the_thing_is_without(bracket, stem):
    assert lacked(bracket) == stem


def test_what_a_bracket_names_beside_it_is_not_lacking():
    assert all_lacked(("食品", "食品以外")) == []
    assert all_lacked(("革製以外", "布以外")) == ["革製", "布"]
