"""Places in the chat: near a position, an address or one's district; by kind, and by what is brought."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count

import pytest

from gomi.conversation.heard import Located, Typed
from gomi.conversation.messages import (
    AnswerCard,
    Ask,
    ContactCard,
    GuideCard,
    LookUp,
    PlacesCard,
    QuestionCard,
    SendPosition,
)
from gomi.conversation.messages.matters import DAYS, DROP_OFF, SHOPS, SINGLE_BAGS, VOUCHER_SHOPS
from gomi.conversation.messages.plain import plain
from gomi.conversation.standing import About, Standing, as_json, from_json
from gomi.conversation.talk import Event
from gomi.municipality.guides import Guide, Steps, Video
from gomi.municipality.places import Place, PlaceKind
from gomi.reminders.homes import Home
from tests.gomi.conversation.chat import LANGUAGES, engine, mihon, talk_in

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 12 o'clock in みほん市, a Tuesday
NIGHT = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
HONCHO = Located(34.7100, 138.5600)
OWN = Home(1, "mihon", "channel", "U1", district="honcho-1")
BAGS, VOUCHERS, DROPPED = PlaceKind.BAGS, PlaceKind.VOUCHERS, PlaceKind.DROP_OFF


def a_place(name, latitude, kinds, **more):
    told = {
        "reading": "", "address": f"本町1-{name}", "longitude": 138.5600, "telephone": "000-0000-1001",
        "hours": "9:00-21:00", "closed": "なし", "bags": (), "single_bags": False, "denominations": (),
        "accepts": (), "accessible_parking": False, "remark": "", **more,
    }  # fmt: skip
    return Place(id=name, kinds=kinds, name=name, latitude=latitude, **told)


PLACES = (
    a_place("まるや", 34.7110, (BAGS, VOUCHERS), bags=("45L",), single_bags=True, denominations=(200, 400)),
    a_place("小川", 34.7105, (BAGS,), bags=("45L", "20L"), closed="火", telephone=""),
    a_place(
        "市役所",
        34.7102,
        (DROPPED,),
        accepts=("乾電池", "充電池（ふくらんだ・こわれた）"),
        hours="8:30-17:15",
    ),
    a_place("支所", 34.7300, (DROPPED,), accepts=("乾電池",)),
    a_place("夜間の店", 34.7600, (BAGS,), bags=("45L",), hours="24時間"),
)
GUIDE = Guide(
    "cells",
    "電池の出し方",
    "端子にテープを貼ります。",
    (Steps((("端子にテープを貼ります。",), ("箱に入れます。",))),),
    items=("kandenchi",),
    topics=("カラス",),
    video=Video("https://video.example/cells", "電池", 100, ("日本語",)),
)


@cache
def city(*, guided=False):
    made = replace(mihon(), places=PLACES, guides=())
    if not guided:
        return made
    return replace(made, guides=(replace(GUIDE, items=(made.item_by_name["乾電池"].id,)),))


@cache
def talk(*, guided=False):
    return talk_in(city(guided=guided), engine().index(city(guided=guided)))


class Resident:
    """Someone who looks for places; their standing is kept as the ledger keeps it."""

    def __init__(self, *homes, lang="", now=NOON, guided=False):
        self.homes, self.now, self.talk = homes, now, talk(guided=guided)
        self.standing, self._number = Standing(speaks=lang, chosen=lang), count(1)

    def says(self, *heard):
        for each in heard:
            number = next(self._number)
            said = Typed(each) if isinstance(each, str) else each
            turn = self.talk.turn(
                Event(f"e{number}", number * 1000, said), self.standing, self.now, self.homes
            )
            self.standing = from_json(as_json(turn.standing))
        return turn


def names(turn):
    return [[place.name for place in card.places] for card in cards(turn)]


def cards(turn):
    return [each for each in turn.reply.messages if isinstance(each, PlacesCard)]


def text(turn):
    return "\n".join(map(plain, turn.reply.messages))


def intents(turn):
    return [each.intent for each in turn.reply.buttons if isinstance(each, Ask)]


def test_shops_are_asked_for_with_a_button_for_the_position_and_a_word_on_what_is_kept():
    turn = Resident().says("袋を買える店")

    assert turn.reply.question.prompt == "place.where"
    assert any(isinstance(each, SendPosition) for each in turn.reply.buttons)
    assert "送られた場所は保存しません" in text(turn)


def test_a_position_answers_with_the_nearest_shops_and_nothing_of_it_is_kept():
    resident = Resident()

    turn = resident.says("袋を買える店", HONCHO)

    assert names(turn) == [["小川", "まるや", "夜間の店"]]
    assert "34.71" not in str(as_json(resident.standing))
    assert resident.standing.open[0].path == ()


def test_a_position_far_outside_says_so_and_still_shows_what_is_nearest():
    turn = Resident().says("袋を買える店", Located(43.06, 141.35))

    assert "みほん市から遠いところです" in text(turn)
    assert names(turn)


@pytest.mark.parametrize("said", ["本町1丁目", "みほん市本町１−５", "本町1丁目の近く"])
def test_words_for_a_place_do_as_well_and_are_forgotten(said):
    resident = Resident()

    turn = resident.says("袋を買える店", said.removesuffix("の近く"))

    assert names(turn)[0][:2] == ["小川", "まるや"]
    assert "本町" not in str(as_json(resident.standing))


def test_who_has_a_district_is_answered_at_once():
    turn = Resident(OWN).says("袋を買える店")

    assert "本町1丁目の近くの、袋を買える店" in text(turn)
    assert names(turn)[0][0] == "小川"
    assert any(isinstance(each, SendPosition) for each in turn.reply.buttons)


def test_each_place_says_how_far_it_is_whether_it_is_open_and_how_to_get_there():
    first, second, _ = cards(Resident().says("袋を買える店", HONCHO))[0].places

    assert (first.distance, first.is_open, first.dial) == ("60m", False, None)
    assert "あす 午前9時から" in first.state
    assert (second.distance, second.walk) == ("110m", "歩いて約2分")
    assert second.state == "いま開いています（午後9時まで）"
    assert second.offers == ("袋 45L、ばら売りあり、処理券 200円・400円",)
    assert second.dial.address == "tel:00000001001"
    assert "34.711" in second.map.address


def test_where_nothing_near_is_open_the_nearest_open_one_stands_behind():
    night = Resident(now=NIGHT)

    turn = night.says("袋を買える店", HONCHO)

    assert names(turn) == [["小川", "まるや", "夜間の店"]]
    assert [place.is_open for place in cards(turn)[0].places] == [False, False, True]


def test_a_filter_pressed_afterwards_looks_from_the_district_again():
    resident = Resident(OWN)

    turn = resident.says("袋を買える店", "ばら売りの店")

    assert names(turn) == [["まるや"]]
    assert VOUCHER_SHOPS in intents(turn)
    assert SINGLE_BAGS not in intents(turn)


def test_another_position_answers_what_was_looked_for_last():
    resident = Resident()

    turn = resident.says("処理券の店", HONCHO, Located(34.7300, 138.5600))

    assert names(turn) == [["まるや"]]
    assert "ごみ処理券を買える店" in text(turn)


def test_a_position_alone_shows_shops_and_drop_off_points_and_offers_to_choose_a_district():
    turn = Resident().says(HONCHO)

    assert names(turn) == [["小川", "まるや", "夜間の店"], ["市役所", "支所"]]
    assert DAYS in intents(turn)


@pytest.mark.parametrize(
    "said",
    [
        "乾電池を持って行けるところ",
        "乾電池を出せるところはどこですか？",
        "乾電池の回収拠点",
        "かんでんちを出せる場所",
    ],
)
def test_where_a_thing_can_be_brought_is_asked_in_one_message(said):
    turn = Resident(OWN).says(said)

    assert names(turn) == [["市役所", "支所"]]
    assert "乾電池を持って行けるところ" in text(turn)


def test_a_case_in_brackets_leads_to_those_who_take_that_case_alone():
    turn = Resident(OWN).says("充電池（ふくらんだ・こわれた）を持って行けるところ")

    assert names(turn) == [["市役所"]]


def test_what_nobody_takes_is_answered_by_how_it_is_put_out():
    turn = Resident(OWN).says("生ごみを持って行けるところ")

    assert isinstance(turn.reply.messages[0], AnswerCard)
    assert "燃やすごみ" in text(turn)


def test_where_no_shop_sells_what_is_looked_for_it_is_said_with_whom_to_ask():
    none = replace(mihon(), places=PLACES[2:4])
    resident = Resident(OWN)
    resident.talk = talk_in(none, engine().index(none))

    turn = resident.says("袋を買える店")

    assert "袋を買える店は、表にありません" in text(turn)
    assert isinstance(turn.reply.messages[-1], ContactCard)


def test_a_thing_the_city_does_not_know_is_answered_by_the_search():
    turn = Resident(OWN).says("宇宙船を持って行けるところ")

    assert not cards(turn)
    assert turn.answer is not None


def test_an_answer_leads_to_the_places_its_bag_and_its_guide():
    buttons = Resident(guided=True).says("乾電池").reply.buttons

    assert LookUp("持って行けるところ", "乾電池を持って行けるところ") in buttons
    assert LookUp("電池の出し方", "電池の出し方") in buttons
    assert SHOPS in [each.intent for each in Resident().says("生ごみ").reply.buttons if isinstance(each, Ask)]


def test_an_oversized_thing_leads_to_its_fee_its_vouchers_and_the_shops_that_sell_them():
    resident = Resident(OWN)
    asked = next(
        each.typed
        for each in resident.says("三輪車", "50cm以上").reply.buttons
        if isinstance(each, LookUp) and each.label == "処理券を買える店"
    )

    turn = resident.says(asked)

    assert "の料金は200円です。ごみ処理券なら、200円を1枚です。" in text(turn)
    assert "ごみ処理券（200円）を買える店" in text(turn)
    assert names(turn) == [["まるや"]]


def test_a_guide_is_shown_by_its_title_and_by_a_word_for_its_matter():
    for said in ("電池の出し方", "カラス"):
        card = Resident(guided=True).says(said).reply.messages[0]

        assert isinstance(card, GuideCard)
        assert card.steps == ("端子にテープを貼ります。", "箱に入れます。")
        assert card.video.label == "動画を見る（1:40）"
        assert card.link.address.endswith("/mihon/guides/cells?lang=ja")


def test_guides_are_chosen_from_a_list_by_number():
    resident = Resident(guided=True)

    turn = resident.says("出し方の案内")
    chosen = resident.says("1")

    assert isinstance(turn.reply.messages[0], QuestionCard)
    assert isinstance(chosen.reply.messages[0], GuideCard)


def test_an_item_asked_while_the_place_is_asked_is_answered():
    turn = Resident().says("袋を買える店", "生ごみ")

    assert isinstance(turn.reply.messages[0], AnswerCard)


def test_words_that_lead_nowhere_ask_again_and_are_not_counted():
    turn = Resident().says("袋を買える店", "どこかの村99")

    assert turn.reply.question.prompt == "place.where"
    assert turn.answer is None


def test_a_thing_that_is_dangerous_in_one_case_is_asked_about_before_anybody_is_sent_away():
    resident = Resident(OWN)

    asked = resident.says("充電池を持って行けるところ")
    answered = resident.says(next(each.typed for each in asked.reply.buttons if "ふくらんだ" in each.label))

    assert isinstance(asked.reply.messages[0], QuestionCard)
    assert asked.reply.messages[0].warnings
    assert (
        LookUp("持って行けるところ", "充電池（ふくらんだ・こわれた）を持って行けるところ")
        in answered.reply.buttons
    )


def test_a_town_typed_after_an_answer_is_looked_near_and_counted_nowhere():
    resident = Resident(OWN)

    turn = resident.says("袋を買える店", "浜町1-6-1 山田")

    assert "浜町" in text(turn)
    assert "袋を買える店" in text(turn)
    assert turn.answer is None


def test_a_towns_name_alone_shows_shops_and_drop_off_points_near_it():
    turn = Resident().says("山手1丁目")

    assert len(cards(turn)) == 2
    assert turn.answer is None


@pytest.mark.parametrize("said", ["27", "本町1丁目の集積所が汚い", "駅前町で待っています", "浜町はいつ？"])
def test_a_number_and_a_sentence_that_mentions_a_town_are_no_spot(said):
    assert not cards(Resident().says(said))


def test_from_where_may_be_said_in_the_same_message():
    turn = Resident().says("本町1丁目の袋の店")

    assert "本町1丁目の近くの、袋を買える店" in text(turn)


def test_another_spot_may_be_said_instead_of_one_of_those_to_choose_from():
    resident = Resident()

    turn = resident.says("袋を買える店", "000-0005", "浜町1丁目")

    assert "浜町" in text(turn)
    assert names(turn)


def test_a_towns_name_in_latin_letters_changes_no_language():
    resident = Resident(lang="en")

    resident.says("bag shops", "Ekimae-cho")

    assert resident.standing.speaks == "en"


def test_going_back_leaves_one_question_open():
    resident = Resident()

    resident.says("袋を買える店", "もどる", "もどる")

    assert len([each for each in resident.standing.open if each.about is About.PLACES]) == 1


def test_a_position_nowhere_on_earth_is_told_so():
    assert Resident().says(Located(200.0, 500.0)).reply.messages


def test_the_category_of_drop_off_points_leads_to_all_of_them():
    resident = Resident(OWN)
    turn = resident.says("分別一覧", "回収拠点")

    assert DROP_OFF in intents(turn)


def test_stop_ends_the_question():
    resident = Resident()

    resident.says("袋を買える店", "やめる")

    assert not [each for each in resident.standing.open if each.about is About.PLACES]


def test_a_city_without_places_gives_the_telephone():
    none = replace(mihon(), places=())
    resident = Resident()
    resident.talk = talk_in(none, engine().index(none))

    turn = resident.says("袋を買える店")

    assert isinstance(turn.reply.messages[0], ContactCard)
    assert DROP_OFF not in [each.intent for each in resident.says("メニュー").reply.buttons]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_finds_the_takers_by_its_own_button(lang):
    resident = Resident(OWN, lang=lang, guided=True)
    buttons = [each for each in resident.says("乾電池").reply.buttons if isinstance(each, LookUp)]

    turn = resident.says(buttons[0].typed)

    assert len(cards(turn)[0].places) == 2
    assert turn.reply.messages[0].text
