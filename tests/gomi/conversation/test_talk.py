"""The conversation turn by turn on みほん市: what is answered, and how the resident stands afterwards."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.conversation.heard import Came, Left, Pressed, Sent, TookBack, Typed
from gomi.conversation.messages import AnswerCard, Media, Said
from gomi.conversation.messages.matters import BACK, CATEGORIES, CODE_BY_INTENT, MENU, STOP
from gomi.conversation.standing import MOST_OPEN, About, Asked, Standing, as_json, from_json
from gomi.conversation.talk import Event
from gomi.search.message import LONGEST_HEARD
from gomi.words import load_words
from tests.gomi.conversation.chat import LANGUAGES, engine, index, mihon, talk_in

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HANGER = "ハンガー"
CASES = ["プラスチックだけ", "金属がついている・針金", "木・布"]
PUMP = "ポンプ"  # two things of that name, and two cases of the first
PUMPS, PUMP_CASES = ["灯油ポンプ", "自転車の空気入れ"], ["手動", "電動"]


@cache
def talk():
    return talk_in(mihon(), index())


@cache
def talk_of(*names):
    """The same city in an edition with these things alone."""
    items = tuple(item for item in mihon().items if item.name in names)
    city = replace(mihon(), items=items)
    return talk_in(city, engine().index(city))


class Resident:
    """Someone who talks: a text is typed, anything else is heard as it is."""

    def __init__(self, standing=None):
        self.standing, self.talk, self.now = standing or Standing(), talk(), NOW
        self._number = count(1)

    def says(self, *heard, at=None):
        for each in heard:
            number = next(self._number)
            event = Event(f"e{number}", at or number * 1000, Typed(each) if isinstance(each, str) else each)
            turn = self.talk.turn(event, self.standing, self.now)
            self.standing = turn.standing
        return turn


def card(turn):
    return turn.reply.messages[-1]


def choices(turn):
    return [option.label for option in turn.reply.question.options]


def about(turn):
    """What an answer's card is about: its sentence as far as the category."""
    assert isinstance(card(turn), AnswerCard), turn.reply
    return card(turn).sentence.split("は「")[0]


def said(turn):
    return [each.text for each in turn.reply.messages if isinstance(each, Said)]


def the(key, lang="ja", **values):
    return load_words().say(key, lang, **values)


def replies_at(lang):
    return talk().say(Standing(speaks=lang))


def test_a_name_typed_is_answered_and_its_search_counted():
    turn = Resident().says("プラスチックのハンガー")

    assert about(turn) == "ハンガー（プラスチックだけ）"
    assert turn.answer.query == "プラスチックのハンガー"
    assert (turn.asked, turn.standing.open) == ("", ())


def undigested(asked):
    """Questions without the digest of what they offered."""
    return tuple(replace(each, offered="") for each in asked)


def test_a_question_is_open_under_the_id_of_its_event():
    turn = Resident().says(HANGER)

    assert choices(turn) == CASES
    assert (turn.asked, turn.standing.latest) == ("e1", "e1")
    assert undigested(turn.standing.open) == (Asked("e1", About.THING, HANGER, NOW),)


@pytest.mark.parametrize(
    ("reply", "case"),
    [
        ("1", 0),
        ("２", 1),
        (" 3 ", 2),
        ("プラスチックだけ", 0),
        ("ﾌﾟﾗｽﾁｯｸだけ", 0),
        ("1 プラスチックだけ", 0),
        ("木・布", 2),
        (Pressed("e1", 2), 1),
    ],
)
def test_a_question_is_answered_by_number_by_label_and_by_button(reply, case):
    turn = Resident().says(HANGER, reply)

    assert about(turn) == f"ハンガー（{CASES[case]}）"
    assert turn.answer is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_label_is_taken_as_it_was_shown_in_any_language(lang):
    resident = Resident(Standing(speaks=lang, chosen=lang))
    question = resident.says(HANGER)

    for number, shown in enumerate(card(question).choices, 1):
        by_label = Resident(question.standing).says(shown.label)
        assert by_label.reply == Resident(question.standing).says(str(number)).reply
        assert by_label.standing.speaks == lang


