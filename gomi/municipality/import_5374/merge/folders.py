"""A folder before and after a re-import: what the last import wrote, what the clerk made of it."""

from pathlib import Path

from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.closures import Closures
from gomi.municipality.import_5374.merge.deciding import Deciding, Kept
from gomi.municipality.import_5374.merge.dropping import REFERENCES, drop
from gomi.municipality.import_5374.merge.meaning import Meaning
from gomi.municipality.import_5374.merge.ours import OurTable, empty_table, read_tables
from gomi.municipality.import_5374.merge.previous import (
    FOLDER,
    STEMS,
    Cells,
    Previous,
    files_of,
    read_previous,
)
from gomi.municipality.import_5374.merge.respelling import respell
from gomi.municipality.import_5374.merge.saving import Standing, files_to_write, lines_of, save
from gomi.municipality.import_5374.merge.stable import StableIds
from gomi.municipality.import_5374.merge.swap import every_file, recover
from gomi.municipality.import_5374.merge.telling import Telling
from gomi.municipality.import_5374.merge.trios import Trio, trios
from gomi.municipality.import_5374.merge.writing import Writing
from gomi.municipality.import_5374.report import Report

REFERRING = tuple(
    stem
    for stem, table in TABLES.items()
    if stem not in STEMS and any(each.kind in REFERENCES and each.refers in STEMS for each in table.columns)
)
"""The clerk's own tables whose cells name rows of imported ones."""


def read_standing(folder: Path, report: Report) -> Standing:
    """What is there, without changing anything.

    Raises:
        CannotMerge: a table cannot be read.
    """
    recover(folder)
    files = every_file(folder)
    previous = read_previous(files)
    standing = Standing(folder, files, previous or Previous(), read_tables(files, (*STEMS, *REFERRING)))
    if standing.is_again and not standing.previous.known:
        said = "前回の取り込みの控え（.import）がないので、いまある行はすべて職員が決めたものとして残しました"
        why = "" if previous else "。控えが壊れていました"
        report.doubted("no-copy-of-the-last-import", FOLDER, 0, "", f"{said}{why}")
    return standing


def bring_in(
    standing: Standing,
    new: dict[str, list[Cells]],
    others: dict[str, bytes],
    closures: Closures,
    report: Report,
) -> dict[str, OurTable]:
    """Merge the new tables into the folder; ``others`` are files to write where there are none.

    Nothing is written when nothing changes. The tables as they now stand are given back.

    Raises:
        CannotMerge: the result would have a 誤り that was not there, or the folder changed meanwhile.
    """
    telling = Telling(standing.is_again)
    respelt = respell(standing.previous.tables.get("rules", []), standing.tables.get("rules"), report)
    ours = {stem: [row.cells for row in table.rows] for stem, table in standing.tables.items()}
    ids = StableIds(new, standing.previous, ours, report)
    ids.give()
    tables = dict(standing.tables)
    for stem in STEMS:
        if stem not in tables and _may_be_made(stem, standing, report):
            tables[stem] = empty_table(stem)
    writing, postponed = _merge(standing, tables, new, telling)
    away = {id(cells) for cells in postponed}
    kept = {stem: [row for row in rows if id(row) not in away] for stem, rows in new.items()}
    copies = files_of(Previous(kept, ids.last_ids, closures))
    changed = writing.changed | ({"rules"} if respelt else set())
    changed |= {stem for stem in STEMS if stem in tables and stem not in standing.tables}
    files = files_to_write(standing, tables, changed)
    missing = {name: content for name, content in others.items() if name not in standing.files}
    save(standing, {**files, **missing, **copies})
    telling.tell(
        report, {stem: table.file for stem, table in tables.items()}, lines_of(standing, tables, changed)
    )
    return tables


def _may_be_made(stem: str, standing: Standing, report: Report) -> bool:
    """A table is made on the first import; one that a clerk took away stays away unless it must be there."""
    if not standing.previous.known or not standing.is_again or TABLES[stem].required:
        return True
    said = f"{TABLES[stem].title}の表がないままにしました。要るなら、.import の中の写しを戻してください"
    report.kept("table-away", f"{stem}.csv", 0, "", said)
    return False


def _merge(
    standing: Standing, tables: dict[str, OurTable], new: dict[str, list[Cells]], telling: Telling
) -> tuple[Writing, list[Cells]]:
    before = {stem: standing.previous.tables.get(stem, []) for stem in STEMS}
    # A table that a clerk took away is read as it was, so that what refers to it is not taken for changed.
    mine = {
        stem: [row.cells for row in tables[stem].rows] if stem in tables else before[stem] for stem in STEMS
    }
    known = {stem: [row.cells for row in tables[stem].rows] for stem in REFERRING if stem in tables}
    base, ours, theirs = Meaning(before), Meaning({**mine, **known}), Meaning(new)
    gone: dict[str, set[str]] = {}
    decided: dict[str, list[Kept]] = {}
    postponed: list[Cells] = []
    for stem in STEMS:
        if stem in tables:
            rows = trios(stem, (before[stem], base), (tables[stem].rows, ours), (new[stem], theirs))
            gone[stem] = {trio.common for trio in rows if _is_deleted(trio)}
            # A table that is made anew holds no decision to delete its rows.
            made_anew = stem not in standing.tables
            deciding = Deciding(stem, [_anew(trio) if made_anew else trio for trio in rows], gone, telling)
            gone[stem] = set() if made_anew else gone[stem]
            decided[stem] = deciding.decide()
            postponed += deciding.postponed
    others = {stem: tables[stem] for stem in REFERRING if stem in tables}
    staying = drop(decided, others, ours, telling)
    writing = Writing(tables, ours, telling)
    for stem in (stem for stem in STEMS if stem in tables):
        writing.take(stem, staying[stem], new[stem])
    writing.settle()
    return writing, postponed + writing.postponed


def _is_deleted(trio: Trio) -> bool:
    return trio.ours is None and trio.base is not None and trio.theirs is not None and not trio.absorbed


def _anew(trio: Trio) -> Trio:
    trio.base = trio.base_view = None
    return trio
