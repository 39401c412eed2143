"""Readings for item names, which the 5374 format does not have: only a heading kana to check by."""

import re
import unicodedata

from gomi.municipality.import_5374.report import Report
from gomi.search.fold import fold
from gomi.search.reading import Reader
from gomi.search.sound import is_kana

_BRACKETS = re.compile(r"[（(［\[【〔「].*$")
_AFTER_THE_NAME = re.compile(r"(?<=[^\x00-\x7f])\s.*$")
_READING_IN_BRACKETS = re.compile(r"^[^（(]{1,4}[（(]([ぁ-ゖー]+)[）)]$")
_KANA = re.compile(r"[ぁ-ゖ]")


class Readings:
    """Reads item names aloud with one dictionary."""

    def __init__(self, report: Report) -> None:
        self._reader = Reader()
        self._report = report

    def of(self, name: str, furigana: str, file: str, line: int) -> str:
        """The likeliest reading of the name before its brackets, empty where it cannot be read."""
        base = _AFTER_THE_NAME.sub("", _BRACKETS.sub("", name).strip()) or name
        readings = self._readings(name, base)
        if not readings:
            return ""
        heading = _first_kana(furigana)
        fitting = [reading for reading in readings if not heading or _first_kana(reading) == heading]
        if not fitting:
            said = (
                f"「{name}」のよみ「{readings[0]}」が見出し「{furigana}」と合いません。よみを確かめてください"
            )
            self._report.doubted("reading", file, line, name, said)
        return (fitting or readings)[0]

    def _readings(self, name: str, base: str) -> list[str]:
        """Readings of the base; before them the one in brackets, after them each of a lone kanji's."""
        in_brackets = _READING_IN_BRACKETS.search(name)
        own = [fold(in_brackets[1])] if in_brackets and not is_kana(fold(base)) else []
        lone = self._reader.readings_of_character(base) if len(base) == 1 else ()
        return [*own, *self._reader.readings(base), *lone]


def _first_kana(text: str) -> str:
    """The first kana without voicing marks and not small; empty for what does not begin with kana."""
    first = fold(text)[:1]
    if not _KANA.match(first):
        return ""
    bare = unicodedata.normalize("NFD", first)[0]
    return bare.translate(str.maketrans("ぁぃぅぇぉゃゅょっゎ", "あいうえおやゆよつわ"))
