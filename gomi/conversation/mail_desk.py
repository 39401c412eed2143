"""Reminders by e-mail: apply, confirm, change, stop. Nobody is told of whom we know what.

Whoever applies hears the same whatever is known of the address; what they asked for begins when the
owner of the address says so. At most three letters a day answer applications for one address.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gomi.conversation.messages.letters import Letters
from gomi.conversation.ports import Outcome
from gomi.municipality.values import Municipality
from gomi.reminders.allowance import Allowance
from gomi.reminders.homes import MAIL, MOST_HOMES, DropHome, Home, HomeChange, HomeState, SaveHome
from gomi.reminders.mail_links import MailLinks
from gomi.reminders.ports import Homes, Mail
from gomi.words import Words

MOST_ANSWERS = 3
A_DAY = timedelta(days=1)
NOTHING_CAME = (Outcome.UNREACHED, Outcome.REFUSED)


class MailDesk:
    """Safe to use from any thread. ``key`` is the process's own, for counting."""

    def __init__(self, homes: Homes, mail: Mail, links: MailLinks, words: Words, key: bytes) -> None:
        self._homes, self._mail, self._links, self._words = homes, mail, links, words
        self._answers = Allowance(MOST_ANSWERS, A_DAY, key)

    def apply(self, city: Municipality, home: Home, now: datetime) -> Outcome:
        """Keep a new home that waits for confirmation, and write to its owner.

        UNREACHED or REFUSED: nothing could be written, and nothing is kept.
        """
        if not self._answers.take(home.resident, now):
            return Outcome.ACCEPTED  # whoever floods an address need not know that it is in vain
        letters = Letters(self._words, self._links, city)
        theirs = [each for each in self._homes.of(MAIL, home.resident) if each.municipality == city.id]
        known = _known(theirs, home)
        if known is None:
            home = self._wait(theirs, home, now)
        letter = letters.known(known, home, now) if known else letters.confirmation(home, now)
        outcome = self._mail.send(letter)
        if outcome in NOTHING_CAME:
            self._answers.give_back(home.resident)
            if known is None:
                self.stop(home, now)
        return outcome

    def waiting(self, municipality: str, token: str, now: datetime) -> Home | None:
        """The home that a link of today asks to confirm; it may be confirmed already."""
        return self._home(municipality, self._links.to_confirm(token, now))

    def confirm(self, home: Home, now: datetime) -> None:
        """Its owner has said yes. Twice is the same as once."""
        if home.state is HomeState.WAITING:
            self._homes.set_state(home.id, HomeState.ACTIVE, now)

    def kept(self, municipality: str, token: str) -> Home | None:
        """The home that a link of a letter names."""
        return self._home(municipality, self._links.home_id(token))

    def change(self, home: Home, now: datetime) -> None:
        """Its owner wants it as it is here.

        Raises:
            LabelTaken: another home of theirs is called so.
        """
        self._change(home, SaveHome(home), now)

    def stop(self, home: Home, now: datetime) -> None:
        """Forget it, and with it the address."""
        self._change(home, DropHome(home.id), now)

    def _wait(self, theirs: Sequence[Home], home: Home, now: datetime) -> Home:
        """A new home in the place of one that waited under the same name: its link ends, its day begins."""
        waited: list[HomeChange] = [DropHome(each.id) for each in theirs if each.label == home.label]
        changes = [*waited, SaveHome(home)]
        self._homes.change(MAIL, home.resident, changes, now)
        return next(
            each
            for each in self._homes.of(MAIL, home.resident)
            if (each.municipality, each.label) == (home.municipality, home.label)
        )

    def _home(self, municipality: str, id: int | None) -> Home | None:
        home = self._homes.by_id(id) if id is not None else None
        is_here = home is not None and (home.channel, home.municipality) == (MAIL, municipality)
        return home if is_here else None

    def _change(self, home: Home, change: DropHome | SaveHome, now: datetime) -> None:
        self._homes.change(MAIL, home.resident, [change], now)


def _known(theirs: Sequence[Home], home: Home) -> Home | None:
    """The home that is told of already under this name, or any where there are as many as may be."""
    told = [each for each in theirs if each.state is HomeState.ACTIVE]
    same = next((each for each in told if each.label == home.label), None)
    return same or (told[0] if told and len(theirs) >= MOST_HOMES else None)