@pytest.mark.parametrize("number", ["0", "4", "９", "999"])
def test_a_number_that_is_no_choice_is_asked_again(number):
    turn = Resident().says(HANGER, number)

    assert said(turn) == [the("line.choose_again")]
    assert (choices(turn), turn.asked) == (CASES, "e1")


def test_another_text_is_looked_up_and_leaves_the_question_open():
    resident = Resident()

    assert about(resident.says(HANGER, "冷蔵庫")) == "冷蔵庫"
    assert about(resident.says(Pressed("e1", 1))) == "ハンガー（プラスチックだけ）"


def test_a_number_without_a_question_is_looked_up():
    turn = Resident().says("1")

    assert said(turn)[0].startswith(the("none.title", query="1"))


def test_a_question_may_follow_from_another():
    resident = Resident()
    assert choices(resident.says(PUMP)) == PUMPS

    nested = resident.says("1")
    assert (choices(nested), nested.asked) == (PUMP_CASES, "e2")
    assert nested.standing.open[0].path == ("灯油ポンプ",)

    assert about(resident.says("電動")) == "灯油ポンプ（電動）"


def test_a_button_of_an_earlier_question_chooses_in_that_question():
    resident = Resident()
    resident.says(PUMP, "1", HANGER)

    assert about(resident.says(Pressed("e2", 2))) == "灯油ポンプ（電動）"
    assert choices(resident.says(Pressed("e1", 1))) == PUMP_CASES
    assert about(resident.says(Pressed("e3", 1))) == "ハンガー（プラスチックだけ）"


def test_what_was_tapped_last_is_what_a_number_then_answers():
    resident = Resident()
    resident.says(HANGER, "電池", Pressed("e1", 1))

    assert about(resident.says("3")) == "ハンガー（木・布）"


def test_a_card_may_be_tapped_again_and_otherwise():
    resident = Resident()
    first = resident.says(HANGER, Pressed("e1", 1))

    assert resident.says(Pressed("e1", 1)).reply == first.reply
    assert about(resident.says(Pressed("e1", 3))) == "ハンガー（木・布）"


@pytest.mark.parametrize(
    "button", [Pressed("e1", 4), Pressed("e1", 0), Pressed("e9", 1), Pressed("", 1), Pressed()]
)
def test_a_button_nobody_knows_is_said_to_be_of_an_earlier_question(button):
    turn = Resident().says(HANGER, button)

    assert said(turn) == [the("line.stale")]
    assert turn.standing.open[0].id == "e1"


@pytest.mark.parametrize(("hours", "is_open"), [(23, True), (24, False), (30, False)])
def test_a_button_lives_for_a_day(hours, is_open):
    resident = Resident()
    resident.says(HANGER)
    resident.now = NOW + timedelta(hours=hours)

    turn = resident.says(Pressed("e1", 1))

    assert isinstance(card(turn), AnswerCard) is is_open
    assert bool(turn.standing.open) is is_open


def test_of_many_questions_the_latest_few_are_open():
    resident = Resident()
    resident.says(*[HANGER] * (MOST_OPEN + 2))

    assert [asked.id for asked in resident.standing.open] == ["e7", "e6", "e5", "e4", "e3"]
    assert said(resident.says(Pressed("e2", 1))) == [the("line.stale")]


def test_a_button_for_a_thing_that_an_edition_took_away_is_stale():
    resident = Resident()
    resident.says(HANGER)
    resident.talk = talk_of("冷蔵庫")

    assert said(resident.says(Pressed("e1", 1))) == [the("line.stale")]


def test_a_number_for_a_thing_that_an_edition_took_away_is_looked_up():
    resident = Resident()
    resident.says(HANGER)
    resident.talk = talk_of("冷蔵庫")

    assert said(resident.says("1"))[0].startswith(the("none.title", query="1"))
    assert resident.says("もどる").reply is not None


@pytest.mark.parametrize("button", [Pressed("e1", 1), Pressed("e2", 1)])
def test_a_button_never_chooses_another_thing_than_it_said(button):
    resident = Resident()
    resident.says(PUMP, "1")
    resident.talk = talk_of("井戸ポンプ")

    assert "井戸ポンプ" not in str(resident.says(button).reply)


