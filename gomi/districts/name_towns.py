"""The towns a district's name lists, each with its numbers.

>>> [(town.name, town.spans) for town in read_towns("本町・浜町1丁目")][1]
('浜町', (Span(low=(1, 0), high=(1, 1000000000)),))
>>> [town.name for town in read_towns("富里上・中・下")]
['富里上', '富里中', '富里下']
"""

import re
from dataclasses import dataclass

from gomi.districts.name_numbers import Counted, spans_of
from gomi.districts.numerals import value
from gomi.districts.spans import WHOLE, Spans

LIST = re.compile(r"(?<![ァ-ヶー])[・、,/]|[・、,/](?![ァ-ヶー])")
NUMBER = r"\d{1,9}(?:丁目)?(?:\d{1,9})?(?:番地|番街区|番(?![町丁街]))?(?:の一部|から|まで|以降|以上)*"
NUMBERS = re.compile(rf"(?<![第\d]){NUMBER}(?:[~〜・、,\s\-]+{NUMBER})*[~〜]?")
LAST_KANJI = re.compile(r"^(?P<stem>.*[^第一二三四五六七八九十百千〇\d])(?P<number>[一二三四五六七八九十]+)$")
ASSOCIATION = re.compile(
    r"(?P<stem>.+?)(?:町内会|ちょうないかい|町会|自治会|管理組合|地区|地域|(?<=[^\W\d]{2})区)$"
)
SIDES = "上中下東西南北"
PARTLY = re.compile(r"の一部$")


@dataclass(frozen=True, slots=True)
class NamedTown:
    """A town in the name of a district, with the stretches that belong to it.

    Of ``shared`` stretches only a part does; ``partly``: of all of them. ``tail`` is what stands behind
    the numbers: 「松葉町4丁目第2町会」.
    """

    name: str
    spans: Spans = WHOLE
    counted: Counted | None = None
    partly: bool = False
    shared: Spans = ()
    tail: str = ""


def short_names(name: str) -> list[str]:
    """What people call an association or an area for short.

    >>> short_names("仲町会"), short_names("山家地区"), short_names("本町")
    (['仲', '仲町'], ['山家'], [])
    """
    found = ASSOCIATION.fullmatch(name)
    if not found:
        return []
    return [found["stem"], found["stem"] + "町"] if name.endswith(("町会", "町内会")) else [found["stem"]]


def read_towns(text: str) -> list[NamedTown]:
    """The towns of a list 「本町・浜町1丁目」, each with its numbers."""
    pieces: list[str] = []
    for piece in LIST.split(text):
        if pieces and (not piece or (piece[:1].isdigit() and any(char.isdigit() for char in pieces[-1]))):
            pieces[-1] += "、" + piece
        elif pieces and piece in SIDES and pieces[-1][-1:] in SIDES:
            pieces.append(pieces[-1][:-1] + piece)
        else:
            pieces.append(piece)
    return [_town(piece) for piece in pieces if piece] or [NamedTown("")]


def _town(text: str) -> NamedTown:
    for found in NUMBERS.finditer(text):
        stem, tail = text[: found.start()].strip(), text[found.end() :]
        numbers = spans_of(found[0])
        if not stem or numbers is None or (numbers.counted is Counted.BARE and tail and not _is_tail(tail)):
            continue
        told = "" if _is_tail(tail) else tail
        return NamedTown(stem, numbers.spans, numbers.counted, bool(told), numbers.shared, told)
    partly = bool(PARTLY.search(text))
    text = PARTLY.sub("", text)
    if kanji := LAST_KANJI.match(text):
        numbers = spans_of(str(value(kanji["number"])))
        return NamedTown(kanji["stem"], numbers.spans if numbers else WHOLE, Counted.BARE, partly)
    return NamedTown(text, partly=partly)


def _is_tail(text: str) -> bool:
    return text in ("町会", "自治会", "町内会", "管理組合", "号棟", "棟", "号館")
