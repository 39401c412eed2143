"""Who is told what, and when: みほん市's own calendar, and clocks that stand where the test puts them."""

import pytest

from gomi.reminders.homes import MAIL, DropHome, HomeState, PauseHomes, SaveHome
from tests.notifier.conftest import CHANNEL

MONDAY = "あす11月23日（月・祝）は燃やすごみ。今夜のうちにまとめて、午前8時30分までに出してください。"


def test_on_the_evening_before_a_resident_is_told_what_to_do_tonight(desk):
    desk.add()

    desk.tick("2026-11-22T19:59")
    assert desk.heard() == []
    desk.tick("2026-11-22T20:00")

    assert desk.heard() == [MONDAY]


def test_looking_again_tells_nobody_twice(desk):
    desk.add()

    for time in ("20:00", "20:00", "20:15", "22:59"):
        desk.tick(f"2026-11-22T{time}")

    assert desk.heard() == [MONDAY]


def test_in_the_morning_tonight_is_not_spoken_of(desk):
    desk.add(evening=None, morning=390)

    desk.tick("2026-11-23T06:30")

    assert desk.heard() == ["きょう11月23日（月・祝）は燃やすごみ。午前8時30分までに出してください。"]


def test_who_wants_both_is_told_in_the_evening_and_in_the_morning(desk):
    desk.add(morning=390)

    desk.tick("2026-11-22T20:00")
    desk.tick("2026-11-23T06:30")

    assert [said[:2] for said in desk.heard()] == ["あす", "きょ"]


def test_without_a_collection_nothing_is_told(desk):
    desk.add(morning=390)

    desk.tick("2026-11-27T20:00")
    desk.tick("2026-11-28T06:30")

    assert desk.chat.calls == []


def test_everyone_who_is_told_the_same_is_told_with_one_call(desk):
    for number in range(7):
        desk.add(f"U{number}", ("honcho-1", "hamacho")[number % 2])

    desk.tick("2026-11-22T20:00")

    ((_, to, _, _),) = desk.chat.calls
    assert sorted(to) == [f"U{number}" for number in range(7)]


def test_a_call_goes_to_at_most_500(desk):
    for number in range(501):
        desk.add(f"U{number}")

    desk.tick("2026-11-22T20:00")

    assert sorted(len(to) for _, to, _, _ in desk.chat.calls) == [1, 500]


def test_what_is_told_differs_by_district_language_and_streams(desk):
    desk.add("U1", lang="en")
    desk.add("U2", "ekimaecho")
    desk.add("U3", streams=("plastic",))
    desk.add("U4", streams=("burnable", "plastic"))
    desk.add("U5", lang="xx")

    desk.tick("2026-11-22T20:00")

    assert desk.heard("U1")[0].startswith("Tomorrow, Mon (holiday) 23 November: Burnable waste (燃やすごみ).")
    assert (desk.heard("U2"), desk.heard("U3")) == ([], [])
    assert desk.heard("U4") == desk.heard("U5") == [MONDAY]


def test_two_homes_of_one_resident_are_told_apart_by_their_names(desk):
    desk.add()
    desk.add(label="実家")

    desk.tick("2026-11-22T20:00")

    assert sorted(desk.heard()) == sorted([MONDAY, f"実家：{MONDAY}"])


def test_a_day_on_which_a_stream_falls_away_says_so_and_when_it_comes_instead(desk):
    desk.add()

    desk.tick("2026-11-24T20:00")
    desk.tick("2026-11-26T20:00")

    stopped, moved = desk.heard()
    assert stopped.startswith(
        "あす11月25日（水）のびん・缶・ペットボトルは集めません（施設の点検）。出さないで"
    )
    assert stopped.endswith("11月25日（水）の分は、11月27日（金）に集めます。")
    assert moved.startswith(
        "あす11月27日（金）はびん・缶・ペットボトル（11/25の分を集めます（施設の点検））。"
    )


