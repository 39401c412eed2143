"""Exceptions against one another and against the rules: two that disagree, one that changes nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from gomi.calendar.collection import rules_in_force
from gomi.calendar.days import RuleInForce, falls_on, lists
from gomi.calendar.differing import bearing_on, days_named, in_force
from gomi.calendar.holidays import KNOWN_UNTIL
from gomi.municipality.build import Lined
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables
from gomi.municipality.values import DayException, ExceptionKind, RuleRow

Row = Lined[DayException]
CLOSES = (ExceptionKind.SUSPENDED, ExceptionKind.SHIFTED)


def check_exceptions(tables: Tables, complaints: Complaints) -> None:
    """Complain of exceptions in force that contradict each other or the rules."""
    standing = {each.id for each in in_force([row.value for row in tables.exceptions])}
    rows = [row for row in tables.exceptions if row.value.id in standing]
    file = tables.file("exceptions")
    for one, other in combinations(rows, 2):
        if _disagree(one.value, other.value):
            complaints.error(
                "exceptions-disagree",
                Spot(file, other.line, "種別", other.value.kind.value),
                f"例外「{other.value.id}」は、同じ日・同じ収集区分・同じ地区の {one.line} 行"
                f"「{one.value.id}」と食い違います",
                f"差し替えなら、差し替えの列に「{one.value.id}」と書いてください",
            )
    _check_against_rules(tables, rows, complaints)
    _check_holidays(tables, rows, complaints)


def _disagree(one: DayException, other: DayException) -> bool:
    """Whether the two are equally narrow, meet on a day, and say different things of it."""
    match one.kind, other.kind:
        case ExceptionKind.MOVED, ExceptionKind.MOVED:
            differ = one.new_day != other.new_day
        case _:
            differ = one.kind in CLOSES and other.kind in CLOSES and one.kind != other.kind
    return differ and _meet(one, other)


def _meet(one: DayException, other: DayException) -> bool:
    if not set(one.districts) & set(other.districts) or not set(one.streams) & set(other.streams):
        return False
    if one.on_holidays or other.on_holidays:
        return one.on_holidays and other.on_holidays
    if one.starts is None or other.starts is None:
        return False
    return one.starts <= (other.ends or other.starts) and other.starts <= (one.ends or one.starts)


def _check_against_rules(tables: Tables, rows: Sequence[Row], complaints: Complaints) -> None:
    come_new = {row.value.new_day for row in rows}
    for row in rows:
        exception = row.value
        spot = Spot(tables.file("exceptions"), row.line, "開始", str(exception.starts or ""))
        if _moves_nothing(tables, exception) and not come_new & set(days_named(exception)):
            complaints.doubt(
                "nothing-to-move",
                spot,
                f"例外「{exception.id}」の日（{exception.starts}）には、振り替える収集がありません",
                "日付か、収集区分・地区を確かめてください",
            )
        if _closes_over_written_days(tables, exception):
            complaints.doubt(
                "written-out-in-closure",
                spot,
                f"例外「{exception.id}」の期間の中に、日付で書いた収集日があります。その日は集めます",
                "集めないなら、その日だけの休止（終了は空）を書くか、rules.csv から日付を消してください",
            )


def _moves_nothing(tables: Tables, exception: DayException) -> bool:
    if exception.kind is not ExceptionKind.MOVED:
        return False
    days = list(days_named(exception))
    return not any(falls_on(rules, day) for rules in _concerned(tables, exception) for day in days)


def _closes_over_written_days(tables: Tables, exception: DayException) -> bool:
    if exception.kind is not ExceptionKind.SUSPENDED or exception.ends is None:
        return False
    days = list(days_named(exception))
    return any(lists(rules, day) for rules in _concerned(tables, exception) for day in days)


def _concerned(tables: Tables, exception: DayException) -> Iterator[list[RuleInForce]]:
    """The rules of every stream of every district that the exception concerns."""
    districts = {row.value.id: row.value for row in tables.districts}
    by_place: dict[tuple[str, str], list[RuleRow]] = {}
    for row in tables.rules:
        by_place.setdefault((row.value.district, row.value.stream), []).append(row.value)
    for (district, stream), rules in by_place.items():
        if district in districts and any(bearing_on([exception], districts[district], stream)):
            yield list(rules_in_force(rules))


def _check_holidays(tables: Tables, rows: Sequence[Row], complaints: Complaints) -> None:
    """Past the days whose holidays are known, none can be taken away."""
    reach = max((row.value.ends for row in tables.rules if row.value.ends), default=None)
    for row in rows:
        if row.value.on_holidays and reach is not None and reach > KNOWN_UNTIL:
            complaints.doubt(
                "holidays-unknown",
                Spot(tables.file("exceptions"), row.line, "開始", "祝日"),
                f"祝日は {KNOWN_UNTIL} までしか分かりません。その先は休みになりません",
                "その先の休みは日付で書いてください",
            )
