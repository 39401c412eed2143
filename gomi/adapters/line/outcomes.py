"""What an error of LINE's library means for what was to be sent.

Only a message that certainly did not go out may be sent again without a retry key; so everything
that does not say so is `Outcome.UNCLEAR`.
"""

import json
from typing import Any

from gomi.conversation.ports import Outcome

DEAD_TOKEN = "invalid reply token"
SERVER_ERROR = 500

BY_STATUS = {
    401: Outcome.UNREACHED,
    403: Outcome.UNREACHED,
    409: Outcome.ACCEPTED,
    429: Outcome.SLOW_DOWN,
}
"""409 is said of a retry key that was accepted before."""

Told = tuple[Outcome, int, str]


def outcome_of(error: Exception) -> Told:
    """The outcome, the status (0 for none), and the request's id at LINE where it gave one."""
    status = getattr(error, "status", None)
    if isinstance(status, int) and status > 0:
        return _of_status(status, _message(error)), status, _request_id(error)
    return _of_the_way(error), 0, ""


def _of_the_way(error: Exception) -> Outcome:
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

    if isinstance(error, NewConnectionError | ConnectTimeoutError):
        return Outcome.UNREACHED
    if getattr(error, "status", None) == 0:
        return Outcome.UNCLEAR  # what LINE's library makes of a failure of TLS
    return Outcome.UNCLEAR if isinstance(error, HTTPError | OSError) else Outcome.REFUSED


def _of_status(status: int, message: str) -> Outcome:
    if status == 400 and DEAD_TOKEN in message.casefold():
        return Outcome.TOKEN_DEAD
    if status >= SERVER_ERROR:
        return Outcome.UNCLEAR
    return BY_STATUS.get(status, Outcome.REFUSED)


def _message(error: Any) -> str:
    try:
        return str(json.loads(error.body)["message"])
    except (KeyError, TypeError, ValueError):
        return ""


def _request_id(error: Any) -> str:
    headers = getattr(error, "headers", None) or {}
    return str(headers.get("x-line-request-id", ""))
