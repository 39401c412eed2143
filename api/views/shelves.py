"""What belongs to a category, in the order of its language, and on how many pages it is shown.

A short shelf is one page with a heading for each row. A long one is parted into stretches, one page
each: a row of kana or a letter; neighbours of few items share a page, and a very long row has several.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from api.views.initials import Heading, Place, Script, placing
from api.views.voice import Name, Voice
from gomi.municipality.values import Item, Municipality

MOST_ON_ONE_PAGE = 100
MOST_IN_ONE_LIST = 30  # a longer list has headings; neighbours that together are not longer share a page
MOST_IN_A_STRETCH = 150
NO_ROW = "-"
BETWEEN_KANA, FROM_TO = "・", "–"


@dataclass(frozen=True, slots=True)
class Kept:
    """One item of a category, and in which case it belongs there."""

    id: str
    name: Name
    condition: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """Items under one heading: ``short`` to jump there, ``heading`` above them."""

    anchor: str
    short: Markup
    heading: Markup
    items: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one page shows. ``key`` names it in an address; so does every initial in ``initials``."""

    key: str
    name: Name
    rows: tuple[Row, ...]
    initials: frozenset[str]

    @property
    def count(self) -> int:
        """How many items it shows."""
        return sum(len(row.items) for row in self.rows)

    @property
    def long(self) -> bool:
        """Whether one would want to jump to its headings."""
        return self.count > MOST_IN_ONE_LIST


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything in a category."""

    stretches: tuple[Stretch, ...]
    count: int

    @property
    def parted(self) -> bool:
        """Whether its items stand on pages of their own."""
        return len(self.stretches) > 1

    def at(self, initial: str) -> int | None:
        """The number of the stretch that an initial leads to, where the shelf is parted."""
        found = (number for number, each in enumerate(self.stretches) if initial in each.initials)
        return next(found, None) if self.parted else None


Pair = tuple[Place, Kept]
Part = tuple[tuple[Heading, ...], list[Pair]]
ReadingOf = Callable[[Item], str]


def listed_reading(item: Item) -> str:
    """The reading the city's table gives, else the name itself."""
    return item.readings[0] if item.readings else item.name


def shelf(
    municipality: Municipality, category: str, voice: Voice, reading_of: ReadingOf = listed_reading
) -> Shelf:
    """The items that have a rule of this category; a doubted item is left out, as in the search."""
    place = placing(voice.tag)
    pairs = [
        (place(kept.name.plain, reading_of(item)), item.name, kept)
        for item in municipality.items
        if _belongs(item, category)
        for kept in [_kept(item, category, voice)]
    ]
    kept_in_order = [(at, kept) for at, _, kept in sorted(pairs, key=lambda pair: pair[:2])]
    if len(kept_in_order) <= MOST_ON_ONE_PAGE:
        parts = [_whole(kept_in_order)] if kept_in_order else []
    else:
        cut = [part for row in _rows(kept_in_order) for part in _cut(row)]
        parts = _joined(cut, MOST_IN_ONE_LIST)
    return Shelf(tuple(_stretch(part, voice) for part in parts), len(kept_in_order))


def _belongs(item: Item, category: str) -> bool:
    return not item.doubt and any(rule.category == category for rule in item.rules)


def _kept(item: Item, category: str, voice: Voice) -> Kept:
    conditions = [rule.condition for rule in item.rules if rule.category == category and rule.condition]
    shown = voice.joined([voice.city(each) for each in dict.fromkeys(conditions)])
    return Kept(item.id, voice.item(item), shown)


def _rows(pairs: Iterable[Pair]) -> Iterator[Part]:
    for heading, group in groupby(pairs, key=lambda pair: pair[0].heading):
        yield (heading,), list(group)


def _finer(pairs: Iterable[Pair]) -> Iterator[Part]:
    for heading, group in groupby(pairs, key=lambda pair: pair[0].finer):
        yield (heading,), list(group)


def _whole(pairs: list[Pair]) -> Part:
    """A shelf on one page; a short list is not parted by headings."""
    headings = tuple(dict.fromkeys(place.heading for place, _ in pairs))
    return headings if len(pairs) > MOST_IN_ONE_LIST else headings[:1], pairs


def _cut(row: Part) -> list[Part]:
    """A row in parts that a page can show; a part ends where another kana begins."""
    return [row] if len(row[1]) <= MOST_IN_A_STRETCH else _joined(list(_finer(row[1])), MOST_IN_A_STRETCH)


def _joined(parts: Sequence[Part], most: int) -> list[Part]:
    """Neighbours put together as long as they are few, from the end, where rows are short (や, ら, わ)."""
    joined: list[Part] = []
    for headings, pairs in reversed(parts):
        if joined and len(pairs) + len(joined[-1][1]) <= most:
            behind = joined.pop()
            headings, pairs = headings + behind[0], pairs + behind[1]
        joined.append((headings, pairs))
    return joined[::-1]


def _stretch(part: Part, voice: Voice) -> Stretch:
    headings, pairs = part
    initials = {each.text or NO_ROW for place, _ in pairs for each in (place.heading, place.finer)}
    return Stretch(
        headings[0].text or NO_ROW, _name(headings, voice), _shown(part, voice), frozenset(initials)
    )


def _shown(part: Part, voice: Voice) -> tuple[Row, ...]:
    """What stands under each heading of a page."""
    return tuple(
        Row(f"row-{number}", _short(listed[0], voice), _name(listed, voice).shown, tuple(k for _, k in pairs))
        for number, (listed, pairs) in enumerate(_headed(part), 1)
    )


def _headed(part: Part) -> list[Part]:
    """Every row under its heading; one long row of kana has a heading for each kana."""
    headings, pairs = part
    if headings[0].finer:
        return list(_finer(pairs))
    if len(headings) > 1:
        return list(_rows(pairs))
    long = len(pairs) > MOST_IN_ONE_LIST and headings[0].script is Script.KANA
    return list(_finer(pairs)) if long else [part]


def _short(heading: Heading, voice: Voice) -> Markup:
    return voice.marked(heading.text) if heading.text else voice.say("category.rest")


def _name(headings: Sequence[Heading], voice: Voice) -> Name:
    """What headings are called together: か行, や・ら・わ行, く・け・こ, H–K, そのほか."""
    names = [
        _run(script, finer, [each.text for each in run], voice)
        for (script, finer), run in groupby(headings, key=lambda each: (each.script, each.finer))
    ]
    plain = voice.plain("rule.both").join(name.plain for name in names)
    return Name(voice.joined([name.shown for name in names]), plain)


def _run(script: Script, finer: bool, texts: list[str], voice: Voice) -> Name:
    if script is Script.OTHER:
        return Name(voice.say("category.rest"), voice.plain("category.rest"))
    kana = script is Script.KANA
    text = BETWEEN_KANA.join(texts) if kana else FROM_TO.join(dict.fromkeys((texts[0], texts[-1])))
    if finer or not kana:
        return Name(voice.marked(text), text)
    return Name(voice.say("category.row", row=text), voice.plain("category.row", row=text))
