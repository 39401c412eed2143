"""The interface wording: complete in every language, and やさしい日本語 that is easy."""

import re

import pytest

from gomi.conversation.messages.hazards import WORD_BY_HAZARD
from gomi.errors import WordsMissing
from gomi.municipality.values import Hazard
from gomi.words import EASY, JAPANESE, Language, Words, WordsWrong, load_words, placeholders

KANJI = re.compile("[一-鿿々]")
READ = re.compile(r"[一-鿿々]+\([ぁ-んー]+\)")
MOST_LETTERS = 40
DOUBLE_NEGATION = re.compile("なくは?な[いか]|ないことは?な|ないわけでは|ざるを得|ないものは?な")
COMPLETE = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")

words = load_words()
japanese = words.languages[JAPANESE].wording_by_key
easy = words.languages[EASY].wording_by_key


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_language_has_every_wording_and_no_other(lang):
    assert words.languages[lang].wording_by_key.keys() == japanese.keys()


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("key", sorted(japanese))
def test_a_wording_takes_the_same_values_in_every_language(lang, key):
    assert placeholders(words.wording(key, lang).text) == placeholders(japanese[key])


@pytest.mark.parametrize("key", sorted(easy))
def test_easy_japanese_is_short_and_says_things_straight(key):
    for sentence in re.split("[。|]", READ.sub(lambda read: read[0].split("(")[0], easy[key])):
        assert len(sentence) <= MOST_LETTERS
        assert not DOUBLE_NEGATION.search(sentence)


@pytest.mark.parametrize("key", sorted(set(easy) - {"language.name", "start.examples"}))
def test_easy_japanese_gives_a_reading_for_every_kanji(key):
    assert not KANJI.search(READ.sub("", easy[key]))


@pytest.mark.parametrize("key", sorted(set(easy)))
def test_easy_japanese_is_polite_where_it_is_a_sentence(key):
    for sentence in re.findall("([^。]+)。", easy[key]):
        said = READ.sub(lambda read: read[0].split("(")[0], sentence)
        assert re.search("(ます|ません|です|ください|ました|でした|ですか|ますか)$", said.rstrip("）"))


@pytest.mark.parametrize("hazard", Hazard)
def test_every_hazard_has_its_japanese_word_a_heading_and_one_sentence_in_every_language(hazard):
    for lang in COMPLETE:
        key = f"hazard.{WORD_BY_HAZARD[hazard]}"
        assert words.say(f"{key}.japanese", lang).startswith(str(hazard))
        assert words.say(f"{key}.heading", lang)
        assert words.say(f"{key}.do", lang)[-1] in "。."


def test_no_wording_uses_the_japanese_era():
    assert not [key for key, text in {**japanese, **easy}.items() if re.search("令和|平成|昭和", text)]


def a_language(lang, wording_by_key):
    return Language(lang, True, wording_by_key)


def test_a_language_that_lacks_a_wording_borrows_the_easy_one_and_counts_it():
    some = Words(
        {
            "ja": a_language("ja", {"a": "日本語", "b": "日本語"}),
            "ja-easy": a_language("ja-easy", {"a": "やさしい"}),
            "vi": a_language("vi", {}),
        }
    )

    assert some.wording("a", "vi").lang == "ja-easy"
    assert some.say("b", "vi") == some.say("b", "ja-easy") == "日本語"
    assert some.borrowed == {("vi", "a"): 1, ("vi", "b"): 1, ("ja-easy", "b"): 1}


def test_japanese_borrows_from_no_one():
    some = Words({"ja": a_language("ja", {}), "ja-easy": a_language("ja-easy", {"a": "やさしい"})})

    with pytest.raises(WordsMissing):
        some.say("a", "ja")


def test_an_unknown_wording_is_an_error():
    with pytest.raises(WordsMissing, match=r"no\.such"):
        words.say("no.such", "en")


@pytest.mark.parametrize("text", ["a = 1", "a = [", "[a]\nb = 2"])
def test_a_table_that_cannot_be_used_is_named(tmp_path, text):
    (tmp_path / "ja.toml").write_text(text, encoding="utf-8")

    with pytest.raises(WordsWrong, match=r"ja\.toml"):
        load_words(tmp_path)


def test_a_folder_without_japanese_cannot_be_used(tmp_path):
    with pytest.raises(WordsWrong):
        load_words(tmp_path)
