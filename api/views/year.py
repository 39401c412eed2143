"""A fiscal year of a district for paper: months as small grids, letters for streams, all that differs.

Colours carry nothing: a stream is its letter, hatching and 休 say that nothing is collected, a thick
frame that a day was moved or added. Where a cell would hold more letters than can be read, streams
that are collected on just the same days of the year share the letters of the first of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from api.views.district import DistrictView
from api.views.entries import Entry
from api.views.month import Cell, end_of, following, weeks
from api.views.streams import StreamShown
from api.views.tiles import Tile
from api.views.voice import Name, Voice
from api.views.year_changes import YearChanges

FIRST_MONTH = 4
MONTHS_A_SIDE, LARGE_MONTHS_A_PAGE = 6, 2
MOST_WITH_ICONS = 3
MOST_ON_ONE_LINE = 3
MOST_IN_TWO_LINES = 5
MOST_TOLD = 9
"""Changes named at the foot of a side; all of them stand in the months."""


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One day: its letters, its icons, its look (`none`, `ex`, `hol`), and how small its letters are."""

    day: int
    letters: str
    icons: tuple[str, ...]
    look: str
    size: str


@dataclass(frozen=True, slots=True)
class PaperMonth:
    """One month; ``told`` is said in place of days there are none of."""

    name: Name
    year: int
    weeks: list[list[PaperCell | None]]
    told: Markup


@dataclass(frozen=True, slots=True)
class Legend:
    """What letters stand for, and when it is collected."""

    tiles: tuple[Tile, ...]
    names: tuple[Name, ...]
    rule: Markup


@dataclass(frozen=True, slots=True)
class Side:
    """One page."""

    number: int
    first: Name
    last: Name
    months: tuple[PaperMonth, ...]
    told: tuple[Markup, ...]
    more: int


def fiscal_year_of(day: date) -> int:
    """The year in which a city's year with this day begins.

    >>> fiscal_year_of(date(2027, 3, 31)), fiscal_year_of(date(2027, 4, 1))
    (2026, 2027)
    """
    return day.year if day.month >= FIRST_MONTH else day.year - 1


class YearView:
    """A fiscal year of one district."""

    def __init__(self, view: DistrictView, voice: Voice, year: int, large: bool) -> None:
        self._view, self._voice = view, voice
        self.year, self.large = year, large
        self.first = date(year, FIRST_MONTH, 1)
        self.last = end_of(following(self.first, 11))
        self._entries = view.entries_between(self.first, self.last)
        self._changes = YearChanges(voice, view.dates, self._entries, self._letters)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is published of this year."""
        return not self._entries

    @property
    def legend(self) -> list[Legend]:
        """Every stream of the year in the order of the city."""
        return [
            Legend(
                self._view.streams[stream.stream].tiles,
                tuple(
                    self._view.streams[each].name
                    for each, first in self._shared.items()
                    if first == stream.stream
                ),
                self._view.rule_of(stream, self.first, self.last),
            )
            for stream in self._view.calendar.streams
            if self._shared.get(stream.stream) == stream.stream
        ]

    @property
    def until(self) -> tuple[Markup, ...]:
        """Until when to put out: one time where all streams share it, else each with its own."""
        legend = {each.stream.id: each.stream for each in self._entries}
        times = {stream.until for stream in legend.values() if stream.until is not None}
        if len(times) == 1:
            return (self._until(next(iter(legend.values()))),)
        return tuple(
            self._voice.say("print.until_of", stream=stream.name, until=self._until(stream))
            for stream in legend.values()
            if stream.until is not None
        )

    @property
    def sides(self) -> list[Side]:
        """Two sides of one sheet; in large print six pages of two months."""
        size = LARGE_MONTHS_A_PAGE if self.large else MONTHS_A_SIDE
        return [self._side(number, size) for number in range(12 // size)]

    @cached_property
    def _shared(self) -> Mapping[str, str]:
        """Every stream of the year with the one whose letters stand for it: mostly itself."""
        days: dict[str, set[tuple[date, bool, bool]]] = {
            stream.stream: set() for stream in self._view.calendar.streams
        }
        letters: Counter[date] = Counter()
        for each in self._entries:
            days[each.stream.id].add((each.day, each.off, each.changed))
            letters[each.day] += 0 if each.off else len(each.stream.tiles)
        most = MOST_ON_ONE_LINE if self.large else MOST_IN_TWO_LINES
        crowded = max(letters.values(), default=0) > most
        collected = [id_ for id_, found in days.items() if found]
        return {
            id_: next(each for each in collected if each == id_ or (crowded and days[each] == days[id_]))
            for id_ in collected
        }

    def _until(self, stream: StreamShown) -> Markup:
        assert stream.until is not None
        return self._voice.say("calendar.until", time=self._view.dates.time(stream.until))

    def _side(self, number: int, size: int) -> Side:
        firsts = [following(self.first, number * size + each) for each in range(size)]
        last = end_of(firsts[-1])
        told = self._changes.told(firsts[0], last)
        return Side(
            number + 1,
            self._view.dates.month(firsts[0]),
            self._view.dates.month(firsts[-1]),
            tuple(map(self._month, firsts)),
            tuple(told[:MOST_TOLD]),
            max(0, len(told) - MOST_TOLD),
        )

    def _month(self, first: date) -> PaperMonth:
        last = end_of(first)
        entries = [each for each in self._entries if first <= each.day <= last]
        grid = [[self._cell(cell) if cell else None for cell in week] for week in weeks(first, entries)]
        return PaperMonth(self._view.dates.month_alone(first), first.year, grid, self._instead(entries, last))

    def _instead(self, entries: Sequence[Entry], last: date) -> Markup:
        if entries:
            return Markup("")
        return self._voice.say("print.undecided" if self._view.unpublished(last) else "print.no_days")

    def _cell(self, cell: Cell) -> PaperCell:
        coming = [each for each in cell.entries if not each.off]
        tiles = [tile for each in coming if self._stands_for_itself(each) for tile in each.stream.tiles]
        changed = any(each.changed for each in coming)
        stopped = bool(cell.entries) and not coming
        look = "none" if stopped else "ex" if changed else "hol" if cell.is_rest else ""
        letters = "休" if stopped else "".join(tile.letter for tile in tiles)
        icons = tuple(tile.icon for tile in tiles) if len(tiles) <= MOST_WITH_ICONS else ()
        return PaperCell(cell.day.day, letters, icons, look, _size(len(letters)))

    def _letters(self, streams: Sequence[StreamShown]) -> str:
        first = dict.fromkeys(self._shared[stream.id] for stream in streams)
        return "".join(self._view.streams[id_].letters for id_ in first)

    def _stands_for_itself(self, entry: Entry) -> bool:
        return self._shared[entry.stream.id] == entry.stream.id


def _size(letters: int) -> str:
    """The class for that many letters in a cell: they get smaller only where they must."""
    if letters < MOST_ON_ONE_LINE:
        return ""
    if letters == MOST_ON_ONE_LINE:
        return "m3"
    return "m5" if letters <= MOST_IN_TWO_LINES else "m9"
