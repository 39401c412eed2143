"""Doubts about days that can be read: they are carried over as they stand, and a clerk looks again.

>>> days = [date(2026, 4, 7), date(2026, 5, 5), date(2025, 6, 2), date(2026, 7, 7)]
>>> dict(odd_days(days))
{datetime.date(2025, 6, 2): '前後の日付から離れています'}
>>> without_fifth(Word(NthWeekday(2, nth)) for nth in (1, 2, 3, 4))
'水'
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gomi.calendar.rules import WEEKDAYS, ListedDay, NthWeekday, Word
from gomi.municipality.import_5374.day_cells import DayCell
from gomi.municipality.import_5374.report import Report

FEWEST = 3
"""How many days a list needs before one of them can be unlike the others."""
FAR = 230
"""Days. A wrong year puts a day of a monthly or quarterly list farther than this from its neighbours,
and a list of two days a year never goes so far."""
A_YEAR = 366


def odd_days(days: Sequence[date]) -> Iterator[tuple[date, str]]:
    """The days of a list, as written, that are unlike all the others, and in what."""
    if len(days) == 2 and abs((days[1] - days[0]).days) > A_YEAR:
        yield days[1], "もうひとつの日付から1年より離れています"
    if len(days) < FEWEST:
        return
    far = [day for place, day in enumerate(days) if _is_far(days, place)]
    near = [day for day in days if day not in far]
    if len(far) < len(near):
        yield from ((day, "前後の日付から離れています") for day in far)
    (most, times), *_ = Counter(day.weekday() for day in days).most_common(1)
    alone = [day for day in days if day.weekday() != most]
    if len(alone) == 1 and times >= FEWEST - 1 and alone[0] not in far:
        yield alone[0], f"{WEEKDAYS[alone[0].weekday()]}曜日です（ほかはすべて{WEEKDAYS[most]}曜日）"


def _is_far(days: Sequence[date], place: int) -> bool:
    """Whether both neighbours are far; at an end the one neighbour, if that is near to its other one."""
    before, after = _apart(days, place - 1), _apart(days, place)
    if 0 < place < len(days) - 1:
        return before and after
    return (after and not _apart(days, 1)) if place == 0 else (before and not _apart(days, place - 2))


def _apart(days: Sequence[date], place: int) -> bool:
    """Whether a day is far from the one behind it."""
    return abs((days[place + 1] - days[place]).days) > FAR if 0 <= place < len(days) - 1 else False


def without_fifth(words: Iterable[Word]) -> str:
    """The weekday named for the first to the fourth week of the month and not for the fifth, if any."""
    weeks: dict[tuple[int, frozenset[int]], set[int]] = {}
    for word in words:
        if isinstance(word.pattern, NthWeekday):
            weeks.setdefault((word.pattern.weekday, word.months), set()).add(word.pattern.nth)
    return next((WEEKDAYS[weekday] for (weekday, _), nths in weeks.items() if nths == {1, 2, 3, 4}), "")


class OddDays:
    """Tells of odd days in one file; what a whole file does alike is told once."""

    def __init__(self, file: str, report: Report) -> None:
        self._file, self._report = file, report
        self._without_fifth: list[tuple[int, str, str, str]] = []

    def look_at(self, cell: DayCell, district: str, stream: str, line: int) -> None:
        """Tell of the cell's odd days."""
        patterns = (word.pattern for word in cell.rule.words)
        days = [pattern.day for pattern in patterns if isinstance(pattern, ListedDay)]
        for day, odd in odd_days(days):
            said = (
                f"「{district}」の「{stream}」の {day} は{odd}。そのまま取り込みました。違えば直してください"
            )
            self._report.doubted("odd-day", self._file, line, f"{day:%Y%m%d}", said, stream)
        if weekday := without_fifth(cell.rule.words):
            self._without_fifth.append((line, stream, cell.text, weekday))

    def finish(self) -> None:
        """Tell once of the cells that leave out a fifth week."""
        if not self._without_fifth:
            return
        line, stream, text, weekday = self._without_fifth[0]
        said = (
            f"「{stream}」の「{text}」など {len(self._without_fifth):,} か所は、第5週を除いています。"
            f"そのまま取り込みました。毎週のつもりなら「毎週{weekday}」に直してください"
        )
        self._report.doubted("fifth-week", self._file, line, text, said, stream)
