"""Rules and exceptions: each stream has days, each exception says what its kind needs."""

from gomi.municipality.columns import EVERYTHING
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.tables import Tables
from gomi.municipality.values import DayException, ExceptionKind


def check_calendar(tables: Tables, complaints: Complaints) -> None:
    """What is missing for a calendar; the notation of 収集日 is the calendar's own affair."""
    _check_rules(tables, complaints)
    _check_exceptions(tables, complaints)
    _check_areas(tables, complaints)


def _check_rules(tables: Tables, complaints: Complaints) -> None:
    with_days = {row.value.district for row in tables.rules}
    taken = {row.value.stream for row in tables.rules}
    for district in tables.districts:
        if district.value.id not in with_days:
            complaints.doubt(
                "no-rules",
                Spot(tables.file("districts"), district.line, "名称", district.value.name),
                f"地区「{district.value.name}」の収集日がひとつもありません",
                "rules.csv に行を足してください",
            )
    for stream in tables.streams if tables.rules else ():
        if stream.value.id not in taken:
            complaints.doubt(
                "no-rules",
                Spot(tables.file("streams"), stream.line, "名称", stream.value.name),
                f"収集区分「{stream.value.name}」の収集日がひとつもありません",
                "rules.csv に行を足してください",
            )
    _check_days(tables, complaints)
    _check_twice(tables, complaints)


def _check_days(tables: Tables, complaints: Complaints) -> None:
    for row in tables.rules:
        rule = row.value
        if not rule.days:
            read = f"（元の記載「{shortened(rule.original)}」）" if rule.original else ""
            complaints.doubt(
                "no-days",
                Spot(tables.file("rules"), row.line, "収集日", rule.original),
                f"収集日が空です{read}",
                "毎週月・木 のように書いてください。集めないなら なし と書いてください",
            )


def _check_twice(tables: Tables, complaints: Complaints) -> None:
    first: dict[tuple[object, ...], int] = {}
    for row in tables.rules:
        rule = row.value
        key = (rule.district, rule.stream, rule.days, rule.starts, rule.ends)
        if key in first:
            complaints.doubt(
                "same-rule",
                Spot(tables.file("rules"), row.line, "収集日", rule.days),
                f"同じ決まりが {first[key]} 行にもあります",
                "片方の行を消してください",
            )
        first.setdefault(key, row.line)


def _check_exceptions(tables: Tables, complaints: Complaints) -> None:
    file = tables.file("exceptions")
    for row in tables.exceptions:
        missing = _missing(row.value)
        if missing:
            complaints.error(
                "exception-incomplete",
                Spot(file, row.line, missing),
                f"種別「{row.value.kind}」には{missing}が要ります",
                f"{missing}に日付を書いてください",
            )
        if row.value.supersedes == row.value.id:
            complaints.error(
                "supersedes-itself",
                Spot(file, row.line, "差し替え", row.value.id),
                f"例外「{row.value.id}」が自分を差し替えています",
                "前の例外の id を書いてください",
            )
    _check_same_names(tables, complaints)


def _missing(exception: DayException) -> str:
    """The column that the exception's kind needs and that is empty, or nothing."""
    has_old_day = bool(exception.starts or exception.on_holidays)
    match exception.kind:
        case ExceptionKind.MOVED if not exception.starts:
            return "開始"
        case ExceptionKind.MOVED if not exception.new_day:
            return "新しい日"
        case ExceptionKind.EXTRA if not exception.new_day and not exception.starts:
            return "新しい日"
        case ExceptionKind.MOVED | ExceptionKind.EXTRA:
            return ""
    return "" if has_old_day else "開始"


def _check_same_names(tables: Tables, complaints: Complaints) -> None:
    """A course called as a district is: an exception for that name holds for the district alone."""
    courses = {row.value.course for row in tables.districts if row.value.course}
    for row in tables.districts:
        for name in {row.value.id, row.value.name} & (courses | {EVERYTHING}):
            if row.value.course == name:
                continue
            complaints.doubt(
                "course-or-district",
                Spot(tables.file("districts"), row.line, "名称", name),
                f"「{name}」は地区の名でもコースの名でもあります",
                "例外では地区を指します。コースの名を変えてください",
            )


def _check_areas(tables: Tables, complaints: Complaints) -> None:
    known = {row.value.area for row in tables.districts if row.value.area}
    if not known:
        return
    for item in tables.items:
        for line, rule in zip(item.lines, item.value.rules, strict=True):
            for area in rule.areas:
                if area not in known:
                    complaints.doubt(
                        "unknown-area",
                        Spot(tables.file("items"), line, "地域", area),
                        f"地域「{area}」の地区が districts.csv にありません",
                        "districts.csv の地域と同じ名前にしてください",
                    )
