"""`gomi places read SRC`, `gomi places write --data DIR`: places from and to a city's list of facilities."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from gomi.commands.data import load_or_tell
from gomi.commands.telling import GOOD, WRONG, WRONG_USE, Subparsers, told
from gomi.municipality.cells import Unreadable, read_choices
from gomi.municipality.columns import TABLES
from gomi.municipality.complaints import Complaints, Level, Spot, as_json, printed
from gomi.municipality.facilities import facility_rows_of
from gomi.municipality.parsing import RowParser
from gomi.municipality.places import PlaceKind
from gomi.municipality.rows import TextRow, facility_rows
from gomi.municipality.sheets import as_csv, read_sheet

KINDS = "・".join(PlaceKind)


def add_to(subparsers: Subparsers) -> None:
    """Put the command among the others."""
    parser = subparsers.add_parser("places", help="公共施設一覧（標準データセット）を読む、書く")
    ways = parser.add_subparsers(required=True, metavar="読む・書く")
    read = ways.add_parser("read", help="公共施設一覧から places.csv を作る")
    read.add_argument("source", type=Path, metavar="SRC", help="公共施設一覧の CSV か xlsx")
    read.add_argument(
        "--kind",
        dest="kinds",
        type=some_kinds,
        default=(),
        metavar="種別",
        help=f"種別のない行の種別（{KINDS}）",
    )
    read.add_argument("--json", action="store_true", help="places.csv の代わりに、行と指摘を JSON で書く")
    read.set_defaults(run=run_read)
    write = ways.add_parser("write", help="places.csv から公共施設一覧を作る")
    write.add_argument("--data", type=Path, required=True, metavar="DIR", help="自治体のフォルダ")
    write.set_defaults(run=run_write)


def some_kinds(text: str) -> tuple[PlaceKind, ...]:
    """An argument that names kinds of places, parted by 、.

    Raises:
        argparse.ArgumentTypeError: no kind is called so.
    """
    try:
        kinds = tuple(PlaceKind(each) for each in read_choices(text, PlaceKind))
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"種別「{text}」{error.problem}。{error.way}") from None
    if not kinds:
        raise argparse.ArgumentTypeError(f"{KINDS} のどれかを書いてください")
    return kinds


@told
def run_read(args: argparse.Namespace) -> int:
    """Exit code 1 when the file cannot be used, or a row had to be left out."""
    try:
        content = args.source.read_bytes()
    except OSError as error:
        print(f"{args.source}: 開けません（{error.strerror}）", file=sys.stderr)
        return WRONG_USE
    complaints = Complaints()
    rows = places_in(str(args.source), content, args.kinds, complaints)
    if args.json:
        print(json.dumps(_as_json(rows or [], complaints), ensure_ascii=False, indent=1))
    elif rows is not None:
        _print_csv([TABLES["places"].headers, *map(_cells, rows)])
    _report(complaints)
    if rows is not None:
        print(f"{args.source}: {len(rows):,} か所を読みました", file=sys.stderr)
    return WRONG if complaints.count(Level.ERROR) else GOOD


def places_in(
    file: str, content: bytes, kinds: Sequence[PlaceKind], complaints: Complaints
) -> list[TextRow] | None:
    """The rows of places.csv in a facility list that a folder can hold; None where there is no such list."""
    sheet = read_sheet(file, content, complaints)
    if sheet is None:
        return None
    if not sheet.rows or "id" in sheet.rows[0].cells:
        _complain_of_another_table(file, complaints, is_empty=not sheet.rows)
        return None
    rows = facility_rows(sheet, complaints, kinds)
    if rows is None:
        return None
    # What the loader would call a 誤り is told here, and left out.
    usable = {record.line for record in RowParser(TABLES["places"], {}, complaints).records(rows)}
    return [row for row in rows if row.line in usable]


def _complain_of_another_table(file: str, complaints: Complaints, *, is_empty: bool) -> None:
    if is_empty:
        problem, way = "見出しの行がありません", "1行目に 全国地方公共団体コード,ID,名称,… と書いてください"
    else:
        problem = "公共施設一覧ではなく、places.csv の見出しです"
        way = "このまま places.csv として自治体のフォルダに置けます"
    complaints.error("facility-header", Spot(file, 0), problem, way)


@told
def run_write(args: argparse.Namespace) -> int:
    """Exit code 1 when the folder cannot be used."""
    municipality = load_or_tell(args.data)
    if municipality is None:
        return WRONG
    complaints = Complaints(str(args.data))
    _print_csv(facility_rows_of(municipality, complaints))
    _report(complaints)
    return GOOD


def _cells(row: TextRow) -> tuple[str, ...]:
    return tuple(row.cells.get(column.ascii, "") for column in TABLES["places"].columns)


def _print_csv(rows: list[tuple[str, ...]]) -> None:
    """A spreadsheet's CSV, byte for byte: the terminal's own line ends and encoding would change it."""
    sys.stdout.buffer.write(as_csv(rows))
    sys.stdout.flush()


def _report(complaints: Complaints) -> None:
    for line in printed(complaints.all()):
        print(line, file=sys.stderr)


def _as_json(rows: Sequence[TextRow], complaints: Complaints) -> dict[str, object]:
    """``places`` under the ASCII names of places.csv, ``complaints`` as `gomi check --json` gives them."""
    return {
        "places": [{"line": row.line, **row.cells} for row in rows],
        "complaints": [as_json(each) for each in complaints.all()],
    }
