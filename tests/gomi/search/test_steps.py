"""Each step of the search on its own: what it is given, what it finds, and what it leaves alone.

The town lists a few things under odd names; the lexicon is the shipped one.
"""

import pytest

from gomi.municipality.values import Contact, Hazard, Item, ItemRule, Municipality
from gomi.search import guess, lookup, things
from gomi.search.answer import AnswerKind
from gomi.search.phrases import Phrase
from gomi.search.search import search

NAMES = (
    *("傘", "じゅうたん", "ホッチキス", "ベッド", "電子レンジ", "レンジ台", "携帯電話", "電池", "ボタン電池"),
    *("ペットボトル", "シャンプーの容器", "カップ麺の容器", "革手袋", "手袋", "割れたびん", "びん", "扇風機"),
    *(
        "血圧計（水銀式）",
        "血圧計（デジタル式）",
        "自転車",
        "自転車の鍵",
        "食器棚",
        "毛布",
        "鍋",
        "フライパン",
    ),
    *("はさみ・ピンセット（刃物）", "かま（鎌）"),
    *("なべのふた", "布団カバー", "枝", "ペットの死体", "スーツケース", "鍵", "ガスボンベ"),
)


@pytest.fixture(scope="module")
def town(engine):
    items = tuple(
        Item(
            f"i{n}",
            name,
            (),
            (),
            (ItemRule("c", hazard=Hazard.BURST if "ボンベ" in name else None),),
        )
        for n, name in enumerate(NAMES)
    )
    city = Municipality(
        "town", "", "試町", "", "", None, Contact("", "", ""), ("ja",), "", "Asia/Tokyo", items=items
    )
    return engine.index(city)


def names(match):
    return [hit.item.name for hit in match.hits] if match else None


LOOKUPS = [
    (lookup.by_spelling, "ｶｻ", None),
    (lookup.by_spelling, "傘", ["傘"]),
    (lookup.by_spelling, "血圧計", ["血圧計（水銀式）", "血圧計（デジタル式）"]),
    (lookup.by_head, "チャリ", ["自転車"]),
    (lookup.by_head, "絨毯", ["じゅうたん"]),
    (lookup.by_head, "エアコン", None),
    (lookup.by_sound, "かさ", ["傘"]),
    (lookup.by_sound, "しょっきだな", ["食器棚"]),
    (lookup.by_sound, "笠", None),
    (lookup.by_sound, "鋏", ["はさみ・ピンセット（刃物）"]),
    (lookup.by_sound, "釜", None),
    (lookup.by_translation, "umbrella", ["傘"]),
    (lookup.by_translation, "umbrellas", ["傘"]),
    (lookup.by_translation, "微波炉", ["電子レンジ"]),
    (lookup.by_short_sound, "せんぷき", ["扇風機"]),
    (lookup.by_skeleton, "ベット", ["ベッド"]),
    (lookup.by_skeleton, "ほちきす", ["ホッチキス"]),
    (lookup.by_skeleton, "かき", None),
    (lookup.by_relation, "単三電池", ["電池"]),
]


@pytest.mark.parametrize(("step", "text", "found"), LOOKUPS, ids=[f"{s.__name__}-{t}" for s, t, _ in LOOKUPS])
def test_a_lookup_finds_what_is_named_outright(town, step, text, found):
    assert names(step(lookup.Text(text, town))) == found


def test_what_the_lexicon_knows_and_the_list_lacks_is_said_so(town):
    match = lookup.look_up(town, "エアコン")

    assert (match.hits, match.known_as) == ((), "エアコン")


THINGS = [
    (things.as_said, ("革", "手袋"), ["革手袋"]),
    (things.as_said, ("布団", "カバー"), ["布団カバー"]),
    (things.without_honorific, ("お鍋",), ["鍋"]),
    (things.by_container, ("シャンプー", "空ボトル"), ["シャンプーの容器"]),
    (things.by_container, ("シャンプー", "缶"), None),
    (things.by_synonym, ("チャリ", "鍵"), ["自転車の鍵"]),
    (things.without_modifiers, ("使用済み電池",), ["電池"]),
    (things.without_modifiers, ("中古自転車",), ["自転車"]),
    (things.head_part, ("おばあちゃん", "毛布"), ["毛布"]),
    (things.owner_part, ("フライパン", "ねじ巻き"), ["フライパン"]),
]


