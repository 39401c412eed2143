"""Districts and towns: names that can be told apart, stretches that run forwards."""

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables


def check_addresses(tables: Tables, complaints: Complaints) -> None:
    """Doubts about districts and their addresses."""
    _check_district_names(tables, complaints)
    _check_blocks(tables, complaints)
    _check_reached(tables, complaints)


def _check_district_names(tables: Tables, complaints: Complaints) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in tables.districts:
        key = (row.value.area, row.value.name)
        if key in first:
            complaints.doubt(
                "alike:地区",
                Spot(tables.file("districts"), row.line, "名称", row.value.name),
                f"地区「{row.value.name}」は {first[key]} 行にもあります",
                "住民が選べるように名前を分けてください",
            )
        first.setdefault(key, row.line)


def _check_blocks(tables: Tables, complaints: Complaints) -> None:
    for row in tables.towns:
        low, high = row.value.block_from, row.value.block_to
        if low is not None and high is not None and low > high:
            complaints.error(
                "blocks",
                Spot(tables.file("towns"), row.line, "番地まで", str(high)),
                f"番地まで {high} が番地から {low} より小さいです",
                "数字を入れ替えてください",
            )


def _check_reached(tables: Tables, complaints: Complaints) -> None:
    reached = {row.value.district for row in tables.towns}
    for row in tables.districts if tables.towns else ():
        if row.value.id not in reached:
            complaints.doubt(
                "no-town",
                Spot(tables.file("districts"), row.line, "名称", row.value.name),
                f"地区「{row.value.name}」の住所が towns.csv にありません",
                "住所から選べません。行を足してください",
            )
