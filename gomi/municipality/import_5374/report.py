"""What an import tells: what was understood, merged, doubted, refused, changed and kept, each with
file and row.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from gomi.municipality.complaints import MOST_SHOWN_OF_A_KIND, shortened


class Outcome(StrEnum):
    """What became of something in the source."""

    UNDERSTOOD = "読めたもの"
    MERGED = "まとめたもの"
    DOUBTED = "確認してほしいもの"
    REFUSED = "取り込まなかったもの"
    CHANGED = "前回から変わったもの"
    KEPT = "決めたままにしたもの"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told: where it stands (line 0: the whole file), what was read, what was done."""

    outcome: Outcome
    kind: str
    file: str
    line: int
    read: str
    said: str
    column: str = ""
    """The header of the column it stands in, where one cell is meant."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.said}"


@dataclass(slots=True)
class Report:
    """Every entry once, in the order they were found, and how much was written."""

    entries: list[Entry] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)
    _told: set[Entry] = field(default_factory=set, repr=False)

    def understood(self, kind: str, file: str, line: int, read: str, said: str) -> None:
        """Something in an unusual form that was read as it is meant."""
        self._tell(Outcome.UNDERSTOOD, kind, file, line, read, said)

    def merged(self, kind: str, file: str, line: int, read: str, said: str) -> None:
        """Something that became part of something else."""
        self._tell(Outcome.MERGED, kind, file, line, read, said)

    def doubted(self, kind: str, file: str, line: int, read: str, said: str, column: str = "") -> None:
        """Something carried over that a clerk should look at."""
        self._tell(Outcome.DOUBTED, kind, file, line, read, said, column)

    def refused(self, kind: str, file: str, line: int, read: str, said: str) -> None:
        """Something left out."""
        self._tell(Outcome.REFUSED, kind, file, line, read, said)

    def changed(self, kind: str, file: str, line: int, read: str, said: str) -> None:
        """Something that the source changed since the last import, and that was carried over."""
        self._tell(Outcome.CHANGED, kind, file, line, read, said)

    def kept(self, kind: str, file: str, line: int, read: str, said: str) -> None:
        """Something that a clerk decided, and that stays although the source says otherwise."""
        self._tell(Outcome.KEPT, kind, file, line, read, said)

    def _tell(
        self, outcome: Outcome, kind: str, file: str, line: int, read: str, said: str, column: str = ""
    ) -> None:
        entry = Entry(outcome, kind, file, line, shortened(read), said, column)
        if entry not in self._told:
            self._told.add(entry)
            self.entries.append(entry)

    def of(self, outcome: Outcome) -> list[Entry]:
        """The entries with one outcome."""
        return [entry for entry in self.entries if entry.outcome is outcome]

    def lines(self) -> Iterator[str]:
        """The report for a terminal: after the first twenty of a kind only their number."""
        for outcome in Outcome:
            entries = self.of(outcome)
            yield f"■ {outcome}（{len(entries):,} 件）"
            if outcome is Outcome.UNDERSTOOD:
                yield "、".join(f"{what} {count:,}" for what, count in self.written.items())
            yield from _summed_up(entries)

    def as_json(self) -> dict[str, object]:
        """Every entry and the numbers written."""
        return {
            "written": self.written,
            "entries": [{**asdict(entry), "outcome": entry.outcome.name.lower()} for entry in self.entries],
        }


def _summed_up(entries: list[Entry]) -> Iterator[str]:
    seen: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        seen[entry.file, entry.kind] += 1
        if seen[entry.file, entry.kind] <= MOST_SHOWN_OF_A_KIND:
            yield str(entry)
    for (file, kind), count in seen.items():
        if count > MOST_SHOWN_OF_A_KIND:
            yield f"{file}: 同じ種類（{kind}）がほかに {count - MOST_SHOWN_OF_A_KIND:,} 件"
