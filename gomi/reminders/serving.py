"""Municipalities as far as reminders need them: days, names, and no item of the lists.

A notifier may serve a hundred cities, and most of a city is its items.
"""

from dataclasses import replace
from datetime import datetime

from gomi.calendar.collection import CollectionCalendar
from gomi.districts import DistrictFinder
from gomi.municipality.values import Municipality
from gomi.served import Served, ServedMunicipality


class ServedDays(Served[None]):
    """As `Served`, without what is searched for."""

    def _load(self, municipality: str, number: int, now: datetime) -> ServedMunicipality[None]:
        served = super()._load(municipality, number, now)
        days = only_days(served.municipality)
        calendar, districts = CollectionCalendar(days), DistrictFinder(days)
        return replace(served, municipality=days, calendar=calendar, districts=districts)


def only_days(city: Municipality) -> Municipality:
    """The tables of a city that its calendar is made of, with the translations of what is said of it."""
    said = {city.name, *(stream.name for stream in city.streams), *(each.reason for each in city.exceptions)}
    return replace(
        city,
        items=(),
        words=(),
        towns=(),
        places=(),
        guides=(),
        oversized_items=(),
        vouchers=(),
        oversized_days=(),
        exemptions=(),
        translations={key: value for key, value in city.translations.items() if key[1] in said},
        unreviewed=frozenset(key for key in city.unreviewed if key[1] in said),
    )
