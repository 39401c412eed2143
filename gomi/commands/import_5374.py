"""`gomi import 5374`: a municipality's folder from the CSV files of a 5374 site."""

import argparse
import json
from pathlib import Path

from gomi.commands.check import GOOD, WRONG, WRONG_USE
from gomi.municipality.import_5374 import CannotMerge, Closures, Report, import_folder
from gomi.municipality.import_5374.source import find_data
from gomi.municipality.load import Loaded, load


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the door's parser."""
    parser = subparsers.add_parser("import", help="ほかの形式の表を取り込む")
    parser.add_argument("format", choices=["5374"], help="元の形式")
    parser.add_argument("source", type=Path, metavar="SRC", help="CSV のあるフォルダ")
    parser.add_argument("destination", type=Path, metavar="DEST", help="書き出すフォルダ")
    parser.add_argument(
        "--closures",
        type=Closures,
        choices=list(Closures),
        help="施設の休みの日の収集を、なくす（skip）か、その月の週を1つ送る（shift）か"
        "（書かなければ前回と同じ。はじめは skip）",
    )
    parser.add_argument("--json", action="store_true", help="報告を JSON で書く")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, report and check; 0 when the result can be served."""
    if not args.source.is_dir():
        print(f"{args.source}: フォルダがありません")
        return WRONG_USE
    if not (find_data(args.source) / "target.csv").is_file():
        print(f"{args.source}: target.csv がありません")
        return WRONG
    try:
        report = import_folder(args.source, args.destination, args.closures)
    except CannotMerge as error:
        print(f"{args.destination}: {error}")
        return WRONG
    except OSError as error:
        print(f"{args.destination}: 書けませんでした（{error}）。いまの表は前のままです")
        return WRONG
    loaded = load(args.destination)
    print(_as_json(report, loaded) if args.json else _as_text(report, loaded, args.destination))
    return WRONG if loaded.errors else GOOD


def _as_text(report: Report, loaded: Loaded, dest: Path) -> str:
    end = f"{dest}: 誤り {loaded.errors:,} 件、確認 {loaded.doubts:,} 件（gomi check {dest} で見られます）"
    return "\n".join([*report.lines(), end])


def _as_json(report: Report, loaded: Loaded) -> str:
    told = {**report.as_json(), "errors": loaded.errors, "doubts": loaded.doubts}
    return json.dumps(told, ensure_ascii=False, indent=1)
