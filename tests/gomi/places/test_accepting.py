"""Which places take what is brought, by what they say they take."""

from dataclasses import replace

import pytest

from gomi.municipality.places import PlaceKind
from gomi.municipality.values import ItemRule
from gomi.places.accepting import Accepting
from gomi.places.accepting_names import ThingNames
from gomi.places.found import Brought
from tests.gomi.districts.cities import OURS, city
from tests.gomi.places.place_cities import CATEGORIES, ITEMS, a_category, a_city, a_place, an_item

SWOLLEN, SOUND = "ふくらんだ・こわれた", "ふくらんでいない"


def takers(brought, *accepts, **changes):
    """Who takes it, of places that accept these things, by their number."""
    places = [a_place(f"p{n}", [PlaceKind.DROP_OFF], accepts=each) for n, each in enumerate(accepts)]
    return sorted(Accepting(a_city(*places, **changes)).takers(brought))


def test_who_takes_a_category_takes_every_item_with_a_rule_leading_there():
    accepts = [("電池類",), ("プラスチック",), ("拠点回収",)]

    assert takers(Brought("kandenchi"), *accepts) == [0]
    assert takers(Brought("juudenchi"), *accepts) == [0, 2]


def test_a_category_takes_an_item_only_in_the_condition_that_leads_there():
    accepts = [("電池類",), ("拠点回収",)]

    assert takers(Brought("juudenchi", SOUND), *accepts) == [0]
    assert takers(Brought("juudenchi", SWOLLEN), *accepts) == [1]


def test_who_takes_an_item_takes_it_in_every_condition():
    assert takers(Brought("juudenchi"), ("充電池",)) == [0]
    assert takers(Brought("juudenchi", SWOLLEN), ("充電池",)) == [0]
    assert takers(Brought("juudenchi", SOUND), ("充電池",)) == [0]


def test_who_takes_one_condition_takes_no_other():
    accepts = [(f"充電池（{SWOLLEN}）",)]

    assert takers(Brought("juudenchi", SWOLLEN), *accepts) == [0]
    assert takers(Brought("juudenchi", SOUND), *accepts) == []
    assert takers(Brought("juudenchi"), *accepts) == [0]


def test_a_swollen_battery_is_sent_only_where_the_city_says_so_once_it_tells_them_apart():
    accepts = [("充電池",), ("充電池", f"充電池（{SWOLLEN}）")]

    assert takers(Brought("juudenchi", SWOLLEN), *accepts) == [1]
    assert takers(Brought("juudenchi", category="dropoff"), *accepts) == [1]
    assert takers(Brought("juudenchi", SOUND), *accepts) == [0, 1]
    assert takers(Brought("juudenchi"), *accepts) == [0, 1]


def test_an_item_and_a_category_together_mean_the_rules_that_lead_there():
    accepts = [("電池類",), ("拠点回収",), (f"充電池（{SWOLLEN}）",)]

    assert takers(Brought("juudenchi", category="batteries"), *accepts) == [0]
    assert takers(Brought("juudenchi", category="dropoff"), *accepts) == [1, 2]


@pytest.mark.parametrize(
    "name",
    ["乾電池", "かんでんち", "カンデンチ", "単三電池", "単三 電池", "kandenchi", "ｶﾝﾃﾞﾝﾁ", " 乾電池 "],
)
def test_an_item_is_known_by_its_name_its_alias_its_reading_and_in_any_writing(name):
    assert takers(Brought("kandenchi"), (name,)) == [0]


@pytest.mark.parametrize(
    "name",
    [
        "充電池（ふくらんだ・こわれた）",
        "充電池(ふくらんだ・こわれた)",
        "充電池（膨らんだ）",
        "juudenchi（ふくらんだ・こわれた）",
        "充電池 （フクランダ・コワレタ） ",
    ],
)
def test_a_condition_is_known_by_its_words_or_by_a_state(name):
    assert takers(Brought("juudenchi", SWOLLEN), (name,)) == [0]
    assert takers(Brought("juudenchi", SOUND), (name,)) == []


