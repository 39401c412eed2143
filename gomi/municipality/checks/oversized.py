"""Oversized garbage: fees that do not overlap, zones that are served, vouchers that can pay."""

from datetime import date

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables


def check_oversized(tables: Tables, complaints: Complaints) -> None:
    """誤り and doubts about fees, zones and vouchers."""
    _check_fees(tables, complaints)
    _check_zones(tables, complaints)
    _check_vouchers(tables, complaints)


def _check_fees(tables: Tables, complaints: Complaints) -> None:
    file = tables.file("oversized_items")
    seen: dict[str, list[tuple[date, date, int]]] = {}
    for row in tables.oversized_items:
        starts, ends = row.value.starts or date.min, row.value.ends or date.max
        for other_starts, other_ends, line in seen.setdefault(row.value.id, []):
            if starts <= other_ends and other_starts <= ends:
                complaints.error(
                    "fees-overlap",
                    Spot(file, row.line, "適用開始", row.value.id),
                    f"「{row.value.name}」（{row.value.id}）の手数料の期間が {line} 行と重なります",
                    "前の行の適用終了を、この行の適用開始の前日にしてください",
                )
                break
        seen[row.value.id].append((starts, ends, row.line))


def _check_zones(tables: Tables, complaints: Complaints) -> None:
    served = {row.value.zone for row in tables.oversized_days}
    zones = {row.value.zone for row in tables.districts}
    for row in tables.districts if served else ():
        zone = row.value.zone
        if zone and zone not in served:
            complaints.doubt(
                "zone",
                Spot(tables.file("districts"), row.line, "粗大ゾーン", zone),
                f"粗大ゾーン「{zone}」の収集枠がありません",
                "oversized_days.csv に行を足してください",
            )
    for day in tables.oversized_days:
        if day.value.zone not in zones:
            complaints.doubt(
                "zone",
                Spot(tables.file("oversized_days"), day.line, "粗大ゾーン", day.value.zone),
                f"粗大ゾーン「{day.value.zone}」の地区がありません",
                "districts.csv の粗大ゾーンを確かめてください",
            )


def _check_vouchers(tables: Tables, complaints: Complaints) -> None:
    for row in tables.vouchers:
        if row.value.amount == 0:
            complaints.error(
                "voucher",
                Spot(tables.file("vouchers"), row.line, "額面", "0"),
                "額面が0円です",
                "額面を書いてください",
            )
