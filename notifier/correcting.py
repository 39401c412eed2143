"""Corrections: who was told of today or tomorrow is told once more when it is no longer so.

A day is looked at again after each new edition, until everything that was on its way from an older
one has arrived or been taken back.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import structlog

from gomi.reminders.news import News, sense, streams_of
from gomi.reminders.ports import CORRECTION, Batch, Deliveries, Told
from gomi.reminders.slots import A_DAY, is_over, may_correct
from notifier.batching import Gathering, Maker
from notifier.cities import Cities, City
from notifier.telling import Telling

log = structlog.get_logger()


class Corrector:
    """Corrects what was told in every city. One thread at a time.

    ``again_after`` is how soon a day is looked at again on which something is still on its way.
    """

    def __init__(self, cities: Cities, deliveries: Deliveries, maker: Maker, again_after: timedelta) -> None:
        self._cities, self._deliveries, self._maker = cities, deliveries, maker
        self._again_after = again_after
        self._looked: dict[tuple[str, date, int], datetime] = {}

    def correct(self, now: datetime) -> int:
        """Plan every correction that is due; for how many homes."""
        cities = list(self._cities.all())
        days = {city.id: _days(city, now) for city in cities}
        known = self._deliveries.corrected_to(sorted({day for each in days.values() for day in each}))
        return sum(
            self._correct(city, day, now)
            for city in cities
            for day in days[city.id]
            if known.get((city.id, day), city.edition) != city.edition
        )

    def _correct(self, city: City, day: date, now: datetime) -> int:
        local = city.local(now)
        if is_over(day, local):
            self._deliveries.corrected(city.id, day, city.edition, now)
            return 0
        look = (city.id, day, city.edition)
        looked = self._looked.get(look)
        if not may_correct(city.hours, day, local) or (looked and now < looked + self._again_after):
            return 0
        planned = sum(self._deliveries.plan(batch, now) for batch in self._batches(city, day, now))
        self._looked[look] = now
        if self._deliveries.corrected(city.id, day, city.edition, now):
            del self._looked[look]
        if planned:
            log.info("corrections_planned", municipality=city.id, day=day.isoformat(), homes=planned,
                     edition=city.edition)  # fmt: skip
        return planned

    def _batches(self, city: City, day: date, now: datetime) -> Iterator[Batch]:
        gathering = Gathering(self._maker, city, city.local(now).date())
        for told in self._deliveries.last_told(city.id, day):
            news = city.news(told.home, day)
            if news is not None and is_worth_it(told.told, news):
                kind = kind_of(told, news, city.edition)
                yield from gathering.add(told.home, Telling.of(told.home, kind, news, told.told))
        yield from gathering.rest()


def is_worth_it(before: str, news: News) -> bool:
    """Whether who was told ``before`` has to do something else now."""
    if not news.key and not streams_of(before):
        return False  # nothing was to be put out, and nothing is
    return sense(before) != sense(news.key)


def kind_of(told: Told, news: News, edition: int) -> str:
    """The kind of the correction: it names the exception that brought it, once for each home and day.

    An exception that is undone and comes back is told again, then under the edition, too.
    """
    name = f"{CORRECTION}:{news.exceptions[0] if news.exceptions else f'edition-{edition}'}"
    names = [name, f"{name}@{edition}"]
    return next((each for each in names if each not in told.kinds), f"{name}@{edition}+{len(told.kinds)}")


def _days(city: City, now: datetime) -> Sequence[date]:
    today = city.local(now).date()
    return today, today + A_DAY
