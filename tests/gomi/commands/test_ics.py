"""`gomi ics` as a clerk calls it."""

import json
import shutil
from pathlib import Path

import pytest

from gomi.__main__ import main
from tests.gomi.calendar.readers import by_icalendar

pytestmark = pytest.mark.dates


def ics(*words, data="data/mihon"):
    return main(["ics", "--data", str(data), *words])


@pytest.mark.parametrize("district", ["honcho-1", "hamacho", "ekimaecho", "yamate"])
def test_the_feed_has_the_days_that_gomi_days_tells(capfdbinary, district):
    assert ics("--district", district, "--today", "2026-10-10") == 0
    feed = by_icalendar(capfdbinary.readouterr().out)
    stretch = ["--from", "2026-07-01", "--to", "2027-03-31"]
    main(["days", "--data", "data/mihon", "--district", district, *stretch, "--json"])
    (days,) = json.loads(capfdbinary.readouterr().out).values()

    collected = {(day.isoformat(), name) for uid, (day, name) in feed.items() if "-end-" not in uid}
    assert collected == {(day, stream) for stream, listed in days.items() for day in listed}
    assert len(feed) == sum(map(len, days.values())) + 1


def test_a_district_may_be_named_by_its_name(capfdbinary):
    ics("--district", "hamacho", "--today", "2026-10-10")
    by_id = capfdbinary.readouterr().out
    ics("--district", "浜町", "--today", "2026-10-10")

    assert capfdbinary.readouterr().out == by_id


def test_without_a_day_the_feed_is_todays(capfdbinary):
    assert ics("--district", "浜町") == 0
    assert by_icalendar(capfdbinary.readouterr().out)


def test_the_feed_names_its_address_where_there_is_one(capfdbinary, monkeypatch):
    monkeypatch.setenv("GOMI_BASE_URL", "https://gomi.example")

    ics("--district", "浜町")

    assert b"SOURCE:https://gomi.example/v1/mihon/districts/hamacho/calendar.ics" in (
        capfdbinary.readouterr().out.replace(b"\r\n ", b"")
    )


def test_a_district_nobody_has_is_told(capsys):
    assert ics("--district", "大町") == 1
    assert "「大町」はありません" in capsys.readouterr().err


def test_a_name_that_several_bear_wants_the_id(capsys, tmp_path):
    folder = tmp_path / "mihon"
    shutil.copytree(Path("data/mihon"), folder)
    with (folder / "districts.csv").open("a", encoding="utf-8") as file:
        file.write("hamacho-2,浜町,はまちょう,山手,Bコース,北\n")

    code = ics("--district", "浜町", data=folder)

    assert code == 1
    told = capsys.readouterr().err
    assert "2つあります" in told
    assert "hamacho、hamacho-2" in told


def test_a_folder_that_cannot_be_used_is_told(capsys, tmp_path):
    assert ics("--district", "浜町", data=tmp_path) == 1
    assert "このままでは使えません" in capsys.readouterr().err
