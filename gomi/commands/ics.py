"""`gomi ics --data DIR --district 地区 [--today 日]`: the calendar feed of a district, on standard output."""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.feed import addresses_of, feed_of
from gomi.calendar.ics import written
from gomi.calendar.revisions import as_issued
from gomi.commands.data import load_or_tell
from gomi.commands.days import a_day, districts_called
from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.municipality.values import District, Municipality
from gomi.settings import read


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("ics", help="収集日のカレンダー（iCalendar）を出す")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="自治体のフォルダ")
    parser.add_argument("--district", required=True, metavar="地区", help="地区の名前か id")
    parser.add_argument("--today", type=a_day, metavar="日", help="この日に読んだものとする（なければ今日）")
    parser.set_defaults(run=run)


@told
def run(args: argparse.Namespace) -> int:
    """Exit code 1 when the folder cannot be used, or the district cannot be told."""
    municipality = load_or_tell(args.data)
    if municipality is None:
        return WRONG
    district = _the_district(municipality, args.district)
    if district is None:
        return WRONG
    calendar = CollectionCalendar(municipality).of(district.id)
    today = args.today or datetime.now(ZoneInfo(municipality.time_zone)).date()
    # Only where residents reach the service is an address worth writing.
    base_url = read(os.environ).base_url if os.environ.get("GOMI_BASE_URL") else ""
    url, source = addresses_of(base_url, municipality.id, district.id)
    feed = feed_of(municipality, calendar, today, url=url, source=source)
    sys.stdout.buffer.write(written(feed, as_issued(municipality)))
    sys.stdout.flush()
    return GOOD


def _the_district(municipality: Municipality, called: str) -> District | None:
    """The one with that id, else the only one of that name; None, and why on standard error."""
    found = districts_called(municipality, called)
    found = [each for each in found if each.id == called] or found
    if not found:
        print(f"地区「{called}」はありません（districts.csv の名称か id）", file=sys.stderr)
    elif len(found) > 1:
        ids = "、".join(each.id for each in found)
        print(
            f"「{called}」という地区は{len(found)}つあります。id で指定してください: {ids}", file=sys.stderr
        )
    return found[0] if len(found) == 1 else None
