"""What the webhook stands on: the chat, the way into the inbox, and the worker to wake."""

from collections.abc import Callable
from datetime import datetime

from api.line.gathering import Gathering
from api.line.worker import Worker
from gomi.bootstrap import Services
from gomi.conversation.ports import ChatFace
from gomi.search.index import ItemIndex


class LineDesk:
    """``worker`` is None where another process does the work."""

    def __init__(
        self, services: Services[ItemIndex], clock: Callable[[], datetime], worker: Worker | None
    ) -> None:
        self.chat: ChatFace = services.chat
        self.gathering = Gathering(
            lambda rows: services.inbox.remember_many(rows, clock()), services.ledger.writers_at_once
        )
        self._worker = worker

    def wake(self) -> None:
        """Tell the worker here, if there is one, that something came in."""
        if self._worker is not None:
            self._worker.wake()

    def stop(self) -> None:
        """Keep what is on its way; then the worker ends."""
        self.gathering.stop()
        if self._worker is not None:
            self._worker.stop()
