"""Whether a row of the source is one of the last import under another name.

>>> twins([{"name": "傘", "readings": "かさ"}], [{"name": "かさ", "readings": "かさ"}])
{0: 0}
>>> twins([{"name": "ストーブ（石油）"}], [{"name": "ストーブ（電気）"}])
{}
"""

import re
from collections.abc import Callable, Sequence

from gomi.municipality.import_5374.categories import same_label
from gomi.municipality.import_5374.merge.previous import Cells
from gomi.search.fold import fold

_IN_BRACKETS = re.compile(r"[（(［\[【〔「](.*?)[）)］\]】〕」]")
Fits = Callable[[int, int], bool]


def twins(new: Sequence[Cells], old: Sequence[Cells], fits: Fits = lambda _new, _old: True) -> dict[int, int]:
    """New rows with the one old row each that is called alike, where no third row is."""
    old_by_key: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(old):
        for key in _keys(row):
            old_by_key.setdefault(key, []).append(place)
    pairs = set()
    for mine, row in enumerate(new):
        alike = {place for key in _keys(row) for place in old_by_key.get(key, ())}
        pairs |= {(mine, other) for other in alike if _same_brackets(row, old[other]) and fits(mine, other)}
    return _only_ones(pairs)


def labels(new: Sequence[Cells], old: Sequence[Cells]) -> dict[int, int]:
    """The same for categories and streams, whose spellings the import knows how to compare."""
    pairs = {
        (mine, other)
        for mine, row in enumerate(new)
        for other, before in enumerate(old)
        if same_label(row["name"], before["name"])
    }
    return _only_ones(pairs)


def _only_ones(pairs: set[tuple[int, int]]) -> dict[int, int]:
    news, olds = [mine for mine, _ in pairs], [other for _, other in pairs]
    return {mine: other for mine, other in pairs if news.count(mine) == olds.count(other) == 1}


def _keys(row: Cells) -> set[tuple[str, ...]]:
    area = row.get("area", "")
    base = fold(_IN_BRACKETS.sub("", row.get("name", ""))).replace("ー", "")
    readings = row.get("readings", "")
    # A one-kana reading is shared by too many things to tell that two of them are one.
    by_reading = {("reading", area, readings)} if len(readings) > 1 else set()
    return by_reading | ({("name", area, base)} if base else set())


def _same_brackets(one: Cells, other: Cells) -> bool:
    """What brackets say parts two things of one name, unless only one of the two has brackets."""
    mine, yours = (
        [fold(found) for found in _IN_BRACKETS.findall(row.get("name", ""))] for row in (one, other)
    )
    return not mine or not yours or mine == yours
