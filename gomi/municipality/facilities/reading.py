"""The rows of a facility list as rows of places.csv.

What a row says badly is told and left out, and the row itself stays; only one without a name, or without
a kind where none is given for all, is no place.
"""

from collections.abc import Mapping, Sequence

from gomi.municipality.cells import Unreadable, plain, read_choices
from gomi.municipality.complaints import shortened
from gomi.municipality.facilities.addresses import own_address
from gomi.municipality.facilities.header import Header
from gomi.municipality.facilities.ids import Ids
from gomi.municipality.facilities.opening import Published, Told, read_opening
from gomi.municipality.facilities.opening_published import publish_opening
from gomi.municipality.facilities.tidy import hiragana, read_position, read_telephone, says_yes, tidy
from gomi.municipality.places import PlaceKind

Cells = Mapping[str, str]
YES = "はい"
OPENING = ("days", "starts", "ends", "special")
KINDS = "・".join(PlaceKind)
OF_THE_BODY = {"code", "body", "body_prefecture", "body_city", "place_code", "prefecture", "city"}
"""Fields that are the same in every row; forms have rows with nothing else."""

_FOR_WHEELCHAIRS = ("車いす", "車イス", "車椅子", "障害", "障がい", "身障", "優先", "思いやり", "おもいやり")
_NOT_THERE = ("なし", "無し", "無", "ありません", "不可")


class FacilityReader:
    """Reads the rows of one file."""

    def __init__(self, header: Header, kinds: Sequence[PlaceKind] = ()) -> None:
        self._header, self._for_all = header, "、".join(kinds)
        self._ids = Ids(header)

    def place(self, line: int, cells: Cells) -> dict[str, str] | None:
        """The filled cells of places.csv under ASCII names; None where the row is no place.

        That is a 誤り, unless nothing stands there.
        """
        self._header.line = line
        row = {field: text for field, cell in cells.items() if (text := tidy(cell))}
        if row.keys() <= OF_THE_BODY:
            return None
        name, kinds = self._name(row), self._kinds(row)
        if not name or not kinds:
            return None
        address = row.get("own_address") or _address(row)
        latitude, longitude = self._position(row)
        told = self._opening(row)
        place = {
            "id": self._ids.of(row, name, address),
            "kinds": kinds,
            "name": name,
            "reading": row.get("own_reading") or hiragana(row.get("kana", "")),
            "address": address,
            "latitude": latitude,
            "longitude": longitude,
            "telephone": row.get("own_telephone") or read_telephone(row.get("telephone", "")),
            "hours": told.hours,
            "closed": told.closed,
            "bags": row.get("own_bags", ""),
            "single_bags": row.get("own_single_bags", ""),
            "denominations": row.get("own_denominations", ""),
            "accepts": row.get("own_accepts", ""),
            "accessible_parking": row.get("own_accessible_parking") or (YES if has_parking(row) else ""),
            "remark": _remark(row, told),
        }
        return {field: text for field, text in place.items() if text}

    def _name(self, row: Cells) -> str:
        if "name" not in row:
            column = self._header.called("name")
            self._header.error("empty-name", column, "", "名称が空です", "名前を書くか、行を消してください")
        return row.get("name", "")

    def _kinds(self, row: Cells) -> str:
        """The row's own kinds, else those for all; empty, and a 誤り, where neither can be used."""
        cell, column = row.get("own_kinds", ""), self._header.called("own_kinds")
        try:
            if read_choices(cell, PlaceKind):
                return cell
            problem, way = "種別が空です", f"{KINDS} のどれかを書いてください"
        except Unreadable as error:
            problem, way = f"種別「{shortened(cell)}」{error.problem}", error.way
        if not self._for_all:
            self._header.error("kind", column, cell, problem, way)
        elif cell:
            self._header.doubt("kind", column, cell, problem, f"「{self._for_all}」にしました")
        return self._for_all

    def _position(self, row: Cells) -> tuple[str, str]:
        """Degrees north and east, each empty where they are not known."""
        latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
        column, read = self._header.called("latitude", "longitude"), f"{latitude},{longitude}"
        try:
            position = read_position(latitude, longitude)
        except Unreadable as error:
            position = _swapped(latitude, longitude)
            if position:
                self._header.doubt("swapped", column, read, "緯度と経度が逆です", "入れかえて読みました")
            else:
                way = f"{error.way}。場所は住所だけになります"
                self._header.doubt("coordinates", column, read, error.problem, way)
        return position or ("", "")

    def _opening(self, row: Cells) -> Told:
        """Our own two columns where one of them is filled, else the standard's four."""
        published = Published(*(row.get(field, "") for field in OPENING))
        hours, closed = row.get("own_hours", ""), row.get("own_closed", "")
        if hours or closed:
            if published not in (Published(), publish_opening(hours, closed)):
                self._tell_of_two(hours, closed)
            return Told(hours, closed)
        told = read_opening(published)
        for doubt in told.doubts:
            column, read = self._header.called(doubt.field), row.get(doubt.field, "")
            self._header.doubt(f"opening-{doubt.field}", column, read, doubt.problem, doubt.way)
        return told

    def _tell_of_two(self, hours: str, closed: str) -> None:
        ours = " ".join(filter(None, (hours, closed)))
        column = self._header.called("own_hours", "own_closed")
        problem = f"営業時間と定休日「{shortened(ours)}」が、利用可能曜日などと違います"
        way = "営業時間と定休日を使いました。利用可能曜日などが正しければ、この2つを空にしてください"
        self._header.doubt("opening-twice", column, ours, problem, way)


def _swapped(latitude: str, longitude: str) -> tuple[str, str] | None:
    try:
        return read_position(longitude, latitude)
    except Unreadable:
        return None


def _address(row: Cells) -> str:
    """The address without the municipality's own name, and the building."""
    parts = "".join(row.get(field, "") for field in ("prefecture", "city", "town", "block"))
    body = row.get("body", "") or row.get("body_city", "")
    address, building = own_address(row.get("address", "") or parts, body), row.get("building", "")
    return address if building in address else f"{address} {building}".strip()


def has_parking(row: Cells) -> bool:
    """Whether 優先駐車場, or a part of バリアフリー情報, says that there is a parking space for wheelchairs.

    >>> has_parking({"barrier_free": "多目的トイレ；車椅子使用者用駐車場"}), has_parking({"parking": "無"})
    (True, False)
    """
    parts = plain(row.get("barrier_free", "")).split(";")
    return says_yes(row.get("parking", "")) or any(_is_parking(part) for part in parts)


def _is_parking(part: str) -> bool:
    named = "駐車" in part and any(word in part for word in _FOR_WHEELCHAIRS)
    return named and not part.rstrip("。 ").endswith(_NOT_THERE)


def _remark(row: Cells, told: Told) -> str:
    """What hours and closing days leave, 説明, 内線番号 and 備考, as sentences; one alone stays as it is."""
    extension = f"内線 {plain(row['extension'])}" if "extension" in row else ""
    parts = [*told.rest, row.get("description", ""), extension, row.get("remark", "")]
    *before, last = [part for part in parts if part] or [""]
    return "".join(f"{part.rstrip('。')}。" for part in before) + last
