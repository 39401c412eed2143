"""Districts that a list has twice, under words in another order."""

from collections import defaultdict
from collections.abc import Mapping

from gomi.districts.names import INDEX_KANA, read_name
from gomi.districts.spelling import spell
from gomi.municipality.values import District, Municipality

MARKS = str.maketrans("", "", "()（）【】[]「」・、,")


def twins(municipality: Municipality) -> Mapping[str, str]:
    """Districts that say the same in another order and have the same days, each with the first of them."""
    by_letters: dict[object, list[District]] = defaultdict(list)
    for district in municipality.districts:
        by_letters[tuple(sorted(spell(INDEX_KANA.sub("", district.name)).translate(MARKS)))].append(district)
    alike = [district for each in by_letters.values() if len(each) > 1 for district in each]
    days: dict[str, set[object]] = {district.id: set() for district in alike}
    for rule in municipality.rules:
        if rule.district in days:
            days[rule.district].add((rule.stream, rule.days, rule.starts, rule.ends))
    groups: dict[object, list[str]] = defaultdict(list)
    for district in alike:
        groups[_says(district), frozenset(days[district.id])].append(district.id)
    return {id_: each[0] for each in groups.values() if len(each) > 1 for id_ in each}


def _says(district: District) -> object:
    """What tells a district from another, whatever the order of its words."""
    name = read_name(district.name)
    towns = frozenset((spell(town.name), town.spans, town.partly, spell(town.tail)) for town in name.towns)
    words = tuple(frozenset(map(spell, each)) for each in (name.wider, name.within, name.without))
    return towns, words, name.excluded, district.area, district.course, district.zone
