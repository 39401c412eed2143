"""Reminders as residents meet them: real notifiers, a strict LINE, kills and faults.

Nobody is told twice, and nobody is missed. A notifier is begun with `--now`: its clock starts there.
What a killed one held is taken up when its lease of a minute has run out, which is a minute later on
the clock that is handed in.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gomi.municipality.load import read_folder
from gomi.reminders.homes import Home
from gomi.settings import CHECKOUT
from tests.journeys.line_desk import CHANNEL, Installation, checked, running, said, until

MULTICAST = "/message/multicast"
PUSH = "/message/push"
EVENING, MINUTES_LATER, LATE = "2026-11-22T20:00", "2026-11-22T20:05", "2026-11-22T23:30"
MONDAY = "あす11月23日（月・祝）は燃やすごみ。今夜のうちにまとめて、午前8時30分までに出してください。"
STOP = "e9,休止,2026-11-23,2026-11-23,,燃やすごみ,すべて,台風,2026-11-23T05:30,"
TABLES = ("homes", "deliveries", "batches", "reminder_slots", "editions")
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)


@pytest.fixture(scope="module")
def on_sqlite(platform, tmp_path_factory):
    yield from running(Installation(platform, tmp_path_factory.mktemp("line")))


@pytest.fixture(scope="module")
def on_postgresql(platform, tmp_path_factory, postgresql_url):
    yield from running(Installation(platform, tmp_path_factory.mktemp("line"), postgresql_url))


@pytest.fixture
def line(request):
    """On SQLite, unless a test is told otherwise."""
    installation = request.getfixturevalue(f"on_{getattr(request, 'param', 'sqlite')}")
    for table in TABLES:
        installation.change(f"DELETE FROM {table}")
    sim = installation.sim
    sim.config.monthly_limit, sim.config.latency_ms, sim.used, sim.clock_offset = None, 0, 0, 0.0
    for _ in checked(installation):
        yield installation


on_both = pytest.mark.parametrize("line", ["sqlite", POSTGRESQL], indirect=True)


@pytest.fixture
def residents(line):
    """So many residents who are told of one home each; ``telling`` may differ for each."""

    def residents(count, telling=lambda number: {}, following=True):
        users = [line.platform.new_user_id() for _ in range(count)]
        homes = []
        for number, user in enumerate(users):
            if following:
                line.sim.know_user(user, following=True)
            told = {"district": "honcho-1", "evening": 1200, **telling(number)}
            homes.append(Home(0, "mihon", CHANNEL, user, **told))
        line.add_homes(homes, japan("2026-11-22T12:00"))
        return users

    return residents


def japan(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo"))


def publish(line, when, *exceptions):
    files = read_folder(CHECKOUT / "data" / "mihon")
    rows = "".join(f"{row}\n" for row in exceptions).encode()
    exceptions_csv = files["exceptions.csv"].rstrip() + b"\n" + rows
    line.ledger.editions.add("mihon", {**files, "exceptions.csv": exceptions_csv}, now=japan(when))


def heard(line, user):
    return [said(messages) for messages in line.answers_to(user)]


def each_heard(line, users):
    return [heard(line, user) for user in users]


CALLS = 60


def groups(number):
    """Homes of some names, so that there are twelve calls."""
    return {"label": f"家{number % 12}"}


def many_groups(number):
    """So many names that the notifier can be met in the middle of its calls."""
    return {"label": f"家{number % CALLS}"}


def assert_each_heard_once(line, users):
    assert [len(told) for told in each_heard(line, users)] == [1] * len(users)


def test_many_are_told_with_few_calls_and_one_alone_by_a_push(line, residents):
    together, alone = residents(600), residents(1, lambda _: {"lang": "pt"})
    calls, pushes = line.called(MULTICAST), line.called(PUSH)

    line.notified(EVENING)
    line.notified(MINUTES_LATER)

    assert each_heard(line, together) == [[MONDAY]] * 600
    assert heard(line, alone[0])[0].startswith("Amanhã, seg (feriado), 23 de novembro: Lixo queimável")
    assert (line.called(MULTICAST) - calls, line.called(PUSH) - pushes) == (2, 1)
    ((message,),) = line.answers_to(together[0])
    labels = [item["action"]["label"] for item in message["quickReply"]["items"]]
    assert labels == ["1週間の収集日", "お知らせの設定", "お知らせを止める"]


def test_residents_who_are_gone_do_not_keep_the_others_from_being_told(line, residents):
    friends, strangers = residents(5), residents(5, following=False)
    blocked = residents(1)[0]
    line.sim.users[blocked]["blocked"] = True

    line.notified(EVENING)

    assert_each_heard_once(line, friends)
    assert all(line.sim.inbox.get(user, []) == [] for user in (*strangers, blocked))


FAULTS = (
    {"kind": "status", "status": 500},
    {"kind": "lost_response", "mode": "reset"},
    {"kind": "lost_response", "mode": "status"},
    {"kind": "reset"},
    {"kind": "status", "status": 429},
    {"kind": "timeout", "seconds": 20},
    {"kind": "lost_response", "mode": "timeout", "seconds": 20},
)


def test_whatever_line_says_everyone_is_told_once(line, residents):
    users = residents(24, groups)
    line.fail(*FAULTS, on=MULTICAST)
    faults = line.called(MULTICAST, "fault")

    line.notified(EVENING)
    line.notified(MINUTES_LATER)

    assert line.called(MULTICAST, "fault") - faults == len(FAULTS)
    assert_each_heard_once(line, users)
    assert line.count("deliveries", "state <> 'accepted'") == 0


def test_a_month_that_is_used_up_is_alarmed_and_not_called_for_until_later(line, residents):
    users = residents(24, groups)
    line.sim.config.monthly_limit = 4
    calls = line.called(MULTICAST)

    line.notified(EVENING)
    line.notified(MINUTES_LATER)
    told = sum(map(len, each_heard(line, users)))
    assert told <= 4
    assert line.called(MULTICAST) - calls <= 18  # the calls already in hand, of each of the two
    assert "reminders_over_quota" in line.log
    line.sim.config.monthly_limit = None
    line.notified("2026-11-22T20:20")

    assert_each_heard_once(line, users)


def test_a_reminder_that_could_not_be_sent_by_night_never_comes(line, residents):
    users = residents(24, groups)
    line.sim.config.monthly_limit = 0

    line.notified(EVENING)
    line.sim.config.monthly_limit = None
    line.notified(LATE)

    assert each_heard(line, users) == [[]] * 24
    assert line.count("deliveries", "state = 'expired'") == 24


def kill_at(line, share):
    """kill -9 once so much of the evening's calls has been made."""
    line.sim.config.latency_ms = 30
    calls = line.called(MULTICAST)
    process = line.notify(EVENING)
    until(lambda: line.count("deliveries") > 0 and line.called(MULTICAST) - calls >= CALLS * share)
    line.kill(process)
    line.sim.config.latency_ms = 0


