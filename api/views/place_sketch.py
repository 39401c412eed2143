"""The words of a sketch: how far its rings are, how its towns are called, and all of it in a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.views.page import Page
from api.views.place_shown import SHUT, look_of
from api.views.sketch import Named, Pin, Sketch, draw
from api.views.sketch_plane import direction, ring_metres
from api.views.voice import HAS_JAPANESE, HAS_KANA
from gomi.conversation.messages.place_words import KILOMETRE, said_distance
from gomi.conversation.messages.tongue import Tongue
from gomi.districts.labels import label_of_town
from gomi.municipality.values import Town
from gomi.places.found import PlaceFound
from gomi.words import JAPANESE


@dataclass(frozen=True, slots=True)
class SketchShown:
    """A sketch with its name, what it shows in words, and the letter for north."""

    drawing: Sketch
    title: str
    told: str
    north: str
    foreign: frozenset[str]
    """Words on it that are Japanese, where the page is not."""


class SketchWords:
    """Draws sketches for one page."""

    def __init__(self, page: Page) -> None:
        assert page.city is not None
        self._city = page.city.municipality
        self._voice = page.voice
        self._tongue = Tongue(page.words, page.voice.lang, self._city)

    def around(
        self, spot: tuple[float, float], here: str, found: Sequence[PlaceFound], heading: str
    ) -> SketchShown:
        """The places found, numbered as they stand, around a spot that is called ``here``."""
        pins = [
            Pin(number, each.place.position, look_of(each.state))
            for number, each in enumerate(found, 1)
            if each.place.position is not None
        ]
        rings = [self._metres(metres) for metres in ring_metres(spot, (pin.position for pin in pins))]
        told = (
            self._told(number, spot, each)
            for number, each in enumerate(found, 1)
            if each.place.position is not None and each.metres is not None
        )
        say = self._voice.plain
        drawing = draw(spot, pins, self._towns(), here, rings)
        words = [word.text for word in (*drawing.towns, drawing.here) if word is not None]
        return SketchShown(
            drawing,
            say("places.sketch_title", heading=heading),
            say("places.sketch_desc", spot=here, places=say("places.sketch_between").join(told)),
            say("places.north"),
            frozenset(word for word in words if self._is_foreign(word)),
        )

    def _told(self, number: int, spot: tuple[float, float], found: PlaceFound) -> str:
        assert found.place.position is not None
        towards = direction(spot, found.place.position)
        if towards is None:
            return self._voice.plain("places.sketch_spot", number=number)
        key = "shut" if look_of(found.state) == SHUT else "place"
        return self._voice.plain(
            f"places.sketch_{key}",
            number=number,
            direction=self._tongue.bare(self._tongue.listed("places.directions")[towards]),
            distance=self._tongue.bare(said_distance(found, self._tongue)),
        )

    def _is_foreign(self, word: str) -> bool:
        if self._voice.tag == JAPANESE:
            return False
        has_it = HAS_KANA if self._voice.tag.startswith("zh") else HAS_JAPANESE
        return bool(has_it.search(word))

    def _metres(self, metres: int) -> str:
        if metres < KILOMETRE:
            return self._voice.plain("place.metres", metres=metres)
        return self._voice.plain("place.kilometres", kilometres=f"{metres / KILOMETRE:g}")

    def _towns(self) -> Iterable[Named]:
        """Every town and chome once, at the first of its points."""
        points: dict[str, tuple[float, float]] = {}
        for town in self._city.towns:
            if town.latitude is not None and town.longitude is not None:
                points.setdefault(_bare_label(town), (town.latitude, town.longitude))
        return (Named(self._tongue.name(label).plain, point) for label, point in points.items())


def _bare_label(town: Town) -> str:
    """The town and its chome, without what sets a part of it apart."""
    return label_of_town(replace(town, landmark="", block_from=None, block_to=None))
