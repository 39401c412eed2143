"""`gomi nearest` as a clerk calls it, on the demonstration city and on a folder made for the test."""

import json
import subprocess
import sys

import pytest
from geopy.distance import geodesic

from gomi.__main__ import main
from tests.conftest import CHECKOUT
from tests.gomi.municipality.municipality_folders import a_folder

pytestmark = pytest.mark.dates

HERE = ("--lat", "34.5", "--lon", "138.5")
NOON = ("--at", "2026-11-25T12:00")
PLACES = """\
id,種別,名称,住所,緯度,経度,営業時間,定休日,ばら売り,処理券
a,指定ごみ袋,北町商店,北町1-2,34.501,138.5,9:00-17:00,日,はい,
b,指定ごみ袋、ごみ処理券,コンビニ南,南町3,34.51,138.5,24時間,,,200円
c,ごみ処理券,夕方市,,34.52,138.5,18:00-20:00,,,400円
d,回収拠点,北町会館,北町4,,,,,,
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in a_folder(places_csv=PLACES).items():
        (tmp_path / name).write_bytes(text)
    return str(tmp_path)


def nearest(folder, *words):
    return main(["nearest", "--data", folder, *words])


def refused(folder, *words):
    try:
        return nearest(folder, *words)
    except SystemExit as ended:
        return ended.code


def test_one_place_a_line_nearest_first_with_whether_it_is_open(folder, capsys):
    assert nearest(folder, *HERE, *NOON) == 0

    assert capsys.readouterr().out.splitlines() == [
        "111m 北町商店（北町1-2） 開いています（17:00まで）",
        "1109m コンビニ南（南町3） 開いています",
        "2219m 夕方市 閉まっています（18:00に開きます）",
    ]


def test_another_day_is_told_with_its_date(folder, capsys):
    assert nearest(folder, *HERE, "--most", "1", "--at", "2026-11-28T18:00") == 0

    assert capsys.readouterr().out == (
        "111m 北町商店（北町1-2） 閉まっています（2026-11-30（月）9:00に開きます）\n"
    )


def test_a_moment_with_its_zone_is_that_moment(folder, capsys):
    assert nearest(folder, *HERE, "--at", "2026-11-25T09:30+00:00", "--open", "--kind", "ごみ処理券") == 0

    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == [
        "コンビニ南（南町3）",
        "夕方市",
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--kind", "指定ごみ袋"), ["北町商店", "コンビニ南"]),
        (("--kind", "vouchers"), ["コンビニ南", "夕方市"]),
        (("--single-bags",), ["北町商店"]),
        (("--open",), ["北町商店", "コンビニ南"]),
        (("--most", "2"), ["北町商店", "コンビニ南"]),
    ],
)
def test_what_is_asked_for_narrows_the_places(folder, capsys, words, names):
    assert nearest(folder, *HERE, *NOON, *words, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert [place["name"] for place in told["places"]] == names


def test_json_tells_every_field_of_a_place(folder, capsys):
    assert nearest(folder, *HERE, *NOON, "--most", "1", "--json") == 0

    assert json.loads(capsys.readouterr().out) == {
        "places": [
            {
                "id": "a",
                "name": "北町商店",
                "reading": None,
                "kinds": ["指定ごみ袋"],
                "address": "北町1-2",
                "latitude": 34.501,
                "longitude": 138.5,
                "metres": 111,
                "walking_minutes": 2,
                "open": True,
                "changes_at": "2026-11-25T17:00:00+09:00",
                "telephone": None,
                "hours": "9:00-17:00",
                "closed": "日",
                "bags": [],
                "single_bags": True,
                "denominations": [],
                "accepts": [],
                "accessible_parking": False,
                "remark": None,
            }
        ]
    }


def test_a_kind_no_place_is_of_says_which_there_are(folder, capsys):
    assert nearest(folder, *HERE, "--kind", "facility") == 1

    err = capsys.readouterr().err
    assert "指定ごみ袋（bags）、ごみ処理券（vouchers）、回収拠点（drop_off）" in err
    assert "facility" not in err


def test_nothing_that_fits_is_told_and_is_an_empty_list_for_programs(folder, capsys):
    assert nearest(folder, *HERE, "--kind", "ごみ処理券", "--single-bags", "--json") == 1

    told = capsys.readouterr()
    assert json.loads(told.out) == {"places": []}
    assert "あてはまるところがありません" in told.err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--lat", "138.5", "--lon", "34.5"), "緯度と経度が逆かもしれません"),
        (("--lat", "nan", "--lon", "138.5"), "この緯度と経度の場所はありません"),
        (("--lat", "34.5", "--lon", "inf"), "この緯度と経度の場所はありません"),
        (("--lat", "-90.1", "--lon", "0"), "緯度は -90〜90"),
        (("--lat", "北緯34度", "--lon", "138.5"), "34.7115 のように"),
        (("--lat", "34.5"), "--lon"),
        (
            (*HERE, "--kind", "本屋"),
            "指定ごみ袋（bags）、ごみ処理券（vouchers）、回収拠点（drop_off）、持込施設（facility）",
        ),
        ((*HERE, "--at", "きょう"), "2026-11-24T12:00 の形で"),
        ((*HERE, "--most", "0"), "1以上の整数で"),
        ((*HERE, "--most", "-1"), "1以上の整数で"),
    ],
)
def test_wrong_use_is_told_with_a_way_forward(folder, capsys, words, problem):
    assert refused(folder, *words) == 2
    assert problem in capsys.readouterr().err


def test_a_folder_without_places_says_so(tmp_path, capsys):
    for name, text in a_folder().items():
        (tmp_path / name).write_bytes(text)

    assert nearest(str(tmp_path), *HERE) == 1
    assert "places.csv に取扱店・拠点がありません" in capsys.readouterr().err


def test_a_folder_without_coordinates_says_so(tmp_path, capsys):
    places = "id,種別,名称\na,指定ごみ袋,北町商店\n"
    for name, text in a_folder(places_csv=places).items():
        (tmp_path / name).write_bytes(text)

    assert nearest(str(tmp_path), *HERE) == 1
    assert "緯度・経度がありません" in capsys.readouterr().err


def test_a_folder_that_cannot_be_used_is_told(tmp_path, capsys):
    assert nearest(str(tmp_path / "nothing"), *HERE) == 1
    assert "このままでは使えません" in capsys.readouterr().err


def test_as_a_process_it_answers_for_the_demonstration_city():
    ran = subprocess.run(
        [sys.executable, "-m", "gomi", "nearest", "--data", "data/mihon", "--lat", "34.71", "--lon", "138.56",
         "--kind", "drop_off", "--most", "3", "--json"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip

    assert (ran.returncode, ran.stderr) == (0, "")
    places = json.loads(ran.stdout)["places"]
    assert [place["metres"] for place in places] == [
        round(geodesic((34.71, 138.56), (place["latitude"], place["longitude"])).m) for place in places
    ]
    assert all("回収拠点" in place["kinds"] for place in places)
    assert len(places) == 3
