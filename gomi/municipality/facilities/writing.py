"""Places in the standard's columns, with ours behind them.

What the standard's columns do not bring back as it was stands under our own header as well, so reading
what was written loses nothing.
"""

from collections.abc import Iterator, Mapping

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.facilities.addresses import full_address, prefecture_of
from gomi.municipality.facilities.columns import CURRENT, OWN, OWN_FIELD, fields_of
from gomi.municipality.facilities.header import Header
from gomi.municipality.facilities.opening_published import publish_opening
from gomi.municipality.facilities.reading import YES, FacilityReader
from gomi.municipality.facilities.tidy import katakana
from gomi.municipality.places import Place
from gomi.municipality.values import Municipality

HEADERS = (*CURRENT, *OWN)
THERE = "有"

_FIELD_OF = dict(zip(HEADERS, fields_of(HEADERS), strict=True))
_ASCII_OF = {header: field.removeprefix("own_") for header, field in OWN_FIELD.items()}


def facility_rows_of(municipality: Municipality, complaints: Complaints) -> list[tuple[str, ...]]:
    """The header and a row for every place; doubts name what the standard asks for and the folder lacks."""
    if not prefecture_of(municipality.code):
        problem = f"団体コード「{municipality.code}」の都道府県が分かりません"
        way = "municipality.toml に6桁の団体コードを書いてください。都道府県なしで書きました"
        complaints.doubt("facility-code", Spot("municipality.toml", 0, "団体コード"), problem, way)
    rows = []
    for place in municipality.places:
        cells = _standard(municipality, place)
        _tell_of_missing(place, cells, complaints)
        cells |= _ours(place, cells)
        rows.append(tuple(cells.get(header, "") for header in HEADERS))
    return [HEADERS, *rows]


def _standard(municipality: Municipality, place: Place) -> dict[str, str]:
    """The filled columns of the standard."""
    prefecture, name = prefecture_of(municipality.code), municipality.name
    towns = {town.name for town in municipality.towns}
    address, is_inside = full_address(place.address, prefecture, name, towns)
    opening = publish_opening(place.hours, place.closed)
    position = place.position
    return {
        "全国地方公共団体コード": municipality.code,
        "ID": place.id,
        "地方公共団体名": prefecture + name,
        "名称": place.name,
        "名称_カナ": katakana(place.reading),
        "所在地_全国地方公共団体コード": municipality.code if is_inside else "",
        "所在地_連結表記": address,
        "所在地_都道府県": prefecture if is_inside else "",
        "所在地_市区町村": name if is_inside else "",
        "緯度": f"{position[0]:.6f}" if position else "",
        "経度": f"{position[1]:.6f}" if position else "",
        "電話番号": place.telephone,
        "利用可能曜日": opening.days,
        "開始時間": opening.starts,
        "終了時間": opening.ends,
        "利用可能時間特記事項": opening.special,
        "優先駐車場": THERE if place.accessible_parking else "",
        "備考": place.remark,
    }


def _tell_of_missing(place: Place, cells: Mapping[str, str], complaints: Complaints) -> None:
    for header, ours in (("名称_カナ", "よみ"), ("所在地_連結表記", "住所"), ("緯度", "緯度と経度")):
        if not cells[header]:
            problem = f"「{place.name}」（{place.id}）の {header} が空になります"
            way = f"places.csv の {ours} を書いてください"
            complaints.doubt(
                f"facility-missing:{header}", Spot("places.csv", 0, header, place.id), problem, way
            )


def _ours(place: Place, cells: Mapping[str, str]) -> dict[str, str]:
    """種別, and every column of ours that the standard's do not bring back as it was."""
    ours, back = dict(cells_of(place)), _read_back(place, cells)
    differing = {header for header in OWN if ours.get(_ASCII_OF[header]) != back.get(_ASCII_OF[header])}
    # A reader takes both of these from our columns as soon as one of them is filled.
    if differing & {"営業時間", "定休日"}:
        differing |= {"営業時間", "定休日"}
    return {header: ours.get(_ASCII_OF[header], "") for header in differing | {"種別"}}


def _read_back(place: Place, cells: Mapping[str, str]) -> Mapping[str, str]:
    reader = FacilityReader(Header("", Complaints(), 0), place.kinds)
    return reader.place(0, {_FIELD_OF[header]: cell for header, cell in cells.items()}) or {}


def cells_of(place: Place) -> Iterator[tuple[str, str]]:
    """The filled cells of the place's row in places.csv, under ASCII names."""
    position = place.position
    cells = {
        "id": place.id,
        "kinds": "、".join(place.kinds),
        "name": place.name,
        "reading": place.reading,
        "address": place.address,
        "latitude": f"{position[0]:.6f}" if position else "",
        "longitude": f"{position[1]:.6f}" if position else "",
        "telephone": place.telephone,
        "hours": place.hours,
        "closed": place.closed,
        "bags": "、".join(place.bags),
        "single_bags": YES if place.single_bags else "",
        "denominations": "、".join(f"{yen}円" for yen in place.denominations),
        "accepts": "、".join(place.accepts),
        "accessible_parking": YES if place.accessible_parking else "",
        "remark": place.remark,
    }
    return ((field, text) for field, text in cells.items() if text)
