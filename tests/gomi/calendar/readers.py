"""Independent readers of iCalendar files: what each makes of the same feed.

Each gives {uid: (day, summary)}, and fails on a uid that comes twice.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

Read = dict[str, tuple[date, str]]

# ical.js is no part of this project: where Node finds it (NODE_PATH), it reads along.
WITH_ICAL_JS = """
const path = process.env.NODE_PATH + '/ical.js/dist/ical.es5.cjs';
const parse = require(path);
const feeds = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const read = (text) => new parse.Component(parse.parse(text)).getAllSubcomponents('vevent').map((each) => {
  const event = new parse.Event(each);
  return [event.uid, event.startDate.toString(), event.startDate.isDate, event.summary];
});
console.log(JSON.stringify(feeds.map(read)));
"""


def once(events: Iterable[tuple[str, date, str]]) -> Read:
    listed = list(events)
    read = {uid: (day, summary) for uid, day, summary in listed}
    assert len(read) == len(listed)
    return read


def by_icalendar(feed: bytes) -> Read:
    import icalendar

    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    assert not any(event.errors for event in events)
    return once((str(each["UID"]), plain_day(each["DTSTART"].dt), str(each["SUMMARY"])) for each in events)


def by_ics(feed: bytes) -> Read:
    import ics

    events = ics.Calendar(feed.decode()).events
    assert all(each.all_day for each in events)
    return once((each.uid, each.begin.date(), each.name) for each in events)


def by_vobject(feed: bytes) -> Read:
    import vobject

    events = vobject.readOne(feed.decode(), validate=True).vevent_list
    return once((each.uid.value, plain_day(each.dtstart.value), each.summary.value) for each in events)


def by_ical(feed: bytes) -> Read:
    """Home Assistant's reader, the strictest."""
    from ical.calendar_stream import IcsCalendarStream

    events = IcsCalendarStream.calendar_from_ics(feed.decode()).events
    return once((each.uid, plain_day(each.dtstart), each.summary) for each in events)


READERS: dict[str, Callable[[bytes], Read]] = {
    "icalendar": by_icalendar,
    "ics": by_ics,
    "vobject": by_vobject,
    "ical": by_ical,
}


NODE = shutil.which("node")
HAS_ICAL_JS = (
    NODE is not None and (Path(os.environ.get("NODE_PATH", "")) / "ical.js/dist/ical.es5.cjs").exists()
)


def by_ical_js(feeds: list[bytes]) -> list[Read]:
    """Many at once, since Node starts slowly; only where `HAS_ICAL_JS`."""
    assert NODE is not None
    told = subprocess.run(
        [NODE, "-e", WITH_ICAL_JS],
        input=json.dumps([feed.decode() for feed in feeds]),
        capture_output=True,
        text=True,
        check=True,
    )
    listed = json.loads(told.stdout)
    assert all(is_date for events in listed for _, _, is_date, _ in events)
    return [
        once((uid, date.fromisoformat(day), summary) for uid, day, _, summary in events) for events in listed
    ]


def plain_day(value: date) -> date:
    assert not isinstance(value, datetime)
    return value


def unfolded(feed: bytes) -> list[str]:
    """The content lines of a feed."""
    return feed.decode().replace("\r\n ", "").split("\r\n")[:-1]


def components(feed: bytes) -> dict[str, bytes]:
    """Every VEVENT as it stands, by uid."""
    found = {}
    for part in feed.split(b"BEGIN:VEVENT\r\n")[1:]:
        event = part.split(b"END:VEVENT\r\n")[0]
        (uid,) = [line for line in unfolded(event) if line.startswith("UID:")]
        found[uid.removeprefix("UID:")] = event
    return found
