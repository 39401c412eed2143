"""The cities that searches are measured on: imported from real tables, with their labelled queries."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gomi.municipality.import_5374 import import_folder
from gomi.municipality.load import load
from gomi.municipality.values import Municipality

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
OURS = CHECKOUT / "tests" / "search_sets"
DEVELOPED_ON = "kashiwa"
TUNED_ON = ("hiroshima", "kurume", "kameoka")
UNSEEN = (
    *("ichikawa", "hachioji", "matsudo", "fukuroi", "joyo", "kamagaya", "kodaira", "ena", "wajima"),
    *("ayabe", "shizuoka-shimizu"),
)
CITIES = (DEVELOPED_ON, *TUNED_ON, *UNSEEN)


@dataclass(frozen=True, slots=True)
class Query:
    """One labelled query: what was typed, its class, and every right first answer (none: refuse)."""

    text: str
    kind: str
    accept: frozenset[str]


def queries(city: str) -> list[Query]:
    """The labelled queries of a city."""
    path = OURS / f"{city}.jsonl"
    if not path.exists():
        path = SHARED / "search_eval" / f"queries_{city}.jsonl"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Query(row["q"], row["class"], frozenset(row["accept"])) for row in rows]


def imported(city: str) -> Municipality:
    """A real city's tables through our own importer."""
    with tempfile.TemporaryDirectory() as folder:
        import_folder(SHARED / "opendata" / "5374" / city, Path(folder) / city)
        municipality = load(Path(folder) / city).municipality
    if municipality is None:
        raise SystemExit(f"{city}: the imported folder has a 誤り")
    return municipality


@dataclass(frozen=True, slots=True)
class Marks:
    """How a row of queries was answered: shares from 0 to 1, and how many there were."""

    queries: int
    first: float
    among_three: float
    refused: float


def marks(asked: Sequence[Query], found: Sequence[Sequence[str]]) -> Marks:
    """recall@1 and recall@3 over queries with an answer, and the share of the others refused."""
    wanted = [(query, names) for query, names in zip(asked, found, strict=True) if query.accept]
    unwanted = [names for query, names in zip(asked, found, strict=True) if not query.accept]
    return Marks(
        len(asked),
        _share(bool(names) and names[0] in query.accept for query, names in wanted),
        _share(bool(query.accept & set(names[:3])) for query, names in wanted),
        _share(not names for names in unwanted),
    )


def by_class(asked: Sequence[Query], found: Sequence[Sequence[str]]) -> Iterator[tuple[str, Marks]]:
    """Marks class by class, in the order the classes first appear."""
    for kind in dict.fromkeys(query.kind for query in asked):
        pairs = [(query, names) for query, names in zip(asked, found, strict=True) if query.kind == kind]
        yield kind, marks([query for query, _ in pairs], [names for _, names in pairs])


def _share(results: Iterator[bool]) -> float:
    values = list(results)
    return sum(values) / len(values) if values else 1.0
