"""Readings of kanji, in brackets behind them: 「捨(す)てる」.

>>> furigana("割れた茶碗", "われたちゃわん")
'割(わ)れた茶碗(ちゃわん)'
>>> without_readings("捨(す)てる")
'捨てる'
"""

import re
from functools import lru_cache

KANJI = "[一-鿿々〆〇ヶ]"
READ = re.compile(rf"({KANJI}+)[(（]([ぁ-ゖァ-ヺー]+)[)）]")
RUNS = re.compile(rf"{KANJI}+|[ぁ-ゖァ-ヺー]+|.", re.DOTALL)
HAS_KANJI = re.compile(KANJI)
TWO_RUNS = re.compile(rf"{KANJI}[^一-鿿々〆〇ヶぁ-ゖァ-ヺー]+{KANJI}")  # where the first ends is not heard
HIRAGANA_BY_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def without_readings(text: str) -> str:
    """The text as it is said to a title or a label, which has no room for readings."""
    return READ.sub(r"\1", text)


def in_one_shape(text: str) -> str:
    """The text with every reading in narrow brackets, so that wide ones hold what is said beside.

    >>> in_one_shape("燃（も）やすごみ（可燃ごみ）")
    '燃(も)やすごみ（可燃ごみ）'
    """
    return READ.sub(r"\1(\2)", text)


@lru_cache(maxsize=8192)
def furigana(name: str, reading: str) -> str:
    """The name with the reading of each run of kanji in brackets behind it.

    A name and a reading that do not fit together, or fit in several ways, come back as the name
    alone: no reading is better than a wrong one.

    >>> furigana("有害・危険", "ゆうがいきけん")
    '有害・危険'
    """
    if not reading or not HAS_KANJI.search(name) or TWO_RUNS.search(name):
        return name
    runs = RUNS.findall(name)
    pattern = "".join(_as_pattern(run) for run in runs)
    fits = re.fullmatch(pattern, reading.translate(HIRAGANA_BY_KATAKANA))
    if fits is None:
        return name
    readings = iter(fits.groups())
    return "".join(f"{run}({next(readings)})" if HAS_KANJI.match(run) else run for run in runs)


def _as_pattern(run: str) -> str:
    if HAS_KANJI.match(run):
        return "([ぁ-ゖー]+?)"
    if re.match("[ぁ-ゖァ-ヺー]", run):
        return re.escape(run.translate(HIRAGANA_BY_KATAKANA))
    return f"(?:{re.escape(run)})?"  # marks are left out of most readings
