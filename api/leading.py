"""Where words lead that ask for no thing: to places, to a guide, to the page of a matter."""

from datetime import date

from api.guide_pages import guides_view
from api.views.page import Page
from gomi.conversation.asked_places import is_a_name
from gomi.conversation.messages.matters import CATEGORIES, DAYS, GUIDES
from gomi.conversation.messages.places import WANTED_BY_INTENT
from gomi.conversation.wanted import VOUCHERS, asked_of, bringing, paying
from gomi.places.vouchers import price_of
from gomi.search.answer import Answer, AnswerKind

FOUND = (AnswerKind.ITEM, AnswerKind.QUESTION)


def places_asked(page: Page, query: str, today: date) -> str | None:
    """Where 「乾電池を持って行けるところ」 and 「たんすの処理券を買える店」 lead; None for other words."""
    assert page.city is not None
    assert page.links is not None
    city, asked = page.city.municipality, page.city.asked_places
    brought = asked.to_bring(query, today)
    if brought is not None:
        return page.links.places(**asked_of(bringing(brought)))
    paid = asked.to_pay(query, today)
    if paid is None or not page.city.served.places.denominations:
        return None
    price = price_of(city, paid, today)
    return page.links.places(**asked_of(paying(price) if price else VOUCHERS))


def guide_about(page: Page, query: str, answer: Answer) -> str | None:
    """Where the guide is that residents look for under words that name no thing and no matter."""
    if answer.intent is not None or any(found.kind in FOUND for found in answer.things):
        return None
    return next((guide.href for guide in guides_view(page).about(query)), None)


def place_named(page: Page, query: str, answer: Answer) -> str | None:
    """Where a town's or a place's name leads, which names no thing and no matter."""
    assert page.city is not None
    assert page.links is not None
    known = answer.intent or any(each.kind is not AnswerKind.NONE or each.known_as for each in answer.things)
    if (
        known
        or not is_a_name(query)
        or not page.city.municipality.places
        or not page.city.served.places.spots_of(query)
    ):
        return None
    return page.links.places(q=query)


def page_of_matter(page: Page, intent: str | None, home: str | None) -> str | None:
    """The page of a matter; ``home`` is the district remembered. None where the city has none of it."""
    assert page.city is not None
    assert page.links is not None
    city, links = page.city.municipality, page.links
    if intent == CATEGORIES:
        return links.categories
    if intent in WANTED_BY_INTENT and city.places:
        return links.places(**asked_of(WANTED_BY_INTENT[intent]))
    if intent == GUIDES and city.guides:
        return links.guides
    if intent == DAYS and page.city.has_districts:
        return links.district(home) if home else links.districts
    return None
