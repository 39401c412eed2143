"""A region's verb for throwing away, put into the common 捨てる, so that its noun is heard.

No dictionary of the common language has these verbs; it would read たんすほかしたい as たんす, 他 and する.

>>> throwing = Throwing({"ほかす": "五段", "ふてる": "一段"})
>>> throwing.in_common_words("たんすほかしたいねん"), throwing.in_common_words("いすふててもいい？")
('たんす捨てたいねん', 'いす捨ててもいい？')
>>> throwing.in_common_words("そのほかしか聞いていない")
'そのほかしか聞いていない'
"""

import re
from collections.abc import Mapping

COMMON = "捨て"
FIVE_ROWS = {"す": tuple("さしすせそ"), "る": tuple("らりるれろ")}
CONTRACTED = {"す": "し", "る": "っ"}  # before て and た
AFTER_A = "な|へ|ん|ず|れ"  # ほかさない, ほかさへん
AFTER_I = "たい|たく|たか|ま|に|方|かた|なさ|や|そう"  # ほかしたい, ほかします
AFTER_TE = "て|た|と|ちゃ"  # ほかして, ほかした, ほかしとく
AFTER_E = "る|ば|ま|へ"
ONE_ROW_ENDS = "た|て|る|ま|な|へ|よ|ん|と|ちゃ"
UNLESS_OTHER = "(?<!その)(?<!この)"  # 「そのほか」 is 他


class Throwing:
    """The verbs of a table, verb → 五段 or 一段, as they stand in any of their forms."""

    def __init__(self, verbs: Mapping[str, str]) -> None:
        forms = [form for verb, row in verbs.items() for form in _forms(verb, row)]
        self._forms = [(re.compile(UNLESS_OTHER + pattern), common) for pattern, common in forms]
        self._stems = re.compile("|".join(verb[:-1] for verb in verbs) or "(?!)")

    def in_common_words(self, text: str) -> str:
        """The text with each of these verbs as 捨てる in the same form."""
        for pattern, common in self._forms if self._stems.search(text) else ():
            text = pattern.sub(common, text)
        return text


def can_be_conjugated(verb: str, row: str) -> bool:
    """Whether a table's row can be used: 一段 in る, or 五段 in す or る."""
    return (row == "一段" and verb.endswith("る")) or (row == "五段" and verb[-1:] in FIVE_ROWS)


def _forms(verb: str, row: str) -> list[tuple[str, str]]:
    """(pattern, its form of 捨てる) for every form of a verb."""
    stem, end = verb[:-1], verb[-1]
    if row == "一段":
        return [(f"{stem}(?={ONE_ROW_ENDS})", COMMON)]
    a, i, u, e, o = FIVE_ROWS[end]
    return [
        (f"{stem}{CONTRACTED[end]}(?={AFTER_TE})", COMMON),
        (f"{stem}{i}(?={AFTER_I})", COMMON),
        (f"{stem}{a}(?={AFTER_A})", COMMON),
        (f"{stem}{u}", f"{COMMON}る"),
        (f"{stem}{e}(?={AFTER_E})", f"{COMMON}られ"),
        (f"{stem}{o}う", f"{COMMON}よう"),
    ]