def test_who_knows_that_nothing_is_collected_is_not_woken_to_hear_it_again(desk):
    desk.add("both", morning=390)
    desk.add("morning", evening=None, morning=390)

    desk.tick("2026-11-24T20:00")
    desk.tick("2026-11-25T06:30")

    assert [len(desk.heard(user)) for user in ("both", "morning")] == [1, 1]
    assert desk.heard("morning")[0].startswith("きょう11月25日（水）のびん")


def test_a_home_is_told_of_its_new_district_from_the_moving_day_on(desk):
    moves_on = desk.now.date().replace(day=24)
    desk.add(next_district="ekimaecho", moves_on=moves_on)

    desk.tick("2026-11-22T20:00")
    desk.tick("2026-11-23T20:00")

    assert desk.heard() == [MONDAY, MONDAY.replace("23日（月・祝）", "24日（火）")]  # 駅前町: 火・金


def test_who_has_left_the_chat_stopped_or_waits_is_not_told(desk):
    desk.add("left"), desk.add("waits", state=HomeState.WAITING)
    stopped = desk.add("stopped")
    desk.ledger.homes.change(CHANNEL, "left", [PauseHomes(HomeState.PAUSED)], desk.now)
    desk.ledger.homes.change(CHANNEL, "stopped", [DropHome(stopped.id)], desk.now)

    desk.tick("2026-11-22T20:00")

    assert desk.chat.calls == []


def test_homes_of_another_medium_or_an_older_channel_are_left_alone(desk):
    home = desk.add()
    desk.ledger.homes.change(MAIL, "a@example.jp", [SaveHome(home)], desk.now)
    desk.ledger.homes.change("164", "U1", [SaveHome(home)], desk.now)

    desk.tick("2026-11-22T20:00")

    assert [to for _, to, _, _ in desk.chat.calls] == [("U1",)]


def test_a_home_whose_district_is_gone_does_not_keep_the_others_waiting(desk):
    desk.add("U1", "gone")
    desk.add("U2")

    desk.tick("2026-11-22T20:00")

    assert (desk.heard("U1"), desk.heard("U2")) == ([], [MONDAY])


@pytest.mark.parametrize("back", ["20:40", "22:59"])
def test_after_a_pause_of_ours_residents_are_told_as_long_as_it_is_evening(desk, back):
    desk.add(morning=390)

    desk.tick(f"2026-11-22T{back}")

    assert desk.heard() == [MONDAY]


def test_when_the_evening_is_over_the_reminder_is_not_sent_but_the_morning_comes(desk):
    desk.add(morning=390)

    desk.tick("2026-11-22T23:00")
    desk.tick("2026-11-23T04:59")
    assert desk.heard() == []
    desk.tick("2026-11-23T07:00")

    assert [said[:3] for said in desk.heard()] == ["きょう"]


def test_after_the_time_to_put_things_out_nobody_is_reminded(desk):
    desk.add(evening=None, morning=390)

    desk.tick("2026-11-23T08:30")

    assert desk.heard() == []


@pytest.mark.parametrize(("chosen", "told_at"), [(8 * 60, "16:00"), (23 * 60 + 45, "22:45")])
def test_a_time_outside_the_hours_of_today_is_brought_into_them(desk, chosen, told_at):
    desk.add(evening=chosen)

    desk.tick("2026-11-22T15:59" if told_at == "16:00" else "2026-11-22T22:44")
    assert desk.heard() == []
    desk.tick(f"2026-11-22T{told_at}")

    assert desk.heard() == [MONDAY]


def test_a_time_that_has_passed_when_it_is_chosen_begins_the_next_day(desk):
    desk.tick("2026-11-22T20:10")
    desk.add()

    desk.tick("2026-11-22T20:11")
    assert desk.heard() == []
    desk.tick("2026-11-23T20:00")

    assert len(desk.heard()) == 1


def test_a_municipality_without_a_channel_plans_nothing(desk):
    desk.add()
    desk.chat.channel_id = None

    desk.tick("2026-11-22T20:00")

    assert desk.ledger.deliveries.claim(desk.now, 60, 10) == []
