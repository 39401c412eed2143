"""みほん市's chat for tests: replies in each language, by the search as it is served."""

from datetime import date
from functools import cache

from gomi.conversation.messages import Media, Replies
from gomi.conversation.messages.matters import BACK, CALL, CATEGORIES, MENU, STOP, WORD_BY_INTENT
from gomi.municipality.load import load
from gomi.municipality.values import Municipality
from gomi.search.engine import SearchEngine
from gomi.search.index import ItemIndex
from gomi.search.search import search
from gomi.settings import CHECKOUT, read
from gomi.words import load_words

LANGUAGES = ("ja", "ja-easy", "en", "zh-Hans", "vi", "pt")
TODAY = date(2026, 11, 24)
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
    "replies",
]


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
    return Replies(load_words(), lang, mihon(), lambda item: f"https://gomi.example/mihon/items/{item.id}")


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
