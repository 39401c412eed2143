"""The residents' pages: look up a thing, see the categories, tell the city a word it lacks.

`install` puts them on an application, after every other face: their addresses begin with the
municipality. They work without scripts and without cookies; the language is in the address. To whom
had a district remembered, they say when it is collected there. Anyone may read them. `page_error` is
any error in the same look.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api import calendar_pages, district_pages, guide_pages, place_pages
from api.guide_pages import guides_view
from api.leading import FOUND, guide_about, page_of_matter, place_named, places_asked
from api.page_desk import Desk, PageDesk
from api.same_origin import is_same_origin
from api.templating import MAY_CHANGE, NEVER_CHANGES, static_files
from api.views.answers import Shower, ThingShown
from api.views.district import DistrictView
from api.views.page import Page
from api.views.place_links import PlaceLinks
from gomi.bootstrap import Services, utc_now
from gomi.conversation.messages.matters import CALL, WORD_BY_INTENT
from gomi.search.answer import Answer, AnswerKind
from gomi.search.counting import MISSES, may_be_personal
from gomi.search.index import ItemIndex
from gomi.search.search import LONGEST_HEARD, clean, search
from gomi.words import Words

READ = ["GET", "HEAD"]

router = APIRouter(include_in_schema=False)


def install(
    app: FastAPI,
    services: Services[ItemIndex],
    words: Words,
    clock: Callable[[], datetime] = utc_now,
) -> None:
    """Add the pages and the static files to the application; ``clock`` tells them what day it is."""
    app.state.pages = PageDesk(services, words, clock)
    app.include_router(router)
    app.include_router(district_pages.router)
    app.include_router(calendar_pages.router)
    app.include_router(guide_pages.router)
    app.include_router(place_pages.router)


def page_error(request: Request, status: int, detail: str = "") -> Response:
    """An error as a page in the look of the others, of the city in the address if there is one.

    ``detail`` is for programs and is not shown: residents are told in their language how to go on.
    """
    desk: PageDesk = request.app.state.pages
    return desk.error(request, status)


@router.api_route("/", methods=READ)
def home(request: Request, desk: Desk) -> Response:
    """The municipalities served; where there is one, its start page."""
    cities = desk.cities()
    if len(cities) == 1:
        return RedirectResponse(f"/{cities[0].municipality.id}/", 307)
    page = desk.page(request)
    listed = [(city.municipality.id, desk.voice_of(city, page)) for city in cities]
    return desk.show(page, "home.html", page.voice.plain("site.home_heading"), cities=listed)


@router.api_route("/static/{name}", methods=READ)
def static(name: str, v: str = "") -> Response:
    """A stylesheet or picture; an address with the right version may be kept for ever."""
    file = static_files().get(name)
    if file is None:
        raise HTTPException(404)
    kept = NEVER_CHANGES if v == file.version else MAY_CHANGE
    return Response(file.content, media_type=file.media_type, headers={"Cache-Control": kept})


@router.api_route("/{municipality}/tiles.css", methods=READ)
def tiles(municipality: str, desk: Desk, v: str = "") -> Response:
    """The colours of the city's category tiles."""
    city = desk.city(municipality)
    kept = NEVER_CHANGES if v == city.version else MAY_CHANGE
    return Response(city.stylesheet, media_type="text/css", headers={"Cache-Control": kept})


@router.api_route("/{municipality}/", methods=READ)
def start(request: Request, municipality: str, desk: Desk) -> Response:
    """The search, and the categories."""
    page = desk.page(request, municipality)
    home = desk.remembered(request, page)
    return desk.show(page, "start.html", page.voice.plain("start.title"), home=home, private=True)


@router.api_route("/{municipality}/search", methods=READ)
def find(request: Request, municipality: str, desk: Desk, q: str = "", which: str = "") -> Response:
    """The answer to what was typed; ``which`` answers the question it asked back."""
    page = desk.page(request, municipality)
    query = clean(q)
    if not query or len(q) > LONGEST_HEARD:
        return _not_heard(desk, page, query, "empty" if not query else "long")
    assert page.city is not None
    if (places := places_asked(page, query, desk.today(page))) is not None:
        return RedirectResponse(places, 303)
    answer = search(page.city.index, q, desk.today(page))
    if (guide := guide_about(page, query, answer)) is not None:
        return RedirectResponse(guide, 303)
    if (place := place_named(page, query, answer)) is not None:
        return RedirectResponse(place, 303)
    if not which:
        desk.count(page.city, answer, desk.now(page))
    home = desk.remembered(request, page)
    if (matter := page_of_matter(page, answer.intent, home.id if home else None)) is not None:
        return RedirectResponse(matter, 303)
    return _answered(desk, page, answer, query, which, home)


@router.api_route("/{municipality}/items/{item_id:path}", methods=READ)
def item(request: Request, municipality: str, item_id: str, desk: Desk) -> Response:
    """A thing with all its rules."""
    page = desk.page(request, municipality)
    assert page.city is not None
    found = page.city.municipality.item_by_id.get(item_id)
    if found is None or found.doubt:
        raise HTTPException(404)
    return _things(desk, page, [_shower(page).item(found)], "", desk.remembered(request, page))


@router.api_route("/{municipality}/categories", methods=READ)
def categories(request: Request, municipality: str, desk: Desk) -> Response:
    """The sorting list."""
    page = desk.page(request, municipality)
    return desk.show(page, "categories.html", page.voice.plain("categories.title"))


