"""Write the rows that were decided into the clerk's tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gomi.municipality.columns import TABLES
from gomi.municipality.import_5374.merge.deciding import Kept
from gomi.municipality.import_5374.merge.dropping import wanted
from gomi.municipality.import_5374.merge.meaning import Meaning, id_of
from gomi.municipality.import_5374.merge.ours import OurRow, OurTable
from gomi.municipality.import_5374.merge.previous import STEMS, Cells
from gomi.municipality.import_5374.merge.sharing import share
from gomi.municipality.import_5374.merge.spelling import Spelling
from gomi.municipality.import_5374.merge.telling import Telling, name_of


class Writing:
    """Writes into ``tables``; ``changed`` names those whose file has to be written anew."""

    def __init__(self, tables: Mapping[str, OurTable], ours: Meaning, telling: Telling) -> None:
        self._tables, self._ours, self._telling = tables, ours, telling
        self._kept: dict[OurRow, Kept] = {}
        self.changed: set[str] = set()
        self.postponed: list[Cells] = []
        """Rows of the source that name something the tables do not have."""

    def take(self, stem: str, staying: Sequence[Kept], order: Iterable[Cells]) -> None:
        """Take over the rows of one table; a new row follows the one it follows in the source."""
        table = self._tables[stem]
        row_by_kept = {kept: kept.trio.ours or OurRow(0, [], {}) for kept in staying}
        self._kept |= {row: kept for kept, row in row_by_kept.items()}
        if stem == "items":
            share(row_by_kept, self._telling)
        for kept, row in row_by_kept.items():
            self._write(table, kept, row)
        rows = list(_in_order(table.rows, row_by_kept, order))
        if rows != table.rows:
            self.changed.add(stem)
        table.rows = rows

    def _write(self, table: OurTable, kept: Kept, row: OurRow) -> None:
        if kept.is_new:
            for column, text in kept.put.items():
                self._put(table, row, column, text)
            self._telling.changed("new", kept.trio, f"{name_of(kept.trio)}が増えました", row)
            return
        name, said = name_of(kept.trio), []
        mine, new = kept.trio.our_view or {}, wanted(kept)
        for column, text in kept.put.items():
            if mine[column] != new[column]:
                header = TABLES[table.stem].column(column).header
                said.append(f"{header}「{row.cells.get(column, '')}」→「{text}」")
                self._put(table, row, column, text)
        if said:
            self._telling.changed("changed", kept.trio, f"{name}が変わりました: {'、'.join(said)}", row)

    def _put(self, table: OurTable, row: OurRow, column: str, text: str) -> None:
        if row.cells.get(column, "") != text:
            table.put(row, column, text)
            self.changed.add(table.stem)

    def settle(self) -> None:
        """Let every cell name what it named; a new row that names nothing here waits."""
        spelling = Spelling(self._tables, self._known(), self._wanted())
        for cell in list(spelling.respelt()):
            table, kept = self._tables[cell.stem], self._kept.get(cell.row)
            if cell.text:
                self._put(table, cell.row, cell.column, cell.text)
            elif kept is not None and kept.is_new and cell.row in table.rows:
                table.rows.remove(cell.row)
                self.postponed.append(kept.trio.theirs or {})
                read = cell.row.cells.get(cell.column, "")
                said = f"{name_of(kept.trio)}は入れませんでした。「{read}」がいまの表にないためです"
                self._telling.kept("target-deleted", kept.trio, said, cell.row)

    def _known(self) -> dict[OurRow, str]:
        known = {}
        for stem in STEMS:
            common = self._ours.common.get(stem, {})
            for row in self._tables[stem].rows if stem in self._tables else ():
                id_, kept = id_of(stem, row.cells), self._kept.get(row)
                is_new = kept is not None and kept.is_new
                known[row] = (kept.trio.item or kept.trio.common) if kept and is_new else common.get(id_, id_)
        return known

    def _wanted(self) -> dict[OurRow, Mapping[str, Any]]:
        """What every row's cells mean, and the courses that a district is or was on."""
        found: dict[OurRow, Mapping[str, Any]] = {}
        for stem, table in self._tables.items():
            for row in table.rows:
                kept = self._kept.get(row)
                found[row] = wanted(kept) if kept else self._ours.view(stem, row.cells)
                if kept is not None and stem == "districts":
                    views = (kept.trio.our_view or {}, kept.trio.their_view or {})
                    found[row] = {**found[row], "was on courses": {view.get("course", "") for view in views}}
        return found


def _in_order(
    rows: Iterable[OurRow], row_by_kept: Mapping[Kept, OurRow], order: Iterable[Cells]
) -> Iterator[OurRow]:
    """The clerk's order without what goes, new rows behind the row before them in the source."""
    row_by_theirs = {id(kept.trio.theirs): row for kept, row in row_by_kept.items()}
    new = {row for kept, row in row_by_kept.items() if kept.is_new}
    followers: dict[OurRow | None, list[OurRow]] = {}
    before: OurRow | None = None
    for cells in order:
        row = row_by_theirs.get(id(cells))
        if row in new and row is not None:
            followers.setdefault(before, []).append(row)
        elif row is not None:
            before = row
    staying = set(row_by_kept.values())
    yield from followers.get(None, ())
    for row in rows:
        if row in staying:
            yield row
        yield from followers.get(row, ()) if row in staying else ()
