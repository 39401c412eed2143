"""Where pages are made: the municipalities as pages show them, the language, the answer to send."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, Response

from api.remembered import Remembered
from api.templating import render
from api.views.city import City
from api.views.district import DistrictView
from api.views.links import Links
from api.views.page import Page
from api.views.voice import Voice, known_language
from gomi.bootstrap import Services, utc_now
from gomi.calendar.collection import DistrictUnknown
from gomi.errors import NotServed
from gomi.search.answer import Answer
from gomi.search.index import ItemIndex
from gomi.words import Words

SHOWN_ERRORS = (403, 404, 422, 429, 500, 503)
BAD_REQUEST, INTERNAL = 422, 500


class PageDesk:
    """Makes pages from what is served now. Safe to use from any thread."""

    def __init__(
        self, services: Services[ItemIndex], words: Words, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._services = services
        self._words = words
        self._clock = clock
        self.memory = Remembered(services.settings)
        self.base_url = services.settings.base_url
        self.by_mail = services.mail is not None
        self._cities: dict[str, City] = {}

    def cities(self) -> list[City]:
        """Every municipality served now."""
        return [self.city(served.municipality.id) for served in self._services.served.all()]

    def city(self, municipality: str) -> City:
        """A municipality in its edition in force.

        Raises:
            NotServed: it is not here.
        """
        served = self._services.served.get(municipality)
        known = self._cities.get(municipality)
        if known is None or known.served is not served:
            known = self._cities[municipality] = City(served, self._words)
        return known

    def page(self, request: Request, municipality: str | None = None, lang: str | None = None) -> Page:
        """The page asked for, in the language asked for.

        Raises:
            NotServed: the municipality is not here.
        """
        city = self.city(municipality) if municipality is not None else None
        offered = city.languages if city is not None else tuple(self._words.languages)
        asked = lang or request.query_params.get("lang")
        spoken = known_language(asked, request.headers.get("accept-language", ""), offered)
        return Page(
            voice=city.voice(spoken) if city is not None else Voice(self._words, spoken, None),
            words=self._words,
            path=request.url.path,
            parameters=request.query_params.multi_items(),
            city=city,
            links=_links(city, spoken if asked == spoken else None),
            offered=offered,
        )

    def voice_of(self, city: City, page: Page) -> Voice:
        """A city's voice in the language of a page that is not its own."""
        return city.voice(page.voice.lang if page.voice.lang in city.languages else city.languages[0])

    def now(self, page: Page) -> datetime:
        """The time where the municipality of a page is."""
        assert page.city is not None
        return self._clock().astimezone(ZoneInfo(page.city.municipality.time_zone))

    def today(self, page: Page) -> date:
        """The day where the municipality of a page is."""
        return self.now(page).date()

    def district(self, page: Page, district: str) -> DistrictView:
        """A district of a page's municipality, now.

        Raises:
            DistrictUnknown: there is none with that id.
        """
        assert page.city is not None
        calendar = page.city.served.calendar.of(district)
        return DistrictView(page.city, page.voice, calendar, self.now(page))

    def remembered_id(self, request: Request, page: Page) -> str:
        """The district the resident had remembered; it may be gone."""
        assert page.city is not None
        return self.memory.read(request, page.city.municipality.id)

    def remembered(self, request: Request, page: Page) -> DistrictView | None:
        """The district the resident had remembered, as long as it exists."""
        id_ = self.remembered_id(request, page)
        try:
            return self.district(page, id_) if id_ else None
        except DistrictUnknown:
            return None

    def show(
        self,
        page: Page,
        template: str,
        title: str,
        status: int = 200,
        private: bool = False,
        **values: object,
    ) -> Response:
        """The page as it is sent; ``private`` says that a remembered district has a part in it."""
        text = render(template, page=page, say=page.voice.say, title=page.title(title), **values)
        headers = {
            "Cache-Control": "private, no-cache" if private else "no-cache",
            "Vary": "Accept-Language, Cookie" if private else "Accept-Language",
            "Content-Language": page.voice.tag,
        }
        return HTMLResponse(text.encode("utf-8", "replace"), status, headers)

    def count(self, city: City, answer: Answer, now: datetime) -> None:
        """Count one answer."""
        self._services.counts.add(city.municipality.id, answer, now.date())

    def error(self, request: Request, status: int) -> Response:
        """An error in the look of the other pages."""
        page = self._page_of_an_error(request)
        shown = status if status in SHOWN_ERRORS else (INTERNAL if status >= INTERNAL else BAD_REQUEST)
        return self.show(page, "error.html", page.voice.plain(f"error.title_{shown}"), status, shown=shown)

    def _page_of_an_error(self, request: Request) -> Page:
        try:
            return self.page(request, request.url.path.split("/")[1])
        except NotServed:
            return self.page(request)


def _links(city: City | None, lang: str | None) -> Links | None:
    return Links(city.municipality.id, lang, city.version) if city is not None else None


def page_desk(request: Request) -> PageDesk:
    """The desk that was left on the application."""
    desk: PageDesk = request.app.state.pages
    return desk


Desk = Annotated[PageDesk, Depends(page_desk)]
