"""What a subscriber chose in the address of a feed: which streams, and when to be reminded.

>>> read_alarm("20:00"), read_alarm("")
(datetime.time(20, 0), None)
"""

import re
from datetime import time

from gomi.errors import GomiError
from gomi.municipality.values import Municipality

ALARM = "^(([01][0-9]|2[0-3]):[0-5][0-9])?$"
"""How an alarm is written: 24 hours with two digits, or empty for none."""


class StreamsUnknown(GomiError):
    """The municipality has no streams of these names or ids."""

    def __init__(self, streams: tuple[str, ...], known: tuple[str, ...]) -> None:
        self.streams = streams
        names = "".join(f"「{each}」" for each in streams)
        super().__init__(f"収集区分{names}はありません。あるのは {'、'.join(known)} です")


class AlarmUnreadable(GomiError):
    """The time to be reminded at is written otherwise than 20:00."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(
            f"「{written}」は時刻として読めません。前の日の 20:00、当日の 07:00 の形で書いてください"
        )


def read_types(municipality: Municipality, written: str) -> frozenset[str] | None:
    """The ids of the streams named by id or name, parted by commas; None, meaning all, when empty.

    Raises:
        StreamsUnknown: some of them are no streams of the municipality.
    """
    names = tuple(filter(None, (name.strip() for name in _parted(municipality, written))))
    found = {name: _called(municipality, name) for name in names}
    unknown = tuple(name for name, ids in found.items() if not ids)
    if unknown:
        raise StreamsUnknown(unknown, tuple(stream.name for stream in municipality.streams))
    return frozenset().union(*found.values()) if names else None


def read_alarm(written: str) -> time | None:
    """The time to be reminded at: before noon on the day itself, from noon on the evening before.

    Raises:
        AlarmUnreadable: it is not written as 20:00.
    """
    if not re.fullmatch(ALARM.strip("^$"), written):
        raise AlarmUnreadable(written)
    return time.fromisoformat(written) if written else None


def _parted(municipality: Municipality, written: str) -> list[str]:
    """By commas, unless a stream bears just this name."""
    return [written] if _called(municipality, written.strip()) else written.split(",")


def _called(municipality: Municipality, name: str) -> frozenset[str]:
    return frozenset(stream.id for stream in municipality.streams if name in (stream.id, stream.name))
