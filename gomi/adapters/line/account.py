"""A municipality's account at LINE; the promise is `gomi.conversation.ports.ChatAccount`."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gomi.adapters.line.channel import Channel, Tokens, channel_of
from gomi.adapters.line.client import Client, How
from gomi.adapters.line.outcomes import SERVER_ERROR, outcome_of
from gomi.conversation.ports import Named, NoAnswer, Outcome, Quota, Tried, Trouble, Webhook
from gomi.settings import Settings

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

NOT_SET = 404
ID_OR_SECRET_WRONG = (400, 401)
CHATS_BY_HAND = "chat"

BY_STATUS = {401: Trouble.NOT_LET_IN, 403: Trouble.NOT_LET_IN, 429: Trouble.SLOW_DOWN}

Ask = Callable[["MessagingApi", How], Any]


class LineAccount:
    """Every municipality's account, asked with the token of its channel."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._client = Client(settings.get("GOMI_LINE_API_URL").rstrip("/"))
        self._tokens = Tokens(self._client.issue, clock)

    def named(self, municipality: str) -> Named:
        """LINE's bot info."""
        told = self._ask(municipality, self._client.bot_info)
        return Named(told.display_name, told.basic_id, told.chat_mode == CHATS_BY_HAND)

    def webhook(self, municipality: str) -> Webhook | None:
        """What LINE Developers shows as Webhook URL."""
        try:
            told = self._ask(municipality, self._client.webhook)
        except NoAnswer as error:
            if error.status == NOT_SET:
                return None
            raise
        return Webhook(told.endpoint, told.active)

    def set_webhook(self, municipality: str, address: str) -> None:
        """Whether it is used is switched in LINE Developers alone."""
        self._ask(municipality, lambda api, how: self._client.set_webhook(api, address, how))

    def try_webhook(self, municipality: str, address: str) -> Tried:
        """LINE's own test, of any address, whether it is set or not."""
        told = self._ask(municipality, lambda api, how: self._client.try_webhook(api, address, how))
        return Tried(bool(told.success), max(0, told.status_code), told.reason, told.detail)

    def quota(self, municipality: str) -> Quota:
        """As LINE counts it."""
        return Quota(*self._ask(municipality, self._client.quota))

    def _ask(self, municipality: str, ask: Ask) -> Any:
        channel = channel_of(self._settings, municipality)
        if channel is None:
            raise NoAnswer(Trouble.NO_TOKEN)
        token = self._token(channel)
        try:
            return ask(self._client.messaging, self._client.how(token))
        except Exception as error:
            raise _no_answer(error) from error

    def _token(self, channel: Channel) -> str:
        try:
            return self._tokens.get(channel)
        except Exception as error:
            told = _no_answer(error)
            if told.status in ID_OR_SECRET_WRONG:
                told = NoAnswer(Trouble.NO_TOKEN, told.status, told.request_id)
            raise told from error


def _no_answer(error: Exception) -> NoAnswer:
    outcome, status, request_id = outcome_of(error)
    return NoAnswer(_trouble(outcome, status), status, request_id)


def _trouble(outcome: Outcome, status: int) -> Trouble:
    if not status:
        return Trouble.NOT_UNDERSTOOD if outcome is Outcome.REFUSED else Trouble.UNREACHED
    return BY_STATUS.get(status, Trouble.AILING if status >= SERVER_ERROR else Trouble.REFUSED)
