"""The calendars of real cities: every cell is read or named, and says the days that it said there."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from gomi.calendar.rules import DayRule
from gomi.municipality.import_5374 import Report, import_folder
from gomi.municipality.import_5374.day_cells import read_cell
from gomi.municipality.import_5374.source import find_data
from gomi.municipality.load import load
from gomi.municipality.values import Municipality
from tests.gomi.municipality.test_import_5374 import CITIES

EVERY_CITY = pytest.mark.parametrize("city", CITIES or ["?"])
WITHOUT_A_CALENDAR = ("zushi",)
"""Its table is an unresolved merge around one row without a name; the report says so."""
A_YEAR = 366


@pytest.fixture(scope="module")
def imported(shared, tmp_path_factory):
    """The municipality a city became and the report, each city once."""
    folder = tmp_path_factory.mktemp("cities")

    @cache
    def of(city: str) -> tuple[Municipality, Report]:
        report = import_folder(shared / "opendata" / "5374" / city, folder / city)
        loaded = load(folder / city)
        assert loaded.errors == 0, [str(each) for each in loaded.complaints[:5]]
        return loaded.municipality, report

    return of


def cells_of(folder: Path) -> list[tuple[int, str, str, str]]:
    """Line, area, column and cell of every filled calendar cell, read without the importer."""
    content = (find_data(folder) / "area_days.csv").read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932")
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n")))
    header = [cell.strip() for cell in next(reader)]
    centre = next(place for place, cell in enumerate(header) if cell.startswith("センター"))
    name = 1 if header[0] == "マスター" else 0
    return [
        (reader.line_num, row[name].strip(), header[place], row[place].strip())
        for row in reader
        for place in range(centre + 1, min(len(row), len(header)))
        if row[place].strip()
    ]


@EVERY_CITY
def test_every_calendar_cell_is_in_the_rules_or_named_in_the_report(city, shared, imported):
    if city in WITHOUT_A_CALENDAR:
        assert [each.line for each in imported(city)[1].entries if each.kind == "no-area"] == [3]
        return
    municipality, report = imported(city)
    cells = cells_of(shared / "opendata" / "5374" / city)

    names = {each.id: re.sub(r"（[12]）$", "", each.name) for each in municipality.districts}
    streams = {each.id: each.name for each in municipality.streams}
    rules = {(names[rule.district], streams[rule.stream], rule.original) for rule in municipality.rules}
    told = Counter((each.line, each.column) for each in report.entries if each.kind == "days-unclear")
    tokens = {(each.line, each.column): each.read for each in report.entries if each.kind == "days-unclear"}
    assert {(re.sub(r"（[12]）$", "", name), column, cell) for _, name, column, cell in cells} == rules
    for line, _, column, cell in cells:
        assert told[line, column] == len(read_cell(cell).unclear)
        assert tokens.get((line, column), "") in cell


@pytest.mark.parametrize(
    ("city", "districts", "cells", "with_days", "not_here", "unread"),
    [
        ("ayabe", 167, 831, 665, 0, 166),
        ("chiba-mihama", 24, 96, 94, 2, 0),
        ("ena", 631, 3155, 3155, 0, 0),
        ("hachioji", 135, 1620, 1607, 0, 13),
        ("joyo", 2, 12, 12, 0, 0),
        ("kamagaya", 64, 320, 320, 0, 0),
        ("kashiwa", 261, 1044, 1044, 0, 0),
        ("kodaira", 22, 88, 88, 0, 0),
        ("oyamazaki", 372, 4628, 3454, 1174, 0),
        ("takamatsu", 35, 175, 175, 0, 0),
        ("wajima", 305, 1525, 1525, 0, 0),
    ],
)
def test_a_citys_districts_and_streams_have_the_days_they_had_there(
    city, districts, cells, with_days, not_here, unread, imported
):
    municipality, _ = imported(city)

    days = [rule.days for rule in municipality.rules]
    assert (len(municipality.districts), len(days)) == (districts, cells)
    assert (days.count("なし"), days.count("")) == (not_here, unread)
    assert len([each for each in days if each not in ("", "なし")]) == with_days


def expanded(cell: str, days: list[date]) -> set[date]:
    """Those of ``days`` that a cell names: the plain notations of the format, read a second time.

    A list of months behind a colon holds for the words before it, and a weekday behind it begins anew.
    """
    found: set[date] = set()
    for part in cell.split(";"):
        group: list[str] = []
        months: set[int] = set()
        for token in [*part.replace(":", " : ").split(), "end"]:
            if token == ":" or (months and token.isdigit() and len(token) <= 2):
                months.add(int(token) if token != ":" else 0)
                continue
            if months or token == "end":
                found |= {day for day in days if falls(group, day) and (not months or day.month in months)}
                group, months = [], set()
            group.append(token)
    return found


def falls(group: list[str], day: date) -> bool:
    weekday = "月火水木金土日"[day.weekday()]
    if {weekday, f"{weekday}{(day.day + 6) // 7}", f"{day:%Y%m%d}"} & set(group):
        return True
    starts = [date(int(token[2:6]), int(token[6:8]), int(token[8:])) for token in group if token[0] == "隔"]
    return any(day >= start and (day - start).days % 14 == 0 for start in starts)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("月 木", [1, 5, 8, 12, 15, 19, 22, 26, 29]),
        ("水1 水5 *2", [7]),
        ("月:1 3 木5:10", [29]),
        ("月1:10 11; 火1:9", [5]),
        ("隔月20260914", [12, 26]),
        ("20261003 20261103", [3]),
    ],
)
def test_the_second_reading_reads_the_plain_notations(cell, days):
    october = [date(2026, 10, 1) + timedelta(days=number) for number in range(31)]

    assert sorted(day.day for day in expanded(cell, october)) == days


@EVERY_CITY
def test_the_rules_of_a_city_fall_on_the_days_of_a_second_simple_reading(city, imported):
    municipality, _ = imported(city)
    cells = {rule.original: rule.days for rule in municipality.rules}
    year = year_of(cells)

    for original, days in cells.items():
        if read_cell(original).unclear:
            continue
        rule = read_cell(days).rule
        assert isinstance(rule, DayRule)
        assert set(rule.between(year[0], year[-1])) == expanded(original, year), original


def year_of(cells: dict[str, str]) -> list[date]:
    """The year that begins with the city's first day written out, else the fiscal year 2026."""
    written = re.findall(r"(?<!\d)20\d{6}(?!\d)", " ".join(cells))
    first = min(written, default="20260401")
    start = date(int(first[:4]), int(first[4:6]), 1)
    return [start + timedelta(days=number) for number in range(A_YEAR)]
