"""The residents' pages of places: where bags and vouchers are sold, where a thing can be taken.

They work without a position, without scripts and without cookies. A position comes only in the body of
a request, is used for its answer alone and stands in no address. Anyone may read them.
"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.district_pages import DECIMALS, LONGEST_ADDRESS
from api.page_desk import Desk, PageDesk
from api.same_origin import is_same_origin
from api.views.page import Page
from api.views.place_asked import PlacesAsked, PlacesAskedHere
from api.views.place_form import PlaceForm, kinds_of
from api.views.place_groups import PlaceGroups
from api.views.place_search import PlaceSearch
from api.views.place_shown import PlacesView, in_brackets
from api.views.place_sketch import SketchShown, SketchWords
from gomi.places.accepting_names import rules_in
from gomi.places.finder import PlaceFinder
from gomi.places.found import PlaceFound, Spot, Wanted
from gomi.search.search import clean

READ = ["GET", "HEAD"]
MOST_OTHERS = 5

router = APIRouter(include_in_schema=False)


@router.api_route("/{municipality}/places", methods=READ)
def find(request: Request, municipality: str, desk: Desk, asked: Annotated[PlacesAsked, Query()]) -> Response:
    """The nearest places to a spot that is named, or all of them by district."""
    return _shown(request, desk, desk.page(request, municipality), asked)


@router.api_route("/{municipality}/places/", methods=READ)
def find_without_slash(request: Request, municipality: str, desk: Desk) -> Response:
    """A slash at the end is none of the address."""
    page = desk.page(request, municipality)
    assert page.links is not None
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{page.links.finding_places}{asked}", 307)


@router.post("/{municipality}/places")
def find_here(
    request: Request, municipality: str, desk: Desk, sent: Annotated[PlacesAskedHere, Form()]
) -> Response:
    """The nearest places to where the resident is; words that were typed are looked for instead."""
    if not is_same_origin(request.headers):
        raise HTTPException(403)
    page = desk.page(request, municipality, sent.lang)
    assert page.links is not None
    if clean(sent.q):
        return RedirectResponse(page.links.places(**sent.parameters()), 303)
    here = round(sent.lat, DECIMALS), round(sent.lon, DECIMALS)
    answer = _shown(request, desk, replace(page, parameters=sent.fields()), sent, here)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.api_route("/{municipality}/places/print", methods=READ)
def print_list(
    request: Request, municipality: str, desk: Desk, asked: Annotated[PlacesAsked, Query()]
) -> Response:
    """The list by district, for paper."""
    page = desk.page(request, municipality)
    if not _has_places(page):
        return _no_places(desk, page)
    view, asked = PlacesView(page, desk.now(page)), _known(asked, page)
    form = PlaceForm(page, asked, view)
    found = PlaceSearch(_finder(page), asked, desk.now(page)).every
    return desk.show(
        page,
        "places_print.html",
        page.voice.plain("places.print_title", heading=form.heading),
        asked=asked,
        form=form,
        view=view,
        groups=PlaceGroups(page, view).whole(found, asked),
        in_brackets=in_brackets,
    )


@router.api_route("/{municipality}/places/{place_id:path}", methods=READ)
def show_place(request: Request, municipality: str, place_id: str, desk: Desk) -> Response:
    """One place, and what else is near it."""
    page = desk.page(request, municipality)
    now, finder = desk.now(page), _finder(page)
    found = next((each for each in finder.all(Wanted(), now) if each.place.id == place_id), None)
    if found is None:
        raise HTTPException(404)
    view, others = PlacesView(page, now), _others(found, finder, now)
    shown = view.place(found)
    return desk.show(
        page,
        "place.html",
        shown.name.plain,
        private=True,
        home=desk.remembered(request, page),
        place=shown,
        others=view.places(others),
        sketch=_sketch(page, found.place.position, shown.name.plain, others, shown.name.plain),
        view=view,
    )


def _shown(
    request: Request,
    desk: PageDesk,
    page: Page,
    asked: PlacesAsked,
    here: tuple[float, float] | None = None,
) -> Response:
    if not _has_places(page):
        return _no_places(desk, page)
    now, home, asked = desk.now(page), desk.remembered(request, page), _known(asked, page)
    too_long = len(asked.q) > LONGEST_ADDRESS
    if too_long:
        asked = asked.but(q=asked.q[:LONGEST_ADDRESS])
    search = PlaceSearch(
        _finder(page), asked, now, here, home.id if home is not None else "", heard=not too_long
    )
    view = PlacesView(page, now)
    form = PlaceForm(page, asked, view)
    spot = form.spot(search.spot)
    title = form.title(spot)
    at = search.spot.position if search.spot is not None else None
    return desk.show(
        page,
        "places.html",
        _title_of_error(page) if too_long else title,
        422 if too_long else 200,
        private=True,
        home=home,
        asked=asked,
        located=here,
        form=form,
        view=view,
        search=search,
        spot=spot,
        sketch=_sketch(page, at, spot.plain if spot else "", search.near, title),
        groups=PlaceGroups(page, view).listed(search.every, asked) if search.lists_all else (),
        too_long=too_long,
        most=LONGEST_ADDRESS,
    )


def _title_of_error(page: Page) -> str:
    said = page.voice.plain("places.error_long", most=LONGEST_ADDRESS)
    return page.voice.plain("search.wrong_title", problem=said)


def _known(asked: PlacesAsked, page: Page) -> PlacesAsked:
    """The same with its words cleaned, and with the first kind there is where none of them is asked for.

    A condition that the item does not have is dropped.

    Raises:
        HTTPException: an item, a category or a district is not in the tables.
    """
    assert page.city is not None
    city = page.city.municipality
    known = (
        (asked.item, city.item_by_id),
        (asked.category, city.category_by_id),
        (asked.at, {district.id for district in city.districts}),
    )
    if any(id_ and id_ not in ids for id_, ids in known):
        raise HTTPException(404)
    kinds = kinds_of(city.places)
    kind = asked.kind if asked.kind in kinds else kinds[0]
    item = city.item_by_id.get(asked.item)
    condition = asked.condition if item is not None and rules_in(item, asked.condition) else ""
    return asked.but(q=clean(asked.q), kind="" if asked.brought else kind, condition=condition)


def _others(found: PlaceFound, finder: PlaceFinder, now: datetime) -> tuple[PlaceFound, ...]:
    """The nearest others of the same kinds."""
    place = found.place
    if place.position is None:
        return ()
    wanted = Wanted(kinds=frozenset(place.kinds))
    near = finder.nearest(Spot(position=place.position), wanted, now, MOST_OTHERS + 1)
    return tuple(each for each in near if each.place.id != place.id)[:MOST_OTHERS]


def _sketch(
    page: Page,
    at: tuple[float, float] | None,
    here: str,
    near: tuple[PlaceFound, ...],
    title: str,
) -> SketchShown | None:
    """The sketch around a position; None where there is none, or nothing to show."""
    if at is None or not any(each.metres is not None for each in near):
        return None
    return SketchWords(page).around(at, here, near, title)


def _finder(page: Page) -> PlaceFinder:
    assert page.city is not None
    return page.city.served.places


def _has_places(page: Page) -> bool:
    assert page.city is not None
    return bool(page.city.municipality.places)


def _no_places(desk: PageDesk, page: Page) -> Response:
    return desk.show(page, "no_places.html", page.voice.plain("places.no_places"))
