"""Which state of an event a feed shows: SEQUENCE, and when the event last changed.

An event whose content changed between two editions counts one up and bears the time of the change;
the others stay as they were, byte for byte. A number never falls back, nor does a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from gomi.calendar.feed import Event
from gomi.municipality.values import Municipality
from gomi.ports import JsonValue

LONG_AGO = date(1970, 1, 1)
"""Stands in where there is no 発行日: always the same, and earlier than any 発行日 to come."""


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an event changed (from 0), and when it last did."""

    sequence: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Revisions:
    """Revisions by the UID of the event, and one for every event they do not name."""

    default: Revision
    by_uid: Mapping[str, Revision] = field(default_factory=dict)

    def of(self, uid: str) -> Revision:
        """The revision of an event."""
        return self.by_uid.get(uid, self.default)


def as_issued(municipality: Municipality) -> Revisions:
    """Nothing has changed since 発行日, midnight UTC: what a folder without editions can say."""
    issued = municipality.issued or LONG_AGO
    return Revisions(Revision(0, datetime.combine(issued, time(), UTC)))


def revised(
    before: Sequence[Event], revisions_before: Revisions, after: Sequence[Event], since: datetime
) -> Revisions:
    """The revisions once the events are those of ``after``, from ``since`` on.

    Only what is new or has changed gets an entry; every other event stays as it was. Events that
    vanished keep their entries, so that they do not fall back when they return.
    """
    known = {event.uid: event for event in before}
    by_uid = dict(revisions_before.by_uid)
    for event in after:
        earlier = known.get(event.uid)
        if earlier is None and event.uid not in by_uid:
            by_uid[event.uid] = Revision(0, since)
        elif earlier != event:
            by_uid[event.uid] = _next(revisions_before.of(event.uid), since)
    return replace(revisions_before, by_uid=by_uid)


def _next(revision: Revision, since: datetime) -> Revision:
    return Revision(revision.sequence + 1, max(revision.modified, since))


def as_json(revisions: Revisions) -> dict[str, JsonValue]:
    """As they are kept."""
    named: dict[str, JsonValue] = {uid: _kept(each) for uid, each in revisions.by_uid.items()}
    return {"default": _kept(revisions.default), "by_uid": named}


def from_json(kept: Mapping[str, Any]) -> Revisions:
    """What was kept."""
    return Revisions(_read(kept["default"]), {uid: _read(each) for uid, each in kept["by_uid"].items()})


def _kept(revision: Revision) -> list[JsonValue]:
    return [revision.sequence, revision.modified.isoformat()]


def _read(kept: Sequence[Any]) -> Revision:
    return Revision(int(kept[0]), datetime.fromisoformat(kept[1]))
