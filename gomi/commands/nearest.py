"""`gomi nearest --data DIR --lat 緯度 --lon 経度 [--kind 種別] [--single-bags] [--open] [--json]`: the
nearest places, as page and chat find them."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gomi.calendar.rules import WEEKDAYS
from gomi.commands.data import load_or_tell
from gomi.commands.telling import GOOD, WRONG, WRONG_USE, Subparsers, told
from gomi.districts import DistrictFinder
from gomi.municipality.cells import Unreadable, read_choice
from gomi.municipality.places import PlaceKind
from gomi.municipality.values import Municipality
from gomi.places.finder import NoSuchPosition, PlaceFinder
from gomi.places.finder_json import place_json
from gomi.places.found import OpenState, PlaceFound, Wanted

USUALLY = 5


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("nearest", help="近い取扱店・拠点を出す")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="自治体のフォルダ")
    parser.add_argument("--lat", type=degrees, required=True, metavar="緯度", help="34.7115（WGS84、度）")
    parser.add_argument("--lon", type=degrees, required=True, metavar="経度", help="138.5606（WGS84、度）")
    parser.add_argument("--kind", type=a_kind, metavar="種別", help=f"{_kinds()} のどれか")
    parser.add_argument("--single-bags", action="store_true", help="袋をばら売りする店だけ")
    parser.add_argument("--open", action="store_true", help="開いているところだけ")
    parser.add_argument(
        "--at", type=a_moment, metavar="日時", help="2026-11-24T12:00 に開いているか（なければ今）"
    )
    parser.add_argument(
        "--most", type=how_many, default=USUALLY, metavar="N", help=f"いくつまで（初期値 {USUALLY}）"
    )
    parser.add_argument("--json", action="store_true", help='{"places": [{"id": …, "metres": …}, …]}')
    parser.set_defaults(run=run)


def degrees(text: str) -> float:
    """An argument in degrees.

    Raises:
        argparse.ArgumentTypeError: it is no number.
    """
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{text}」は 34.7115 のように度数で書いてください") from None


def a_kind(text: str) -> PlaceKind:
    """An argument that is a kind, by its Japanese word or its English name.

    Raises:
        argparse.ArgumentTypeError: no kind is called so.
    """
    try:
        return PlaceKind(read_choice(text.replace("-", "_"), PlaceKind))
    except Unreadable:
        raise argparse.ArgumentTypeError(
            f"「{text}」という種別はありません。{_kinds()} のどれかです"
        ) from None


def a_moment(text: str) -> datetime:
    """An argument that is a moment; without a zone it is the time where the municipality is.

    Raises:
        argparse.ArgumentTypeError: it is not written 2026-11-24T12:00.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{text}」は 2026-11-24T12:00 の形で書いてください") from None


def how_many(text: str) -> int:
    """An argument that counts.

    Raises:
        argparse.ArgumentTypeError: it is no whole number, or less than one.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"「{text}」は1以上の整数で書いてください")
    return int(text)


@told
def run(args: argparse.Namespace) -> int:
    """Exit code 1 when the folder cannot be used or nothing fits, 2 for a position nowhere on earth."""
    municipality = load_or_tell(args.data)
    if municipality is None:
        return WRONG
    finder = PlaceFinder(municipality, DistrictFinder(municipality))
    try:
        spot = finder.spot_at(args.lat, args.lon)
    except NoSuchPosition as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    wanted = Wanted(
        kinds=frozenset({args.kind} if args.kind else ()),
        single_bags=args.single_bags,
        open_only=args.open,
    )
    now = local(args.at, municipality)
    found = finder.nearest(spot, wanted, now, args.most)
    if args.json:
        print(json.dumps({"places": [place_json(each) for each in found]}, ensure_ascii=False))
    else:
        print(*(_told(each, now) for each in found), sep="\n", end="\n" if found else "")
    if not found:
        print(_nothing(municipality, wanted), file=sys.stderr)
    return GOOD if found else WRONG


def local(at: datetime | None, municipality: Municipality) -> datetime:
    """The moment asked about, or now, where the municipality is."""
    zone = ZoneInfo(municipality.time_zone)
    if at is None:
        return datetime.now(zone)
    return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)


def _told(found: PlaceFound, now: datetime) -> str:
    place = found.place
    where = f"（{place.address}）" if place.address else ""
    return f"{found.metres}m {place.name}{where} {_state(found.state, now)}"


def _state(state: OpenState, now: datetime) -> str:
    if state.is_open is None:
        return "営業時間は不明"
    said = "開いています" if state.is_open else "閉まっています"
    return said if state.changes_at is None else f"{said}（{_spoken(state.changes_at, now)}{_until(state)}）"


def _until(state: OpenState) -> str:
    return "まで" if state.is_open else "に開きます"


def _spoken(at: datetime, now: datetime) -> str:
    clock = f"{at.hour}:{at.minute:02}"
    return clock if at.date() == now.date() else f"{at.date().isoformat()}（{WEEKDAYS[at.weekday()]}）{clock}"


def _nothing(municipality: Municipality, wanted: Wanted) -> str:
    """Why nothing was found, and what there is otherwise."""
    kinds = [kind for kind in PlaceKind if any(kind in place.kinds for place in municipality.places)]
    if not kinds:
        return f"{municipality.name}の places.csv に取扱店・拠点がありません"
    if all(each.position is None for each in municipality.places):
        return f"{municipality.name}の places.csv に緯度・経度がありません"
    if wanted.kinds.isdisjoint(kinds) and wanted.kinds:
        return f"その種別はありません。あるのは {_named(kinds)} です"
    return "あてはまるところがありません（--open や --single-bags、--kind を外してみてください）"


def _kinds() -> str:
    return _named(list(PlaceKind))


def _named(kinds: Sequence[PlaceKind]) -> str:
    return "、".join(f"{kind.value}（{kind.name.lower()}）" for kind in kinds)
