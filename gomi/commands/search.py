"""`gomi search --data DIR [--batch FILE] [言葉…]`: ask as a resident would, at the command line.

With ``--batch`` every line of a JSON-lines file is one query (``{"q": …}``), and one line is
written for each: ``{"q", "answer", "results", "ms"}``, from the same function as page and chat.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gomi.commands.data import load_or_tell
from gomi.commands.telling import GOOD, WRONG, WRONG_USE, Subparsers, told
from gomi.municipality.values import Municipality
from gomi.search.answer import Answer, AnswerKind, Found
from gomi.search.engine import SearchEngine
from gomi.search.index import ItemIndex
from gomi.search.search import search
from gomi.settings import read

KINDS = {
    AnswerKind.ITEM: "答え",
    AnswerKind.QUESTION: "質問",
    AnswerKind.MAYBE: "もしかして",
    AnswerKind.NONE: "見つかりません",
}


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("search", help="品目を調べる")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="自治体のフォルダ")
    parser.add_argument("--batch", type=Path, metavar="FILE", help='1行に1問 {"q": "…"} のファイル')
    parser.add_argument("words", nargs="*", metavar="言葉", help="調べる言葉")
    parser.set_defaults(run=run)


@told
def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every query was answered in some way, 1 when the folder cannot be used."""
    settings = read(os.environ)
    if not args.words and not args.batch:
        print(
            "調べる言葉か --batch が要ります（例: gomi search --data data/mihon 割れた茶碗）", file=sys.stderr
        )
        return WRONG_USE
    queries = list(_queries(args.batch)) if args.batch else []
    municipality = load_or_tell(args.data)
    if municipality is None:
        return WRONG
    index = SearchEngine(settings.lexicon_dir).index(municipality)
    today = datetime.now(ZoneInfo(municipality.time_zone)).date()
    if args.words:
        print("\n".join(_told(search(index, " ".join(args.words), today), municipality)))
    for query in queries:
        print(json.dumps(_measured(index, query, today), ensure_ascii=False))
    return GOOD


def _queries(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig") as file:
        for line in filter(str.strip, file):
            yield str(json.loads(line)["q"])


def _measured(index: ItemIndex, query: str, today: date) -> dict[str, object]:
    search(index, query, today)  # once unmeasured: "ms" is a warm time
    start = time.perf_counter()
    answer = search(index, query, today)
    elapsed = (time.perf_counter() - start) * 1000
    return {"q": query, "answer": answer.kind.value, "results": answer.names, "ms": round(elapsed, 3)}


def _told(answer: Answer, municipality: Municipality) -> Iterator[str]:
    if answer.intent:
        yield f"用件: {answer.intent}"
    for found in answer.things:
        yield f"{KINDS[found.kind]}: {found.asked}"
        yield from _told_thing(found, municipality)


def _told_thing(found: Found, municipality: Municipality) -> Iterator[str]:
    if found.known_as:
        yield f"  「{found.known_as}」は{municipality.name}の一覧にありません"
    for hit in found.hits:
        yield f"  {hit.item.name}（{hit.reason.value}: {hit.via}）"
    for rule in found.rules:
        category = municipality.category_by_id[rule.category]
        yield "    " + " → ".join(part for part in (rule.condition, category.name) if part)
        yield from (f"      {sentence}" for sentence in (*(rule.how or category.how), *rule.notes))
    if found.hazard:
        yield f"  危険: {found.hazard.value}"
