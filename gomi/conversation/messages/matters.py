"""用件: what is asked besides things: the name of each in wordings, and which are told by telephone."""

MENU, PHONE, CATEGORIES = "メニュー", "電話", "分別一覧"
DAYS, OVERSIZED, SHOPS = "収集日", "粗大ごみ申込", "袋の取扱店"
SINGLE_BAGS, VOUCHER_SHOPS, DROP_OFF = "ばら売りの店", "処理券の店", "回収拠点"
GUIDES = "出し方の案内"
STOP, BACK = "やめる", "もどる"
LANGUAGES = "ことば"
WEEK, REMIND, STOP_REMINDING = "今週", "お知らせ", "お知らせを止める"
HOME, ANOTHER_HOME, MOVE, FORGET_HOMES = "地区を変える", "場所を加える", "引っ越し", "場所を消す"
GREETING, THANKS = "あいさつ", "お礼"

WORD_BY_INTENT = {
    PHONE: "phone",
    OVERSIZED: "oversized",
    SHOPS: "shops",
    SINGLE_BAGS: "shops",
    VOUCHER_SHOPS: "shops",
    DROP_OFF: "drop_off",
    "収集漏れ": "missed",
    "不法投棄": "dumping",
    GREETING: "greeting",
    THANKS: "thanks",
}
"""The intents that have wordings under ``intent.``; every other is 「other」."""

CALL = ("phone", "oversized", "shops", "drop_off", "missed", "dumping")
"""The words of those that the telephone answers."""

CODE_BY_INTENT = {MENU: "menu", CATEGORIES: "categories", PHONE: "phone", DAYS: "days",
                  OVERSIZED: "oversized", SHOPS: "shops", SINGLE_BAGS: "single_bags",
                  VOUCHER_SHOPS: "voucher_shops", DROP_OFF: "drop_off", GUIDES: "guides",
                  LANGUAGES: "languages", WEEK: "week", REMIND: "reminding",
                  STOP_REMINDING: "stop_reminding", HOME: "home", ANOTHER_HOME: "another_home",
                  MOVE: "moving", FORGET_HOMES: "forget_homes", BACK: "back", STOP: "stop"}  # fmt: skip
"""The intents that have a button, each with the name of its wordings under ``line.button``."""
