"""A small town by the sea with a few places, and ways to change it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gomi.districts import DistrictFinder
from gomi.municipality.places import Place, PlaceKind
from gomi.municipality.values import (
    Category,
    CategoryKind,
    Contact,
    District,
    Item,
    ItemRule,
    Municipality,
    Town,
)
from gomi.places.finder import PlaceFinder


def a_place(id_: str = "mise", kinds: Iterable[PlaceKind] = (PlaceKind.BAGS,), **changes: Any) -> Place:
    """A shop for bags in 港町, open at hours nobody has told."""
    plain = Place(
        id=id_,
        kinds=tuple(kinds),
        name=changes.get("name", f"{id_}の店"),
        reading="",
        address="港町1-1",
        latitude=34.5,
        longitude=138.5,
        telephone="",
        hours="",
        closed="",
        bags=(),
        single_bags=False,
        denominations=(),
        accepts=(),
        accessible_parking=False,
        remark="",
    )
    return replace(plain, **changes)


def a_town(name: str, district: str = "d1", at: tuple[float, float] | None = None, **changes: Any) -> Town:
    """A row of towns.csv."""
    latitude, longitude = at or (None, None)
    return replace(Town("", name, "", "", None, None, "", latitude, longitude, district), **changes)


def a_category(id_: str, name: str, kind: CategoryKind = CategoryKind.COLLECTED) -> Category:
    return Category(id_, name, "", kind, None, "#000000", "", "", "", (), (), 0)


def an_item(id_: str, name: str, *rules: ItemRule, aliases: tuple[str, ...] = (), reading: str = "") -> Item:
    return Item(id_, name, (reading,) if reading else (), aliases, rules)


CATEGORIES = (
    a_category("batteries", "電池類"),
    a_category("bottle", "ペットボトル"),
    a_category("plastic", "プラスチック"),
    a_category("dropoff", "拠点回収", CategoryKind.DROP_OFF),
)
ITEMS = (
    an_item("kandenchi", "乾電池", ItemRule("batteries"), aliases=("単三電池",), reading="かんでんち"),
    an_item(
        "juudenchi",
        "充電池",
        ItemRule("batteries", "ふくらんでいない"),
        ItemRule("dropoff", "ふくらんだ・こわれた", states=("膨らんだ", "壊れた")),
    ),
    an_item("abura", "食用油", ItemRule("dropoff", "液体のまま"), ItemRule("plastic", "固めた")),
    an_item("botoru", "ペットボトル", ItemRule("bottle", "本体"), ItemRule("plastic", "ふた・ラベル")),
    an_item("kasa", "傘（折りたたみ）", ItemRule("plastic", "こわれた"), ItemRule("dropoff", "まだ使える")),
)
DISTRICTS = (
    District("d1", "東地区", "", "", "", ""),
    District("d2", "西地区", "", "", "", ""),
)
TOWNS = (
    a_town("港町", "d1", (34.5000, 138.5000), chome="1", postcode="0000001"),
    a_town("港町", "d2", (34.5040, 138.5000), chome="2", postcode="0000001"),
    a_town("山の上", "d2", (34.5600, 138.4000)),
    a_town("離島", "d1", (33.1000, 139.8000)),
)


def a_city(*places: Place, **changes: Any) -> Municipality:
    """見本町 with these places."""
    plain = Municipality(
        id="mihon-cho",
        code="990002",
        name="見本町",
        reading="",
        english_name="",
        issued=None,
        contact=Contact("", "", ""),
        languages=("ja",),
        licence="",
        time_zone="Asia/Tokyo",
        categories=CATEGORIES,
        items=ITEMS,
        districts=DISTRICTS,
        towns=TOWNS,
        places=places,
    )
    return replace(plain, **changes)


def a_finder(*places: Place, **changes: Any) -> PlaceFinder:
    """The finder of `a_city`."""
    city = a_city(*places, **changes)
    return PlaceFinder(city, DistrictFinder(city))
