"""Read one cell as a clerk writes it.

>>> read_date("令和8年11月22日") == read_date("R8.11.22") == read_date("２０２６/１１/２２")
True
>>> read_time("午後1時30分").isoformat()
'13:30:00'
>>> split_sentences("水気を切ってください｜袋の口を結んでください")
('水気を切ってください', '袋の口を結んでください')
"""

import re
import unicodedata
from datetime import date, datetime, time
from enum import StrEnum

from gomi.errors import GomiError

IN_JAPAN = ((20, 46), (122, 154))
"""The degrees between which every latitude and every longitude of Japan lies."""
FIRST_YEAR_OF_ERA = {"令和": 2019, "r": 2019, "平成": 1989, "h": 1989, "昭和": 1926, "s": 1926}

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\([^)]*\))?$|(\d{4})(\d\d)(\d\d)$")
_ERA_DATE = re.compile(r"(令和|平成|昭和|r|h|s)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_TIME = re.compile(r"(午前|午後|朝|夜)?(\d{1,2})(?::(\d\d)|時(?:(\d{1,2})分|(半))?)(?::\d\d)?(?:まで)?$")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?$")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}$")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Unreadable(GomiError):
    """A cell that is not written as its column asks; ``way`` says how it could be."""

    def __init__(self, problem: str, way: str) -> None:
        self.problem, self.way = problem, way
        super().__init__(problem)


