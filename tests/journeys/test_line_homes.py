"""A resident's first reminder over LINE: an address, a time, the evening before, and a day that moves."""

from datetime import UTC, datetime

import pytest

from gomi.municipality.load import read_folder
from gomi.settings import CHECKOUT
from gomi.words import load_words
from tests.gomi.conversation.chat import LANGUAGES
from tests.journeys.line_desk import CHANNEL, Installation, checked, running, said

STOP = "e9,休止,2027-01-14,,,燃やすごみ,本町1丁目,大雪のため,2027-01-13T21:00,"


@pytest.fixture(scope="module")
def line(platform, tmp_path_factory):
    for it in running(Installation(platform, tmp_path_factory.mktemp("line"))):
        it.serve()
        it.resident().says("メニュー")
        yield it


@pytest.fixture(autouse=True)
def _no_rule_is_broken(line):
    yield from checked(line)


@pytest.fixture
def resident(line):
    return line.resident()


def homes_of(line, resident):
    return line.ledger.homes.of(CHANNEL, resident.id)


def publish_one_more_exception(line, row):
    files = read_folder(CHECKOUT / "data" / "mihon")
    changed = files["exceptions.csv"].rstrip() + f"\n{row}\n".encode()
    line.ledger.editions.add("mihon", {**files, "exceptions.csv": changed}, now=datetime.now(UTC))


def test_from_following_to_the_first_reminder_and_its_correction(line, resident):
    resident.do("follow")
    resident.hears()
    resident.says("お知らせ")
    resident.says("みほん市本町２丁目５番地")
    resident.taps("前の日の夜")
    resident.taps("午後8時")
    told = resident.taps("すべて")
    assert "収集日の前の日の午後8時にお知らせします" in said(told)

    line.notified("2027-01-13T20:00")
    (reminder,) = resident.do("read")
    assert "燃やすごみ" in said([reminder])
    assert "今夜のうちに" in said([reminder])

    publish_one_more_exception(line, STOP)
    line.notified("2027-01-13T21:05")
    (correction,) = resident.do("read")
    assert "訂正" in said([correction])
    assert "大雪のため" in said([correction])

    line.notified("2027-01-13T21:30")
    assert resident.do("read") == []


def test_a_position_sent_offers_districts_and_one_is_chosen_by_a_tap(line, resident):
    resident.says("収集日")
    assert resident.do("send_location", 34.7112, 138.5608).status == 200
    offered = resident.hears()

    resident.taps(next(label for label in resident.buttons() if "みほん川より南" in label))

    assert "どれにあてはまりますか" in said(offered)
    assert [home.district for home in homes_of(line, resident)] == ["honcho-1"]


def test_a_position_is_kept_to_ten_metres_and_only_until_it_is_answered(line, resident):
    resident.says("収集日")
    resident.do("send_location", 34.71123456, 138.56087654)
    resident.hears()

    assert "34.7112345" not in str(line.rows("inbox"))
    resident.taps(resident.buttons()[0])
    assert "34.7112" not in str(line.rows("contacts"))


def test_who_blocks_the_account_is_not_told_and_who_comes_back_is(line, resident):
    for said_ in ("お知らせ", "浜町1丁目", "1", "20:00", "すべて"):
        resident.says(said_)

    resident.do("unfollow")
    line.settle()
    line.notified("2027-01-17T20:00")
    assert resident.do("read") == []

    resident.do("follow")
    resident.hears()
    line.notified("2027-01-20T20:00")
    assert "燃やすごみ" in said(resident.do("read"))


def test_a_stop_in_one_message_is_honoured_at_once(line, resident):
    for said_ in ("お知らせ", "浜町1丁目", "1", "20:00", "すべて"):
        resident.says(said_)

    resident.says("お知らせを止めて")
    line.notified("2027-01-24T20:00")

    assert resident.do("read") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_can_be_gone_by_taps_in_every_language(line, resident, lang):
    resident.says(load_words().languages[lang].name)
    resident.says("お知らせ")
    resident.says("浜町1丁目")
    resident.says("3")
    for _ in range(2):
        resident.taps(resident.buttons()[2])
    resident.says("7")

    (home,) = homes_of(line, resident)
    assert (home.lang, home.evening, home.morning) == (lang, 20 * 60, 7 * 60)
