"""The kinds of question a resident is asked. Each kind checks its own answer.

A question's ``prompt`` and the labels of fixed options are names of wordings or the city's own words;
what a resident sees is said by the face.

>>> hanger = Choice("どのハンガーですか。", (Option("プラスチックだけ"), Option("金属がついている")))
>>> hanger.accept("２")
'金属がついている'
>>> hanger.accept(" プラスチックだけ ")
'プラスチックだけ'
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from gomi.conversation.spoken_times import as_written, minutes_of, next_day_of
from gomi.errors import GomiError

TOGETHER = "、"
BETWEEN = (re.compile(r"[、,，]"), re.compile(r"[\s、,，・と&+]+"))
"""What may stand between several answers: a name itself may hold the marks of the second."""


class NotAnAnswer(GomiError):
    """What was said does not answer the question; the question is to be asked again."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__("その答えは選べません")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: its label, and a line saying where it leads (may be empty)."""

    label: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """選択: one of a few options, chosen by its label or by its number from 1 on."""

    prompt: str
    options: tuple[Option, ...]

    def accept(self, said: str) -> str:
        """The label chosen, whether it was tapped, typed, or named by its number.

        Raises:
            NotAnAnswer: no option has that label or number.
        """
        wanted = _plain(said)
        for number, option in enumerate(self.options, 1):
            if wanted in (_plain(option.label), str(number)):
                return option.label
        raise NotAnAnswer(said)


@dataclass(frozen=True, slots=True)
class Several:
    """複数選択: any of the options; the number after the last of them means ``everything``.

    >>> streams = Several("どれですか。", (Option("燃やすごみ"), Option("びん・缶"), Option("紙")), "すべて")
    >>> streams.accept("1と３"), streams.accept("4"), streams.accept("びん・缶、燃やすごみ")
    ('燃やすごみ、紙', 'すべて', '燃やすごみ、びん・缶')
    """

    prompt: str
    options: tuple[Option, ...]
    everything: str

    def accept(self, said: str) -> str:
        """The labels chosen, in the order of the options, joined by 「、」; or ``everything``.

        Raises:
            NotAnAnswer: part of it names no option.
        """
        chosen = self._chosen(said)
        labels = [option.label for option in self.options]
        if self.everything in chosen or chosen == set(labels):
            return self.everything
        return TOGETHER.join(label for label in labels if label in chosen)

    def _chosen(self, said: str) -> set[str]:
        one = Choice(self.prompt, (*self.options, Option(self.everything)))
        for parts in ([said], *(mark.split(said.strip()) for mark in BETWEEN)):
            with suppress(NotAnAnswer):
                return {one.accept(part) for part in filter(None, parts)} or {one.accept(said)}
        raise NotAnAnswer(said)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """時刻: between two times of a day, in steps; all in minutes after midnight.

    >>> evening = TimeOfDay("何時にお知らせしますか。", 16 * 60, 22 * 60 + 45, 15, (1080, 1200))
    >>> evening.accept("夜８時半"), evening.accept("8時"), evening.accept("20:15")
    ('20:30', '20:00', '20:15')
    """

    prompt: str
    first: int
    last: int
    step: int
    offered: tuple[int, ...] = ()

    def accept(self, said: str) -> str:
        """The time as HH:MM. Of 8 o'clock the one between the two times is meant.

        Raises:
            NotAnAnswer: no time, one outside, or one between two steps.
        """
        for minutes in minutes_of(_plain(said)):
            if self.first <= minutes <= self.last and minutes % self.step == 0:
                return as_written(minutes)
        raise NotAnAnswer(said)


@dataclass(frozen=True, slots=True)
class Day:
    """日付: a day from ``today`` on, at most a year ahead."""

    prompt: str
    today: date

    def accept(self, said: str) -> str:
        """The day as 2027-04-01.

        Raises:
            NotAnAnswer: no day, or one that has passed.
        """
        day = next_day_of(_plain(said), self.today)
        if day is None:
            raise NotAnAnswer(said)
        return day.isoformat()


@dataclass(frozen=True, slots=True)
class Text:
    """文: a few words of the resident's own."""

    prompt: str
    most: int

    def accept(self, said: str) -> str:
        """The words in one line.

        Raises:
            NotAnAnswer: nothing, or too much.
        """
        words = " ".join(said.split())
        if not words or len(words) > self.most:
            raise NotAnAnswer(said)
        return words


@dataclass(frozen=True, slots=True)
class Place:
    """場所: words or a position that lead somewhere; ``leads`` says whether they do.

    ``options`` may be tapped or typed as they stand; numbers are part of an address here, never
    choices. ``by_position`` says that a position may be sent as well.
    """

    prompt: str
    leads: Callable[[str], bool]
    options: tuple[Option, ...] = ()
    by_position: bool = False

    def accept(self, said: str) -> str:
        """The words as they were said, or the label of the option that was meant.

        Raises:
            NotAnAnswer: they lead nowhere.
        """
        wanted = _plain(said)
        for option in self.options:
            if wanted == _plain(option.label):
                return option.label
        if not wanted or not self.leads(said):
            raise NotAnAnswer(said)
        return said.strip()


Question = Choice | Several | TimeOfDay | Day | Text | Place
"""Every kind of question there is; a face draws each of them."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
