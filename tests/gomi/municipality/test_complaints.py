"""Every file that has to be refused is refused in words that say what to do."""

import io
import time

import pytest
import xlsxwriter

from gomi.municipality.complaints import Level, printed
from gomi.municipality.load import load, load_files
from tests.gomi.municipality.municipality_folders import A_FOLDER, a_folder, complaint, loaded


def a_workbook(rows: list[list[object]], merge: str = "") -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("表")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        if merge:
            sheet.merge_range(merge, "北町")
    return content.getvalue()


def test_an_unknown_category_names_the_nearest_one():
    items = A_FOLDER["items.csv"].replace("hanger,,,,hazardous", "hanger,,,,燃やせるごみ")

    found = loaded(items_csv=items)

    assert found.municipality is None
    assert str(complaint(found, "unknown-reference:区分")) == (
        "data/machi/items.csv:3: 区分「燃やせるごみ」は categories.csv にありません。もしかして「燃やすごみ」"
    )


def test_a_missing_column_is_refused_with_the_headers_to_write():
    found = loaded(streams_csv="id,なまえ\nburnable,燃やすごみ\n")

    missing = complaint(found, "missing-column")
    assert (missing.line, missing.column) == (1, "名称")
    assert "id,名称,よみ,何時まで" in missing.way


def test_an_unknown_column_is_doubted_and_its_nearest_name_given():
    found = loaded(streams_csv="id,名称,何時まて\nburnable,燃やすごみ,8:30\nhazardous,有害ごみ,\n")

    doubt = complaint(found, "unknown-column")
    assert (doubt.level, doubt.way) == (Level.DOUBT, "もしかして「何時まで」")
    assert found.municipality is not None


def test_a_column_of_an_earlier_edition_is_doubted_and_those_of_today_are_named():
    found = loaded(places_csv="id,種別,名称,取扱\nmise,指定ごみ袋,北町商店,45L\n")

    doubt = complaint(found, "unknown-column")
    assert (doubt.level, doubt.column) == (Level.DOUBT, "取扱")
    assert doubt.way == (
        "いまの列は「袋」「ばら売り」「処理券」「受け入れるもの」です。"
        "この列の中身を、そこに分けて書いてください"
    )


def test_cp932_read_as_utf8_and_saved_is_called_garbled():
    garbled = A_FOLDER["items.csv"].encode("cp932").decode("utf-8", errors="replace")

    found = loaded(items_csv=garbled)

    assert "文字化け" in complaint(found, "garbled").problem
    assert found.municipality is None


def test_utf8_read_as_cp932_and_saved_is_called_garbled():
    garbled = A_FOLDER["items.csv"].encode().decode("cp932", errors="replace")

    assert complaint(loaded(items_csv=garbled), "garbled").level is Level.ERROR


def test_bytes_of_no_encoding_are_refused_with_their_line():
    broken = A_FOLDER["items.csv"].encode() + b"x,\x80\xff\xfe\n"

    assert complaint(loaded(items_csv=broken), "encoding").line == 5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (a_workbook([["id", "名称"]]), "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "古い形式"),
        ("id,名称\n".encode("utf-16"), "UTF-16"),
        (b"id,\xe5\x90\x8d\xe7\xa7\xb0\na,\0\n", "NUL"),
        ("id\t名称\na\t燃やすごみ\n".encode(), "タブ"),
        (b"", "見出し"),
    ],
    ids=["zip-called-csv", "old-excel", "utf-16", "nul", "tabs", "empty"],
)
def test_a_file_that_is_no_csv_is_refused_in_clear_words(content, words):
    found = loaded(streams_csv=content)

    about_streams = [each for each in found.complaints if each.file.endswith("streams.csv")]
    assert words in about_streams[0].problem
    assert about_streams[0].level is Level.ERROR


def test_text_called_xlsx_is_refused():
    found = loaded(streams_csv=None, streams_xlsx=A_FOLDER["streams.csv"])

    assert "Excel ではありません" in complaint(found, "unreadable-file").problem


def test_a_broken_workbook_is_refused():
    found = loaded(streams_csv=None, streams_xlsx=a_workbook([["id"]])[:-40])

    assert complaint(found, "unreadable-file").level is Level.ERROR


