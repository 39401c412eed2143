"""Count what residents ask, without keeping who asked, and without making them wait.

What may be counted is decided here: a text that could hold someone's name, address or number is
counted as 「長い文」, and its words are not kept. Inputs inside a flow are never handed to this module.

>>> may_be_personal("ペットボトルの　キャップ")
False
>>> may_be_personal("０９０-1234-5678 田中"), may_be_personal("tanaka＠example.jp")
(True, True)

Counts are gathered in memory and written every second and at `CountBuffer.stop`. A process that is
killed without warning loses at most the counts of its last second; a ledger that cannot be reached
loses none until `MOST_PENDING` different words wait for it.
"""

import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import structlog

from gomi.errors import GomiError
from gomi.search.answer import Answer, AnswerKind, Found
from gomi.search.fold import fold

log = structlog.get_logger()

LONG_TEXT = "長い文"
MOST_LETTERS = 40
FEWEST_DIGITS_OF_A_NUMBER = 7
INTENT = "intent"
MISSES = (AnswerKind.NONE.value, AnswerKind.MAYBE.value)
MISSES_KEPT = timedelta(days=90)
FEWEST_ASKINGS = 2  # one asking alone could be told apart as one person's
FLUSH_SECONDS = 1.0
FORGET_SECONDS = 3600.0
MOST_PENDING = 10_000  # bounds memory while the ledger cannot be reached


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: words of one day in one municipality, and what they led to.

    ``kind`` is a value of `AnswerKind`, or ``intent``; ``item`` is the id of the item shown as the
    answer or empty; ``known_as`` is the lexicon's name for a thing the city's list lacks.
    """

    municipality: str
    day: date
    words: str
    kind: str
    item: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that found nothing, how often they were asked, and what the lexicon knows them as."""

    words: str
    asked: int
    known_as: str = ""


def may_be_personal(text: str) -> bool:
    """Whether the text is over 40 characters, or has an @, or seven or more digits."""
    letters = unicodedata.normalize("NFKC", text)
    digits = sum(letter.isdigit() for letter in letters)
    return len(text.strip()) > MOST_LETTERS or "@" in letters or digits >= FEWEST_DIGITS_OF_A_NUMBER


def counted(municipality: str, answer: Answer, today: date) -> Iterator[Asked]:
    """What one answer adds to the counts: a row for each thing asked for, or one for an intent."""
    if may_be_personal(answer.query):
        yield Asked(municipality, today, LONG_TEXT, _kind(answer))
    elif answer.intent is not None or not answer.things:
        yield from _if_words(Asked(municipality, today, fold(answer.query), _kind(answer)))
    else:
        for found in answer.things:
            yield from _if_words(_asked(municipality, found, today))


def _kind(answer: Answer) -> str:
    return answer.kind.value if answer.intent is None else INTENT


def _asked(municipality: str, found: Found, today: date) -> Asked:
    item = found.hits[0].item.id if found.kind is AnswerKind.ITEM and found.hits else ""
    words, known_as = fold(found.asked), found.known_as or ""
    return Asked(municipality, today, words, found.kind.value, item, known_as)


def _if_words(asked: Asked) -> Iterable[Asked]:
    return (asked,) if asked.words else ()


def undecided(misses: Iterable[Miss], decided_words: Iterable[str]) -> list[Miss]:
    """The misses a clerk has still to decide, in the order given."""
    decided = {fold(word) for word in decided_words}
    return [miss for miss in misses if miss.words not in decided]


class CountBuffer:
    """Counts on their way to the ledger. `add` takes microseconds and never raises for the ledger."""

    def __init__(
        self,
        write: Callable[[Mapping[Asked, int]], None],
        forget: Callable[[], object] = lambda: None,
    ) -> None:
        """``forget`` deletes what is past its keeping time; it is called at the start and every hour."""
        self._write = write
        self._forget = forget
        self._given: list[tuple[str, Answer, date]] = []
        self._pending: Counter[Asked] = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, municipality: str, answer: Answer, today: date) -> None:
        """Count one answer; ``today`` is the day where the municipality is.

        Whoever asked does not wait for it: what is counted is worked out at the next flush.
        """
        with self._lock:
            if len(self._given) < MOST_PENDING:
                self._given.append((municipality, answer, today))

    def flush(self) -> None:
        """Write what has gathered; what cannot be written is kept for the next time."""
        with self._writing:
            taken = self._taken()
            if not taken:
                return
            try:
                self._write(taken)
            except GomiError:
                with self._lock:
                    self._pending.update(taken)
                log.warning("counts_not_written", rows=len(taken))

    def _taken(self) -> Counter[Asked]:
        """All that is to be written; at most `MOST_PENDING` different words."""
        with self._lock:
            given, self._given = self._given, []
            taken, self._pending = self._pending, Counter()
        for municipality, answer, today in given:
            for asked in counted(municipality, answer, today):
                if asked in taken or len(taken) < MOST_PENDING:
                    taken[asked] += 1
        return taken

    def start(self) -> None:
        """Flush every second in the background until `stop`."""
        self._thread = threading.Thread(target=self._run, name="gomi-counts", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what is left and end. Stopping twice is the same as once."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def _run(self) -> None:
        seconds = 0.0
        while not self._stopping.wait(FLUSH_SECONDS):
            try:
                self.flush()
                if seconds % FORGET_SECONDS == 0:
                    self._forget()
                seconds += FLUSH_SECONDS
            except GomiError:
                log.warning("misses_not_forgotten")
            except Exception:  # one bad batch must not end the counting
                log.exception("counts_dropped")
