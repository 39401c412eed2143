"""收集日 as values, and what the rules alone say of a stretch of days.

>>> from gomi.calendar.notation import read_rule
>>> rows = [RuleInForce(read_rule("第1・第3火曜"), Period(date(2026, 4, 10), None))]
>>> [day.day for day in regular_days(rows, date(2026, 4, 1), date(2026, 4, 30))]
[21]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gomi.calendar.days_written import Period
from gomi.calendar.rules import DayRule


@dataclass(frozen=True, slots=True)
class CollectionDay:
    """収集日: the truck takes a stream that day."""

    day: date
    stream: str
    moved_from: date | None = None
    """The day this collection stands for (振替)."""
    extra: bool = False
    delayed: bool = False
    exception: str = ""
    """The id of the exception that made or changed it."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoCollection:
    """A day on which the rules would collect and an exception does not."""

    day: date
    stream: str
    exception: str
    reason: str
    moved_to: date | None = None


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One row of the rules: what it says, when it holds, what is shown with it."""

    rule: DayRule
    period: Period
    remark: str = ""
    is_known: bool = True
    """False for a row that an import could not read: its days are not known."""


@dataclass(frozen=True, slots=True)
class Days:
    """What a stretch of days holds, each in the order of days."""

    collected: tuple[CollectionDay, ...]
    missed: tuple[NoCollection, ...]


def falls_on(rows: Sequence[RuleInForce], day: date) -> bool:
    """Whether the rules alone, without exceptions, collect that day."""
    return any(row.period.holds(day) and row.rule.falls_on(day) for row in rows)


def lists(rows: Sequence[RuleInForce], day: date) -> bool:
    """Whether a rule writes the day out."""
    return any(day in row.rule.listed and row.period.holds(day) for row in rows)


def known_until(rows: Sequence[RuleInForce]) -> date | None:
    """The last day the rules say anything of; None where one of them has no end."""
    ends = [_end(row) for row in rows]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _end(row: RuleInForce) -> date | None:
    if row.period.ends is None and row.rule.listed and not row.rule.regular:
        return max(row.rule.listed)
    return row.period.ends


def regular_days(rows: Sequence[RuleInForce], first: date, last: date) -> list[date]:
    """Every day the rules name, each once, in order."""
    return sorted({day for row in rows for day in _days(row.rule, row.period, first, last)})


@lru_cache(maxsize=8192)
def _days(rule: DayRule, period: Period, first: date, last: date) -> tuple[date, ...]:
    """The days of one rule inside its period: many districts share them."""
    first = max(first, period.starts or first)
    last = min(last, period.ends or last)
    listed = (day for day in rule.listed if first <= day <= last)
    regular = rule.between(first, last) if rule.regular else iter(())
    return (*listed, *regular)
