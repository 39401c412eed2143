"""`gomi exception add|supersede|list`: stops and moves of collection days, into force at once."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from gomi import settings as environment
from gomi.bootstrap import open_ledger
from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.differing import in_force
from gomi.calendar.rules import WEEKDAYS
from gomi.commands.days import a_day
from gomi.commands.publish import SOON
from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.municipality.complaints import Level, printed
from gomi.municipality.exception_rows import Decided, decide
from gomi.municipality.folders import files_in_force
from gomi.municipality.load import load_files
from gomi.municipality.publishing import TablesWrong, publish
from gomi.municipality.values import DayException, ExceptionKind, Municipality
from gomi.ports import Editions

AHEAD = timedelta(days=400)
MOST_TOLD = 12


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("exception", help="収集日の例外（休止・振替・臨時・遅れ・通常）を決める")
    actions = parser.add_subparsers(required=True, metavar="すること")
    adding = actions.add_parser("add", help="例外を加えて、すぐ公開する")
    superseding = actions.add_parser("supersede", help="前の例外を差し替えて、すぐ公開する（第2報）")
    superseding.add_argument("id", metavar="ID", help="差し替えられる例外の id")
    for each in (adding, superseding):
        _add_cells(each)
        each.set_defaults(run=told(run_add))
    adding.set_defaults(id="")
    listing = actions.add_parser("list", help="いまの例外を見る")
    listing.add_argument("--municipality", metavar="M", required=True, help="自治体の id")
    listing.add_argument("--all", action="store_true", help="終わったもの、差し替えられたものも")
    listing.set_defaults(run=told(run_list))


def _add_cells(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--municipality", metavar="M", required=True, help="自治体の id")
    parser.add_argument("--kind", required=True, choices=[kind.value for kind in ExceptionKind], help="種別")
    parser.add_argument("--from", dest="starts", metavar="日", help="2026-12-03、または 祝日")
    parser.add_argument("--to", dest="ends", type=a_day, metavar="日", help="期間の終わり（含む）")
    parser.add_argument("--new-day", type=a_day, metavar="日", help="振替・臨時の日")
    parser.add_argument("--streams", default="すべて", help="収集区分（、で区切る。初めは すべて）")
    parser.add_argument("--places", default="すべて", help="地区かコース（、で区切る。初めは すべて）")
    parser.add_argument("--reason", default="", help="住民に伝える理由")
    parser.add_argument("--dry-run", action="store_true", help="何が変わるかだけを見る")


def run_add(args: argparse.Namespace) -> int:
    """Exit code 1 when it would be a 誤り; then nothing has changed."""
    settings = environment.read(os.environ)
    ledger, now = open_ledger(settings), datetime.now(UTC)
    try:
        files = files_in_force(args.municipality, ledger.editions, settings.data_dir, now)
        before = _city(files, args.municipality)
        decided = decide(files, before, _cells(args), now)
        if decided.loaded.municipality is None:
            errors = [each for each in decided.loaded.complaints if each.level is Level.ERROR]
            print(
                "\n".join(printed(errors)), "決めませんでした。今の版のままです。", sep="\n", file=sys.stderr
            )
            return WRONG
        print("\n".join(_changes(before, decided, now.date())))
        if args.dry_run:
            return GOOD
        return _publish(decided, args.municipality, ledger.editions, now)
    finally:
        ledger.close()


def _publish(decided: Decided, municipality: str, editions: Editions, now: datetime) -> int:
    history = editions.history(municipality)
    newest = max((each.number for each in history), default=0)
    published = publish(decided.files, municipality, editions, now, after=newest)
    assert published.edition is not None
    print(f"例外「{decided.id}」を、版{published.edition.number}として公開しました。{SOON}")
    for each in history:
        if each.starts_at > now:
            print(f"予定の版{each.number}（{each.starts_at.date()} から）には入っていません。")
    return GOOD


def run_list(args: argparse.Namespace) -> int:
    """The exceptions in force that are not over."""
    settings = environment.read(os.environ)
    ledger, now = open_ledger(settings), datetime.now(UTC)
    try:
        files = files_in_force(args.municipality, ledger.editions, settings.data_dir, now)
    finally:
        ledger.close()
    city = _city(files, args.municipality)
    standing = {each.id for each in in_force(city.exceptions)}
    for each in city.exceptions:
        if args.all or (each.id in standing and _lasts(each, now.date())):
            print(_line(each, city, replaced=each.id not in standing))
    return GOOD


def _city(files: Mapping[str, bytes], municipality: str) -> Municipality:
    loaded = load_files(files, municipality)
    if loaded.municipality is None:
        raise TablesWrong(0, loaded.complaints)
    return loaded.municipality


def _cells(args: argparse.Namespace) -> dict[str, str]:
    given = {
        "kind": args.kind,
        "starts": args.starts,
        "ends": args.ends,
        "new_day": args.new_day,
        "streams": args.streams,
        "districts": args.places,
        "reason": args.reason,
        "supersedes": args.id,
    }
    return {name: str(value) for name, value in given.items() if value}


def _changes(before: Municipality, decided: Decided, today: date) -> Iterator[str]:
    """Which collections go and which come, and in how many districts."""
    after = decided.loaded.municipality
    assert after is not None
    first = min(_days_of(decided.exception), default=today) - timedelta(days=31)
    old, new = (set(_collections(city, first)) for city in (before, after))
    names = before.stream_by_id
    counted = Counter([("−", day, stream) for _, day, stream in old - new])
    counted += Counter([("＋", day, stream) for _, day, stream in new - old])
    told_of = sorted(counted.items(), key=lambda each: (each[0][1], each[0][0]))
    for (sign, day, stream), count in told_of[:MOST_TOLD]:
        weekday = WEEKDAYS[day.weekday()]
        yield f"{sign} {day.isoformat()}（{weekday}） {names[stream].name}  {count} 地区"
    if len(told_of) > MOST_TOLD:
        yield f"… ほかに {len(told_of) - MOST_TOLD} 件"
    if not told_of:
        yield "収集日は変わりません。"


def _days_of(exception: DayException | None) -> list[date]:
    return [day for day in (exception.starts, exception.new_day) if day] if exception else []


def _collections(city: Municipality, first: date) -> Iterator[tuple[str, date, str]]:
    calendar = CollectionCalendar(city)
    for district in city.districts:
        for each in calendar.between(district.id, first, first + AHEAD):
            yield district.id, each.day, each.stream


def _lasts(exception: DayException, today: date) -> bool:
    last = max((day for day in (exception.starts, exception.ends, exception.new_day) if day), default=today)
    return exception.on_holidays or last >= today


def _line(exception: DayException, city: Municipality, *, replaced: bool) -> str:
    days = "祝日" if exception.on_holidays else f"{exception.starts or ''}"
    days += f"〜{exception.ends}" if exception.ends else ""
    days += f" → {exception.new_day}" if exception.new_day else ""
    streams = "、".join(getattr(city.stream_by_id.get(each), "name", each) for each in exception.streams)
    names = {district.id: district.name for district in city.districts}
    places = "、".join(names.get(each, each) for each in exception.districts)
    mark = "（差し替え済み）" if replaced else ""
    return f"{exception.id}  {exception.kind.value}  {days}  {streams}  {places}  {exception.reason}{mark}"
