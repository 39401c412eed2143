"""Categories of a 5374 folder: those described, and those that only items or the calendar name."""

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import SourceFile, cell
from gomi.municipality.import_5374.text import is_empty, plain_text
from gomi.search.fold import fold

UNWRITTEN = "区分の記載なし"
"""The category of items whose category cell is empty or a dash: most cities mean "not collected"."""

SHORTEST_FOR_A_SLIP = 4
_BURNABLE = re.compile(r"[燃も](?:や(?:せる|す)|える)")
_UNBURNABLE = re.compile(r"[燃も](?:や(?:せない|さない)|えない)")
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]")


@dataclass(slots=True)
class Described:
    """One category as the source describes it."""

    name: str
    description: str = ""
    colour: str = ""
    described: bool = True
    line: int = 0
    used: bool = field(default=False)


class CategoryList:
    """Finds the category of a label, merging other spellings and adding what was never described."""

    def __init__(self, described: list[Described], report: Report) -> None:
        self.all = described
        self._report = report
        self._by_label: dict[str, Described] = {each.name: each for each in described}

    def of(self, label: str, file: str, line: int) -> Described:
        """The category for a label cell of ``file``; a new label is told in the report once."""
        name = UNWRITTEN if is_empty(label) else plain_text(label)
        found = self._by_label.get(name)
        if found is None:
            found = self._spelt_otherwise(name, file, line) or self._create(name, file, line)
            self._by_label[name] = found
        found.used = True
        return found

    def _spelt_otherwise(self, name: str, file: str, line: int) -> Described | None:
        described = [category for category in self.all if category.described]
        alike = [category for category in self.all if same_label(name, category.name)]
        alike = alike or [category for category in described if same_but_brackets(name, category.name)]
        if not alike:
            return None
        said = f"区分「{name}」は「{alike[0].name}」と同じものとして読みました"
        self._report.merged("category-spelling", file, line, name, said)
        return alike[0]

    def _create(self, name: str, file: str, line: int) -> Described:
        category = Described(name, described=False, line=line)
        self.all.append(category)
        said = f"区分「{name}」は description.csv にないので作りました。種別と出し方を確かめてください"
        self._report.doubted("category-created", file, line, name, said)
        return category


def read_described(source: SourceFile, report: Report) -> list[Described]:
    """The categories of description.csv, each label once, in their order."""
    label = source.column("label", "type")
    start = 0 if label is None else label
    text, colour = source.column("description"), source.column("bgcolor")
    found: dict[str, Described] = {}
    for row in source.rows:
        name = plain_text(cell(row, start))
        if is_empty(name):
            report.refused("no-label", source.name, row.line, name, "名前のない区分です")
            continue
        told = Described(
            name,
            cell(row, start + 2 if text is None else text),
            cell(row, start + 4 if colour is None else colour),
            line=row.line,
        )
        first = found.setdefault(name, told)
        if first is not told and "mastercode" not in source.header:
            said = f"区分「{name}」は {first.line} 行にもあります"
            report.merged("label-twice", source.name, row.line, name, said)
    return list(found.values())


def same_label(one: str, other: str) -> bool:
    """Whether two labels are one category in two spellings.

    >>> same_label("破砕ごみ（有害ごみ）", "破砕ゴミ（有害ごみ）"), same_label("もやせるごみ", "もえるごみ")
    (True, True)
    >>> same_label("プラスチック包装容器", "プラスチック容器包装"), same_label("燃やすごみ", "燃やさないごみ")
    (True, False)
    """
    if _key(one) == _key(other):
        return True
    one, other = fold(one), fold(other)
    if min(len(one), len(other)) < SHORTEST_FOR_A_SLIP or ("不燃" in one) != ("不燃" in other):
        return False
    return slipped(one, other)


def slipped(one: str, other: str) -> bool:
    """Whether one key was missed, hit twice, or two words of a long label changed places."""
    moved = len(one) >= 2 * SHORTEST_FOR_A_SLIP and sorted(one) == sorted(other)
    return moved or OSA.distance(one, other) <= 1


def same_but_brackets(one: str, other: str) -> bool:
    """Whether two labels are the same once what they say in brackets is left out."""
    one, other = _key(_BRACKETS.sub("", one)), _key(_BRACKETS.sub("", other))
    return bool(one) and one == other


def _key(label: str) -> str:
    label = _BURNABLE.sub("可燃", _UNBURNABLE.sub("不燃", label))
    return fold(label.replace("済み", "済").replace("ティ", "チ"))
