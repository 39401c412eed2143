"""Residents talk with gomi over LINE: a real server, a real ledger, a strict stand-in for LINE."""

import json
from pathlib import Path

import pytest

from gomi.adapters.line import draw
from gomi.conversation.messages import Replies
from gomi.conversation.pages import Pages
from gomi.places.guide_shelf import GuideShelf
from gomi.search.search import search
from gomi.words import load_words
from tests.gomi.conversation.chat import LANGUAGES, TODAY, index, mihon, places
from tests.journeys.line_desk import BASE_URL, CHANNEL, SECRET, Installation, as_json, checked, running, said

LONGEST = 20
COLUMNS = {"channel", "contact", "standing", "seen_at", "open_until"}
STALE = "そのボタンは、前の質問のものです"


@pytest.fixture(scope="module")
def line(platform, tmp_path_factory):
    installation = Installation(platform, tmp_path_factory.mktemp("line"))
    for it in running(installation):
        it.serve()
        it.resident().says("メニュー")  # what the first answer waits for is no affair of these tests
        yield it


@pytest.fixture(autouse=True)
def _no_rule_is_broken(line):
    yield from checked(line)


@pytest.fixture
def resident(line):
    return line.resident()


def drawn(reply, asked):
    """A reply as it reaches the telephone."""
    return json.loads(json.dumps(draw(reply, asked)))


# The conversation


def test_who_comes_is_greeted_in_a_few_bubbles_with_things_to_try(line, resident):
    resident.do("follow")

    greeting = resident.hears()

    assert 1 <= len(greeting) <= 3
    assert "みほん市のごみ案内です" in said(greeting)
    assert {"ハンガー", "メニュー"} <= set(resident.buttons())


def test_a_button_of_the_greeting_looks_up_what_stands_on_it(resident):
    resident.do("follow")
    resident.hears()

    assert said(resident.taps("ハンガー")) == said(resident.says("ハンガー"))


def test_a_question_is_answered_by_tapping_a_choice(resident):
    asked = resident.says("ハンガー")
    choice = next(each for each in resident.buttons() if each.startswith("2 "))

    answer = resident.taps(choice)

    assert "どれにあてはまりますか" in said(asked)
    assert said(answer).startswith(f"ハンガー（{choice.removeprefix('2 ')}）は「")


@pytest.mark.parametrize("number", ["2", "２", " 2 "])
def test_a_number_does_what_tapping_does(resident, number):
    resident.says("ハンガー")
    tapped = resident.taps(next(each for each in resident.buttons() if each.startswith("2 ")))

    resident.says("ハンガー")

    assert said(resident.says(number)) == said(tapped)


def test_the_words_of_a_choice_do_what_its_number_does(resident):
    resident.says("ハンガー")
    label = next(each for each in resident.buttons() if each.startswith("2 ")).removeprefix("2 ")
    numbered = resident.says("2")

    resident.says("ハンガー")

    assert said(resident.says(label)) == said(numbered)


def test_a_number_that_is_no_choice_brings_the_question_again(resident):
    resident.says("ハンガー")

    again = resident.says("9")

    assert "下の番号か名前で選んでください" in said(again)
    assert said(resident.says("1")).startswith("ハンガー（")


def test_another_thing_may_be_asked_while_a_question_is_open(resident):
    resident.says("ハンガー")

    assert said(resident.says("冷蔵庫")).startswith("冷蔵庫は「")
    assert "ハンガー" not in said(resident.says("1"))  # a number answers what was said last


def test_an_earlier_question_can_still_be_tapped(resident):
    (hanger,) = resident.says("ハンガー")
    earlier = hanger["quickReply"]["items"][0]["action"]
    resident.says("電池")

    resident.do("perform", earlier)

    assert said(resident.hears()).startswith("ハンガー（プラスチックだけ）は")


def test_a_button_whose_question_is_long_gone_says_so(line, resident):
    resident.says("ハンガー")
    line.change(
        "UPDATE contacts SET standing = json_set(standing, '$.open[0].at', '2020-01-01T00:00:00+00:00')"
        f" WHERE contact = '{resident.id}'"
    )

    answer = resident.taps(next(each for each in resident.buttons() if each.startswith("1 ")))

    assert STALE in said(answer)