def test_back_asks_the_latest_question_once_more():
    resident = Resident()
    resident.says(HANGER, "1")

    turn = resident.says("もどる")

    assert choices(turn) == CASES
    assert about(resident.says("2")) == f"ハンガー（{CASES[1]}）"


def test_back_from_a_question_that_followed_asks_the_one_before():
    resident = Resident()
    resident.says(PUMP, "1")

    assert choices(resident.says("もどる")) == PUMPS
    assert choices(resident.says("もどる")) == PUMPS


def test_a_card_from_which_one_went_back_still_means_its_own_question():
    resident = Resident()
    resident.says(PUMP, "1", "もどる")

    turn = resident.says(Pressed("e2", 2))  # 電動 on the card of 灯油ポンプ

    assert said(turn) == [the("line.stale")] or about(turn) == "灯油ポンプ（電動）"


def test_stop_closes_every_question():
    resident = Resident()

    assert said(resident.says(HANGER, "電池", "やめる")) == [the("line.stopped")]
    assert resident.standing.open == ()
    assert said(resident.says(Pressed("e1", 1))) == [the("line.stale")]


@pytest.mark.parametrize("word", ["もどる", "やめる", "戻る", "stop", "back"])
def test_back_and_stop_without_a_question_say_so(word):
    turn = Resident().says(word)

    assert said(turn) in ([the("line.nothing_to_stop")], [the("line.nothing_to_stop", "en")])


def test_categories_are_chosen_by_number_name_and_button():
    names = [each.name for each in sorted(mihon().categories, key=lambda each: each.order)]
    for asked in ("分別一覧", Pressed(intent=CATEGORIES)):
        resident = Resident()
        assert choices(resident.says(asked)) == names
        for answer in ("2", names[1], Pressed("e1", 2)):
            assert names[1] in card(resident.says(answer)).sentence
        assert choices(resident.says("もどる")) == names


@pytest.mark.parametrize("intent", [*CODE_BY_INTENT, STOP, BACK, "nothing known"])
def test_a_matter_is_answered_by_its_button(intent):
    turn = Resident().says(HANGER, Pressed(intent=intent))

    assert turn.reply.messages
    assert turn.answer is None


def test_several_things_are_answered_and_none_asked():
    turn = Resident().says("ハンガーとぬいぐるみ")

    assert len(turn.reply.messages) == 2
    assert (turn.reply.question, turn.standing.open) == (None, ())


@pytest.mark.parametrize("media", Media)
def test_what_is_no_text_is_told_what_to_do_and_keeps_questions_open(media):
    turn = Resident().says(HANGER, Sent(media))

    assert said(turn) == [the(f"line.media.{media}")]
    assert len(turn.standing.open) == 1


def test_who_comes_is_greeted_and_who_comes_back_in_short():
    assert said(Resident().says(Came()))[0] == the("line.welcome", city="みほん市")
    assert said(Resident().says(Left(), Came(back=True))) == [the("line.welcome_back", city="みほん市")]


def test_who_left_is_not_spoken_to_and_nothing_of_them_is_kept():
    turn = Resident(Standing(speaks="vi", chosen="vi")).says(HANGER, Left())

    assert turn.reply is None
    assert turn.standing == Standing(heard_at=2000, is_here=False)


def test_what_arrives_late_from_one_who_has_left_is_not_answered():
    resident = Resident()
    resident.says(HANGER, Left())
    before = resident.standing

    for late in ("冷蔵庫", Pressed("e1", 1), Sent(Media.STICKER), Came()):
        assert resident.says(late, at=1500).reply is None
    assert resident.standing == before


def test_who_left_and_writes_is_here_again():
    assert about(Resident().says(Left(), "冷蔵庫")) == "冷蔵庫"


def test_what_is_taken_back_is_not_answered_and_its_question_is_closed():
    turn = Resident(Standing(speaks="en", chosen="en")).says(HANGER, TookBack())

    assert (turn.reply, turn.standing.open) == (None, ())
    assert turn.standing.chosen == "en"


