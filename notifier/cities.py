"""The municipalities that residents are reminded of, each in the edition in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import structlog

from gomi.bootstrap import Services
from gomi.calendar.collection import DistrictUnknown
from gomi.conversation.ports import ChatFace
from gomi.errors import NotServed
from gomi.municipality.values import Municipality
from gomi.reminders.homes import MAIL, Home
from gomi.reminders.hours import Hours, hours_of
from gomi.reminders.news import Almanac, News
from gomi.served import ServedMunicipality

log = structlog.get_logger()


@dataclass(frozen=True)
class City:
    """One municipality in one edition, with the chat in which its residents are told (empty: none)."""

    served: ServedMunicipality[None]
    channel: str
    almanac: Almanac
    by_mail: bool = False

    @property
    def id(self) -> str:
        """The municipality's."""
        return self.municipality.id

    @property
    def municipality(self) -> Municipality:
        """Its tables."""
        return self.served.municipality

    @property
    def edition(self) -> int:
        """The edition of the tables."""
        return self.served.edition

    def reaches(self, channel: str) -> bool:
        """Whether residents of this channel can be told."""
        return self.by_mail if channel == MAIL else channel == self.channel

    @cached_property
    def hours(self) -> Hours:
        """When its residents may be told."""
        return hours_of(self.municipality.settings)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where it is."""
        return ZoneInfo(self.municipality.time_zone)

    def local(self, now: datetime) -> datetime:
        """The time there."""
        return now.astimezone(self.zone)

    def aware(self, local: datetime) -> datetime:
        """A time there without its zone, as a moment."""
        return local.replace(tzinfo=self.zone)

    def news(self, home: Home, day: date) -> News | None:
        """What there is to tell a home of a day; None for one that is told nothing at all.

        That is one of another channel or medium, or in a district that the tables no longer have.
        """
        if not self.reaches(home.channel):
            return None
        try:
            return self.almanac.of(home.district_on(day), home.streams, day)
        except DistrictUnknown:
            log.warning("home_without_district", home=home.id, municipality=self.id)
            return None


class Cities:
    """Those with a channel, and all of them where letters can be sent. Safe to ask from any thread."""

    def __init__(self, services: Services[None], chat: ChatFace) -> None:
        self._served, self._chat = services.served, chat
        self._by_mail = services.mail is not None
        self._made: dict[str, City] = {}

    def look(self) -> None:
        """Bring the editions in force; what is asked for after this is not older than this."""
        self._served.refresh()

    def all(self) -> Iterator[City]:
        """By id."""
        for served in self._served.all():
            if self._by_mail or self._chat.channel(served.municipality.id) is not None:
                yield self.get(served.municipality.id)

    def get(self, municipality: str) -> City:
        """One of them.

        Raises:
            NotServed: it is not here, or there is no way any more to tell its residents anything.
        """
        served, channel = self._served.get(municipality), self._chat.channel(municipality) or ""
        if not channel and not self._by_mail:
            raise NotServed(municipality)
        known = self._made.get(municipality)
        if known is None or known.served is not served or known.channel != channel:
            known = self._made[municipality] = City(served, channel, Almanac(served.calendar), self._by_mail)
        return known
