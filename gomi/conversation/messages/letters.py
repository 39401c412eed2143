"""Letters (e-mails) to residents, in plain text: a reminder, and the two that answer an application.

Each ends with whom to call; a reminder also with the links to change and to stop it.

>>> subject_of("あす11月23日（月・祝）は燃やすごみ。今夜のうちにまとめてください。")
'あす11月23日（月・祝）は燃やすごみ。'
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

from gomi.conversation.messages.tongue import Tongue
from gomi.municipality.values import Municipality
from gomi.reminders.homes import Home
from gomi.reminders.mail_links import MailLinks
from gomi.reminders.ports import CORRECTION, Letter
from gomi.words import JAPANESE, Words

SENTENCE_ENDS = re.compile(r"(?<=。)|(?<=[.!?])\s+")
RULE = "----"


class Letters:
    """What one municipality writes. ``links`` lead to its pages. Safe to use from any thread."""

    def __init__(self, words: Words, links: MailLinks, city: Municipality) -> None:
        self._words, self._links, self._city = words, links, city

    def reminder(self, home: Home, said: str, day: date, kind: str, now: datetime) -> Letter:
        """A reminder; one of the same home, day and kind is the same letter, however often it is sent."""
        tongue = self._tongue(home)
        links = {"change": self._links.change(home), "stop": self._links.stop(home)}
        lines = [*said.splitlines(), "", RULE]
        for name, link in links.items():
            lines += [tongue.say(f"mail.letter.{name}"), link]
        lines += ["", *self._office(tongue)]
        id_ = _id(home.municipality, home.id, day, kind)
        subject = subject_of(said, 2 if kind.startswith(CORRECTION) else 1)
        return Letter(home.resident, self._sender(tongue), subject, tuple(lines), id_, now, links["stop"])

    def confirmation(self, home: Home, now: datetime) -> Letter:
        """Asks the owner of an address whether they want it."""
        link = self._links.confirm(home, now)
        return self._answer(home, "confirm", link, home.resident, now)

    def known(self, home: Home, asked: Home, now: datetime) -> Letter:
        """Tells them that they have it already, and how to change it to what was asked for now."""
        district = asked.district if asked.district != home.district else ""
        return self._answer(home, "known", self._links.change(home, district), home.resident, now)

    def _answer(self, home: Home, which: str, link: str, to: str, now: datetime) -> Letter:
        tongue = self._tongue(home)
        say = tongue.say
        lines = [
            say(f"mail.letter.{which}_lead", city=tongue.city_name),
            "",
            say(f"mail.letter.{which}_way"),
            link,
            "",
            say(f"mail.letter.{which}_not_you"),
            "",
            RULE,
            *self._office(tongue),
        ]
        subject = tongue.plain(f"mail.letter.{which}_subject")
        id_ = _id(home.municipality, home.id, which, now.isoformat())
        return Letter(to, self._sender(tongue), subject, tuple(lines), id_, now)

    def _office(self, tongue: Tongue) -> Iterator[str]:
        contact = self._city.contact
        yield f"{tongue.city_name} {tongue.city(contact.office)}".strip()
        if contact.telephone:
            yield tongue.say("mail.letter.telephone", telephone=contact.telephone)
        if contact.hours:
            yield tongue.say("mail.letter.hours", hours=tongue.city(contact.hours))
        if not tongue.reviewed:
            yield tongue.say("line.reference")

    def _sender(self, tongue: Tongue) -> str:
        return tongue.plain("site.brand", city=tongue.city_name_plain)

    def _tongue(self, home: Home) -> Tongue:
        lang = home.lang if home.lang in self._words.languages else JAPANESE
        return Tongue(self._words, lang, self._city)


def subject_of(said: str, sentences: int = 1) -> str:
    """The first sentences of what is said."""
    parts = [part for part in SENTENCE_ENDS.split(said.strip()) if part]
    joint = "" if said.strip()[len(parts[0]) : len(parts[0]) + 1].strip() else " "
    return joint.join(parts[:sentences])


def _id(*parts: object) -> str:
    """Of such parts as an exception's id, which may be in any letters."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40]
