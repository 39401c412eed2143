"""The tables of places and of oversized garbage."""

from gomi.municipality.column import (
    Column,
    Kind,
    Table,
    ends_column,
    id_column,
    name_column,
    reading_column,
    remark_column,
    starts_column,
)

PLACES = Table(
    "places",
    "取扱店・拠点",
    "Where bags are sold or things are taken.",
    (
        id_column("Names the place for good.", "shop-1"),
        Column("種別", "kind", Kind.TEXT, "What it is.", "指定袋取扱店", required=True),
        name_column("The name over the door.", "北町商店"),
        reading_column("きたまちしょうてん"),
        Column("住所", "address", Kind.TEXT, "The address.", "北町1丁目2-3"),
        Column("緯度", "latitude", Kind.LATITUDE, "Latitude.", "43.06"),
        Column("経度", "longitude", Kind.LONGITUDE, "Longitude.", "141.35"),
        Column("営業時間", "hours", Kind.TEXT, "Opening hours.", "9:00-18:00"),
        Column("定休日", "closed", Kind.TEXT, "Closing days.", "日曜、祝日"),
        Column("電話", "telephone", Kind.TEXT, "The telephone number.", "000-000-0000"),
        Column("取扱", "handles", Kind.NAMES, "What is sold or taken.", "指定袋、ばら売り、ごみ処理券"),
        remark_column("Anything else worth knowing.", "入口は裏側です"),
    ),
)

OVERSIZED_ITEMS = Table(
    "oversized_items",
    "粗大ごみの品目",
    "Size classes with their fees from a day on; rows of one id are its fees in time.",
    (
        id_column("Names the size class for good.", "wardrobe-large"),
        Column("品目", "name", Kind.TEXT, "The thing.", "たんす", required=True),
        reading_column("たんす"),
        Column("大きさ", "size", Kind.TEXT, "The size class in words.", "高さ120cm以上"),
        Column("手数料", "fee", Kind.YEN, "The fee.", "800", required=True),
        Column("点数", "points", Kind.WHOLE, "How much room it takes on the truck.", "4"),
        starts_column("The first day of this fee.", "適用開始"),
        ends_column("The last day of this fee.", "適用終了"),
        remark_column("What to know before putting it out.", "引き出しは空にしてください"),
    ),
)

VOUCHERS = Table(
    "vouchers",
    "ごみ処理券",
    "The denominations on sale.",
    (
        id_column("Names the denomination for good.", "v400"),
        name_column("The name on it.", "粗大ごみ処理券"),
        Column("額面", "amount", Kind.YEN, "Its worth.", "400", required=True),
        starts_column("The first day it may be used.", "適用開始"),
        ends_column("The last day it may be used.", "適用終了"),
    ),
)

OVERSIZED_DAYS = Table(
    "oversized_days",
    "粗大ごみの収集枠",
    "On which days a zone is served, and how much fits.",
    (
        Column("粗大ゾーン", "zone", Kind.TEXT, "The zone as districts name it.", "1", required=True),
        Column("収集日", "days", Kind.TEXT, "The days in a clerk's words.", "毎週水曜", required=True),
        Column("定員", "daily_limit", Kind.WHOLE, "How much a day holds.", "10"),
        Column("申込締切", "cut_off", Kind.TEXT, "Until when a day can be asked for.", "3営業日前 17:00"),
        remark_column("Anything else.", "お盆は休み"),
    ),
)

EXEMPTIONS = Table(
    "exemptions",
    "減免",
    "Who pays less, by how much, shown by what.",
    (
        id_column("Names the exemption for good.", "welfare"),
        name_column("Its name.", "生活保護世帯"),
        Column("条件", "condition", Kind.TEXT, "Who it is for.", "生活保護を受けている世帯"),
        Column("減免", "reduction", Kind.TEXT, "What is taken off.", "年4点まで無料", required=True),
        Column("確認書類", "proof", Kind.TEXT, "What has to be shown.", "受給証明書"),
    ),
)
