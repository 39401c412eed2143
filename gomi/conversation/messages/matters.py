"""用件: what is asked besides things: the name of each in wordings, and which are told by telephone."""

MENU, PHONE, CATEGORIES = "メニュー", "電話", "分別一覧"
DAYS, OVERSIZED, SHOPS = "収集日", "粗大ごみ申込", "袋の取扱店"
STOP, BACK = "やめる", "もどる"
LANGUAGES = "ことば"
GREETING, THANKS = "あいさつ", "お礼"

WORD_BY_INTENT = {
    PHONE: "phone",
    DAYS: "days",
    OVERSIZED: "oversized",
    SHOPS: "shops",
    "収集漏れ": "missed",
    "不法投棄": "dumping",
    GREETING: "greeting",
    THANKS: "thanks",
}
"""The intents that have wordings under ``intent.``; every other is 「other」."""

CALL = ("phone", "days", "oversized", "shops", "missed", "dumping")
"""The words of those that the telephone answers."""

CODE_BY_INTENT = {MENU: "menu", CATEGORIES: "categories", PHONE: "phone", DAYS: "days",
                  OVERSIZED: "oversized", SHOPS: "shops",
                  LANGUAGES: "languages"}  # fmt: skip
"""The intents that have a button, each with the name of its wordings under ``line.button``."""
