"""A resident says where they live; the answer is the district, or the right thing to choose or ask.

>>> from gomi.municipality.load import load
>>> finder = DistrictFinder(load("data/mihon").municipality)
>>> finder.find("みほん市本町２丁目２１番３号").label
'本町2丁目（みほん川より北）'
>>> finder.find("本町").options
('1丁目', '2丁目', '3丁目')
>>> [each.label for each in finder.find("本町二丁目").candidates]
['本町2丁目（みほん川より南）', '本町2丁目（みほん川より北）']
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from gomi.districts.book import Book, Stretch
from gomi.districts.found import Found, Near, NoDistrict, Part
from gomi.districts.from_names import book_of_districts
from gomi.districts.from_towns import book_of_towns, stretch_of_town
from gomi.districts.labels import label_of_district
from gomi.districts.listing import list_districts
from gomi.districts.matching import Match, is_elsewhere, matches, of_heads
from gomi.districts.name_numbers import Counted
from gomi.districts.near import nearest_districts
from gomi.districts.numerals import read_numbers
from gomi.districts.resolving import Asked, Teller, asked
from gomi.districts.romaji import in_kana
from gomi.districts.spelling import spell
from gomi.districts.twins import twins
from gomi.districts.typed import BEFORE, Typed, listen
from gomi.municipality.values import District, Municipality

MOST_NEAREST = 5
LEAST_ALIKE = 50
"""Of 100: 「駅前待」 and 「駅前町」 have 67, two towns that share one letter of four 25."""
SHORTEST_BEGINNING = 2
LETTERS = re.compile(r"[^\d\-]+")
ENDINGS = re.compile(r"[町村区丁通]|地区|[上中下東西南北一二三四五六七八九十]|第?\d+(?:区|丁目)?")
"""What a resident may leave out at the end of a name, and it is still the same town."""


class DistrictFinder:
    """Finds the districts of one municipality. Safe to use from any thread."""

    def __init__(self, municipality: Municipality) -> None:
        self._own_name = municipality.name
        self._districts = municipality.districts
        self._district_by_id = {district.id: district for district in municipality.districts}
        self._towns = municipality.towns
        books = [
            book_of_towns(municipality.towns, municipality.districts),
            book_of_districts(self._districts),
        ]
        self._books = [book for book in books if book.by_key]
        self._names = {key: name for book in reversed(self._books) for key, name in book.names.items()}
        self._twins = twins(municipality)
        self._by_full_name = _by_full_name(self._districts)
        self._by_postcode = _by_postcode(municipality, self._district_by_id)

    def find(self, words: str) -> Found:
        """The district an address, a name or a postcode leads to, or what is to be chosen or asked.

        Never guesses: two districts or more that fit are all given. Never raises, whatever was typed.
        """
        typed = listen(words)
        teller = Teller(self._twins, typed.words)
        found = self._by_words(typed, teller) if typed.text else NoDistrict(())
        rows = self._by_postcode.get(typed.postcode, ())
        if isinstance(found, NoDistrict) and rows:
            names = {row.town for row in rows}
            return teller.tell(rows[0].town if len(names) == 1 else "", rows, Asked(), "")
        if isinstance(found, NoDistrict) and (kana := in_kana(typed.words)) is not None:
            return self.find(kana)
        return found

    def near(self, latitude: float, longitude: float) -> tuple[Near, ...]:
        """The districts of the nearest known points, nearest first; none when all are far away.

        They are candidates to show, never an answer: a district's border may run between.
        """
        return nearest_districts(self._towns, self._district_by_id, (latitude, longitude))

    def listing(self) -> tuple[Part, ...]:
        """All districts, to be chosen from in steps; those that say the same stand once."""
        return list_districts(
            [each for each in self._districts if self._twins.get(each.id, each.id) == each.id]
        )

    def _by_words(self, typed: Typed, teller: Teller) -> Found:
        for book in self._books:
            if book is self._books[-1] and typed.text in self._by_full_name and typed.text not in book.by_key:
                return teller.tell(typed.surface, self._by_full_name[typed.text], Asked(), "")
            for match in matches(book, typed, self._own_name):
                before = typed.text[: match.start]
                rows = of_heads(before, match, book, self._own_name)
                if rows and not is_elsewhere(before, self._own_name):
                    return self._at(book, typed, replace(match, rows=rows), teller)
        for book in self._books:
            if (found := self._beginning(book, typed, teller)) is not None:
                return found
        return NoDistrict(self._nearest(typed))

    def _at(self, book: Book, typed: Typed, match: Match, teller: Teller) -> Found:
        """The answer at a name that was found."""
        numbers, behind = read_numbers(typed.text[match.end :])
        rows = match.rows
        if all(row.counted is Counted.BARE for row in rows):
            rows = (*rows, *self._continued(book, typed.text[match.start : match.end]))
        said = f"{typed.text[: match.start]} {behind}"
        return teller.tell(typed.surface[: match.end], rows, asked(numbers, match.rows), said)

    def _continued(self, book: Book, key: str) -> Iterable[Stretch]:
        """What goes on from a name that is only found with numbers: 堀越一, 堀越二, and 堀越上."""
        for longer in book.beginning_with(key):
            if ENDINGS.fullmatch(longer.removeprefix(key)):
                yield from (row for row in book.by_key[longer] if row.counted is not Counted.BARE)

    def _beginning(self, book: Book, typed: Typed, teller: Teller) -> Found | None:
        """Towns whose names go on from what was typed."""
        for start, text in [(0, typed.text), *_beginnings(typed)]:
            longer = [key for key in book.beginning_with(text) if not key[len(text)].isdigit()]
            rows = [row for key in longer for row in book.by_key[key]]
            if len(text) < SHORTEST_BEGINNING or not rows or is_elsewhere(typed.text[:start], self._own_name):
                continue
            numbers, behind = read_numbers(typed.text[start + len(text) :])
            if all(ENDINGS.fullmatch(key.removeprefix(text)) for key in longer):
                is_town = len({row.town for row in rows}) == 1
                wanted = asked(numbers, rows) if is_town else Asked()
                return teller.tell(rows[0].town if is_town else "", _once(rows), wanted, behind)
            candidates = teller.candidates(_once(rows))
            if len({each.district.id for each in candidates}) > 1:
                return teller.offer(typed.surface[: start + len(text)], candidates)
        return None

    def _nearest(self, typed: Typed) -> tuple[str, ...]:
        """Names spelt alike, likeliest first."""
        beginnings = _beginnings(typed)
        if not beginnings:
            return ()
        *_, (_, text) = beginnings
        alike = process.extract(
            text, self._names.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=MOST_NEAREST
        )
        return tuple(dict.fromkeys(self._names[key] for key, _, _ in alike))


def _beginnings(typed: Typed) -> list[tuple[int, str]]:
    """What was typed before the first number, whole and up to its first blank, with and without the city."""
    city = BEFORE.fullmatch(typed.text)
    starts = {0, city.start("rest") if city else 0}
    found = []
    for start in sorted(starts):
        named = LETTERS.match(typed.text, start)
        end = named.end() if named else start
        ends = {end, min((place for place in typed.breaks if start < place < end), default=end)}
        found += [(start, typed.text[start:each]) for each in sorted(ends, reverse=True)]
    return [(start, text) for start, text in found if len(text) >= SHORTEST_BEGINNING]


def _once(rows: Iterable[Stretch]) -> list[Stretch]:
    """Each district's label once, in the order of the list."""
    return list({(row.district.id, row.label): row for row in rows}.values())


def _by_full_name(districts: Iterable[District]) -> Mapping[str, Sequence[Stretch]]:
    rows: dict[str, list[Stretch]] = defaultdict(list)
    for place, district in enumerate(districts):
        label = label_of_district(district)
        rows[listen(district.name).text].append(Stretch(label, district, label, place=place))
    return rows


def _by_postcode(
    municipality: Municipality, district_by_id: Mapping[str, District]
) -> Mapping[str, Sequence[Stretch]]:
    rows: dict[str, list[Stretch]] = defaultdict(list)
    for place, town in enumerate(municipality.towns):
        if (district := district_by_id.get(town.district)) and town.postcode:
            rows[spell(town.postcode).replace("-", "")].append(stretch_of_town(town, district, place))
    return rows
