"""What the chat says on みほん市: each kind of answer in each language, and what to type for a button."""

from dataclasses import replace
from functools import cache

import pytest

from gomi.conversation import NotAnAnswer
from gomi.conversation.messages import (
    AnswerCard,
    Ask,
    CasesCard,
    Choose,
    ContactCard,
    LookUp,
    Media,
    QuestionCard,
    Replies,
    Said,
)
from gomi.conversation.messages.matters import CATEGORIES, MENU, PHONE
from gomi.conversation.messages.plain import plain
from gomi.conversation.messages.questions import question_of
from gomi.municipality.values import Contact
from gomi.search.answer import Answer, AnswerKind, Found, Hit, Reason
from gomi.search.search import search
from gomi.words import load_words
from tests.gomi.conversation.chat import (
    CALL,
    INTENTS,
    LANGUAGES,
    QUERIES,
    TODAY,
    ask,
    every_reply,
    index,
    mihon,
    replies,
    talk_in,
)

BLOCK = {
    "ja": "ブロック",
    "ja-easy": "ブロック",
    "en": "block",
    "zh-Hans": "屏蔽",
    "vi": "chặn",
    "pt": "bloque",
}


def found(query):
    return search(index(), query, TODAY).things[0]


def maybe(*names):
    items = {item.name: item for item in mihon().items}
    hits = tuple(Hit(items[name], Reason.FUZZY, name) for name in names)
    return Found("はんか", AnswerKind.MAYBE, hits)


def test_an_answer_says_the_thing_its_case_the_category_and_how():
    (card,) = ask("プラスチックのハンガー").messages

    assert isinstance(card, AnswerCard)
    assert card.sentence == "ハンガー（プラスチックだけ）は「プラスチック」です。"
    assert (card.tile.letter, card.tile.colour) == ("プ", "#006f83")
    assert "汚れを落とし" in card.steps[0]


def test_an_answer_to_another_name_says_under_which_it_is_listed():
    assert "「プラスチックのハンガー」は" in ask("プラスチックのハンガー").messages[0].listed_as


def test_an_answer_to_one_case_leads_to_the_others_by_the_things_name():
    buttons = ask("プラスチックのハンガー").buttons

    assert LookUp("ほかの場合も見る", "ハンガー") in buttons
    assert ask("ハンガー").question is not None


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_category_and_hazard_have_the_japanese_beside_them(lang):
    card = ask("モバイルバッテリー", lang).messages[0]

    assert "電池類" in card.choices[0].then
    assert "発火" in card.warnings[0].heading


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_text_no_native_speaker_has_read_says_so(lang):
    assert "参考訳" in ask("冷蔵庫", lang).messages[0].reference
    assert ask("冷蔵庫", "ja").messages[0].reference == ""


def test_a_question_back_numbers_its_choices_and_says_where_each_leads():
    reply = ask("ハンガー")
    (card,) = reply.messages

    assert isinstance(card, QuestionCard)
    assert [(each.label, each.then) for each in card.choices] == [
        ("プラスチックだけ", "プラスチック"),
        ("金属がついている・針金", "燃やさないごみ"),
        ("木・布", "燃やすごみ"),
    ]
    assert reply.accept("2") == reply.accept("金属がついている・針金") == reply.accept("２")


def test_a_warning_for_some_cases_only_names_them():
    (card,) = ask("ぬいぐるみ").messages

    assert card.warnings[0].do.startswith("「電池が外せない」の場合")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_leads_to_the_answer_it_names(lang):
    reply = ask("ハンガー", lang)

    for button in reply.buttons[:3]:
        assert isinstance(button, Choose)
        answer = replies(lang).to_choice(found("ハンガー"), reply.accept(button.typed), TODAY)
        assert isinstance(answer.messages[0], AnswerCard)
        assert answer.messages[0].category.plain in reply.messages[0].choices[button.number - 1].then or lang


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", QUERIES)
def test_what_a_button_shows_and_its_number_are_taken_as_the_same_answer(query, lang):
    reply = ask(query, lang)

    for button in reply.buttons:
        if isinstance(button, Choose):
            label = reply.question.options[button.number - 1].label
            assert label == reply.accept(button.typed) == reply.question.accept(button.typed)
            assert label == reply.accept(button.label) == reply.accept(f"{button.typed} {button.label}")


def test_what_is_no_choice_is_refused_and_asked_again():
    reply = ask("ハンガー")

    with pytest.raises(NotAnAnswer):
        reply.accept("4")
    with pytest.raises(NotAnAnswer):
        ask("冷蔵庫").accept("1")
    again = replies().to_no_choice(reply)
    assert again.messages[-1] == reply.messages[-1]
    assert (again.buttons, again.question) == (reply.buttons, reply.question)


def test_perhaps_offers_three_things_by_number_and_one_of_them_is_answered():
    guessed = maybe("ハンガー", "冷蔵庫", "ぬいぐるみ", "布団")

    reply = replies().to_found(guessed)

    assert [each.label for each in reply.messages[0].choices] == ["ハンガー", "冷蔵庫", "ぬいぐるみ"]
    assert reply.accept("2") == "冷蔵庫"
    answer = replies().to_choice(guessed, "冷蔵庫", TODAY)
    assert answer.messages[0].sentence == "冷蔵庫は「家電リサイクル」です。"
    assert isinstance(replies().to_choice(guessed, "ハンガー", TODAY).messages[0], QuestionCard)


