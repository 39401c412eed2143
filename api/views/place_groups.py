"""All places by district, in the order of the districts; of very many, the districts alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.views.page import Page
from api.views.place_asked import PlacesAsked
from api.views.place_shown import PlaceShown, PlacesView
from gomi.places.found import PlaceFound

MOST_LISTED = 70
"""So many places are listed at once; more are listed district by district."""
NO_DISTRICT = "-"


@dataclass(frozen=True, slots=True)
class GroupShown:
    """The places of one district; or how many there are, none of them, and what leads to them."""

    heading: Markup
    count: int
    places: tuple[PlaceShown, ...]
    asked: PlacesAsked


class PlaceGroups:
    """Shows places by district on one page."""

    def __init__(self, page: Page, view: PlacesView) -> None:
        assert page.city is not None
        self._voice, self._view = page.voice, view
        self._districts = {each.id: each for each in page.city.municipality.districts}
        self._finder = page.city.served.places

    def listed(self, found: Sequence[PlaceFound], asked: PlacesAsked) -> tuple[GroupShown, ...]:
        """As a page lists them. ``part`` of what is asked names a district that is shown for itself."""
        groups = self._by_district(found)
        if asked.part in groups:
            groups = {asked.part: groups[asked.part]}
        elif len(found) > MOST_LISTED:
            return tuple(self._group(id_, group, asked, whole=False) for id_, group in groups.items())
        return tuple(self._group(id_, group, asked) for id_, group in groups.items())

    def whole(self, found: Sequence[PlaceFound], asked: PlacesAsked) -> tuple[GroupShown, ...]:
        """Every one of them, as paper has them."""
        groups = self._by_district(found)
        return tuple(self._group(id_, group, asked) for id_, group in groups.items())

    def _group(
        self, id_: str, group: Sequence[PlaceFound], asked: PlacesAsked, *, whole: bool = True
    ) -> GroupShown:
        shown = self._view.places(group) if whole else ()
        return GroupShown(self._name(id_), len(group), shown, asked.anew.but(part=id_, everything=True))

    def _by_district(self, found: Sequence[PlaceFound]) -> dict[str, list[PlaceFound]]:
        groups: dict[str, list[PlaceFound]] = {id_: [] for id_ in (*self._districts, NO_DISTRICT)}
        for each in found:
            district = self._finder.district_of(each.place)
            groups[district.id if district is not None else NO_DISTRICT].append(each)
        return {id_: group for id_, group in groups.items() if group}

    def _name(self, id_: str) -> Markup:
        district = self._districts.get(id_)
        if district is None:
            return self._voice.say("places.no_district")
        return self._voice.name(district.name, district.reading).shown
