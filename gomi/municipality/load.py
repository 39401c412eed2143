"""Read, check and freeze a municipality's folder.

>>> loaded = load_files({}, "data/nowhere")
>>> loaded.municipality is None
True
>>> print(loaded.complaints[0])
data/nowhere/municipality.toml: ファイルがありません。docs/data-format.md にある見出しで作ってください
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from gomi.municipality import build, profile
from gomi.municipality.build import straight
from gomi.municipality.checks import check_between
from gomi.municipality.columns import TABLES, Table
from gomi.municipality.complaints import Complaint, Complaints, Level, Spot
from gomi.municipality.guide_pictures import MEDIA_TYPES, pictures_of, shown_pictures, usable_pictures
from gomi.municipality.guides import Guide
from gomi.municipality.guides_read import read_guides
from gomi.municipality.names import Names, maybe_one_of
from gomi.municipality.parsing import Record, RowParser
from gomi.municipality.profile import Profile
from gomi.municipality.rows import TextRow, text_rows
from gomi.municipality.sheets import read_sheet
from gomi.municipality.tables import Tables
from gomi.municipality.values import Municipality

SUFFIXES = (".csv", ".xlsx")
OTHER_SPREADSHEETS = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv")
GUIDE_SUFFIXES = (".md", *MEDIA_TYPES)
CALENDAR = ("streams", "districts", "rules")

Rows = dict[str, list[TextRow]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a folder: the municipality, or None when there is a 誤り, and every complaint."""

    municipality: Municipality | None
    complaints: tuple[Complaint, ...]
    errors: int
    doubts: int


def load(path: Path | str) -> Loaded:
    """Load the folder at ``path``; complaints name the files as the caller can open them."""
    return load_files(read_folder(Path(path)), str(path))


def read_folder(path: Path) -> dict[str, bytes]:
    """Every file a municipality may have, under its name inside the folder; hidden ones left out."""
    suffixes = (*SUFFIXES, *OTHER_SPREADSHEETS, ".toml")
    wanted = [each for each in path.glob("*") if each.suffix in suffixes]
    wanted += [each for each in path.glob("guides/*") if each.suffix.lower() in GUIDE_SUFFIXES]
    files = [each for each in wanted if each.is_file() and not each.name.startswith((".", "~"))]
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in sorted(files)}


def load_files(files: Mapping[str, bytes], name: str) -> Loaded:
    """Load a municipality from file contents; ``name`` stands before every file in the complaints."""
    complaints = Complaints(name)
    told = _profile(files, complaints)
    file_by_stem = _table_files(files, complaints)
    rows = _rows(files, file_by_stem, complaints)
    names = _names(rows)
    records = _records(rows, names, complaints)
    guides, pictures = _guides(files, names, complaints)
    tables = _tables(file_by_stem, records, told, complaints)
    check_between(tables, complaints)
    errors, doubts = complaints.count(Level.ERROR), complaints.count(Level.DOUBT)
    municipality = None if errors or told is None else _freeze(told, tables, records, guides, pictures)
    return Loaded(municipality, complaints.all(), errors, doubts)


def _profile(files: Mapping[str, bytes], complaints: Complaints) -> Profile | None:
    if profile.FILE in files:
        return profile.read_profile(files[profile.FILE], complaints)
    _complain_of_missing(profile.FILE, complaints)
    return None


def _complain_of_missing(file: str, complaints: Complaints) -> None:
    way = "docs/data-format.md にある見出しで作ってください"
    complaints.error("missing-file", Spot(file, 0), "ファイルがありません", way)


def _table_files(files: Mapping[str, bytes], complaints: Complaints) -> dict[str, str]:
    """The file of each table; complains of tables that are missing, doubled or unknown."""
    found: dict[str, str] = {}
    for file in files:
        stem, _, suffix = file.rpartition(".")
        if f".{suffix}" in OTHER_SPREADSHEETS and stem in TABLES:
            way = "「CSV UTF-8」か .xlsx で保存し直してください"
            complaints.error("unreadable-file", Spot(file), f".{suffix} は読めません", way)
        if f".{suffix}" not in SUFFIXES or "/" in file:
            continue
        if stem not in TABLES:
            way = maybe_one_of(stem, TABLES) or "このファイルは読みません"
            complaints.doubt("unknown-file", Spot(file, 0, "", file), "この名前の表はありません", way)
        elif stem in found:
            problem = f"同じ表のファイルが2つあります（{found[stem]} と {file}）"
            complaints.error("two-files", Spot(file, 0), problem, "どちらか1つにしてください")
        else:
            found[stem] = file
    for stem, table in TABLES.items():
        if table.required and stem not in found:
            _complain_of_missing(f"{stem}.csv", complaints)
    absent = [f"{stem}.csv" for stem in CALENDAR if stem not in found]
    if absent and files:
        problem, way = (
            "ファイルがないので収集日を出せません",
            "docs/data-format.md にある見出しで作ってください",
        )
        complaints.doubt("no-calendar", Spot(absent[0], 0), problem, way)
    return found


