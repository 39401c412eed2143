"""Days, months and times of day as one language writes them.

The names of weekdays and months stand in `data/words/`; a holiday is marked beside its weekday.
"""

from datetime import date, time
from functools import lru_cache

from markupsafe import Markup

from api.views.voice import Name, Voice
from gomi.calendar.holidays import holiday_name
from gomi.conversation.messages.readings import without_readings

MOST_KEPT = 2048  # days of a voice that are kept written
NOON = 12


class Dates:
    """Writes days in one voice. Safe to use from any thread."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.weekdays = tuple(map(self._name, voice.listed("calendar.weekdays")))
        self._months = voice.listed("date.months")
        self._short_months = voice.listed("calendar.months_short")
        self.day = lru_cache(MOST_KEPT)(self._day)
        self.short = lru_cache(MOST_KEPT)(self._short)
        self.bare_short = lru_cache(MOST_KEPT)(self._bare_short)

    def full(self, day: date) -> Markup:
        """A day with its year, where the year is not plain."""
        return self._voice.in_words(self._voice.day(day))

    def full_plain(self, day: date) -> str:
        """The same as bare text."""
        return without_readings(self._voice.day(day))

    def month(self, first: date) -> Name:
        """A month with its year."""
        values = {"year": first.year, "month": self._months[first.month - 1]}
        return self._both("calendar.month", **values)

    def month_alone(self, first: date) -> Name:
        """A month without its year."""
        return self._both("calendar.month_alone", month=self._months[first.month - 1])

    def months_short(self, months: list[int]) -> str:
        """Months in a row, as a rule names them."""
        return self._voice.plain("calendar.dot").join(self._short_months[month - 1] for month in months)

    def beside(self, day: date, other: date) -> Markup:
        """A day as briefly as it can be said on another one: without its month where that is the same."""
        if (day.year, day.month) != (other.year, other.month):
            return self.bare_short(day)
        return self._voice.say("calendar.day_alone", day=day.day)

    def near(self, day: date, today: date) -> Markup:
        """「きょう」 or 「あす」, to stand beside a day and never alone; else nothing."""
        match (day - today).days:
            case 0:
                return self._voice.say("calendar.today")
            case 1:
                return self._voice.say("calendar.tomorrow")
            case _:
                return Markup("")

    def time(self, at: time) -> Markup:
        """A time of day: 午前8時30分."""
        half = "am" if at.hour < NOON else "pm"
        sharp = "" if at.minute else "_sharp"
        hour = at.hour if at.hour <= NOON else at.hour - NOON
        return self._voice.say(f"calendar.{half}{sharp}", hour=hour, minute=f"{at.minute:02}")

    def _day(self, day: date) -> Markup:
        month = self._months[day.month - 1]
        return self._voice.say("calendar.day", month=month, day=day.day, weekday=self._weekday(day))

    def _short(self, day: date) -> Markup:
        month = self._short_months[day.month - 1]
        return self._voice.say("calendar.short", month=month, day=day.day, weekday=self._weekday(day))

    def _bare_short(self, day: date) -> Markup:
        return self._voice.say("calendar.bare_short", month=self._short_months[day.month - 1], day=day.day)

    def _weekday(self, day: date) -> Markup:
        shown = self.weekdays[day.weekday()].shown
        return self._voice.say("calendar.holiday", weekday=shown) if holiday_name(day) else shown

    def _name(self, text: str) -> Name:
        return Name(self._voice.in_words(text), without_readings(text))

    def _both(self, key: str, **values: object) -> Name:
        return Name(self._voice.say(key, **values), self._voice.plain(key, **values))
