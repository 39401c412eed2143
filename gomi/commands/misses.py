"""`gomi misses --municipality M`: words residents typed that found nothing, for the clerk to decide."""

import os
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime

from gomi import settings as environment
from gomi.bootstrap import open_ledger
from gomi.commands.telling import GOOD, Subparsers, told
from gomi.municipality.folders import files_in_force
from gomi.municipality.load import load_files
from gomi.municipality.values import WordHandling
from gomi.search.counting import Miss, undecided
from gomi.search.engine import SearchEngine
from gomi.search.nearest_heads import nearest_heads


def add_to(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("misses", help="見つからなかった言葉を、多い順に出す")
    parser.add_argument("--municipality", metavar="M", required=True, help="自治体のid")
    parser.set_defaults(run=told(run_misses))


def run_misses(args: Namespace) -> int:
    """List what `words.csv` in force has not decided; nothing to list is good too."""
    settings = environment.read(os.environ)
    ledger = open_ledger(settings)
    now = datetime.now(UTC)
    try:
        decided = _decided(files_in_force(args.municipality, ledger.editions, settings.data_dir, now))
        misses = undecided(ledger.search_counts.misses(args.municipality, now), decided)
    finally:
        ledger.close()
    if misses:
        engine = SearchEngine(settings.lexicon_dir)
        print(
            "\n".join(
                _line(miss, nearest_heads(miss.words, engine.lexicon, engine.reader)) for miss in misses
            )
        )
    if not misses:
        print("見つからなかった言葉（2回以上、90日以内）はありません。")
    return GOOD


def _decided(files: Mapping[str, bytes]) -> list[str]:
    municipality = load_files(files, "").municipality
    words = () if municipality is None else municipality.words
    return [word.word for word in words if word.handling is not WordHandling.PENDING]


def _line(miss: Miss, near: list[str]) -> str:
    """How often, the word, and what it may be: 「ぷりんた」 asked four times, near プリンター."""
    known = f"「{miss.known_as}」は一覧にありません" if miss.known_as else ""
    hint = f"近い見出し: {'、'.join(near)}" if near and not known else ""
    return "\t".join(filter(None, (str(miss.asked), miss.words, known or hint)))
