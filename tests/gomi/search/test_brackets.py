"""What cities write in brackets, and what residents say instead.

The town is made of names whose brackets decide; the lexicon is the shipped one.
"""

import pytest

from gomi.municipality.values import Contact, Item, ItemRule, Municipality
from gomi.search.answer import AnswerKind
from gomi.search.search import search

NAMES = (
    *("水筒（金属製以外）", "水筒（金属製）", "かみそり（電動）", "かみそり（電動以外）"),
    *("時計（電池あり）", "時計（電池なし）", "座布団（綿あり）", "座布団（綿なし）", "時刻表"),
    *("除雪機（エンジン式）", "除雪機（電動式）", "ロッカー（一段）", "ロッカー（多段）"),
    *("ソファ（1人掛け）", "ソファ（2人掛け以上）", "植木鉢（白色）", "植木鉢（色付き）"),
    *("パイプ（5cm以下）", "パイプ（5cmを超えるもの）", "瓶（茶色以外）", "瓶（茶色）"),
    *("マウス（パソコン）", "オルガン（楽器）", "三輪車（電動）", "三輪車（足こぎ）"),
    *("枕（羽根枕を除く）", "玩具（木製、こけし、だるまなど）", "だるまのケース・だるま落とし"),
    *(
        "チューブ（食品・食品以外）",
        "ストーブ（電気式）",
        "敷物（ござ・むしろを除く）",
        "ライター（ガス・オイル）",
    ),
)


@pytest.fixture(scope="module")
def town(engine):
    items = tuple(Item(f"i{n}", name, (), (), (ItemRule("c"),)) for n, name in enumerate(NAMES))
    city = Municipality(
        "town", "", "試町", "", "", None, Contact("", "", ""), ("ja",), "", "Asia/Tokyo", items=items
    )
    return engine.index(city)


DENIED = [
    ("電動じゃないかみそり", "かみそり（電動以外）"),
    ("かみそり（電気を使わないやつ）", "かみそり（電動以外）"),
    ("電動ではないかみそりです", "かみそり（電動以外）"),
    ("金属以外の水筒", "水筒（金属製以外）"),
    ("電池の入らない時計", "時計（電池なし）"),
    ("電池が入ってる時計", "時計（電池あり）"),
    ("時計 電池なし", "時計（電池なし）"),
    ("綿のない座布団", "座布団（綿なし）"),
    ("中綿入りの座布団", "座布団（綿あり）"),
    ("茶色じゃない瓶", "瓶（茶色以外）"),
    ("茶色い瓶", "瓶（茶色）"),
]
OTHER_WORDS = [
    ("ガソリンの除雪機", "除雪機（エンジン式）"),
    ("モーターで回る除雪機", "除雪機（電動式）"),
    ("エンジンじゃない除雪機", "除雪機（電動式）"),
    ("電気で動くかみそり", "かみそり（電動）"),
    ("色のついた植木鉢", "植木鉢（色付き）"),
    ("カラーの植木鉢", "植木鉢（色付き）"),
    ("白い植木鉢", "植木鉢（白色）"),
    ("白じゃない植木鉢", "植木鉢（色付き）"),
]
NUMBERS = [
    ("四段のロッカー", "ロッカー（多段）"),
    ("一段だけのロッカー", "ロッカー（一段）"),
    ("二人掛けのソファ", "ソファ（2人掛け以上）"),
    ("1人用ソファ", "ソファ（1人掛け）"),
    ("5cmより大きいパイプ", "パイプ（5cmを超えるもの）"),
    ("3cmのパイプ", "パイプ（5cm以下）"),
]
MEMBERS = [
    ("こけし", "玩具（木製、こけし、だるまなど）"),
    ("だるま", "玩具（木製、こけし、だるまなど）"),
]


@pytest.mark.parametrize(("message", "item"), [*DENIED, *OTHER_WORDS, *NUMBERS, *MEMBERS])
def test_the_entry_whose_brackets_fit_what_was_said_is_the_answer(town, message, item):
    answer = search(town, message)

    assert (answer.kind, answer.names) == (AnswerKind.ITEM, [item])


@pytest.mark.parametrize(
    ("message", "known_as"),
    [
        ("羽根枕", "枕"),  # excluded by its own name
        ("パソコン", "パソコン"),  # a mouse belongs to it
        ("ラップトップ", "ノートパソコン"),  # and to every kind of it
        ("バイオリン", "バイオリン"),  # one instrument does not answer for another
        ("むしろ", "むしろ"),  # what is excluded last is excluded with what stands before it
        ("ござ", "ござ"),
        ("電気じゃないストーブ", "ストーブ"),  # the only stove listed is just what it is not
    ],
)
def test_what_brackets_rule_out_is_not_even_offered(town, message, known_as):
    answer = search(town, message)

    assert answer.names == []
    assert [found.known_as for found in answer.things] == [known_as]


@pytest.mark.parametrize("message", ["ガスのないライター", "ライターのガス抜きをしてから出すの"])
def test_an_entry_for_several_kinds_stays_when_one_of_them_is_denied(town, message):
    assert search(town, message).names == ["ライター（ガス・オイル）"]


def test_what_brackets_name_as_well_is_not_excluded(town):
    assert search(town, "食品のチューブ").names == ["チューブ（食品・食品以外）"]


def test_the_plain_kind_comes_before_the_driven_one(town):
    answer = search(town, "三輪車")

    assert (answer.kind, answer.names) == (AnswerKind.QUESTION, ["三輪車（足こぎ）", "三輪車（電動）"])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_typed_brackets_and_all_is_that_entry(town, name):
    assert search(town, name).names[:1] == [name]


def test_kinds_of_a_class_are_offered_for_it(town):
    answer = search(town, "楽器")

    assert (answer.kind, answer.names) == (AnswerKind.MAYBE, ["オルガン（楽器）"])
