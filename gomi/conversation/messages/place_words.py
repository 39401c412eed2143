"""What is said of a place in the kind of text that the face's voice speaks: pages and chat say the same."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from gomi.conversation.messages.rules import Named, Speaks
from gomi.municipality.places import Place
from gomi.municipality.values import Item, Municipality
from gomi.places.found import OpenState, PlaceFound
from gomi.places.vouchers import Price

KILOMETRE = 1000
LONGEST_WALK = 60
"""Minutes; nobody walks farther to buy bags."""
OPENING, CLOSING = "（", "）"

Text = TypeVar("Text", bound=str)


class SpeaksOfPlaces(Speaks[Text], Protocol):
    """A voice that also tells times and names things."""

    def time(self, minutes: int) -> str:
        """A time of day, given in minutes after midnight."""

    def day_and_weekday(self, day: date) -> str:
        """A date with its weekday."""

    def item(self, item: Item) -> Named[Text]:
        """An item's name."""


def said_state(state: OpenState, now: datetime, voice: SpeaksOfPlaces[Text]) -> Text:
    """Whether a place is open at ``now``, and until or from when. Both are in the place's own time."""
    at = state.changes_at
    match state.is_open, at:
        case None, _:
            return voice.say("place.unsure")
        case True, None:
            return voice.say("place.open")
        case True, datetime():
            return voice.say("place.open_until", when=_when(at, now, voice))
        case False, datetime():
            return voice.say("place.shut_until", when=_when(at, now, voice))
    return voice.say("place.shut")


def said_distance(found: PlaceFound, voice: SpeaksOfPlaces[Text]) -> Text:
    """How far it is: 180m, 1.2km, or that it is not known."""
    if found.metres is None:
        return voice.say("place.unknown_distance")
    if found.metres < KILOMETRE:
        return voice.say("place.metres", metres=max(10, round(found.metres, -1)))
    return voice.say("place.kilometres", kilometres=f"{found.metres / KILOMETRE:.1f}")


def said_walk(found: PlaceFound, voice: SpeaksOfPlaces[Text]) -> Text | None:
    """How long it takes on foot; None for what is too far, or of unknown distance."""
    minutes = found.walking_minutes
    if minutes is None or minutes > LONGEST_WALK:
        return None
    return voice.say("place.walk", minutes=minutes)


def said_sells(place: Place, voice: SpeaksOfPlaces[Text]) -> Text | None:
    """The bags and vouchers on sale; None where there are none."""
    parts: list[Text] = []
    if place.bags:
        parts.append(voice.say("place.bags", bags=_listed(map(voice.city, place.bags), voice)))
    if place.single_bags:
        parts.append(voice.say("place.single_bags"))
    if place.denominations:
        amounts = (said_yen(each, voice) for each in place.denominations)
        parts.append(voice.say("place.vouchers", amounts=_listed(amounts, voice)))
    return _joined(parts, voice, "place.and") if parts else None


def said_yen(amount: int, voice: Speaks[Text]) -> Text:
    """An amount of yen."""
    return voice.say("place.yen", amount=f"{amount:,}")


def said_price(thing: Text, price: Price, voice: SpeaksOfPlaces[Text]) -> Text:
    """What having a thing taken away costs, and the vouchers for it."""
    counted = (
        voice.say("place.voucher_count", amount=f"{amount:,}", count=count)
        for amount, count in Counter(price.vouchers).items()
    )
    needed = _listed(counted, voice)
    return voice.say("place.vouchers_needed", thing=thing, fee=f"{price.fee:,}", vouchers=needed)


def said_accepts(
    place: Place, city: Municipality, voice: SpeaksOfPlaces[Text], most: int | None = None
) -> Text | None:
    """What is taken there, by name, the first ``most`` of it; None where nothing is."""
    if not place.accepts:
        return None
    names = (_named(each, city, voice) for each in place.accepts[:most])
    key = "place.accepts" if most is None or len(place.accepts) <= most else "place.accepts_some"
    return voice.say(key, things=_listed(names, voice))


def _named(accepted: str, city: Municipality, voice: SpeaksOfPlaces[Text]) -> Text:
    """One accepted thing: 充電池（ふくらんだ・こわれた） is an item with one of its conditions."""
    name, opening, condition = accepted.partition(OPENING)
    if (category := city.category_by_name.get(accepted)) is not None:
        return voice.category(category).shown
    if (item := city.item_by_name.get(accepted)) is not None:
        return voice.item(item).shown
    if opening and (item := city.item_by_name.get(name)) is not None:
        case = voice.city(condition.removesuffix(CLOSING))
        return voice.say("line.case", name=voice.item(item).shown, case=case)
    return voice.city(accepted)


def _when(at: datetime, now: datetime, voice: SpeaksOfPlaces[Text]) -> Text:
    time = voice.in_words(voice.time(at.hour * 60 + at.minute))
    if at.date() == now.date():
        return time
    if at.date() == now.date() + timedelta(days=1):
        return voice.say("place.tomorrow", time=time)
    return voice.say("place.on", day=voice.in_words(voice.day_and_weekday(at)), time=time)


def _listed(parts: Iterable[Text], voice: SpeaksOfPlaces[Text]) -> Text:
    return _joined(list(parts), voice, "place.between")


def _joined(parts: list[Text], voice: SpeaksOfPlaces[Text], key: str) -> Text:
    said = parts[0]
    for part in parts[1:]:
        said = voice.say(key, one=said, other=part)
    return said
