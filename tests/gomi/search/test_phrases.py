"""What is heard as a thing in a message, and what is set aside."""

import pytest

from gomi.search.lexicon_files import load_tables
from gomi.search.phrases import phrases
from gomi.settings import read

NOISE = load_tables(read({}).lexicon_dir).noise

HEARD = [
    ("フライパンの捨て方", ["フライパン"]),
    ("壊れた扇風機の捨て方教えて", ["扇風機"]),
    ("使い終わった天ぷら油どうすればいい？", ["天ぷら油"]),
    ("空のマニキュアの瓶", ["空のマニキュアの瓶"]),
    ("おばあちゃんの着物がたくさんあります。資源に出せますか", ["着物"]),
    ("水槽割っちゃったんだけど何ごみですか", ["水槽"]),
    ("割り箸は燃えるゴミで合ってますか", ["割り箸"]),
]
MODIFYING = [
    ("去年の手帳についてたボールペン捨てたい", "手帳", "ボールペン"),
    ("犬が使った毛布", "犬", "毛布"),
    ("骨だけの傘", "骨", "傘"),
    ("電池が入ったままのおもちゃ", "電池", "おもちゃ"),
    ("油で汚れた換気扇フィルター", "油", "換気扇フィルター"),
]
JOINED = [
    "布団とカーペット",
    "鍋　フライパン",
    "枕、毛布",
    "ぬいぐるみ・ランドセル",
    "ノコギリとカナヅチを捨てたい",
]


@pytest.mark.parametrize(("message", "heard"), HEARD)
def test_things_are_heard_and_noise_is_not(reader, message, heard):
    assert [phrase.text for phrase in phrases(reader.tokens(message), NOISE)] == heard


@pytest.mark.parametrize(("message", "modifier", "head"), MODIFYING)
def test_what_leads_into_a_noun_modifies_it(reader, message, modifier, head):
    first, second = phrases(reader.tokens(message), NOISE)

    assert (first.text, first.modifies_next) == (modifier, True)
    assert (second.text, second.modifies_next) == (head, False)


@pytest.mark.parametrize("message", JOINED)
def test_two_things_said_in_one_breath_are_joined(reader, message):
    first, second = phrases(reader.tokens(message), NOISE)

    assert first.joins_next
    assert not second.joins_next


def test_what_is_excluded_is_set_aside(reader):
    mask, hat = phrases(reader.tokens("布製のマスクじゃなくて帽子を捨てたいです"), NOISE)

    assert (mask.set_aside, hat.set_aside) == (True, False)
    assert hat.weight > mask.weight
