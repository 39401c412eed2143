"""From what is asked of places to what is found: from where, the nearest, or all of them.

From where is, in this order: the words typed, where the resident is, the district asked for, the
district that is remembered. Without any of them all places are listed.
"""

from dataclasses import replace
from datetime import datetime
from functools import cached_property

from api.views.place_asked import FIRST, MOST, PlacesAsked
from gomi.conversation.messages.places import FAR
from gomi.places.finder import PlaceFinder
from gomi.places.found import PlaceFound, Spot, Wanted
from gomi.search.fold import fold

MOST_CHOICES = 20


class PlaceSearch:
    """What one municipality has for what is asked at one moment, the time where it is.

    ``here`` is where the resident is, ``remembered`` the district that is remembered, by its id. What is
    not ``heard`` has too many words for an answer; then all places are listed.
    """

    def __init__(
        self,
        finder: PlaceFinder,
        asked: PlacesAsked,
        now: datetime,
        here: tuple[float, float] | None = None,
        remembered: str = "",
        *,
        heard: bool = True,
    ) -> None:
        self._finder, self._now = finder, now
        self._asked = asked if heard else asked.but(q="", at="", everything=True)
        self._here, self._remembered = here if heard else None, remembered

    @cached_property
    def every(self) -> tuple[PlaceFound, ...]:
        """All that fit, wherever they are, in the order of the table; those open first if that is asked."""
        found = self._finder.all(self._asked.wanted, self._now)
        return _open_first(found) if self._asked.open_first else found

    def finds(self, wanted: Wanted) -> bool:
        """Whether anything would be found for something else."""
        return bool(self._finder.all(wanted, self._now))

    @cached_property
    def choices(self) -> tuple[Spot, ...]:
        """The spots that the words may mean, where there are several and none is chosen."""
        if not self._asked.q or self.spot is not None:
            return ()
        return self._spots[:MOST_CHOICES]

    @cached_property
    def called_so(self) -> tuple[PlaceFound, ...]:
        """The places whose whole name was typed, of whatever kind they are."""
        words = fold(self._asked.q)
        if not words:
            return ()
        everything = self._finder.all(Wanted(), self._now)
        return tuple(
            each for each in everything if words in (fold(each.place.name), fold(each.place.reading))
        )

    @property
    def is_missed(self) -> bool:
        """Whether words were typed that mean nothing here."""
        return bool(self._asked.q) and not self._spots

    @cached_property
    def spot(self) -> Spot | None:
        """From where is looked, where that is one spot."""
        asked, finder = self._asked, self._finder
        if asked.q:
            return self._chosen()
        if self._here is not None:
            return finder.spot_at(*self._here)
        if asked.at:
            return finder.spot_of_district(asked.at)
        if asked.everything or not self._remembered:
            return None
        return finder.spot_of_district(self._remembered)

    @cached_property
    def near(self) -> tuple[PlaceFound, ...]:
        """The nearest to the spot, nearest first, those of unknown distance last."""
        if self.spot is None:
            return ()
        asked, most = self._asked, self._asked.count if self.spot.position else MOST
        near = self._finder.nearest(self.spot, asked.wanted, self._now, most)
        if not asked.open_first:
            return near
        wanted = replace(asked.wanted, open_only=True)
        opened = self._finder.nearest(self.spot, wanted, self._now, most)
        rest = self._finder.nearest(self.spot, asked.wanted, self._now, most + len(opened))
        both = {each.place.id: each for each in (*opened, *rest)}
        measured = [each for each in both.values() if each.metres is not None]
        return (*measured[:most], *(each for each in both.values() if each.metres is None))

    @property
    def lists_all(self) -> bool:
        """Whether all places are to be listed."""
        return bool(self.every) and not self.near and not self.choices

    @property
    def is_measured(self) -> bool:
        """Whether how far they are is known of any."""
        return any(each.metres is not None for each in self.near)

    @property
    def is_far(self) -> bool:
        """Whether the resident is so far away that hardly anything here can be meant."""
        away = [each.metres for each in self.near if each.metres is not None]
        return self._here is not None and not self._asked.q and min(away, default=0) > FAR

    @property
    def more(self) -> int:
        """How many more can be shown at once; 0 where these are all, or enough for one page."""
        left = min(len(self.every), MOST) - self._asked.count
        return max(0, min(left, FIRST)) if self.is_measured else 0

    @cached_property
    def _spots(self) -> tuple[Spot, ...]:
        return self._finder.spots_of(self._asked.q)

    def _chosen(self) -> Spot | None:
        if len(self._spots) == 1:
            return self._spots[0]
        return next((spot for spot in self._spots if spot.label == self._asked.which), None)


def _open_first(found: tuple[PlaceFound, ...]) -> tuple[PlaceFound, ...]:
    return tuple(sorted(found, key=lambda each: each.state.is_open is not True))