@pytest.mark.parametrize("data", ["a:nobody:1", "a:nobody:999", "m:unknown", "", "何か", "x" * 300])
def test_a_button_that_is_not_ours_says_so(resident, data):
    resident.do("send_postback", data)

    assert STALE in said(resident.hears())


def test_modoru_brings_the_question_back(resident):
    question = resident.says("ハンガー")
    resident.says("2")

    assert said(resident.says("もどる")) == said(question)


def test_yameru_closes_the_question(resident):
    resident.says("ハンガー")

    assert "やめました" in said(resident.says("やめる"))
    assert "途中のものがありません" in said(resident.says("やめる"))
    assert not said(resident.says("1")).startswith("ハンガー")


def test_a_word_almost_right_asks_what_was_meant(resident):
    maybe = resident.says("自転軍")

    assert said(maybe).startswith("もしかして")
    assert "自転車" in said(resident.says("1"))


def test_a_thing_nobody_knows_is_not_guessed_at(resident):
    answer = said(resident.says("宇宙船"))

    assert "「宇宙船」は見つかりませんでした" in answer
    assert mihon().contact.telephone in answer


def test_several_things_have_a_card_each(resident):
    answer = resident.says("冷蔵庫とハンガーとぬいぐるみ")

    assert len(answer) == 3
    assert all(name in said(answer) for name in ("冷蔵庫", "ハンガー", "ぬいぐるみ"))


def test_the_menu_leads_to_the_categories_and_they_to_a_category(resident):
    resident.says("メニュー")
    resident.taps("分別一覧")

    answer = resident.says("1")

    first = min(mihon().categories, key=lambda category: category.order)
    assert said(answer).startswith(f"{first.name}の出し方")


def test_a_danger_is_told_before_the_choice(resident):
    assert "⚠ 発火の危険があります" in said(resident.says("モバイルバッテリー"))


@pytest.mark.parametrize("words", ["あ" * 201, "あ" * 5000, "🚮" * 300])
def test_a_very_long_message_is_answered_with_what_is_possible(resident, words):
    assert "文字までの言葉で調べてください" in said(resident.says(words))


@pytest.mark.parametrize(
    "words", ["🚮", "　", "???", "\u200b", "(emoji)", "<script>", "'; DROP TABLE inbox;"]
)
def test_whatever_is_typed_is_answered(resident, words):
    assert resident.says(words)


def test_whatever_is_sent_instead_of_words_is_answered(line, resident):
    resident.do("send_sticker")
    assert "スタンプをありがとう" in said(resident.hears())
    resident.do("send_image")
    assert "写真を受け取りました" in said(resident.hears())
    resident.do("send_video", b"\0")
    assert "動画からは" in said(resident.hears())
    resident.do("send_audio", b"\0")
    assert "音声は" in said(resident.hears())
    resident.do("send_location", 35.1, 139.2, "みほん市中央1-2-3")
    assert "みほん市から遠いところです" in said(resident.hears())
    resident.do("send", resident.phone.make_message("file", fileName="ひみつ.pdf", fileSize=1))
    assert "ファイルは開けません" in said(resident.hears())


# Languages


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("umbrella", "umbrella (傘)"),
        ("cái ô", "(傘)"),
        ("guarda-chuva", "(傘)"),
        ("雨伞", "雨伞（傘）"),
        ("傘", "傘は「"),
    ],
)
def test_who_asks_in_a_language_is_answered_in_it(resident, words, answer):
    assert answer in said(resident.says(words)).splitlines()[0]


def test_the_language_chosen_stays_also_for_japanese_words(line, resident):
    resident.says("ことば")
    assert "English" in resident.buttons()
    assert "English" in said(resident.taps("English"))

    asked, settled = resident.says("ハンガー"), resident.says("1")

    assert asked == drawn(replies_with_pages("en").to(found("ハンガー")), asked_id(resident, -2))
    assert "（" not in said(settled).splitlines()[0].replace("（ハンガー）", "")
    assert "Reference translation" in said(settled)


