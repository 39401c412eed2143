"""What a message says besides the name, and which rules go with it."""

from datetime import date

import pytest

from gomi.municipality.values import ItemRule
from gomi.search.conditions import conditions, fitting, in_force
from gomi.search.lexicon_files import load_tables
from gomi.settings import read

TABLES = load_tables(read({}).lexicon_dir)

PLASTIC = ItemRule("plastic", "プラスチックだけ", materials=("プラスチック",))
METAL = ItemRule("nonburnable", "金属がついている", materials=("金属",))
OTHER = ItemRule("burnable", "そのほか")
SMALL = ItemRule("nonburnable", "50cm未満", length_below=50)
BIG = ItemRule("oversized", "50cm以上", length_from=50)
BROKEN = ItemRule("nonburnable", "割れたもの", states=("割れた",))
WHOLE = ItemRule("glass", "割れていないもの", states=("きれい",))

FITS = [
    ("プラスチックのハンガー", (PLASTIC, METAL), (PLASTIC,)),
    ("プラ製のハンガー", (PLASTIC, METAL), (PLASTIC,)),
    ("鉄のハンガー", (PLASTIC, METAL), (METAL,)),
    ("木のハンガー", (PLASTIC, METAL, OTHER), (OTHER,)),
    ("ハンガー", (PLASTIC, METAL), (PLASTIC, METAL)),
    ("60cmの棚", (SMALL, BIG), (BIG,)),
    ("50センチ未満の棚", (SMALL, BIG), (SMALL,)),
    ("0.5mの棚", (SMALL, BIG), (BIG,)),
    ("われたコップ", (BROKEN, WHOLE), (BROKEN,)),
    ("洗ったびん", (BROKEN, WHOLE), (WHOLE,)),
    ("濡れたびん", (BROKEN, WHOLE), (BROKEN, WHOLE)),
    ("鉄じゃないハンガー", (PLASTIC, METAL), (PLASTIC,)),
    ("プラスチック以外のハンガー", (PLASTIC, METAL, OTHER), (METAL, OTHER)),
    ("金属のついていないハンガー", (METAL,), (METAL,)),
    ("50cmより大きい棚", (SMALL, BIG), (BIG,)),
]


@pytest.mark.parametrize(("message", "rules", "fits"), FITS, ids=[case[0] for case in FITS])
def test_the_rules_that_go_with_what_was_said_are_kept(reader, message, rules, fits):
    said = conditions(message, reader.tokens(message), TABLES)

    assert fitting(rules, said) == fits


def test_a_rule_counts_from_its_first_day_to_its_last():
    before = ItemRule("burnable", ends=date(2026, 9, 30))
    after = ItemRule("plastic", starts=date(2026, 10, 1))

    assert in_force((before, after), date(2026, 9, 30)) == (before,)
    assert in_force((before, after), date(2026, 10, 1)) == (after,)
    assert in_force((before,), date(2026, 10, 1)) == (before,)