@router.api_route("/{municipality}/categories/{category_id:path}", methods=READ)
def category(request: Request, municipality: str, category_id: str, desk: Desk, row: str = "") -> Response:
    """A category: how to put out, and what belongs there; ``row`` is an initial of a long list.

    An initial that the list does not have, as after a change of language, shows the category.
    """
    page = desk.page(request, municipality)
    assert page.city is not None
    found = page.city.municipality.category_by_id.get(category_id)
    if found is None:
        raise HTTPException(404)
    name, home = page.voice.category(found), desk.remembered(request, page)
    shelf = page.city.shelf(found.id, page.voice.lang)
    number = shelf.at(row)
    if number is not None:
        title = page.voice.plain("category.row_title", name=name, row=shelf.stretches[number].name)
        return desk.show(
            page, "category_row.html", title, category=found, name=name, shelf=shelf, number=number
        )
    title = page.voice.plain("category.title", name=name)
    notes = [page.voice.city(each) for each in found.notes]
    return desk.show(
        page,
        "category.html",
        title,
        private=True,
        category=found,
        name=name,
        shelf=shelf,
        notes=notes,
        guides=guides_view(page).of_category(found.id),
        home=home,
        place_links=PlaceLinks(page, home, desk.now(page)),
    )


@router.post("/{municipality}/report-word")
def report(
    request: Request,
    municipality: str,
    desk: Desk,
    q: Annotated[str, Form()] = "",
    lang: Annotated[str, Form()] = "",
) -> Response:
    """Count a word that was not found once more. Nothing about who reports it is taken."""
    if not is_same_origin(request.headers):
        raise HTTPException(403)
    page = desk.page(request, municipality, lang)
    assert page.city is not None
    assert page.links is not None
    if 0 < len(q) <= LONGEST_HEARD:
        answer = search(page.city.index, q, desk.today(page))
        if answer.intent is None and answer.kind.value in MISSES:
            desk.count(page.city, answer, desk.now(page))
    return RedirectResponse(page.links.reported, 303)


@router.api_route("/{municipality}/reported", methods=READ)
def reported(request: Request, municipality: str, desk: Desk) -> Response:
    """Thanks for a word."""
    page = desk.page(request, municipality)
    return desk.show(page, "reported.html", page.voice.plain("report.thanks_title"))


def _shower(page: Page) -> Shower:
    assert page.city is not None
    assert page.links is not None
    return Shower(page.city, page.voice, page.links)


def _not_heard(desk: PageDesk, page: Page, query: str, problem: str) -> Response:
    said = page.voice.plain(f"search.{problem}", most=LONGEST_HEARD)
    title = page.voice.plain("search.wrong_title", problem=said)
    return desk.show(page, "not_heard.html", title, 422, query=query, problem=problem, most=LONGEST_HEARD)


def _answered(
    desk: PageDesk, page: Page, answer: Answer, query: str, which: str, home: DistrictView | None
) -> Response:
    """The page for this kind of answer."""
    if answer.intent is not None:
        word = WORD_BY_INTENT.get(answer.intent, "other")
        title = page.voice.plain(f"intent.{word}.heading")
        about = guides_view(page).about(query)
        return desk.show(page, "intent.html", title, word=word, call=word in CALL, query=query, guides=about)
    if not answer.things:
        title = page.voice.plain("none.not_a_thing_title", query=query)
        return desk.show(page, "none.html", title, query=query, hazards=(), report=False, is_thing=False)
    shower, several = _shower(page), len(answer.things) > 1
    things = [
        shower.thing(found, query, "" if several else which, f"thing-{number}-" if several else "")
        for number, found in enumerate(answer.things, 1)
    ]
    if several or things[0].kind in FOUND:
        return _things(desk, page, things, query, home)
    may_report = not may_be_personal(query)
    if things[0].kind is AnswerKind.MAYBE:
        title = page.voice.plain("maybe.title", query=query)
        return desk.show(page, "maybe.html", title, query=query, thing=things[0], report=may_report)
    return _none(desk, page, things[0], answer.things[0].known_as or "", query, may_report)


def _none(
    desk: PageDesk, page: Page, thing: ThingShown, known_as: str, query: str, may_report: bool
) -> Response:
    voice = page.voice
    unlisted = voice.plain("none.unlisted_title", name=known_as, city=voice.city_name_plain)
    title = unlisted if known_as else voice.plain("none.title", query=query)
    return desk.show(
        page,
        "none.html",
        title,
        query=query,
        known_as=known_as,
        hazards=thing.hazards,
        report=may_report,
        is_thing=True,
    )


def _things(
    desk: PageDesk, page: Page, things: list[ThingShown], query: str, home: DistrictView | None
) -> Response:
    voice, several = page.voice, len(things) > 1
    names = voice.plain("rule.both").join(thing.name.plain for thing in things)
    title = (
        voice.plain("answer.several_title", names=names)
        if several
        else voice.plain("answer.title", name=names)
    )
    sources = [source for thing in things for source in thing.sources]
    return desk.show(
        page,
        "answer.html",
        title,
        private=True,
        home=home,
        place_links=PlaceLinks(page, home, desk.now(page)),
        things=things,
        query=query,
        source=page.source(sources[0] if sources else ""),
    )
