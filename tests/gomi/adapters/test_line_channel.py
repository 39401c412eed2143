"""A channel's signature and tokens, and what LINE's errors mean for what was to be sent."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import urllib3.exceptions as over_the_wire

from gomi.adapters.line.channel import ASKED_AGAIN, RENEWED_BEFORE, Channel, NoToken, Tokens, channel_of
from gomi.adapters.line.outcomes import outcome_of
from gomi.conversation.ports import Outcome
from gomi.settings import read

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

# Worked out with `openssl dgst -sha256 -hmac SECRET -binary | base64`.
VECTORS = (
    (
        "8c570fa6dd201bb328f1c1eac23a96d8",
        b'{"destination":"U0","events":[]}',
        "7bzucrfMAvMR2kIyf3o9W4tLB+uY7HzuzEraQd4pkbE=",
    ),
    ("secret", b"", "+eZuF5tnR65UEI+C+K3os8Jddv0wr95sOVgixTAZYWk="),
    ("secret", '{"text":"電池😀"}'.encode(), "i8j6bqkEVCb/BT8z7mZcdgq081Koi4UUEw9Z3NljaYU="),
    ("secret", b"\x00\xff\r\n", "TEXPuvXUDlS72gFvCnrChsRKO6sRl6jWMKIzgdg5l8E="),
)


def a_channel(secret="secret", token="", id="165"):
    return Channel(id, secret, token)


@pytest.mark.parametrize(("secret", "body", "signature"), VECTORS)
def test_a_genuine_signature_is_taken(secret, body, signature):
    assert a_channel(secret).signed(body, signature)


@pytest.mark.parametrize(("secret", "body", "signature"), VECTORS)
def test_a_signature_is_of_one_body_and_one_secret(secret, body, signature):
    assert not a_channel(secret).signed(body + b" ", signature)
    assert not a_channel(f"{secret}x").signed(body, signature)
    for wrong in (
        signature.lower(),
        signature[:-1],
        f"{signature}\n",
        f" {signature}",
        signature.rstrip("="),
    ):
        assert not a_channel(secret).signed(body, wrong)


def test_a_body_written_anew_is_no_longer_genuine():
    secret, body, signature = VECTORS[0]

    assert not a_channel(secret).signed(json.dumps(json.loads(body)).encode(), signature)


@pytest.mark.parametrize("signature", ["", "é", "\ud800", "署名", "=" * 5000, "AAAA"])
def test_what_is_no_signature_is_refused_and_raises_nothing(signature):
    assert not a_channel().signed(b"{}", signature)


def test_secret_and_token_do_not_show():
    shown = repr(a_channel("top-secret", "top-token"))

    assert "165" in shown
    assert "top" not in shown


@pytest.mark.parametrize(
    ("given", "channel"),
    [
        ({}, None),
        ({"CHANNEL_SECRET": "s"}, None),
        ({"CHANNEL_ID": "1", "ACCESS_TOKEN": "t"}, None),
        ({"CHANNEL_SECRET": " ", "CHANNEL_ID": "1"}, None),
        ({"CHANNEL_SECRET": "s", "CHANNEL_ID": "1"}, Channel("1", "s", "")),
        ({"CHANNEL_SECRET": "s", "ACCESS_TOKEN": "t"}, Channel("minami-mihon", "s", "t")),
        ({"CHANNEL_SECRET": "s", "CHANNEL_ID": "1", "ACCESS_TOKEN": "t"}, Channel("1", "s", "t")),
    ],
)
def test_a_channel_needs_its_secret_and_a_way_to_a_token(given, channel):
    settings = read({f"GOMI_LINE_MINAMI_MIHON_{name}": value for name, value in given.items()})

    assert channel_of(settings, "minami-mihon") == channel
    assert channel_of(settings, "mihon") is None


class Issuer:
    """Issues numbered tokens, and tells the time."""

    def __init__(self, lasts=HOUR):
        self.now, self.lasts, self.issued = NOW, lasts, []

    def issue(self, channel):
        self.issued.append(channel.id)
        return f"t{len(self.issued)}", self.lasts

    @property
    def tokens(self):
        return Tokens(self.issue, lambda: self.now)


@pytest.fixture
def issuer():
    return Issuer()


def test_a_token_from_the_settings_is_used_as_it_is(issuer):
    tokens, channel = issuer.tokens, a_channel(token="given")
    tokens.drop(channel)

    assert tokens.get(channel) == "given"
    assert issuer.issued == []


def test_a_token_is_issued_once_and_renewed_before_it_ends(issuer):
    tokens, channel = issuer.tokens, a_channel()
    assert tokens.get(channel) == "t1"

    issuer.now = NOW + HOUR - RENEWED_BEFORE - timedelta(seconds=1)
    assert tokens.get(channel) == "t1"

    issuer.now += timedelta(seconds=1)
    assert tokens.get(channel) == "t2"
    assert tokens.get(channel) == "t2"


def test_a_token_that_was_refused_is_issued_anew(issuer):
    tokens, channel = issuer.tokens, a_channel()
    tokens.get(channel)

    tokens.drop(channel)
    tokens.drop(channel)

    assert tokens.get(channel) == "t2"


def test_each_channel_has_its_own_token(issuer):
    tokens = issuer.tokens

    assert (tokens.get(a_channel(id="1")), tokens.get(a_channel(id="2"))) == ("t1", "t2")
    tokens.drop(a_channel(id="1"))
    assert (tokens.get(a_channel(id="1")), tokens.get(a_channel(id="2"))) == ("t3", "t2")


def test_a_token_that_ends_at_once_is_used_once(issuer):
    issuer.lasts = timedelta(seconds=30)
    tokens = issuer.tokens

    assert [tokens.get(a_channel()) for _ in range(3)] == ["t1", "t2", "t3"]


def test_a_token_that_cannot_be_issued_is_asked_for_again():
    answers = [OSError("away"), ("t1", HOUR)]

    def issue(_):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    passed = [timedelta()]
    tokens = Tokens(issue, lambda: NOW + passed[0])

    with pytest.raises(OSError, match="away"):
        tokens.get(a_channel())
    with pytest.raises(NoToken):
        tokens.get(a_channel())
    passed[0] = ASKED_AGAIN
    assert tokens.get(a_channel()) == "t1"


def test_many_at_once_have_one_token_issued(issuer):
    tokens, got = issuer.tokens, []
    askers = [threading.Thread(target=lambda: got.append(tokens.get(a_channel()))) for _ in range(16)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()

    assert (got, issuer.issued) == (["t1"] * 16, ["165"])


class Answered(Exception):
    """An error as LINE's library raises it."""

    def __init__(self, status, body=None, headers=None):
        self.status, self.body, self.headers = status, body, headers