def plain(text: str) -> str:
    """Digits, letters and marks in their narrow form, without blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str) -> date:
    """A day in ISO form, with slashes, in Japanese, or of an era.

    Raises:
        Unreadable: it is no date, or a day that does not exist.
    """
    squeezed = re.sub(r"\s", "", plain(text)).casefold()
    try:
        if found := _DATE.match(squeezed):
            year, month, day = (part for part in found.groups() if part is not None)
            return date(int(year), int(month), int(day))
        if found := _ERA_DATE.match(squeezed):
            era, year, month, day = found.groups()
            nth = 1 if year == "元" else int(year)
            return date(FIRST_YEAR_OF_ERA[era] + nth - 1, int(month), int(day))
    except ValueError:
        raise Unreadable("という日はありません", "月と日を確かめてください") from None
    raise Unreadable(
        "は日付として読めません", "2026-11-22、2026/11/22、令和8年11月22日、R8.11.22 のように書いてください"
    )


def read_moment(text: str) -> datetime:
    """A day with a time of day; midnight where none is given.

    Raises:
        Unreadable: either part cannot be read.
    """
    day, _, clock = plain(text).replace("T", " ").partition(" ")
    clock = clock.strip()
    return datetime.combine(read_date(day), read_time(clock) if clock else time())


def read_time(text: str) -> time:
    """A time of day: 8:30, 08:30, 8時半, 午前8時30分, 正午.

    Raises:
        Unreadable: it is no time of day.
    """
    squeezed = re.sub(r"\s", "", plain(text))
    if squeezed in ("正午", "正午まで"):
        return time(12)
    if found := _TIME.match(squeezed):
        half_day, hour, minute, minute_in_words, half = found.groups()
        hours = int(hour) + (12 if half_day in ("午後", "夜") and int(hour) < 12 else 0)
        minutes = 30 if half else int(minute or minute_in_words or 0)
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise Unreadable("は時刻として読めません", "8:30 や 午前8時30分 のように書いてください")


def read_number(text: str) -> float:
    """A number, with commas or not.

    Raises:
        Unreadable: it is no number.
    """
    narrow = plain(text)
    if not _NUMBER.match(narrow):
        raise Unreadable("は数として読めません", "数字だけを書いてください")
    return float(narrow.replace(",", ""))


def read_whole(text: str) -> int:
    """A whole number that is not below zero.

    Raises:
        Unreadable: it is none.
    """
    number = read_number(re.sub(r"円$", "", plain(text)))
    if number < 0 or number != int(number):
        raise Unreadable("は0以上の整数ではありません", "0以上の整数を書いてください")
    return int(number)


def read_wholes(text: str) -> tuple[int, ...]:
    """Whole numbers parted by 、.

    Raises:
        Unreadable: one of them is none.
    """
    return tuple(read_whole(part) for part in split_names(text))


def read_length(text: str) -> float:
    """Centimetres; a unit may be written, and metres are converted.

    Raises:
        Unreadable: it is no length.
    """
    narrow = plain(text).casefold()
    for unit, factor in (("cm", 1.0), ("センチ", 1.0), ("mm", 0.1), ("m", 100.0), ("メートル", 100.0)):
        if narrow.endswith(unit):
            return round(read_number(narrow.removesuffix(unit)) * factor, 3)
    return read_number(narrow)


def read_within(text: str, least: float, most: float) -> float:
    """A number between two bounds.

    Raises:
        Unreadable: it is no number, or lies outside.
    """
    number = read_number(text)
    if not least <= number <= most:
        raise Unreadable(
            "は日本の外です",
            f"{least:g} から {most:g} までの度数を書いてください（緯度と経度が逆かもしれません）",
        )
    return number


def read_degrees(text: str) -> float:
    """Degrees anywhere on earth.

    Raises:
        Unreadable: it is no number, or lies on no earth.
    """
    number = read_number(text)
    if abs(number) > 180:
        raise Unreadable("は度数ではありません", "35.681236 のように、度を小数で書いてください")
    return number


def decimals(text: str) -> int:
    """How many decimals a number is written with."""
    return len(plain(text).partition(".")[2])


def read_postcode(text: str) -> str:
    """Seven digits, without the hyphen.

    Raises:
        Unreadable: they are not seven digits.
    """
    digits = re.sub(r"[-〒\s‐−ー]", "", plain(text))
    if not re.fullmatch(r"\d{7}", digits):
        raise Unreadable("は郵便番号ではありません", "7桁の数字を書いてください（先頭の0が落ちていませんか）")
    return digits


def read_colour(text: str) -> str:
    """A colour as #RRGGBB in small letters.

    Raises:
        Unreadable: it is written otherwise.
    """
    narrow = plain(text)
    if not _COLOUR.match(narrow):
        raise Unreadable("は色として読めません", "#B3261E のように # と6桁で書いてください")
    return narrow.lower()


def read_id(text: str) -> str:
    """An id fit for addresses.

    Raises:
        Unreadable: it has other characters than ASCII letters, digits, `-`, `_`, `.`.
    """
    narrow = plain(text)
    if not _ID.match(narrow):
        raise Unreadable("は id に使えません", "半角の英数字と - _ . だけで書いてください")
    return narrow


def read_language(text: str) -> str:
    """A language tag.

    Raises:
        Unreadable: it is none.
    """
    narrow = plain(text)
    if not _LANGUAGE.match(narrow):
        raise Unreadable("は言語の印ではありません", "en、zh-Hans、vi のように書いてください")
    return narrow


def read_choice(text: str, choices: type[StrEnum]) -> StrEnum:
    """The member whose word, or English name, is written.

    Raises:
        Unreadable: no member is called so.
    """
    narrow = plain(text)
    for member in choices:
        if narrow in (member.value, member.name, member.name.lower()):
            return member
    raise Unreadable("は選べません", f"{'・'.join(choices)} のどれかを書いてください")


def read_choices(text: str, choices: type[StrEnum]) -> tuple[StrEnum, ...]:
    """The members whose words, parted by 、, are written.

    Raises:
        Unreadable: no member is called so.
    """
    return tuple(read_choice(part, choices) for part in split_names(text))


def read_yes(text: str) -> bool:
    """Whether the cell says yes.

    Raises:
        Unreadable: it says something else.
    """
    narrow = plain(text).casefold()
    if narrow in ("はい", "○", "◯", "〇", "1", "true", "yes"):
        return True
    if narrow in ("", "いいえ", "0", "false", "no", "×"):
        return False
    raise Unreadable("は「はい」か空ではありません", "「はい」と書くか、空にしてください")


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell, once each, in their order."""
    return tuple(dict.fromkeys(part.strip() for part in text.split("、") if part.strip()))


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences in a cell, in their order."""
    return tuple(part.strip() for part in re.split(r"[｜|\n]", text) if part.strip())
