"""Once in a while: what is too old goes, and whether the month's messages will do is looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from gomi.bootstrap import Services
from gomi.conversation.ports import ChatAccount, NoAnswer
from notifier.cities import Cities
from notifier.quota import forecast
from notifier.tidying import tidy

log = structlog.get_logger()

EVERY = timedelta(hours=1)


class Watching:
    """What a running notifier does every hour, and with its first turn."""

    def __init__(
        self, services: Services[None], cities: Cities, account: ChatAccount, clock: Callable[[], datetime]
    ) -> None:
        self._services, self._cities, self._account = services, cities, account
        self._due_at = clock()

    def look(self, now: datetime) -> None:
        """If the hour is over, do it all."""
        if now < self._due_at:
            return
        self._due_at = now + EVERY
        gone = tidy(self._services.ledger, now)
        if any(gone.values()):
            log.info("reminders_tidied", **{name.replace(" ", "_"): count for name, count in gone.items()})
        for city in self._cities.all():
            self._watch(city.id, now)

    def _watch(self, municipality: str, now: datetime) -> None:
        city = self._cities.get(municipality)
        followings = self._services.homes.followings(municipality)
        if not followings:
            return
        try:
            quota = self._account.quota(municipality)
        except NoAnswer as error:
            log.warning("quota_not_known", municipality=municipality, trouble=error.trouble.value)
            return
        seen = forecast(quota, followings, city.almanac, city.local(now).date())
        if seen.warns:
            log.warning("quota_will_be_short", municipality=municipality, limit=seen.limit, used=seen.used,
                        to_come=seen.to_come)  # fmt: skip
