"""Decide one more exception: the tables in force with a row more, published as the next edition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gomi.errors import GomiError
from gomi.municipality.import_5374.merge.ours import OurRow, OurTable, empty_table, read_tables
from gomi.municipality.load import Loaded, load_files
from gomi.municipality.values import DayException, Municipality

STEM = "exceptions"
NUMBERED = re.compile(r"([^\d]*)(\d+)")


class ExceptionUnknown(GomiError):
    """No exception in force has that id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"例外「{id}」はありません（gomi exception list で見られます）")


@dataclass(frozen=True, slots=True)
class Decided:
    """The files with the row more, what they load as, and the id of the new exception."""

    files: Mapping[str, bytes]
    loaded: Loaded
    id: str

    @property
    def exception(self) -> DayException | None:
        """The new exception as a value; None when the tables have a 誤り."""
        city = self.loaded.municipality
        return next((each for each in city.exceptions if each.id == self.id), None) if city else None


def decide(
    files: Mapping[str, bytes], city: Municipality, cells: Mapping[str, str], now: datetime
) -> Decided:
    """One row more in the exceptions of ``files``; ``cells`` are under the columns' ASCII names.

    The table is written anew as CSV, whatever it was; every other file stays as it is.

    Raises:
        ExceptionUnknown: it replaces one that is not there.
        CannotMerge: the table cannot be read.
    """
    known = {each.id for each in city.exceptions}
    if (replaced := cells.get("supersedes")) and replaced not in known:
        raise ExceptionUnknown(replaced)
    table = read_tables(files, [STEM]).get(STEM) or empty_table(STEM)
    id_ = next_id(known)
    decided = now.astimezone(ZoneInfo(city.time_zone)).replace(tzinfo=None).isoformat(timespec="seconds")
    _append(table, {"id": id_, "decided": decided, **cells})
    others = {name: content for name, content in files.items() if name != table.file}
    changed = {**others, f"{STEM}.csv": table.as_csv()}
    return Decided(changed, load_files(changed, city.id), id_)


def next_id(known: set[str]) -> str:
    """An id that goes on from the highest.

    >>> next_id({"e1", "e12", "taifu"}), next_id(set())
    ('e13', 'e1')
    """
    numbers = [int(found[2]) for each in known if (found := NUMBERED.fullmatch(each)) and found[1] == "e"]
    return f"e{max(numbers, default=0) + 1}"


def _append(table: OurTable, cells: Mapping[str, str]) -> None:
    row = OurRow(0, [], {})
    for column, text in cells.items():
        table.put(row, column, text)
    table.rows.append(row)
