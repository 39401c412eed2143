"""The residents' pages of guides: all of them, one, and the pictures they show.

They work without scripts and without cookies, and load nothing from elsewhere: films are linked to.
Anyone may read them.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.page_desk import Desk
from api.templating import MAY_CHANGE, NEVER_CHANGES
from api.views.answers import Shower
from api.views.guide_shown import guide_shown
from api.views.guides import GuidesView
from api.views.page import Page
from gomi.municipality.guide_pictures import media_type_of
from gomi.search.answer import Hit, Reason

READ = ["GET", "HEAD"]
PICTURES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a drawing that is opened by itself: it runs nothing and asks for nothing."""

router = APIRouter(include_in_schema=False)


def page_of(request: Request, municipality: str, desk: Desk) -> Page:
    """The page asked for."""
    return desk.page(request, municipality)


Asked = Annotated[Page, Depends(page_of)]


def guides_view(page: Page) -> GuidesView:
    """The guides in the language of a page."""
    assert page.city is not None
    assert page.links is not None
    return GuidesView(page.city, page.voice, page.links)


@router.api_route("/{municipality}/guides", methods=READ)
def guides(page: Asked, desk: Desk) -> Response:
    """Every guide."""
    listed = guides_view(page).listed()
    if not listed:
        raise HTTPException(404)
    return desk.show(page, "guides.html", page.voice.plain("guide.heading"), groups=listed)


@router.api_route("/{municipality}/guides/{guide_id}", methods=READ)
def guide(page: Asked, guide_id: str, desk: Desk) -> Response:
    """One guide."""
    assert page.city is not None
    assert page.links is not None
    city = page.city.municipality
    found = next((each for each in city.guides if each.id == guide_id), None)
    if found is None:
        raise HTTPException(404)
    shown = guide_shown(found, city.guides, guides_view(page))
    shower = Shower(page.city, page.voice, page.links)
    items = [item for item in map(city.item_by_id.__getitem__, found.items) if not item.doubt]
    chosen = [shower.hit(Hit(item, Reason.NAME, item.name)) for item in items]
    return desk.show(page, "guide.html", shown.plain_title, guide=shown, items=chosen)


@router.api_route("/{municipality}/guides/pictures/{file}", methods=READ)
def picture(municipality: str, file: str, desk: Desk, v: str = "") -> Response:
    """A picture; an address with the version of its edition may be kept for ever."""
    city = desk.city(municipality)
    content = city.municipality.guide_pictures.get(file)
    if content is None:
        raise HTTPException(404)
    headers = {
        "Cache-Control": NEVER_CHANGES if v == city.version else MAY_CHANGE,
        "Content-Security-Policy": PICTURES_POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type_of(file), headers=headers)
