"""Every keeper of deliveries behaves alike: each home is told once, whoever plans and whoever dies."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gomi.reminders.homes import Home, HomeState, SaveHome
from gomi.reminders.ports import EVE, MORNING, Batch, DeliveryState, Slot

LINE = "165"
A_DAY = date(2026, 11, 26)
EIGHT = Slot("mihon", A_DAY, EVE, 1200)
NINE = Slot("mihon", A_DAY, EVE, 1260)
LEASE = 60.0


@pytest.fixture
def deliveries(ledger):
    return ledger.deliveries


@pytest.fixture
def add(ledger, now):
    """Add homes, one for each resident; they as they are kept."""

    def add(count=1, at=now, first=0, **telling):
        home = Home(0, "mihon", LINE, "", **{"district": "honcho-1", "evening": 1200, **telling})
        users = [f"U{number}" for number in range(first, first + count)]
        for user in users:
            ledger.homes.change(LINE, user, [SaveHome(home)], at)
        return [ledger.homes.of(LINE, user)[-1] for user in users]

    return add


@pytest.fixture
def batch(now):
    """A batch for these homes."""

    def batch(homes, key="k1", **changed):
        ids, residents = tuple(home.id for home in homes), tuple(home.resident for home in homes)
        expires = now + timedelta(hours=3)
        made = Batch(
            "mihon", LINE, A_DAY, EVE, "burnable", 3, key, expires, ids, residents, ({"type": "text"},)
        )
        return replace(made, **changed)

    return batch


def ids(homes):
    return [home.id for home in homes]


def claim_one(deliveries, at):
    ((claimed, batch),) = deliveries.claim(at, LEASE, 10)
    return claimed, batch


def test_a_batch_is_kept_whole_until_it_is_accepted(deliveries, add, batch, now):
    planned = batch(add(2))
    assert deliveries.plan(planned, now) == 2

    claimed, found = claim_one(deliveries, now)

    assert found == planned
    assert deliveries.accepted(claimed, now)
    assert deliveries.claim(now + timedelta(days=1), LEASE, 10) == []
    assert not deliveries.accepted(claimed, now)


def test_homes_of_a_slot_are_due_until_they_are_planned(deliveries, add, batch, now):
    first, second = add(2)
    add(first=5, evening=1260)
    add(first=6, evening=None, morning=1200)
    add(first=7, state=HomeState.PAUSED)

    assert ids(deliveries.due([EIGHT])) == [first.id, second.id]
    deliveries.plan(batch([first]), now)
    assert ids(deliveries.due([EIGHT])) == [second.id]
    assert len(ids(deliveries.due([EIGHT, NINE]))) == 2
    assert ids(deliveries.due([])) == []


def test_a_home_told_in_the_evening_is_due_in_the_morning(deliveries, add, batch, now):
    (home,) = add(morning=390)
    deliveries.plan(batch([home]), now)

    assert ids(deliveries.due([Slot("mihon", A_DAY, MORNING, 390)])) == [home.id]
    assert ids(deliveries.due([replace(EIGHT, day=A_DAY + timedelta(days=1))])) == [home.id]


def test_many_homes_are_read_page_by_page(deliveries, add, monkeypatch):
    monkeypatch.setattr("gomi.adapters.sql_deliveries.PAGE", 2)
    homes = [*add(5), *add(2, first=5, evening=1260)]

    assert ids(deliveries.due([EIGHT, NINE])) == ids(homes)


def test_while_homes_are_read_they_can_be_planned(deliveries, add, batch, now, monkeypatch):
    monkeypatch.setattr("gomi.adapters.sql_deliveries.PAGE", 2)
    homes = add(5)

    for home in deliveries.due([EIGHT]):
        deliveries.plan(batch([home], f"k{home.id}"), now)

    assert ids(deliveries.due([EIGHT])) == []
    assert len(deliveries.claim(now, LEASE, 10)) == len(homes)


def test_a_home_is_in_one_batch_of_a_day_and_kind(deliveries, add, batch, now):
    first, second = add(2)
    deliveries.plan(batch([first]), now)

    assert deliveries.plan(batch([first, second], "k2"), now) == 1
    assert deliveries.plan(batch([first, second], "k3"), now) == 0

    told = {found.key: (found.homes, found.residents) for _, found in deliveries.claim(now, LEASE, 10)}
    assert told == {"k1": ((first.id,), ("U0",)), "k2": ((second.id,), ("U1",))}


def test_of_many_who_plan_at_once_each_home_has_one(deliveries, add, batch, now):
    homes = add(40)
    wanted = [homes[number:] + homes[:number] for number in range(0, 40, 5)]

    with ThreadPoolExecutor(4) as planners:
        planned = list(planners.map(lambda n: deliveries.plan(batch(wanted[n], f"k{n}"), now), range(8)))

    assert sum(planned) == 40
    told = [home for _, found in deliveries.claim(now, LEASE, 10) for home in found.homes]
    assert sorted(told) == ids(homes)


def test_a_batch_is_in_one_pair_of_hands_until_the_lease_is_over(deliveries, add, batch, now, later):
    deliveries.plan(batch(add(2)), now)
    claimed, _ = claim_one(deliveries, now)
    assert deliveries.claim(now, LEASE, 10) == []

    found, again = claim_one(deliveries, later(seconds=60))

    assert found.abandoned
    assert again.key == "k1"
    assert not deliveries.accepted(claimed, later(seconds=61))
    assert not deliveries.end(claimed, DeliveryState.FAILED, later(seconds=61), "")
    assert not deliveries.replace(claimed, [], later(seconds=61))
    assert deliveries.accepted(found, later(seconds=61))


def test_a_batch_put_back_is_claimed_again_with_its_reason(deliveries, add, batch, now, later):
    deliveries.plan(batch(add(2)), now)
    claimed, found = claim_one(deliveries, now)

    assert deliveries.retry(claimed, later(minutes=1), "unclear")

    assert deliveries.claim(now, LEASE, 10) == []
    again, same = claim_one(deliveries, later(minutes=1))
    assert (again.reason, again.attempts, same) == ("unclear", 2, found)


def test_what_a_home_knows_is_what_was_accepted_of_it(deliveries, add, batch, now):
    accepted, failed, planned = add(3)
    for home, key in ((accepted, "k1"), (failed, "k2"), (planned, "k3")):
        deliveries.plan(batch([home], key), now)
    by_key = {found.key: claimed for claimed, found in deliveries.claim(now, LEASE, 10)}
    deliveries.accepted(by_key["k1"], now)
    deliveries.end(by_key["k2"], DeliveryState.FAILED, now, "refused")

    (told,) = deliveries.last_told("mihon", A_DAY)
    assert (told.home, told.day, told.told, told.kinds) == (accepted, A_DAY, "burnable", (EVE,))


def test_the_latest_that_was_told_counts(deliveries, add, batch, now, later):
    (home,) = add()
    corrected = batch([home], "k2", kind="correction:e9", told="-burnable:台風")
    for each, at in ((batch([home]), now), (corrected, later(hours=1))):
        deliveries.plan(each, at)
        claimed, _ = claim_one(deliveries, at)
        deliveries.accepted(claimed, at)

    (told,) = deliveries.last_told("mihon", A_DAY)

    assert (told.told, told.kinds) == ("-burnable:台風", (EVE, "correction:e9"))
    assert list(deliveries.last_told("mihon", A_DAY + timedelta(days=1))) == []


def test_a_home_about_to_be_told_or_moved_since_is_not_said_to_have_been_told(
    ledger, deliveries, add, batch, now, later
):
    about_to_be, moved, left = add(3)
    deliveries.plan(batch([about_to_be, moved, left]), now)
    claimed, _ = claim_one(deliveries, now)
    deliveries.accepted(claimed, now)
    deliveries.plan(batch([about_to_be], "k2", kind="correction:e9", told="plastic"), later(hours=1))
    ledger.homes.change(LINE, "U1", [SaveHome(replace(moved, district="yamate"))], later(hours=1))
    ledger.homes.set_state(left.id, HomeState.PAUSED, now)

    assert list(deliveries.last_told("mihon", A_DAY)) == []


def test_a_home_with_another_time_only_still_knows_what_it_was_told(
    ledger, deliveries, add, batch, now, later
):
    (home,) = add()
    deliveries.plan(batch([home]), now)
    claimed, _ = claim_one(deliveries, now)
    deliveries.accepted(claimed, now)
    ledger.homes.change(LINE, "U0", [SaveHome(replace(home, evening=1260, lang="en"))], later(hours=1))

    assert [told.told for told in deliveries.last_told("mihon", A_DAY)] == ["burnable"]


def test_whoever_was_told_is_found_page_by_page(deliveries, add, batch, now, monkeypatch):
    monkeypatch.setattr("gomi.adapters.sql_deliveries.PAGE", 2)
    homes = add(5)
    deliveries.plan(batch(homes), now)
    claimed, _ = claim_one(deliveries, now)
    deliveries.accepted(claimed, now)

    assert [told.home.id for told in deliveries.last_told("mihon", A_DAY)] == ids(homes)


STOP = "-burnable:台風"


def test_nobody_is_woken_to_hear_again_that_nothing_is_collected(deliveries, add, batch, now, later):
    knows, does_not = add(2, morning=390)
    deliveries.plan(batch([knows], told=STOP), now)
    morning = batch([knows, does_not], "k2", kind=MORNING, told=STOP)

    assert deliveries.plan(morning, later(hours=10)) == 1

    assert ids(deliveries.due([Slot("mihon", A_DAY, MORNING, 390)])) == []
    told = {found.key: found.homes for _, found in deliveries.claim(later(hours=10), LEASE, 10)}
    assert told == {"k1": (knows.id,), "k2": (does_not.id,)}


def test_what_is_collected_is_told_in_the_evening_and_in_the_morning(deliveries, add, batch, now, later):
    homes = add(2, morning=390)
    deliveries.plan(batch(homes), now)

    assert deliveries.plan(batch(homes, "k2", kind=MORNING), later(hours=10)) == 2


def test_a_correction_goes_to_those_who_do_not_know_it(deliveries, add, batch, now, later):
    told_stop, told_otherwise = add(2)
    deliveries.plan(batch([told_stop], told=STOP), now)
    deliveries.plan(batch([told_otherwise], "k2"), now)

    correction = batch([told_stop, told_otherwise], "k3", kind="correction:e9", told=STOP)

    assert deliveries.plan(correction, later(hours=1)) == 1
    assert deliveries.plan(replace(correction, key="k4", kind="correction:e10"), later(hours=1)) == 0


def test_of_a_stop_told_by_many_at_once_under_different_kinds_each_home_hears_once(
    deliveries, add, batch, now, later
):
    homes = add(20)
    deliveries.plan(batch(homes, "k"), now)
    kinds = [MORNING, "correction:e9", "correction:e10", MORNING]

    with ThreadPoolExecutor(4) as planners:
        planned = list(
            planners.map(
                lambda n: deliveries.plan(batch(homes, f"k{n}", kind=kinds[n], told=STOP), later(hours=1)),
                range(4),
            )
        )

    assert sorted(planned) == [0, 0, 0, 20]


def test_in_place_of_a_batch_stand_others_and_the_rest_is_as_if_never_planned(deliveries, add, batch, now):
    first, second, third = add(3)
    deliveries.plan(batch([first, second, third]), now)
    claimed, _ = claim_one(deliveries, now)

    assert deliveries.replace(claimed, [batch([second], "k2", told="plastic")], now)

    assert ids(deliveries.due([EIGHT])) == [first.id, third.id]
    _, found = claim_one(deliveries, now)
    assert (found.key, found.homes, found.told) == ("k2", (second.id,), "plastic")


def test_slots_are_open_until_they_are_finished(deliveries, now):
    assert deliveries.open_slots([EIGHT, NINE]) == [EIGHT, NINE]

    deliveries.finish_slots([EIGHT], 3, now)
    deliveries.finish_slots([EIGHT], 3, now)

    assert deliveries.open_slots([EIGHT, NINE]) == [NINE]
    other_kind = replace(EIGHT, kind=MORNING)
    assert deliveries.open_slots([other_kind]) == [other_kind]
    assert list(deliveries.open_slots([])) == []


def test_slots_planned_from_another_edition_are_opened_again(deliveries, now):
    deliveries.finish_slots([EIGHT], 3, now)
    deliveries.finish_slots([NINE], 4, now)

    assert not deliveries.reopen("other", [A_DAY], 4)
    assert deliveries.reopen("mihon", [A_DAY], 4)
    assert not deliveries.reopen("mihon", [A_DAY], 4)

    assert deliveries.open_slots([EIGHT, NINE]) == [EIGHT]


def test_a_day_is_corrected_to_the_edition_it_began_with_until_it_is_said_otherwise(deliveries, now):
    assert deliveries.corrected_to([A_DAY]) == {}

    deliveries.begin("mihon", A_DAY, 3, now)
    deliveries.begin("mihon", A_DAY, 4, now)
    assert deliveries.corrected_to([A_DAY]) == {("mihon", A_DAY): 3}
    assert not deliveries.reopen("mihon", [A_DAY], 4)

    assert deliveries.corrected("mihon", A_DAY, 4, now)
    assert deliveries.corrected_to([A_DAY]) == {("mihon", A_DAY): 4}


def test_a_day_is_not_corrected_while_a_batch_of_another_edition_is_on_its_way(deliveries, add, batch, now):
    deliveries.begin("mihon", A_DAY, 3, now)
    deliveries.plan(batch(add(2)), now)

    assert not deliveries.corrected("mihon", A_DAY, 4, now)
    assert deliveries.corrected("mihon", A_DAY, 3, now)
    assert deliveries.corrected("mihon", A_DAY + timedelta(days=1), 4, now)
    claimed, _ = claim_one(deliveries, now)
    assert not deliveries.corrected("mihon", A_DAY, 4, now)
    deliveries.accepted(claimed, now)
    assert deliveries.corrected("mihon", A_DAY, 4, now)


def test_a_correction_that_expired_is_still_owed(deliveries, add, batch, now):
    deliveries.corrected("mihon", A_DAY, 4, now)
    deliveries.plan(batch(add(2), kind="correction:e9", edition=4), now)
    claimed, _ = claim_one(deliveries, now)

    assert deliveries.end(claimed, DeliveryState.EXPIRED, now, "late")

    assert deliveries.corrected_to([A_DAY])["mihon", A_DAY] != 4


def test_what_was_told_of_past_days_is_forgotten(deliveries, add, batch, now):
    homes, tomorrow = add(3), A_DAY + timedelta(days=1)
    deliveries.plan(batch(homes), now)
    deliveries.plan(batch(homes[:1], "k2", day=tomorrow), now)
    deliveries.finish_slots([EIGHT], 3, now)

    assert (deliveries.old(A_DAY), deliveries.forget(A_DAY)) == (0, 0)
    assert (deliveries.old(tomorrow), deliveries.forget(tomorrow), deliveries.forget(tomorrow)) == (3, 3, 0)
    assert deliveries.old(tomorrow + timedelta(days=1)) == 1
    assert deliveries.open_slots([EIGHT]) == [EIGHT]
