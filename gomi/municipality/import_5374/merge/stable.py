"""Ids that stay: a thing has the id of the last import, wherever its row now stands or however it is
spelt; a new thing has a number that nothing ever had.
"""

import re
from collections.abc import Iterable, Mapping

from gomi.municipality.import_5374.merge import renames
from gomi.municipality.import_5374.merge.meaning import ID_COLUMN, id_of
from gomi.municipality.import_5374.merge.previous import Cells, Previous
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.tiles import PALETTE, letters

PREFIX = {"streams": "s", "categories": "c", "districts": "d", "items": "i", "exceptions": "e"}
NATURAL: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "streams": (("name",),),
    "categories": (("name",),),
    "districts": (("area", "name"),),
    "items": (("name",),),
    "exceptions": (("starts", "ends", "districts"), ("starts", "districts"), ("ends", "districts")),
}
"""The columns by which a thing is known, the surest first."""
SOURCE_LABEL = "@label"
"""The key under which a district keeps its label in the source, which several may share."""
_NUMBER = re.compile(r"（\d+）$")


class StableIds:
    """Gives the rows of a new import the ids by which the folder already knows them."""

    def __init__(
        self,
        new: dict[str, list[Cells]],
        previous: Previous,
        ours: Mapping[str, list[Cells]],
        report: Report,
    ) -> None:
        self._new, self._previous, self._ours, self._report = new, previous, ours, report
        self.last_ids = dict(previous.last_ids)

    def give(self) -> None:
        """Rewrite the ids in place, and what a tile has by chance of its place."""
        for stem in PREFIX:
            id_by_new = self._ids(stem)
            self._rewrite(stem, id_by_new)
            if stem == "categories":
                self._settle_tiles()

    def _ids(self, stem: str) -> dict[str, str]:
        new, old = _firsts(stem, self._new[stem]), _firsts(stem, self._previous.tables.get(stem, []))
        ours = _firsts(stem, self._ours.get(stem, []))
        renamed_by_us = {id_: ours[id_] for id_ in old if id_ in ours}
        of_our_own = {id_: row for id_, row in ours.items() if id_ not in old}
        found: dict[str, str] = {}
        for rows in (old, renamed_by_us):
            for columns in NATURAL[stem]:
                found |= _same(_without(new, found), _without(rows, found.values()), columns)
        if stem == "districts":
            found |= self._parted(_without(new, found), _without(old, found.values()))
        found |= self._renamed(stem, _without(new, found), _without(old, found.values()))
        for columns in NATURAL[stem][:1]:
            found |= _same(_without(new, found), of_our_own, columns)
        return found | self._numbered(stem, _without(new, found), [*old, *ours])

    def _parted(self, new: Mapping[str, Cells], old: Mapping[str, Cells]) -> dict[str, str]:
        """A label that now stands for several districts, or for one again: the first keeps the id."""
        labelled = {id_: {**row, "label": row[SOURCE_LABEL]} for id_, row in new.items()}
        before = {id_: {**row, "label": _NUMBER.sub("", row["name"])} for id_, row in old.items()}
        found = _same(labelled, before, ("area", "label"))
        for one, other in found.items():
            self._tell_renamed("districts", old[other]["name"], new[one]["name"])
        return found

    def _renamed(self, stem: str, new: Mapping[str, Cells], old: Mapping[str, Cells]) -> dict[str, str]:
        mine, yours = list(new), list(old)
        if stem in ("streams", "categories"):
            pairs = renames.labels(list(new.values()), list(old.values()))
        elif stem == "items":
            now, before = _categories(self._new), _categories(self._previous.tables)
            pairs = renames.twins(
                list(new.values()),
                list(old.values()),
                lambda one, other: bool(now[mine[one]] & before[yours[other]]),
            )
        elif stem == "districts":
            pairs = renames.twins(list(new.values()), list(old.values()))
        else:
            pairs = {}
        for one, other in sorted(pairs.items()):
            self._tell_renamed(stem, old[yours[other]]["name"], new[mine[one]]["name"])
        return {mine[one]: yours[other] for one, other in pairs.items()}

    def _tell_renamed(self, stem: str, was: str, name: str) -> None:
        said = f"「{name}」は、前の「{was}」の名前が変わったものとして読みました"
        self._report.merged("renamed", f"{stem}.csv", 0, name, said)

    def _numbered(self, stem: str, new: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
        number = re.compile(rf"{PREFIX[stem]}(\d+)$")
        used = [int(match[1]) for id_ in taken if (match := number.match(id_))]
        last = max(used, default=0)
        last = max(last, self.last_ids.get(stem, 0))
        given = {id_: f"{PREFIX[stem]}{place}" for place, id_ in enumerate(new, last + 1)}
        self.last_ids[stem] = last + len(given)
        return given

    def _rewrite(self, stem: str, id_by_new: Mapping[str, str]) -> None:
        column = ID_COLUMN.get(stem, "id")
        for row in self._new[stem]:
            row[column] = id_by_new[row[column]]
        if stem == "districts":
            for row in self._new["rules"]:
                row["district"] = id_by_new.get(row["district"], row["district"])

    def _settle_tiles(self) -> None:
        """A letter or a colour given by chance stays, and a new category takes a free letter."""
        old = _firsts("categories", self._previous.tables.get("categories", []))
        ours = _firsts("categories", self._ours.get("categories", []))
        taken = {row.get("letter", "") for row in (*old.values(), *ours.values())}
        for row in self._new["categories"]:
            before = old.get(row["id"]) or ours.get(row["id"])
            if before is None:
                if row["letter"] in taken:
                    row["letter"] = next(letters([row["name"]], taken))
                taken.add(row["letter"])
                continue
            row["letter"] = before.get("letter", "")
            if row["colour"] in PALETTE and before.get("colour") in PALETTE:
                row["colour"] = before["colour"]


def _firsts(stem: str, rows: Iterable[Cells]) -> dict[str, Cells]:
    """The first row of each id."""
    found: dict[str, Cells] = {}
    for row in rows:
        found.setdefault(id_of(stem, row), row)
    return found


def _without(rows: Mapping[str, Cells], found: Iterable[str]) -> dict[str, Cells]:
    done = set(found)
    return {id_: row for id_, row in rows.items() if id_ not in done}


def _same(new: Mapping[str, Cells], old: Mapping[str, Cells], columns: tuple[str, ...]) -> dict[str, str]:
    """Each new id with the old one of the same cells, first with first where several are alike."""
    old_by_key: dict[tuple[str, ...], list[str]] = {}
    for id_, row in old.items():
        old_by_key.setdefault(tuple(row.get(column, "") for column in columns), []).append(id_)
    found = {}
    for id_, row in new.items():
        alike = old_by_key.get(tuple(row.get(column, "") for column in columns))
        if alike:
            found[id_] = alike.pop(0)
    return found


def _categories(tables: Mapping[str, list[Cells]]) -> dict[str, set[str]]:
    """The ids of the categories of each item."""
    id_by_name = {row["name"]: row["id"] for row in tables.get("categories", [])}
    found: dict[str, set[str]] = {}
    for row in tables.get("items", []):
        found.setdefault(row["item_id"], set()).add(id_by_name.get(row["category"], row["category"]))
    return found