@on_both
def test_killed_in_the_middle_everyone_is_told_once(line, residents):
    users = residents(2 * CALLS, many_groups)

    kill_at(line, 0.5)
    line.notified(MINUTES_LATER)

    assert_each_heard_once(line, users)
    assert line.count("deliveries", "state <> 'accepted'") == 0


@pytest.mark.parametrize("share", [0.0, 0.99])
def test_killed_at_the_beginning_or_the_end_everyone_is_told_once(line, residents, share):
    users = residents(2 * CALLS, many_groups)

    kill_at(line, share)
    line.notified(MINUTES_LATER)

    assert_each_heard_once(line, users)
    assert line.count("deliveries", "state <> 'accepted'") == 0


def test_killed_while_line_takes_the_message_nobody_hears_twice(line, residents):
    users = residents(8)
    faults = line.called(MULTICAST, "fault")
    line.fail({"kind": "lost_response", "mode": "timeout"}, on=MULTICAST)
    process = line.notify(EVENING)
    until(lambda: line.called(MULTICAST, "fault") > faults)
    line.kill(process)

    line.notified(MINUTES_LATER)

    assert_each_heard_once(line, users)


@on_both
def test_two_notifiers_at_once_tell_nobody_twice(line, residents):
    users = residents(5 * CALLS, many_groups)

    both = [line.notify(EVENING), line.notify(EVENING)]
    assert [process.wait(180) for process in both] == [0, 0], line.log
    line.notified(MINUTES_LATER)

    assert_each_heard_once(line, users)


@on_both
def test_a_stop_saved_at_06_29_59_beats_the_reminder_and_corrects_those_already_told(line, residents):
    early = residents(6, lambda _: {"evening": None, "morning": 375})
    late = residents(6, lambda _: {"evening": None, "morning": 390})
    both = residents(6, lambda _: {"evening": 1200, "morning": 390})
    line.notified(EVENING)
    line.notified("2026-11-23T06:15")
    publish(line, "2026-11-23T06:29:59", STOP)

    line.notified("2026-11-23T06:30:00")
    line.notified("2026-11-23T06:45")

    stopped = "きょう11月23日（月・祝）の燃やすごみは集めません（台風）。出さないでください。"
    assert each_heard(line, late) == [[stopped]] * 6
    for told in each_heard(line, early):
        assert told[0].startswith("きょう11月23日（月・祝）は燃やすごみ。")
        assert told[1:] == [f"お知らせの訂正です。{stopped}"]
    for told in each_heard(line, both):
        assert told == [MONDAY, stopped]


def test_a_running_notifier_stops_when_it_is_told_to_and_leaves_nothing_half_done(line, residents):
    users = residents(24, groups)
    process = line._start("notifier", "run", "--now", f"{EVENING}+09:00")
    until(lambda: line.count("deliveries", "state = 'accepted'") == 24, lambda: line.log)

    assert line.end(process) == 0

    assert_each_heard_once(line, users)
    assert line.count("batches", "next_at IS NOT NULL") == 0
