"""`gomi lexicon check|count|readings`: contradictions, how many words, and the table of readings."""

import argparse
import os

from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.search.lexicon import KINDS_OF_WORD, LANGUAGES
from gomi.search.lexicon_check import contradictions
from gomi.search.lexicon_count import count_words, japanese
from gomi.search.lexicon_files import read_heads, readings_in, write_readings
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
    """Print heads, and words by kind and language: all that are written, and those that count."""
    folder = read(os.environ).lexicon_dir
    words = count_words(read_heads(folder), readings_in(folder, Reader()))
    print(f"見出し\t{words.heads}")
    print(f"よみのある見出し\t{words.with_reading}")
    print("言葉\t書いてある数\t数に入る数")
    for kind in KINDS_OF_WORD:
        print(f"{kind}\t{words.written[kind]}\t{words.counting[kind]}")
    print(f"日本語のほかの言葉\t{japanese(words.written)}\t{japanese(words.counting)}")
    for language in LANGUAGES:
        print(f"{language}\t{words.written[language]}\t{words.counting[language]}")
    return GOOD
