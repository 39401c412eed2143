"""Every keeper of residents' homes behaves alike."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gomi.conversation.standing import Standing
from gomi.ports import Remembered
from gomi.reminders.homes import MAIL, DropHome, Home, HomeState, PauseHomes, SaveHome
from gomi.reminders.ports import EVE, Batch, Following, LabelTaken

LINE, USER = "165", "U1"
A_DAY = date(2026, 11, 26)


def a_home(label="", **telling):
    return Home(0, "mihon", LINE, USER, label, **{"district": "honcho-1", "evening": 1200, **telling})


@pytest.fixture
def homes(ledger):
    return ledger.homes


@pytest.fixture
def add(homes, now):
    """Add a home; it as it is kept."""

    def add(home=None, channel=LINE, user=USER, at=now):
        homes.change(channel, user, [SaveHome(home or a_home())], at)
        return homes.of(channel, user)[-1]

    return add


def test_a_home_is_kept_whole(homes, add):
    moving = a_home(
        "実家", next_district="yamate", moves_on=A_DAY, morning=390, streams=("burnable",), lang="vi"
    )

    kept = add(moving)

    assert kept == replace(moving, id=kept.id)
    assert homes.by_id(kept.id) == kept
    assert homes.by_ids([kept.id, 999]) == (kept,)


def test_a_resident_without_homes_has_none(homes):
    assert homes.of(LINE, USER) == ()
    assert homes.by_id(1) is None
    assert homes.by_ids([]) == ()


def test_homes_come_in_the_order_in_which_they_were_added(homes, add):
    add(a_home("b")), add(a_home("a")), add(a_home("c"))

    assert [home.label for home in homes.of(LINE, USER)] == ["b", "a", "c"]


def test_a_home_is_its_residents_whatever_it_says_itself(homes, add):
    kept = add(replace(a_home(), channel="other", resident="U9"))

    assert (kept.channel, kept.resident) == (LINE, USER)


def test_a_change_made_again_gives_the_same_home(homes, add, now):
    once = add()

    again = add(a_home(evening=1260))

    assert again == replace(once, evening=1260)
    assert homes.of(LINE, USER) == (again,)


def test_a_home_is_changed_by_its_id_even_its_label(homes, add, now):
    home = add()

    homes.change(LINE, USER, [SaveHome(replace(home, label="実家", district="yamate"))], now)

    assert homes.of(LINE, USER) == (replace(home, label="実家", district="yamate"),)


def test_two_homes_of_one_resident_do_not_bear_one_label(homes, add, now):
    own, parents = add(), add(a_home("実家"))
    renamed = SaveHome(replace(own, label="実家"))

    with pytest.raises(LabelTaken, match="実家"):
        homes.change(LINE, USER, [SaveHome(replace(parents, evening=1)), renamed], now)

    assert homes.of(LINE, USER) == (own, parents)


def test_the_home_of_another_is_left_alone(homes, add, now):
    home = add()

    homes.change(LINE, "U2", [SaveHome(replace(home, evening=1)), DropHome(home.id)], now)

    assert homes.of(LINE, USER) == (home,)
    assert homes.of(LINE, "U2") == ()


def test_a_home_dropped_is_gone_with_what_was_told_of_it(ledger, add, now):
    home = add()
    batch = Batch("mihon", LINE, A_DAY, EVE, "x", 0, "key", now, (home.id,), (USER,), ("あす",))
    ledger.deliveries.plan(batch, now)
    assert ledger.deliveries.old(A_DAY + timedelta(days=1)) == 1

    ledger.homes.change(LINE, USER, [DropHome(home.id)], now)

    assert ledger.homes.of(LINE, USER) == ()
    assert ledger.deliveries.old(A_DAY + timedelta(days=1)) == 0


def test_who_leaves_is_not_told_and_who_comes_back_is(homes, add, now):
    add(), add(a_home("実家"))
    other = add(user="U2")

    homes.change(LINE, USER, [PauseHomes(HomeState.PAUSED)], now)
    assert {home.state for home in homes.of(LINE, USER)} == {HomeState.PAUSED}

    homes.change(LINE, USER, [PauseHomes(HomeState.ACTIVE)], now)
    assert {home.state for home in homes.of(LINE, USER)} == {HomeState.ACTIVE}
    assert homes.of(LINE, "U2") == (other,)


def test_an_address_that_waits_for_its_confirmation_is_not_made_active_by_coming_back(homes, add, now):
    add(a_home(state=HomeState.WAITING), MAIL, "a@example.jp")

    homes.change(MAIL, "a@example.jp", [PauseHomes(HomeState.PAUSED), PauseHomes(HomeState.ACTIVE)], now)

    assert homes.of(MAIL, "a@example.jp")[0].state is HomeState.WAITING


def test_an_address_is_confirmed_or_forgotten_after_a_while(homes, add, now, later):
    waits = a_home(state=HomeState.WAITING)
    confirmed, forgotten = add(waits, MAIL, "a@example.jp"), add(waits, MAIL, "b@example.jp")

    assert homes.set_state(confirmed.id, HomeState.ACTIVE, now)
    assert not homes.set_state(999, HomeState.ACTIVE, now)

    assert (homes.unconfirmed(now), homes.forget_unconfirmed(now)) == (0, 0)
    assert (homes.unconfirmed(later(seconds=1)), homes.forget_unconfirmed(later(seconds=1))) == (1, 1)
    assert homes.by_id(forgotten.id) is None
    assert homes.by_id(confirmed.id).state is HomeState.ACTIVE


def test_homes_told_alike_are_counted(homes, add, now):
    for user in ("U1", "U2"):
        add(a_home(streams=("burnable",)), user=user)
    add(a_home(morning=390), user="U3")
    add(a_home(state=HomeState.PAUSED), user="U4")
    add(replace(a_home(), municipality="other"), user="U5")

    counted = homes.followings("mihon")

    assert sorted(counted, key=lambda each: each.homes) == [
        Following("honcho-1", "", None, (), True, True, 1),
        Following("honcho-1", "", None, ("burnable",), True, False, 2),
    ]


def test_homes_change_together_with_the_event_that_changed_them_or_not_at_all(ledger, now):
    ledger.inbox.remember(Remembered(f"line:{LINE}", "e1", {}, order_key=USER), now)
    (event,) = ledger.inbox.claim(now, timedelta(minutes=1), 1)

    assert ledger.contacts.settle(event, LINE, USER, Standing(), None, now, [SaveHome(a_home())])
    assert not ledger.contacts.settle(event, LINE, USER, Standing(), None, now, [SaveHome(a_home("x"))])

    assert [home.label for home in ledger.homes.of(LINE, USER)] == [""]


def test_who_is_told_by_mail_is_not_counted_for_the_chat(homes, add):
    add(), add(channel=MAIL, user="taro@example.jp")

    assert [each.homes for each in homes.followings("mihon")] == [1]
