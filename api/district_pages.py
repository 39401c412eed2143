"""The residents' pages where a district is chosen, by address, by place or from a list, and remembered.

They work without scripts and without cookies. The one cookie is set when a resident presses the
button that has a district remembered, and never otherwise. Anyone may read them.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.page_desk import Desk, PageDesk
from api.same_origin import is_same_origin
from api.views.districts import DistrictsView, FoundShown
from api.views.page import Page
from gomi.districts import OneDistrict
from gomi.search.search import clean

READ = ["GET", "HEAD"]
LONGEST_ADDRESS = 100
MOST_PARTS = 4
DECIMALS = 4
"""Of a position: some ten metres, which is enough to tell districts apart."""

router = APIRouter(include_in_schema=False)

Latitude = Annotated[float, Form(ge=-90, le=90)]
Longitude = Annotated[float, Form(ge=-180, le=180)]


@router.api_route("/{municipality}/districts", methods=READ)
def choose(
    request: Request,
    municipality: str,
    desk: Desk,
    q: str | None = None,
    more: str = "",
    part: Annotated[list[str], Query(max_length=MOST_PARTS)] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """The district chosen by address, by place, or from the list in steps."""
    page = desk.page(request, municipality)
    assert page.city is not None
    assert page.links is not None
    shower, finder = DistrictsView(page.voice, page.links), page.city.served.districts
    if not page.city.has_districts:
        return desk.show(page, "no_districts.html", page.voice.plain("districts.no_districts"))
    typed = clean((q or "") + more)
    if problem := _problem(q, typed):
        return _choice(desk, page, shower, part, typed=typed, problem=problem)
    if typed:
        found = finder.find(typed)
        if isinstance(found, OneDistrict):
            return RedirectResponse(page.links.district(found.district.id, found=found.label), 303)
        return _choice(desk, page, shower, part, shower.found(typed, found), typed)
    return _choice(desk, page, shower, part)


@router.post("/{municipality}/districts")
def choose_here(
    request: Request,
    municipality: str,
    desk: Desk,
    lat: Latitude,
    lon: Longitude,
    lang: Annotated[str, Form()] = "",
) -> Response:
    """The districts near where the resident is; the position stands in no address."""
    page = _posted(request, municipality, desk, lang)
    assert page.city is not None
    assert page.links is not None
    shower = DistrictsView(page.voice, page.links)
    near = page.city.served.districts.near(round(lat, DECIMALS), round(lon, DECIMALS))
    answer = _choice(desk, page, shower, [], shower.near(near))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.api_route("/{municipality}/districts/forget", methods=READ)
def forgetting(request: Request, municipality: str, desk: Desk) -> Response:
    """Ask whether the remembered district is to be forgotten; opening the page changes nothing."""
    page = desk.page(request, municipality)
    title = page.voice.plain("districts.forget_title")
    return desk.show(
        page, "forget.html", title, remembered=bool(desk.remembered(request, page)), private=True
    )


@router.post("/{municipality}/districts/forget")
def forget(request: Request, municipality: str, desk: Desk, lang: Annotated[str, Form()] = "") -> Response:
    """Forget the remembered district."""
    page = _posted(request, municipality, desk, lang)
    assert page.links is not None
    response = RedirectResponse(page.links.districts, 303)
    desk.memory.forget(response, municipality)
    return response


@router.post("/{municipality}/districts/{district}/remember")
def remember(
    request: Request, municipality: str, district: str, desk: Desk, lang: Annotated[str, Form()] = ""
) -> Response:
    """Remember a district on this device."""
    page = _posted(request, municipality, desk, lang)
    assert page.links is not None
    assert page.city is not None
    if district not in {each.id for each in page.city.municipality.districts}:
        raise HTTPException(404)
    response = RedirectResponse(page.links.district(district), 303)
    desk.memory.write(response, municipality, district)
    return response


def _problem(q: str | None, typed: str) -> str:
    """What is wrong with what was typed; empty where nothing is."""
    if q is not None and not typed:
        return "empty"
    return "long" if len(typed) > LONGEST_ADDRESS else ""


def _choice(
    desk: PageDesk,
    page: Page,
    shower: DistrictsView,
    path: list[str],
    found: FoundShown | None = None,
    typed: str = "",
    problem: str = "",
) -> Response:
    assert page.city is not None
    voice, parts = page.voice, page.city.served.districts.listing()
    title = voice.plain("districts.title")
    if problem:
        said = voice.plain(f"districts.error_{problem}", most=LONGEST_ADDRESS)
        title = voice.plain("search.wrong_title", problem=said)
    return desk.show(
        page,
        "districts.html",
        title,
        422 if problem else 200,
        groups=shower.listing(parts, path),
        is_step=shower.is_step(parts, path),
        found=found,
        typed=typed[:LONGEST_ADDRESS],
        problem=problem,
        most=LONGEST_ADDRESS,
    )


def _posted(request: Request, municipality: str, desk: PageDesk, lang: str) -> Page:
    if not is_same_origin(request.headers):
        raise HTTPException(403)
    return desk.page(request, municipality, lang)