def test_a_name_with_brackets_of_its_own_is_no_condition():
    accepts = [("傘（折りたたみ）",), ("傘（折りたたみ）（まだ使える）",)]

    assert takers(Brought("kasa", "こわれた"), *accepts) == [0]
    assert takers(Brought("kasa", "まだ使える"), *accepts) == [1]


def test_a_condition_the_tables_do_not_know_does_not_widen_to_the_whole_item():
    accepts = [("充電池（ぬれた）",)]

    assert takers(Brought("juudenchi"), *accepts) == []
    assert takers(Brought("充電池（ぬれた）"), *accepts) == [0]


def test_a_name_of_both_an_item_and_a_category_is_the_category():
    """Who takes ペットボトル takes the bottle; its cap is plastic."""
    assert takers(Brought("botoru", "本体"), ("ペットボトル",)) == [0]
    assert takers(Brought("botoru", "ふた・ラベル"), ("ペットボトル",)) == []


def test_a_category_alone_is_taken_by_who_names_it():
    accepts = [("電池類",), ("乾電池",), ("充電池",)]

    assert takers(Brought(category="batteries"), *accepts) == [0]


def test_of_a_category_for_drop_off_points_also_by_who_takes_an_item_that_leads_there():
    accepts = [("拠点回収",), ("食用油",), ("食用油（固めた）",), ("食用油（液体のまま）",), ("乾電池",)]

    assert takers(Brought(category="dropoff"), *accepts) == [0, 1, 3]


def test_several_items_of_one_name_are_all_meant():
    items = (*ITEMS, an_item("abura-2", "食用油", ItemRule("plastic")))

    assert takers(Brought("abura-2"), ("食用油",), items=items) == [0]
    assert takers(Brought("abura"), ("食用油",), items=items) == [0]


def test_a_name_with_a_comma_is_read_whole():
    categories = (*CATEGORIES, a_category("cans", "びん、缶"))
    items = (*ITEMS, an_item("bin", "空きびん", ItemRule("cans")))

    assert takers(Brought("bin"), ("びん", "缶", "乾電池"), categories=categories, items=items) == [0]


def test_what_the_tables_do_not_know_is_compared_as_it_is_written():
    accepts = [("小型家電",), ("こがたかでん",)]

    assert takers(Brought("小型 家電"), *accepts) == [0]
    assert takers(Brought("大型家電"), *accepts) == []


@pytest.mark.parametrize("nothing", [Brought(), Brought("nothing"), Brought(category="nothing")])
def test_what_is_nothing_is_taken_nowhere(nothing):
    assert takers(nothing, ("電池類",), ()) == []


def test_a_condition_no_rule_has_is_taken_by_who_takes_the_item_whole():
    assert takers(Brought("juudenchi", "ぬれた"), ("充電池",), ("電池類",)) == [0]


def test_words_mean_what_some_place_takes():
    place = a_place(kinds=[PlaceKind.DROP_OFF], accepts=("食用油", "小型家電"))
    items = (an_item("abura-0", "食用の油", ItemRule("plastic"), aliases=("油",)), *ITEMS)
    items = (*items[:3], replace(items[3], aliases=("油",)), *items[4:])
    accepting = Accepting(a_city(place, items=items))

    assert accepting.meant_by("油") == Brought("abura")
    assert accepting.meant_by("小型家電") == Brought("小型家電")
    assert accepting.meant_by("拠点回収") == Brought(category="dropoff")
    assert accepting.meant_by("たからもの") is None
    assert accepting.meant_by("") is None


def test_every_condition_of_our_own_tables_is_found_by_its_item_and_its_words():
    mihon = city(OURS)
    names = ThingNames(mihon)

    lost = [
        (item.name, rule.condition)
        for item in mihon.items
        for rule in item.rules
        if rule.condition
        and Brought(item.id, rule.condition) not in names.called(f"{item.id}（{rule.condition}）")
    ]

    assert lost == []