def test_what_comes_after_a_later_event_is_answered_and_its_question_opens_behind():
    resident = Resident()
    resident.says("電池", at=5000)
    before = resident.standing

    turn = resident.says(HANGER, at=3000)

    assert (choices(turn), turn.asked) == (CASES, "e2")
    assert turn.standing == replace(before, open=turn.standing.open)
    behind = Asked("e2", About.THING, HANGER, NOW)
    assert undigested(turn.standing.open) == (*undigested(before.open), behind)
    assert about(resident.says("1", at=6000)) == "電池（乾電池）"
    assert about(resident.says(Pressed("e2", 1), at=7000)) == f"ハンガー（{CASES[0]}）"


def test_a_greeting_a_parting_or_an_unsending_that_is_late_changes_nothing():
    resident = Resident()
    resident.says(HANGER, at=5000)
    before = resident.standing

    for late in (Came(), Left(), TookBack()):
        turn = resident.says(late, at=4999)
        assert (turn.reply, turn.standing) == (None, before)


def test_a_late_button_or_picture_is_answered():
    resident = Resident()
    resident.says(HANGER, at=5000)

    assert about(resident.says(Pressed("e1", 1), at=4000)) == f"ハンガー（{CASES[0]}）"
    assert said(resident.says(Sent(Media.IMAGE), at=4000)) == [the("line.media.image")]
    assert resident.standing.heard_at == 5000


def test_a_language_chosen_late_is_kept_or_not_promised():
    resident = Resident()
    resident.says(HANGER, at=5000)

    turn = resident.says("English", at=4000)

    assert turn.standing.chosen == "en" or said(turn) != [the("line.language_set", "en")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_own_name_of_a_language_chooses_it(lang):
    turn = Resident().says(load_words().languages[lang].name)

    assert said(turn) == [the("line.language_set", lang)]
    assert (turn.standing.speaks, turn.standing.chosen) == (lang, lang)


@pytest.mark.parametrize("typed", ["ENGLISH", " english ", "ｅｎｇｌｉｓｈ"])
def test_the_name_of_a_language_may_be_typed_in_any_width_and_case(typed):
    assert Resident().says(typed).standing.chosen == "en"


def test_a_language_is_named_even_while_a_question_is_open():
    resident = Resident()

    assert resident.says(HANGER, "English").standing.open[0].id == "e1"
    assert "plastic only" in card(resident.says("1")).sentence


def test_a_language_that_was_chosen_is_kept_when_japanese_is_typed():
    resident = Resident()
    resident.says("Tiếng Việt")

    for text in (HANGER, "電池", "denchi", "冷蔵庫は？"):
        turn = resident.says(text)
        assert turn.standing.speaks == "vi"
        assert turn.reply == replies_at("vi").to(turn.answer)


def test_who_chose_a_language_and_writes_another_is_answered_in_that():
    resident = Resident()

    assert resident.says("Português", "how to throw away batteries").standing.speaks == "en"
    turn = resident.says(HANGER)
    assert (turn.standing.speaks, turn.standing.chosen) == ("pt", "pt")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("冷蔵庫はどう捨てる", "ja"),
        ("denchi", "ja"),
        ("fridge", "en"),
        ("冰箱怎么扔", "zh-Hans"),
        ("tủ lạnh", "vi"),
        ("geladeira", "pt"),
        ("냉장고", "ja-easy"),
        ("テレビ how to throw away", "ja"),
        ("TV怎么扔", "zh-Hans"),
    ],
)
def test_the_language_asked_is_the_language_answered(text, lang):
    turn = Resident().says(text)

    assert turn.standing.speaks == lang
    assert turn.standing.chosen == ""
    assert turn.reply == replies_at(lang).to(turn.answer)


def test_what_tells_no_language_is_answered_in_the_one_spoken_before():
    resident = Resident()
    resident.says("fridge")

    for text in ("電池", "1", "TV", "ok"):
        assert resident.says(text).standing.speaks == "en"


def test_a_language_that_is_no_longer_offered_falls_to_japanese():
    assert (
        Resident(Standing(speaks="xx"))
        .says("1")
        .reply.messages[0]
        .text.startswith(the("none.title", query="1"))
    )


