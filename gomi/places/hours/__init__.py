"""営業時間 and 定休日 as clerks write them: read, and asked whether a place is open."""

from gomi.municipality.year_end import YEAR_END, YearEnd, year_end_of
from gomi.places.hours.hours import Hours, read_hours
from gomi.places.hours.together import HoursUnreadable

__all__ = ["YEAR_END", "Hours", "HoursUnreadable", "YearEnd", "read_hours", "year_end_of"]
