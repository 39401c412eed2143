"""The pages of reminders by e-mail: apply, confirm, change, stop.

Whoever knows no LINE is told by e-mail. Opening a page changes nothing: each has a button. What lets
the owner of an address in is the link in a letter; it is sent on in the form, never shown again, and
kept from logs and Referer. Read by: applying, anyone; the other pages, who holds the link.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from typing import Annotated

import structlog
from fastapi import APIRouter, FastAPI, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.mail_office import AN_HOUR, Filled, Lang, MailOffice, Office, Token
from api.page_desk import Desk, PageDesk
from api.same_origin import is_same_origin
from api.views.mailing import MailForm, empty_form, told_of
from api.views.page import Page
from gomi.bootstrap import Services
from gomi.calendar.collection import DistrictUnknown
from gomi.conversation.mail_desk import MailDesk
from gomi.conversation.mail_form import FormWrong, Problem, as_typed, changed, home_from
from gomi.conversation.ports import Outcome
from gomi.reminders.homes import Home, HomeState
from gomi.reminders.mail_links import MailLinks
from gomi.search.index import ItemIndex
from gomi.words import Words

log = structlog.get_logger()

READ = ["GET", "HEAD"]
ONE_CLICK = "One-Click"
SAID = ("sent", "confirmed", "saved", "stopped")
SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin"}
"""For pages whose address lets someone in. Without any Referer a browser would send no Origin either."""

router = APIRouter(include_in_schema=False)


def install(app: FastAPI, services: Services[ItemIndex], words: Words, clock: Callable[[], datetime]) -> None:
    """Add the pages to the application; where no letters can be sent there are none."""
    if services.mail is None:
        return
    links = MailLinks.of(services.settings)
    desk = MailDesk(services.homes, services.mail, links, words, token_bytes(32))
    app.state.mail_office = Office(desk, clock, token_bytes(32))
    app.include_router(router)


@router.api_route("/{municipality}/districts/{district}/mail", methods=READ)
def asking(request: Request, municipality: str, district: str, desk: Desk) -> Response:
    """The form to apply with."""
    page = desk.page(request, municipality)
    _check(desk, page, district)
    return _form(desk, page, empty_form(page, district))


@router.post("/{municipality}/districts/{district}/mail")
def apply(
    request: Request,
    municipality: str,
    district: str,
    desk: Desk,
    office: MailOffice,
    filled: Filled,
    lang: Lang = "",
) -> Response:
    """Apply: the answer is the same whatever is known of the address."""
    page, filled = _posted(request, municipality, desk, lang), replace(filled, district=district)
    _check(desk, page, district)
    assert page.city is not None
    assert page.links is not None
    try:
        home = home_from(filled, page.city.municipality)
    except FormWrong as wrong:
        return _form(desk, page, MailForm(page, filled, wrong.problems))
    if not office.may_apply(request):
        too_often = _said(desk, page, "unsent", 429)
        too_often.headers["Retry-After"] = str(int(AN_HOUR.total_seconds()))
        return too_often
    outcome = office.desk.apply(page.city.municipality, home, office.now())
    log.info("mail_applied", municipality=municipality, outcome=outcome.value)
    if outcome is Outcome.REFUSED:
        return _form(desk, page, MailForm(page, filled, (Problem.REFUSED,)))
    if outcome is Outcome.UNREACHED:
        return _said(desk, page, "unsent", 503)
    return RedirectResponse(page.links.mail("sent"), 303)


@router.api_route("/{municipality}/mail/confirm", methods=READ)
def confirming(request: Request, municipality: str, desk: Desk, office: MailOffice, t: str = "") -> Response:
    """Show what was asked for, with the button that begins it."""
    page = desk.page(request, municipality)
    home = office.desk.waiting(municipality, t, office.now())
    if home is None:
        return _gone(desk, page)
    if home.state is not HomeState.WAITING:
        return _secret(_said(desk, page, "confirmed", home=home))
    return _button(desk, page, "confirm", t, home)


@router.post("/{municipality}/mail/confirm")
def confirm(
    request: Request, municipality: str, desk: Desk, office: MailOffice, t: Token = "", lang: Lang = ""
) -> Response:
    """Begin."""
    page = _posted(request, municipality, desk, lang)
    assert page.links is not None
    home = office.desk.waiting(municipality, t, office.now())
    if home is None:
        return _gone(desk, page)
    office.desk.confirm(home, office.now())
    log.info("mail_confirmed", municipality=municipality, home=home.id)
    return RedirectResponse(page.links.mail("confirmed"), 303)


@router.api_route("/{municipality}/mail/settings", methods=READ)
def settings(
    request: Request, municipality: str, desk: Desk, office: MailOffice, t: str = "", district: str = ""
) -> Response:
    """The form to change with; ``district`` is the one asked for meanwhile."""
    page = desk.page(request, municipality)
    home = office.desk.kept(municipality, t)
    if home is None:
        return _gone(desk, page)
    assert page.city is not None
    known = {each.id for each in page.city.municipality.districts}
    shown = as_typed(home, page.city.municipality)
    if district in known:
        shown = replace(shown, district=district)
    return _secret(_form(desk, page, MailForm(page, shown), t))


@router.post("/{municipality}/mail/settings")
def change(
    request: Request,
    municipality: str,
    desk: Desk,
    office: MailOffice,
    filled: Filled,
    t: Token = "",
    lang: Lang = "",
) -> Response:
    """Change."""
    page = _posted(request, municipality, desk, lang)
    assert page.city is not None
    assert page.links is not None
    home = office.desk.kept(municipality, t)
    if home is None:
        return _gone(desk, page)
    try:
        office.desk.change(changed(home, filled, page.city.municipality), office.now())
    except FormWrong as wrong:
        return _secret(_form(desk, page, MailForm(page, filled, wrong.problems), t))
    log.info("mail_changed", municipality=municipality, home=home.id)
    return RedirectResponse(page.links.mail("saved"), 303)


@router.api_route("/{municipality}/mail/stop", methods=READ)
def stopping(request: Request, municipality: str, desk: Desk, office: MailOffice, t: str = "") -> Response:
    """Show the button that stops."""
    page = desk.page(request, municipality)
    home = office.desk.kept(municipality, t)
    return _button(desk, page, "stop", t, home) if home is not None else _gone(desk, page)


@router.post("/{municipality}/mail/stop")
def stop(
    request: Request,
    municipality: str,
    desk: Desk,
    office: MailOffice,
    token: Token = "",
    lang: Lang = "",
    one_click: Annotated[str, Form(alias="List-Unsubscribe")] = "",
    t: str = "",
) -> Response:
    """Stop. A mail program does it with one call (RFC 8058), without a form: its address is the secret."""
    if one_click == ONE_CLICK:
        page = desk.page(request, municipality)
    else:
        page = _posted(request, municipality, desk, lang)
    assert page.links is not None
    home = office.desk.kept(municipality, token or t)
    if home is not None:
        office.desk.stop(home, office.now())
        log.info("mail_stopped", municipality=municipality, home=home.id)
    if one_click == ONE_CLICK:
        return _secret(_said(desk, page, "stopped"))
    return RedirectResponse(page.links.mail("stopped"), 303)


@router.api_route("/{municipality}/mail/{said}", methods=READ)
def say(request: Request, municipality: str, said: str, desk: Desk) -> Response:
    """What has been done."""
    if said not in SAID:
        raise HTTPException(404)
    return _said(desk, desk.page(request, municipality), said)


def _check(desk: PageDesk, page: Page, district: str) -> None:
    try:
        desk.district(page, district)
    except DistrictUnknown:
        raise HTTPException(404) from None


def _posted(request: Request, municipality: str, desk: PageDesk, lang: str) -> Page:
    if not is_same_origin(request.headers):
        raise HTTPException(403)
    return desk.page(request, municipality, lang)


def _form(desk: PageDesk, page: Page, form: MailForm, token: str = "") -> Response:
    name = dict(form.districts).get(form.typed.district, "")
    title = (
        page.voice.plain("mail.settings_title") if token else page.voice.plain("mail.title", district=name)
    )
    status = 422 if form.problems else 200
    return desk.show(page, "mail_form.html", form.title(title), status, form=form, token=token, name=name)


def _button(desk: PageDesk, page: Page, which: str, token: str, home: Home) -> Response:
    title = page.voice.plain(f"mail.{which}_title")
    return _secret(
        desk.show(page, "mail_button.html", title, which=which, token=token, lines=told_of(home, page))
    )


def _said(desk: PageDesk, page: Page, said: str, status: int = 200, home: Home | None = None) -> Response:
    lines = told_of(home, page) if home is not None else ()
    return desk.show(page, "mail_said.html", page.voice.plain(f"mail.{said}_title"), status, said=said,
                     lines=lines)  # fmt: skip


def _gone(desk: PageDesk, page: Page) -> Response:
    """A link that is over, was never ours, or names a home that is gone: nobody is told which."""
    return _secret(_said(desk, page, "gone", 404))


def _secret(response: Response) -> Response:
    response.headers.update(SECRET)
    return response
