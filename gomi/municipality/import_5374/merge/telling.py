"""What a re-import tells a clerk of single rows, in their words, with the file and row to look at."""

from dataclasses import dataclass, field

from gomi.municipality.columns import TABLES
from gomi.municipality.complaints import shortened
from gomi.municipality.import_5374.merge.ours import OurRow
from gomi.municipality.import_5374.merge.previous import Cells
from gomi.municipality.import_5374.merge.trios import Trio
from gomi.municipality.import_5374.report import Outcome, Report

SOURCE_LINE = "@line"
"""The key under which a row of the source keeps its line."""

SOURCE_FILES = {
    "streams": "area_days.csv",
    "categories": "description.csv",
    "districts": "area_days.csv",
    "items": "target.csv",
    "rules": "area_days.csv",
    "exceptions": "center.csv",
}


@dataclass(slots=True)
class Told:
    """One line to be told once it is known where its row stands."""

    outcome: Outcome
    kind: str
    trio: Trio
    said: str
    row: OurRow | None


@dataclass(slots=True)
class Telling:
    """Gathers what is to be told of single rows."""

    again: bool
    """Whether this is a re-import; the first one has nothing to compare with."""
    told: list[Told] = field(default_factory=list)

    def changed(self, kind: str, trio: Trio, said: str, row: OurRow | None = None) -> None:
        """The source changed it, and so does the table."""
        self._add(Outcome.CHANGED, kind, trio, said, row)

    def gone(self, trio: Trio, said: str) -> None:
        """The source dropped it, and so does the table; it stands nowhere any more."""
        self._add(Outcome.CHANGED, "gone", trio, said, None)

    def kept(self, kind: str, trio: Trio, said: str, row: OurRow | None = None) -> None:
        """The source says otherwise, and the table stays."""
        self._add(Outcome.KEPT, kind, trio, said, row)

    def _add(self, outcome: Outcome, kind: str, trio: Trio, said: str, row: OurRow | None) -> None:
        if self.again:
            self.told.append(Told(outcome, kind, trio, said, row or trio.ours))

    def conflict(self, trio: Trio, column: str) -> None:
        """Both changed one cell."""
        ours, theirs = (_shown(cells, column) for cells in (_ours(trio), trio.theirs or {}))
        header = TABLES[trio.stem].column(column).header
        said = f"{name_of(trio)}の{header}は、いまの{ours}のままです"
        if trio.base is None:
            said += f"（元の表では{theirs}）"
        else:
            said += f"（元の表は{_shown(trio.base, column)}から{theirs}に変わりました）"
        self.kept("both-changed", trio, said)

    def tell(self, report: Report, file_by_stem: dict[str, str], line_by_row: dict[OurRow, int]) -> None:
        """Report every line with the row as it now stands, or the source's where there is none."""
        for told in self.told:
            report_it = report.changed if told.outcome is Outcome.CHANGED else report.kept
            stem, theirs = told.trio.stem, told.trio.theirs
            file = file_by_stem.get(stem, f"{stem}.csv")
            line = line_by_row.get(told.row, 0) if told.row else 0
            if not line and theirs is not None and SOURCE_LINE in theirs:
                file, line = SOURCE_FILES[stem], int(theirs[SOURCE_LINE])
            report_it(told.kind, file, line, name_of(told.trio), told.said)


def name_of(trio: Trio) -> str:
    """How a clerk calls the row."""
    cells = _ours(trio) or trio.theirs or trio.base or {}
    other = trio.theirs or trio.base or {}
    match trio.stem:
        case "rules":
            return f"地区「{cells.get('district', '')}」の収集区分「{cells.get('stream', '')}」"
        case "exceptions":
            return f"例外「{cells.get('starts', '')}〜{cells.get('ends', '')} {cells.get('districts', '')}」"
        case "items":
            name = cells.get("name") or other.get("name", "")
            condition = f"、{cells['condition']}" if cells.get("condition") else ""
            return f"品目「{name}」（{cells.get('category', '')}{condition}）"
    return f"{TABLES[trio.stem].title}「{cells.get('name') or other.get('name', '')}」"


def _ours(trio: Trio) -> Cells:
    return trio.ours.cells if trio.ours else {}


def _shown(cells: Cells, column: str) -> str:
    text = cells.get(column, "")
    return f"「{shortened(text)}」" if text else "空"