def message(text):
    return json.dumps({"message": text})


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (400, message("Invalid reply token"), Outcome.TOKEN_DEAD),
        (400, message("invalid REPLY token (expired)"), Outcome.TOKEN_DEAD),
        (400, message("The request body has 1 error(s)"), Outcome.REFUSED),
        (400, message("Failed to send messages"), Outcome.REFUSED),
        (400, None, Outcome.REFUSED),
        (400, "", Outcome.REFUSED),
        (400, "<html>", Outcome.REFUSED),
        (400, "[]", Outcome.REFUSED),
        (400, "null", Outcome.REFUSED),
        (400, '{"message":null}', Outcome.REFUSED),
        (400, b'{"message":"Invalid reply token"}', Outcome.TOKEN_DEAD),
        (401, message("Authentication failed"), Outcome.UNREACHED),
        (403, message("Not allowed"), Outcome.UNREACHED),
        (404, message("Not found"), Outcome.REFUSED),
        (409, message("The retry key is already accepted"), Outcome.ACCEPTED),
        (413, None, Outcome.REFUSED),
        (415, None, Outcome.REFUSED),
        (429, message("The API rate limit has been exceeded"), Outcome.SLOW_DOWN),
        (500, message("Invalid reply token"), Outcome.UNCLEAR),
        (502, "<html>", Outcome.UNCLEAR),
        (503, None, Outcome.UNCLEAR),
        (504, None, Outcome.UNCLEAR),
    ],
)
def test_a_status_says_whether_anything_went_out(status, body, outcome):
    assert outcome_of(Answered(status, body)) == (outcome, status, "")


def test_the_id_of_a_request_at_line_is_told():
    assert outcome_of(Answered(500, headers={"x-line-request-id": "abc"})) == (Outcome.UNCLEAR, 500, "abc")


def retried(reason):
    return over_the_wire.MaxRetryError(None, "/v2/bot/message/reply", reason)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (over_the_wire.NewConnectionError(None, "refused"), Outcome.UNREACHED),
        (over_the_wire.ConnectTimeoutError("too long"), Outcome.UNREACHED),
        (over_the_wire.NameResolutionError("line.example", None, OSError("unknown")), Outcome.UNREACHED),
        (over_the_wire.ReadTimeoutError(None, "/", "too long"), Outcome.UNCLEAR),
        (over_the_wire.ProtocolError("Connection aborted", ConnectionResetError()), Outcome.UNCLEAR),
        (over_the_wire.IncompleteRead(1, 2), Outcome.UNCLEAR),
        (over_the_wire.SSLError("bad"), Outcome.UNCLEAR),
        (retried(over_the_wire.ProtocolError("aborted")), Outcome.UNCLEAR),
        (ConnectionResetError(), Outcome.UNCLEAR),
        (TimeoutError(), Outcome.UNCLEAR),
        (ValueError("a mistake of ours"), Outcome.REFUSED),
        (TypeError("a mistake of ours"), Outcome.REFUSED),
        (Answered(None), Outcome.REFUSED),
        (Answered("500"), Outcome.REFUSED),
    ],
)
def test_without_an_answer_only_a_connection_that_never_came_about_is_sure(error, outcome):
    assert outcome_of(error) == (outcome, 0, "")