def test_the_language_last_written_is_spoken_where_none_was_chosen(resident):
    assert said(resident.says("umbrella")).startswith("umbrella (傘)")
    resident.do("send_sticker")
    assert "sticker" in said(resident.hears()).lower()

    assert said(resident.says("冷蔵庫はどうやって捨てますか")).startswith("冷蔵庫は「")


# Who is spoken to


def test_who_has_left_hears_nothing_more(line, resident):
    late = resident.text("ハンガー")
    resident.says("冷蔵庫")
    resident.do("unfollow")

    assert resident.hears() == []
    assert resident.sends(late) == []  # it was under way when they left
    assert as_json(standing_of(line, resident))["open"] == []

    resident.do("follow", unblocked=True)
    assert "また、捨てたいものの名前を送ってください" in said(resident.hears())


def test_what_another_has_in_hand_is_left_to_them(line, resident):
    before = line.count("inbox")

    assert resident.sends(resident.text("ハンガー", mode="standby")) == []
    assert line.count("inbox") == before
    assert resident.says("ハンガー")


def test_a_group_is_not_answered(line, resident):
    before = line.count("inbox")
    source = {"type": "group", "groupId": "C" + "0" * 32, "userId": resident.id}

    assert resident.foreign(resident.text("ハンガー", source=source)).status == 200
    assert line.count("inbox") == before


# What comes in


def test_a_signature_that_is_not_lines_is_refused_and_nothing_kept(line, resident, platform):
    before = line.count("inbox")
    event = resident.text("ハンガー")
    body = platform.compact_json({"destination": platform.BOT_USER_ID, "events": [event]})
    anew = json.dumps(json.loads(body), indent=1).encode()
    good = platform.sign(SECRET, body)

    refused = [
        resident.do("send_forged"),
        resident.do("post", [event], signature="", announce=False),
        resident.do("post", [event], signature=platform.sign("another", body), announce=False),
        resident.do("post", [event], signature=good, raw=anew, announce=False),
        resident.do("post", [event], signature=good, raw=body + b" ", announce=False),
        resident.do("post", [event], signature=good.lower(), announce=False),
    ]

    assert [each.status for each in refused] == [401] * len(refused)
    assert line.count("inbox") == before
    assert resident.says("ハンガー")


def test_lines_connection_check_is_answered(line, resident):
    before = line.count("inbox")

    assert resident.do("verify_webhook").status == 200
    assert line.count("inbox") == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"events": 1}', b"\xff", b'{"events": null}'])
def test_a_signed_body_that_lists_no_events_is_refused(resident, body):
    assert resident.do("post", [], raw=body, announce=False).status == 400


def test_a_body_too_large_is_refused(resident):
    assert resident.do("post", [], raw=b" " * (2 * 1024 * 1024 + 1), announce=False).status == 413


def test_a_municipality_without_a_channel_has_no_webhook(line, resident):
    resident.phone.webhook_url = f"{line.url}/line/nowhere/webhook"

    assert resident.do("verify_webhook").status == 404


def test_one_event_three_times_at_once_and_again_later_is_answered_once(resident):
    resident.says("ハンガー")

    at_once = resident.do("send_duplicate", times=3)
    assert resident.hears() == []
    later = [*resident.do("send_duplicate", times=2, at_once=False), resident.do("redeliver")]

    assert {each.status for each in (*at_once, *later)} == {200}
    assert resident.hears() == []
    assert len(resident.answers()) == 1


def test_an_event_new_to_us_three_times_at_once_is_answered_once(line, resident):
    event = resident.text("ハンガー")

    line.at_once(*(resident.phone.post([event]) for _ in range(3)))

    assert resident.hears()
    assert len(resident.answers()) == 1


def test_one_event_twice_in_one_call_is_answered_once(resident):
    event = resident.text("ハンガー")

    assert resident.sends(event, event)
    assert len(resident.answers()) == 1


def test_a_redelivered_event_that_never_reached_us_is_answered(resident):
    event = resident.text("冷蔵庫")

    assert resident.do("redeliver", event).status == 200
    assert said(resident.hears()).startswith("冷蔵庫は「")


