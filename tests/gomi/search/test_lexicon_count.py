"""A word counts only when nothing but its row brings it to its head."""

import pytest

from gomi.search.lexicon import Head, OtherWord
from gomi.search.lexicon_count import count_words, counting_words, japanese


def a_head(name: str, reading: str, *words: OtherWord) -> Head:
    return Head(name, (reading,), (), None, words)


def alias(text: str, reading: str | None = None) -> OtherWord:
    return OtherWord(text, "別名", reading)


def counted(head: Head, readings: dict[str, list[str]] | None = None) -> list[str]:
    known = readings or {}
    return [word.text for word in counting_words(head, lambda text: known.get(text, [text]))]


def test_another_name_counts():
    assert counted(a_head("体重計", "たいじゅうけい", alias("へるすめーたー"))) == ["へるすめーたー"]


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (alias("ファックス　"), "the same fold"),
        (alias("フアックス", "ふぁっくす"), "the same reading"),
        (alias("ファーックス", "ふぁーっくす"), "the same sound but for length"),
        (alias("ファッワス", "ふぁっわす"), "one letter another"),
        (alias("ファックスス", "ふぁっくすす"), "one letter more"),
        (alias("ファクッス", "ふぁくっす"), "two neighbours changed about"),
        (alias("電話複写", "ふぁっくり"), "a reading one slip away"),
    ],
)
def test_a_word_that_the_search_brings_to_its_head_anyway_does_not_count(word, why):
    assert counted(a_head("ファックス", "ふぁっくす", word)) == [], why


def test_words_that_fold_or_sound_alike_count_once():
    head = a_head(
        "付箋", "ふせん", alias("ポスト・イット"), alias("ポストイット"), alias("貼紙"), alias("張り紙")
    )

    assert counted(head, {"貼紙": ["はりがみ"], "張り紙": ["はりがみ"]}) == ["ポスト・イット", "貼紙"]


def test_a_word_two_slips_from_its_head_counts():
    assert counted(a_head("ファックス", "ふぁっくす", alias("ふぁくしみり"))) == ["ふぁくしみり"]


def test_a_word_without_a_reading_is_judged_by_its_spelling():
    assert counted(a_head("机", "つくえ", alias("卓子")), {"卓子": []}) == ["卓子"]


def test_a_word_of_another_language_counts_once_however_it_is_folded():
    words = [OtherWord(text, "en") for text in ("desk", "Desks", "writing desk")]

    assert counted(a_head("机", "つくえ", *words)) == ["desk", "writing desk"]


def test_each_head_is_counted_by_itself():
    heads = [a_head(name, "よみ", alias("おなじことば"), OtherWord("same", "en")) for name in ("机", "椅子")]

    counts = count_words(heads, lambda text: [text])

    assert (counts.heads, counts.with_reading) == (2, 2)
    assert (japanese(counts.counting), counts.counting["en"]) == (2, 2)
