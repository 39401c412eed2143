"""The columns in which cities publish their facilities, and ours that stand behind them.

`CURRENT` is 公共施設一覧 of 自治体標準オープンデータセット as cities publish it (122033 市川市, 2023;
111007 さいたま市, 2026), in its order. Read are also the columns of the 推奨データセット before it
(130001 東京都, 2019) and the names of GIF 435 施設 and 433 住所 (2025).

>>> field_of("名称_カナ"), field_of("建物名等（方書）"), field_of("利用可能日時特記事項")
('kana', 'building', 'special')
>>> is_facility_list(["全国地方公共団体コード", "ID", "名称", "名称_カナ"])
True
>>> is_facility_list(["id", "種別", "名称", "よみ", "住所"])
False
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from gomi.municipality.columns_of_services import PLACES

CURRENT = (
    "全国地方公共団体コード",
    "ID",
    "地方公共団体名",
    "名称",
    "名称_カナ",
    "名称_英字",
    "名称_通称",
    "POIコード",
    "外部識別子",
    "外部識別子の値",
    "所在地_全国地方公共団体コード",
    "町字ID",
    "所在地_連結表記",
    "所在地_都道府県",
    "所在地_市区町村",
    "所在地_町字",
    "所在地_番地以下",
    "建物名等(方書)",
    "緯度",
    "経度",
    "高度の種別",
    "高度の値",
    "電話番号",
    "内線番号",
    "連絡先メールアドレス",
    "連絡先FormURL",
    "連絡先備考（その他、SNSなど）",
    "郵便番号",
    "法人番号",
    "団体名",
    "利用可能曜日",
    "開始時間",
    "終了時間",
    "利用可能時間特記事項",
    "説明",
    "車椅子可",
    "車椅子貸出",
    "ツエ貸出",
    "バリアフリートイレ",
    "スロープ、エレベータ、エスカレータ",
    "点字ブロック等の移動支援",
    "点字や読上による支援",
    "盲導犬・介助犬、聴導犬同伴",
    "字幕",
    "筆談対応",
    "優先駐車場",
    "オストメイト対応トイレ",
    "授乳室",
    "おむつ替えコーナー",
    "飲食可否",
    "ベビーカー貸出",
    "ベビーカー利用",
    "URL",
    "画像",
    "画像_ライセンス",
    "備考",
)

OWN = (
    "種別",
    "よみ",
    "住所",
    "電話",
    "営業時間",
    "定休日",
    "袋",
    "ばら売り",
    "処理券",
    "受け入れるもの",
    "車いす用駐車場",
)
"""Our columns behind the standard's, for what those cannot say, or not exactly."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "全国地方公共団体コード",
        "都道府県コード又は市区町村コード",
        "市区町村コード",
        "地方公共団体コード",
    ),
    "id": ("ID",),
    "number": ("NO", "No."),
    "body": ("地方公共団体名",),
    "body_prefecture": ("都道府県名",),
    "body_city": ("市区町村名",),
    "name": ("名称",),
    "kana": ("名称_カナ", "名称(カナ)", "名称カナ"),
    "address": ("所在地_連結表記", "所在地_連結標記", "連結表記", "施設住所"),
    "place_code": ("所在地_全国地方公共団体コード",),
    "prefecture": ("所在地_都道府県", "都道府県"),
    "city": ("所在地_市区町村", "市区町村(郡)"),
    "town": ("所在地_町字", "町字"),
    "block": ("所在地_番地以下", "番地以下"),
    "building": ("建物名等(方書)", "建物名等_方書", "建物名等", "方書"),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "telephone": ("電話番号", "連絡先電話番号"),
    "extension": ("内線番号", "連絡先内線番号"),
    "days": ("利用可能曜日", "サービス曜日"),
    "starts": ("開始時間", "開始時刻"),
    "ends": ("終了時間", "終了時刻"),
    "special": ("利用可能時間特記事項", "利用可能日時特記事項", "日時備考"),
    "description": ("説明",),
    "barrier_free": ("バリアフリー情報",),
    "parking": ("優先駐車場",),
    "remark": ("備考",),
}
"""The field of a facility → the headers it is published under; what stands under others is told as unread.

``place_code`` says no more than the address does.
"""

OWN_FIELD = {header: f"own_{PLACES.column(header).ascii}" for header in OWN}
OLDER_ADDRESS = "住所"
"""The address in the 推奨データセット; beside 所在地_連結表記 it is our own."""

CERTAIN = frozenset({"code", "body", "kana", "address", "city", "days", "starts", "ends", "special"})
"""Fields whose headers no other table of ours bears; two of them make a facility list."""


def spelt(header: str) -> str:
    """A header as it is compared: width, case, blanks and a mark of being required make no difference."""
    narrow = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"\s|\(必須\)|[※*◎]", "", narrow)


_FIELD_BY_SPELLING = {spelt(header): field for field, headers in FIELDS.items() for header in headers}
_OWN_BY_SPELLING = {spelt(header): field for header, field in OWN_FIELD.items()} | {
    PLACES.column(header).ascii: field for header, field in OWN_FIELD.items() if header != OLDER_ADDRESS
}


def field_of(header: str) -> str:
    """The field a header stands for, ``own_…`` for one of ours, empty for one that is not read."""
    spelling = spelt(header)
    return _FIELD_BY_SPELLING.get(spelling) or _OWN_BY_SPELLING.get(spelling, "")


def fields_of(headers: Iterable[str]) -> list[str]:
    """The field of every column of a file."""
    fields = [field_of(header) for header in headers]
    if "address" in fields or OWN_FIELD[OLDER_ADDRESS] not in fields:
        return fields
    return ["address" if field == OWN_FIELD[OLDER_ADDRESS] else field for field in fields]


def is_facility_list(headers: Iterable[str]) -> bool:
    """Whether a file bears the standard's headers and not those of places.csv."""
    cells = list(headers)
    return "id" not in cells and len(CERTAIN.intersection(map(field_of, cells))) >= 2
