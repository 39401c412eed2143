"""Decide each row of a re-import: the clerk's word stands, and what only the source changed arrives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gomi.municipality.column import Column, Kind
from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.merge.meaning import ID_COLUMN, View
from gomi.municipality.import_5374.merge.previous import Cells
from gomi.municipality.import_5374.merge.telling import Telling, name_of
from gomi.municipality.import_5374.merge.trios import Trio

TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "items": (("category", "condition", "areas"),),
    "rules": (("days", "original"),),
}
"""Columns that make one decision; half of the clerk's and half of the source's would be nobody's."""


@dataclass(eq=False, slots=True)
class Kept:
    """A row that will stand in the table, and the source's cells to be written into it."""

    trio: Trio
    put: Cells = field(default_factory=dict)
    droppable: bool = False
    """The source dropped it and no clerk touched it: it goes, unless another row needs it."""

    @property
    def is_new(self) -> bool:
        """Whether the source brings the row."""
        return self.trio.ours is None


class Deciding:
    """Decides the rows of one table; what other tables decided is told to it."""

    def __init__(self, stem: str, rows: list[Trio], gone: Mapping[str, set[str]], telling: Telling) -> None:
        self._stem, self._rows, self._gone, self._telling = stem, rows, gone, telling
        self._names = {trio.our_view["name"]: trio for trio in rows if trio.our_view and _named(trio)}
        self._our_items = {trio.item for trio in rows if trio.ours}
        self._known_items = {trio.item for trio in rows if trio.base}
        self._our_keys = {_key(trio.our_view) for trio in rows if trio.our_view and stem == "items"}
        self.postponed: list[Cells] = []
        """Rows of the source that could not be written; they are no part of what was imported."""

    def decide(self) -> list[Kept]:
        """Every row that stands, in the order of the rows given."""
        found = (self._with_ours(trio) if trio.ours else self._without_ours(trio) for trio in self._rows)
        return [kept for kept in found if kept is not None]

    def _with_ours(self, trio: Trio) -> Kept:
        if trio.theirs is not None:
            put = self._merged(trio)
            return Kept(trio, put)
        if trio.base is None:
            return Kept(trio)
        if trio.our_view == trio.base_view:
            return Kept(trio, droppable=True)
        said = f"{name_of(trio)}は元の表からなくなりましたが、手を入れた行なので残しました"
        self._telling.kept("dropped-but-edited", trio, f"{said}。いらなければ消してください")
        return Kept(trio)

    def _without_ours(self, trio: Trio) -> Kept | None:
        if trio.theirs is None:
            return None
        name = name_of(trio)
        if trio.absorbed and trio.base is None:
            said = f"元の表の{name}は、同じ名前の行があるので入れませんでした"
            self._telling.kept("name-taken", trio, said)
        if trio.absorbed:
            return None
        if trio.base is not None:
            if trio.base_view != trio.their_view:
                said = f"消してある{name}が元の表で変わりましたが、消したままにしました"
                self._telling.kept("deleted-but-changed", trio, said)
            return None
        if self._stem == "items" and (reason := self._item_is_settled(trio)):
            self._telling.kept("clerks-item", trio, f"{name}は入れませんでした。{reason}")
            return None
        if self._stem == "items" and trio.item in self._our_items and _key(trio.their_view) in self._our_keys:
            return None
        for column in self._lost(trio, TABLES[self._stem].columns):
            title = TABLES[column.refers].title
            said = f"{name}は入れませんでした。{title}「{trio.theirs[column.ascii]}」の行を消してあるためです"
            self._telling.kept("target-deleted", trio, f"{said}。行を書き足してください")
            self.postponed.append(trio.theirs)
            return None
        return Kept(
            trio, {column: text for column, text in trio.theirs.items() if not column.startswith("@")}
        )

    def _item_is_settled(self, trio: Trio) -> str:
        """Why a new rule does not join its item; empty where it does."""
        ours, known = trio.item in self._our_items, trio.item in self._known_items
        if ours and not known:
            return "同じ名前の品目を職員が書いているためです"
        return "品目の行をすべて消してあるためです" if known and not ours else ""

    def _lost(self, trio: Trio, columns: Iterable[Column]) -> list[Column]:
        """The columns that refer to a row which the clerk deleted."""
        view = trio.their_view or {}
        return [
            column
            for column in columns
            if column.kind is Kind.REFERENCE and view[column.ascii] in self._gone.get(column.refers, ())
        ]

    def _merged(self, trio: Trio) -> Cells:
        put: Cells = {}
        for columns in self._groups():
            put |= self._cells(trio, columns)
        return put

    def _groups(self) -> Iterable[tuple[str, ...]]:
        together = TOGETHER.get(self._stem, ())
        grouped = {column for columns in together for column in columns}
        left_out = {ID_COLUMN.get(self._stem, "id"), *(("name",) if self._stem == "items" else ())}
        yield from together
        for column in TABLES[self._stem].columns:
            if column.ascii not in grouped | left_out:
                yield (column.ascii,)

    def _cells(self, trio: Trio, columns: tuple[str, ...]) -> Cells:
        """The source's cells for columns that only the source changed; of a conflict it tells."""
        base, ours, theirs = (
            [(view or {}).get(column, "") for column in columns]
            for view in (trio.base_view, trio.our_view, trio.their_view)
        )
        if theirs in (base, ours) or trio.theirs is None:
            return {}
        lost = self._lost(trio, [TABLES[self._stem].column(column) for column in columns])
        if ours == base and not lost and not self._taken(trio, columns):
            return {column: trio.theirs.get(column, "") for column in columns}
        for column, mine, new in zip(columns, ours, theirs, strict=True):
            if mine != new and column != "original":
                self._telling.conflict(trio, column)
        return {}

    def _taken(self, trio: Trio, columns: tuple[str, ...]) -> bool:
        """Whether the source's new name is the name of another row already."""
        if columns != ("name",) or self._stem not in ("streams", "categories"):
            return False
        return self._names.get((trio.their_view or {})["name"], trio) is not trio


def _named(trio: Trio) -> bool:
    return trio.stem in ("streams", "categories")


def _key(view: View | None) -> tuple[object, ...]:
    return tuple((view or {})[column] for column in ("name", "category", "condition", "areas"))
