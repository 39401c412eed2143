"""Laws of finding a district, whatever is typed and whatever a list says."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gomi.districts import AddressNeeded, DistrictFinder, NoDistrict, OneDistrict, SeveralDistricts
from gomi.districts.names import read_name
from gomi.districts.spans import at, cover, meet
from gomi.districts.spelling import spell
from gomi.municipality.values import District, Municipality
from tests.gomi.districts.cities import OURS, city, finder

LETTERS = "本町浜山手一二十百千三田ケヶがッつの之ノ乃字大小丁目番地号区市町村県ほんちょうハﾎﾟ髙澤"
AWKWARD = st.text(st.sampled_from(LETTERS + "第1２③Ⅳ0-－ー~〜・、（）() 　〒"))
ANYTHING = st.text() | AWKWARD


@given(ANYTHING)
def test_spelling_twice_changes_nothing(text):
    assert spell(spell(text)) == spell(text)


@given(ANYTHING)
def test_any_text_gets_an_answer_and_a_choice_is_of_two_districts_or_more(text):
    found = finder(OURS).find(text)

    match found:
        case SeveralDistricts(candidates):
            assert len(candidates) >= 2
            assert len({each.district.id for each in candidates}) >= 2
            assert len({each.label for each in candidates}) == len(candidates)
        case AddressNeeded():
            assert found.candidates
        case NoDistrict(nearest):
            assert len(nearest) <= 5


@given(ANYTHING)
def test_any_name_of_a_district_is_read(name):
    read = read_name(name)

    assert read.towns


@given(st.lists(ANYTHING, min_size=1, max_size=6), ANYTHING)
def test_a_list_of_any_names_is_searched(names, typed):
    districts = tuple(District(f"d{n}", name, "", "", "", "") for n, name in enumerate(names))
    municipality = Municipality(
        id="x",
        code="",
        name="",
        reading="",
        english_name="",
        issued=None,
        contact=city(OURS).contact,
        languages=(),
        licence="",
        time_zone="Asia/Tokyo",
        districts=districts,
    )

    found = DistrictFinder(municipality).find(typed)

    if isinstance(found, SeveralDistricts):
        assert len(found.candidates) >= 2


@given(st.sampled_from(("本町", "浜町", "駅前町", "山手")), st.integers(1, 3), st.integers(1, 400))
def test_a_full_address_never_needs_more(town, chome, block):
    assume((town, chome) not in {("浜町", 3), ("駅前町", 3), ("山手", 3)})

    found = finder(OURS).find(f"{town}{chome}丁目{block}番1号")

    assert isinstance(found, OneDistrict)


@given(st.integers(0, 30), st.integers(0, 400))
def test_what_covers_an_address_meets_it(chome, block):
    spans = read_name("本町2丁目5番〜4丁目10番、7丁目").towns[0].spans
    asked = at(chome, block)

    assert cover(spans, asked) == meet(spans, asked)


@pytest.mark.parametrize("typed", ["本町", "本町9丁目", "みほん市本町", "〒000-0001"])
def test_what_is_asked_for_can_be_written_behind(typed):
    found = finder(OURS).find(typed)

    assert isinstance(found, AddressNeeded)
    for option in found.options:
        again = finder(OURS).find(found.so_far + option)
        assert isinstance(again, OneDistrict | SeveralDistricts)
