"""A batch that waits is looked at again before it is sent: the tables and the homes may have changed."""

from collections.abc import Sequence
from datetime import datetime

from gomi.reminders.homes import Home, HomeState
from gomi.reminders.news import sense
from gomi.reminders.ports import EVE, Batch, Homes
from notifier.batching import Gathering, Maker
from notifier.cities import City
from notifier.telling import Telling


class Anew:
    """Makes batches again from what holds now."""

    def __init__(self, homes: Homes, maker: Maker) -> None:
        self._homes, self._maker = homes, maker

    def batches(self, city: City, batch: Batch, now: datetime) -> Sequence[Batch] | None:
        """What stands in the place of a batch of which nothing was sent; None where it may stay.

        A correction of another edition goes if it is no longer so: who was told is looked at again anyway.
        """
        if batch.corrects:
            overtaken = batch.edition != city.edition and self.says_otherwise(city, batch)
            return () if overtaken else None
        gathering = Gathering(self._maker, city, city.local(now).date())
        made: list[Batch] = []
        for home, key in self._told(city, batch):
            if key:
                news = city.news(home, batch.day)
                assert news is not None  # it has a key
                made.extend(gathering.add(home, Telling.of(home, batch.kind, news)))
        made.extend(gathering.rest())
        return None if len(made) == 1 and _alike(made[0], batch) else made

    def says_otherwise(self, city: City, batch: Batch) -> bool:
        """Whether any of its homes would have to do something else now."""
        return any(sense(key) != sense(batch.told) for _, key in self._told(city, batch))

    def _told(self, city: City, batch: Batch) -> list[tuple[Home, str]]:
        """Each home that is still to be told, with the key of its news now."""
        homes = (home for home in self._homes.by_ids(batch.homes) if home.state is HomeState.ACTIVE)
        news = ((home, city.news(home, batch.day)) for home in homes if _wants(home, batch))
        return [(home, told.key) for home, told in news if told is not None]


def _wants(home: Home, batch: Batch) -> bool:
    if batch.corrects:
        return True
    return (home.evening if batch.kind == EVE else home.morning) is not None


def _alike(made: Batch, batch: Batch) -> bool:
    same_homes = sorted(made.homes) == sorted(batch.homes)
    return same_homes and (made.told, list(made.messages)) == (batch.told, list(batch.messages))
