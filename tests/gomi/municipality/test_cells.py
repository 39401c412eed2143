"""One cell at a time, as clerks write it."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality import cells
from gomi.municipality.cells import Unreadable
from gomi.municipality.colours import READABLE, contrast_with_white, readable
from gomi.municipality.complaints import Complaints
from gomi.municipality.names import Names
from gomi.municipality.sheets import as_csv, read_sheet


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-22",
        "2026/11/22",
        "２０２６／１１／２２",
        "20261122",
        "2026年11月22日",
        "令和8年11月22日",
        "R8.11.22",
        "2026.11.22(日)",
    ],
)
def test_a_date_may_be_written_in_many_ways(written):
    assert cells.read_date(written) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "written", ["2026-02-29", "2026-13-01", "11/22", "あした", "令和8年", "2026-11-22-1"]
)
def test_what_is_no_date_is_unreadable(written):
    with pytest.raises(Unreadable):
        cells.read_date(written)


def test_the_first_year_of_an_era_is_read():
    assert cells.read_date("令和元年5月1日") == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8:30", time(8, 30)),
        ("08:30", time(8, 30)),
        ("８時半まで", time(8, 30)),
        ("午後1時", time(13)),
        ("正午", time(12)),
    ],
)
def test_a_time_may_be_written_in_many_ways(written, meant):
    assert cells.read_time(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("30", 30), ("３０cm", 30), ("1.2m", 120), ("5mm", 0.5), ("2メートル", 200)]
)
def test_a_length_is_in_centimetres(written, meant):
    assert cells.read_length(written) == meant


def test_a_postcode_loses_its_hyphen():
    assert cells.read_postcode("〒０６０-0001") == "0600001"


@given(st.text(max_size=20))
def test_no_text_makes_a_reader_stumble(text):
    for read in (cells.read_date, cells.read_time, cells.read_length, cells.read_whole, cells.read_postcode):
        with suppress(Unreadable):
            read(text)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_readable_shade(colour):
    assert contrast_with_white(readable(f"#{colour:06x}")) >= READABLE


@given(
    st.lists(
        st.lists(st.text("ab,\"'\n｜、ごみ ", max_size=8).map(str.strip), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_written_as_csv_is_read_back(rows):
    complaints = Complaints()

    sheet = read_sheet("t.csv", as_csv([tuple(row) for row in rows]), complaints)

    expected = [tuple(cell for cell in row) for row in rows if any(row)]
    assert [row.cells for row in sheet.rows] == expected
    assert complaints.all() == ()


def test_a_name_is_found_as_it_stands_before_its_other_width():
    names = Names([("a", "コーポF"), ("b", "コーポＦ")])

    assert [names.find("コーポF"), names.find("コーポＦ"), names.find("b")] == ["a", "b", "b"]


def test_nothing_like_it_is_not_offered():
    assert Names([("a", "燃やすごみ")]).maybe("XYZ") == ""
