"""One language of one municipality's pages: its wordings, its city's sentences, its names.

What comes out is markup ready to be shown: escaped, in ja-easy with ruby, and with `lang` where a
text is in another language than the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from api.views.ruby import ruby
from gomi.conversation.messages.tongue import Tongue
from gomi.municipality.values import Category, Item, Municipality
from gomi.words import EASY, JAPANESE, Words, placeholders

HAS_JAPANESE = re.compile("[ぁ-ヿ一-鿿々]")
HAS_KANA = re.compile("[ぁ-ヿ]")
IN_ITS_LETTERS = re.compile("[ぁ-ヿ一-鿿々「」]{2,}")
"""Runs that may be Japanese; Chinese shares the letters, and its kana alone tell."""
NOTHING = Markup("")
MOST_MARKED_LANGUAGE = 35  # characters a language tag may have (RFC 5646)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is shown, and beside it the Japanese one where that differs (else empty)."""

    shown: Markup
    plain: str
    beside: Markup = NOTHING


class Voice:
    """How a municipality speaks in one language."""

    def __init__(self, words: Words, lang: str, municipality: Municipality | None) -> None:
        self._words = words
        self._tongue = Tongue(words, lang, municipality)
        self.lang = lang
        self.tag = self._tongue.tag
        self.reviewed = self._tongue.reviewed
        self.say_bare = lru_cache(maxsize=None)(self._say_bare)

    def say(self, key: str, **values: object) -> Markup:
        """A wording of the interface, as markup. Values are escaped, Japanese ones are marked."""
        bare = self.say_bare(key)
        if not values:
            return bare
        return Markup(str(bare).format(**{name: self.marked(value) for name, value in values.items()}))

    def plain(self, key: str, **values: object) -> str:
        """A wording as bare text, for titles and labels."""
        said = {name: value.plain if isinstance(value, Name) else value for name, value in values.items()}
        return self._tongue.plain(key, **said)

    def listed(self, key: str) -> tuple[str, ...]:
        """A wording that is a list parted by |."""
        return self._tongue.listed(key)

    def day(self, day: date) -> str:
        """A date as this language writes it, as text with readings."""
        return self._tongue.day(day)

    def day_and_weekday(self, day: date) -> str:
        """A date without its year, with its weekday, as text with readings."""
        return self._tongue.day_and_weekday(day)

    def time(self, minutes: int) -> str:
        """A time of day, given in minutes after midnight, as text with readings."""
        return self._tongue.time(minutes)

    def marked(self, value: object) -> Markup:
        """Any value as markup; Japanese in a page of another language says so."""
        if isinstance(value, Name):
            return value.shown
        if isinstance(value, Markup):
            return value
        text = str(value)
        return self.in_japanese(text) if HAS_JAPANESE.search(text) else escape(text)

    def in_words(self, text: str) -> Markup:
        """A text of this language that may bear readings."""
        return ruby(text) if self.lang == EASY else escape(text)

    def in_japanese(self, text: str) -> Markup:
        """A Japanese text, marked as such where the page is in another language."""
        if self.tag == JAPANESE:
            return self.in_words(text)
        if not HAS_JAPANESE.search(text):
            return escape(text)
        return Markup('<span lang="ja">{}</span>').format(text)

    def city(self, sentence: str) -> Markup:
        """A sentence of the city in this language, else in Japanese and marked."""
        translated = self._tongue.translated(sentence)
        if translated is None:
            return self.in_japanese(sentence)
        return ruby(translated) if self.lang == EASY else self._with_japanese_marked(translated)

    def name(self, japanese: str, reading: str = "") -> Name:
        """A name with the Japanese one beside it, if this language calls it otherwise."""
        name = self._tongue.name(japanese, reading)
        shown = self.in_words(name.shown) if name.translated else self.in_japanese(name.shown)
        return Name(shown, name.plain, self.in_words(name.beside))

    def category(self, category: Category) -> Name:
        """A category's name."""
        return self.name(category.name, category.reading)

    def item(self, item: Item) -> Name:
        """An item's name."""
        return self.name(item.name, item.readings[0] if item.readings else "")

    def joined(self, parts: Sequence[Markup]) -> Markup:
        """Parts in one line."""
        return self.say("rule.both").join(parts)

    @property
    def city_name(self) -> Markup:
        """The municipality's own name."""
        name = self._tongue.city_name
        return ruby(name) if self.lang == EASY else self.marked(name)

    @property
    def city_name_plain(self) -> str:
        """The municipality's own name as bare text."""
        return self._tongue.city_name_plain

    def _say_bare(self, key: str) -> Markup:
        wording = self._words.wording(key, self.lang)
        text = ruby(wording.text) if wording.lang == EASY else escape(wording.text)
        tag = self._words.languages[wording.lang].tag
        if tag != self.tag:
            return Markup('<span lang="{}">{}</span>').format(tag, text)
        return text if placeholders(wording.text) else self._with_japanese_marked_markup(text)

    def _with_japanese_marked(self, text: str) -> Markup:
        return self._with_japanese_marked_markup(escape(text))

    def _with_japanese_marked_markup(self, text: Markup) -> Markup:
        """Japanese words inside a sentence of another language: 「キケン」."""
        if self.tag == JAPANESE:
            return text
        has_it = HAS_KANA if self.tag.startswith("zh") else HAS_JAPANESE
        return Markup(IN_ITS_LETTERS.sub(lambda found: _marked(found[0], has_it), str(text)))


def _marked(run: str, has_it: re.Pattern[str]) -> str:
    return f'<span lang="ja">{run}</span>' if has_it.search(run) else run


def known_language(asked: str | None, accepts: str, offered: Sequence[str]) -> str:
    """The language to answer in: the one asked for, else English for a browser that puts it first.

    >>> known_language(None, "en-US,en;q=0.9,ja;q=0.8", ("ja", "ja-easy", "en"))
    'en'
    >>> known_language("xx", "fr", ("ja", "en")), known_language("ja-easy", "en", ("ja", "ja-easy"))
    ('ja', 'ja-easy')
    """
    if asked in offered:
        return str(asked)
    first = accepts[:MOST_MARKED_LANGUAGE].split(",")[0].split(";")[0].strip().lower()
    return "en" if "en" in offered and first.split("-")[0] == "en" else JAPANESE
