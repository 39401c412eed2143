"""`gomi check`: every complaint about one or more municipalities' folders."""

import argparse
import json
from pathlib import Path

from gomi.municipality.complaints import as_json, printed
from gomi.municipality.load import Loaded, load

GOOD, WRONG, WRONG_USE = 0, 1, 2


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the door's parser."""
    parser = subparsers.add_parser("check", help="表を確かめ、誤りと確認をすべて挙げる")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="自治体のフォルダ")
    parser.add_argument("--strict", action="store_true", help="確認がひとつでもあれば終了コード 1")
    parser.add_argument("--json", action="store_true", help="すべての指摘を JSON で書く")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the complaints of every folder; 0 when all can be served (with --strict: without doubt)."""
    missing = [folder for folder in args.folders if not folder.is_dir()]
    if missing:
        print(*(f"{folder}: フォルダがありません" for folder in missing), sep="\n")
        return WRONG_USE
    loaded = {str(folder): load(folder) for folder in args.folders}
    if args.json:
        told = [_as_json(folder, each) for folder, each in loaded.items()]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for folder, each in loaded.items():
            print(*_lines(folder, each), sep="\n")
    wrong = any(each.errors or (args.strict and each.doubts) for each in loaded.values())
    return WRONG if wrong else GOOD


def _lines(folder: str, loaded: Loaded) -> list[str]:
    end = f"{folder}: 誤り {loaded.errors:,} 件、確認 {loaded.doubts:,} 件"
    served = "" if loaded.municipality else "（誤りを直すまで公開できません）"
    return [*printed(loaded.complaints), end + served]


def _as_json(folder: str, loaded: Loaded) -> dict[str, object]:
    """``complaints`` holds up to fifty thousand of them; the counts are of all."""
    return {
        "folder": folder,
        "served": loaded.municipality is not None,
        "errors": loaded.errors,
        "doubts": loaded.doubts,
        "complaints": [as_json(complaint) for complaint in loaded.complaints],
    }
