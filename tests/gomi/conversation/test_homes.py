"""Homes and reminders in the chat: asked step by step, changed and stopped in one message."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.conversation.heard import Came, Left, Located, Pressed, Typed
from gomi.conversation.messages import DayCard, QuestionCard, Said
from gomi.conversation.messages.matters import HOME, REMIND, WEEK
from gomi.conversation.messages.plain import plain
from gomi.conversation.standing import Standing, as_json, from_json
from gomi.conversation.talk import Event
from gomi.reminders.homes import MOST_HOMES, DropHome, Home, HomeState, PauseHomes, SaveHome
from tests.gomi.conversation.chat import LANGUAGES, engine, index, mihon, talk_in

EVENING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 18 o'clock in みほん市, a Tuesday
OWN = Home(1, "mihon", "channel", "U1", district="honcho-1")
PARENTS = replace(OWN, id=2, label="実家", district="yamate")
TO_EVERYTHING = "7"


@cache
def talk():
    return talk_in(mihon(), index())


class Resident:
    """Someone with homes; what a turn changes is kept, as the ledger would."""

    def __init__(self, *homes, speaks="", now=EVENING, talk=None):
        self._talk = talk
        self.homes, self.standing, self.now = homes, Standing(speaks=speaks, chosen=speaks), now
        self._number = count(1)

    def says(self, *heard):
        for each in heard:
            number = next(self._number)
            said = Typed(each) if isinstance(each, str) else each
            event = Event(f"e{number}", number * 1000, said)
            turn = (self._talk or talk()).turn(event, self.standing, self.now, self.homes)
            self.standing = from_json(as_json(turn.standing))
            self.homes = tuple(self._changed(turn.changes))
        return turn

    def _changed(self, changes):
        saved = [change.home for change in changes if isinstance(change, SaveHome)]
        dropped = {change.id for change in changes if isinstance(change, DropHome)}
        new = [replace(home, id=len(self.homes) + 1) for home in saved if home.id == 0]
        by_id = {home.id: home for home in saved if home.id}
        yield from (by_id.get(home.id, home) for home in self.homes if home.id not in dropped)
        yield from new


def asks(turn):
    return turn.reply.question.prompt if turn.reply.question else None


def text(turn):
    return "\n".join(map(plain, turn.reply.messages))


def test_the_first_question_for_days_asks_for_the_place_and_then_shows_them():
    resident = Resident()

    assert asks(resident.says("収集日")) == "home.place"
    turn = resident.says("みほん市本町２−５")

    assert isinstance(turn.reply.messages[-1], DayCard)
    assert [(home.district, home.label, home.is_told) for home in resident.homes] == [("honcho-1", "", False)]
    assert "11/26 木 燃やすごみ" in text(turn)


def test_what_was_typed_of_the_address_is_forgotten_once_the_district_is_known():
    resident = Resident()

    resident.says("収集日", "本町２−５")

    assert resident.standing.open == ()


def test_a_split_chome_is_shown_as_a_choice_in_the_words_of_the_table():
    resident = Resident()

    turn = resident.says("収集日", "本町2丁目")

    labels = [option.label for option in turn.reply.question.options]
    assert labels == ["本町2丁目（みほん川より南）", "本町2丁目（みほん川より北）"]
    resident.says("2")
    assert resident.homes[0].district == "ekimaecho"


def test_a_town_without_its_chome_is_asked_for_it():
    resident = Resident()

    turn = resident.says("収集日", "本町")
    assert [option.label for option in turn.reply.question.options] == ["1丁目", "2丁目", "3丁目"]
    resident.says("3丁目")

    assert resident.homes[0].district == "ekimaecho"


def test_the_list_leads_to_a_district_without_any_address():
    resident = Resident()

    turn = resident.says("収集日", "一覧")
    while turn.reply.question is not None:
        turn = resident.says("1")

    assert len(resident.homes) == 1


def test_a_position_for_a_home_offers_what_is_near_and_never_chooses():
    resident = Resident()

    turn = resident.says("収集日", Located(34.7112, 138.5608))

    assert asks(turn) == "home.which"
    assert resident.homes == ()
    resident.says("1")
    assert resident.homes[0].district == "honcho-1"


def test_a_position_where_the_city_has_no_table_of_places_begins_a_home():
    city = replace(mihon(), places=())

    turn = Resident(talk=talk_in(city, engine().index(city))).says(Located(34.7112, 138.5608))

    assert asks(turn) == "home.which"


@pytest.mark.parametrize("before", [(), ("収集日",), ("お知らせ",)])
def test_a_position_far_from_everything_says_so_and_asks_for_words(before):
    resident = Resident()
    resident.says(*before, "収集日")

    turn = resident.says(Located(43.06, 141.35))

    assert asks(turn) == "home.place"
    assert "近くには、地区が見つかりません" in text(turn)


def test_a_position_sent_while_something_else_is_asked_is_no_answer():
    turn = Resident(OWN).says("お知らせ", Located(34.7112, 138.5608))

    assert turn.changes == ()
    assert "近くの、袋を買える店" in text(turn)


def test_a_place_nobody_knows_is_asked_again_and_is_not_counted_as_a_word_nobody_found():
    resident = Resident()

    turn = resident.says("収集日", "大字どこか99")

    assert asks(turn) == "home.place"
    assert "一覧にありません" in text(turn)
    assert turn.answer is None


def test_a_thing_asked_for_in_between_is_answered():
    turn = Resident().says("収集日", "乾電池")

    assert turn.answer is not None
    assert "電池" in text(turn)


def test_reminders_are_set_in_five_steps():
    resident = Resident()

    prompts = [asks(resident.says(each)) for each in ("お知らせ", "浜町1丁目", "1", "夜８時半", "1 3")]

    assert prompts == ["home.place", "reminding.when", "reminding.evening", "reminding.streams", None]
    (home,) = resident.homes
    assert (home.district, home.evening, home.morning) == ("hamacho", 20 * 60 + 30, None)
    assert home.streams == ("burnable", "bottles")


def test_both_times_are_asked_one_after_the_other():
    resident = Resident(OWN)

    turn = resident.says("お知らせ", "両方", "20:15", "6時半", TO_EVERYTHING)

    (home,) = resident.homes
    assert (home.evening, home.morning, home.streams) == (20 * 60 + 15, 6 * 60 + 30, ())
    assert "午後8時15分" in text(turn)
    assert "午前6時30分" in text(turn)


@pytest.mark.parametrize("wrong", ["20:07", "3時", "25時", "あとで"])
def test_a_time_that_cannot_be_is_asked_again(wrong):
    turn = Resident(OWN).says("お知らせ", "1", wrong)

    assert asks(turn) == "reminding.evening"
    assert turn.changes == ()


def test_one_message_changes_the_time():
    resident = Resident(replace(OWN, evening=1200))

    resident.says("お知らせを21時に変えて")
    assert (resident.homes[0].evening, resident.homes[0].morning) == (21 * 60, None)
    resident.says("お知らせ 朝6時半")
    assert (resident.homes[0].evening, resident.homes[0].morning) == (None, 6 * 60 + 30)


@pytest.mark.parametrize("words", ["お知らせを止める", "お知らせを止めて", "通知を止めて", "stop reminders"])
def test_one_message_stops_every_reminder(words):
    resident = Resident(replace(OWN, evening=1200), replace(PARENTS, morning=390))

    resident.says(words)

    assert [home.is_told for home in resident.homes] == [False, False]


def test_stopping_what_is_not_on_says_so():
    turn = Resident(OWN).says("お知らせを止める")

    assert turn.changes == ()
    assert "届く設定になっていません" in text(turn)


def test_no_reminders_may_be_chosen_too():
    resident = Resident(replace(OWN, evening=1200))

    resident.says("お知らせ", "4")

    assert not resident.homes[0].is_told


def test_a_second_home_gets_a_name_and_days_are_shown_for_both():
    resident = Resident(OWN)

    resident.says("場所を加える", "山手1丁目", "実家")
    turn = resident.says("収集日")

    assert [(home.label, home.district) for home in resident.homes] == [("", "honcho-1"), ("実家", "yamate")]
    assert [card.district for card in turn.reply.messages] == ["本町1丁目", "実家（山手）"]


def test_a_home_of_the_same_name_takes_the_place_of_the_one_before():
    resident = Resident(OWN, PARENTS)

    resident.says("場所を加える", "浜町1丁目", "実家")

    assert [(home.label, home.district) for home in resident.homes] == [("", "honcho-1"), ("実家", "hamacho")]


def test_of_several_homes_it_is_asked_which_is_meant():
    resident = Resident(OWN, PARENTS)

    resident.says("お知らせ", "実家", "2", "6:00", TO_EVERYTHING)

    assert [home.morning for home in resident.homes] == [None, 360]


def test_no_more_homes_are_kept_than_may_be():
    homes = [replace(OWN, id=number, label=str(number)) for number in range(1, MOST_HOMES + 1)]
    resident = Resident(*homes)

    turn = resident.says("場所を加える")

    assert (asks(turn), turn.changes) == (None, ())


def test_a_new_address_holds_from_its_day_on():
    resident = Resident(OWN)

    turn = resident.says("引っ越し", "4月1日", "駅前町1丁目")

    (home,) = resident.homes
    assert (home.district_on(date(2027, 3, 31)), home.district_on(date(2027, 4, 1))) == (
        "honcho-1",
        "ekimaecho",
    )
    assert "2027年4月1日" in text(turn)


def test_changing_the_district_keeps_the_times():
    resident = Resident(replace(OWN, evening=1200))

    resident.says("地区を変える", "山手1丁目")

    assert [(home.district, home.evening) for home in resident.homes] == [("yamate", 1200)]


def test_going_back_asks_the_step_before():
    resident = Resident(OWN)

    assert asks(resident.says("お知らせ", "1", "8時")) == "reminding.streams"
    assert asks(resident.says("もどる")) == "reminding.evening"
    assert asks(resident.says("もどる")) == "reminding.when"


def test_stopping_in_between_changes_nothing():
    resident = Resident(OWN)

    turn = resident.says("お知らせ", "1", "やめる")

    assert (turn.changes, resident.standing.open) == ((), ())


def test_a_button_of_an_earlier_step_is_refused_kindly():
    resident = Resident(OWN)

    first = resident.says("お知らせ")
    resident.says("1", "8時", TO_EVERYTHING)
    turn = resident.says(Pressed(first.asked, 2))

    assert turn.changes == ()


def test_a_district_that_is_gone_from_the_tables_is_asked_for_anew():
    assert asks(Resident(replace(OWN, district="gone")).says("収集日")) == "home.place"


def test_after_the_hour_of_putting_out_today_is_over():
    before, after = EVENING.replace(hour=22) - timedelta(days=1), EVENING
    tuesday = "11/24"

    assert tuesday in text(Resident(OWN, now=before).says("収集日"))
    assert tuesday not in text(Resident(OWN, now=after).says("収集日"))


def test_the_week_says_what_falls_away_and_where_it_went():
    turn = Resident(OWN).says(Pressed(intent=WEEK))

    assert "びん・缶・ペットボトルは休み（施設の点検） 11月27日（金）に集めます" in text(turn)


def test_beyond_what_is_published_it_says_so():
    turn = Resident(OWN, now=datetime(2027, 3, 30, 3, 0, tzinfo=UTC)).says("今週")

    assert "2027年3月31日より先の収集日は、まだ決まっていません" in text(turn)


def test_who_leaves_is_not_told_any_more_and_who_comes_back_is():
    resident = Resident(replace(OWN, evening=1200))

    assert resident.says(Left()).changes == (PauseHomes(HomeState.PAUSED),)
    assert resident.says(Came(back=True)).changes == (PauseHomes(HomeState.ACTIVE),)


def test_forgetting_deletes_every_home():
    resident = Resident(OWN, PARENTS)

    resident.says("場所を消す")

    assert resident.homes == ()


def test_another_language_is_spoken_in_reminders_from_then_on():
    resident = Resident(OWN)

    resident.says("English")

    assert resident.homes[0].lang == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_is_asked_and_can_be_answered_in_every_language(lang):
    resident = Resident(speaks=lang)

    turn = resident.says(Pressed(intent=REMIND))
    for said in ("浜町1丁目", "3", "20:00", "6:30", "2"):
        assert all(map(plain, turn.reply.messages))
        turn = resident.says(said)

    (home,) = resident.homes
    assert (home.lang, home.evening, home.morning, home.streams) == (lang, 1200, 390, ("plastic",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_options_are_taken_as_they_were_shown(lang):
    resident = Resident(OWN, speaks=lang)

    card = resident.says(Pressed(intent=REMIND)).reply.messages[-1]
    assert isinstance(card, QuestionCard)
    turn = resident.says(card.choices[1].label)

    assert asks(turn) == "reminding.morning"


WORDS = st.sampled_from(
    ["収集日", "お知らせ", "今週", "一覧", "本町", "本町2", "2", "1 3", "8時", "もどる", "やめる", "実家",
     "4月1日", "引っ越し", "場所を加える", "地区を変える", "ハンガー", "お知らせを止めて", "😀", "99丁目", ""]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=12))
def test_whatever_is_said_there_is_an_answer_and_homes_stay_whole(words):
    resident = Resident(OWN)

    for each in words:
        turn = resident.says(each)
        assert turn.reply is not None
        assert any(isinstance(message, Said) or plain(message) for message in turn.reply.messages)

    known = {district.id for district in mihon().districts}
    assert all(home.district in known for home in resident.homes)


def test_the_matter_of_homes_can_be_pressed():
    assert asks(Resident().says(Pressed(intent=HOME))) == "home.place"


def test_an_answer_says_when_the_thing_is_collected_next_at_each_home():
    turn = Resident(OWN, PARENTS).says("プラスチックのハンガー")

    (card,) = turn.reply.messages
    assert card.coming == (
        "次は12月1日（火）、午前8時30分までに出してください。",
        "実家：次は11月26日（木）、午前8時30分までに出してください。",
    )
    assert card.coming[0] in plain(card)


def test_what_the_truck_does_not_take_has_no_next_day():
    turn = Resident(OWN).says("冷蔵庫")

    assert turn.reply.messages[0].coming == ()
