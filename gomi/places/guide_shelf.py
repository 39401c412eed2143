"""Which guide speaks of what: by category, by item, by its title, and by the words residents use."""

from collections.abc import Iterable, Iterator

from gomi.municipality.guides import Guide
from gomi.municipality.values import Item, Municipality
from gomi.search.fold import fold


class GuideShelf:
    """The guides of one municipality, in their order. Safe to use from any thread."""

    def __init__(self, municipality: Municipality) -> None:
        self.guides = municipality.guides
        self._by_title = {fold(guide.title): guide for guide in reversed(self.guides)}
        self._by_topic = {fold(topic): guide for guide in reversed(self.guides) for topic in guide.topics}

    def of(self, item: Item | None, categories: Iterable[str]) -> tuple[Guide, ...]:
        """The guides that name the item, then those of its categories, each once."""
        return tuple(dict.fromkeys(self._of(item, list(categories))))

    def of_category(self, category: str) -> tuple[Guide, ...]:
        """The guides of a category, those that name it first in front."""
        found = self.of(None, (category,))
        return tuple(sorted(found, key=lambda guide: guide.categories.index(category)))

    def beside(self, item: Item | None, categories: Iterable[str]) -> tuple[Guide, ...]:
        """Below an answer: those of the thing, the first of each category, then those on all of it."""
        of_each = [self.of_category(category) for category in dict.fromkeys(categories)]
        firsts = [guide for guides in of_each for guide in guides[:1]]
        general = [guide for guides in of_each for guide in guides if not guide.items]
        return tuple(dict.fromkeys((*self.of(item, ()), *firsts, *general)))

    def titled(self, words: str) -> Guide | None:
        """The guide of that title."""
        return self._by_title.get(fold(words))

    def about(self, words: str) -> Guide | None:
        """The guide of that title, or one that residents look for under that word."""
        return self.titled(words) or self._by_topic.get(fold(words))

    def _of(self, item: Item | None, categories: list[str]) -> Iterator[Guide]:
        if item is not None:
            yield from (guide for guide in self.guides if item.id in guide.items)
        for category in categories:
            yield from (guide for guide in self.guides if category in guide.categories)
