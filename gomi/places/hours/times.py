"""From when to when: one stretch of a day's opening hours, in minutes after its midnight.

>>> read_span("9:00~17:30"), read_span("午前9時~午後5時30分") == read_span("9時~17時半")
(Span(opens=540, closes=1050), True)
>>> read_span("18:00~翌2:00") == read_span("18:00~26:00") == read_span("18:00~2:00")
True

What may mean two things is refused: 9:00-5:00 may end in the afternoon or on the next morning.
"""

import re
from dataclasses import dataclass

from gomi.places.hours.text import Unclear

HOUR, NOON, A_DAY = 60, 12 * 60, 24 * 60
AFTERNOON = 13 * 60
"""From here on, an end before the start can only be on the next day: nobody counts past 12 by halves."""
EARLIEST = 6 * 60
HALVES = {"朝": "午前", "am": "午前", "夜": "午後", "pm": "午後"}
MORNING, EVENING = range(4, 12), range(5, 12)
"""The hours of 朝 and of 夜: 夜1時 is in the small hours."""

_CLOCK = (
    r"(?:(?P<{0}_next>翌[日朝]?) ?)?(?P<{0}_half>午前|午後|am|pm|朝|夜)? ?"
    r"(?:(?P<{0}_noon>正午)|(?P<{0}_hour>\d{{1,2}})"
    r"(?::(?P<{0}_minute>\d\d)(?!\d)|時(?:(?P<{0}_minutes>\d{{1,2}})分|(?P<{0}_thirty>半))?{1}))"
)
SPAN = re.compile(_CLOCK.format("from", r"|(?= ?~ ?\d{1,2}時)") + " ?~ ?" + _CLOCK.format("to", ""))
ALL_DAY = re.compile(r"24時間(?:営業|利用可)?|24h(?![a-z])|終日")

WAY = "9:00-17:00 のように24時間の時刻で書いてください（次の日までなら 18:00-翌2:00）"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``opens`` on, before ``closes``: minutes after midnight; over 1440 it is the next day."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return "-".join(f"{minutes // HOUR}:{minutes % HOUR:02}" for minutes in (self.opens, self.closes))

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a minute in common."""
        return self.opens < other.closes and other.opens < self.closes


WHOLE_DAY = Span(0, A_DAY)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as it is written: its minutes, the half of the day if one is named, and 翌."""

    minutes: int
    half: str
    is_next: bool


def read_span(text: str) -> Span:
    """The stretch that a text in plain letters says.

    Raises:
        Unclear: it is none, or one that may be meant in two ways.
    """
    found = SPAN.fullmatch(text)
    if found is None:
        raise Unclear(text, "が読めません", WAY)
    start, end = _clock(found, "from"), _clock(found, "to")
    opens, closes = start.minutes, _closes(start, end, text)
    if start.is_next or opens >= A_DAY or closes > opens + A_DAY:
        raise Unclear(text, "は、1日のうちに始まり24時間までの時間ではありません", WAY)
    return Span(opens, closes)


def _clock(found: re.Match[str], name: str) -> _Clock:
    half, is_next = found[f"{name}_half"] or "", bool(found[f"{name}_next"])
    if found[f"{name}_noon"]:
        return _Clock(NOON, "正午", is_next)
    hour = int(found[f"{name}_hour"])
    minute = int(found[f"{name}_minute"] or found[f"{name}_minutes"] or 0)
    if minute >= HOUR:
        raise Unclear(found[0], "に、ない時刻があります", WAY)
    minutes = (30 if found[f"{name}_thirty"] else minute) + HOUR * _hour(hour, half, found[0])
    return _Clock(minutes, HALVES.get(half, half), is_next)


def _hour(hour: int, half: str, text: str) -> int:
    """The hour of the day; 午前12時 and 午後12時 mean noon to some and midnight to others."""
    hours = {"": range(100), "朝": MORNING, "夜": EVENING}.get(half, range(12))
    if hour not in hours:
        raise Unclear(text, f"の「{half}{hour}時」が何時か分かりません", WAY)
    return hour + 12 if HALVES.get(half, half) == "午後" else hour


def _closes(start: _Clock, end: _Clock, text: str) -> int:
    opens, closes = start.minutes, end.minutes
    if end.is_next:
        return closes + A_DAY
    if start.half == "午後" and not end.half and closes < NOON:
        closes += NOON  # 午後1時〜5時: the half of the day is said once for both
    if closes > opens and not _may_start_in_the_afternoon(start, end):
        return closes
    if (closes < opens and _can_only_be_next(start, end)) or closes == opens == 0:
        return closes + A_DAY
    raise Unclear(text, "は、午前か午後か次の日か分かりません", WAY)


def _may_start_in_the_afternoon(start: _Clock, end: _Clock) -> bool:
    """1時〜午後5時."""
    return end.half == "午後" and not start.half and 0 < start.minutes < EARLIEST


def _can_only_be_next(start: _Clock, end: _Clock) -> bool:
    """22:00-5:00, 10:00-0:00 and 午後6時〜午前2時."""
    if end.half:
        return end.half == "午前" and start.half != "午前"
    return not start.half and (start.minutes >= AFTERNOON or end.minutes < HOUR <= start.minutes)
