"""Items of target.csv: a name counts once, and its rows become the rules of one item."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gomi.municipality.import_5374.categories import CategoryList, Described
from gomi.municipality.import_5374.doubts import doubt_about, has_lost_character, is_no_name
from gomi.municipality.import_5374.report import Report
from gomi.municipality.import_5374.source import SourceFile, cell
from gomi.municipality.import_5374.text import condition_in, how_and_notes, plain_text, sentences

_SEE = re.compile(r"^品目?「(.+?)」(?:に|を)(?:掲載|参照|ご覧|見)")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_AFTER_A_NAME = ("", " ", "\u3000", "（", "(")
TARGET = "target.csv"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of target.csv."""

    line: int
    area: str
    label: str
    name: str
    told: tuple[str, ...]
    furigana: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule to be written."""

    category: Described
    condition: str
    areas: tuple[str, ...]
    how: tuple[str, ...]
    notes: tuple[str, ...]
    line: int


@dataclass(slots=True)
class ImportedItem:
    """One item to be written."""

    name: str
    rows: list[ItemRow]
    rules: list[Rule] = field(default_factory=list)
    doubt: str = ""
    furigana: str = ""


def read_items(
    source: SourceFile, areas: Mapping[str, str], categories: CategoryList, report: Report
) -> list[ImportedItem]:
    """Every item with its rules, in the order of the first rows. ``areas`` names the area codes."""
    rows_by_name: dict[str, list[ItemRow]] = {}
    for row in _rows(source, areas, report):
        rows_by_name.setdefault(row.name, []).append(row)
    items = [_item(name, rows, report) for name, rows in rows_by_name.items()]
    for item in items:
        item.rules = _rules(_followed(item, rows_by_name, report), areas, categories, report)
    return items


def _rows(source: SourceFile, areas: Mapping[str, str], report: Report) -> Iterable[ItemRow]:
    label = source.column("type", "label")
    name = source.column("name")
    notice, furigana = source.column("notice"), source.column("furigana")
    code = source.column("mastercode", "マスター")
    first = 0 if label is None else label
    for row in source.rows:
        given = cell(row, first + 1 if name is None else name)
        if is_no_name(given):
            report.refused("no-name", source.name, row.line, ",".join(row.cells), "品目の名前がありません")
            continue
        code_cell = cell(row, code)
        yield ItemRow(
            row.line,
            areas.get(code_cell, code_cell),
            cell(row, first),
            given,
            sentences(cell(row, first + 2 if notice is None else notice)),
            cell(row, first + 3 if furigana is None else furigana),
        )


def _item(name: str, rows: list[ItemRow], report: Report) -> ImportedItem:
    """The item, its exact copies merged and its doubts told."""
    kept: dict[tuple[object, ...], ItemRow] = {}
    for row in rows:
        first = kept.setdefault((row.area, row.label, row.told), row)
        if first is not row:
            said = f"「{name}」は {first.line} 行と同じです。条件の言葉が失われていないか確かめてください"
            report.merged("copy", TARGET, row.line, name, said)
    doubt = doubt_about(name)
    if doubt:
        said = f"「{name}」は検索に出しません（{doubt}）。正しい名前に直し、疑いを空にしてください"
        report.doubted("damaged-name", TARGET, rows[0].line, name, said)
    elif has_lost_character(name) or plain_text(name) != name:
        said = f"「{name}」の文字が壊れているようです。名前を直してください（検索には出します）"
        report.doubted("damaged-letter", TARGET, rows[0].line, name, said)
    furigana = next((row.furigana for row in rows if row.furigana), "")
    return ImportedItem(name, list(kept.values()), doubt=doubt, furigana=furigana)


def _followed(item: ImportedItem, rows_by_name: Mapping[str, list[ItemRow]], report: Report) -> list[ItemRow]:
    """The item's rows; a row that only refers to another entry stands for that entry's rows."""
    followed: list[ItemRow] = []
    for row in item.rows:
        seen = _SEE.match(row.label)
        if not seen:
            followed.append(row)
            continue
        others = list(_rows_called(seen[1], rows_by_name))
        if others:
            said = f"「{item.name}」は「{seen[1]}」と同じ区分として取り込みました"
            report.merged("see-other", TARGET, row.line, row.label, said)
        else:
            said = f"「{item.name}」が参照する品目「{seen[1]}」がありません。区分を書いてください"
            report.doubted("see-nothing", TARGET, row.line, row.label, said)
            others = [ItemRow(row.line, row.area, "", row.name, (row.label, *row.told), row.furigana)]
        followed += others
    return followed


def _rows_called(name: str, rows_by_name: Mapping[str, list[ItemRow]]) -> Iterator[ItemRow]:
    """The rows of an entry; where a name only begins so, what follows it is told as a condition."""
    for other, rows in rows_by_name.items():
        rest = other.removeprefix(name)
        if rest == other or rest[:1] not in _AFTER_A_NAME:
            continue
        qualifier = _BRACKETED.sub("", rest).strip() or rest.strip(" \u3000（）()")
        for row in rows:
            if not _SEE.match(row.label):
                yield replace(row, told=(qualifier, *row.told) if qualifier else row.told)


def _rules(
    rows: list[ItemRow], areas: Mapping[str, str], categories: CategoryList, report: Report
) -> list[Rule]:
    """The rules of one item; areas that say the same share theirs."""
    told_by_area: dict[str, dict[str, list[ItemRow]]] = {}
    for row in rows:
        category = categories.of(row.label, TARGET, row.line)
        told_by_area.setdefault(row.area, {}).setdefault(category.name, []).append(row)
    areas_by_telling: dict[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...], list[str]] = {}
    for area, told in told_by_area.items():
        telling = tuple((name, tuple(row.told for row in said)) for name, said in told.items())
        areas_by_telling.setdefault(telling, []).append(area)
    rules: list[Rule] = []
    for alike in areas_by_telling.values():
        everywhere = set(alike) >= set(areas.values())
        named = () if everywhere or alike == [""] else tuple(alike)
        rules += _rules_of_area(told_by_area[alike[0]], named, categories, report)
    return rules


def _rules_of_area(
    rows_by_category: Mapping[str, list[ItemRow]],
    areas: tuple[str, ...],
    categories: CategoryList,
    report: Report,
) -> list[Rule]:
    conditions = _conditions(rows_by_category, report) if len(rows_by_category) > 1 else {}
    rules = []
    for name, rows in rows_by_category.items():
        condition = conditions.get(name, "")
        told = dict.fromkeys(each for row in rows for each in row.told)
        used = condition.split("、または")
        how, notes = how_and_notes(tuple(each for each in told if each.strip("。（）() ") not in used))
        category = categories.of(rows[0].label, TARGET, rows[0].line)
        rules.append(Rule(category, condition, areas, how, notes, rows[0].line))
    return rules


def _conditions(rows_by_category: Mapping[str, list[ItemRow]], report: Report) -> dict[str, str]:
    """A condition for each category, from the notices; where none is said, the category's name."""
    found: dict[str, str] = {}
    for category, rows in rows_by_category.items():
        said = [condition_in(row.told) for row in rows]
        condition = "、または".join(dict.fromkeys(said)) if all(said) else ""
        if condition and condition not in found.values():
            found[category] = condition
            continue
        found[category] = category
        asked = f"「{rows[0].name}」がどんなとき「{category}」になるか書かれていません。条件を書いてください"
        report.doubted("lost-condition", TARGET, rows[0].line, rows[0].name, asked)
    return found
