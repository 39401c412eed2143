"""`./dev long search`: quality and speed of the search beside three others, in one run.

Every engine is given the same names and asked the same labelled queries of four real cities, one
at a time, warm, without any cache of answers. Needs ../shared beside the checkout.
"""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.cities import CITIES, DEVELOPED_ON, Query, by_class, imported, marks, queries
from benchmarks.engines import Engine, Fts5Trigram, Gomi, TantivyBigram, WRatio
from gomi.municipality.values import Municipality
from gomi.search.engine import SearchEngine
from gomi.settings import read

ROUNDS = 3
FURTHER = 10


def main() -> None:
    """Print one table a city, then ours by class, then building time and memory."""
    start = time.perf_counter()
    ours = SearchEngine(read({}).lexicon_dir)
    print(f"dictionary and lexicon loaded in {time.perf_counter() - start:.2f} s, {_megabytes():.0f} MB")
    print("| city | engine | R@1 | R@3 | refused | p50 ms | p99 ms |\n|---|---|---|---|---|---|---|")
    classes = []
    for city in CITIES:
        municipality, asked = imported(city), queries(city)
        names = [item.name for item in municipality.items]
        engines: list[Engine] = [
            Gomi(ours.index(municipality)),
            WRatio(names),
            Fts5Trigram(names),
            TantivyBigram(names),
        ]
        for engine in engines:
            found = [engine.find(query.text) for query in asked]
            got = marks(asked, found)
            p50, p99 = _times(engine.find, asked)
            print(f"| {city} | {engine.name} | {got.first:.3f} | {got.among_three:.3f} | {got.refused:.2f} "
                  f"| {p50:.3f} | {p99:.3f} |")  # fmt: skip
        classes.append((city, list(by_class(asked, [engines[0].find(query.text) for query in asked]))))
    print("\n| class | " + " | ".join(city for city, _ in classes) + " |\n|---|" + "---|" * len(classes))
    for at, (kind, _) in enumerate(classes[0][1]):
        cells = (
            f"{got.refused if kind == 'none' else got.first:.2f}"
            for _, rows in classes
            for name, got in rows[at : at + 1]
            if name == kind
        )
        print(f"| {kind} | " + " | ".join(cells) + " |")
    _building(ours, imported("kashiwa"))


def _times(find: Callable[[str], list[str]], asked: Sequence[Query]) -> tuple[float, float]:
    """p50 and p99 in milliseconds of one query, each query's median of a few rounds."""
    rounds = []
    for _ in range(ROUNDS):
        took = []
        for query in asked:
            start = time.perf_counter()
            find(query.text)
            took.append((time.perf_counter() - start) * 1000)
        rounds.append(took)
    each = sorted(sorted(times)[ROUNDS // 2] for times in zip(*rounds, strict=True))
    return each[len(each) // 2], each[min(len(each) - 1, int(len(each) * 0.99))]


def _building(ours: SearchEngine, municipality: Municipality) -> None:
    """Building time of one index, and what each further municipality costs in memory."""
    kept = [ours.index(municipality)]
    start = time.perf_counter()
    kept.append(ours.index(municipality))
    took = time.perf_counter() - start
    gc.collect()
    before = _megabytes()
    kept += [ours.index(imported(DEVELOPED_ON)) for _ in range(FURTHER)]
    gc.collect()
    print(f"\nindex of {len(municipality.items)} items in {took:.2f} s; process {before:.0f} MB, "
          f"each further municipality {(_megabytes() - before) / FURTHER:.1f} MB")  # fmt: skip


def _megabytes() -> float:
    """What this process holds now, in MB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
