"""The kinds of question a resident is asked. Each kind checks its own answer.

>>> hanger = Choice("どのハンガーですか。", (Option("プラスチックだけ"), Option("金属がついている")))
>>> hanger.accept("２")
'金属がついている'
>>> hanger.accept(" プラスチックだけ ")
'プラスチックだけ'
"""

import unicodedata
from dataclasses import dataclass

from gomi.errors import GomiError


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


Question = Choice
"""Every kind of question there is; a face draws each of them."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