def test_a_workbook_is_read_as_it_looks_on_the_screen():
    rows = [line.split(",") for line in A_FOLDER["streams.csv"].splitlines()]

    found = loaded(streams_csv=None, streams_xlsx=a_workbook(rows))

    assert found.municipality == loaded().municipality


def test_merged_cells_are_refused_and_named():
    found = loaded(
        districts_csv=None, districts_xlsx=a_workbook([["id", "名称"], ["a", ""], ["b", ""]], "B2:B3")
    )

    merged = complaint(found, "merged-cells")
    assert (merged.line, "B2:B3" in merged.problem) == (2, True)


def test_a_table_that_cannot_be_read_does_not_drag_others_with_it():
    found = loaded(categories_csv=b"PK\x03\x04")

    assert [each.kind for each in found.complaints if each.level is Level.ERROR] == ["unreadable-file"]


def test_a_lone_quote_mark_costs_its_own_row_alone():
    items = A_FOLDER["items.csv"] + 'tv,"テレビ,,,燃やすごみ,,,\nradio,ラジオ,,,燃やすごみ,,,\n'

    found = loaded(items_csv=items)

    assert complaint(found, "lone-quote").line == 5
    assert [item.name for item in found.municipality.items][2:] == ['"テレビ', "ラジオ"]


def test_quoted_line_breaks_keep_the_line_numbers_right():
    items = A_FOLDER["items.csv"] + 'tv,テレビ,,,燃やすごみ,,,"一\n二"\nradio,ラジオ,,,ない,,,\n'

    assert complaint(loaded(items_csv=items), "unknown-reference:区分").line == 7


def test_rows_longer_than_the_header_are_refused_and_shorter_ones_filled():
    streams = "id,名称,何時まで\nburnable,燃やすごみ\nhazardous,有害ごみ,8:30,あまり\n"

    found = loaded(streams_csv=streams)

    assert complaint(found, "too-few-cells").level is Level.DOUBT
    assert "あまり" in complaint(found, "too-many-cells").problem


def test_no_file_at_all_is_told_file_by_file(tmp_path):
    found = load(tmp_path)

    missing = {each.file.rsplit("/", 1)[1] for each in found.complaints if each.kind == "missing-file"}
    assert missing == {"municipality.toml", "categories.csv", "items.csv"}
    assert found.municipality is None


def test_a_folder_without_calendar_is_served_and_doubted():
    found = loaded(streams_csv=None, districts_csv=None, rules_csv=None, exceptions_csv=None)

    assert complaint(found, "no-calendar").level is Level.DOUBT
    assert found.municipality is not None


MOST_TIMES_LONGER = 40
"""For ten times the rows: what grew with their square would take a hundred times as long."""


def of_wrong_rows(count):
    rows = "".join(f"i{number},品目{number},,,燃やせない{number},,,\n" for number in range(count))
    return a_folder(items_csv="品目id,品目,よみ,別名,区分,条件,危険,注意\n" + rows)


def of_unknown_words(count):
    items = "".join(f"i{number},品目{number},,,燃やすごみ,,,\n" for number in range(count))
    words = "".join(f"言葉{number},なにか{number},別名\n" for number in range(count))
    return a_folder(
        items_csv="品目id,品目,よみ,別名,区分,条件,危険,注意\n" + items, words_csv="言葉,品目,扱い\n" + words
    )


def times_longer(files_of):
    """How many times longer ten thousand rows take than a thousand, in the same run."""
    took = []
    for count in (1_000, 10_000):
        files = files_of(count)
        start = time.perf_counter()
        load_files(files, "data/machi")
        took.append(time.perf_counter() - start)
    return took[1] / took[0]


def test_ten_thousand_wrong_rows_are_all_told_and_shown_in_few_lines():
    found = load_files(of_wrong_rows(10_000), "data/machi")

    assert found.errors == 10_000
    assert sum(each.kind == "unknown-reference:区分" for each in found.complaints) == 10_000
    lines = list(printed(found.complaints))
    assert len(lines) < 30
    assert any("ほかに 9,980 件" in line for line in lines)


def test_ten_thousand_unknown_words_are_all_told():
    assert load_files(of_unknown_words(10_000), "data/machi").errors == 10_000


@pytest.mark.parametrize("files_of", [of_wrong_rows, of_unknown_words])
def test_complaints_take_time_in_proportion_to_the_rows(files_of):
    assert times_longer(files_of) < MOST_TIMES_LONGER
