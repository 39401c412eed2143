"""`gomi line check`: whether a municipality's LINE is set up, and where to put right what is not."""

import json
import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from gomi import settings as environment
from gomi.bootstrap import chat_account, open_ledger, utc_now
from gomi.commands.line_setup import Checking, Line, Mark
from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.errors import GomiError
from gomi.municipality.folders import folder_by_id
from gomi.settings import Settings

OF_A_CHANNEL = re.compile(r"GOMI_LINE_([A-Z0-9_]+)_(?:CHANNEL_ID|CHANNEL_SECRET|ACCESS_TOKEN)")
NOTHING_SET = (
    "LINE の設定がある自治体はありません。docs/line.md の手順で GOMI_LINE_<M>_… を設定してください。"
)


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its one verb."""
    parser = subparsers.add_parser("line", help="LINE の設定を確かめる")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _add_check(verbs.add_parser("check", help="LINE につながるかを確かめ、直し方を出す"))


def _add_check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--municipality", metavar="M", help="自治体のid。なければ LINE の設定があるものすべて"
    )
    parser.add_argument(
        "--set-webhook", action="store_true", help="Webhook のアドレスを LINE に登録してから確かめる"
    )
    parser.add_argument("--json", action="store_true", help="JSON で書く")
    parser.set_defaults(run=told(run_check))


def run_check(args: Namespace) -> int:
    """Print a line for each thing looked at; 0 when none of them has to be put right."""
    settings = environment.read(os.environ)
    for warning in environment.unknown_lines(settings):
        print(warning, file=sys.stderr)
    municipalities = [args.municipality] if args.municipality else with_line(settings)
    account = chat_account(settings)
    lines = {
        each: [_here(settings, each), *Checking(settings, account, each, args.set_webhook).lines()]
        for each in municipalities
    }
    print(_as_json(lines) if args.json else "\n".join(_printed(lines)) or NOTHING_SET)
    wrong = any(line.mark is Mark.WRONG for each in lines.values() for line in each)
    return WRONG if wrong or not lines else GOOD


def with_line(settings: Settings) -> list[str]:
    """The municipalities of which any key of LINE is set."""
    found = (OF_A_CHANNEL.fullmatch(name) for name, value in settings.values.items() if value.strip())
    return sorted({match[1].lower().replace("_", "-") for match in found if match})


def _here(settings: Settings, municipality: str) -> Line:
    """Whether gomi has tables to answer from: without them what comes in waits a day and is given up."""
    about = "自治体の表"
    try:
        here = municipality in folder_by_id(settings.data_dir) or _is_published(settings, municipality)
    except GomiError as error:
        return Line(about, Mark.WRONG, f"確かめられません。{error}", "GOMI_DATABASE_URL を確かめてください")
    if here:
        return Line(about, Mark.GOOD, "あります")
    way = "id の書き間違いでなければ、GOMI_DATA_DIR にフォルダを置くか、gomi publish で公開してください"
    return Line(about, Mark.WRONG, f"「{municipality}」という自治体はここにありません", way)


def _is_published(settings: Settings, municipality: str) -> bool:
    ledger = open_ledger(settings)
    try:
        return ledger.editions.current(municipality, utc_now()) is not None
    finally:
        ledger.close()


def _printed(lines: dict[str, list[Line]]) -> Iterable[str]:
    for municipality, each in lines.items():
        yield f"{municipality}"
        for line in each:
            yield f"  ［{line.mark.value}］{line.about}: {line.says}"
            if line.way:
                yield f"          → {line.way}"
        yield f"  {_ending(each)}"


def _ending(lines: Sequence[Line]) -> str:
    wrong = sum(line.mark is Mark.WRONG for line in lines)
    if wrong:
        return f"直すところが {wrong} つあります。"
    return "直すところはありません。［見る］の行は、画面で確かめてください。"


def _as_json(lines: dict[str, list[Line]]) -> str:
    told = [
        {
            "municipality": municipality,
            "good": all(line.mark is not Mark.WRONG for line in each),
            "lines": [{**asdict(line), "mark": line.mark.name.lower()} for line in each],
        }
        for municipality, each in lines.items()
    ]
    return json.dumps(told, ensure_ascii=False, indent=1)
