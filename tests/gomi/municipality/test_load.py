"""What a folder becomes once it is read, checked and frozen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from gomi.municipality.columns import TABLES
from gomi.municipality.load import load
from gomi.municipality.values import CategoryKind, ExceptionKind, Hazard
from tests.gomi.municipality.municipality_folders import A_FOLDER, loaded


@pytest.fixture
def machi():
    found = loaded()
    assert [str(each) for each in found.complaints] == []
    assert found.municipality is not None
    return found.municipality


def test_a_folder_without_complaint_is_a_municipality(machi):
    assert (machi.id, machi.code, machi.name) == ("machi", "990001", "まち")
    assert machi.issued == date(2026, 4, 1)
    assert machi.time_zone == "Asia/Tokyo"
    assert machi.contact.telephone == "000-000-0000"


def test_cells_that_name_a_row_hold_its_id(machi):
    assert [category.stream for category in machi.categories] == ["burnable", "hazardous"]
    assert [rule.category for rule in machi.items[0].rules] == ["burnable", "hazardous"]


def test_the_rows_of_one_id_are_the_rules_of_one_item(machi):
    hanger, battery = machi.items

    assert (hanger.name, hanger.readings, hanger.aliases) == ("ハンガー", ("はんがー",), ("えもんかけ",))
    assert [rule.condition for rule in hanger.rules] == ["木のもの", "電池つき"]
    assert battery.rules[0].hazard is Hazard.FIRE


def test_kinds_times_and_dates_are_read_in_the_ways_clerks_write_them(machi):
    assert machi.categories[0].kind is CategoryKind.COLLECTED
    assert [stream.until for stream in machi.streams] == [time(8, 30), time(8, 30)]
    assert machi.rules[0].starts == machi.rules[1].starts == date(2026, 4, 1)
    assert machi.rules[0].ends == machi.rules[1].ends == date(2027, 3, 31)


def test_a_rule_for_everywhere_is_a_rule_for_each_district(machi):
    assert [(rule.district, rule.stream) for rule in machi.rules] == [
        ("a", "burnable"),
        ("b", "burnable"),
        ("a", "hazardous"),
        ("b", "hazardous"),
    ]


def test_an_exception_names_districts_by_id_and_courses_by_name(machi):
    closed, moved, holidays = machi.exceptions

    assert (closed.streams, closed.districts) == (("すべて",), ("すべて",))
    assert closed.decided == datetime(2026, 2, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert moved.kind is ExceptionKind.MOVED
    assert (moved.districts, moved.supersedes) == (("月木コース", "b"), "e1")
    assert (moved.starts, moved.new_day) == (date(2027, 1, 4), date(2027, 1, 5))
    assert (holidays.on_holidays, holidays.starts) == (True, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(machi, encoding, line_end):
    changed = {
        name.replace(".csv", "_csv"): text.replace("\n", line_end).encode(encoding)
        for name, text in A_FOLDER.items()
        if name.endswith(".csv")
    }

    assert loaded(**changed).municipality == machi


def test_ascii_headers_are_accepted_in_any_order(machi):
    changed = {}
    for name, text in A_FOLDER.items():
        stem = name.removesuffix(".csv")
        if stem in TABLES:
            header, rest = text.split("\n", 1)
            ascii_names = (TABLES[stem].column(each).ascii for each in header.split(","))
            changed[f"{stem}_csv"] = ",".join(ascii_names) + "\n" + rest

    assert loaded(**changed).municipality == machi


def test_names_with_a_list_mark_inside_are_found_in_a_list():
    streams = "id,名称\nburnable,ビン、カン\nhazardous,有害ごみ\n"
    categories = A_FOLDER["categories.csv"].replace("収集,燃やすごみ", '収集,"ビン、カン"')
    rules = "地区,収集区分,収集日\nすべて,ビン、カン,毎週月\nすべて,有害ごみ,毎週火\n"
    exceptions = "id,種別,開始,収集区分,地区またはコース\ne1,休止,2027-01-01,有害ごみ、ビン、カン,すべて\n"

    found = loaded(streams_csv=streams, categories_csv=categories, rules_csv=rules, exceptions_csv=exceptions)

    assert [str(each) for each in found.complaints] == []
    assert found.municipality.exceptions[0].streams == ("hazardous", "burnable")


def test_what_is_no_part_of_the_profile_is_kept_as_settings():
    toml = A_FOLDER["municipality.toml"] + '\n[limits]\nitems_per_application = 5\n\n["独自"]\n"値" = "あ"\n'

    found = loaded(municipality_toml='pii_entry = "chat"\n' + toml)

    assert found.municipality.settings == {
        "pii_entry": "chat",
        "limits": {"items_per_application": 5},
        "独自": {"値": "あ"},
    }


def test_bare_japanese_keys_are_understood():
    toml = 'id = "machi"\n名称 = "まち"\n団体コード = "990001"\n[連絡先]\n電話 = "0"\n'

    found = loaded(municipality_toml=toml)

    assert (found.municipality.name, found.municipality.contact.telephone) == ("まち", "0")


def test_translations_remember_what_no_native_speaker_has_read():
    table = "言語,原文,訳文,参考訳\nen,燃やすごみ,Burnable waste,はい\nvi,燃やすごみ,Rác cháy được,\n"

    municipality = loaded(translations_csv=table).municipality

    assert municipality.translations["en", "燃やすごみ"] == "Burnable waste"
    assert municipality.unreviewed == {("en", "燃やすごみ")}


def test_a_category_without_tile_gets_one():
    table = "id,名称,種別,収集区分\nburnable,燃やすごみ,収集,燃やすごみ\nhazardous,有害ごみ,収集,有害ごみ\n"

    burnable = loaded(categories_csv=table).municipality.categories[0]

    assert (burnable.letter, burnable.colour, burnable.icon, burnable.order) == (
        "燃",
        "#444444",
        "dropoff",
        1,
    )


def test_a_folder_on_disk_is_named_in_its_complaints(tmp_path):
    for name, text in A_FOLDER.items():
        (tmp_path / name).write_text(text.replace("ハンガー,", ",", 1), encoding="utf-8")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "haiyu.md").write_text("# 廃油の出し方\n\n固めます。\n", encoding="utf-8")

    found = load(tmp_path)

    assert str(found.complaints[0]).startswith(f"{tmp_path}/items.csv:2: ")
    assert found.municipality is None


def test_guides_are_pages_with_a_title(tmp_path):
    for name, text in A_FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "haiyu.md").write_text("# 廃油の出し方\n\n固めます。\n", encoding="utf-8")

    (guide,) = load(tmp_path).municipality.guides

    assert (guide.id, guide.title) == ("haiyu", "廃油の出し方")
