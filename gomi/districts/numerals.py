"""Numbers in addresses: 漢数字 before units, and the numbers that follow a town's name.

>>> value("二十三"), value("百二十"), value("一〇五"), value("12")
(23, 120, 105, 12)
>>> numerals_before_units("八日町二丁目十番地"), numerals_before_units("一番町")
('八日町2丁目10番地', '一番町')
>>> read_numbers("2-21-3みほんビル")
((Number(value=2, unit=''), Number(value=21, unit=''), Number(value=3, unit='')), 'みほんビル')
"""

import re
from dataclasses import dataclass

DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}
TENS = {"十": 10, "百": 100, "千": 1000}
KANJI = "〇一二三四五六七八九十百千"
LONGEST = 9
"""More digits than this are no number of a house."""

NUMERAL = rf"(?:\d{{1,{LONGEST}}}|[{KANJI}]{{1,{LONGEST}}})"
UNIT = r"(?:丁目|番地|番街区|番(?![町丁街])|号|区|組)"
RUN = re.compile(rf"{NUMERAL}(?:[~〜・、･]{NUMERAL})*(?={UNIT})")
KANJI_RUN = re.compile(f"[{KANJI}]{{1,{LONGEST}}}")
AFTER_DAI = re.compile(f"(?<=第)[{KANJI}]{{1,{LONGEST}}}")
SPOKEN = dict(
    zip(
        (
            "いっ",
            "いつ",
            "に",
            "さん",
            "よん",
            "ご",
            "ろく",
            "なな",
            "はっ",
            "はつ",
            "はち",
            "きゅう",
            "じゅっ",
            "じっ",
        ),
        (1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 10, 10),
        strict=True,
    )
)
SPOKEN_CHOME = re.compile(rf"(\d+|{'|'.join(SPOKEN)})ち[ょよ]うめ")
KATAKANA_CHOME = re.compile(r"(?<=\d)チョウメ")
NEXT = re.compile(
    rf"[\s、]*(?P<number>\d{{1,{LONGEST}}}|[{KANJI}]{{1,{LONGEST}}}(?=[の\-]\s*[\d{KANJI}]|\s*$))"
    r"(?P<unit>丁目|丁(?!\w)|番地|番街区|番(?![町丁街])|号(?![室棟館])|ばんち)?"
    rf"(?P<joint>\s*[\-の](?=\s*[\d{KANJI}]))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an address and the unit behind it: 丁目, 番地, 番街区, 番, 号 or none."""

    value: int
    unit: str


def value(numeral: str) -> int:
    """The number a numeral stands for, in digits, in 十百千, or digit by digit."""
    if numeral[0] not in KANJI:
        return int(numeral)
    if not any(letter in TENS for letter in numeral):
        return int("".join(str(DIGITS[letter]) for letter in numeral))
    whole = 0
    units = 0
    for letter in numeral:
        if letter in TENS:
            whole += (units or 1) * TENS[letter]
            units = 0
        else:
            units = units * 10 + DIGITS[letter]
    return whole + units


def numerals_before_units(text: str) -> str:
    """Digits for 漢数字 before 丁目, 番地, 番, 号, 区, 組 and after 第; never inside other names."""
    text = SPOKEN_CHOME.sub(lambda said: f"{SPOKEN.get(said[1], said[1])}丁目", text)
    text = KATAKANA_CHOME.sub("丁目", text)
    text = AFTER_DAI.sub(lambda found: str(value(found[0])), text)
    return RUN.sub(lambda run: KANJI_RUN.sub(lambda found: str(value(found[0])), run[0]), text)


def read_numbers(text: str) -> tuple[tuple[Number, ...], str]:
    """The numbers with which ``text`` begins, at most four, and what stands behind them."""
    numbers: list[Number] = []
    place = 0
    while len(numbers) < 4 and (found := NEXT.match(text, place)):
        unit = {"丁": "丁目", "ばんち": "番地"}.get(found["unit"] or "", found["unit"] or "")
        numbers.append(Number(value(found["number"]), unit))
        place = found.end()
        if not found["joint"] and not unit:
            break
    return tuple(numbers), text[place:].strip(" -")
