"""Complaints: what is wrong (誤り) or doubtful (確認) in a file, where it stands, and a way forward.

>>> complaints = Complaints("data/mihon")
>>> spot = Spot("items.csv", 203, "区分", "燃やせる")
>>> problem = "区分「燃やせる」は categories.csv にありません"
>>> complaints.error("unknown", spot, problem, "もしかして「燃やすごみ」")
>>> print(complaints.all()[0])
data/mihon/items.csv:203: 区分「燃やせる」は categories.csv にありません。もしかして「燃やすごみ」
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

MOST_KEPT = 50_000
MOST_SHOWN_OF_A_KIND = 20
LONGEST_READ = 80


class Level(StrEnum):
    """誤り cannot be used; 確認 is doubtful and served with the doubt shown, or left out as stated."""

    ERROR = "誤り"
    DOUBT = "確認"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a folder something was read: line 0 and an empty column mean the whole file."""

    file: str
    line: int = 0
    column: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend. Line 0 and an empty column mean the whole file."""

    level: Level
    kind: str
    """A short constant name; complaints of one kind are summed up together."""
    file: str
    line: int
    column: str
    read: str
    problem: str
    way: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        mark = "" if self.level is Level.ERROR else "確認: "
        return f"{place}: {mark}{self.problem}。{self.way}".rstrip("。")


class Complaints:
    """Gathers complaints about one folder, up to `MOST_KEPT`; all are counted."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder.rstrip("/")
        self._kept: list[Complaint] = []
        self._counts: Counter[Level] = Counter()

    def error(self, kind: str, spot: Spot, problem: str, way: str = "") -> None:
        """Something that cannot be used."""
        self._add(Level.ERROR, kind, spot, problem, way)

    def doubt(self, kind: str, spot: Spot, problem: str, way: str = "") -> None:
        """Something to look at."""
        self._add(Level.DOUBT, kind, spot, problem, way)

    def _add(self, level: Level, kind: str, spot: Spot, problem: str, way: str) -> None:
        self._counts[level] += 1
        if len(self._kept) >= MOST_KEPT:
            return
        file = f"{self._folder}/{spot.file}" if self._folder else spot.file
        read = shortened(spot.read)
        self._kept.append(Complaint(level, kind, file, spot.line, spot.column, read, problem, way))

    def count(self, level: Level) -> int:
        """How many complaints of that level there were, kept or not."""
        return self._counts[level]

    def all(self) -> tuple[Complaint, ...]:
        """Every complaint kept, in the order of files and lines, 誤り before 確認 on one line."""
        return tuple(sorted(self._kept, key=_order))


def _order(complaint: Complaint) -> tuple[bool, str, int, bool]:
    """The profile comes before the tables."""
    is_table = not complaint.file.endswith(".toml")
    return is_table, complaint.file, complaint.line, complaint.level is Level.DOUBT


def shortened(text: str) -> str:
    """A text short enough to stand inside a sentence."""
    return text if len(text) <= LONGEST_READ else text[: LONGEST_READ - 1] + "…"


def printed(complaints: Iterable[Complaint]) -> Iterator[str]:
    """One line each; after the first twenty of a kind in a file, one line for the rest of them."""
    seen: Counter[tuple[str, str, Level]] = Counter()
    last: dict[tuple[str, str, Level], Complaint] = {}
    for complaint in complaints:
        key = (complaint.file, complaint.kind, complaint.level)
        seen[key] += 1
        last[key] = complaint
        if seen[key] <= MOST_SHOWN_OF_A_KIND:
            yield str(complaint)
    for (file, _, level), count in seen.items():
        more = count - MOST_SHOWN_OF_A_KIND
        if more > 0:
            example = last[(file, _, level)]
            last_one = f"最後は {example.line} 行: {example.problem}"
            yield f"{file}: {level}: 同じ種類がほかに {more:,} 件あります（{last_one}）"


def as_json(complaint: Complaint) -> dict[str, object]:
    """The complaint under the names of its fields."""
    return asdict(complaint)
