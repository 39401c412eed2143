"""Numbers in a message against numbers in a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.search.measures import counted, length_said, measured


@pytest.mark.parametrize(
    ("message", "centimetres"),
    [
        ("1.2m以上のテーブル", 120.0),
        ("３０ｃｍ", 30.0),
        ("450ミリのパイプ", 45.0),
        ("1メートル", 100.0),
        ("傘2本", None),
        ("5mlの瓶", None),
    ],
)
def test_lengths_are_read_in_centimetres(message, centimetres):
    assert length_said(message) == pytest.approx(centimetres)


@given(st.integers(1, 500))
def test_a_limit_in_a_message_stands_for_what_is_beyond_it(number):
    assert length_said(f"{number}cm未満の棚") < number < length_said(f"{number}cmより大きい棚")


@given(st.integers(2, 500))
def test_a_measure_holds_for_one_of_two_neighbouring_limits(number):
    said = f"{number}kgのいし"

    assert measured(f"{number}kg以下", said) == -measured(f"{number}kg超", said) > 0
    assert measured(f"{number}kg以上", said) == -measured(f"{number}kg未満", said) > 0


@pytest.mark.parametrize(
    ("said", "several"), [("一段", False), ("1段", False), ("二段", True), ("4段", True)]
)
def test_several_is_any_number_above_one(said, several):
    assert (counted("多段", f"{said}の棚") > 0) is several
    assert (counted("一段", f"{said}の棚") < 0) is several


def test_another_counter_says_nothing():
    assert counted("多段", "三人の棚") == 0
    assert measured("50cc以下", "50cmのばいく") == 0
