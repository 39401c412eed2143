"""One spelling for the many ways of writing an address."""

import pytest

from gomi.districts.numerals import Number, read_numbers, value
from gomi.districts.spelling import spell
from gomi.districts.typed import listen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二十三丁目", "23丁目"),
        ("百五番地", "105番地"),
        ("一〇五番地", "105番地"),
        ("鎌ケ谷", "鎌が谷"),
        ("梅ヶ谷", "梅ガ谷"),
        ("中之郷", "中ノ郷"),
        ("日乃出町", "日の出町"),
        ("七ツ新屋", "七ッ新屋"),
        ("濱邊", "浜辺"),
        ("大字本郷字宮下", "本郷宮下"),
        ("みほん市字宮下", "みほん市宮下"),
        ("本町１－２－３", "本町1-2-3"),
        ("本町1ー2−3", "本町1‐2–3"),
        ("本町1〜2", "本町1-2"),
        ("ﾎﾝﾁｮｳ", "ほんちょう"),
        ("ほんちょうにちょうめ", "ほんちょう2丁目"),
        ("髙嶋", "高島"),
    ],
)
def test_two_ways_of_writing_are_one(one, other):
    assert spell(one) == spell(other)


NAMES = ("三田", "八王子", "一番町", "千代田", "四日市", "四番丁", "二の丸町", "十文字")


@pytest.mark.parametrize("name", NAMES)
def test_a_number_inside_a_name_stays(name):
    assert spell(name) == name


def test_a_long_mark_in_a_word_stays_a_long_mark():
    assert spell("コーポ本町") == "こーぽ本町"


@pytest.mark.parametrize(
    ("written", "numbers", "behind"),
    [
        ("12番3号", [(12, "番"), (3, "号")], ""),
        ("12番地の3", [(12, "番地"), (3, "")], ""),
        ("2-21-3", [(2, ""), (21, ""), (3, "")], ""),
        ("2の21の3", [(2, ""), (21, ""), (3, "")], ""),
        ("2丁目3 みほんビル3階", [(2, "丁目"), (3, "")], "みほんビル3階"),
        ("5番街", [(5, "")], "番街"),
        ("三-五", [(3, ""), (5, "")], ""),
        ("三田ビル", [], "三田ビル"),
    ],
)
def test_the_numbers_of_an_address_are_read_with_their_units(written, numbers, behind):
    assert read_numbers(written) == (tuple(Number(*each) for each in numbers), behind)


NUMERALS = (("十", 10), ("二百三", 203), ("千二十", 1020), ("〇", 0), ("三四", 34))


@pytest.mark.parametrize(("numeral", "number"), NUMERALS)
def test_kanji_numerals_are_numbers(numeral, number):
    assert value(numeral) == number


@pytest.mark.parametrize("typed", ["〒000-0001", "0000001", "〒０００－０００１ みほん市", "000 0001"])
def test_a_postcode_is_heard_in_front(typed):
    assert listen(typed).postcode == "0000001"


def test_a_block_with_a_branch_is_no_postcode():
    assert listen("120-5").postcode == ""
