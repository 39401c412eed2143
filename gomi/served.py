"""The municipalities this process serves, each in the edition in force.

`Served.get` is a look-up in a dict that is never changed, only replaced whole: a request sees one
edition from its beginning to its end. A thread asks the ledger every two seconds for the numbers in
force, and for nothing else; a new edition is loaded and indexed there and swapped in when it is
ready, within five seconds of its beginning. An edition that cannot be used is logged, and the one
before stays. A ledger that cannot be reached leaves everything as it is.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from gomi.calendar.collection import CollectionCalendar
from gomi.districts import DistrictFinder
from gomi.errors import GomiError, NotServed
from gomi.municipality.editions import FOLDER, digest
from gomi.municipality.folders import folder_by_id
from gomi.municipality.load import load_files, read_folder
from gomi.municipality.values import Municipality
from gomi.places.finder import PlaceFinder
from gomi.ports import Editions, LedgerUnreachable

log = structlog.get_logger()

REFRESH_SECONDS = 2.0

Index = TypeVar("Index")


@dataclass(frozen=True, slots=True)
class ServedMunicipality(Generic[Index]):
    """A municipality in one edition (0 is its folder), with what is built from it."""

    municipality: Municipality
    index: Index
    calendar: CollectionCalendar
    districts: DistrictFinder
    places: PlaceFinder
    edition: int
    digest: str
    since: datetime


class CannotBeServed(GomiError):
    """The tables of this edition have a 誤り."""

    def __init__(self, municipality: str, errors: int) -> None:
        self.municipality, self.errors = municipality, errors
        super().__init__(f"「{municipality}」の表に誤りが {errors} 件あります")


class Served(Generic[Index]):
    """Which municipality is served in which edition. Safe to ask from any thread."""

    def __init__(
        self,
        data_dir: Path,
        editions: Editions,
        build_index: Callable[[Municipality], Index],
        clock: Callable[[], datetime],
    ) -> None:
        self._folders = folder_by_id(data_dir)
        self._editions = editions
        self._build_index = build_index
        self._clock = clock
        self._served: dict[str, ServedMunicipality[Index]] = {}
        self._broken: set[tuple[str, int]] = set()
        self._refreshing = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._reached = True

    def get(self, municipality: str) -> ServedMunicipality[Index]:
        """The municipality in its edition in force.

        Raises:
            NotServed: it is not here, or no edition of it can be used.
        """
        try:
            return self._served[municipality]
        except KeyError:
            raise NotServed(municipality) from None

    def all(self) -> list[ServedMunicipality[Index]]:
        """Everything served now, by municipality id."""
        return [served for _, served in sorted(self._served.items())]

    @property
    def ledger_reached(self) -> bool:
        """Whether the last look at the ledger succeeded."""
        return self._reached

    def refresh(self) -> None:
        """Look once, and bring whatever has changed into force. Never raises."""
        with self._refreshing:
            now = self._clock()
            numbers = self._numbers(now)
            if numbers is None:
                return
            for municipality in sorted({*self._folders, *numbers}):
                self._bring(municipality, numbers.get(municipality, FOLDER), now)

    def start(self) -> None:
        """Load everything, then go on refreshing in the background until `stop`."""
        self.refresh()
        self._thread = threading.Thread(target=self._run, name="gomi-served", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the background thread; what is served stays. Stopping twice is the same as once."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(REFRESH_SECONDS):
            self.refresh()

    def _numbers(self, now: datetime) -> dict[str, int] | None:
        try:
            numbers = self._editions.current_numbers(now)
        except Exception:  # whatever ails the ledger, residents are still answered
            if self._reached:
                log.exception("ledger_not_reached")
            self._reached = False
            return None
        self._reached = True
        return numbers

    def _bring(self, municipality: str, number: int, now: datetime) -> None:
        served = self._served.get(municipality)
        if served is not None and served.edition == number:
            return
        earlier = iter(()) if served is not None else self._earlier(municipality, number, now)
        for each in (number, *earlier):
            if (new := self._usable(municipality, each, now)) is not None:
                self._served = {**self._served, municipality: new}
                log.info("edition_served", municipality=municipality, edition=each)
                return

    def _earlier(self, municipality: str, number: int, now: datetime) -> Iterator[int]:
        """What held before ``number``, the latest first; asked only when nothing is served yet."""
        try:
            begun = [each for each in self._editions.history(municipality) if each.starts_at <= now]
        except LedgerUnreachable:
            begun = []
        begun.sort(key=lambda each: (each.starts_at, each.number), reverse=True)
        yield from (each.number for each in begun if each.number != number)
        if number != FOLDER and municipality in self._folders:
            yield FOLDER

    def _usable(self, municipality: str, number: int, now: datetime) -> ServedMunicipality[Index] | None:
        if (municipality, number) in self._broken:
            return None
        try:
            return self._load(municipality, number, now)
        except LedgerUnreachable:
            return None
        except GomiError as error:
            log.error("edition_broken", municipality=municipality, edition=number, problem=str(error))
        except Exception:  # a fault in reading one city must not take the others away
            log.exception("edition_broken", municipality=municipality, edition=number)
        self._broken.add((municipality, number))
        return None

    def _load(self, municipality: str, number: int, now: datetime) -> ServedMunicipality[Index]:
        if number == FOLDER:
            folder = self._folders[municipality]
            files, name, since = read_folder(folder), str(folder), now
        else:
            stored = self._editions.at(municipality, number)
            files, name, since = dict(stored.files), f"{municipality}@{number}", stored.edition.starts_at
        loaded = load_files(files, name)
        if loaded.municipality is None:
            raise CannotBeServed(municipality, loaded.errors)
        index = self._build_index(loaded.municipality)
        calendar, districts = CollectionCalendar(loaded.municipality), DistrictFinder(loaded.municipality)
        places = PlaceFinder(loaded.municipality, districts)
        return ServedMunicipality(
            loaded.municipality, index, calendar, districts, places, number, digest(files), since
        )
