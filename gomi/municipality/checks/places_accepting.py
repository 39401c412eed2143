"""受け入れるもの: names that mean something, and a place for all that has to be brought to one."""

import re
from collections.abc import Iterator

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.names import Names
from gomi.municipality.places import PlaceKind
from gomi.municipality.tables import Tables
from gomi.municipality.values import CategoryKind, Contact, Item, Municipality
from gomi.places.accepting import Accepting
from gomi.places.accepting_names import ThingNames
from gomi.places.found import Brought

_ONE_CASE = re.compile(r"(?P<item>[^（(]+)[（(](?P<condition>.+)[）)]")
TAKING = {PlaceKind.DROP_OFF, PlaceKind.FACILITY}


def check_accepting(tables: Tables, complaints: Complaints) -> None:
    """Doubts about what places take, by the same names by which residents find them."""
    if not tables.places:
        return
    city = _city(tables)
    _check_names(tables, city, complaints)
    if any(TAKING.intersection(row.value.kinds) for row in tables.places):
        _check_takers(tables, city, complaints)


def _city(tables: Tables) -> Municipality:
    """The municipality as far as names and places go."""
    return Municipality(
        id="",
        code="",
        name="",
        reading="",
        english_name="",
        issued=None,
        contact=Contact("", "", ""),
        languages=(),
        licence="",
        time_zone="",
        categories=tuple(row.value for row in tables.categories),
        items=tuple(row.value for row in tables.items),
        places=tuple(row.value for row in tables.places),
    )


def _check_names(tables: Tables, city: Municipality, complaints: Complaints) -> None:
    names = ThingNames(city)
    spellings = Names((name, name) for name in _spellings(city))
    for row in tables.places:
        for name, meant in names.in_cell(row.value.accepts):
            if not meant:
                spot = Spot(tables.file("places"), row.line, "受け入れるもの", name)
                problem, way = _unknown(name, names, spellings, city)
                complaints.doubt("place-accepts", spot, f"受け入れるもの「{name}」{problem}", way)


def _spellings(city: Municipality) -> Iterator[str]:
    yield from (category.name for category in city.categories)
    for item in city.items:
        yield from (item.name, *item.aliases)


def _unknown(name: str, names: ThingNames, spellings: Names, city: Municipality) -> tuple[str, str]:
    """What is wrong with a name, and a way forward."""
    parts = _ONE_CASE.fullmatch(name)
    meant = names.called(parts["item"]) if parts else ()
    items = [city.item_by_id[each.item] for each in meant if each.item]
    if parts and items:
        problem = f"の条件「{parts['condition']}」は品目「{items[0].name}」にありません"
        return problem, _conditions(items[0])
    way = "categories.csv か items.csv にある名前で書いてください（条件は 充電池（こわれた） のように）"
    return "は分別区分にも品目にもありません", spellings.maybe(name) or way


def _conditions(item: Item) -> str:
    known = "、".join(dict.fromkeys(rule.condition for rule in item.rules if rule.condition))
    return f"条件は {known} のどれかを書いてください" if known else f"{item.name} とだけ書いてください"


def _check_takers(tables: Tables, city: Municipality, complaints: Complaints) -> None:
    accepting = Accepting(city)
    for item in tables.items:
        for line, rule in zip(item.lines, item.value.rules, strict=True):
            category = city.category_by_id.get(rule.category)
            if item.value.doubt or category is None or category.kind is not CategoryKind.DROP_OFF:
                continue
            if not accepting.takers(Brought(item.value.id, rule.condition, rule.category)):
                name = f"{item.value.name}（{rule.condition}）" if rule.condition else item.value.name
                complaints.doubt(
                    "no-taker",
                    Spot(tables.file("items"), line, "区分", category.name),
                    f"「{name}」は「{category.name}」ですが、受け入れる場所がひとつもありません",
                    f"places.csv の受け入れるものに「{name}」か「{category.name}」を足してください",
                )
