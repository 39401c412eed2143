"""Numbers in a message and in a name: lengths, measures with their limits, and counts.

>>> length_said("1.2m以上のテーブル"), length_said("たて45センチ、よこ６０ｃｍ"), length_said("傘")
(120.0, 60.0, None)
>>> measured("51cc以上", "125ccのばいく"), measured("50cc以下", "50ccより大きいばいく")
(20.0, -20.0)
>>> counted("多段", "三段のらっく"), counted("一段", "3段のらっく"), counted("多段", "らっく")
(20.0, -20.0, 0.0)
"""

import re
import unicodedata

LENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(cm|センチ(?:メートル)?|糎|mm|ミリ(?:メートル)?|m(?![a-z])|メートル)"
    r"(未満|以下|超|を超|以上|より小さ|より短|より大き|より長)?"
)
CENTIMETRES = {"c": 1.0, "セ": 1.0, "糎": 1.0, "mm": 0.1, "ミ": 0.1, "m": 100.0, "メ": 100.0}
BELOW = ("未満", "より小さ", "より短", "より軽", "より少な")
ABOVE = ("超", "を超", "より大き", "より長", "より重", "より多")
AT_LEAST = ("以上", *ABOVE)
JUST_BELOW, JUST_ABOVE = 0.99, 1.01
MEASURE = re.compile(
    r"(\d+)(cc|cm|せんち|mm|みり|kg|きろ|りっとる|l|ml|畳|いんち|型|枚|w|m|めーとる)"
    rf"({'|'.join(('以上', '以下', 'まで', *BELOW, *ABOVE))})?"
)
UNITS = {"せんち": "cm", "みり": "mm", "きろ": "kg", "りっとる": "l", "いんち": "型", "めーとる": "m"}
MEASURE_COUNTS = 20.0
KANJI_NUMBERS = {kanji: number for number, kanji in enumerate("一二三四五六七八九十", 1)}
COUNTERS = "段人口枚面槽灯連"
COUNT = re.compile(rf"(\d+|[{''.join(KANJI_NUMBERS)}])([{COUNTERS}])(?:掛け|がけ|乗り|用)?(以上|以下|まで)?")
SEVERAL = re.compile(rf"(?:多|複数)([{COUNTERS}])")


def length_said(text: str) -> float | None:
    """The longest length named, in centimetres; 未満 and 超 count as just below and above it."""
    found = []
    for number, unit, bound in LENGTH.findall(unicodedata.normalize("NFKC", text).lower()):
        factor = next(value for start, value in CENTIMETRES.items() if unit.startswith(start))
        found.append(_meant(float(number), bound) * factor)
    return max(found, default=None)


def measured(qualifier: str, text: str) -> float:
    """Whether a bracket's limit holds for the measure in a text; both folded. 0 where it says nothing."""
    named = [(_meant(float(number), bound), _unit(unit)) for number, unit, bound in MEASURE.findall(text)]
    for limit, unit, bound in MEASURE.findall(qualifier):
        for number, same in named:
            if _unit(unit) == same and bound:
                return MEASURE_COUNTS if _holds(number, float(limit), bound) else -MEASURE_COUNTS
    return 0.0


def counted(qualifier: str, text: str) -> float:
    """Whether a bracket's count (一段, 多段, 2人掛け以上) is the one in a text; both folded."""
    said = {counter: _number(number) for number, counter, _ in COUNT.findall(text)}
    several = SEVERAL.search(qualifier)
    if several and several[1] in said:
        return MEASURE_COUNTS if said[several[1]] > 1 else -MEASURE_COUNTS
    for number, counter, bound in COUNT.findall(qualifier):
        if counter in said:
            return MEASURE_COUNTS if _holds(said[counter], _number(number), bound) else -MEASURE_COUNTS
    return 0.0


def _unit(unit: str) -> str:
    return UNITS.get(unit, unit)


def _meant(number: float, bound: str) -> float:
    """The number a limit stands for: 50ccより大きい is something above 50."""
    return number * (JUST_BELOW if bound in BELOW else JUST_ABOVE if bound in ABOVE else 1)


def _holds(number: float, limit: float, bound: str) -> bool:
    """Whether a number is within a limit; without a bound it must be that number."""
    if not bound:
        return number == limit
    if bound in ABOVE:
        return number > limit
    if bound in BELOW:
        return number < limit
    return number >= limit if bound in AT_LEAST else number <= limit


def _number(text: str) -> float:
    return float(KANJI_NUMBERS.get(text) or text)
