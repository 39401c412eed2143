"""Spellings and sounds: one table of cases for each step, and the laws that hold for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.search.fold import fold
from gomi.search.sound import from_romaji, is_kana, short, skeleton, sound

AWKWARD = st.text(
    st.sampled_from(
        "あアｱがガか゛ﾞ゜ーｰ-‐〜～ 　ヴゔっッ々漢Ａａ１①㎝㍍İßﬁ\u3099\u309a\ud800\u200b🗑（）、・\n\0"
    )
    | st.characters(),
    max_size=12,
)


@given(AWKWARD)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(AWKWARD)
def test_a_folded_text_holds_no_blank_no_mark_and_no_katakana(text):
    assert not any(c.isspace() or "ァ" <= c <= "ヶ" or unicodedata.category(c) == "Ps" for c in fold(text))


@given(
    st.text(
        st.sampled_from(
            "あいうえおかがきぎくぐけげこごさざしじたっつづとどなにのはばぱひびぴふぶんやゃゆゅよょらりーを"
        ),
        max_size=10,
    )
)
def test_each_key_of_a_sound_is_made_from_the_one_before(reading):
    assert sound(sound(reading)) == sound(reading)
    assert short(sound(reading)) == short(reading)
    assert skeleton(sound(reading)) == skeleton(reading)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ｱｲﾛﾝ", "あいろん"),
        ("延長ｺｰﾄﾞ", "延長こーど"),
        ("ＤＶＤ", "dvd"),
        ("PETボトル(ペットボトル)", "petぼとるぺっとぼとる"),
        ("か゛す", "がす"),
        ("コ－ヒ－", "こーひー"),
        ("鍋　（大）", "鍋大"),
        ("ｶﾞｽｺﾝﾛ", "がすこんろ"),
        ("①", "1"),
    ],
)
def test_spellings_fold_to_one(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("とけい", "とけー"),
        ("こおり", "こうり"),
        ("ちぢみ", "ちじみ"),
        ("ヴァイオリン", "ばいおりん"),
        ("ウェット", "うえっと"),
        ("フィルム", "ふいるむ"),
        ("おねえさん", "おねーさん"),
    ],
)
def test_spellings_of_one_sound_are_one(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("コート", "こと"), ("ビール", "びる"), ("カード", "かど"), ("チーズ", "ちず")]
)
def test_length_tells_words_apart_until_it_is_let_go(one, other):
    assert sound(one) != sound(other)
    assert short(one) == short(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ベット", "べっど"), ("バック", "ばっぐ"), ("カーベット", "かーぺっと"), ("ホチキス", "ほっちきす")],
)
def test_voicing_and_small_tsu_are_let_go_last(one, other):
    assert short(one) != short(other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("kasa", "かさ"),
        ("jitensha", "じてんしゃ"),
        ("zitensya", "じてんしゃ"),
        ("sempuki", "せんぷき"),
        ("KASA", "かさ"),
        ("pettobotoru", "ぺっとぼとる"),
        ("tōki", "とうき"),
        ("asdfgh", None),
        ("umbrella", None),
        ("傘", None),
        ("", None),
    ],
)
def test_latin_letters_are_read_as_kana_where_they_spell_some(typed, kana):
    assert from_romaji(typed) == kana


def test_only_hiragana_is_its_own_reading():
    assert is_kana("かさ")
    assert not is_kana("傘")
    assert not is_kana("")
