"""What every page has: its language, its links, its icons, its name, and who can be called.

A page is made for one request and handed to its template whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from api.views.city import City
from api.views.icons import Icons
from api.views.links import Links
from api.views.voice import Voice
from gomi.municipality.values import Contact
from gomi.words import JAPANESE, Words

NOT_SHOWN = ("lang",)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in another language."""

    name: str
    tag: str
    href: str
    current: bool


@dataclass(frozen=True)
class Page:
    """One page to be drawn. ``city`` and ``links`` are None on pages of the whole installation."""

    voice: Voice
    words: Words
    path: str
    parameters: Sequence[tuple[str, str]] = ()
    city: City | None = None
    links: Links | None = None
    offered: tuple[str, ...] = (JAPANESE,)
    icons: Icons = field(default_factory=Icons)

    def title(self, said: str) -> str:
        """The page's name with the guide's behind it."""
        return self.voice.plain("site.page_title", page=said, brand=self.brand_plain)

    @property
    def brand_plain(self) -> str:
        """The guide's name as bare text."""
        if self.city is None:
            return self.voice.plain("site.home_title")
        return self.voice.plain("site.brand", city=self.voice.city_name_plain)

    @property
    def brand(self) -> Markup:
        """The guide's name."""
        if self.city is None:
            return self.voice.say("site.home_title")
        return self.voice.say("site.brand", city=self.voice.city_name)

    @property
    def contact(self) -> Contact | None:
        """Whom residents call, where there is a number."""
        contact = self.city.municipality.contact if self.city is not None else None
        return contact if contact is not None and contact.telephone else None

    @property
    def telephone_link(self) -> str:
        """The number to be dialled."""
        number = self.contact.telephone if self.contact else ""
        return "tel:" + "".join(letter for letter in number if letter.isascii() and letter in "+0123456789")

    @property
    def languages(self) -> list[LanguageLink]:
        """This page in every language there is."""
        return [
            LanguageLink(language.name, language.tag, self.in_language(id_), id_ == self.voice.lang)
            for id_ in self.offered
            if (language := self.words.languages.get(id_))
        ]

    def in_language(self, lang: str) -> str:
        """The address of this page in a language."""
        kept = [(name, value) for name, value in self.parameters if name not in NOT_SHOWN]
        return f"{self.path}?{urlencode([*kept, ('lang', lang)])}"

    @property
    def based_on(self) -> Markup:
        """From which table this page was made."""
        if self.city is None:
            return Markup("")
        if self.city.municipality.issued is None:
            return self.voice.say("site.based_on_undated", city=self.voice.city_name)
        return self.voice.say(
            "site.based_on", date=self.voice.in_words(self.voice.day(self.city.municipality.issued))
        )

    @property
    def published(self) -> Markup:
        """The issue date and, of a published table, the edition."""
        assert self.city is not None
        issued, edition = self.city.municipality.issued, self.city.served.edition
        if issued is None:
            return self.voice.say("site.edition", edition=edition) if edition else Markup("")
        day = self.voice.in_words(self.voice.day(issued))
        if edition:
            return self.voice.say("answer.issued_edition", date=day, edition=edition)
        return self.voice.say("answer.issued", date=day)

    def source(self, source: str) -> Markup:
        """Where an answer comes from."""
        published, city = self.published, self.voice.city_name
        if not published:
            return self.voice.say("answer.source_bare", city=city)
        if not source:
            return self.voice.say("answer.source_plain", city=city, published=published)
        return self.voice.say("answer.source", city=city, source=self.voice.city(source), published=published)
