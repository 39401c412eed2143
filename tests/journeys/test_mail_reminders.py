"""Reminders by e-mail as residents meet them: a real server, real notifiers, real SMTP, and its faults.

Nobody is told who has not said yes, nobody is told twice, and whoever stops is forgotten.
"""

import re
import socket
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from gomi.adapters.sql_ledger import reading, writing
from gomi.municipality.load import read_folder
from gomi.reminders.homes import MAIL, Home, SaveHome
from gomi.settings import CHECKOUT
from tests.journeys.line_desk import until
from tests.journeys.mail_desk import mail_town
from tests.mail_server import links_in, text_of, token_in

EVENING, MINUTES_LATER, LATE = "2026-11-22T20:00", "2026-11-22T20:05", "2026-11-22T23:30"
WEDNESDAY_EVENING = "2026-11-18T20:00"
MONDAY = "あす11月23日（月・祝）は燃やすごみ。"
STOP = "e9,休止,2026-11-23,2026-11-23,,燃やすごみ,すべて,台風,2026-11-22T21:00,"
FORM = "/mihon/districts/honcho-1/mail"
JAPAN = ZoneInfo("Asia/Tokyo")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with mail_town(tmp_path_factory.mktemp("town"), port) as town:
        town.serve()
        yield town


@pytest.fixture
def town(served):
    """Nobody is told of anything yet, and nothing went wrong."""
    with served.ledger() as ledger, writing(ledger.engine) as connection:
        for table in ("homes", "deliveries", "batches", "reminder_slots", "editions"):
            connection.execute(text(f"DELETE FROM {table}"))
    server = served.server
    server.script.clear(), server.letters.clear(), server.envelopes.clear(), server.raw.clear()
    return served


@pytest.fixture
def residents(town):
    """So many residents who have said yes."""

    def residents(count, **telling):
        addresses = [f"resident-{number}@example.jp" for number in range(count)]
        with town.ledger() as ledger:
            for address in addresses:
                home = Home(0, "mihon", MAIL, address, **{"district": "honcho-1", "evening": 1200, **telling})
                ledger.homes.change(MAIL, address, [SaveHome(home)], japan("2026-11-22T12:00"))
        return addresses

    return residents


def japan(time):
    return datetime.fromisoformat(time).replace(tzinfo=JAPAN)


def publish(town, when, *exceptions):
    files = read_folder(CHECKOUT / "data" / "mihon")
    rows = "".join(f"{row}\n" for row in exceptions).encode()
    with town.ledger() as ledger:
        exceptions_csv = files["exceptions.csv"].rstrip() + b"\n" + rows
        ledger.editions.add("mihon", {**files, "exceptions.csv": exceptions_csv}, now=japan(when))


def kept(town, address):
    with town.ledger() as ledger:
        return ledger.homes.of(MAIL, address)


def each_came(town, addresses):
    return [len(town.server.to(address)) for address in addresses]


def states(town):
    with town.ledger() as ledger, reading(ledger.engine) as connection:
        return [row.state for row in connection.execute(text("SELECT state FROM deliveries"))]


def test_from_the_first_question_to_the_last_reminder(town):
    taro, reader = "taro@example.jp", town.browser()

    # Apply, and say yes in the letter
    assert reader.open("/mihon/districts/honcho-1/") == "収集カレンダー"
    assert FORM in reader.page
    assert reader.open(FORM) == "メールでお知らせを受け取る"
    assert reader.press(address=taro) == "確認のメールを送りました"
    (question,) = town.server.to(taro)
    town.notified(WEDNESDAY_EVENING)
    assert len(town.server.to(taro)) == 1
    assert reader.follow(question) == "お知らせを始めますか"
    assert reader.press() == "お知らせを始めました"

    # Be told
    town.notified(EVENING)
    _, reminder = town.server.to(taro)
    assert reminder["Subject"] == MONDAY
    assert text_of(reminder).startswith(MONDAY + "今夜のうちにまとめて、午前8時30分までに出してください。\n")
    assert "電話 " in text_of(reminder)

    # Change, and be told otherwise
    assert reader.follow(reminder, 0) == "お知らせを変える"
    assert reader.press(evening="", morning="06:30") == "お知らせを変えました"
    town.notified("2026-11-23T06:30")
    assert [letter["Subject"][:3] for letter in town.server.to(taro)[2:]] == ["きょう"]

    # Stop, and be forgotten
    assert reader.follow(reminder, 1) == "お知らせを止めますか"
    assert reader.press() == "お知らせを止めました"
    assert kept(town, taro) == ()
    town.notified("2026-11-26T20:00")
    assert len(town.server.to(taro)) == 3
    assert states(town) == []


