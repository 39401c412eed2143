"""Facility lists as cities publish them, for these tests: invented places under the real headers."""

import csv
import io
from collections.abc import Iterable

import xlsxwriter

from gomi.municipality.complaints import Complaint, Complaints
from gomi.municipality.facilities import CURRENT
from gomi.municipality.places import PlaceKind
from gomi.municipality.rows import TextRow, facility_rows
from gomi.municipality.sheets import read_sheet

OLDER = (
    "都道府県コード又は市区町村コード",
    "NO",
    "都道府県名",
    "市区町村名",
    "名称",
    "名称_カナ",
    "名称_通称",
    "POIコード",
    "住所",
    "方書",
    "緯度",
    "経度",
    "電話番号",
    "内線番号",
    "法人番号",
    "団体名",
    "利用可能曜日",
    "開始時間",
    "終了時間",
    "利用可能日時特記事項",
    "説明",
    "バリアフリー情報",
    "URL",
    "備考",
)
GIF_HALL = {
    "ID": "F1",
    "名称": "駅前会館",
    "名称（カナ）": "エキマエカイカン",
    "都道府県": "岐阜県",
    "市区町村（郡）": "みほん市",
    "町字": "駅前町",
    "番地以下": "1-2",
    "緯度": "34.7",
    "経度": "138.5",
    "サービス曜日": "月〜土",
    "開始時刻": "10:00",
    "終了時刻": "18:00",
    "日時備考": "",
}

KOMINKAN = {
    "全国地方公共団体コード": "990019",
    "ID": "F0001",
    "地方公共団体名": "岐阜県みほん市",
    "名称": "中央公民館",
    "名称_カナ": "チュウオウコウミンカン",
    "所在地_全国地方公共団体コード": "990019",
    "所在地_連結表記": "岐阜県みほん市本町2-16-1",
    "所在地_都道府県": "岐阜県",
    "所在地_市区町村": "みほん市",
    "建物名等(方書)": "",
    "緯度": "34.71234567",
    "経度": "138.5612",
    "電話番号": "000-0000-2001",
    "利用可能曜日": "月火水木金",
    "開始時間": "9:00",
    "終了時間": "17:00",
    "利用可能時間特記事項": "祝日、年末年始は休館",
    "優先駐車場": "有",
    "備考": "2階です",
}
OLDER_KOMINKAN = {
    "都道府県コード又は市区町村コード": "990019",
    "NO": "0000000001",
    "都道府県名": "岐阜県",
    "市区町村名": "みほん市",
    "名称": "中央公民館",
    "名称_カナ": "チュウオウコウミンカン",
    "住所": "岐阜県みほん市本町2-16-1",
    "方書": "みほんビル2階",
    "緯度": "34.712346",
    "経度": "138.561200",
    "電話番号": "000-0000-2001",
    "内線番号": "21",
    "利用可能曜日": "月火水木金",
    "開始時間": "9:00",
    "終了時間": "17:00",
    "利用可能日時特記事項": "休館日：祝日、年末年始",
    "説明": "回収箱は入口にあります。",
    "バリアフリー情報": "多目的トイレ;車椅子使用者用駐車場",
    "備考": "2階です",
}


def a_list(*rows: dict[str, str], headers: Iterable[str] = CURRENT, extra: str = "") -> str:
    """A CSV file with these rows; ``extra`` names further columns, parted by commas."""
    out = io.StringIO()
    names = [*headers, *filter(None, extra.split(","))]
    writer = csv.DictWriter(out, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def a_workbook(*rows: dict[str, object], headers: tuple[str, ...] = CURRENT) -> bytes:
    """The same as an xlsx file."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "h:mm"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headers)
        for line, row in enumerate(rows, 1):
            for column, header in enumerate(headers):
                sheet.write(line, column, row.get(header, ""))
    return content.getvalue()


def read(
    content: str | bytes, *kinds: PlaceKind, file: str = "list.csv"
) -> tuple[list[TextRow] | None, tuple[Complaint, ...]]:
    """The rows that a list gives, 回収拠点 unless it says otherwise, and what was told."""
    complaints = Complaints()
    sheet = read_sheet(file, content.encode() if isinstance(content, str) else content, complaints)
    assert sheet is not None, complaints.all()
    rows = facility_rows(sheet, complaints, kinds or (PlaceKind.DROP_OFF,))
    return rows, complaints.all()


def read_one(*rows: dict[str, str], extra: str = "") -> tuple[dict[str, str], tuple[Complaint, ...]]:
    """The cells of the last place of a list of the current generation, and what was told."""
    found, told = read(a_list(*rows, extra=extra))
    assert found, told
    return found[-1].cells, told


def changed(**cells: str) -> dict[str, str]:
    """The public hall with some cells exchanged."""
    return {**KOMINKAN, **cells}
