"""What the rows of one item share: its id, its name, its reading, its doubt."""

from collections.abc import Mapping
from typing import Any

from gomi.municipality.import_5374.merge.deciding import Kept
from gomi.municipality.import_5374.merge.ours import OurRow
from gomi.municipality.import_5374.merge.telling import Telling

SHARED = ("item_id", "readings", "doubt")


def share(row_by_kept: Mapping[Kept, OurRow], telling: Telling) -> None:
    """Settle each item's name, and let new rows of an item say of it what its first row says.

    What is to be written stands in ``put`` afterwards.
    """
    rows_by_item: dict[str, list[Kept]] = {}
    for kept in row_by_kept:
        rows_by_item.setdefault(kept.trio.item, []).append(kept)
    owner = {kept.trio.our_view["name"]: item for item, rows in rows_by_item.items() for kept in rows
             if kept.trio.our_view}  # fmt: skip
    for item, rows in rows_by_item.items():
        ours = [kept for kept in rows if kept.trio.ours is not None]
        if ours:
            _share_one(rows, ours, _renamed(item, ours, owner, telling))


def _share_one(rows: list[Kept], ours: list[Kept], new_name: str) -> None:
    first = ours[0]
    said = {**_cells(first), **first.put}
    name = new_name or (first.trio.our_view or {})["name"]
    for kept in rows:
        if kept.is_new:
            kept.put |= {column: said.get(column, "") for column in SHARED}
            kept.put["name"] = name
        elif new_name and (_cells(kept).get("name") or kept is first):
            kept.put["name"] = name
    if not any(_cells(kept).get("name") or kept.put.get("name") for kept in rows):
        first.put["name"] = name


def _renamed(item: str, ours: list[Kept], owner: Mapping[str, str], telling: Telling) -> str:
    """The source's new name for the item, empty where the name stays."""
    for kept in ours:
        trio = kept.trio
        base, mine, theirs = (_name(view) for view in (trio.base_view, trio.our_view, trio.their_view))
        if not (base and theirs) or theirs in (base, mine):
            continue
        if mine == base and owner.get(theirs, item) == item:
            return theirs
        telling.conflict(trio, "name")
        return ""
    return ""


def _name(view: Mapping[str, Any] | None) -> str:
    return str((view or {}).get("name", ""))


def _cells(kept: Kept) -> Mapping[str, str]:
    return kept.trio.ours.cells if kept.trio.ours else {}
