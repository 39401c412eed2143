"""The tables that say what a thing is and where it belongs: categories, streams, items, words."""

from gomi.municipality.column import (
    ICONS,
    Column,
    Kind,
    Table,
    ends_column,
    id_column,
    name_column,
    reading_column,
    starts_column,
)
from gomi.municipality.values import CategoryKind, Hazard, WordHandling

CATEGORIES = Table(
    "categories",
    "分別区分",
    "The ways of sorting, each with its tile.",
    (
        id_column("Names the category for good; items and messages refer to it.", "burnable"),
        name_column("The name as the city prints it.", "燃やすごみ"),
        reading_column("もやすごみ"),
        Column(
            "種別",
            "kind",
            Kind.CHOICE,
            "How things of this category leave the house.",
            "収集",
            required=True,
            choices=CategoryKind,
        ),
        Column(
            "収集区分",
            "stream",
            Kind.REFERENCE,
            "The stream that takes this category.",
            "燃やすごみ",
            refers="streams",
        ),
        Column(
            "色",
            "colour",
            Kind.COLOUR,
            "The tile's colour; its contrast with white must be 4.5:1 or more.",
            "#B3261E",
        ),
        Column("アイコン", "icon", Kind.ICON, f"The tile's picture: {', '.join(ICONS)}.", "burnable"),
        Column("文字", "letter", Kind.TEXT, "The tile's letter; no two categories share one.", "燃"),
        Column("袋", "bag", Kind.TEXT, "The bag or container to use.", "黄色の指定袋"),
        Column(
            "出し方",
            "how",
            Kind.SENTENCES,
            "How to put it out.",
            "水気を切ってください｜袋の口を結んでください",
        ),
        Column("注意", "notes", Kind.SENTENCES, "What to beware of.", "電池を入れないでください"),
        Column(
            "順",
            "order",
            Kind.WHOLE,
            "The place in lists, smallest first; the row's place when empty.",
            "1",
        ),
    ),
    required=True,
)

STREAMS = Table(
    "streams",
    "収集区分",
    "What one round of the truck takes; several categories may share one.",
    (
        id_column("Names the stream for good; calendar subscriptions rest on it.", "burnable"),
        name_column("The name on the calendar.", "燃やすごみ"),
        reading_column("もやすごみ"),
        Column("何時まで", "until", Kind.TIME, "By when it must stand outside.", "8:30"),
    ),
)

ITEMS = Table(
    "items",
    "品目",
    "The things residents throw away; the rows of one 品目id are the rules of one item.",
    (
        Column(
            "品目id",
            "item_id",
            Kind.ID,
            "Names the item for good; its rows share it.",
            "hanger",
            required=True,
        ),
        Column(
            "品目",
            "name",
            Kind.TEXT,
            "The name as the city writes it; further rows of the item may leave it empty.",
            "ハンガー",
        ),
        Column("よみ", "readings", Kind.NAMES, "One or more readings in hiragana.", "はんがー"),
        Column("別名", "aliases", Kind.NAMES, "Other names of the same thing.", "えもんかけ、衣紋掛け"),
        Column(
            "区分",
            "category",
            Kind.REFERENCE,
            "The category it belongs to by this rule.",
            "燃やすごみ",
            required=True,
            refers="categories",
        ),
        Column(
            "条件",
            "condition",
            Kind.TEXT,
            "When this rule applies, in words a resident can choose by.",
            "木やプラスチックのもの",
        ),
        Column("素材", "materials", Kind.NAMES, "The materials this rule is for.", "木、プラスチック"),
        Column(
            "長さ以上", "length_from", Kind.LENGTH, "The longest side from which this rule applies.", "30"
        ),
        Column(
            "長さ未満", "length_below", Kind.LENGTH, "The longest side below which this rule applies.", "50"
        ),
        Column("状態", "states", Kind.NAMES, "The states this rule is for.", "汚れている"),
        Column("部分", "parts", Kind.NAMES, "The parts of the thing this rule is for.", "ふた"),
        Column(
            "地域",
            "areas",
            Kind.NAMES,
            "The areas (地域 of districts) where this rule holds; everywhere when empty.",
            "北地域",
        ),
        Column("危険", "hazard", Kind.CHOICE, "How it can hurt someone.", "発火", choices=Hazard),
        Column("出し方", "how", Kind.SENTENCES, "How to put it out.", "フックを外してください"),
        Column("注意", "notes", Kind.SENTENCES, "What to beware of.", "ほかのごみと混ぜないでください"),
        Column(
            "粗大品目",
            "oversized_item",
            Kind.REFERENCE,
            "The row of oversized_items with its fee.",
            "hanger-stand",
            refers="oversized_items",
        ),
        starts_column("The first day this rule holds."),
        ends_column("The last day this rule holds."),
        Column("出典", "source", Kind.TEXT, "Where the rule was taken from.", "分別辞典 2026年版"),
        Column(
            "疑い",
            "doubt",
            Kind.TEXT,
            "Why this row is doubted: it stays in the table and out of the answers until a clerk"
            " empties the cell.",
            "名前が素材だけです",
        ),
    ),
    required=True,
)

WORDS = Table(
    "words",
    "住民の言葉",
    "What residents typed and a clerk decided about.",
    (
        Column("言葉", "word", Kind.TEXT, "The word as typed.", "えもんかけ", required=True),
        Column("品目", "item", Kind.REFERENCE, "The item meant.", "ハンガー", refers="items"),
        Column(
            "扱い",
            "handling",
            Kind.CHOICE,
            "What was decided.",
            "別名",
            required=True,
            choices=WordHandling,
        ),
        Column("日付", "decided", Kind.DATE, "When it was decided.", "2026-05-11"),
    ),
)

TRANSLATIONS = Table(
    "translations",
    "この市の言葉の訳",
    "Translations of this city's own names and sentences.",
    (
        Column("言語", "language", Kind.LANGUAGE, "The language of the translation.", "en", required=True),
        Column(
            "原文",
            "original",
            Kind.TEXT,
            "The Japanese, exactly as another table has it.",
            "燃やすごみ",
            required=True,
        ),
        Column("訳文", "translation", Kind.TEXT, "The translation.", "Burnable waste", required=True),
        Column(
            "参考訳",
            "unreviewed",
            Kind.YES,
            "はい while no native speaker has read it; it is then shown with the Japanese.",
            "はい",
        ),
    ),
)