def test_a_mail_program_ends_it_by_itself(town, residents):
    (address,) = residents(1)
    town.notified(EVENING)
    (reminder,) = town.server.to(address)
    leaving = re.fullmatch(r"<(\S+)>", reminder["List-Unsubscribe"])[1]

    status = town.browser().call(leaving, **{"List-Unsubscribe": "One-Click"})

    assert status == 200
    assert kept(town, address) == ()
    assert leaving == links_in(reminder)[1]


def test_the_log_and_the_ledgers_other_tables_hold_no_address_and_no_token(town, residents):
    (address,) = residents(1)
    town.server.script = ["451 RCPT"]
    town.notified(EVENING)
    with town.ledger() as ledger, reading(ledger.engine) as connection:
        for table in ("batches", "deliveries", "inbox", "outbox"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert address not in repr(rows)
    town.notified(MINUTES_LATER)

    (reminder,) = town.server.to(address)
    assert address not in town.log
    assert not [link for link in links_in(reminder) if token_in(link) in town.log]


FAULTS = ("451 MAIL", "drop MAIL", "450 RCPT", "drop RCPT", "452 DATA", "drop DATA", "drop DATA")


def test_whatever_the_mail_server_does_everyone_is_told_and_nobody_twice(town, residents):
    addresses = residents(24)
    town.server.script = [*FAULTS]

    town.notified(EVENING)
    town.notified(MINUTES_LATER)
    town.notified("2026-11-22T20:10")

    assert each_came(town, addresses) == [1] * 24
    assert set(states(town)) == {"accepted"}


def test_a_letter_that_may_have_come_already_is_the_same_letter_when_it_comes_again(town, residents):
    (address,) = residents(1)
    town.server.script = ["drop DATA"]

    town.notified(EVENING)
    town.notified(MINUTES_LATER)

    first, again = [letter for letter in town.server.letters if letter["To"] == address]
    assert first["Message-ID"] == again["Message-ID"]
    assert (first["Subject"], text_of(first)) == (again["Subject"], text_of(again))


def test_an_address_that_is_gone_does_not_keep_the_others_from_being_told(town, residents):
    addresses = residents(5)
    town.server.script = ["550 RCPT"]

    town.notified(EVENING)
    town.notified(MINUTES_LATER)

    assert sorted(each_came(town, addresses)) == [0, 1, 1, 1, 1]
    assert sorted(states(town)) == ["accepted"] * 4 + ["failed"]


def test_a_reminder_that_could_not_be_sent_by_night_never_comes(town, residents):
    addresses = residents(2)
    town.server.script = ["451 RCPT"] * 2

    town.notified(EVENING)
    town.notified(LATE)

    assert each_came(town, addresses) == [0, 0]
    assert states(town) == ["expired"] * 2


def test_killed_in_the_middle_everyone_is_told_once(town, residents):
    addresses = residents(120)
    process = town.notify(EVENING)
    until(lambda: len(town.server.letters) >= 30, lambda: town.log)
    process.kill()
    process.wait()

    town.notified(MINUTES_LATER)

    assert each_came(town, addresses) == [1] * 120
    assert set(states(town)) == {"accepted"}
    assert len(town.server.letters) <= 120 + 8  # what was in hand came again, as the same letter


def test_two_notifiers_at_once_tell_nobody_twice(town, residents):
    addresses = residents(60)

    both = [town.notify(EVENING), town.notify(EVENING)]
    assert [process.wait(180) for process in both] == [0, 0], town.log

    assert each_came(town, addresses) == [1] * 60
    assert len(town.server.letters) == 60


def test_who_was_told_is_told_otherwise_when_a_storm_stops_it(town, residents):
    (address,) = residents(1)
    town.notified(EVENING)
    publish(town, "2026-11-22T21:00", STOP)

    town.notified("2026-11-22T21:01")

    _, correction = town.server.to(address)
    assert correction["Subject"].startswith(
        "お知らせの訂正です。あす11月23日（月・祝）の燃やすごみは集めません"
    )


def test_in_another_language_the_whole_letter_is_in_it(town, residents):
    (address,) = residents(1, lang="pt")

    town.notified(EVENING)

    (letter,) = town.server.to(address)
    assert letter["Subject"].startswith("Amanhã, seg (feriado), 23 de novembro: Lixo queimável")
    assert "Cancelar os avisos" in text_of(letter)
    assert all("lang=pt" in link for link in links_in(letter))
