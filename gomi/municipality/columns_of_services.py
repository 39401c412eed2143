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
from gomi.municipality.places import PlaceKind

PLACES = Table(
    "places",
    "取扱店・拠点",
    "Where bags and vouchers are sold or things are taken.",
    (
        id_column("Names the place for good.", "shop-1"),
        Column(
            "種別",
            "kinds",
            Kind.CHOICES,
            "What residents go there for.",
            "指定ごみ袋、ごみ処理券",
            required=True,
            choices=PlaceKind,
        ),
        name_column("The name over the door.", "北町商店"),
        reading_column("きたまちしょうてん"),
        Column("住所", "address", Kind.TEXT, "The address.", "北町1丁目2-3"),
        Column("緯度", "latitude", Kind.ANY_LATITUDE, "Degrees north, WGS84, six decimals.", "43.062083"),
        Column("経度", "longitude", Kind.ANY_LONGITUDE, "Degrees east, WGS84, six decimals.", "141.354389"),
        Column("電話", "telephone", Kind.TEXT, "The telephone number.", "000-000-0000"),
        Column("営業時間", "hours", Kind.TEXT, "Opening hours.", "月〜金 9:00-12:00、13:00-17:30"),
        Column("定休日", "closed", Kind.TEXT, "Closing days.", "日曜、祝日、年末年始"),
        Column("袋", "bags", Kind.NAMES, "The bags on sale.", "45L、20L"),
        Column("ばら売り", "single_bags", Kind.YES, "Bags are sold singly.", "はい"),
        Column("処理券", "denominations", Kind.YENS, "The vouchers on sale.", "200円、400円"),
        Column("受け入れるもの", "accepts", Kind.NAMES, "Categories or items taken there.", "乾電池、食用油"),
        Column("車いす用駐車場", "accessible_parking", Kind.YES, "A parking space for wheelchairs.", "はい"),
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
