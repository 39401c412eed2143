"""控え: what the last import wrote, kept beside the tables in a folder that no command reads.

What differs between it and the tables was decided by a clerk; what differs between it and a new
import was changed by the source.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from gomi.municipality.columns import TABLES
from gomi.municipality.complaints import Complaints
from gomi.municipality.import_5374.closures import Closures
from gomi.municipality.rows import text_rows
from gomi.municipality.sheets import as_csv, read_sheet

Cells = dict[str, str]
Tables = Mapping[str, list[Cells]]

STEMS = ("streams", "categories", "districts", "items", "rules", "exceptions")
"""The tables that an import writes, each after those its cells refer to."""

FOLDER = ".import/5374"
REMEMBERED = f"{FOLDER}/import.json"


@dataclass(slots=True)
class Previous:
    """The tables of the last import, the highest number each kind of id had, the closures chosen."""

    tables: dict[str, list[Cells]] = field(default_factory=dict)
    last_ids: dict[str, int] = field(default_factory=dict)
    closures: Closures | None = None

    @property
    def known(self) -> bool:
        """Whether there was a last import."""
        return bool(self.tables)


def read_previous(files: Mapping[str, bytes]) -> Previous | None:
    """The last import among a folder's files; None where its copy is damaged."""
    told = files.get(REMEMBERED)
    if told is None:
        return Previous()
    try:
        remembered = json.loads(told)
        ids = {str(stem): int(number) for stem, number in remembered["ids"].items()}
        closures = Closures(remembered["closures"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    tables = {stem: _table(stem, files.get(f"{FOLDER}/{stem}.csv", b"")) for stem in STEMS}
    found = {stem: rows for stem, rows in tables.items() if rows is not None}
    return Previous(found, ids, closures) if len(found) == len(STEMS) else None


def _table(stem: str, content: bytes) -> list[Cells] | None:
    complaints = Complaints()
    sheet = read_sheet(f"{stem}.csv", content, complaints)
    rows = text_rows(TABLES[stem], sheet, complaints) if sheet else None
    return None if rows is None else [row.cells for row in rows]


def files_of(previous: Previous) -> dict[str, bytes]:
    """The files to keep until the next import."""
    closures = (previous.closures or Closures.SKIP).value
    remembered = json.dumps({"closures": closures, "ids": previous.last_ids}, indent=1)
    tables = {f"{FOLDER}/{stem}.csv": table_file(stem, previous.tables.get(stem, [])) for stem in STEMS}
    return {REMEMBERED: f"{remembered}\n".encode(), **tables}


def table_file(stem: str, rows: list[Cells]) -> bytes:
    """A table with all its columns."""
    columns = TABLES[stem].columns
    cells = [tuple(row.get(column.ascii, "") for column in columns) for row in rows]
    return as_csv([TABLES[stem].headers, *cells])
