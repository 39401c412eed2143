"""みほん市's chat for tests: replies in each language, by the search as it is served."""

from datetime import date, datetime
from functools import cache

from gomi.calendar.collection import CollectionCalendar
from gomi.conversation.messages import Media, Replies
from gomi.conversation.messages.matters import BACK, CALL, CATEGORIES, MENU, STOP, WORD_BY_INTENT
from gomi.conversation.pages import Pages
from gomi.conversation.talk import Talk
from gomi.conversation.wanted import BAGS, DROP_OFF, SINGLE_BAGS, VOUCHERS, bringing
from gomi.districts.finder import DistrictFinder
from gomi.municipality.load import load
from gomi.municipality.values import Municipality
from gomi.places.finder import PlaceFinder
from gomi.places.found import Brought, Spot, Wanted
from gomi.places.guide_shelf import GuideShelf
from gomi.search.engine import SearchEngine
from gomi.search.index import ItemIndex
from gomi.search.search import search
from gomi.settings import CHECKOUT, read
from gomi.words import load_words

BASE = "https://gomi.example/mihon"
LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
TODAY = date(2026, 11, 24)
NIGHT = datetime(2026, 11, 24, 20, 30)
MOST_PLACES = 11
QUERIES = (
    "プラスチックのハンガー",
    "冷蔵庫",
    "ハンガー",
    "モバイルバッテリー",
    "電池",
    "布団とカーペット",
    "ハンガーとぬいぐるみ",
    "ハンカー",
    "宇宙船",
    "市役所 何時まで",
    "",
)
INTENTS = (*WORD_BY_INTENT, MENU, CATEGORIES, STOP, BACK, "あたらしい用件")

__all__ = [
    "CALL",
    "INTENTS",
    "LANGUAGES",
    "QUERIES",
    "TODAY",
    "ask",
    "engine",
    "every_reply",
    "index",
    "mihon",
    "places",
    "replies",
    "talk_in",
]


@cache
def places() -> PlaceFinder:
    return PlaceFinder(mihon(), DistrictFinder(mihon()))


@cache
def mihon() -> Municipality:
    municipality = load(CHECKOUT / "data" / "mihon").municipality
    assert municipality is not None
    return municipality


@cache
def engine() -> SearchEngine:
    return SearchEngine(read({}).lexicon_dir)


@cache
def index() -> ItemIndex:
    return engine().index(mihon())


@cache
def replies(lang: str = "ja") -> Replies:
    return Replies(load_words(), lang, mihon(), Pages(BASE, lang), places(), GuideShelf(mihon()))


def ask(query: str, lang: str = "ja"):
    return replies(lang).to(search(index(), query, TODAY))


def every_reply(lang: str):
    """One of each kind of reply, under a name."""
    say = replies(lang)
    for query in QUERIES:
        yield query, ask(query, lang)
    for intent in INTENTS:
        yield intent, say.to_matter(intent)
    for media in Media:
        yield media, say.to_media(media)
    yield "welcome", say.welcome()
    yield "welcome back", say.welcome_back()
    yield "stale", say.to_stale_button()
    yield "long", say.to_long()
    yield "failed", say.failed()
    yield "no choice", say.to_no_choice(ask("ハンガー", lang))
    for category in mihon().categories:
        yield category.id, say.to_category(category.name)
    yield "guides", say.guides.choose()
    for guide in mihon().guides:
        yield guide.id, say.guides.guide(guide)
    yield from place_replies(say)


def place_replies(say: Replies):
    """Every place of the city, eleven at a time, near a spot of a name and near a bare position."""
    everything = places().nearest(Spot("本町1丁目", (34.71, 138.56)), Wanted(), NIGHT, 1000)
    for at in range(0, len(everything), MOST_PLACES):
        some = everything[at : at + MOST_PLACES]
        spot = Spot("" if at else "本町1丁目", (34.71, 138.56))
        yield f"places from {at}", say.places.nearest([(BAGS, some)], spot, NIGHT, home=bool(at))
    for wanted in (BAGS, SINGLE_BAGS, VOUCHERS, DROP_OFF, bringing(Brought(category="battery"))):
        yield str(wanted), say.places.none(wanted)


def talk_in(city: Municipality, index: ItemIndex) -> Talk:
    """The talk of a city, as it is served."""
    finder = DistrictFinder(city)
    return Talk(index, load_words(), BASE, CollectionCalendar(city), finder, PlaceFinder(city, finder))
