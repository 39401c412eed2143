"""`gomi places read` and `gomi places write` as a clerk calls them."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gomi.__main__ import main
from gomi.commands.places import places_in
from gomi.municipality.columns import TABLES
from gomi.municipality.complaints import Complaints
from gomi.municipality.facilities import CURRENT, HEADERS
from gomi.municipality.load import load_files, read_folder
from gomi.municipality.places import PlaceKind
from gomi.municipality.sheets import as_csv
from tests.gomi.municipality.facility_lists import KOMINKAN, a_list, changed
from tests.gomi.municipality.municipality_folders import loaded


@pytest.fixture
def places(capfdbinary):
    """Runs the command; gives its exit code, the bytes on standard output and the lines of the report."""

    def call(*words: str) -> tuple[int, bytes, list[str]]:
        code = main(["places", *words])
        out, err = capfdbinary.readouterr()
        return code, out, err.decode().splitlines()

    return call


@pytest.fixture
def a_file(tmp_path):
    """Writes a facility list and gives its name."""

    def write(content: str | bytes, name: str = "list.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode("cp932") if isinstance(content, str) else content)
        return str(path)

    return write


def test_a_list_becomes_places_csv_for_a_spreadsheet(places, a_file):
    file = a_file(a_list(KOMINKAN))

    code, out, report = places("read", file, "--kind", "回収拠点")

    assert code == 0
    assert out.startswith(b"\xef\xbb\xbf")
    assert out.decode("utf-8-sig").split("\r\n") == [
        ",".join(TABLES["places"].headers),
        "F0001,回収拠点,中央公民館,ちゅうおうこうみんかん,本町2-16-1,34.712346,138.5612,000-0000-2001,"
        "月〜金 9:00-17:00,祝日、年末年始,,,,,はい,2階です",
        "",
    ]
    assert report == [f"{file}: 1 か所を読みました"]


def test_several_kinds_may_be_given_for_all_rows(places, a_file):
    code, out, _ = places("read", a_file(a_list(KOMINKAN)), "--kind", "指定ごみ袋、ごみ処理券")

    assert code == 0
    assert ",指定ごみ袋、ごみ処理券,中央公民館," in out.decode("utf-8-sig")


def test_without_any_kind_nothing_is_written_and_the_way_is_told(places, a_file):
    code, out, report = places("read", a_file(a_list(KOMINKAN)))

    assert (code, out) == (1, b"")
    assert "列「種別」がありません" in report[0]
    assert "--kind" in report[0]


def test_a_row_that_cannot_be_a_place_is_left_out_and_the_others_are_written(places, a_file):
    rows = [KOMINKAN, changed(ID="2", 名称=""), changed(ID="3", 処理券="四百円")]

    code, out, report = places("read", a_file(a_list(*rows, extra="処理券")), "--kind", "回収拠点")

    assert code == 1
    assert len(out.decode("utf-8-sig").split("\r\n")) == 3
    assert [line.split(": ", 1)[0].rpartition(":")[2] for line in report[:2]] == ["3", "4"]
    assert report[1].endswith("処理券「四百円」は数として読めません。数字だけを書いてください")


def test_json_has_the_places_and_every_complaint(places, a_file):
    file = a_file(a_list(changed(緯度="0", 経度="0")))

    code, out, _ = places("read", file, "--kind", "回収拠点", "--json")

    told = json.loads(out)
    assert code == 0
    assert [(place["line"], place["name"]) for place in told["places"]] == [(2, "中央公民館")]
    assert [(each["file"], each["line"], each["column"]) for each in told["complaints"]] == [
        (file, 2, "緯度")
    ]


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        ("id,種別,名称\na,回収拠点,会館\n", "places.csv", "公共施設一覧ではなく、places.csv の見出しです"),
        ("", "list.csv", "見出しの行がありません"),
        ("番号,施設名\n1,会館\n", "list.csv", "列「名称」がありません"),
        (b"\x81\x00\xff", "list.csv", "文字コードが UTF-8 でも CP932（Shift_JIS）でもありません"),
        (b"no book", "list.xlsx", "中身が Excel ではありません"),
    ],
)
def test_what_is_no_list_is_refused(places, a_file, content, name, problem):
    code, out, report = places("read", a_file(content, name), "--kind", "回収拠点")

    assert (code, out) == (1, b"")
    assert problem in report[0]


def test_a_file_that_is_not_there_is_wrong_use(places, tmp_path):
    code, _, report = places("read", str(tmp_path / "list.csv"))

    assert code == 2
    assert "list.csv: 開けません" in report[0]


def test_a_kind_nobody_has_is_wrong_use(places, a_file):
    with pytest.raises(SystemExit) as ended:
        places("read", a_file(a_list(KOMINKAN)), "--kind", "図書館")

    assert ended.value.code == 2


def test_the_demonstration_citys_places_are_written_and_read_to_the_same_table(places, a_file):
    code, out, _ = places("write", "--data", "data/mihon")
    header, *rows = csv.reader(io.StringIO(out.decode("utf-8-sig"), newline=""))
    assert code == 0
    assert out.startswith(b"\xef\xbb\xbf")
    assert tuple(header) == HEADERS

    code, again, report = places("read", a_file(out))
    files = read_folder(Path("data/mihon"))
    before, after = load_files(files, "mihon"), load_files({**files, "places.csv": again}, "mihon")

    assert code == 0
    assert len(report) == 1, report
    assert report[0].endswith(f": {len(rows)} か所を読みました")
    assert after.municipality.places == before.municipality.places


def test_a_folder_that_cannot_be_used_is_told(places, tmp_path):
    code, out, report = places("write", "--data", str(tmp_path))

    assert (code, out) == (1, b"")
    assert "このままでは使えません" in report[0]


DIRT = st.sampled_from(
    [
        "",
        "NULL",
        "−",
        "0",
        "34.7",
        "138.5",
        "９：００",
        "25:00",
        "月火",
        "第2土",
        "Mo-Fr",
        "0:00",
        "祝日を除く",
        "有",
        "無",
        "みほん市",
        "本町1",
        "公民館",
        "F 1",
        "F1",
        "回収拠点",
        "図書館",
        "四百円",
        "あ,い\nう",
        "#REF!",
        "°",
    ]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys((*CURRENT, "種別", "処理券"), DIRT)), max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.large_base_example])
def test_whatever_stands_in_a_list_what_is_written_has_no_error(rows):
    content = a_list(*rows, extra="種別,処理券").encode()

    found = places_in("list.csv", content, [PlaceKind.FACILITY], Complaints()) or []

    columns = TABLES["places"].columns
    table = [tuple(row.cells.get(column.ascii, "") for column in columns) for row in found]
    folder = loaded(places_csv=as_csv([TABLES["places"].headers, *table]))
    assert folder.errors == 0, [str(each) for each in folder.complaints]
    assert len(folder.municipality.places) == len(found)
