"""Closures of center.csv: the days on which a treatment centre takes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gomi.municipality.cells import Unreadable, read_date
from gomi.municipality.columns import EVERYTHING
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import SourceFile
from gomi.municipality.values import ExceptionKind
from gomi.municipality.workbook import Row

CENTER = "center.csv"
NAMELESS = "センター名なし"
"""The course of districts whose centre has no name but does have closures."""


class Closures(StrEnum):
    """What a closure does to a day: drops it, or moves the week numbers of that month on.

    The files do not say; the site's settings did, so whoever imports has to.
    """

    SKIP = "skip"
    SHIFT = "shift"

    @property
    def kind(self) -> ExceptionKind:
        """The exception that says so."""
        return ExceptionKind.SHIFTED if self is Closures.SHIFT else ExceptionKind.SUSPENDED


@dataclass(frozen=True, slots=True)
class Closure:
    """One period, both days included, and the course or EVERYTHING it is for."""

    course: str
    starts: date
    ends: date

    def is_for(self, centre: str) -> bool:
        """Whether it closes the districts of that centre."""
        return self.course in (EVERYTHING, centre or NAMELESS)


def read_closures(source: SourceFile, centres: Iterable[str], report: Report) -> list[Closure]:
    """The closures of centres that districts name; the others are told and left out."""
    named = list(centres)
    used = set(named)
    closures = []
    for row in source.rows:
        centre = row.cells[0]
        if not any(row.cells[1:]):
            continue
        if centre not in used:
            said = f"「{centre}」をセンターとする地区がないので、休止を取り込みませんでした"
            report.doubted("no-centre", CENTER, row.line, centre, said)
            continue
        course = EVERYTHING if len(used) == 1 else centre or NAMELESS
        closures += [Closure(course, *period) for period in _periods(source, row, report)]
    return list(dict.fromkeys(closures))


def _periods(source: SourceFile, row: Row, report: Report) -> Iterator[tuple[date, date]]:
    """A period, or single days where the header calls several columns 休止日."""
    days = [_day(text, row, report) for text in row.cells[1:] if text]
    if source.header.count("休止日") > 1:
        yield from ((day, day) for day in days if day)
        return
    if not row.cells[1] or len(days) > 2:
        said = (
            f"「{row.cells[0]}」の休止は始まりと終わりの2つの日付ではありません。例外として書き足してください"
        )
        report.refused("closure", CENTER, row.line, ",".join(row.cells), said)
        return
    if None in days:
        return
    starts, ends = days[0], days[-1]
    if starts and ends and starts > ends:
        said = f"「{row.cells[0]}」の休止は終わり {ends} が始まり {starts} より前です"
        report.refused("closure", CENTER, row.line, ",".join(row.cells), said)
    elif starts and ends:
        yield starts, ends


def _day(text: str, row: Row, report: Report) -> date | None:
    """A day with slashes. Eight digits never worked on the site, so they are told, not used."""
    try:
        if text.isdigit():
            raise Unreadable("は 2026/1/1 の形ではないので、元のサイトでも効いていません", "")
        return read_date(text)
    except Unreadable as error:
        said = f"「{row.cells[0]}」の休止日「{text}」{error.problem}。例外として書き足してください"
        report.refused("closure", CENTER, row.line, text, said)
        return None
