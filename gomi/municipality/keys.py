"""What municipality.toml holds: the profile's keys, and the tables of settings with theirs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its Japanese and ASCII names, a sentence about it, and how a value is written."""

    name: str
    ascii: str
    meaning: str
    example: str
    required: bool = False


KEYS: tuple[Key, ...] = (
    Key("id", "id", "The municipality's id in addresses: small letters, digits, `-`.", '"mihon"', True),
    Key("団体コード", "code", "The six-digit code of the local government.", '"990019"'),
    Key("名称", "name", "The name.", '"みほん市"', True),
    Key("よみ", "reading", "The reading in hiragana.", '"みほんし"'),
    Key("英語名", "english_name", "The name in English.", '"Mihon City"'),
    Key("発行日", "issued", "When this state of the folder was issued.", "2026-10-01"),
    Key("言語", "languages", "The languages offered, Japanese first.", '["ja", "en"]'),
    Key("ライセンス", "licence", "The licence of the tables.", '"CC BY 4.0"'),
    Key("時間帯", "time_zone", "The zone of every time; Asia/Tokyo when left out.", '"Asia/Tokyo"'),
    Key("pii_entry", "pii_entry", "Where names and addresses are asked: `web` or `chat`.", '"web"'),
)

CONTACT_KEYS: tuple[Key, ...] = (
    Key("部署", "office", "The office.", '"環境課"'),
    Key("電話", "telephone", "Its telephone number.", '"000-000-0000"'),
    Key("受付時間", "hours", "When it answers.", '"平日 8:30-17:15"'),
)


def _key(name: str, meaning: str, example: str) -> Key:
    return Key(name, name, meaning, example)


SETTINGS: Mapping[str, tuple[Key, ...]] = {
    "limits": (
        _key("items_per_application", "Items in one application.", "5"),
        _key("same_item_per_application", "Of one item in one application.", "2"),
        _key("per_applicant_per_day", "Applications of one applicant a day.", "5"),
        _key("open_applications_per_household", "Applications of a household not yet collected.", "3"),
        _key("per_household_per_month", "Applications of a household a month.", "4"),
        _key("per_household_per_year", "Applications of a household a year.", "20"),
        _key("intake_per_day", "Applications the whole municipality takes a day.", "20"),
        _key("fee_total_max_per_application", "The highest fee of one application in yen.", "10000"),
        _key("slots_count", "What fills a day: `applications`, `items` or `points`.", '"applications"'),
    ),
    "cut_offs": (
        _key("first_bookable", "Business days to the first day one may choose.", "5"),
        _key("booking_horizon_days", "Days ahead one may choose.", "30"),
        _key("booking_horizon_days_vouchers", "The same when paying by voucher.", "60"),
        _key("return_deadline", "Business days to answer a returned application.", "2"),
        _key("pay_deadline_days", "Days to pay.", "3"),
        _key("pay_cutoff", "Business days before collection when paying ends.", "3"),
        _key("pay_cutoff_time", "At what time.", '"17:00"'),
        _key("change_cutoff", "Business days before collection when changing ends.", "3"),
        _key("change_cutoff_time", "At what time.", '"17:00"'),
        _key("list_cutoff", "Business days before collection when the crew's list is closed.", "2"),
        _key("list_cutoff_time", "At what time.", '"12:00"'),
        _key("review_by", "Business days before `pay_cutoff` when the review has to be done.", "1"),
        _key("put_out_by", "By when it must stand outside.", '"08:30"'),
        _key("late_report_from", "From when something left behind can be reported.", '"17:00"'),
        _key("late_report_days", "Business days during which it can.", "2"),
        _key("revisits_after_no_show", "How often the crew comes again.", "1"),
        _key("revisit_within_days", "Within how many days.", "30"),
        _key("max_changes", "How often an application may be changed.", "2"),
    ),
    "payment": (
        _key("methods", "The ways to pay.", '["card", "voucher"]'),
        _key("charge_timing", "`after_acceptance` or `at_application`.", '"after_acceptance"'),
        _key("session_minutes", "How long a payment page lives.", "35"),
        _key("hold_extra_minutes", "How much longer the slot is held.", "5"),
        _key("fee_date", "Whose day's fees count: `application` or `collection`.", '"application"'),
        _key("voucher_refund", "What residents are told of unused vouchers.", '"次の申込で使えます。"'),
    ),
    "photos": (
        _key("required_per_item", "Photos an item needs.", "1"),
        _key("most_per_item", "Photos an item may have.", "3"),
        _key("most_megabytes", "The size of one photo.", "10"),
    ),
    "reminders": (
        _key("evening_from", "From when residents may be reminded on the evening before.", '"16:00"'),
        _key("evening_until", "From when no reminder of tomorrow is sent any more.", '"23:00"'),
        _key("morning_from", "From when residents may be reminded in the morning.", '"05:00"'),
        _key("morning_until", "Until when, where `streams.csv` says no time.", '"08:30"'),
        _key("corrections_from", "From when what was told is corrected.", '"06:00"'),
        _key("corrections_until", "Until when it is.", '"23:00"'),
    ),
    "places": (
        _key(
            "map_link",
            "Where a map opens at a place; {lat}, {lon} and {name} are filled in.",
            '"https://www.google.com/maps/search/?api=1&query={lat},{lon}"',
        ),
        _key(
            "year_end",
            "The days of 年末年始 where a place gives them no dates; 12/29〜1/3 when left out.",
            '"12/29〜1/3"',
        ),
    ),
    "retention": (
        _key("draft_hours", "How long an unfinished application is kept.", "24"),
        _key("photo_days", "How long photos are kept after collection.", "90"),
        _key("personal_days", "How long names, addresses and telephone numbers are kept.", "365"),
        _key("receipt_number_months", "How long a receipt number is not used again.", "24"),
        _key("search_miss_days", "How long a word nobody found is kept.", "90"),
    ),
}
"""The tables of settings. The loader keeps them, and any other table, as they are."""