def test_events_swapped_in_one_call_are_answered_in_the_order_they_happened(resident):
    question, number = resident.text("ハンガー"), resident.text("2")
    number["timestamp"] = question["timestamp"] + 900

    resident.sends(number, question)

    first, second = resident.answers()
    assert "どれにあてはまりますか" in said(first)
    assert said(second).startswith("ハンガー（")


def test_events_swapped_between_two_calls_are_both_answered(resident):
    earlier, later = resident.text("ハンガー"), resident.text("電池")
    later["timestamp"] = earlier["timestamp"] + 900

    asked_last = resident.sends(later)
    asked_first = resident.sends(earlier)

    assert "ハンガー" in said(asked_first)
    assert said(resident.says("1")) != said(asked_last)
    assert "電池" in said(resident.answers()[-1])  # a number answers what was asked last


def test_many_messages_of_one_resident_are_answered_in_their_order(line, resident):
    names = [item.name for item in mihon().items[:25]]
    events = [resident.text(name) for name in names]

    for event in events:
        assert resident.do("post", [event]).status == 200
    resident.hears()

    assert [name in said(answer) for name, answer in zip(names, resident.answers(), strict=True)] == [
        True
    ] * 25


def test_two_residents_at_once_each_have_their_own_answers_in_order(line):
    one, other = line.resident(), line.resident()
    mine = [one.text(words) for words in ("ハンガー", "1", "冷蔵庫", "電池")]
    theirs = [other.text(words) for words in ("電池", "2", "ハンガー", "2")]
    alone = [line.resident(), line.resident()]

    async def in_turn(resident, events):
        for event in events:
            await resident.phone.post([event])

    line.at_once(in_turn(one, mine), in_turn(other, theirs))
    line.settle()

    for together, single, events in ((one, alone[0], mine), (other, alone[1], theirs)):
        expected = [said(single.says(each["message"]["text"])) for each in events]
        assert [said(answer) for answer in together.answers()] == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "videoPlayComplete", "videoPlayComplete": {"trackingId": "t"}},
        {"type": "accountLink", "link": {"result": "ok", "nonce": "n"}},
        {"type": "membership", "membership": {"type": "joined", "membershipId": 1}},
        {"type": "holographic", "holographic": {"depth": [1, 2, 3]}},
        {"type": None},
        {"type": ["message"]},
        {"source": None},
        {"source": {"type": "user"}},
        {"source": {"type": "user", "userId": 3}},
        {"source": {"type": "asteroid", "userId": "U" + "1" * 32}},
    ],
    ids=lambda changed: json.dumps(changed)[:40],
)
def test_an_event_unknown_to_us_is_left_aside(line, resident, changed):
    before = line.count("inbox")

    assert resident.foreign({**resident.text("ハンガー"), **changed}).status == 200
    assert line.count("inbox") == before
    assert resident.says("ハンガー")


@pytest.mark.parametrize(
    "message",
    [
        {"type": "hologram", "id": "1"},
        {"type": None},
        {"type": ["text"]},
        {"type": {"text": 1}},
        {},
        [],
        "text",
        {"type": "text"},
        {"type": "text", "text": 5},
        {"type": "text", "text": "\ud800\0"},
    ],
    ids=lambda message: json.dumps(message)[:40],
)
def test_a_message_unknown_to_us_is_answered_that_it_cannot_be_read(resident, message):
    assert resident.foreign({**resident.text("ハンガー"), "message": message}).status == 200
    assert "文字で送ってください" in said(resident.hears()) or "入れてください" in said(
        resident.answers()[-1]
    )


def test_fields_unknown_to_us_do_no_harm(resident):
    event = resident.text(
        "冷蔵庫", novel={"deep": [{"er": None}]}, deliveryContext={"isRedelivery": False, "x": 1}
    )
    event["message"]["novel"] = [[[]]]

    assert resident.foreign(event).status == 200
    assert said(resident.hears()).startswith("冷蔵庫は「")


@pytest.mark.parametrize("at", [0, -1, None, "later", 10**30, True])
def test_a_strange_time_does_no_harm(line, at):
    assert line.resident().foreign({**line.resident().text("x"), "timestamp": at}).status == 200
    line.settle()


