"""Plan reminders: for every home whose time has come, from the tables in force at that moment.

Whatever is cut short is taken up again: a home planned is not planned twice, and a slot stays open
until all of its homes have been looked at.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import structlog

from gomi.reminders.news import News
from gomi.reminders.ports import Batch, Deliveries, Slot
from gomi.reminders.slots import A_DAY, due_slots, expires
from notifier.batching import Gathering, Maker
from notifier.cities import Cities, City
from notifier.telling import Telling

log = structlog.get_logger()


class Planner:
    """Plans every city. One thread at a time."""

    def __init__(self, cities: Cities, deliveries: Deliveries, maker: Maker) -> None:
        self._cities, self._deliveries, self._maker = cities, deliveries, maker
        self._finished: dict[str, tuple[int, set[Slot]]] = {}

    def plan(self, now: datetime) -> int:
        """Plan all that is due; for how many homes."""
        return sum(self._plan_city(city, now) for city in self._cities.all())

    def _plan_city(self, city: City, now: datetime) -> int:
        local = city.local(now)
        finished = self._finished_of(city, local)
        planned = 0
        for slots in due_slots(city.municipality, city.hours, local):
            new = [slot for slot in slots if slot not in finished]
            planned += self._plan_slots(city, self._deliveries.open_slots(new), now)
            finished.update(new)
        return planned

    def _finished_of(self, city: City, local: datetime) -> set[Slot]:
        """The slots known to be finished. With a new edition those planned from another are open again."""
        edition, finished = self._finished.get(city.id, (None, set()))
        today = local.date()
        if edition != city.edition:
            finished = set()
            self._finished[city.id] = city.edition, finished
            self._deliveries.reopen(city.id, (today, today + A_DAY), city.edition)
        finished -= {slot for slot in finished if slot.day < today}
        return finished

    def _plan_slots(self, city: City, slots: Sequence[Slot], now: datetime) -> int:
        """Slots of one day and kind, whatever number of them."""
        if not slots:
            return 0
        self._deliveries.begin(city.id, slots[0].day, city.edition, now)
        planned = sum(self._deliveries.plan(batch, now) for batch in self._batches(city, slots, now))
        self._deliveries.finish_slots(slots, city.edition, now)
        if planned:
            log.info("reminders_planned", municipality=city.id, day=slots[0].day.isoformat(),
                     kind=slots[0].kind, homes=planned, edition=city.edition)  # fmt: skip
        return planned

    def _batches(self, city: City, slots: Sequence[Slot], now: datetime) -> Iterator[Batch]:
        day, kind, today = slots[0].day, slots[0].kind, city.local(now).date()
        gathering = Gathering(self._maker, city, today)
        in_time = {"": False}  # by the key of the news; nothing is never told
        for home in self._deliveries.due(slots):
            news = city.news(home, day)
            if news is None:
                continue
            key = news.key
            if key not in in_time:
                in_time[key] = not self._is_late(city, kind, news, now)
            if in_time[key]:
                yield from gathering.add(home, Telling.of(home, kind, news))
        yield from gathering.rest()

    def _is_late(self, city: City, kind: str, news: News, now: datetime) -> bool:
        today = city.local(now).date()
        return now >= city.aware(expires(kind, news, city.municipality, city.hours, today))
