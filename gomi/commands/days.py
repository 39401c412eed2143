"""`gomi days --data DIR [--district 地区] --from 日 --to 日 [--json]`: the collection days."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from gomi.calendar.collection import CollectionCalendar, DistrictCalendar
from gomi.calendar.days import CollectionDay
from gomi.calendar.rules import WEEKDAYS
from gomi.commands.data import load_or_tell
from gomi.commands.telling import GOOD, WRONG, WRONG_USE, Subparsers, told
from gomi.municipality.values import District, Municipality


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("days", help="収集日を出す")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="自治体のフォルダ")
    parser.add_argument("--district", metavar="地区", help="地区の名前か id（なければ全部）")
    parser.add_argument("--from", dest="first", type=a_day, required=True, metavar="日", help="2026-04-01")
    parser.add_argument(
        "--to", dest="last", type=a_day, required=True, metavar="日", help="2027-03-31（含む）"
    )
    parser.add_argument("--json", action="store_true", help='{"地区": {"収集区分": ["2026-04-02", …]}}')
    parser.set_defaults(run=run)


def a_day(text: str) -> date:
    """An argument that is a day.

    Raises:
        argparse.ArgumentTypeError: it is not written 2026-04-01.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{text}」は 2026-04-01 の形で書いてください") from None


@told
def run(args: argparse.Namespace) -> int:
    """Exit code 1 when the folder cannot be used or has no such district."""
    if args.first > args.last:
        print("--from が --to より後です", file=sys.stderr)
        return WRONG_USE
    municipality = load_or_tell(args.data)
    if municipality is None:
        return WRONG
    districts = districts_called(municipality, args.district)
    if not districts:
        print(f"地区「{args.district}」はありません（districts.csv の名称か id）", file=sys.stderr)
        return WRONG
    calendar = CollectionCalendar(municipality)
    calendars = [calendar.of(district.id) for district in districts]
    if args.json:
        print(json.dumps(as_json(municipality, calendars, args.first, args.last), ensure_ascii=False))
        return GOOD
    for each in calendars:
        print("\n".join(_told(municipality, each, args.first, args.last)))
    return GOOD


def districts_called(municipality: Municipality, called: str | None) -> list[District]:
    """Every district, or those with that name or id: a name may be borne by several."""
    if called is None:
        return list(municipality.districts)
    return [each for each in municipality.districts if called in (each.id, each.name)]


def as_json(
    municipality: Municipality, calendars: Sequence[DistrictCalendar], first: date, last: date
) -> dict[str, dict[str, list[str]]]:
    """{district: {stream: [ISO dates]}} under the names of the tables; one that two bear, by its id."""
    names = [calendar.district.name for calendar in calendars]
    told: dict[str, dict[str, list[str]]] = {}
    for calendar in calendars:
        district = calendar.district
        days = told.setdefault(district.name if names.count(district.name) == 1 else district.id, {})
        for stream in calendar.streams:
            found = stream.between(first, last).collected
            days[municipality.stream_by_id[stream.stream].name] = [each.day.isoformat() for each in found]
    return told


def _told(municipality: Municipality, calendar: DistrictCalendar, first: date, last: date) -> Iterator[str]:
    yield f"■ {calendar.district.name}"
    for each in calendar.between(first, last):
        yield f"  {_spoken(each.day)} {municipality.stream_by_id[each.stream].name}{_why(each)}"
    for gone in calendar.missed(first, last):
        if gone.moved_to is None:
            name = municipality.stream_by_id[gone.stream].name
            yield f"  {_spoken(gone.day)} {name}は集めません（{gone.reason or '休止'}）"
    if calendar.known_until is not None and calendar.known_until < last:
        yield f"  {calendar.known_until.isoformat()} より先の収集日は、まだ決まっていません"


def _spoken(day: date) -> str:
    return f"{day.isoformat()}（{WEEKDAYS[day.weekday()]}）"


def _why(day: CollectionDay) -> str:
    parts = [
        f"{day.moved_from.isoformat()} の振替" if day.moved_from else "",
        "臨時" if day.extra else "",
        "遅れ" if day.delayed else "",
        day.reason,
    ]
    said = "、".join(filter(None, parts))
    return f"（{said}）" if said else ""
