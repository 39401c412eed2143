r"""A feed as the text of an iCalendar file (RFC 5545, RFC 7986): UTF-8, CRLF, folded at 75 octets.

There is no METHOD, since nobody is invited, and no time zone, since a day is that day everywhere.
The same feed gives the same bytes: every time in it is that of a revision.

>>> Text("びん, 缶; 1\\N").to_ical().decode()
'びん\\, 缶\\; 1\\\\N'
"""

import unicodedata
from collections.abc import Mapping
from datetime import time, timedelta

import icalendar
from icalendar import Alarm, Calendar, vDuration, vText, vUri

from gomi.calendar.feed import Event, Feed
from gomi.calendar.revisions import Revision, Revisions

PRODUCT = "-//gomi//Collection Calendar//JA"
REFRESHED_EVERY = vDuration(timedelta(hours=12))
ONE_DAY = timedelta(days=1)
NOON = time(12)
UNWRITABLE = ("Cc", "Cs")  # control characters, halves of surrogate pairs


class Text(vText):
    r"""TEXT as RFC 5545, 3.3.11 escapes it: icalendar makes a line break of a written ``\N``."""

    def to_ical(self) -> bytes:
        """The escaped text."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def written(feed: Feed, revisions: Revisions, alarm: time | None = None) -> bytes:
    """The whole file. ``alarm`` is a time of the day itself, from noon on of the day before."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    _add_texts(
        calendar,
        {
            "name": feed.name,
            "x-wr-calname": feed.name,
            "description": "\n".join(feed.description),
            "x-wr-caldesc": "\n".join(feed.description),
            "x-wr-timezone": feed.time_zone,
            "color": feed.colour,
        },
    )
    _add_addresses(calendar, {"url": feed.url, "source": feed.source})
    # RFC 7986, 5.7 wants the parameter: readers refuse the whole feed without it.
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in feed.events:
        calendar.add_component(_event(event, revisions.of(event.uid), alarm))
    return bytes(calendar.to_ical())


def trigger(at: time) -> timedelta:
    """How long after the beginning of the day the alarm comes; negative on the evening before.

    >>> trigger(time(20)) == timedelta(hours=-4), trigger(time(7)) == timedelta(hours=7)
    (True, True)
    """
    since_midnight = timedelta(hours=at.hour, minutes=at.minute)
    return since_midnight - ONE_DAY if at >= NOON else since_midnight


def plain(text: str) -> str:
    r"""The text without control characters, which no reader allows; every kind of line break is ``\n``."""
    lines = "\n".join(text.splitlines())
    return "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in UNWRITABLE)


def _event(event: Event, revision: Revision, alarm: time | None) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", revision.modified)  # without METHOD: when it was last revised
    component.add("last-modified", revision.modified)
    component.add("sequence", revision.sequence)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + ONE_DAY)  # exclusive
    _add_texts(
        component,
        {
            "summary": event.summary,
            "description": "\n".join(event.description),
            "categories": event.category,
            "color": event.colour,
        },
    )
    _add_addresses(component, {"url": event.url})
    component.add("status", "CONFIRMED")
    component.add("transp", "TRANSPARENT")  # the household is not busy all day
    component.add("x-microsoft-cdo-busystatus", "FREE")
    if alarm is not None and event.category:
        component.add_component(_alarm(event, alarm))
    return component


def _alarm(event: Event, at: time) -> Alarm:
    component = Alarm()
    component.add("action", "DISPLAY")
    component.add("trigger", trigger(at))
    _add_texts(component, {"description": event.summary})
    return component


def _add_texts(component: icalendar.Component, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        if text:
            component.add(name, Text(plain(text)))


def _add_addresses(component: icalendar.Component, addresses: Mapping[str, str]) -> None:
    for name, address in addresses.items():
        if address:
            component.add(name, vUri(address))
