"""A stop or a change after people were told: once, in time, and never against what holds."""

import pytest

from gomi.calendar.days import NoCollection
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import Home, SaveHome
from gomi.reminders.news import News
from gomi.reminders.ports import Told
from notifier.correcting import is_worth_it, kind_of
from tests.notifier.conftest import CHANNEL, at

STOP = "e9,休止,2026-11-23,2026-11-23,,燃やすごみ,すべて,台風,2026-11-22T21:00,"
STOP_EARLY = "e9,休止,2026-11-23,2026-11-23,,燃やすごみ,すべて,台風,2026-11-22T05:00,"
EXTRA = "e8,臨時,,,2026-11-28,プラスチック,すべて,追加,2026-11-20T09:00,"
CORRECTED = "お知らせの訂正です。あす11月23日（月・祝）の燃やすごみは集めません（台風）。出さないでください。"
CORRECTED_TODAY = CORRECTED.replace("あす", "きょう")
STOPPED_TODAY = "きょう11月23日（月・祝）の燃やすごみは集めません（台風）。出さないでください。"


def test_a_stop_saved_a_second_before_beats_the_reminder(desk):
    desk.add(evening=None, morning=390)
    desk.tick("2026-11-23T06:29:50")
    desk.publish("2026-11-23T06:29:59", STOP)

    desk.tick("2026-11-23T06:30:00")

    assert desk.heard() == [STOPPED_TODAY]


def test_a_stop_saved_while_the_reminders_are_on_their_way_beats_those_not_sent_yet(desk):
    for number in range(3):
        desk.add(f"U{number}", label=f"家{number}", evening=None, morning=390)
    desk.plan("2026-11-23T06:30:00")
    desk.send(most=1)
    desk.publish("2026-11-23T06:30:01", STOP)

    desk.tick("2026-11-23T06:30:02")

    told = sorted(tuple(said.partition("：")[2] for said in desk.heard(f"U{number}")) for number in range(3))
    assert told[:2] == [(STOPPED_TODAY,)] * 2
    assert told[2][0].startswith("きょう11月23日（月・祝）は燃やすごみ。")
    assert told[2][1:] == ("お知らせの訂正です。" + STOPPED_TODAY,)


