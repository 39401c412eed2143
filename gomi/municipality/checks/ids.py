"""Ids that two rows share, names that two rows share, and periods that end before they begin."""

from collections.abc import Iterator
from typing import Any

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables

WITH_IDS = (
    "categories",
    "streams",
    "districts",
    "exceptions",
    "places",
    "vouchers",
    "exemptions",
)
NAMED = ("categories", "streams")
WITH_PERIODS = ("items", "rules", "exceptions", "oversized_items", "vouchers")


def check_ids(tables: Tables, complaints: Complaints) -> None:
    """An id names one row; the names of categories and streams name one row each."""
    for stem in WITH_IDS:
        _check_once(tables, stem, "id", "id", complaints)
    for stem in NAMED:
        _check_once(tables, stem, "name", "名称", complaints)


def _check_once(tables: Tables, stem: str, field: str, header: str, complaints: Complaints) -> None:
    first: dict[str, int] = {}
    for row in getattr(tables, stem):
        text = getattr(row.value, field)
        if text in first:
            complaints.error(
                f"twice:{header}",
                Spot(tables.file(stem), row.line, header, text),
                f"{header}「{text}」は {first[text]} 行にもあります",
                "別の値にするか、片方の行を消してください",
            )
        first.setdefault(text, row.line)


def check_periods(tables: Tables, complaints: Complaints) -> None:
    """Nothing ends before it begins."""
    for stem in WITH_PERIODS:
        for line, starts, ends in _periods(tables, stem):
            if starts and ends and starts > ends:
                complaints.error(
                    "ends-before-it-starts",
                    Spot(tables.file(stem), line, "終了", ends.isoformat()),
                    f"終了 {ends} が開始 {starts} より前です",
                    "日付を入れ替えるか、年を確かめてください",
                )


def _periods(tables: Tables, stem: str) -> Iterator[tuple[int, Any, Any]]:
    if stem == "items":
        for item in tables.items:
            for line, rule in zip(item.lines, item.value.rules, strict=True):
                yield line, rule.starts, rule.ends
        return
    for row in getattr(tables, stem):
        yield row.line, row.value.starts, row.value.ends
