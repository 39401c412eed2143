"""From districts and collection days to the public JSON: plain dicts in the shapes of `api.schemas`."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any, assert_never

from gomi.calendar.collection import DistrictCalendar, StreamCalendar
from gomi.calendar.days import CollectionDay, NoCollection
from gomi.calendar.next_day import next_day
from gomi.calendar.writing import written
from gomi.districts import AddressNeeded, Found, Near, NoDistrict, OneDistrict, SeveralDistricts
from gomi.municipality.values import DayException, District, Municipality
from gomi.search.answer import Found as Thing
from gomi.served import ServedMunicipality

Json = dict[str, Any]
Served = ServedMunicipality[Any]


def all_districts_out(served: Served) -> Json:
    """`DistrictsOut` with every district."""
    districts = [_candidate(each, each.name) for each in served.municipality.districts]
    return _districts_out(served, "all", districts)


def found_districts_out(served: Served, found: Found) -> Json:
    """`DistrictsOut` for what an address led to."""
    match found:
        case OneDistrict(label, district):
            return _districts_out(served, "one", [_candidate(district, label)])
        case SeveralDistricts(candidates):
            return _districts_out(
                served, "several", [_candidate(each.district, each.label) for each in candidates]
            )
        case AddressNeeded(so_far, need, options, candidates):
            districts = [_candidate(each.district, each.label) for each in candidates]
            more = {"need": need.value, "so_far": so_far, "options": list(options)}
            return _districts_out(served, "address_needed", districts, **more)
        case NoDistrict(nearest):
            return _districts_out(served, "none", [], nearest=list(nearest))
        case _:
            assert_never(found)


def near_districts_out(served: Served, near: Iterable[Near]) -> Json:
    """`DistrictsOut` for the districts near a place."""
    districts = [_candidate(each.district, "、".join(each.labels), each.metres) for each in near]
    return _districts_out(served, "near" if districts else "none", districts)


def district_out(served: Served, calendar: DistrictCalendar) -> Json:
    """`DistrictDetailOut`: every stream of the city, also those that are not collected here."""
    by_id = {stream.stream: stream for stream in calendar.streams}
    return {
        **_district(calendar.district),
        "streams": [
            _stream_out(served.municipality, stream.id, by_id.get(stream.id))
            for stream in served.municipality.streams
        ],
        "known_until": _iso(calendar.known_until),
        **_source(served),
    }


def days_out(served: Served, calendar: DistrictCalendar, first: date, last: date) -> Json:
    """`DaysOut`."""
    city = served.municipality
    return {
        "district": calendar.district.id,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "days": [_day_out(day, city) for day in calendar.between(first, last)],
        "missed": [_missed_out(day, city) for day in calendar.missed(first, last)],
        "known_until": _iso(calendar.known_until),
        **_source(served),
    }


def exceptions_out(served: Served, exceptions: Iterable[DayException]) -> Json:
    """`ExceptionsOut`."""
    return {"exceptions": [_exception_out(each) for each in exceptions], **_source(served)}


def next_days_out(
    city: Municipality, calendar: DistrictCalendar, things: Iterable[Thing], now: datetime
) -> list[Json]:
    """`NextDayOut` of every stream that the rules of these things name, soonest first."""
    categories = [city.category_by_id[rule.category] for thing in things for rule in thing.rules]
    wanted = dict.fromkeys(each.stream for each in categories if each.stream)
    by_id = {stream.stream: stream for stream in calendar.streams}
    told = [_next_day_out(city, id_, by_id.get(id_), now) for id_ in wanted]
    return sorted(told, key=lambda each: each["day"] or "9")


def _next_day_out(city: Municipality, id_: str, stream: StreamCalendar | None, now: datetime) -> Json:
    until = city.stream_by_id[id_].until
    found = next_day(stream, now, until) if stream is not None else None
    day = found.day.isoformat() if found is not None else None
    return {"stream": id_, "name": city.stream_by_id[id_].name, "day": day, "until": _clock(until)}


def _districts_out(served: Served, kind: str, districts: list[Json], **more: object) -> Json:
    return {
        "kind": kind,
        "districts": districts,
        "need": None,
        "so_far": None,
        "options": [],
        "nearest": [],
        **more,
        **_source(served),
    }


def _candidate(district: District, label: str, metres: int | None = None) -> Json:
    return {**_district(district), "label": label, "metres": metres}


def _district(district: District) -> Json:
    told = asdict(district)
    return {name: told[name] for name in ("id", "name")} | {
        name: told[name] or None for name in ("reading", "area", "course", "zone")
    }


def _stream_out(city: Municipality, id_: str, stream: StreamCalendar | None) -> Json:
    rules = stream.rules if stream is not None else ()
    return {
        "stream": id_,
        "name": city.stream_by_id[id_].name,
        "until": _clock(city.stream_by_id[id_].until),
        "collected": any(rule.rule.words for rule in rules),
        "rules": [written(rule.rule) for rule in rules if rule.is_known],
        "remarks": list(dict.fromkeys(rule.remark for rule in rules if rule.remark)),
        "known_until": _iso(stream.known_until) if stream is not None else None,
    }


def _day_out(day: CollectionDay, city: Municipality) -> Json:
    stream = city.stream_by_id[day.stream]
    return {
        "day": day.day.isoformat(),
        "stream": stream.id,
        "name": stream.name,
        "until": _clock(stream.until),
        "moved_from": _iso(day.moved_from),
        "extra": day.extra,
        "delayed": day.delayed,
        "reason": day.reason or None,
        "exception": day.exception or None,
    }


def _missed_out(day: NoCollection, city: Municipality) -> Json:
    return {
        "day": day.day.isoformat(),
        "stream": day.stream,
        "name": city.stream_by_id[day.stream].name,
        "moved_to": _iso(day.moved_to),
        "reason": day.reason or None,
        "exception": day.exception or None,
    }


def _exception_out(exception: DayException) -> Json:
    return {
        "id": exception.id,
        "kind": exception.kind.value,
        "starts": _iso(exception.starts),
        "ends": _iso(exception.ends),
        "new_day": _iso(exception.new_day),
        "on_holidays": exception.on_holidays,
        "streams": list(exception.streams),
        "districts": list(exception.districts),
        "reason": exception.reason or None,
        "decided": exception.decided.isoformat() if exception.decided else None,
    }


def _source(served: Served) -> Json:
    return {"municipality": served.municipality.id, "edition": served.edition}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
