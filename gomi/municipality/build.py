"""Make values of records: one function for the tables whose columns are the value's fields, and
one each for those that need more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any, Generic, TypeVar

from gomi.municipality import values
from gomi.municipality.columns import EVERYTHING, TABLES
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.oversized import Exemption, OversizedDay, OversizedItem, Voucher
from gomi.municipality.parsing import HOLIDAYS, Record
from gomi.municipality.places import Place

Value = TypeVar("Value")

DEFAULT_COLOUR, DEFAULT_ICON = "#444444", "dropoff"
RULE_FIELDS = (
    "category",
    "condition",
    "materials",
    "length_from",
    "length_below",
    "states",
    "parts",
    "areas",
    "hazard",
    "how",
    "notes",
    "oversized_item",
    "starts",
    "ends",
    "source",
)


@dataclass(frozen=True, slots=True)
class Lined(Generic[Value]):
    """A value and the line of its row."""

    line: int
    value: Value


@dataclass(frozen=True, slots=True)
class ItemLines:
    """An item and the line of each of its rules."""

    value: values.Item
    lines: tuple[int, ...]

    @property
    def line(self) -> int:
        """The item's first line."""
        return self.lines[0]


def straight(records: Iterable[Record], make: Callable[..., Value]) -> list[Lined[Value]]:
    """Values whose fields are called as the columns are."""
    return [Lined(record.line, make(**record.values)) for record in records]


def categories(records: Iterable[Record]) -> list[Lined[values.Category]]:
    """Categories; what a row leaves out of its tile is filled in."""
    made = []
    for place, record in enumerate(records, 1):
        told = record.values
        filled = {
            "colour": told["colour"] or DEFAULT_COLOUR,
            "icon": told["icon"] or DEFAULT_ICON,
            "letter": told["letter"] or told["name"][:1],
            "order": place if told["order"] is None else told["order"],
        }
        made.append(Lined(record.line, values.Category(**{**told, **filled})))
    return sorted(made, key=lambda each: each.value.order)


def items(records: Iterable[Record], complaints: Complaints) -> list[ItemLines]:
    """Items in the order of their first rows; the rows of one id are its rules."""
    rows_by_id: dict[str, list[Record]] = {}
    for record in records:
        rows_by_id.setdefault(record["item_id"], []).append(record)
    return [_item(id_, rows, complaints) for id_, rows in rows_by_id.items()]


def _item(id_: str, rows: Sequence[Record], complaints: Complaints) -> ItemLines:
    name = next((row["name"] for row in rows if row["name"]), "")
    for row in rows:
        if row["name"] not in ("", name):
            complaints.error(
                "two-names",
                Spot(row.file, row.line, "品目", row["name"]),
                f"品目id「{id_}」に品目が2つあります（「{name}」と「{row['name']}」）",
                "別の品目なら別の品目idにしてください",
            )
    if not name:
        complaints.error(
            "empty-name",
            Spot(rows[0].file, rows[0].line, "品目"),
            f"品目id「{id_}」の品目が空です",
            "品目を書いてください",
        )
    item = values.Item(
        id=id_,
        name=name,
        readings=_together(row["readings"] for row in rows),
        aliases=_together(row["aliases"] for row in rows),
        rules=tuple(values.ItemRule(**{field: row[field] for field in RULE_FIELDS}) for row in rows),
        doubt="、".join(dict.fromkeys(row["doubt"] for row in rows if row["doubt"])),
    )
    return ItemLines(item, tuple(row.line for row in rows))


def _together(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for names in lists for each in names))


def rules(records: Iterable[Record], districts: Iterable[str]) -> list[Lined[values.RuleRow]]:
    """Rules of collection days; one for すべて becomes one for every district."""
    everywhere = tuple(districts)
    made = []
    for record in records:
        rule = values.RuleRow(**record.values)
        named = everywhere if rule.district == EVERYTHING else (rule.district,)
        made += [Lined(record.line, replace(rule, district=district)) for district in named]
    return made


def exceptions(records: Iterable[Record], zone: tzinfo) -> list[Lined[values.DayException]]:
    """Exceptions; a time of decision without a zone is the municipality's."""
    return [Lined(record.line, _exception(record.values, zone)) for record in records]


def _exception(told: Mapping[str, Any], zone: tzinfo) -> values.DayException:
    holidays = told["starts"] == HOLIDAYS
    decided = told["decided"]
    return values.DayException(
        **{
            **told,
            "starts": None if holidays else told["starts"],
            "decided": decided.replace(tzinfo=zone) if decided else None,
            "on_holidays": holidays,
        }
    )


def translations(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    """(language, Japanese) → translation."""
    return {(record["language"], record["original"]): record["translation"] for record in records}


def unreviewed(records: Iterable[Record]) -> frozenset[tuple[str, str]]:
    """The translations no native speaker has read."""
    return frozenset((record["language"], record["original"]) for record in records if record["unreviewed"])


STRAIGHT: Mapping[str, Callable[..., Any]] = {
    "streams": values.Stream,
    "words": values.Word,
    "districts": values.District,
    "towns": values.Town,
    "places": Place,
    "oversized_items": OversizedItem,
    "vouchers": Voucher,
    "oversized_days": OversizedDay,
    "exemptions": Exemption,
}
"""The tables whose columns are their value's fields."""

assert set(STRAIGHT) < set(TABLES)
