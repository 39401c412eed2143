"""`gomi lexicon check|count|readings`: contradictions, how many words, and the table of readings."""

import argparse
import os
from collections import Counter

from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.search.lexicon import KINDS_OF_WORD, LANGUAGES
from gomi.search.lexicon_check import contradictions
from gomi.search.lexicon_files import load_lexicon, write_readings
from gomi.search.reading import Reader
from gomi.settings import read


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("lexicon", help="共通の言葉を確かめる・数える")
    verbs = parser.add_subparsers(required=True, metavar="check|count|readings")
    verbs.add_parser("check", help="矛盾を挙げる").set_defaults(run=check)
    verbs.add_parser("count", help="言葉の数を種類と言語ごとに").set_defaults(run=count)
    verbs.add_parser("readings", help="よみの表を作り直す").set_defaults(run=readings)


@told
def readings(args: argparse.Namespace) -> int:
    """Write the dictionary's readings of all words anew."""
    count = write_readings(read(os.environ).lexicon_dir, Reader())
    print(f"{count} 語のよみを書きました")
    return GOOD


@told
def check(args: argparse.Namespace) -> int:
    """Print every contradiction; 0 when there is none."""
    found = list(contradictions(read(os.environ).lexicon_dir))
    print(*found, f"{len(found)} 件", sep="\n")
    return WRONG if found else GOOD


@told
def count(args: argparse.Namespace) -> int:
    """Print heads, and words by kind and language."""
    lexicon = load_lexicon(read(os.environ).lexicon_dir, Reader())
    words = Counter(word.kind for head in lexicon.heads.values() for word in head.words)
    print(f"見出し\t{len(lexicon.heads)}")
    for kind in (*KINDS_OF_WORD, *LANGUAGES):
        print(f"{kind}\t{words[kind]}")
    print(f"日本語のほかの言葉\t{sum(words[kind] for kind in KINDS_OF_WORD)}")
    return GOOD
