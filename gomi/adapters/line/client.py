"""The calls of LINE's Messaging API that we make, through LINE's own library."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gomi.adapters.line.channel import Channel
from gomi.adapters.line.limits import Json

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

TIMEOUT = (3.0, 8.0)  # seconds to connect, and to wait for an answer

How = dict[str, Any]


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
        from linebot.v3.messaging import ReplyMessageRequest

        return api.reply_message_with_http_info(ReplyMessageRequest.from_dict(said), **how)

    def push(self, api: "MessagingApi", said: Json, key: str, how: How) -> Any:
        """Send to one person."""
        from linebot.v3.messaging import PushMessageRequest

        request = PushMessageRequest.from_dict(said)
        return api.push_message_with_http_info(request, x_line_retry_key=key, **how)

    def loading(self, api: "MessagingApi", shown: Json, how: How) -> Any:
        """Show the animation."""
        from linebot.v3.messaging import ShowLoadingAnimationRequest

        return api.show_loading_animation_with_http_info(ShowLoadingAnimationRequest.from_dict(shown), **how)

    def left(self, api: "MessagingApi", how: How) -> int | None:
        """The messages left this month; None when there is no limit."""
        quota = api.get_message_quota(**how)
        if quota.value is None:
            return None
        return int(quota.value) - int(api.get_message_quota_consumption(**how).total_usage)

    def issue(self, channel: Channel) -> tuple[str, timedelta]:
        """A stateless token, and how long it lasts."""
        from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration

        with ApiClient(Configuration(host=self._host)) as client:
            issued = ChannelAccessToken(client).issue_stateless_channel_token(
                grant_type="client_credentials",
                client_id=channel.id,
                client_secret=channel.secret,
                _request_timeout=TIMEOUT,
            )
        return issued.access_token, timedelta(seconds=issued.expires_in)
