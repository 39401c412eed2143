"""Items: names and aliases that can be told apart, rules among which a resident can choose."""

from collections import Counter

from gomi.municipality.build import ItemLines
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables
from gomi.municipality.values import ItemRule, WordHandling
from gomi.search.fold import fold


def check_items(tables: Tables, complaints: Complaints) -> None:
    """Every 誤り and doubt that lies between the rows of items.csv and words.csv."""
    _check_names(tables, complaints)
    _check_aliases(tables, complaints)
    _check_rules(tables, complaints)
    _check_hazards(tables, complaints)
    _check_doubts(tables, complaints)
    _check_words(tables, complaints)


def _check_names(tables: Tables, complaints: Complaints) -> None:
    file = tables.file("items")
    first: dict[str, ItemLines] = {}
    for item in tables.items:
        name = item.value.name
        other = first.setdefault(fold(name), item)
        if other is item or not name:
            continue
        if other.value.name == name:
            complaints.error(
                "twice:品目",
                Spot(file, item.line, "品目", name),
                f"品目「{name}」は {other.line} 行にもあります",
                "同じ品目なら品目idを同じにしてください",
            )
        else:
            complaints.doubt(
                "alike:品目",
                Spot(file, item.line, "品目", name),
                f"品目「{name}」と {other.line} 行の「{other.value.name}」は検索では同じ名前です",
                "同じものなら1つにまとめてください",
            )


def _check_aliases(tables: Tables, complaints: Complaints) -> None:
    file = tables.file("items")
    owner = {fold(item.value.name): item for item in tables.items}
    for item in tables.items:
        for alias in item.value.aliases:
            other = owner.setdefault(fold(alias), item)
            if other is not item:
                complaints.doubt(
                    "alias",
                    Spot(file, item.line, "別名", alias),
                    f"別名「{alias}」は {other.line} 行の品目「{other.value.name}」も指します",
                    "どちらかだけにしてください",
                )


def _check_rules(tables: Tables, complaints: Complaints) -> None:
    file = tables.file("items")
    for item in tables.items:
        for line, rule in zip(item.lines, item.value.rules, strict=True):
            _check_lengths(file, line, rule, complaints)
        if len(item.lines) > 1:
            _check_conditions(file, item, complaints)


def _check_lengths(file: str, line: int, rule: ItemRule, complaints: Complaints) -> None:
    low, high = rule.length_from, rule.length_below
    if low is not None and high is not None and low >= high:
        complaints.error(
            "length",
            Spot(file, line, "長さ未満", f"{high:g}"),
            f"長さ以上 {low:g} が長さ未満 {high:g} より小さくありません",
            "数字を確かめてください",
        )


def _check_conditions(file: str, item: ItemLines, complaints: Complaints) -> None:
    """Among several rules, each says when it applies, and no two say the same."""
    name, rules = item.value.name, item.value.rules
    seen = Counter(_applies(rule) for rule in rules)
    for line, rule in zip(item.lines, rules, strict=True):
        if not any(_applies(rule)):
            complaints.doubt(
                "no-condition",
                Spot(file, line, "条件"),
                f"「{name}」は行が {len(rules)} つあり、この行に条件がありません",
                "どんなときの区分か、条件に書いてください",
            )
        elif seen[_applies(rule)] > 1:
            complaints.doubt(
                "same-condition",
                Spot(file, line, "条件", rule.condition),
                f"「{name}」に同じ条件「{rule.condition}」の行が {seen[_applies(rule)]} つあります",
                "条件を書き分けるか、1行にまとめてください",
            )


def _applies(rule: ItemRule) -> tuple[object, ...]:
    """Everything that tells when a rule applies; all empty for one that always does."""
    return (
        rule.condition,
        rule.materials,
        rule.length_from,
        rule.length_below,
        rule.states,
        rule.parts,
        rule.areas,
        rule.starts,
        rule.ends,
    )


def _check_hazards(tables: Tables, complaints: Complaints) -> None:
    warned = {row.value.id for row in tables.categories if row.value.notes}
    for item in tables.items:
        for line, rule in zip(item.lines, item.value.rules, strict=True):
            if rule.hazard and not rule.notes and rule.category not in warned:
                complaints.doubt(
                    "hazard",
                    Spot(tables.file("items"), line, "注意"),
                    f"「{item.value.name}」は危険（{rule.hazard}）とありますが、注意がありません",
                    "何に気をつけるか、注意に書いてください",
                )


def _check_doubts(tables: Tables, complaints: Complaints) -> None:
    for item in tables.items:
        if item.value.doubt:
            complaints.doubt(
                "doubt",
                Spot(tables.file("items"), item.line, "疑い", item.value.name),
                f"「{item.value.name}」は疑わしいので検索に出しません（{item.value.doubt}）",
                "正しければ疑いを空にしてください",
            )


def _check_words(tables: Tables, complaints: Complaints) -> None:
    for row in tables.words:
        if row.value.handling is WordHandling.ALIAS and not row.value.item:
            complaints.error(
                "word",
                Spot(tables.file("words"), row.line, "品目", row.value.word),
                f"「{row.value.word}」は別名とありますが、品目が空です",
                "どの品目の別名か書いてください",
            )
