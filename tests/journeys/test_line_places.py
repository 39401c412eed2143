"""A resident on LINE finds a shop or a drop-off point: from a position, from an address, from an answer."""

import pytest

from tests.journeys.line_desk import CHANNEL, Installation, as_json, checked, running, said


@pytest.fixture(scope="module")
def line(platform, tmp_path_factory):
    for it in running(Installation(platform, tmp_path_factory.mktemp("line"))):
        it.serve()
        it.resident().says("メニュー")
        yield it


@pytest.fixture(autouse=True)
def _no_rule_is_broken(line):
    yield from checked(line)


@pytest.fixture
def resident(line):
    return line.resident()


def carousels(messages):
    """The bubbles of each carousel."""
    found = [each["contents"] for each in messages if each["type"] == "flex"]
    return [each["contents"] for each in found if each["type"] == "carousel"]


def addresses(bubble):
    return [each["action"]["uri"] for each in bubble["footer"]["contents"][0]["contents"]]


def test_a_location_shared_is_answered_with_a_carousel_to_walk_through(line, resident):
    assert resident.do("send_location", 34.7101, 138.5601).status == 200

    told = resident.hears()

    shops, points = carousels(told)
    assert len(shops) >= 6
    assert len(points) >= 6
    assert any(address.startswith("tel:000") for address in addresses(shops[0]))
    assert any("34.7" in address and "138.5" in address for address in addresses(shops[0]))
    assert "1 " not in told[0]["text"]
    assert "まで）" in said(told) or "から）" in said(told)


def test_from_a_word_for_a_thing_to_the_drop_off_point_that_takes_it(line, resident):
    resident.says("乾電池")
    asked = resident.taps("持って行けるところ")
    assert "どこの近くでさがしますか" in said(asked)

    told = resident.says("駅前町1丁目")

    (points,) = carousels(told)
    assert "駅前町1丁目の近くの、乾電池を持って行けるところ" in said(told)
    assert all("乾電池" in str(bubble) or "電池類" in str(bubble) for bubble in points[:-1])


def test_who_has_a_district_is_answered_in_one_message(line, resident):
    resident.says("収集日")
    resident.says("浜町1丁目")

    told = resident.says("ばら売りの店")

    assert "浜町の近くの、袋をばら売りしている店" in said(told)
    assert len(carousels(told)) == 1


def test_nothing_of_where_a_resident_was_is_kept(line, resident):
    resident.says("袋を買える店")
    resident.do("send_location", 34.7123, 138.5581)
    resident.hears()
    resident.says("処理券の店")
    resident.says("山手新田12番地")

    kept = str([as_json(row) for table in ("inbox", "outbox", "contacts") for row in line.rows(table)])
    assert "34.7123" not in kept
    assert "新田" not in kept
    assert "34.7123" not in line.log
    assert line.ledger.homes.of(CHANNEL, resident.id) == ()


def test_a_guide_is_chosen_from_the_list_and_leads_to_its_page(line, resident):
    listed = resident.says("出し方の案内")
    assert "どの案内を見ますか" in said(listed)

    (told,) = resident.says("1")

    assert told["type"] == "flex"
    assert "/mihon/guides/" in str(told)
