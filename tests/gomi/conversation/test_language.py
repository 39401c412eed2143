"""In which language a short message is: asked fresh, and after another language was spoken.

``None`` stands where nothing tells: a chat that has just begun goes on in Japanese, any other in the
language spoken before.
"""

from functools import cache

import pytest

from gomi.conversation.language import language_of
from gomi.search.search import search
from gomi.words import load_words
from tests.gomi.conversation.chat import LANGUAGES, TODAY, index

JAPANESE = (
    "プラスチックのハンガー",
    "冷蔵庫はどう捨てる？",
    "ﾃﾚﾋﾞ",
    "ありがとう",
    "粗大ごみの申し込み",
    "USBメモリ",
    "カメラ and bed",
    "テレビ how to throw away",
)
ROMAJI = (
    "denchi",
    "shinbunshi",
    "furaipan",
    "kasa",
    "isu",
    "kutsu",
    "hangaa",
    "gomi no hi",
    "sodai gomi",
    "nan desu ka",
    "arigatou",
    "kono isu wa doko ni suteru no",
    "LED",
)
ENGLISH = (
    "fridge",
    "old fridge",
    "newspapers",
    "mattress",
    "sofa",
    "umbrella",
    "glass bottle",
    "light bulb",
    "spray can",
    "mobile battery",
    "how to throw away battery",
    "where do I put my old futon?",
    "futon and fridge",
    "collection day",
    "which day is burnable",
    "hello",
    "Thank you!",
    "stop",
)
CHINESE = (
    "冰箱",
    "电池",
    "电视机",
    "手机",
    "报纸",
    "塑料袋",
    "玻璃瓶",
    "雨伞",
    "旧衣服怎么扔",
    "冰箱怎么扔？",
    "TV怎么扔",
    "收集日",
    "垃圾分类",
    "菜单",
    "你好",
    "谢谢",
)
VIETNAMESE = (
    "tủ lạnh",
    "quần áo",
    "điện thoại",
    "nệm",
    "báo",
    "pin",
    "ghế",
    "chai nhựa",
    "vứt pin ở đâu",
    "ngày thu gom rác",
    "vut rac o dau",
    "cảm ơn",
    "cam on",
    "xin chào",
    "ngôn ngữ",
)
PORTUGUESE = (
    "geladeira",
    "pilha",
    "colchão",
    "lâmpada",
    "cadeira",
    "roupa",
    "garrafa pet",
    "como jogar fora pilha",
    "onde jogar fora o sofá",
    "dia da coleta",
    "caminhão quebrado",
    "bom dia",
    "obrigado",
    "não sei onde fica",
)
TELLING = [
    (text, lang)
    for lang, texts in (
        ("ja", (*JAPANESE, *ROMAJI)),
        ("en", ENGLISH),
        ("zh-Hans", CHINESE),
        ("vi", VIETNAMESE),
        ("pt", PORTUGUESE),
    )
    for text in texts
]
NOT_TELLING = (
    "",
    "1",
    "２",
    "...",
    "😀",
    "電池",
    "冷蔵庫",
    "衣服",  # one word of both languages
    "電視",  # traditional characters are those of Japanese
    "fridge電池",
    "TV",  # written so in Japanese and in English
    "CD",
    "PC",
    "DVD",
    "USB",
    "PET",
    "ok",
    "menu",  # the same in three languages
    "haha",
    "spaceship",
    "caminhão",
    "tu lanh",  # without its marks
    "kính",
)


@cache
def words():
    return load_words()


@cache
def answer(text):
    return search(index(), text, TODAY)


def told(text, before="", offered=LANGUAGES):
    return language_of(text, answer(text), index(), words(), offered, before)


@pytest.mark.parametrize(("text", "lang"), TELLING)
def test_a_first_message_tells_its_language(text, lang):
    assert told(text) == lang


@pytest.mark.parametrize(("text", "lang"), [(text, lang) for text, lang in TELLING if lang != "ja"])
@pytest.mark.parametrize("before", ["ja", "en", "zh-Hans", "vi", "pt"])
def test_a_message_in_another_language_is_answered_in_it(before, text, lang):
    assert told(text, before) == lang


@pytest.mark.parametrize("text", JAPANESE)
@pytest.mark.parametrize("before", LANGUAGES[1:])
def test_kana_are_japanese_whatever_was_spoken_before(before, text):
    assert told(text, before) == "ja"


@pytest.mark.parametrize("text", ROMAJI)
@pytest.mark.parametrize("before", LANGUAGES[1:])
def test_japanese_in_latin_letters_ends_no_other_language(before, text):
    assert told(text, before) in (None, before)


@pytest.mark.parametrize("text", NOT_TELLING)
def test_some_messages_tell_nothing(text):
    assert told(text) is None


@pytest.mark.parametrize("text", NOT_TELLING)
@pytest.mark.parametrize("before", LANGUAGES)
def test_what_tells_nothing_leaves_the_language_as_it_is(before, text):
    assert told(text, before) in (None, before)


@pytest.mark.parametrize("text", ["TV", "CD", "USB", "LED"])
def test_short_words_in_capitals_do_not_turn_a_japanese_chat_into_another(text):
    assert told(text, "ja") in (None, "ja")


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("menu", ("en", "vi", "pt")), ("sofa", ("en",)), ("pin", ("vi",)), ("TV", ("en", "ja"))],
)
def test_a_word_of_several_languages_is_of_the_one_spoken_before(text, may_be):
    for before in may_be:
        assert told(text, before) in (None, before)


@pytest.mark.parametrize("text", ["냉장고", "건전지 어떻게 버려요", "안녕하세요"])
@pytest.mark.parametrize("before", ["", "ja", "en"])
def test_a_language_that_is_not_offered_is_answered_in_easy_japanese(before, text):
    assert told(text, before) == "ja-easy"
    assert told(text, before, offered=("ja", "en")) == "ja"


@pytest.mark.parametrize(("text", "lang"), TELLING)
def test_where_only_japanese_is_offered_nothing_else_is_spoken(text, lang):
    assert told(text, offered=("ja",)) in (None, "ja")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_little_words_of_a_language_are_single_words_in_small_letters_each_once(lang):
    heard = words().wording("language.heard", lang).text

    assert heard == heard.casefold()
    assert len(set(heard.split("|"))) == len(heard.split("|"))
    assert " " not in heard
