"""The notifier at work: one thread plans and corrects, others send meanwhile."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from uuid import uuid4

import structlog

from gomi.bootstrap import Services
from gomi.conversation.ports import ChatAccount
from gomi.ports import LedgerUnreachable
from gomi.reminders.mail_links import MailLinks
from gomi.words import Words
from notifier.anew import Anew
from notifier.batching import Maker
from notifier.cities import Cities
from notifier.correcting import Corrector
from notifier.hands import Hands
from notifier.mailing import Mailing
from notifier.planning import Planner
from notifier.rate import MULTICASTS_A_SECOND, Rate
from notifier.sending import Sender
from notifier.telling import Teller
from notifier.watching import Watching

log = structlog.get_logger()

LOOK_SECONDS = 2.0
LOOKED_AGAIN_AFTER = timedelta(seconds=30)


class Notifier:
    """Reminders of every municipality with a channel, or with mail. ``clock`` gives aware times.

    With an ``account`` the month's messages are watched.
    """

    def __init__(
        self,
        services: Services[None],
        words: Words,
        clock: Callable[[], datetime],
        again_after: timedelta = LOOKED_AGAIN_AFTER,
        account: ChatAccount | None = None,
    ) -> None:
        chat, deliveries = services.chat, services.deliveries
        self._chat, self._clock = chat, clock
        self._cities = Cities(services, chat)
        maker = Maker(Teller(words, chat), lambda: str(uuid4()))
        self._planner = Planner(self._cities, deliveries, maker)
        self._corrector = Corrector(self._cities, deliveries, maker, again_after)
        anew = Anew(services.homes, maker)
        sender = Sender(deliveries, chat, self._cities, anew, Rate(MULTICASTS_A_SECOND, monotonic))
        if services.mail is not None:
            links = MailLinks.of(services.settings)
            sender.mailing = Mailing(services.mail, services.homes, words, links)
        self._watching = Watching(services, self._cities, account, clock) if account else None
        self._hands = Hands(deliveries, sender.send, self._cities.look, clock)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gomi-notifier", daemon=True)

    def start(self) -> None:
        """Work in the background until `stop`."""
        self._begin()
        self._thread.start()

    def stop(self) -> None:
        """Finish what is in hand; what is left is taken up by whoever comes next."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._hands.stop()

    def once(self) -> None:
        """Plan and send what is due until nothing is left that can be sent now.

        Raises:
            LedgerUnreachable: the ledger does not answer.
        """
        self._begin()
        try:
            before = -1
            while (sent := self._plan_and_send()) != before:
                before = sent
        finally:
            self._hands.stop()

    def _plan_and_send(self) -> int:
        self._plan()
        return self._hands.drain()

    def _begin(self) -> None:
        if any(city.channel for city in self._cities.all()):
            self._chat.warm_up()
        self._hands.start()

    def _plan(self) -> int:
        self._cities.look()
        now = self._clock()
        planned = self._planner.plan(now) + self._corrector.correct(now)
        if planned:
            self._hands.wake()
        return planned

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._plan()
                if self._watching:
                    self._watching.look(self._clock())
            except LedgerUnreachable:
                log.warning("ledger_not_reached")
            except Exception:  # whatever it is, the thread must go on: nobody else would plan
                log.exception("notifier_stumbled")
            self._stopping.wait(LOOK_SECONDS)
