"""The list of districts in steps that can be read: by area, by kana row, or in the list's order."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from math import ceil

from gomi.districts.found import Part
from gomi.districts.labels import label_of_district
from gomi.districts.names import INDEX_KANA, read_name
from gomi.districts.spelling import spell
from gomi.municipality.values import District

MOST_A_STEP = 30
"""More lines than this are looked through, not read."""
FEWEST_A_PART = 2
"""Parts of fewer districts than this, in the mean, save nobody a step."""

ROWS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わをん",
)
SMALL = str.maketrans("ぁぃぅぇぉゃゅょゎ", "あいうえおやゆよわ")


def list_districts(districts: Sequence[District]) -> tuple[Part, ...]:
    """The first step: parts by area where the list has areas, else by kana row, else by place in it.

    A list that can be read at once is one part without a label. A step has more than `MOST_A_STEP` lines
    only where there are more than `MOST_A_STEP` times as many districts.
    """
    if 0 < len(districts) <= MOST_A_STEP and not any(district.area for district in districts):
        return (Part("", districts=tuple(districts)),)
    return _parts(districts, (area_of, row_of))


def _parts(districts: Sequence[District], ways: Sequence[Callable[[District], str]]) -> tuple[Part, ...]:
    for place, way in enumerate(ways):
        groups = _grouped(districts, way)
        if 1 < len(groups) <= min(MOST_A_STEP, len(districts) / FEWEST_A_PART) and "" not in groups:
            return tuple(_part(label, each, ways[place + 1 :]) for label, each in groups.items())
    return _in_order(districts)


def _part(label: str, districts: Sequence[District], ways: Sequence[Callable[[District], str]]) -> Part:
    if len(districts) <= MOST_A_STEP:
        return Part(label, districts=tuple(districts))
    return Part(label, parts=_parts(districts, ways))


def _grouped(districts: Iterable[District], way: Callable[[District], str]) -> dict[str, list[District]]:
    groups: dict[str, list[District]] = {}
    for district in districts:
        groups.setdefault(way(district), []).append(district)
    return dict(sorted(groups.items(), key=lambda each: _place(each[0])))


def _place(label: str) -> int:
    """Kana rows stand in the order of kana, areas in that of the list."""
    return next((place for place, row in enumerate(ROWS) if label == f"{row[0]}行"), 0)


def _in_order(districts: Sequence[District]) -> tuple[Part, ...]:
    """Stretches of the list, named by their first and last."""
    size = max(ceil(len(districts) / MOST_A_STEP), min(MOST_A_STEP, ceil(len(districts) ** 0.5)), 1)
    pieces = [districts[start : start + size] for start in range(0, len(districts), size)]
    return tuple(Part(_from_to(piece), districts=tuple(piece)) for piece in pieces)


def _from_to(piece: Sequence[District]) -> str:
    first, last = label_of_district(piece[0]), label_of_district(piece[-1])
    return first if len(piece) == 1 else f"{first} 〜 {last}"


def area_of(district: District) -> str:
    """The area of the table, else the widest name in the district's own, else that name."""
    if district.area:
        return district.area
    wider = read_name(district.name).wider
    return wider[0] if wider else label_of_district(district)


def row_of(district: District) -> str:
    """あ行, か行 …: by the reading, the kana the name is filed under, or a name in kana."""
    filed = INDEX_KANA.match(district.name)
    readings = read_name(district.name).readings
    said = filed[0] if filed else district.reading or (readings[0] if readings else district.name)
    plain = unicodedata.normalize("NFD", spell(said)[:1]).translate(SMALL)[:1]
    return next((f"{row[0]}行" for row in ROWS if plain and plain in row), "")
