"""Areas of area_days.csv: districts, and what each of their cells says of a stream."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gomi.municipality.import_5374.day_cells import DayCell, read_cell, tell_unclear
from gomi.municipality.import_5374.odd_days import OddDays
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import SourceFile, cell
from gomi.municipality.import_5374.text import is_empty
from gomi.municipality.workbook import Row

AREA_DAYS = "area_days.csv"
_CENTRE = re.compile(r"^(センター|center|centre)", re.IGNORECASE)
_READING = re.compile(r"(ふりがな|よみ|かな)$")
_READING_IN_NAME = re.compile(r"[（(]([ぁ-ゖ][ぁ-ゖー・\s\d～〜~、,-]*)[）)]$")
_INDEX_KANA = re.compile(r"([ぁ-ゖ])\s")
CODES = ("マスター", "mastercode")


@dataclass(frozen=True, slots=True)
class Area:
    """One row of area_days.csv: a district, its centre, and its cell for each stream."""

    line: int
    code: str
    name: str
    reading: str
    centre: str
    days: Mapping[str, DayCell]
    label: str
    """The name cell; a label that several districts share has them numbered in ``name``."""


@dataclass(slots=True)
class Calendar:
    """The areas, and the streams that have days anywhere, in the order of their columns."""

    areas: list[Area] = field(default_factory=list)
    streams: list[str] = field(default_factory=list)
    collected: set[str] = field(default_factory=set)
    """The streams that have days somewhere, not only a remark."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of area_days.csv are."""

    code: int | None
    name: int
    reading: int | None
    centre: int
    streams: Mapping[str, int]


def read_calendar(source: SourceFile, report: Report) -> Calendar:
    """The areas with at least a name, one a row; what of their cells is unclear or odd is told."""
    if not source.rows:
        return Calendar()
    columns = _columns(source, report)
    calendar = Calendar(areas=list(_areas(source, columns, report)))
    _look_at_days(calendar.areas, report)
    for stream in columns.streams:
        cells = [area.days[stream] for area in calendar.areas if stream in area.days]
        if cells:
            calendar.streams.append(stream)
        else:
            said = f"「{stream}」の列はどの地区も空なので、収集区分にしませんでした"
            report.understood("empty-column", AREA_DAYS, 0, stream, said)
        if any(each.is_collected for each in cells):
            calendar.collected.add(stream)
    return calendar


def _look_at_days(areas: Iterable[Area], report: Report) -> None:
    odd = OddDays(AREA_DAYS, report)
    for area in areas:
        for stream, days in area.days.items():
            tell_unclear(days, area.name, stream, AREA_DAYS, area.line, report)
            odd.look_at(days, area.name, stream, area.line)
    odd.finish()


def _columns(source: SourceFile, report: Report) -> Columns:
    header = source.header_cells
    code = source.column(*CODES)
    centre = next((place for place, name in enumerate(header) if _CENTRE.match(name)), None)
    if centre is None:
        centre = 1 if code is None else 2
        report.understood("no-centre", source.name, 0, ",".join(header), "センターの列を位置で読みました")
    before = [place for place in range(centre) if place != code]
    readings = [place for place in before if _READING.search(header[place])]
    name = next((place for place in before if place not in readings), 0)
    return Columns(code, name, next(iter(readings), None), centre, _streams(source, centre + 1, report))


def _streams(source: SourceFile, start: int, report: Report) -> dict[str, int]:
    """The column of each stream, under its header cell with outer blanks trimmed."""
    streams: dict[str, int] = {}
    for place in range(start, len(source.header_cells)):
        name = source.header_cells[place]
        if not name or name in streams:
            if any(cell(row, place) for row in source.rows):
                said = f"{place + 1} 列目は見出し「{name}」が空か2つめなので読みませんでした"
                report.refused("column", source.name, 1, name, said)
            continue
        streams[name] = place
    return streams


def _areas(source: SourceFile, columns: Columns, report: Report) -> Iterator[Area]:
    for row in source.rows:
        name = cell(row, columns.name)
        if not name:
            report.refused("no-area", source.name, row.line, ",".join(row.cells), "名前のない地区です")
            continue
        if len(row.cells) < len([header for header in source.header_cells if header]):
            report.doubted("short-row", source.name, row.line, name, f"「{name}」の行は列が足りません")
        days = {stream: _days(row, place) for stream, place in columns.streams.items()}
        if not any(days.values()):
            report.doubted("no-days", source.name, row.line, name, f"「{name}」には収集日がありません")
        yield Area(
            row.line,
            cell(row, columns.code),
            name,
            _reading(name, cell(row, columns.reading)),
            cell(row, columns.centre),
            {stream: read_cell(written) for stream, written in days.items() if written},
            name,
        )


def _days(row: Row, place: int) -> str:
    written = cell(row, place)
    return "" if is_empty(written) else written


def _reading(name: str, given: str) -> str:
    """The reading in its own column or in brackets, else the kana under which a list has the name."""
    found = _READING_IN_NAME.search(name) or _INDEX_KANA.match(name)
    return given or (found[1] if found else "")


def read_area_names(source: SourceFile) -> dict[str, str]:
    """The name of each sub-area under its code."""
    named = [row for row in source.rows if cell(row, 0) and cell(row, 1)]
    # A list mark would part the name where rules list the areas they hold in.
    return {cell(row, 0): cell(row, 1).replace("、", "・") for row in named}
