"""What may be counted, and how counts are gathered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.values import Item, ItemRule
from gomi.ports import LedgerUnreachable
from gomi.search.answer import Answer, AnswerKind, Found, Hit, Reason
from gomi.search.counting import (
    INTENT,
    LONG_TEXT,
    MOST_PENDING,
    Asked,
    CountBuffer,
    Miss,
    counted,
    may_be_personal,
    undecided,
)

TODAY = date(2026, 11, 25)
PENCIL = Item("i1", "鉛筆", ("えんぴつ",), (), (ItemRule("burnable"),))


def found(asked="エンピツ", kind=AnswerKind.ITEM, hits=(PENCIL,), **more):
    return Found(asked, kind, tuple(Hit(item, Reason.READING, asked) for item in hits), **more)


def asked(words, kind, item="", known_as=""):
    return Asked("mihon", TODAY, words, kind, item, known_as)


def test_an_answer_is_counted_under_its_folded_words_with_its_item():
    answer = Answer("エンピツ　", (found(),))

    assert list(counted("mihon", answer, TODAY)) == [asked("えんぴつ", "item", "i1")]


def test_two_things_asked_for_are_counted_each_by_itself():
    answer = Answer("エンピツとソラ", (found(), found("ソラ", AnswerKind.NONE, ())))

    assert list(counted("mihon", answer, TODAY)) == [asked("えんぴつ", "item", "i1"), asked("そら", "none")]


def test_only_what_was_shown_as_the_answer_is_counted_as_chosen():
    answer = Answer("エンヒツ", (found("エンヒツ", AnswerKind.MAYBE),))

    assert list(counted("mihon", answer, TODAY)) == [asked("えんひつ", "maybe")]


def test_a_thing_the_lexicon_knows_is_counted_with_its_name_there():
    answer = Answer("冷蔵庫", (found("冷蔵庫", AnswerKind.NONE, (), known_as="冷蔵庫"),))

    assert list(counted("mihon", answer, TODAY)) == [asked("冷蔵庫", "none", known_as="冷蔵庫")]


def test_an_intent_is_no_miss():
    assert list(counted("mihon", Answer("収集日は？", intent="収集日"), TODAY)) == [asked("収集日は", INTENT)]


def test_words_that_found_nothing_at_all_are_a_miss():
    assert list(counted("mihon", Answer("そら"), TODAY)) == [asked("そら", "none")]


@pytest.mark.parametrize("nothing", ["", "  ", "！？"])
def test_nothing_said_is_not_counted(nothing):
    assert list(counted("mihon", Answer(nothing), TODAY)) == []
    assert list(counted("mihon", Answer(nothing, (found(nothing, AnswerKind.NONE, ()),)), TODAY)) == []


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("あ" * 40, False),
        ("　" + "あ" * 40 + "  ", False),
        ("あ" * 41, True),
        ("a@b", True),
        ("ａ＠ｂ", True),
        ("123456", False),
        ("1234567", True),
        ("０４-７１-２３-4", True),
        ("幅180高さ90奥行45", True),
        ("机 120×60", False),
    ],
)
def test_a_text_that_may_hold_something_personal_is_told_apart(text, personal):
    assert may_be_personal(text) is personal


@given(st.text(max_size=60), st.sampled_from(["", "@", "09012345678", "あ" * 41]))
def test_no_word_of_a_personal_text_is_kept(text, more):
    answer = Answer(text + more, (found(text + more, AnswerKind.NONE, (), known_as="x"),))

    for row in counted("mihon", answer, TODAY):
        assert row.words == LONG_TEXT or not may_be_personal(text + more)
        assert not more or (row.words, row.item, row.known_as) == (LONG_TEXT, "", "")


def test_what_a_clerk_has_decided_is_to_do_no_more():
    misses = [Miss("そら", 3), Miss("うみ", 2)]

    assert undecided(misses, ["ソ ラ"]) == [Miss("うみ", 2)]


class Ledger:
    def __init__(self):
        self.written, self.error = {}, None

    def write(self, counts):
        if self.error:
            raise self.error
        for row, count in counts.items():
            self.written[row] = self.written.get(row, 0) + count


def test_counts_are_written_when_flushed_and_only_once():
    ledger = Ledger()
    buffer = CountBuffer(ledger.write)
    for _ in range(3):
        buffer.add("mihon", Answer("そら"), TODAY)
    assert ledger.written == {}

    buffer.flush()
    buffer.flush()

    assert ledger.written == {asked("そら", "none"): 3}


def test_counts_wait_while_the_ledger_cannot_be_reached():
    ledger = Ledger()
    buffer = CountBuffer(ledger.write)
    buffer.add("mihon", Answer("そら"), TODAY)
    ledger.error = LedgerUnreachable()
    buffer.flush()
    buffer.add("mihon", Answer("そら"), TODAY)

    ledger.error = None
    buffer.flush()

    assert ledger.written == {asked("そら", "none"): 2}


def test_memory_stays_bounded_while_the_ledger_cannot_be_reached():
    ledger = Ledger()
    buffer = CountBuffer(ledger.write)
    for n in range(MOST_PENDING + 10):
        buffer.add("mihon", Answer(f"そら{n}"), TODAY)

    buffer.flush()

    assert len(ledger.written) == MOST_PENDING


def test_stopping_writes_what_is_left_and_may_be_repeated():
    ledger = Ledger()
    buffer = CountBuffer(ledger.write)
    buffer.start()
    buffer.add("mihon", Answer("そら"), TODAY)

    buffer.stop()
    buffer.stop()

    assert ledger.written == {asked("そら", "none"): 1}
