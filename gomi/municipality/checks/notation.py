"""収集日 of every rule, read as the calendar reads it: what is unclear is a 誤り with its place."""

from gomi.calendar.days_written import Period
from gomi.calendar.notation import read_parts
from gomi.calendar.rules import DayRule
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables
from gomi.municipality.values import RuleRow


def check_notation(tables: Tables, complaints: Complaints) -> None:
    """Complain of every part of a rule that cannot be read, or that says something doubtful."""
    file = tables.file("rules")
    seen = set()
    for row in tables.rules:
        if row.line in seen or not row.value.days:
            continue
        seen.add(row.line)
        spot = Spot(file, row.line, "収集日", row.value.days)
        rule, unclear = read_parts(row.value.days, Period(row.value.starts, row.value.ends))
        # A cell carried over as it stood was nobody's decision: it is served without what is unclear.
        complain = complaints.doubt if row.value.days == row.value.original else complaints.error
        for part in unclear:
            complain("unclear-rule", spot, f"収集日「{part.token}」{part.problem}", part.way)
        if not unclear:
            _check_sense(rule, row.value, spot, complaints)


def _check_sense(rule: DayRule, row: RuleRow, spot: Spot, complaints: Complaints) -> None:
    """A period in which the rule falls on no day at all was meant otherwise."""
    if not rule.words or row.starts is None or row.ends is None:
        return
    if next(rule.between(row.starts, row.ends), None) is None:
        complaints.doubt(
            "no-days-in-period",
            spot,
            f"「{row.days}」には {row.starts} から {row.ends} までに収集日がひとつもありません",
            "収集日か、開始・終了を直してください",
        )
