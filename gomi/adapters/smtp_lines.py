"""Lines to a mail server, kept open for the next letter: TLS and a password take longer than a letter."""

import smtplib
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

IDLE_SECONDS = 10.0
"""Servers hang up on who is silent; most wait for minutes."""
MOST_LETTERS = 100  # on one line; some servers allow no more

Broken = (OSError, smtplib.SMTPException)


class Lines:
    """Lines that are free. Safe to use from any thread; a line that was taken belongs to who took it."""

    def __init__(self, connect: Callable[[], smtplib.SMTP], clock: Callable[[], float] = monotonic) -> None:
        self._connect, self._clock = connect, clock
        self._free: list[tuple[smtplib.SMTP, float]] = []
        self._letters: dict[int, int] = {}
        self._lock = threading.Lock()

    def take(self) -> smtplib.SMTP:
        """A line that answers: one that was used lately, or a new one.

        Raises:
            OSError, smtplib.SMTPException: there is none to be had.
        """
        while (known := self._last()) is not None:
            line, since = known
            if self._clock() - since < IDLE_SECONDS and _answers(line):
                return line
            self._end(line)
        return self._connect()

    def give_back(self, line: smtplib.SMTP) -> None:
        """A letter went well; the line is free for another."""
        with self._lock:
            letters = self._letters[id(line)] = self._letters.get(id(line), 0) + 1
            if letters < MOST_LETTERS:
                self._free.append((line, self._clock()))
                return
        self._end(line)

    def close(self) -> None:
        """End those that are free."""
        while (known := self._last()) is not None:
            self._end(known[0])

    def _last(self) -> tuple[smtplib.SMTP, float] | None:
        with self._lock:
            return self._free.pop() if self._free else None

    def _end(self, line: smtplib.SMTP) -> None:
        with self._lock:
            self._letters.pop(id(line), None)
        with suppress(*Broken):
            line.quit()
        line.close()


def _answers(line: smtplib.SMTP) -> bool:
    try:
        return line.noop()[0] == 250
    except Broken:
        return False
