"""What is said of a day, drawn once for everyone who is told the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gomi.conversation.messages.reminders import Reminders
from gomi.conversation.ports import ChatFace
from gomi.ports import JsonValue
from gomi.reminders.homes import MAIL, Home
from gomi.reminders.news import News
from gomi.reminders.ports import CORRECTION, MOST_RECIPIENTS
from gomi.words import JAPANESE, Words
from notifier.cities import City
from notifier.mailing import in_plain_text


@dataclass(frozen=True, slots=True)
class Telling:
    """What one home is told: those equal to it are told in the same words."""

    kind: str
    told: str
    lang: str
    label: str
    before: str = ""
    """For a correction: the key of what was told before."""
    channel: str = field(default="", kw_only=True)
    news: News = field(compare=False, kw_only=True)

    @classmethod
    def of(cls, home: Home, kind: str, news: News, before: str = "") -> "Telling":
        """Of a home."""
        return cls(kind, news.key, home.lang, home.label, before, channel=home.channel, news=news)

    @property
    def most_homes(self) -> int:
        """How many homes one batch of it is for: a letter bears the links of its own home."""
        return 1 if self.channel == MAIL else MOST_RECIPIENTS


class Teller:
    """Draws messages for the chat and for letters. Safe to use from any thread."""

    def __init__(self, words: Words, chat: ChatFace) -> None:
        self._words, self._chat = words, chat
        self._made: dict[tuple[str, str], tuple[City, Reminders]] = {}

    def draw(self, city: City, telling: Telling, today: date) -> Sequence[JsonValue]:
        """The messages, as they are sent."""
        speaker = self._speaker(city, telling.lang)
        if telling.kind.startswith(CORRECTION):
            reply = speaker.correction(telling.before, telling.news, telling.label, today)
        else:
            reply = speaker.reminder(telling.news, telling.label, today)
        return in_plain_text(reply) if telling.channel == MAIL else self._chat.draw(reply, "")

    def _speaker(self, city: City, lang: str) -> Reminders:
        lang = lang if lang in self._words.languages else JAPANESE
        known = self._made.get((city.id, lang))
        if known is None or known[0] is not city:
            known = self._made[city.id, lang] = city, Reminders(self._words, lang, city.municipality)
        return known[1]