def test_who_was_told_gets_one_correction(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T21:00", STOP)

    for time in ("21:00:01", "21:05", "22:00"):
        desk.tick(f"2026-11-22T{time}")

    assert desk.heard()[1:] == [CORRECTED]


def test_who_was_corrected_in_the_evening_is_not_told_again_in_the_morning(desk):
    desk.add(morning=390)
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T21:00", STOP)
    desk.tick("2026-11-22T21:01")

    desk.tick("2026-11-23T06:30")

    assert desk.heard()[1:] == [CORRECTED]


def test_a_correction_at_night_waits_for_the_morning(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T23:30", STOP)

    for time in ("2026-11-22T23:31", "2026-11-23T05:59"):
        desk.tick(time)
    assert len(desk.heard()) == 1
    desk.tick("2026-11-23T06:00")

    assert desk.heard()[1:] == [CORRECTED_TODAY]


def test_after_noon_there_is_nothing_left_to_correct(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-23T12:30", STOP)

    desk.tick("2026-11-23T12:31")

    assert len(desk.heard()) == 1


def test_an_edition_that_changes_nothing_for_a_home_is_not_told(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T21:00", EXTRA)

    desk.tick("2026-11-22T21:01")

    assert len(desk.heard()) == 1


def test_a_stop_that_is_undone_is_told_and_one_that_comes_back_is_told_again(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    for time, rows in (("20:30", [STOP]), ("20:40", []), ("20:50", [STOP])):
        desk.publish(f"2026-11-22T{time}", *rows)
        desk.tick(f"2026-11-22T{time}:30")

    first, stopped, undone, stopped_again = desk.heard()
    assert stopped == stopped_again == CORRECTED
    assert undone == f"お知らせの訂正です。{first}"


def test_who_would_not_have_been_told_is_told_when_a_collection_is_added_in_time(desk):
    desk.add()
    desk.tick("2026-11-27T20:00")
    assert desk.heard() == []
    desk.publish("2026-11-27T21:00", EXTRA)

    desk.tick("2026-11-27T21:01")

    (said,) = desk.heard()
    assert said.startswith("あす11月28日（土）はプラスチック（臨時の収集です（追加））。")


def test_who_moved_since_is_not_corrected_for_their_own_change(desk):
    home = desk.add()
    desk.tick("2026-11-22T20:00")
    moved = Home(home.id, "mihon", CHANNEL, "U1", district="ekimaecho", evening=1200)
    desk.ledger.homes.change(CHANNEL, "U1", [SaveHome(moved)], at("2026-11-22T20:30"))
    desk.publish("2026-11-22T21:00", EXTRA)

    desk.tick("2026-11-22T21:01")

    assert len(desk.heard()) == 1


def test_a_reminder_of_which_nobody_knows_whether_it_came_is_not_sent_again_against_the_stop(desk):
    desk.add(evening=None, morning=390)
    desk.chat.script = [Outcome.UNCLEAR]
    desk.tick("2026-11-23T06:30:00")
    desk.publish("2026-11-23T06:30:01", STOP_EARLY)

    desk.tick("2026-11-23T06:30:10")

    assert desk.heard() == [CORRECTED_TODAY]


def test_a_reminder_that_came_though_its_answer_was_lost_is_corrected(desk):
    desk.add(evening=None, morning=390)
    desk.chat.script, desk.chat.lost = [Outcome.UNCLEAR], 1
    desk.tick("2026-11-23T06:30:00")
    desk.publish("2026-11-23T06:30:01", STOP_EARLY)

    desk.tick("2026-11-23T06:30:10")

    assert desk.heard()[1:] == [CORRECTED_TODAY]
    assert len(desk.heard()) == 2


def test_a_correction_that_could_not_be_sent_in_the_evening_is_sent_in_the_morning(desk):
    desk.add()
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T22:00", STOP)
    desk.chat.script = [Outcome.UNREACHED] * 3
    for time in ("22:00:01", "22:30", "22:59:50"):
        desk.tick(f"2026-11-22T{time}")

    desk.tick("2026-11-22T23:10")
    assert len(desk.heard()) == 1
    desk.tick("2026-11-23T06:00")

    assert desk.heard()[1:] == [CORRECTED_TODAY]


def test_two_notifiers_correct_nobody_twice(desk):
    for number in range(5):
        desk.add(f"U{number}")
    desk.tick("2026-11-22T20:00")
    desk.publish("2026-11-22T21:00", STOP)
    _, _, corrector, _ = desk.another()

    desk.plan("2026-11-22T21:01")
    corrector.correct(desk.now)
    desk.tick("2026-11-22T21:01")

    assert {len(desk.heard(f"U{number}")) for number in range(5)} == {2}


@pytest.mark.parametrize(
    ("before", "missed", "worth"),
    [("burnable", "台風", True), ("-burnable:台風", "台風のため", False), ("-burnable:台風", None, False)],
)
def test_only_what_changes_what_people_do_is_corrected(before, missed, worth):
    day = at("2026-11-23T00:00").date()
    gone = (NoCollection(day, "burnable", "e9", missed),) if missed else ()

    assert is_worth_it(before, News(day, (), gone)) is worth


def test_a_correction_bears_the_exception_that_brought_it():
    day = at("2026-11-23T00:00").date()
    stopped = News(day, (), (NoCollection(day, "burnable", "e9", "台風"),))
    told = Told(Home(1, "mihon", CHANNEL, "U1"), day, "burnable", ("eve",))

    assert kind_of(told, stopped, 7) == "correction:e9"
    assert kind_of(told, News(day, (), ()), 7) == "correction:edition-7"
    again = Told(told.home, day, "burnable", ("eve", "correction:e9"))
    assert kind_of(again, stopped, 7) == "correction:e9@7"
