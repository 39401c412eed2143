"""Rows of area_days.csv that share a label: one district where they agree, several where they do not.

A site finds only the first row of a repeated label; here every row keeps its days.
"""

import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from gomi.municipality.import_5374.areas import AREA_DAYS, Area
from gomi.municipality.import_5374.closures import Closure
from gomi.municipality.import_5374.report import Report


def one_district_each(areas: Iterable[Area], closed: Iterable[Closure], report: Report) -> list[Area]:
    """The areas in their order under names that part them; equal rows of one label are one area."""
    closed = list(closed)
    kinds_by_label: dict[tuple[str, str], dict[Hashable, Area]] = {}
    apart: list[Area] = []
    for area in areas:
        kinds = kinds_by_label.setdefault((area.code, area.name), {})
        first = kinds.setdefault(_calendar(area, closed), area)
        if first is area:
            apart.append(area)
        else:
            said = f"「{area.name}」は {first.line} 行と同じ収集日なのでまとめました"
            report.merged("area-again", AREA_DAYS, area.line, area.name, said)
    taken = {(code, _plain(name)) for code, name in kinds_by_label}
    name_by_line: dict[int, str] = {}
    for (code, name), kinds in kinds_by_label.items():
        if len(kinds) > 1:
            lines = [area.line for area in kinds.values()]
            names = list(_numbered(code, name, len(lines), taken))
            name_by_line |= dict(zip(lines, names, strict=True))
            _tell(name, lines, names, report)
    return [replace(area, name=name_by_line.get(area.line, area.name)) for area in apart]


def _calendar(area: Area, closed: Iterable[Closure]) -> Hashable:
    """What a resident of the area reads in the calendar."""
    days = frozenset((stream, cell.meaning) for stream, cell in area.days.items())
    return days, frozenset((each.starts, each.ends) for each in closed if each.is_for(area.centre))


def _numbered(code: str, name: str, count: int, taken: set[tuple[str, str]]) -> Iterator[str]:
    """As many free names as are needed, in the order of their numbers."""
    number = 0
    for _ in range(count):
        number += 1
        while (code, _plain(f"{name}（{number}）")) in taken:
            number += 1
        yield f"{name}（{number}）"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _tell(name: str, lines: list[int], names: list[str], report: Report) -> None:
    here = "、".join(f"{line} 行は「{new}」" for line, new in zip(lines, names, strict=True))
    said = f"「{name}」の行は収集日が違うので、別の地区にしました（{here}）。わかる名前に直してください"
    report.doubted("area-differs", AREA_DAYS, lines[1], name, said)
