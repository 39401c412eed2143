"""A flow keeps answers and computes the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.conversation import END, Choice, Flow, NotAnAnswer, Option, Step

YES_NO = (Option("はい"), Option("いいえ"))
FLOW = Flow(
    "missed",
    (
        Step("put_out", Choice("8時までに出しましたか。", YES_NO),
             lambda answers: "sticker" if answers["put_out"] == "はい" else END),
        Step("sticker", Choice("シールは貼ってありますか。", YES_NO), END),
    ),
)  # fmt: skip


def test_the_first_step_is_asked_first():
    assert FLOW.walk({}).asks.name == "put_out"


def test_an_answer_leads_on_and_another_leads_out():
    assert FLOW.walk({"put_out": "はい"}).asks.name == "sticker"
    assert FLOW.walk({"put_out": "いいえ"}).asks is None


def test_changing_an_answer_leaves_later_answers_aside():
    walk = FLOW.walk({"put_out": "いいえ", "sticker": "はい"})

    assert walk.answers == {"put_out": "いいえ"}


def test_what_is_no_answer_is_asked_again_and_told():
    walk = FLOW.walk({"put_out": "たぶん"})

    assert (walk.asks.name, walk.refused) == ("put_out", "たぶん")


@pytest.mark.parametrize("said", ["はい", " はい ", "1", "１"])
def test_a_choice_is_taken_by_label_or_number_however_it_is_typed(said):
    assert Choice("?", YES_NO).accept(said) == "はい"


@pytest.mark.parametrize("said", ["", "3", "0", "はいはい"])
def test_anything_else_is_no_answer(said):
    with pytest.raises(NotAnAnswer):
        Choice("?", YES_NO).accept(said)


@given(st.dictionaries(st.sampled_from(["put_out", "sticker", "elsewhere"]), st.text(max_size=4)))
def test_every_walk_ends_and_accepts_only_options(answers):
    walk = FLOW.walk(answers)

    assert set(walk.answers.values()) <= {"はい", "いいえ"}
    assert walk.asks is None or walk.asks.name not in walk.answers
