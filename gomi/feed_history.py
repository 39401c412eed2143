"""How often the events of a feed changed from edition to edition, and when.

Worked out for a district when its feed is first asked for in an edition, from the edition before, and
kept in the ledger: a feed is the same whichever process writes it, and after a restart.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from gomi.calendar.collection import CollectionCalendar, DistrictUnknown
from gomi.calendar.feed import Event, events
from gomi.calendar.revisions import Revisions, as_issued, as_json, from_json, revised
from gomi.calendar.window import DAYS_AHEAD, MONTHS_BACK, month_begins, published_until
from gomi.municipality.editions import FOLDER, Edition
from gomi.municipality.folders import files_of_folder
from gomi.municipality.load import load_files
from gomi.municipality.values import Municipality
from gomi.ports import Editions, JsonValue

LOADED_AT_ONCE = 4
Kept = Mapping[str, JsonValue]


class FeedRevisions(Protocol):
    """Where the revisions of feeds are kept. What is kept once never changes."""

    def kept(self, municipality: str, edition: int, district: str) -> Kept | None:
        """Those of a district's feed in an edition, if they were worked out before."""
        ...

    def keep(self, municipality: str, edition: int, district: str, revisions: Kept) -> None:
        """Keep them; twice is the same as once."""
        ...


class FeedHistory:
    """The revisions of every feed. Safe to use from any thread."""

    def __init__(self, data_dir: Path, editions: Editions, keeper: FeedRevisions) -> None:
        self._data_dir, self._editions, self._keeper = data_dir, editions, keeper
        self._loaded = lru_cache(LOADED_AT_ONCE)(self._load)

    def of(self, city: Municipality, edition: int, district: str) -> Revisions:
        """The revisions of a district's feed in an edition.

        Raises:
            LedgerUnreachable: they could not be looked up.
        """
        if edition == FOLDER:
            return as_issued(city)
        kept = self._keeper.kept(city.id, edition, district)
        if kept is not None:
            return from_json(kept)
        revisions = self._worked_out(city, edition, district)
        self._keeper.keep(city.id, edition, district, as_json(revisions))
        return revisions

    def _worked_out(self, city: Municipality, edition: int, district: str) -> Revisions:
        history = {each.number: each for each in self._editions.history(city.id)}
        this = history[edition]
        number = _before(this, history)
        before = self._loaded(city.id, number)
        if before is None:
            return as_issued(city)
        first, last = _window(this.starts_at, (before, city), district)
        return revised(
            _events(before, district, first, last),
            self.of(before, number, district),
            _events(city, district, first, last),
            this.starts_at,
        )

    def _load(self, municipality: str, number: int) -> Municipality | None:
        """The tables of an edition; None where they cannot be used any more."""
        if number == FOLDER:
            files = files_of_folder(municipality, self._data_dir)
        else:
            files = dict(self._editions.at(municipality, number).files)
        return load_files(files, f"{municipality}@{number}").municipality if files else None


def _before(edition: Edition, history: Mapping[int, Edition]) -> int:
    """The number of the edition that was in force until this one began."""
    earlier = [each for each in history.values() if _place(each) < _place(edition)]
    return max(earlier, key=_place).number if earlier else FOLDER


def _place(edition: Edition) -> tuple[datetime, int]:
    return edition.starts_at, edition.number


def _window(since: datetime, cities: tuple[Municipality, ...], district: str) -> tuple[date, date]:
    """From the past a feed shows to the last day published in any of the editions."""
    first = month_begins(since.date(), -MONTHS_BACK)
    ends = [_published(city, district) for city in cities]
    ahead = month_begins(since.date() + timedelta(days=DAYS_AHEAD), 1)
    return first, max([ahead, *(end for end in ends if end is not None)])


def _published(city: Municipality, district: str) -> date | None:
    try:
        return published_until(CollectionCalendar(city).of(district))
    except DistrictUnknown:
        return None


def _events(city: Municipality, district: str, first: date, last: date) -> tuple[Event, ...]:
    try:
        calendar = CollectionCalendar(city).of(district)
    except DistrictUnknown:
        return ()
    return events(city, calendar, first, last)
