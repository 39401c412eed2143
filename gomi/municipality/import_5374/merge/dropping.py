"""What goes: rows that the source dropped and no clerk touched, unless a row that stays needs them."""

from collections.abc import Iterable, Mapping
from typing import Any

from gomi.municipality.column import Kind
from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.merge.deciding import Kept
from gomi.municipality.import_5374.merge.meaning import Meaning
from gomi.municipality.import_5374.merge.ours import OurTable
from gomi.municipality.import_5374.merge.previous import STEMS
from gomi.municipality.import_5374.merge.telling import Telling, name_of

REFERENCES = (Kind.REFERENCE, Kind.REFERENCES)


def drop(
    decided: dict[str, list[Kept]],
    others: Mapping[str, OurTable],
    ours: Meaning,
    telling: Telling,
) -> dict[str, list[Kept]]:
    """The rows that stay. ``others`` are the clerk's own tables that refer to imported ones."""
    needed: dict[str, set[str]] = {stem: set() for stem in STEMS}
    for stem, table in others.items():
        for row in table.rows:
            _need(needed, stem, ours.view(stem, row.cells))
    staying: dict[str, list[Kept]] = {}
    for stem in reversed([stem for stem in STEMS if stem in decided]):
        for kept in decided[stem]:
            if not kept.droppable:
                _need(needed, stem, wanted(kept))
        staying[stem] = list(_staying(stem, decided[stem], needed[stem], telling))
        for kept in staying[stem]:
            _need(needed, stem, wanted(kept))
    return staying


def wanted(kept: Kept) -> Mapping[str, Any]:
    """What each cell of the row will mean."""
    ours, theirs = kept.trio.our_view or {}, kept.trio.their_view or {}
    return {**ours, **{column: theirs.get(column, text) for column, text in kept.put.items()}}


def _need(needed: dict[str, set[str]], stem: str, view: Mapping[str, Any]) -> None:
    for column in TABLES[stem].columns:
        if column.kind in REFERENCES and column.refers in needed and (value := view.get(column.ascii)):
            needed[column.refers] |= {value} if isinstance(value, str) else set(value)


def _staying(stem: str, rows: list[Kept], needed: set[str], telling: Telling) -> Iterable[Kept]:
    alive = {kept.trio.item for kept in rows if not kept.droppable}
    courses = {wanted(kept).get("course", "") for kept in rows if not kept.droppable}
    for kept in rows:
        if not kept.droppable:
            yield kept
            continue
        trio = kept.trio
        course = (trio.our_view or {}).get("course", "")
        is_last_of_course = course in needed and course not in courses
        if stem == "items":
            is_needed = trio.item in needed and trio.item not in alive
        else:
            is_needed = trio.common in needed or is_last_of_course
        if is_needed:
            courses.add(course)
            said = f"{name_of(trio)}は元の表からなくなりましたが、ほかの行が使っているので残しました"
            telling.kept("dropped-but-used", trio, said)
            yield kept
        else:
            said = f"{name_of(trio)}はなくなりました（前は {trio.ours.line if trio.ours else 0} 行）"
            telling.gone(trio, said)