@pytest.mark.parametrize(("step", "parts", "found"), THINGS, ids=[f"{s.__name__}-{p}" for s, p, _ in THINGS])
def test_a_phrase_leads_to_its_thing(town, step, parts, found):
    assert names(step(town, parts)) == found


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("水銀血圧計", ["血圧計（水銀式）"]),
        ("水銀の血圧計", ["血圧計（水銀式）"]),
        ("割れた瓶は何ごみ", ["割れたびん"]),
        ("猫が死んでしまいました", ["ペットの死体"]),
        ("スーツケースの鍵が壊れたので捨てます", ["スーツケース"]),
        ("シャンプーを使い終わったボトル", ["シャンプーの容器"]),
        ("毛布にくるんだ鍋", ["鍋"]),
        ("毛布じゃなくて鍋を捨てたい", ["鍋"]),
        ("鍋とフライパン", ["鍋", "フライパン"]),
        ("毛布じゃなくて鍋のほうを捨てたい", ["鍋"]),
        ("毛布は別として鍋はどう出すの", ["鍋"]),
        ("鍋はともかく、毛布は何ごみ", ["毛布"]),
        ("手袋サイズが小さいので捨てたい", ["手袋"]),
        ("how to throw away an umbrella", ["傘"]),
    ],
)
def test_a_message_leads_to_the_things_it_asks_about(town, message, found):
    assert search(town, message).names == found


@pytest.mark.parametrize(
    "message",
    ["毛布あったかかったなあ", "昨日の鍋おいしかったね", "扇風機うるさかったです", "7", "３２", "2024"],
)
def test_a_remark_and_a_bare_number_ask_about_nothing(town, message):
    answer = search(town, message)

    assert (answer.kind, answer.names) == (AnswerKind.NONE, [])


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("毛布あったかかったけど捨てたい", ["毛布"]),
        ("毛布きたなかった", ["毛布"]),
        ("扇風機うるさかった？", ["扇風機"]),
    ],
)
def test_what_asks_or_tells_a_condition_is_no_remark(town, message, found):
    assert search(town, message).names == found


@pytest.mark.parametrize("tail", ["電動キックボード用自転車", "流し台の枝分かれ水栓"])
def test_a_compound_is_never_answered_as_its_tail(town, tail):
    assert search(town, tail).kind is not AnswerKind.ITEM


def test_the_head_of_a_phrase_that_may_burst_is_only_offered(town):
    match = things.head_part(town, ("山小屋", "ガスボンベ"))

    assert (names(match), match.sure) == (["ガスボンベ"], False)
    assert things.find_thing(town, Phrase(("古い", "ガスボンベ"))).sure


GUESSES = [
    (guess.by_romaji, "jitensha", ["自転車"]),
    (guess.by_romaji, "qwrtp", None),
    (guess.by_latin_inside, "じてｎしゃ", ["自転車"]),
    (guess.by_latin_inside, "fらいぱん", ["フライパン"]),
    (guess.by_latin_inside, "Fらいぱん", None),
    (guess.by_latin_slip, "かさｓ", ["傘"]),
    (guess.by_latin_slip, "もうｆ", ["毛布"]),
    (guess.by_latin_slip, "cd", None),
    (guess.by_spelling_out, "電子連児", ["電子レンジ"]),
    (guess.by_wrong_kanji, "食期棚", ["食器棚"]),
    (guess.by_start, "せんぷ", ["扇風機"]),
    (guess.by_start, "か", None),
    (guess.by_slip, "フラパイン", ["フライパン"]),
    (guess.by_slip, "かば", None),
    (guess.by_slip, "愛", None),
]


@pytest.mark.parametrize(("step", "text", "found"), GUESSES, ids=[f"{s.__name__}-{t}" for s, t, _ in GUESSES])
def test_a_guess_mends_what_no_dictionary_knows(town, step, text, found):
    assert names(step(town, text)) == found
