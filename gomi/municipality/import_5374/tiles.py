"""Guess a category's kind and tile from its name: icon, colour, letter."""

import re
from collections.abc import Iterable, Iterator

from gomi.municipality.colours import readable
from gomi.municipality.values import CategoryKind

APPLIANCE = re.compile(r"家電(?:製品)?(?:リサイクル|[4４四]品目)|リサイクル法")
REFUSED = re.compile(
    r"(?:受け?入れ?|受入|収集|処理|回収|出すことが?|取り?扱い?)(?:や処理)?(?:が|は|を)?(?:でき|し)(?:ない|ません)"
    r"|出せない|不可|処理困難|適正処理|市では|町で(?:は)?収集し|排出禁止|対象外|記載なし"
)
OVERSIZED = re.compile(r"粗大|大型|大形")
BY_RESERVATION = re.compile(r"予約|申込|臨時")
DROP_OFF = re.compile(
    r"拠点|回収(?:ボックス|BOX|箱)|ボックス|BOX|持ち?込|自己搬入|集団回収|店頭|小型家電|直接", re.IGNORECASE
)

USUAL = re.compile(r"(?:ごみ|ゴミ|類|資源物?|びん|ビン|缶|カン|ボトル|プラスチック)$")
"""Endings of categories that the truck takes, even where the calendar does not name them."""

PALETTE = (
    "#8a3b12",
    "#1b5e8c",
    "#5b4a9e",
    "#2f6b2f",
    "#8c1d4f",
    "#5c5c00",
    "#00666b",
    "#7a4a00",
    "#4a5568",
    "#9b2c2c",
)

ICONS = (
    ("appliance", r"(?<!小型)家電|リサイクル法"),
    ("oversized", r"粗大|大型|大形"),
    ("battery", r"電池|バッテリー"),
    ("hazardous", r"有害|危険|蛍光|水銀|スプレー|ライター|ガス缶|体温計"),
    ("refused", REFUSED.pattern),
    ("dropoff", DROP_OFF.pattern),
    (
        "nonburnable",
        r"不燃|燃やさない|燃えない|もやさない|もえない|燃やせない|もやせない|埋立|破砕|がれき|陶器|金属|金物",
    ),
    (
        "burnable",
        r"可燃|燃やす|燃える|もやす|もえる|燃やせる|もやせる|燃やして|普通ごみ|普通ゴミ|生ごみ|生ゴミ",
    ),
    ("plastic", r"プラ"),
    ("pet", r"ペットボトル|PET"),
    ("paper", r"紙|新聞|雑誌|雑がみ|段ボール|ダンボール|ペーパー"),
    ("cloth", r"布|衣類|古着|繊維"),
    ("glass", r"びん|ビン|瓶|ガラス"),
    ("can", r"かん|カン|缶"),
)


def guess_kind(name: str, *, has_days: bool, described: bool) -> CategoryKind:
    """How a category leaves the house, by its name and whether the calendar has days for it."""
    if OVERSIZED.search(name) and not has_days:
        return CategoryKind.OVERSIZED
    if APPLIANCE.search(name):
        return CategoryKind.APPLIANCE_RECYCLING
    if OVERSIZED.search(name) and not re.search(r"[・、](?:粗大|大型)", name):
        return CategoryKind.OVERSIZED
    if has_days:
        return CategoryKind.COLLECTED
    if REFUSED.search(name):
        return CategoryKind.NOT_COLLECTED
    if BY_RESERVATION.search(name):
        return CategoryKind.BY_RESERVATION
    usual = described or USUAL.search(name)
    return CategoryKind.COLLECTED if usual and not DROP_OFF.search(name) else CategoryKind.DROP_OFF


def guess_icon(name: str) -> str:
    """The icon whose words the name has; a drop-off point where none fits."""
    return next((icon for icon, words in ICONS if re.search(words, name)), "dropoff")


def tile_colour(source: str, place: int) -> str:
    """The source's colour, darkened until white letters can be read on it; else one of ours."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})", source.strip())
    if not found:
        return PALETTE[place % len(PALETTE)]
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return readable(f"#{digits.lower()}")


def letters(names: list[str], used: Iterable[str] = ()) -> Iterator[str]:
    """A letter for each name, no two alike: its first kanji, kana or Latin letter that is free."""
    taken = set(used)
    for number, name in enumerate(names, 1):
        fitting = [character for character in name if re.match(r"[^\W\d_]", character)]
        kanji = [character for character in fitting if "一" <= character <= "鿿"]
        choices = [*(kanji[:1] if kanji else ()), *fitting, *map(str, range(number, 100))]
        letter = next(choice for choice in choices if choice not in taken and choice != "ー")
        taken.add(letter)
        yield letter
