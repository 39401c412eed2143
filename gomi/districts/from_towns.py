"""The rows of towns.csv as stretches of addresses."""

from collections.abc import Iterable

from gomi.districts.book import Book, Stretch
from gomi.districts.labels import label_of_town
from gomi.districts.name_numbers import Counted, spans_of
from gomi.districts.spans import MOST, WHOLE, Span, Spans
from gomi.districts.spelling import shape, spell
from gomi.municipality.values import District, Town


def book_of_towns(towns: Iterable[Town], districts: Iterable[District]) -> Book:
    """The rows of towns.csv."""
    district_by_id = {district.id: district for district in districts}
    book = Book()
    for place, town in enumerate(towns):
        if district := district_by_id.get(town.district):
            stretch = stretch_of_town(town, district, place)
            book.add(town.name, stretch, suggested=True)
            book.add(town.reading, stretch)
    return book


def stretch_of_town(town: Town, district: District, place: int) -> Stretch:
    """One row of towns.csv as a stretch."""
    shaped = shape(town.chome)
    chomes = spans_of(shaped if "丁目" in shaped else f"{shaped}丁目") if shaped else None
    return Stretch(
        label=label_of_town(town),
        district=district,
        town=town.name,
        spans=_with_blocks(chomes.spans if chomes else WHOLE, town.block_from, town.block_to),
        counted=Counted.CHOME if chomes else None,
        within=(spell(town.landmark),) if town.landmark else (),
        has_landmark=bool(town.landmark),
        place=place,
    )


def _with_blocks(spans: Spans, low: int | None, high: int | None) -> Spans:
    if low is None and high is None:
        return spans
    chomes = [0] if spans == WHOLE else [n for span in spans for n in range(span.low[0], span.high[0] + 1)]
    return tuple(Span((chome, low or 0), (chome, MOST if high is None else high)) for chome in chomes)
