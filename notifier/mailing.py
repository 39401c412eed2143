"""Reminders by e-mail: a batch is one home's letter, written when it is sent.

The batch holds what is said and the home's id. The address is looked up at the last moment, so that
whoever has stopped is not written to; and the letter of one home, day and kind bears one Message-ID,
so that a repeat after a crash is the same letter.
"""

from collections.abc import Sequence
from datetime import datetime

from gomi.conversation.messages import Reply
from gomi.conversation.messages.letters import Letters
from gomi.conversation.messages.plain import plain
from gomi.conversation.ports import Outcome
from gomi.ports import JsonValue
from gomi.reminders.homes import HomeState
from gomi.reminders.mail_links import MailLinks
from gomi.reminders.ports import Batch, Homes, Mail
from gomi.words import Words
from notifier.cities import City


class Mailing:
    """Sends batches of letters. Safe to use from any thread."""

    def __init__(self, mail: Mail, homes: Homes, words: Words, links: MailLinks) -> None:
        self._mail, self._homes, self._words, self._links = mail, homes, words, links

    def send(self, city: City, batch: Batch, now: datetime) -> Outcome | None:
        """What became of the letter; None when its home is gone or no longer wants it."""
        home = self._homes.by_id(batch.homes[0])
        if home is None or home.state is not HomeState.ACTIVE:
            return None
        letters = Letters(self._words, self._links, city.municipality)
        said = "\n".join(map(str, batch.messages))
        return self._mail.send(letters.reminder(home, said, batch.day, batch.kind, now))


def in_plain_text(reply: Reply) -> Sequence[JsonValue]:
    """A reply as a letter says it: without cards and without buttons."""
    return [plain(message) for message in reply.messages]
