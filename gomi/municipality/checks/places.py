"""Places: hours that can be read, what is sold and taken, telephones that can be called, where they lie."""

import re

from gomi.municipality.cells import plain
from gomi.municipality.checks.places_accepting import TAKING, check_accepting
from gomi.municipality.checks.places_positions import check_positions
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.places import Place, PlaceKind
from gomi.municipality.tables import Tables
from gomi.places.hours import HoursUnreadable, read_hours

TAKEN_IDS = ("print",)
"""Names of pages that stand where the page of a place would."""

_MARKS_IN_NUMBERS = re.compile(r"[-‐‑–−ー().\s]")
_TELEPHONE = re.compile(r"0\d{9,10}|\+\d{10,14}")
_WITHOUT_NOUGHT = re.compile(r"[1-9]\d{8,9}")


def check_places(tables: Tables, complaints: Complaints) -> None:
    """Every doubt about places. None is a 誤り: each place is served with what can be said of it."""
    check_positions(tables, complaints)
    check_accepting(tables, complaints)
    _check_ids(tables, complaints)
    _check_hours(tables, complaints)
    _check_kinds(tables, complaints)
    _check_vouchers(tables, complaints)
    _check_telephones(tables, complaints)


def _check_ids(tables: Tables, complaints: Complaints) -> None:
    for row in tables.places:
        if row.value.id in TAKEN_IDS:
            complaints.doubt(
                "place-id",
                Spot(tables.file("places"), row.line, "id", row.value.id),
                f"id「{row.value.id}」はシステムが使う名前です。この場所だけのページは出ません",
                "ほかの id にしてください",
            )


def _check_hours(tables: Tables, complaints: Complaints) -> None:
    for row in tables.places:
        try:
            read_hours(row.value.hours, row.value.closed)
        except HoursUnreadable as error:
            complaints.doubt(
                "place-hours",
                Spot(tables.file("places"), row.line, error.column, error.read),
                f"{error.problem}。開いているかどうかは出ません",
                error.way,
            )


def _check_kinds(tables: Tables, complaints: Complaints) -> None:
    for row in tables.places:
        for kind, column, example in _empty(row.value):
            complaints.doubt(
                "place-kind",
                Spot(tables.file("places"), row.line, column),
                f"「{row.value.name}」は種別に{kind}とありますが、{column}が空です",
                f"{column}に {example} のように書くか、種別から{kind}を消してください",
            )


def _empty(place: Place) -> list[tuple[PlaceKind, str, str]]:
    """Each kind of the place for which a column should say more, that column and an example for it."""
    wanted = [
        (PlaceKind.BAGS, "袋", "45L、20L", not place.bags),
        (PlaceKind.VOUCHERS, "処理券", "200円、400円", not place.denominations),
        *(
            (kind, "受け入れるもの", "乾電池、食用油", not place.accepts)
            for kind in PlaceKind
            if kind in TAKING
        ),
    ]
    return [(kind, column, eg) for kind, column, eg, is_empty in wanted if is_empty and kind in place.kinds]


def _check_vouchers(tables: Tables, complaints: Complaints) -> None:
    """Denominations are those of vouchers.csv; where that could not be read, nothing can be said."""
    known = sorted({row.value.amount for row in tables.vouchers})
    if not known and "vouchers" in tables.files:
        return
    way = f"額面は {'、'.join(f'{each}円' for each in known)} です" if known else "vouchers.csv がありません"
    for row in tables.places:
        for amount in row.value.denominations:
            if amount not in known:
                complaints.doubt(
                    "place-voucher",
                    Spot(tables.file("places"), row.line, "処理券", str(amount)),
                    f"処理券「{amount}円」は vouchers.csv の額面にありません",
                    f"{way}。処理券を直すか、vouchers.csv に行を足してください",
                )


def _check_telephones(tables: Tables, complaints: Complaints) -> None:
    for row in tables.places:
        written = row.value.telephone
        number = _MARKS_IN_NUMBERS.sub("", plain(written))
        if not written or _TELEPHONE.fullmatch(number):
            continue
        lost = "（先頭の0が落ちていませんか）" if _WITHOUT_NOUGHT.fullmatch(number) else ""
        complaints.doubt(
            "place-telephone",
            Spot(tables.file("places"), row.line, "電話", written),
            f"電話「{written}」は電話番号として読めません",
            f"市外局番から 000-000-0000 のように、番号を1つだけ書いてください{lost}",
        )
