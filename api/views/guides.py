"""Guides as pages lead to them: all of them, those of a category, those beside an answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.views.city import City
from api.views.links import Links
from api.views.tiles import Tile
from api.views.voice import Voice
from gomi.municipality.guides import Guide, Video
from gomi.municipality.values import Item

MOST_BESIDE_AN_ANSWER = 4
MINUTE = 60


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A guide as others lead to it; ``film`` says that it has one and how long it is, or is empty."""

    href: str
    title: Markup
    film: Markup
    categories: Markup
    tile: Tile | None


class GuidesView:
    """Shows guides in one language of one city."""

    def __init__(self, city: City, voice: Voice, links: Links) -> None:
        self.city, self.voice, self.links = city, voice, links
        self._guides = city.municipality.guides
        self._shelf = city.guide_shelf

    def link(self, guide: Guide) -> GuideLink:
        """What leads to a guide."""
        known = self.city.municipality.category_by_id
        names = [self.voice.category(known[each]).shown for each in guide.categories]
        return GuideLink(
            href=self.links.guide(guide.id),
            title=self.voice.city(guide.title),
            film=_said_film(guide.video, self.voice),
            categories=self.voice.joined(names),
            tile=next((self.city.tiles[each] for each in guide.categories), None),
        )

    def beside(self, item: Item | None, categories: Iterable[str]) -> tuple[GuideLink, ...]:
        """Below an answer: those of the thing, the first of each category, then those on all of it."""
        return tuple(map(self.link, self._shelf.beside(item, categories)[:MOST_BESIDE_AN_ANSWER]))

    def of_category(self, category: str) -> tuple[GuideLink, ...]:
        """Every guide of a category."""
        return tuple(map(self.link, self._shelf.of_category(category)))

    def about(self, words: str) -> tuple[GuideLink, ...]:
        """The guide that residents look for under these words, if there is one."""
        found = self._shelf.about(words)
        return (self.link(found),) if found is not None else ()

    def listed(self) -> list[tuple[str, tuple[GuideLink, ...]]]:
        """All of them, those of categories in the city's order first, each group under its heading's key."""
        ids = [id_ for _, group in self.city.groups for id_ in group]
        of_categories = [guide for guide in self._guides if guide.categories]
        of_categories.sort(key=lambda guide: min(map(ids.index, guide.categories)))
        others = [guide for guide in self._guides if not guide.categories]
        groups = (("guide.by_category", of_categories), ("guide.by_topic", others))
        return [(heading, tuple(map(self.link, guides))) for heading, guides in groups if guides]


def said_length(seconds: int | None, voice: Voice) -> Markup | None:
    """How long a film lasts, in words."""
    if seconds is None:
        return None
    minutes, rest = divmod(seconds, MINUTE)
    key = "length" if minutes and rest else "length_minutes" if minutes else "length_seconds"
    return voice.say(f"guide.{key}", minutes=minutes, seconds=rest)


def _said_film(video: Video | None, voice: Voice) -> Markup:
    if video is None:
        return Markup("")
    length = said_length(video.seconds, voice)
    return voice.say("guide.has_film_timed", length=length) if length else voice.say("guide.has_film")
