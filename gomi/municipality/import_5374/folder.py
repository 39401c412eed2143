"""Import one 5374 folder into a municipality's folder that every command accepts."""

import re
from pathlib import Path

from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.areas import (
    Area,
    Calendar,
    read_area_names,
    read_calendar,
)
from gomi.municipality.import_5374.categories import CategoryList, Described, read_described
from gomi.municipality.import_5374.choice import tell_of_choice
from gomi.municipality.import_5374.closures import NAMELESS, Closure, Closures, read_closures
from gomi.municipality.import_5374.items import TARGET, ImportedItem, read_items
from gomi.municipality.import_5374.labels import one_district_each
from gomi.municipality.import_5374.merge import bring_in, read_standing
from gomi.municipality.import_5374.merge.stable import SOURCE_LABEL
from gomi.municipality.import_5374.merge.telling import SOURCE_LINE
from gomi.municipality.import_5374.readings import Readings
from gomi.municipality.import_5374.remarks import read_remarks, remark_of
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import find_data, read_source
from gomi.municipality.import_5374.streams import stream_of
from gomi.municipality.import_5374.text import how_and_notes, sentences
from gomi.municipality.import_5374.tiles import guess_icon, guess_kind, letters, tile_colour
from gomi.municipality.load import load
from gomi.municipality.profile import TAKEN_IDS

Cells = dict[str, str]
SOURCE = "5374"
SOURCES = """\
# 出典

すべての表は 5374 形式の CSV から取り込みました。
元の表の出典、取得した日、ライセンスをここに書いてください。
"""


def import_folder(src: Path, dest: Path, closures: Closures | None = None) -> Report:
    """Write ``dest`` from the 5374 files in ``src`` and tell what became of everything.

    What is written never has a 誤り. In a folder that was imported before, what a clerk decided since
    then stays, and what the source changed since then arrives; where no ``closures`` are named, the last
    import's hold. ``dest`` is the old folder or the new one at every moment.

    Raises:
        CannotMerge: the tables in ``dest`` cannot be read or changed meanwhile; nothing was written.
    """
    report = Report()
    standing = read_standing(dest, report)
    closures = closures or standing.previous.closures or Closures.SKIP
    data = find_data(src)
    area_names = read_area_names(read_source(data, "area_master.csv", report))
    calendar = read_calendar(read_source(data, "area_days.csv", report), report)
    described = read_described(read_source(data, "description.csv", report), report)
    categories = CategoryList(described, report)
    items = read_items(read_source(data, TARGET, report), area_names, categories, report)
    remarks = read_remarks(read_source(data, "remarks.csv", report))
    centres = [area.centre for area in calendar.areas]
    closed = read_closures(read_source(data, "center.csv", report), centres, report)
    areas = one_district_each(calendar.areas, closed, report)

    stream_ids = {name: f"s{number}" for number, name in enumerate(calendar.streams, 1)}
    tables = {
        "categories": _categories(categories.all, calendar, report),
        "streams": [{"id": id_, "name": name} for name, id_ in stream_ids.items()],
        "items": _items(items, report),
        "districts": _districts(areas, area_names, closed),
        "rules": _rules(areas, remarks, report),
        "exceptions": _exceptions(closed, closures),
    }
    others = {"municipality.toml": _profile(src, dest).encode(), "SOURCES.md": SOURCES.encode()}
    now = bring_in(standing, tables, others, closures, report)
    report.written |= {TABLES[stem].title: len(now[stem].rows) for stem in tables if stem in now}
    _tell_of_choice(dest, tables["exceptions"], closures, report)
    report.written["品目の名前"] = len({row.cells.get("item_id") for row in now["items"].rows})
    return report


def _tell_of_choice(dest: Path, imported: list[Cells], closures: Closures, report: Report) -> None:
    municipality = load(dest).municipality if imported else None
    if municipality is not None:
        tell_of_choice(municipality, [row["id"] for row in imported], closures, report)


def _categories(categories: list[Described], calendar: Calendar, report: Report) -> list[Cells]:
    rows = []
    letter_of = letters([category.name for category in categories])
    for number, (category, letter) in enumerate(zip(categories, letter_of, strict=True), 1):
        stream = stream_of(category, calendar.streams, report)
        how, notes = how_and_notes(sentences(category.description))
        kind = guess_kind(category.name, has_days=stream in calendar.collected, described=category.described)
        rows.append(
            {
                "id": f"c{number}",
                "name": category.name,
                "kind": kind.value,
                "stream": stream,
                "colour": tile_colour(category.colour, number),
                "icon": guess_icon(category.name),
                "letter": letter,
                "how": "｜".join(how),
                "notes": "｜".join(notes),
                "order": str(number),
                SOURCE_LINE: str(category.line if category.described else 0),
            }
        )
    return rows


def _items(items: list[ImportedItem], report: Report) -> list[Cells]:
    readings = Readings(report)
    rows = []
    for number, item in enumerate(items, 1):
        reading = readings.of(item.name, item.furigana, TARGET, item.rows[0].line)
        for rule in item.rules:
            rows.append(
                {
                    "item_id": f"i{number}",
                    "name": item.name,
                    "readings": reading,
                    "category": rule.category.name,
                    "condition": rule.condition,
                    "areas": "、".join(rule.areas),
                    "how": "｜".join(rule.how),
                    "notes": "｜".join(rule.notes),
                    "source": f"{SOURCE} {TARGET}",
                    "doubt": item.doubt,
                    SOURCE_LINE: str(rule.line),
                }
            )
    return rows


def _districts(areas: list[Area], area_names: dict[str, str], closed: list[Closure]) -> list[Cells]:
    nameless_closes = any(closure.course == NAMELESS for closure in closed)
    return [
        {
            "id": f"d{number}",
            "name": area.name,
            "reading": area.reading,
            "area": area_names.get(area.code, area.code),
            "course": area.centre or (NAMELESS if nameless_closes else ""),
            SOURCE_LINE: str(area.line),
            SOURCE_LABEL: area.label,
        }
        for number, area in enumerate(areas, 1)
    ]


def _rules(areas: list[Area], remarks: dict[str, str], report: Report) -> list[Cells]:
    names = [area.name for area in areas]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    rows = []
    for number, area in enumerate(areas, 1):
        for stream, days in area.days.items():
            rows.append(
                {
                    "district": f"d{number}" if area.name in twice else area.name,
                    "stream": stream,
                    "days": days.days,
                    "remark": remark_of(days, remarks, area, stream, report),
                    "original": days.text,
                    SOURCE_LINE: str(area.line),
                }
            )
    return rows


def _exceptions(closed: list[Closure], closures: Closures) -> list[Cells]:
    return [
        {
            "id": f"e{number}",
            "kind": closures.kind.value,
            "starts": closure.starts.isoformat(),
            "ends": closure.ends.isoformat(),
            "streams": "すべて",
            "districts": closure.course,
            "reason": "施設の休み",
        }
        for number, closure in enumerate(closed, 1)
    ]


def _profile(src: Path, dest: Path) -> str:
    """A profile that can be loaded; what the source does not say is left to the clerk."""
    id_ = re.sub(r"[^a-z0-9]+", "-", dest.resolve().name.lower()).strip("-")
    id_ = re.sub(r"^[^a-z]+", "", id_) or "city"
    id_ = f"city-{id_}" if id_ in TAKEN_IDS else id_
    name = re.sub(r'["\\\x00-\x1f]', "", src.resolve().name) or id_
    return f'id = "{id_}"\n"名称" = "{name}"\n"言語" = ["ja"]\n'
