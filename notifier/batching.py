"""Homes that are told the same, gathered into batches that are sent with one call."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gomi.reminders.homes import MAIL, Home
from gomi.reminders.ports import Batch
from gomi.reminders.slots import expires
from notifier.cities import City
from notifier.telling import Teller, Telling

NewKey = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes batches. ``new_key`` never gives the same retry key twice."""

    teller: Teller
    new_key: NewKey

    def batch(self, city: City, telling: Telling, homes: list[Home], today: date) -> Batch:
        """One batch, drawn for a city in its edition."""
        until = expires(telling.kind, telling.news, city.municipality, city.hours, today)
        return Batch(
            municipality=city.id,
            channel=telling.channel,
            day=telling.news.day,
            kind=telling.kind,
            told=telling.told,
            edition=city.edition,
            key=self.new_key(),
            expires_at=city.aware(until),
            homes=tuple(home.id for home in homes),
            residents=tuple("" if home.channel == MAIL else home.resident for home in homes),
            messages=tuple(self.teller.draw(city, telling, today)),
        )


class Gathering:
    """Takes homes one by one, and hands out each batch as soon as it is full."""

    def __init__(self, maker: Maker, city: City, today: date) -> None:
        self._maker, self._city, self._today = maker, city, today
        self._waiting: dict[Telling, list[Home]] = {}

    def add(self, home: Home, telling: Telling) -> Iterator[Batch]:
        """Take a home; the batch that it fills, if it fills one."""
        waiting = self._waiting.setdefault(telling, [])
        waiting.append(home)
        if len(waiting) == telling.most_homes:
            del self._waiting[telling]
            yield self._maker.batch(self._city, telling, waiting, self._today)

    def rest(self) -> Iterator[Batch]:
        """The batches that are not full."""
        while self._waiting:
            telling, homes = self._waiting.popitem()
            yield self._maker.batch(self._city, telling, homes, self._today)
