"""The residents' pages of 収集日: the days of a district by month, a year on paper, how to subscribe.

They work without scripts and without cookies. Anyone may read them.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.district_pages import LONGEST_ADDRESS
from api.page_desk import Desk, PageDesk
from api.views.district import DistrictView
from api.views.month import FIRST_YEAR, LAST_YEAR, read_month
from api.views.month_shown import month_shown
from api.views.page import Page
from api.views.subscribing import ALARMS, Subscribing
from api.views.year import YearView, fiscal_year_of
from gomi.calendar.collection import DistrictUnknown
from gomi.districts import OneDistrict

READ = ["GET", "HEAD"]

router = APIRouter(include_in_schema=False)


@router.api_route("/{municipality}/districts/{district}/", methods=READ)
def show_district(
    request: Request, municipality: str, district: str, desk: Desk, month: str = "", q: str = ""
) -> Response:
    """A month of a district, as a grid and in words; ``q`` is what it was found by."""
    page = desk.page(request, municipality)
    view = _view(desk, page, district)
    first = read_month(month) or view.today.replace(day=1)
    shown = month_shown(view, first)
    voice = page.voice
    title = (
        voice.plain("calendar.title", district=view.name)
        if shown.runs
        else voice.plain("calendar.month_title", district=view.name, month=shown.name)
    )
    return desk.show(
        page,
        "district.html",
        title,
        view=view,
        month=shown,
        found=_label(page, q, view),
        remembered=desk.remembered_id(request, page) == view.id,
        by_mail=desk.by_mail,
        private=True,
    )


@router.api_route("/{municipality}/districts/{district}/year", methods=READ)
def show_year(
    request: Request,
    municipality: str,
    district: str,
    desk: Desk,
    year: Annotated[int | None, Query(ge=FIRST_YEAR, le=LAST_YEAR - 1)] = None,
    large: str = "",
) -> Response:
    """A fiscal year on one sheet of paper, or in large print on several."""
    page = desk.page(request, municipality)
    view = _view(desk, page, district)
    shown = YearView(view, page.voice, year or fiscal_year_of(view.today), large == "1")
    title = page.voice.plain("print.title", year=shown.year, district=view.name)
    return desk.show(page, "year.html", title, view=view, year=shown)


@router.api_route("/{municipality}/districts/{district}/subscribe", methods=READ)
def show_subscribing(
    request: Request,
    municipality: str,
    district: str,
    desk: Desk,
    types: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006 - FastAPI copies it
    alarm: str = "",
) -> Response:
    """How to subscribe, program by program; the choice of streams and alarm makes the address."""
    page = desk.page(request, municipality)
    assert page.links is not None
    view = _view(desk, page, district)
    offered = [view.streams[stream.stream] for stream in view.calendar.streams if stream.rules]
    asked = {id_ for each in types for id_ in each.split(",")}
    chosen = tuple(stream.id for stream in offered if stream.id in asked)
    all_of_them = len(chosen) in (0, len(offered))
    wanted = alarm if alarm in ALARMS else ""
    way = Subscribing(desk.base_url, page.links.feed(view.id), () if all_of_them else chosen, wanted)
    title = page.voice.plain("subscribe.title", district=view.name)
    return desk.show(
        page,
        "subscribe.html",
        title,
        view=view,
        way=way,
        offered=offered,
        chosen=[stream.id for stream in offered] if all_of_them else chosen,
        alarms=[(each, view.dates.time(datetime.strptime(each, "%H:%M").time())) for each in ALARMS],
    )


def _view(desk: PageDesk, page: Page, district: str) -> DistrictView:
    try:
        return desk.district(page, district)
    except DistrictUnknown:
        raise HTTPException(404) from None


def _label(page: Page, words: str, view: DistrictView) -> str:
    """What the district was found by, if that is told apart from its name and does lead here."""
    assert page.city is not None
    if not words or len(words) > LONGEST_ADDRESS or words == view.calendar.district.name:
        return ""
    found = page.city.served.districts.find(words)
    return words if isinstance(found, OneDistrict) and found.district.id == view.id else ""