def test_none_of_those_offered_shows_every_case():
    item = next(item for item in mihon().items if len(item.rules) > 1)
    category = mihon().categories[0].id
    rules = tuple(replace(item.rules[0], category=category, condition=f"その{n}") for n in range(6))
    asked = Found(item.name, AnswerKind.QUESTION, (Hit(item, Reason.NAME, item.name),), rules)
    reply = replies().to_found(asked)

    (card,) = replies().to_choice(asked, reply.accept("4"), TODAY).messages

    assert isinstance(card, CasesCard)
    assert [each.label for each in card.cases] == [f"その{n}" for n in range(6)]


def test_nothing_found_says_so_and_gives_the_telephone_and_the_categories():
    reply = ask("宇宙船")

    assert "見つかりませんでした" in plain(reply.messages[0])
    assert reply.messages[1].telephone == "000-0000-5374"
    assert [button.intent for button in reply.buttons] == [CATEGORIES, PHONE, MENU]


def test_a_thing_the_citys_list_lacks_is_named():
    reply = replies().to_found(Found("くるま", AnswerKind.NONE, known_as="自動車"))

    assert plain(reply.messages[0]).startswith("「自動車」は みほん市の一覧にありません")


def test_two_things_are_answered_both_and_the_one_that_would_ask_can_be_asked_alone():
    reply = ask("布団とカーペット")

    assert [type(message) for message in reply.messages] == [AnswerCard, CasesCard]
    assert reply.question is None
    assert reply.buttons[0] == LookUp("カーペット", "カーペット")
    assert ask(reply.buttons[0].typed).question is not None


def test_among_several_a_guess_is_shown_as_a_guess():
    several = Answer("冷蔵庫とはんか", (found("冷蔵庫"), maybe("ハンガー", "布団")))

    reply = replies().to(several)

    assert reply.messages[1].title == "もしかして、どれですか"
    assert [each.label for each in reply.messages[1].cases] == ["ハンガー", "布団"]
    assert reply.buttons[0] == LookUp("はんか", "はんか")


def test_a_thing_none_of_whose_rules_is_in_force_asks_nothing():
    hit = Hit(mihon().items[0], Reason.NAME, "")

    gone = Found("もの", AnswerKind.QUESTION, (hit,), ())

    assert question_of(gone, mihon().category_by_id) is None
    assert replies().to_found(gone).question is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("intent", INTENTS)
def test_every_matter_is_answered_and_those_for_the_telephone_give_it(intent, lang):
    reply = replies(lang).to_matter(intent)

    assert all(plain(message) for message in reply.messages)
    places = ("袋の取扱店", "ばら売りの店", "処理券の店", "回収拠点")
    by_telephone = intent in ("電話", "粗大ごみ申込", "収集漏れ", "不法投棄", *places)
    assert by_telephone is isinstance(reply.messages[0], ContactCard)
    assert len(CALL) == 6


def test_a_city_without_a_telephone_gives_none():
    silent = replace(mihon(), contact=Contact("", "", ""))
    say = Replies(load_words(), "ja", silent)

    assert [type(message) for message in say.to_matter(PHONE).messages] == [Said]
    assert [type(message) for message in say.failed().messages] == [Said]
    assert len(say.to(search(index(), "宇宙船", TODAY)).messages) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_category_can_be_chosen_by_number_or_name(lang):
    reply = replies(lang).categories()
    ordered = sorted(mihon().categories, key=lambda category: category.order)

    for number, category in enumerate(ordered, 1):
        assert reply.accept(str(number)) == reply.accept(category.name) == category.name
        (card,) = replies(lang).to_category(category.name).messages
        assert len(card.steps) == len(category.how)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_greeting_has_at_most_three_bubbles_and_says_how_to_stop(lang):
    welcome, again = replies(lang).welcome(), replies(lang).welcome_back()

    assert len(welcome.messages) <= 3
    assert len(again.messages) == 1
    assert any(BLOCK[lang] in plain(each) for each in welcome.messages)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("media", Media)
def test_what_is_not_words_is_answered_kindly_with_something_to_go_on(media, lang):
    reply = replies(lang).to_media(media)

    assert plain(reply.messages[0])
    assert 3 <= len(reply.buttons) <= 6


@cache
def talk():
    return talk_in(mihon(), index())


def is_known(typed):
    """A thing, a guide, or a thing whose takers are asked for."""
    asked = talk().asked_places
    if talk().guide_titled(typed) or asked.to_bring(typed, TODAY) or asked.to_pay(typed, TODAY):
        return True
    return search(index(), typed).kind is not AnswerKind.NONE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_typed_for_a_button_does_what_the_button_does(lang):
    for name, reply in every_reply(lang):
        for button in reply.buttons:
            if isinstance(button, Ask):
                assert search(index(), button.typed).intent == button.intent, name
            if isinstance(button, LookUp):
                assert is_known(button.typed), (name, button)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reply_has_something_to_press_and_asks_at_most_one_question(lang):
    for name, reply in every_reply(lang):
        assert reply.messages, name
        assert reply.buttons, name
        assert sum(isinstance(each, QuestionCard) for each in reply.messages) <= 1, name


def test_what_was_typed_is_said_back_short_and_clean():
    text = plain(replies().to(search(index(), "あ\u202e\ud800" + "い" * 300)).messages[0])

    assert len(text) < 200
    assert "\u202e" not in text
    assert text.encode("utf-8")
