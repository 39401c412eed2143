"""The days of the week on which a facility can be used: read as cities write them, written as the
standard asks.

>>> [spoken(read_weekdays(days)) for days in ("月火水木金", "火～日曜日", "Mo,We-Fr")]
['月〜金', '火〜日', '月・水〜金']
>>> spoken(read_weekdays("土日祝")), written(read_weekdays("1-5"))
('土・日', '月火水木金')
>>> days_in_words("0MoWe"), days_in_words("13Mo4Th"), days_in_words("6Fr")
('月・水', '第1・3月、第4木', '最終金')
"""

import re
from collections.abc import Iterator
from itertools import groupby

from gomi.municipality.cells import Unreadable, plain

WEEK = "月火水木金土日"
EVERY_DAY, WORKDAYS = frozenset(range(7)), frozenset(range(5))
ENGLISH = ("mo", "tu", "we", "th", "fr", "sa", "su")
WHOLE = {"毎日": EVERY_DAY, "全日": EVERY_DAY, "全曜日": EVERY_DAY, "平日": WORKDAYS}
WEEK_IN_WORDS = "毎日"
SHORTEST_RUN = 3
"""From how many days on a run is written with its ends alone."""
WAY = "月火水木金、月〜金、Mo-Fr のように書いてください"

_RECURRENCE = re.compile(r"([0-7]+)((?:mo|tu|we|th|fr|sa|su)+)")
_RECURRENCES = re.compile(rf"(?:{_RECURRENCE.pattern})+$")
_TOKEN = re.compile(
    r"(?P<whole>毎日|全日|全曜日|平日)|(?P<holidays>国民の祝日|祝祭日|祝日|祝)"
    r"|(?P<day>[月火水木金土日])(?:曜日?)?"
    r"|(?P<english>mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:nesday)?)?|th(?:u(?:rs(?:day)?)?)?"
    r"|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)"
    r"|(?P<number>[1-7])|(?P<range>[~〜～‐‑–—―−－ー-]|から)|(?P<mark>[・、,，.;/／と及びおよ()]|まで|曜日?)"
)


def read_weekdays(text: str) -> frozenset[int]:
    """Weekdays, Monday 0: 月火水木金, 月〜金, 毎日, Mo-Fr, and numbers (1-5).

    Holidays named beside them add nothing: a facility that closes on holidays says so elsewhere.

    Raises:
        Unreadable: something else stands there.
    """
    days = _days(_squeezed(text))
    if not days:
        raise Unreadable("は曜日として読めません", WAY)
    return days


def days_in_words(text: str) -> str:
    """The days as 営業時間 writes them, empty for every day; GIF's recurrence codes are read as well.

    A code is 0 for every week, 1 to 5 for the n-th, 6 for the last, 7 for every other, before the days.

    Raises:
        Unreadable: something else stands there.
    """
    squeezed = _squeezed(text)
    if squeezed == "平日":
        return squeezed
    if not _RECURRENCES.match(squeezed):
        return spoken(read_weekdays(text))
    weekly = frozenset(day for weeks, day in _recurrences(squeezed) if weeks == "0")
    others = "、".join(f"{_weeks(weeks)}{WEEK[day]}" for weeks, day in _recurrences(squeezed) if weeks != "0")
    if weekly and others:
        return f"{spoken(weekly) or WEEK_IN_WORDS}、{others}"
    return others or spoken(weekly)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", plain(text)).casefold()


def _recurrences(squeezed: str) -> Iterator[tuple[str, int]]:
    for weeks, names in _RECURRENCE.findall(squeezed):
        for name in re.findall("..", names):
            yield weeks, ENGLISH.index(name)


def _weeks(code: str) -> str:
    nths = "・".join(week for week in code if week in "12345")
    said = [f"第{nths}"] if nths else []
    said += [name for week, name in (("6", "最終"), ("7", "隔週")) if week in code]
    return "・".join(said)


def _days(squeezed: str) -> frozenset[int]:
    """The days named; none where one of the words is no day."""
    days: set[int] = set()
    last: int | None = None
    range_open = False
    place = 0
    while place < len(squeezed):
        found = _TOKEN.match(squeezed, place)
        if not found:
            return frozenset()
        place = found.end()
        if found["whole"]:
            days |= WHOLE[found["whole"]]
        elif found["range"]:
            if last is None:
                return frozenset()
            range_open = True
        elif (day := _day(found)) is not None:
            days |= _run(last, day) if range_open and last is not None else {day}
            last, range_open = day, False
    return frozenset() if range_open else frozenset(days)


def _day(found: re.Match[str]) -> int | None:
    if found["day"]:
        return WEEK.index(found["day"])
    if found["english"]:
        return ENGLISH.index(found["english"][:2])
    return int(found["number"]) - 1 if found["number"] else None


def _run(first: int, last: int) -> set[int]:
    """From one day to another, over the week's end where it has to be."""
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def written(days: frozenset[int]) -> str:
    """The days as the standard writes them: 月火水木金."""
    return "".join(WEEK[day] for day in sorted(days))


def spoken(days: frozenset[int]) -> str:
    """The days as 営業時間 writes them: 月〜金, 月・水; empty for every day."""
    if days == EVERY_DAY:
        return ""
    runs = [[day for _, day in run] for _, run in groupby(enumerate(sorted(days)), lambda at: at[1] - at[0])]
    return "・".join(part for run in runs for part in _said(run))


def _said(run: list[int]) -> list[str]:
    if len(run) < SHORTEST_RUN:
        return [WEEK[day] for day in run]
    return [f"{WEEK[run[0]]}〜{WEEK[run[-1]]}"]
