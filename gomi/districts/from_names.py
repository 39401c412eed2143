"""The names of districts.csv as stretches of addresses, for cities that have no towns.csv, and for
residents who know their district by its name."""

from collections.abc import Iterable
from dataclasses import replace

from gomi.districts.book import Book, Stretch
from gomi.districts.labels import label_of_district
from gomi.districts.name_numbers import Counted
from gomi.districts.name_towns import NamedTown, short_names
from gomi.districts.names import Name, read_name
from gomi.districts.spans import WHOLE
from gomi.districts.spelling import spell
from gomi.municipality.values import District


def book_of_districts(districts: Iterable[District]) -> Book:
    """The names and readings of districts.csv, read as stretches."""
    book = Book()
    shorts = [each for place, district in enumerate(districts) for each in _enter(book, district, place)]
    taken = {key: {spell(row.town) for row in rows} for key, rows in book.by_key.items()}
    for short, long, row in shorts:
        if taken.get(spell(short), {spell(long)}) == {spell(long)}:
            book.add(short, row)
    return book


def _enter(book: Book, district: District, place: int) -> list[tuple[str, str, Stretch]]:
    """Enter a district under all its names; give back the short names, and long, of what it lies in."""
    name = read_name(district.name)
    wider = [*(_area_words(district.area) if district.area else ()), *name.wider]
    shorts = [(short, word) for word in wider for short in short_names(word)]
    heads = [*wider, *(short for short, _ in shorts)]
    heads += [f"{head}町" for head in heads if head[-1:] not in "町村区"]
    row = Stretch(
        label_of_district(district),
        district,
        "",
        within=tuple(map(book.spelt, name.within)),
        without=tuple(map(book.spelt, name.without)),
        excluded=name.excluded,
        heads=frozenset(map(book.spelt, heads)),
        place=place,
    )
    for town in name.towns:
        _enter_town(book, row, town, wider)
    for reading in [*name.readings, *([district.reading] if district.reading else [])]:
        _enter_reading(book, row, name, reading)
    joined = ["".join(name.wider[place:]) for place in range(len(name.wider) - 1)]
    for word in [*wider, *joined, *name.within, *([district.course] if district.course else ())]:
        book.add(word, replace(row, town=word, partly=True, excluded=()))
    book.heads |= row.heads
    return [(short, word, replace(row, town=short, partly=True, excluded=())) for short, word in shorts]


def _area_words(text: str) -> list[str]:
    """The names in the name of an area.

    >>> _area_words("北野地域　(久留米市北野町）")
    ['北野地域', '久留米市北野町', '北野町', '北野地域\u3000(久留米市北野町）']
    """
    read = read_name(text)
    words = [word for word in [*read.wider, *(town.name for town in read.towns)] if word]
    words += [word.rpartition("市")[2] for word in words if len(word.rpartition("市")[2]) > 1]
    return list(dict.fromkeys([*words, text.strip()]))


def _enter_town(book: Book, row: Stretch, town: NamedTown, wider: list[str]) -> None:
    stretch = _at_town(row, town.name, town)
    book.add(town.name, stretch, suggested=True)
    for place in range(len(wider)):
        book.add("".join(wider[place:]) + town.name, stretch)
        book.add(wider[place] + town.name, stretch)
    for short in short_names(town.name):
        book.add(short, stretch)
    stem, counter, _ = town.name.rpartition("第")
    if counter and stem:
        book.add(stem, replace(stretch, town=stem, partly=True))
    if town.counted is Counted.BARE and stretch.label[-1:] in "一二三四五六七八九十":
        book.add(stretch.label.split()[-1], replace(stretch, spans=WHOLE, counted=None, excluded=()))


def _at_town(row: Stretch, name: str, town: NamedTown) -> Stretch:
    tails = [spell(tail) for tail in (town.tail, *short_names(town.tail)[:1]) if tail]
    return replace(
        row,
        town=name,
        spans=town.spans,
        counted=town.counted,
        partly=town.partly,
        shared=town.shared,
        within=(*row.within, *tails),
    )


def _enter_reading(book: Book, row: Stretch, name: Name, reading: str) -> None:
    towns = [town for town in read_name(reading).towns if town.name]
    if len(towns) != len(name.towns):
        for town in towns:
            book.add(town.name, replace(row, town=town.name, partly=True))
        return
    for town, written in zip(towns, name.towns, strict=True):
        stretch = _at_town(row, town.name, written)
        for said in [town.name, *short_names(town.name)]:
            book.add(said, stretch)