def _rows(files: Mapping[str, bytes], file_by_stem: Mapping[str, str], complaints: Complaints) -> Rows:
    """The rows of every table that could be opened and has a header that can be used."""
    rows: Rows = {}
    for stem, file in file_by_stem.items():
        sheet = read_sheet(file, files[file], complaints)
        found = text_rows(TABLES[stem], sheet, complaints) if sheet else None
        if found is not None:
            rows[stem] = found
    return rows


def _records(rows: Rows, names: Mapping[str, Names], complaints: Complaints) -> dict[str, list[Record]]:
    """Every row without a wrong cell, under the stem of its table."""
    return {
        stem: RowParser(table, names, complaints).records(rows.get(stem, []))
        for stem, table in TABLES.items()
    }


def _names(rows: Rows) -> dict[str, Names]:
    """The ids and names that references may use. Of a table that could not be read all are taken."""
    names = {stem: _names_of(table, rows) for stem, table in TABLES.items()}
    districts = rows.get("districts", [])
    pairs = [(row.cells.get("id", ""), row.cells.get("name", "")) for row in districts]
    courses = dict.fromkeys(row.cells.get("course", "") for row in districts)
    pairs += [(course, course) for course in courses if course]
    names["places of exceptions"] = Names(pairs, known="districts" in rows)
    return names


def _names_of(table: Table, rows: Rows) -> Names:
    id_column, name_column = ("item_id", "name") if table.stem == "items" else ("id", "name")
    pairs = [
        (row.cells.get(id_column, ""), row.cells.get(name_column, "")) for row in rows.get(table.stem, [])
    ]
    return Names(((id_, name) for id_, name in pairs if id_), known=table.stem in rows)


def _tables(
    file_by_stem: Mapping[str, str],
    records: Mapping[str, list[Record]],
    told: Profile | None,
    complaints: Complaints,
) -> Tables:
    zone = ZoneInfo(told.time_zone if told else "Asia/Tokyo")
    tables = Tables(files=file_by_stem)
    for stem, make in build.STRAIGHT.items():
        setattr(tables, stem, straight(records[stem], make))
    tables.categories = build.categories(records["categories"])
    tables.items = build.items(records["items"], complaints)
    tables.rules = build.rules(records["rules"], (row.value.id for row in tables.districts))
    tables.exceptions = build.exceptions(records["exceptions"], zone)
    return tables


def _guides(
    files: Mapping[str, bytes], names: Mapping[str, Names], complaints: Complaints
) -> tuple[tuple[Guide, ...], dict[str, bytes]]:
    """The guides and the pictures they show: file name below guides/ → content."""
    usable = usable_pictures(files, complaints)
    refused = {f"guides/{file}" for file in pictures_of(files) if file not in usable}
    guides = read_guides({name: files[name] for name in files if name not in refused}, names, complaints)
    return guides, shown_pictures(usable, guides, complaints)


def _freeze(
    told: Profile,
    tables: Tables,
    records: Mapping[str, list[Record]],
    guides: tuple[Guide, ...],
    pictures: Mapping[str, bytes],
) -> Municipality:
    return Municipality(
        id=told.id,
        code=told.code,
        name=told.name,
        reading=told.reading,
        english_name=told.english_name,
        issued=told.issued,
        contact=told.contact,
        languages=told.languages,
        licence=told.licence,
        time_zone=told.time_zone,
        settings=told.settings,
        categories=tuple(row.value for row in tables.categories),
        streams=tuple(row.value for row in tables.streams),
        items=tuple(row.value for row in tables.items),
        words=tuple(row.value for row in tables.words),
        districts=tuple(row.value for row in tables.districts),
        towns=tuple(row.value for row in tables.towns),
        rules=tuple(row.value for row in tables.rules),
        exceptions=tuple(row.value for row in tables.exceptions),
        places=tuple(row.value for row in tables.places),
        guides=guides,
        guide_pictures=pictures,
        oversized_items=tuple(row.value for row in tables.oversized_items),
        vouchers=tuple(row.value for row in tables.vouchers),
        oversized_days=tuple(row.value for row in tables.oversized_days),
        exemptions=tuple(row.value for row in tables.exemptions),
        translations=build.translations(records["translations"]),
        unreviewed=build.unreviewed(records["translations"]),
    )
