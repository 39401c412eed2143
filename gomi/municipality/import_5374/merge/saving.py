"""A folder as an import finds it, and its files as the import leaves them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gomi.municipality.import_5374.merge.ours import CannotMerge, OurRow, OurTable
from gomi.municipality.import_5374.merge.previous import Previous
from gomi.municipality.import_5374.merge.swap import ChangedMeanwhile, replace_files
from gomi.municipality.load import load_files


@dataclass(slots=True)
class Standing:
    """A folder as an import finds it."""

    folder: Path
    files: dict[str, bytes]
    previous: Previous
    tables: dict[str, OurTable] = field(default_factory=dict)

    @property
    def is_again(self) -> bool:
        """Whether there are tables already."""
        return bool(self.tables)


def files_to_write(
    standing: Standing, tables: dict[str, OurTable], changed: Iterable[str]
) -> dict[str, bytes | None]:
    """The files of changed tables. A workbook cannot be written, so it is put away as it was."""
    files: dict[str, bytes | None] = {}
    for stem in sorted(changed):
        table = tables[stem]
        if table.file.endswith(".xlsx"):
            files[table.file] = None
            files[_free_name(f".import/{stem}", standing)] = standing.files[table.file]
            table.file = f"{stem}.csv"
        files[table.file] = table.as_csv()
    return files


def _free_name(name: str, standing: Standing) -> str:
    number = 1
    while f"{name}-{number}.xlsx" in standing.files:
        number += 1
    return f"{name}-{number}.xlsx"


def save(standing: Standing, files: dict[str, bytes | None]) -> None:
    """Write what differs, all at once.

    Raises:
        CannotMerge: the tables would get a 誤り, or someone wrote into the folder meanwhile.
    """
    new = {name: content for name, content in files.items() if standing.files.get(name) != content}
    if not new:
        return
    after = {name: content for name, content in {**standing.files, **new}.items() if content is not None}
    loaded = load_files(_visible(after), str(standing.folder))
    if loaded.errors and loaded.errors > load_files(_visible(standing.files), "").errors:
        raise CannotMerge("取り込むと表に誤りができるので、何も書きかえていません", loaded.complaints[:20])
    try:
        replace_files(standing.folder, standing.files, new)
    except ChangedMeanwhile:
        said = "取り込みの間に表が書きかえられました。何もしていません。もう一度打ってください"
        raise CannotMerge(said) from None


def _visible(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if not name.startswith((".", "~"))}


def lines_of(standing: Standing, tables: dict[str, OurTable], changed: set[str]) -> dict[OurRow, int]:
    """Where each row stands in its file."""
    lines: dict[OurRow, int] = {}
    for stem, table in tables.items():
        line = 2
        for row in table.rows:
            lines[row] = line if stem in changed else row.line
            line += 1 + sum(cell.count("\n") for cell in row.raw)
    return lines