@pytest.mark.parametrize(("letters", "is_heard"), [(LONGEST_HEARD, True), (LONGEST_HEARD + 1, False)])
def test_a_text_that_is_too_long_is_told_so(letters, is_heard):
    turn = Resident().says("あ" * letters)

    assert (turn.answer is not None) is is_heard
    assert (the("search.long", most=LONGEST_HEARD) in said(turn)[0]) is not is_heard


@pytest.mark.parametrize("text", ["", " ", "\u3000\n", "😀", "👨‍👩‍👧‍👦", "\u200b", "。。。", "！？"])
def test_a_text_without_words_is_answered(text):
    assert said(Resident().says(text)) == [the("line.media.other")]


def test_the_same_event_on_the_same_standing_gives_the_same_turn():
    standing = Resident().says(HANGER).standing

    for heard in (Typed("1"), Pressed("e1", 3), Typed("もどる"), Typed("English"), Came()):
        event = Event("e2", 2000, heard)
        assert talk().turn(event, standing, NOW) == talk().turn(event, standing, NOW)


def test_the_day_is_that_of_the_municipality():
    assert talk().today(datetime(2026, 11, 24, 15, 0, tzinfo=UTC)).isoformat() == "2026-11-25"


def test_what_an_earlier_program_kept_is_read():
    assert from_json({}) == Standing()
    assert from_json({"speaks": "en", "unknown": [1]}) == Standing(speaks="en")


def test_of_a_question_what_was_typed_and_when_is_kept_and_nothing_of_the_reply():
    kept = as_json(Resident().says(PUMP, "1").standing)

    offered = kept["open"][0].pop("offered")
    assert re.fullmatch("[0-9a-f]{16}", offered)
    assert kept["open"][0] == {
        "answered": False,
        "id": "e2",
        "about": "thing",
        "query": PUMP,
        "at": NOW.isoformat(),
        "path": ["灯油ポンプ"],
    }


WORDS = (HANGER, PUMP, "電池", "冷蔵庫", "ハンカー", "分別一覧", "もどる", "やめる", "メニュー",
         "ハンガーとぬいぐるみ", "English", "Tiếng Việt", "日本語", "fridge", "电池", "냉장고", "pin",
         "1", "２", "9", "そのほか・わからない", "あ" * 201, "")  # fmt: skip
texts = (
    st.sampled_from(WORDS)
    | st.text(max_size=30)
    | st.text("はんガー電池 pinの怎à1２-\u3099\ud800😀", max_size=8)
)
buttons = st.builds(
    Pressed,
    st.sampled_from([f"e{n}" for n in range(8)]) | st.text(max_size=3),
    st.integers(-1, 20),
    st.none() | st.sampled_from([*CODE_BY_INTENT, MENU, STOP]) | st.text(max_size=5),
)
heards = (
    texts.map(Typed)
    | buttons
    | st.builds(Pressed, st.sampled_from(["e0", "e1", "e2", "e3"]), st.integers(1, 4))
    | st.sampled_from(Media).map(Sent)
    | st.sampled_from([Came(), Came(back=True), Left(), TookBack()])
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(heards, st.integers(0, 3), st.integers(0, 30)), max_size=8))
def test_any_sequence_is_answered_and_what_is_kept_is_read_back(sequence):
    standing, latest, now = Standing(), 0, NOW
    for number, (heard, step, hours) in enumerate(sequence):
        at, now = latest + step - 1, now + timedelta(hours=hours)
        event = Event(f"e{number}", at, heard)

        turn = talk().turn(event, standing, now)

        silent = isinstance(heard, Left | TookBack) or (at < latest and isinstance(heard, Came))
        if silent or (at < latest and not standing.is_here):
            assert turn.reply is None
        else:
            assert turn.reply is not None
            assert turn.reply.messages
            assert bool(turn.asked) == (turn.reply.question is not None)
        assert from_json(as_json(turn.standing)) == turn.standing
        assert turn.standing.heard_at >= standing.heard_at
        standing, latest = turn.standing, turn.standing.heard_at
