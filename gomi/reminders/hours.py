"""The hours in which a municipality reminds its residents, from [reminders] in municipality.toml.

>>> hours = hours_of({})
>>> hours.evening, hours.offered_evenings[0]
((960, 1365), 1080)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gomi.reminders.homes import STEP_MINUTES

DEFAULTS: Mapping[str, str] = {
    "evening_from": "16:00",
    "evening_until": "23:00",
    "morning_from": "05:00",
    "morning_until": "08:30",
    "corrections_from": "06:00",
    "corrections_until": "23:00",
}
"""Nothing is sent before the first or from the second of each pair on."""
EVENINGS_OFFERED = (18 * 60, 19 * 60, 20 * 60, 21 * 60)
MORNINGS_OFFERED = (6 * 60, 6 * 60 + 30, 7 * 60, 7 * 60 + 30)


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes after midnight where the municipality is: from the first on, before the second."""

    evening_from: int
    evening_until: int
    morning_from: int
    morning_until: int
    corrections_from: int
    corrections_until: int

    @property
    def evening(self) -> tuple[int, int]:
        """The first and the last time to choose for the evening before."""
        return self.evening_from, self.evening_until - STEP_MINUTES

    @property
    def morning(self) -> tuple[int, int]:
        """The first and the last time to choose for the morning."""
        return self.morning_from, self.morning_until - STEP_MINUTES

    @property
    def offered_evenings(self) -> tuple[int, ...]:
        """Those most choose."""
        return _within(EVENINGS_OFFERED, self.evening)

    @property
    def offered_mornings(self) -> tuple[int, ...]:
        """Those most choose."""
        return _within(MORNINGS_OFFERED, self.morning)


def hours_of(settings: Mapping[str, object]) -> Hours:
    """The hours of a municipality; what its settings leave out, or write wrongly, is the default."""
    told = settings.get("reminders")
    given = told if isinstance(told, Mapping) else {}
    return Hours(**{name: _minutes(given.get(name), default) for name, default in DEFAULTS.items()})


def _minutes(value: object, default: str) -> int:
    for text in (value, default):
        hour, _, minute = str(text).partition(":")
        if hour.isdigit() and minute.isdigit() and int(hour) <= 24 and int(minute) < 60:
            return int(hour) * 60 + int(minute)
    raise ValueError(default)


def _within(offered: tuple[int, ...], bounds: tuple[int, int]) -> tuple[int, ...]:
    return tuple(each for each in offered if bounds[0] <= each <= bounds[1])
