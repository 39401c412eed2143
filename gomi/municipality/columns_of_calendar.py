"""The tables that say when the truck comes: districts, towns, rules, exceptions."""

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
from gomi.municipality.values import ExceptionKind

DISTRICTS = Table(
    "districts",
    "地区",
    "The homes that share one collection calendar.",
    (
        id_column("Names the district for good; feeds and homes rest on it.", "kita-1"),
        name_column("The name residents know.", "北町一丁目"),
        reading_column("きたまちいっちょうめ"),
        Column(
            "地域",
            "area",
            Kind.TEXT,
            "The part of the city, where parts have different rules or long lists need two steps.",
            "北地域",
        ),
        Column(
            "コース",
            "course",
            Kind.TEXT,
            "The course or plant whose closures this district shares.",
            "月・木コース",
        ),
        Column("粗大ゾーン", "zone", Kind.TEXT, "The zone of oversized collection.", "1"),
    ),
)

TOWNS = Table(
    "towns",
    "町",
    "Stretches of addresses and their districts; many rows may lead to one district.",
    (
        Column("郵便番号", "postcode", Kind.POSTCODE, "The postcode.", "0600001"),
        Column("町名", "name", Kind.TEXT, "The town's name.", "北町", required=True),
        Column("よみ", "reading", Kind.TEXT, "The reading in hiragana.", "きたまち"),
        Column("丁目", "chome", Kind.TEXT, "The 丁目, where the town is divided.", "1丁目"),
        Column("番地から", "block_from", Kind.WHOLE, "The first block of the stretch.", "1"),
        Column("番地まで", "block_to", Kind.WHOLE, "The last block of the stretch.", "25"),
        Column(
            "目印",
            "landmark",
            Kind.TEXT,
            "A split said in words, where blocks do not tell.",
            "線路より北側",
        ),
        Column("緯度", "latitude", Kind.LATITUDE, "Latitude of its middle.", "43.06"),
        Column("経度", "longitude", Kind.LONGITUDE, "Longitude of its middle.", "141.35"),
        Column(
            "地区",
            "district",
            Kind.REFERENCE,
            "The district it belongs to.",
            "北町一丁目",
            required=True,
            refers="districts",
        ),
    ),
)

RULES = Table(
    "rules",
    "収集日の決まり",
    "When one stream is collected in one district.",
    (
        Column(
            "地区",
            "district",
            Kind.REFERENCE,
            "The district, or すべて.",
            "北町一丁目",
            required=True,
            refers="districts",
        ),
        Column(
            "収集区分",
            "stream",
            Kind.REFERENCE,
            "The stream.",
            "燃やすごみ",
            required=True,
            refers="streams",
        ),
        Column(
            "収集日", "days", Kind.TEXT, "The days in a clerk's words; empty while unknown.", "毎週月・木"
        ),
        starts_column("The first day the rule holds."),
        ends_column("The last day the rule holds; nothing is said of later days."),
        remark_column("Shown with the days.", "雪の日は遅れることがあります"),
        Column("元の記載", "original", Kind.TEXT, "The cell this rule was imported from.", "月 木"),
    ),
)

EXCEPTIONS = Table(
    "exceptions",
    "例外",
    "What differs from the rules on some days.",
    (
        id_column("Names the exception for good.", "e1"),
        Column(
            "種別",
            "kind",
            Kind.CHOICE,
            "What happens to the collection.",
            "休止",
            required=True,
            choices=ExceptionKind,
        ),
        Column(
            "開始",
            "starts",
            Kind.DATE_OR_HOLIDAYS,
            "The first day concerned; 祝日 for every national holiday.",
            "2026-12-31",
        ),
        ends_column("The last day concerned; the first day alone when empty."),
        Column("新しい日", "new_day", Kind.DATE, "The day of a moved or an extra collection.", "2027-01-05"),
        Column(
            "収集区分",
            "streams",
            Kind.REFERENCES,
            "The streams concerned.",
            "すべて",
            required=True,
            refers="streams",
        ),
        Column(
            "地区またはコース",
            "districts",
            Kind.REFERENCES,
            "The districts or courses concerned.",
            "月・木コース",
            required=True,
            refers="districts",
        ),
        Column("理由", "reason", Kind.TEXT, "Said to residents.", "年末年始"),
        Column("決定日時", "decided", Kind.MOMENT, "When it was decided.", "2026-11-22T09:00"),
        Column(
            "差し替え",
            "supersedes",
            Kind.REFERENCE,
            "The earlier exception this one replaces.",
            "e1",
            refers="exceptions",
        ),
    ),
)
