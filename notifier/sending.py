"""One batch on its way: accepted once, tried again in time, or given up in plain sight.

Until a call may have gone out, a batch is made anew when tables or homes have changed. From then on
it is sent again as it was, with its retry key, which LINE takes once however often it comes. When
the tables have changed meanwhile, it is not sent again: a correction says what holds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import sleep

import structlog

from gomi.conversation.ports import ChatFace, Outcome
from gomi.errors import NotServed
from gomi.ports import Claimed
from gomi.reminders.homes import MAIL
from gomi.reminders.ports import Batch, Deliveries, DeliveryState
from notifier.anew import Anew
from notifier.cities import Cities, City
from notifier.mailing import Mailing
from notifier.rate import Rate

log = structlog.get_logger()

LONGEST_WAIT = timedelta(seconds=60)
QUOTA_WAIT = timedelta(minutes=10)
NOT_SERVED_WAIT = timedelta(seconds=30)
KEY_LASTS = timedelta(hours=24)
UNCLEAR = Outcome.UNCLEAR.value


@dataclass
class Sender:
    """Sends batches. Safe to use from any thread."""

    deliveries: Deliveries
    chat: ChatFace
    cities: Cities
    anew: Anew
    rate: Rate
    pause: Callable[[float], None] = sleep
    mailing: Mailing | None = None
    _used_up_until: dict[str, datetime] = field(default_factory=dict)

    def send(self, claimed: Claimed, batch: Batch, now: datetime) -> None:
        """Send one batch, or say when it is to be tried again."""
        if now >= batch.expires_at or now - claimed.remembered_at >= KEY_LASTS:
            self._too_late(claimed, batch, now)
            return
        try:
            city = self.cities.get(batch.municipality)
        except NotServed:
            self._retry(claimed, now + NOT_SERVED_WAIT, "not_served")
            return
        used_up_until = self._used_up_until.get(batch.municipality)
        if batch.channel != MAIL and used_up_until is not None and now < used_up_until:
            self._retry(claimed, used_up_until, Outcome.OVER_QUOTA.value)
        elif not self._overtaken(claimed, batch, city, now):
            self._call(claimed, batch, city, now)

    def _overtaken(self, claimed: Claimed, batch: Batch, city: City, now: datetime) -> bool:
        """Whether it must not be sent as it is; then it has been dealt with."""
        if _may_have_gone(claimed):
            if batch.edition == city.edition or not self.anew.says_otherwise(city, batch):
                return False
            self.deliveries.end(claimed, DeliveryState.CANCELLED, now, "overtaken")
            log.warning("reminders_overtaken", batch=batch.key, municipality=batch.municipality)
            return True
        as_planned = batch.edition == city.edition and city.reaches(batch.channel)
        if as_planned and claimed.attempts == 1:
            return False
        instead = self.anew.batches(city, batch, now)
        if instead is None:
            return False
        self.deliveries.replace(claimed, instead, now)
        return True

    def _call(self, claimed: Claimed, batch: Batch, city: City, now: datetime) -> None:
        outcome = self._told(batch, city, now)
        match outcome:
            case None:
                self.deliveries.end(claimed, DeliveryState.CANCELLED, now, "stopped")
            case Outcome.ACCEPTED:
                self.deliveries.accepted(claimed, now)
                log.info("reminders_accepted", batch=batch.key, municipality=batch.municipality,
                         kind=batch.kind, homes=len(batch.homes))  # fmt: skip
            case Outcome.UNCLEAR | Outcome.SLOW_DOWN | Outcome.UNREACHED:
                wait_for = min(timedelta(seconds=2 ** min(claimed.attempts - 1, 10)), LONGEST_WAIT)
                self._retry(claimed, now + wait_for, outcome.value)
            case Outcome.OVER_QUOTA:
                self._used_up(claimed, batch, now)
            case Outcome.REFUSED | Outcome.TOKEN_DEAD:
                log.error("reminders_refused", batch=batch.key, municipality=batch.municipality)
                self.deliveries.end(claimed, DeliveryState.FAILED, now, outcome.value)

    def _told(self, batch: Batch, city: City, now: datetime) -> Outcome | None:
        """What became of it; None when nobody is left who wants to be told."""
        if batch.channel == MAIL:
            return self.mailing.send(city, batch, now) if self.mailing else Outcome.UNREACHED
        wait = self.rate.wait(batch.channel)
        if wait:
            self.pause(wait)
        return self.chat.multicast(batch.municipality, batch.residents, batch.messages, batch.key)

    def _used_up(self, claimed: Claimed, batch: Batch, now: datetime) -> None:
        """Nobody of the municipality can be told for now; someone has to buy messages."""
        until = now + QUOTA_WAIT
        self._used_up_until[batch.municipality] = until
        log.error("reminders_over_quota", municipality=batch.municipality, until=until.isoformat())
        self._retry(claimed, until, Outcome.OVER_QUOTA.value)

    def _too_late(self, claimed: Claimed, batch: Batch, now: datetime) -> None:
        """What nobody knows to have arrived is not said to have been missed."""
        gone = _may_have_gone(claimed)
        state = DeliveryState.CANCELLED if gone else DeliveryState.EXPIRED
        log.error("reminders_expired", batch=batch.key, municipality=batch.municipality, kind=batch.kind,
                  day=batch.day.isoformat(), homes=len(batch.homes), unclear=gone)  # fmt: skip
        self.deliveries.end(claimed, state, now, claimed.reason or "late")

    def _retry(self, claimed: Claimed, at: datetime, reason: str) -> None:
        """Once unclear, always unclear: whatever became of later calls, the first may have gone out."""
        self.deliveries.retry(claimed, at, UNCLEAR if _may_have_gone(claimed) else reason)


def _may_have_gone(claimed: Claimed) -> bool:
    return claimed.abandoned or claimed.reason == UNCLEAR