# What is kept


def test_nothing_of_what_was_said_is_kept_once_it_is_done(line, resident):
    resident.says("ひみつのハンガー")
    resident.says("1")
    resident.do("send_location", 35.123456, 139.654321, "みほん市ひみつ町1-2-3", "ひみつの家")
    resident.hears()
    resident.do("send", resident.phone.make_message("file", fileName="ひみつ.pdf", fileSize=1))
    resident.hears()
    resident.says("やめる")

    assert {
        json.dumps(as_json(row.payload)) for table in ("inbox", "outbox") for row in line.rows(table)
    } == {"{}"}
    assert as_json(standing_of(line, resident))["open"] == []
    for secret in ("ひみつ", "ハンガー", "35.123456", "139.654321"):
        assert secret not in kept_in(line, "inbox", "outbox", "contacts")
        assert secret not in line.log
    for secret in ("35.123456", "139.654321", "ひみつ町", "ひみつの家", "ひみつ.pdf"):
        assert secret.encode() not in files_of(line)


def test_a_resident_is_known_by_channel_and_user_id_alone(line, resident):
    resident.says("umbrella")

    (row,) = [each for each in line.rows("contacts") if each.contact == resident.id]

    assert (row.channel, set(row._fields)) == (CHANNEL, COLUMNS)
    assert set(as_json(row.standing)) == {"speaks", "chosen", "open", "latest", "heard_at", "is_here"}
    assert as_json(row.standing)["speaks"] == "en"


def test_every_call_is_logged_with_its_id_at_line_and_without_a_secret(line, resident):
    resident.says("ハンガー")

    lines = [json.loads(each) for each in line.log.splitlines() if each.startswith("{")]
    webhook = next(each for each in reversed(lines) if each["event"] == "line_webhook")
    called = next(each for each in reversed(lines) if each["event"] == "line_called")

    assert {"sender", "method", "path", "status", "timestamp"} <= set(webhook)
    assert called["request_id"]
    assert (called["endpoint"], called["status"]) == ("reply", 200)
    assert SECRET not in line.log
    assert "ハンガー" not in line.log


# The longest answers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_answers_of_a_language_arrive_as_they_were_drawn(line, lang):
    longest = sorted(every_answer(lang), key=lambda each: size_of(each[1]))[-LONGEST:]
    name = load_words().languages[lang].name

    told = line.crowd([(name, *typed) for typed, _ in longest])

    for (typed, reply), (answers, last) in zip(longest, told, strict=True):
        assert answers[-1] == drawn(reply, last), typed


def every_answer(lang):
    """What to type after a language was chosen, and the reply: every thing, choice and category."""
    say = replies_with_pages(lang)
    for item in mihon().items:
        answer = found(item.name)
        reply = say.to(answer)
        yield (item.name,), reply
        for number, option in enumerate(reply.question.options if reply.question else (), 1):
            yield (item.name, str(number)), say.to_choice(answer.things[0], option.label, TODAY)
    for number, category in enumerate(sorted(mihon().categories, key=lambda each: each.order), 1):
        yield ("分別一覧", str(number)), say.to_category(category.name)


def size_of(reply):
    return len(json.dumps(draw(reply, "x" * 26), ensure_ascii=False).encode())


def found(words):
    return search(index(), words, TODAY)


def replies_with_pages(lang):
    """The replies with the addresses of pages as the installation has them."""
    base = f"{BASE_URL}/mihon"
    return Replies(load_words(), lang, mihon(), Pages(base, lang), places(), GuideShelf(mihon()))


def asked_id(resident, at):
    return resident.phone.sent_events[at]["webhookEventId"]


def standing_of(line, resident):
    return next(row.standing for row in line.rows("contacts") if row.contact == resident.id)


def kept_in(line, *tables):
    """Everything in these tables, in words."""
    return "\n".join(str(tuple(row)) for table in tables for row in line.rows(table))


def files_of(line):
    """The bytes of the ledger on disk, what is deleted and not yet overwritten included."""
    path = Path(line.ledger_url.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
