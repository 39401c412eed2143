"""Events as LINE sends them: what of them is remembered, and what it means.

Only what an answer needs is kept: no file's name, no display name, and a position to ten metres.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gomi.conversation.heard import Came, Heard, Left, Located, Sent, TookBack, Typed
from gomi.conversation.messages import Media
from gomi.conversation.ports import ChatFace
from gomi.ports import JsonValue, Remembered
from gomi.search.fold import drop_surrogates
from gomi.search.message import LONGEST_HEARD

LONGEST_ID = 64
LONGEST_KEPT = 4 * LONGEST_HEARD + 1  # more of a text is not heard; one more tells that it was too long
STANDBY = "standby"
LOCATED = "located"
ALWAYS_HEARD = ("unfollow", "unsend")
HANDLED = ("message", "postback", "follow", *ALWAYS_HEARD)

KINDS = {media.value for media in Media}

Json = Mapping[str, Any]


class NotEvents(ValueError):
    """The body is no list of events."""


@dataclass(frozen=True, slots=True)
class LineEvent:
    """One event as it was remembered. ``reply_token`` is empty where there is nothing to answer."""

    municipality: str
    user: str
    at: int
    reply_token: str
    kind: str
    what: str


def remembered(body: bytes, municipality: str, channel: str) -> Iterator[Remembered]:
    """What a webhook's body holds for us to handle, oldest first.

    Left aside are groups, what another has in hand (``standby``), and events not known here.

    Raises:
        NotEvents: the body is not what LINE sends.
    """
    try:
        events = [event for event in json.loads(body)["events"] if isinstance(event, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotEvents from error
    for event in sorted(events, key=lambda event: _time(event)):
        user = _user(event)
        if user and _is_ours(event):
            kept = {"municipality": municipality, "user": user, **_kept(event)}
            yield Remembered(f"line:{channel}", _id(event), kept, order_key=f"line:{channel}:{user}")


def read(payload: Json) -> LineEvent:
    """The event that was remembered."""
    return LineEvent(**{name: payload[name] for name in LineEvent.__slots__})


def heard(event: LineEvent, chat: ChatFace) -> Heard:
    """What it means."""
    match event.kind:
        case "text":
            return Typed(event.what)
        case "postback":
            return chat.pressed(event.what)
        case "located":
            return _located(event.what)
        case "follow":
            return Came(back=event.what == "back")
        case "unfollow":
            return Left()
        case "unsend":
            return TookBack()
        case kind:
            return Sent(Media(kind))


def _is_ours(event: Json) -> bool:
    kind = event.get("type")
    return kind in ALWAYS_HEARD or (kind in HANDLED and event.get("mode") != STANDBY)


def _user(event: Json) -> str:
    source = event.get("source")
    if not isinstance(source, dict) or source.get("type") != "user":
        return ""
    return _text(source.get("userId"))[:LONGEST_ID]


def _id(event: Json) -> str:
    """LINE's id of the event; of one without, its digest, so that it is handled once as well."""
    given = _text(event.get("webhookEventId"))
    if given and len(given) <= LONGEST_ID:
        return given
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()


def _time(event: Json) -> int:
    at = event.get("timestamp")
    return at if isinstance(at, int) else 0


def _kept(event: Json) -> dict[str, JsonValue]:
    kind, what = _what(event)
    return {"at": _time(event), "reply_token": _text(event.get("replyToken")), "kind": kind, "what": what}


def _what(event: Json) -> tuple[str, str]:
    kind = _text(event.get("type"))
    if kind == "message":
        message = _part(event, "message")
        of = _text(message.get("type"))
        if of == "text":
            return "text", _text(message.get("text"))[:LONGEST_KEPT]
        if of == Media.LOCATION:
            return _position(message)
        return (of if of in KINDS else Media.OTHER.value), ""
    if kind == "postback":
        return kind, _text(_part(event, "postback").get("data"))
    return kind, "back" if _part(event, "follow").get("isUnblocked") is True else ""


def _position(message: Json) -> tuple[str, str]:
    """Degrees to four decimals; a location without them is only something that was sent."""
    place = message.get("latitude"), message.get("longitude")
    if not all(isinstance(each, int | float) for each in place):
        return Media.LOCATION.value, ""
    return LOCATED, "{:.4f},{:.4f}".format(*place)


def _located(what: str) -> Located:
    latitude, longitude = map(float, what.split(","))
    return Located(latitude, longitude)


def _part(event: Json, name: str) -> Json:
    part = event.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return drop_surrogates(value).replace("\0", "") if isinstance(value, str) else ""
