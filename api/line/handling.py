"""One event of the inbox: the turn of the conversation, kept together with what it says.

Nothing is sent here. A turn cut short is made again from the same event, and gives the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import structlog

from api.line.events import LineEvent, heard, read
from gomi.bootstrap import Services
from gomi.conversation.standing import Standing
from gomi.conversation.talk import Event, Talk
from gomi.conversation.turn import Turn
from gomi.errors import NotServed
from gomi.ports import Claimed, JsonValue, LedgerUnreachable, Remembered
from gomi.reminders.homes import Home
from gomi.search.index import ItemIndex
from gomi.words import Words

log = structlog.get_logger()

TOKEN_LASTS = timedelta(seconds=50)  # LINE says a minute from the webhook; the rest is for the way
ASK_AGAIN = timedelta(seconds=30)
WAITS_FOR = timedelta(hours=24)


class Talks:
    """The talk of each municipality in its edition in force. Safe to use from any thread."""

    def __init__(self, services: Services[ItemIndex], words: Words) -> None:
        self._services, self._words = services, words
        self._talks: dict[str, tuple[object, Talk]] = {}

    def of(self, municipality: str) -> Talk:
        """The talk of a municipality.

        Raises:
            NotServed: it is not here.
        """
        served = self._services.served.get(municipality)
        known = self._talks.get(municipality)
        if known is None or known[0] is not served:
            base = f"{self._services.settings.base_url}/{municipality}"
            talk = Talk(served.index, self._words, base, served.calendar, served.districts, served.places)
            known = self._talks[municipality] = served, talk
        return known[1]


@dataclass(frozen=True)
class Handler:
    """Handles events with the services given."""

    services: Services[ItemIndex]
    talks: Talks

    def handle(self, claimed: Claimed, now: datetime) -> None:
        """Handle one event; of one that cannot be handled the resident is told so.

        Raises:
            LedgerUnreachable: the event stays as it is, and is handled when its lease has run out.
        """
        event = read(claimed.payload)
        try:
            talk = self.talks.of(event.municipality)
        except NotServed:
            self._wait(claimed, now)
            return
        channel = claimed.source.removeprefix("line:")
        standing = self.services.contacts.standing(channel, event.user)
        homes = self.services.homes.of(channel, event.user)
        turn = self._turn(talk, claimed, event, standing, homes, now)
        say = self._to_say(claimed, event, turn)
        settled = self.services.contacts.settle(
            claimed, channel, event.user, turn.standing, say, now, turn.changes
        )
        if settled and turn.answer is not None:
            self.services.counts.add(event.municipality, turn.answer, talk.today(now))

    def _turn(
        self,
        talk: Talk,
        claimed: Claimed,
        event: LineEvent,
        standing: Standing,
        homes: tuple[Home, ...],
        now: datetime,
    ) -> Turn:
        try:
            said = heard(event, self.services.chat)
            return talk.turn(Event(claimed.event_id, event.at, said), standing, now, homes)
        except LedgerUnreachable:
            raise
        except Exception:  # a mistake of ours: it is logged, and the resident is not left in silence
            log.exception("line_not_handled", event_id=claimed.event_id, municipality=event.municipality)
            return Turn(talk.say(standing).failed(), standing)

    def _to_say(self, claimed: Claimed, event: LineEvent, turn: Turn) -> Remembered | None:
        """What is to be sent, drawn, with the key that makes a push safe to repeat."""
        if turn.reply is None:
            return None
        payload: dict[str, JsonValue] = {
            "municipality": event.municipality,
            "to": event.user,
            "reply_token": event.reply_token,
            "token_until": (claimed.remembered_at + TOKEN_LASTS).isoformat(),
            "key": str(uuid5(NAMESPACE_URL, f"{claimed.source}/{claimed.event_id}")),
            "messages": self.services.chat.draw(turn.reply, turn.asked),
        }
        return Remembered(claimed.source, claimed.event_id, payload, order_key=claimed.order_key)

    def _wait(self, claimed: Claimed, now: datetime) -> None:
        """A municipality that cannot be served now may be after its next edition."""
        if now - claimed.remembered_at > WAITS_FOR:
            self.services.inbox.fail(claimed, now, "not served")
        else:
            self.services.inbox.retry(claimed, now + ASK_AGAIN, "not served")
