"""How a category's list is ordered and parted, in every language, however long it becomes."""

import csv
import shutil
from dataclasses import replace
from itertools import cycle, pairwise

import pytest
from fastapi.testclient import TestClient

from api.views.initials import by_kana, by_letter, by_pinyin
from api.views.shelves import MOST_IN_A_STRETCH, MOST_IN_ONE_LIST, MOST_ON_ONE_PAGE, shelf
from api.views.voice import Voice
from gomi.municipality.load import load
from gomi.search.engine import SearchEngine
from gomi.settings import CHECKOUT
from gomi.words import load_words
from tests.api.test_pages import MOST_BYTES, Reader, app_on, services_on

GROWN = 2_000
WORDS = load_words()
LANGUAGES = tuple(WORDS.languages)


@pytest.fixture(scope="module")
def mihon():
    return load(CHECKOUT / "data" / "mihon").municipality


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """みほん市 grown to 2,000 names in every language, all of them burnable in some case."""
    folder = tmp_path_factory.mktemp("data") / "mihon"
    shutil.copytree(CHECKOUT / "data" / "mihon", folder)
    columns, items = table(folder / "items.csv")
    conditions = list(dict.fromkeys(row["条件"] for row in items if row["区分"] == "burnable"))
    things = {row["品目id"]: row for row in items}
    names = {row["品目"] for row in things.values()}
    new = [
        {
            **row,
            "品目id": f"{id_}-old-box",
            "品目": f"{row['品目']}の古い箱",
            "よみ": f"{row['よみ']}のふるいはこ",
            "別名": "",
        }
        for id_, row in things.items()
    ]
    kept = ("品目id", "品目", "よみ", "別名")
    rows = [
        {**{name: row[name] for name in kept}, "区分": "burnable", "条件": condition}
        for row, condition in zip([*things.values(), *new][:GROWN], cycle(conditions), strict=False)
    ]
    write(folder / "items.csv", columns, rows)
    columns, said = table(folder / "translations.csv")
    boxes = [
        {**row, "原文": f"{row['原文']}の古い箱", "訳文": f"{row['訳文']} (old box)"}
        for row in said
        if row["原文"] in names
    ]
    write(folder / "translations.csv", columns, [*said, *boxes])
    return folder


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, list(reader)


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def grown(folder):
    return load(folder).municipality


@pytest.fixture(scope="module")
def client(folder, tmp_path_factory):
    engine = SearchEngine(CHECKOUT / "data" / "lexicon")
    services = services_on(folder.parent, tmp_path_factory.mktemp("ledger") / "gomi.sqlite3", engine)
    yield TestClient(app_on(services), follow_redirects=False)
    services.close()


def parted(municipality, category, lang):
    return shelf(municipality, category, Voice(WORDS, lang, municipality))


def names(shelf):
    return [stretch.name.plain for stretch in shelf.stretches]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_thing_stands_in_one_place(mihon, grown, lang):
    for city, category in ((mihon, "plastic"), (mihon, "glass"), (grown, "burnable")):
        shown = parted(city, category, lang)

        ids = [kept.id for stretch in shown.stretches for row in stretch.rows for kept in row.items]
        assert len(ids) == len(set(ids)) == shown.count


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_leads_back_to_its_stretch(mihon, grown, lang):
    for city, category in ((mihon, "burnable"), (mihon, "refused"), (grown, "burnable")):
        shown = parted(city, category, lang)

        assert [shown.at(stretch.key) for stretch in shown.stretches] == list(range(len(shown.stretches)))


def test_a_category_of_few_items_is_one_page(mihon):
    shown = parted(mihon, "glass", "ja")

    assert shown.count <= MOST_ON_ONE_PAGE
    assert not shown.parted
    assert shown.at("か") is None


def test_neighbours_of_few_items_share_a_page(mihon):
    for lang in LANGUAGES:
        stretches = parted(mihon, "burnable", lang).stretches

        sizes = [stretch.count for stretch in stretches]
        assert all(a + b > MOST_IN_ONE_LIST for a, b in pairwise(sizes))


def test_a_long_row_of_kana_has_a_heading_for_each(mihon):
    row = next(each for each in parted(mihon, "burnable", "ja").stretches if each.key == "か")

    assert [str(each.heading) for each in row.rows] == list("かきくけこ")


def test_a_row_too_long_for_a_page_is_cut_between_two_kana(grown):
    shown = parted(grown, "burnable", "ja")

    assert "さ行" not in names(shown)
    assert shown.at("さ") == names(shown).index("さ")
    assert shown.at("し") is not None
    assert all(each.count <= MOST_IN_A_STRETCH or len(each.rows) == 1 for each in shown.stretches)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_a_long_category_is_small(client, grown, lang):
    whole = client.get(f"/mihon/categories/burnable?lang={lang}")
    sheets = [sheet["href"] for sheet in Reader(whole.text).all("link") if sheet["rel"] == "stylesheet"]
    styles = sum(len(client.get(sheet).content) for sheet in sheets)

    rows = [a["href"] for a in Reader(whole.text).all("a") if "row=" in a["href"] and "#" not in a["href"]]
    assert len(rows) > len(LANGUAGES)
    sizes = {row: len(client.get(row).content) for row in rows}
    assert parted(grown, "burnable", lang).count == GROWN
    assert max(len(whole.content), *sizes.values()) + styles < MOST_BYTES, sizes


def test_english_is_listed_by_letters(mihon):
    assert names(parted(mihon, "burnable", "en"))[:5] == ["A", "B", "C", "D", "E–F"]


def test_a_name_nobody_has_translated_stands_under_its_kana_behind_the_letters(mihon):
    untranslated = replace(mihon, translations={})

    assert names(parted(untranslated, "burnable", "en"))[1:4] == ["あ", "か", "さ"]


@pytest.mark.parametrize(
    ("place", "name", "reading", "row", "finer"),
    [
        (by_kana, "ガラス", "がらす", "か", "か"),
        (by_kana, "ヴァイオリン", "ヴァイオリン", "あ", "う"),
        (by_kana, "3", "3", "", ""),
        (by_letter, "Élan", "", "E", "El"),
        (by_letter, "đèn", "", "D", "De"),
        (by_letter, "(old) sofa", "", "O", "Ol"),
        (by_letter, "3D glasses", "すりーでぃー", "", ""),
        (by_letter, "傘", "かさ", "か", "か"),
        (by_pinyin, "雨伞", "かさ", "Y", "雨"),
        (by_pinyin, "榻榻米", "たたみ", "T", "榻"),
        (by_pinyin, "USB线", "", "U", "Us"),
        (by_pinyin, "ござ", "ござ", "か", "こ"),
    ],
)
def test_a_name_stands_where_its_readers_look_for_it(place, name, reading, row, finer):
    found = place(name, reading)

    assert (found.heading.text, found.finer.text) == (row, finer)


def test_pinyin_is_the_order_within_a_letter():
    assert by_pinyin("报纸", "") < by_pinyin("杯子", "") < by_pinyin("冰箱", "") < by_pinyin("玻璃", "")
