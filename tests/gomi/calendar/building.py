"""Small cities for calendars, told in a line each."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from gomi.calendar.collection import CollectionCalendar
from gomi.municipality.values import (
    Contact,
    DayException,
    District,
    ExceptionKind,
    Municipality,
    RuleRow,
    Stream,
)

TOKYO = ZoneInfo("Asia/Tokyo")
_numbers = count(1)


def a_rule(days, *, stream="burnable", district="kita", starts=None, ends=None, remark=""):
    return RuleRow(district, stream, days, starts, ends, remark, "")


def an_exception(
    kind,
    starts=None,
    ends=None,
    new_day=None,
    *,
    streams=("すべて",),
    districts=("すべて",),
    decided=None,
    supersedes=None,
    on_holidays=False,
    id_="",
    reason="",
):
    return DayException(
        id_ or f"x{next(_numbers)}",
        ExceptionKind(kind),
        starts,
        ends,
        new_day,
        streams,
        districts,
        reason,
        datetime.fromisoformat(decided).replace(tzinfo=TOKYO) if decided else None,
        supersedes,
        on_holidays,
    )


def a_city(rules, exceptions=(), districts=(("kita", "北町", "月木コース"),)):
    rules = tuple(a_rule(each) if isinstance(each, str) else each for each in rules)
    streams = dict.fromkeys(["burnable", "bottles", *(rule.stream for rule in rules)])
    return Municipality(
        id="city",
        code="990019",
        name="市",
        reading="し",
        english_name="City",
        issued=date(2026, 3, 1),
        contact=Contact("ごみ課", "000-0000", ""),
        languages=("ja",),
        licence="",
        time_zone="Asia/Tokyo",
        streams=tuple(Stream(id_, id_, "", None) for id_ in streams),
        districts=tuple(District(id_, name, "", "", course, "") for id_, name, course in districts),
        rules=rules,
        exceptions=tuple(exceptions),
    )


def collected(city, first, last, district="kita"):
    """(day, stream) of every collection."""
    days = CollectionCalendar(city).between(district, first, last)
    return [(each.day, each.stream) for each in days]


def days_of(city, first, last, stream="burnable", district="kita"):
    """The days of one stream."""
    return [day for day, taken in collected(city, first, last, district) if taken == stream]
