"""Read single cells of a facility list, dirt and all.

>>> tidy("−"), tidy("NULL"), tidy(" 本庁舎 ")
('', '', '本庁舎')
>>> read_clock("９：００"), read_clock("24:00"), read_clock("午後5時15分")
(540, 1440, 1035)
>>> hiragana("ﾐﾎﾝｼﾔｸｼｮ"), katakana("みほんしやくしょ")
('みほんしやくしょ', 'ミホンシヤクショ')
>>> read_telephone("（０３）３４４２−８４５１")
'(03)3442-8451'
"""

import re
import unicodedata

from gomi.municipality.cells import Unreadable, decimals, plain, read_number, read_time
from gomi.municipality.places import lies_in_japan
from gomi.search.fold import KATAKANA_TO_HIRAGANA, fold_kana

NOTHING = frozenset({"null", "none", "nan", "n/a", "#n/a", "未定", "不明", "該当なし"})
"""What cells say when they say nothing; any dash alone says the same."""

HIRAGANA_TO_KATAKANA = {hiragana: katakana for katakana, hiragana in KATAKANA_TO_HIRAGANA.items()}
DASHES = "-‐‑‒–—―−－ーｰ"
DAY = 24 * 60
"""Minutes."""
MOST_DECIMALS = 6
"""Of degrees: about a tenth of a metre."""

_LATE = re.compile(r"(2[4-9]|3[0-6])(?::([0-5]\d)(?::00)?|時(?:([0-5]?\d)分)?)$")
_YES = frozenset({"有", "有り", "あり", "可", "はい", "yes", "true", "1", "○", "◯", "〇"})


def tidy(text: str) -> str:
    """The cell without blanks around, empty where it says nothing."""
    stripped = text.strip()
    bare = plain(stripped).casefold()
    return "" if bare in NOTHING or not bare.strip(DASHES) else stripped


def hiragana(text: str) -> str:
    """Katakana of any width as hiragana."""
    return fold_kana(unicodedata.normalize("NFKC", text))


def katakana(text: str) -> str:
    """Hiragana as katakana."""
    return text.translate(HIRAGANA_TO_KATAKANA)


def read_telephone(text: str) -> str:
    """A telephone number in narrow letters, with one kind of hyphen."""
    return re.sub(rf"(?<=[\d)])[{DASHES}](?=\d)", "-", plain(text))


def says_yes(text: str) -> bool:
    """Whether a cell of 有 and 無 says 有."""
    return plain(text).casefold() in _YES


def read_clock(text: str) -> int:
    """Minutes since midnight; up to 36 hours, as closing times after midnight are written.

    Raises:
        Unreadable: it is no time of day.
    """
    squeezed = re.sub(r"\s", "", plain(text))
    if found := _LATE.match(squeezed):
        return int(found[1]) * 60 + int(found[2] or found[3] or 0)
    clock = read_time(squeezed)
    return clock.hour * 60 + clock.minute


def read_position(latitude: str, longitude: str) -> tuple[str, str] | None:
    """Degrees north and east with as many decimals as were written, six at most; None where none are given.

    Raises:
        Unreadable: only one is given, one is no number, or they lie outside Japan.
    """
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        raise Unreadable("緯度と経度の片方しかありません", "両方を書いてください")
    north, east = _degrees(latitude), _degrees(longitude)
    if not lies_in_japan(north, east):
        problem = f"緯度「{latitude}」と経度「{longitude}」は日本の外です"
        raise Unreadable(problem, "世界測地系の度数を、35.681236 のように小数で書いてください")
    return _rounded(north, latitude), _rounded(east, longitude)


def _degrees(text: str) -> float:
    try:
        return read_number(text)
    except Unreadable:
        problem = f"「{text}」は度数として読めません"
        raise Unreadable(problem, "35.681236 のように小数で書いてください") from None


def _rounded(degrees: float, text: str) -> str:
    """Rough degrees stay rough, so that a check can tell."""
    return f"{degrees:.{min(decimals(text), MOST_DECIMALS)}f}"
