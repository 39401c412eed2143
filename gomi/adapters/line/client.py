"""The calls of LINE's Messaging API that we make, through LINE's own library."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gomi.adapters.line.channel import Channel
from gomi.adapters.line.limits import Json

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

TIMEOUT = (3.0, 8.0)  # seconds to connect, and to wait for an answer

How = dict[str, Any]
NOTHING: Mapping[str, str] = {}


class Client:
    """One connection pool for every channel; the token goes with each call."""

    def __init__(self, host: str) -> None:
        self._host = host

    @cached_property
    def messaging(self) -> "MessagingApi":
        """The library's client. It tries nothing again: that is the affair of the row being sent."""
        from linebot.v3.messaging import ApiClient, Configuration, MessagingApi

        configuration = Configuration(host=self._host, access_token="")  # `how` brings the channel's own
        configuration.retries = False
        return MessagingApi(ApiClient(configuration))

    def how(self, token: str) -> How:
        """The options of a call."""
        bearer = {"type": "bearer", "in": "header", "key": "Authorization", "value": f"Bearer {token}"}
        return {"_request_timeout": TIMEOUT, "_request_auth": bearer}

    def reply(self, api: "MessagingApi", said: Json, how: How) -> Any:
        """Answer an event."""
        return self._post(api, "/v2/bot/message/reply", said, how)

    def push(self, api: "MessagingApi", said: Json, key: str, how: How) -> Any:
        """Send to one person."""
        return self._post(api, "/v2/bot/message/push", said, how, {"X-Line-Retry-Key": key})

    def multicast(self, api: "MessagingApi", said: Json, key: str, how: How) -> Any:
        """Send to many."""
        return self._post(api, "/v2/bot/message/multicast", said, how, {"X-Line-Retry-Key": key})

    def loading(self, api: "MessagingApi", shown: Json, how: How) -> Any:
        """Show the animation."""
        return self._post(api, "/v2/bot/chat/loading/start", shown, how)

    def _post(
        self, api: "MessagingApi", path: str, said: Json, how: How, more: Mapping[str, str] = NOTHING
    ) -> Any:
        """Post what is JSON already.

        The library's models would take it apart and put it together again, which costs more than
        everything else in an answer; a test holds that they would change nothing.
        """
        headers = {"Content-Type": "application/json", "Authorization": how["_request_auth"]["value"], **more}
        rest = api.api_client.rest_client
        return rest.post_request(f"{self._host}{path}", headers=headers, body=said, _request_timeout=TIMEOUT)

    def left(self, api: "MessagingApi", how: How) -> int | None:
        """The messages left this month; None when there is no limit."""
        limit, used = self.quota(api, how)
        return None if limit is None else limit - used

    def quota(self, api: "MessagingApi", how: How) -> tuple[int | None, int]:
        """The month's limit, None where there is none, and how many messages have been counted."""
        limit = api.get_message_quota(**how).value
        used = int(api.get_message_quota_consumption(**how).total_usage)
        return None if limit is None else int(limit), used

    def bot_info(self, api: "MessagingApi", how: How) -> Any:
        """The account's names and its chat mode."""
        return api.get_bot_info(**how)

    def webhook(self, api: "MessagingApi", how: How) -> Any:
        """The address set, and whether it is used; 404 while none is set."""
        return api.get_webhook_endpoint(**how)

    def set_webhook(self, api: "MessagingApi", address: str, how: How) -> None:
        """Set the address. LINE may take a minute until it uses it."""
        from linebot.v3.messaging import SetWebhookEndpointRequest

        api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint=address), **how)

    def try_webhook(self, api: "MessagingApi", address: str, how: How) -> Any:
        """Have LINE call an address; it does so sixty times an hour at most."""
        from linebot.v3.messaging import TestWebhookEndpointRequest

        return api.test_webhook_endpoint(TestWebhookEndpointRequest(endpoint=address), **how)

    def issue(self, channel: Channel) -> tuple[str, timedelta]:
        """A stateless token, and how long it lasts."""
        from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration

        configuration = Configuration(host=self._host)
        configuration.retries = False  # others wait for this token; whoever needs it comes again
        with ApiClient(configuration) as client:
            issued = ChannelAccessToken(client).issue_stateless_channel_token(
                grant_type="client_credentials",
                client_id=channel.id,
                client_secret=channel.secret,
                _request_timeout=TIMEOUT,
            )
        return issued.access_token, timedelta(seconds=issued.expires_in)
