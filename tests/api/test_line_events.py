"""What of LINE's events is remembered, and what it means: all that an answer needs, and nothing else."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.line.events import LONGEST_ID, LONGEST_KEPT, LineEvent, NotEvents, heard, read, remembered
from gomi.adapters.line import pressed
from gomi.conversation.heard import Came, Left, Located, Pressed, Sent, TookBack, Typed
from gomi.conversation.messages import Media
from gomi.ports import Remembered
from gomi.search.message import LONGEST_HEARD

USER = "U4af4980629000000000000000000000a"
SOURCE = {"type": "user", "userId": USER}
NAMES = {"municipality", "user", "at", "reply_token", "kind", "what"}


class Buttons:
    """Of a chat only what buttons send."""

    pressed = staticmethod(pressed)


def an_event(type="message", at=1000, id="01E", **more):
    return {
        "type": type,
        "mode": "active",
        "timestamp": at,
        "webhookEventId": id,
        "deliveryContext": {"isRedelivery": False},
        "source": SOURCE,
        **more,
    }


def a_text(text="冷蔵庫", **more):
    return an_event(replyToken="r1", message={"id": "1", "type": "text", "text": text}, **more)


def a_message(type, **told):
    return an_event(replyToken="r1", message={"id": "1", "type": type, **told})


def rows(*events):
    return list(remembered(json.dumps({"destination": "U0", "events": events}).encode(), "mihon", "165"))


def row(event):
    (only,) = rows(event)
    return only


def meant(event):
    return heard(read(row(event).payload), Buttons())


def test_a_text_is_remembered_under_its_channel_and_id_in_its_residents_order():
    assert row(a_text()) == Remembered(
        "line:165",
        "01E",
        {
            "municipality": "mihon",
            "user": USER,
            "at": 1000,
            "reply_token": "r1",
            "kind": "text",
            "what": "冷蔵庫",
        },
        order_key=f"line:165:{USER}",
    )


def test_what_was_remembered_is_read_back():
    assert read(row(a_text()).payload) == LineEvent("mihon", USER, 1000, "r1", "text", "冷蔵庫")


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        (a_text("ハンガー"), Typed("ハンガー")),
        (an_event("postback", postback={"data": "a:8f2c:2"}), Pressed("8f2c", 2)),
        (an_event("postback", postback={"data": "m:menu"}), Pressed(intent="メニュー")),
        (an_event("postback", postback={"data": "of another"}), Pressed()),
        (an_event("postback"), Pressed()),
        (an_event("follow", follow={"isUnblocked": False}), Came()),
        (an_event("follow", follow={"isUnblocked": True}), Came(back=True)),
        (an_event("follow", follow={"isUnblocked": "true"}), Came()),
        (an_event("follow"), Came()),
        (a_message("location", latitude=35.681236, longitude=139.767125), Located(35.6812, 139.7671)),
        (a_message("location", latitude="35", longitude=None), Sent(Media.LOCATION)),
        (an_event("unfollow"), Left()),
        (an_event("unsend", unsend={"messageId": "1"}), TookBack()),
        *((a_message(media.value), Sent(media)) for media in Media),
        (a_message("something new"), Sent(Media.OTHER)),
        (an_event(), Sent(Media.OTHER)),
    ],
)
def test_an_event_means_what_was_heard(event, meaning):
    assert meant(event) == meaning


@pytest.mark.parametrize(
    "event",
    [
        a_message("location", title="自宅", address="千代田区1-1", latitude=35.681236, longitude=139.767125),
        a_message("file", fileName="給与明細.pdf", fileSize=2138),
        a_message("image", contentProvider={"type": "external", "originalContentUrl": "https://x/a.jpg"}),
        a_message("video", duration=60000, contentProvider={"type": "line"}),
        a_message("audio", duration=60000),
        a_message("sticker", stickerId="52002734", packageId="11537", keywords=["給与"], text="給与"),
        a_text("冷蔵庫", quoteToken="q3Plxr"),
        an_event("postback", postback={"data": "m:menu", "params": {"datetime": "2026-11-25T09:00"}}),
    ],
)
def test_nothing_is_kept_that_an_answer_does_not_need(event):
    payload = row(event).payload
    kept = json.dumps(payload, ensure_ascii=False)

    assert payload.keys() == NAMES
    for secret in (
        "自宅",
        "千代田",
        "35.68123",
        "139.76712",
        "給与",
        "https",
        "60000",
        "52002734",
        "q3Plxr",
        "2026",
    ):
        assert secret not in kept


def test_of_a_mention_and_emoji_only_the_text_is_kept():
    message = {"type": "text", "text": "@a 電池", "mention": {"mentionees": [{"userId": "Uother"}]}}

    assert "Uother" not in str(row(an_event(message=message)))


def test_of_a_long_text_one_more_than_is_heard_is_kept():
    kept = str(row(a_text("あ" * 5000)).payload["what"])

    assert len(kept) == LONGEST_KEPT > LONGEST_HEARD


@pytest.mark.parametrize(
    ("text", "kept"), [("電\0池", "電池"), ("電\ud83d池", "電池"), ("😀", "😀"), ("", "")]
)
def test_letters_that_no_ledger_keeps_are_left_out(text, kept):
    assert row(a_text(text)).payload["what"] == kept


@pytest.mark.parametrize(
    "event",
    [
        a_text(source={"type": "group", "groupId": "C1", "userId": USER}),
        a_text(source={"type": "room", "roomId": "R1", "userId": USER}),
        a_text(source={"type": "user"}),
        a_text(source={"type": "user", "userId": ""}),
        a_text(source=None),
        a_text(source="user"),
        a_text(mode="standby"),
        an_event("postback", mode="standby"),
        an_event("follow", mode="standby"),
        *(
            an_event(kind)
            for kind in ("join", "leave", "memberJoined", "beacon", "accountLink", "things", "new", "", None)
        ),
        an_event(["message"]),
        {},
        "message",
        None,
        7,
    ],
)
def test_what_is_not_ours_to_answer_is_left_aside(event):
    assert rows(event) == []


@pytest.mark.parametrize("kind", ["unfollow", "unsend"])
def test_leaving_and_unsending_are_heard_also_while_another_has_the_chat_in_hand(kind):
    assert len(rows(an_event(kind, mode="standby"))) == 1


def test_events_are_remembered_oldest_first():
    events = [a_text(id="c", at=3), a_text(id="a", at=1), a_text(id="b", at=2), a_text(id="a2", at=1)]

    assert [each.event_id for each in rows(*events)] == ["a", "a2", "b", "c"]


def test_a_redelivered_event_has_the_id_it_had():
    again = {**a_text(), "deliveryContext": {"isRedelivery": True}}

    assert row(again) == row(a_text())


@pytest.mark.parametrize("id", [None, "", 7, "x" * (LONGEST_ID + 1)])
def test_an_event_without_a_usable_id_is_known_by_what_it_is(id):
    first, same, other = row(a_text(id=id)), row(a_text(id=id)), row(a_text("ほか", id=id))

    assert first.event_id == same.event_id != other.event_id
    assert len(first.event_id) == LONGEST_ID


@pytest.mark.parametrize("at", [None, "1000", 1.5, [], {}])
def test_an_event_without_a_time_is_the_oldest(at):
    assert row(a_text(at=at)).payload["at"] == 0


@pytest.mark.parametrize("body", [b'{"destination":"U0","events":[]}', b'{"events":{}}', b'{"events":"abc"}'])
def test_a_body_without_events_holds_nothing(body):
    assert list(remembered(body, "mihon", "165")) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"events"',
        b"1",
        b"{}",
        b'{"events":null}',
        b'{"events":7}',
        b"\xff\xfe\x00",
        b"\x93\xfa",
        b'{"events":[' + b"9" * 5000 + b"]}",
        b"[" * 100_000,
    ],
)
def test_what_is_not_a_list_of_events_is_refused(body):
    with pytest.raises(NotEvents):
        list(remembered(body, "mihon", "165"))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
odd_events = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["message", "postback", "follow", "unfollow", "unsend"]) | anything,
        "mode": st.sampled_from(["active", "standby"]) | anything,
        "timestamp": st.integers() | anything,
        "webhookEventId": anything,
        "replyToken": anything,
        "source": st.just(SOURCE)
        | st.fixed_dictionaries({"type": st.just("user"), "userId": anything})
        | anything,
        "message": st.fixed_dictionaries(
            {"type": st.sampled_from(["text", "image", "location"]) | anything, "text": anything}
        )
        | anything,
        "postback": st.fixed_dictionaries({"data": anything}) | anything,
        "follow": anything,
    },
)


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({"events": st.lists(odd_events | anything, max_size=4) | anything}) | anything)
def test_any_json_gives_rows_that_are_understood_or_is_refused(body):
    try:
        found = list(remembered(json.dumps(body).encode(), "mihon", "165"))
    except NotEvents:
        return
    for each in found:
        assert each.payload.keys() == NAMES
        assert 0 < len(each.event_id) <= LONGEST_ID
        assert each.order_key is not None
        json.dumps(each.payload, ensure_ascii=False).encode()
        assert heard(read(each.payload), Buttons()) is not None


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_give_rows_or_are_refused(body):
    with suppress(NotEvents):
        assert list(remembered(body, "mihon", "165")) == []
