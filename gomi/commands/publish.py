"""`gomi publish DIR` and `gomi undo MUNICIPALITY`: put tables into force, and the ones before back."""

import os
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gomi import settings as environment
from gomi.bootstrap import open_ledger
from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.municipality.complaints import printed
from gomi.municipality.editions import FOLDER, Edition
from gomi.municipality.folders import files_of_folder, folder_by_id
from gomi.municipality.load import read_folder
from gomi.municipality.publishing import Published, TablesWrong, publish, undo
from gomi.municipality.values import Municipality

SOON = "動いている窓口には5秒以内に出ます。"


def add_to(subparsers: Subparsers) -> None:
    """Add both commands."""
    publishing = subparsers.add_parser("publish", help="自治体の表を新しい版として公開する")
    publishing.add_argument("folder", metavar="DIR", type=Path, help="自治体のフォルダ")
    publishing.add_argument(
        "--at",
        metavar="ISO",
        type=datetime.fromisoformat,
        help="始まる日時（例 2027-04-01T00:00）。時差を書かなければ自治体の時刻",
    )
    publishing.set_defaults(run=told(run_publish))
    undoing = subparsers.add_parser("undo", help="ひとつ前の版の内容を、新しい版として公開する")
    undoing.add_argument("municipality", metavar="MUNICIPALITY", help="自治体のid")
    undoing.set_defaults(run=told(run_undo))


def run_publish(args: Namespace) -> int:
    """Publish a folder; with a 誤り nothing changes and the answer is 1."""
    ledger = open_ledger(environment.read(os.environ))
    try:
        files = read_folder(args.folder)
        published = publish(files, str(args.folder), ledger.editions, datetime.now(UTC), args.at)
    finally:
        ledger.close()
    _tell_complaints(published)
    if published.municipality is None or published.edition is None:
        print("誤りがあるので公開しませんでした。今の版のままです。", file=sys.stderr)
        return WRONG
    print(_what_came(published.municipality, published.edition, published.added, args.at is not None))
    return GOOD


def run_undo(args: Namespace) -> int:
    """Bring back what held before, and say where it comes from."""
    settings = environment.read(os.environ)
    ledger = open_ledger(settings)
    now = datetime.now(UTC)
    try:
        folder = files_of_folder(args.municipality, settings.data_dir)
        edition = undo(args.municipality, folder, ledger.editions, now)
        history = ledger.editions.history(args.municipality)
    except TablesWrong as error:
        print("\n".join(printed(error.complaints)), file=sys.stderr)
        raise
    finally:
        ledger.close()
    path = folder_by_id(settings.data_dir).get(args.municipality)
    print(f"「{args.municipality}」の版{edition.number}を公開しました。{_origin(edition, path)}{SOON}")
    for each in history:
        if each.starts_at > now and each.number != edition.number:
            begins = each.starts_at.isoformat(timespec="minutes")
            print(f"予定の版{each.number}は、{begins} にそのまま始まります。")
    return GOOD


def _tell_complaints(published: Published) -> None:
    for line in printed(published.complaints):
        print(line, file=sys.stderr)


def _what_came(municipality: Municipality, edition: Edition, added: bool, scheduled: bool) -> str:
    name = f"{municipality.name}（{municipality.id}）"
    if not added:
        return (
            f"{name}は、同じ内容がすでに版{edition.number}として公開されています。変わったことはありません。"
        )
    if scheduled:
        begins = edition.starts_at.astimezone(ZoneInfo(municipality.time_zone))
        return f"{name}の版{edition.number}は、{begins.isoformat(timespec='minutes')} に始まります。"
    return f"{name}の版{edition.number}を公開しました。{SOON}"


def _origin(edition: Edition, folder: Path | None) -> str:
    if edition.republishes == FOLDER:
        return f"中身は版0、つまりフォルダ {folder} に今あるファイルです。"
    return f"中身は版{edition.republishes}と同じです。"
