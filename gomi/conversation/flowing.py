"""What every flow of a chat shares: the question that its answers have led to, as it is asked today."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gomi.conversation.flow import Walk
from gomi.conversation.messages.values import Reply
from gomi.conversation.question import NotAnAnswer, Question
from gomi.conversation.standing import Asked
from gomi.conversation.turn import Turn, digest

if TYPE_CHECKING:
    from gomi.conversation.turning import Turning


@dataclass(frozen=True)
class Flowing(ABC):
    """Serves one turn of a flow."""

    turning: "Turning"

    @abstractmethod
    def walk(self, asked: Asked) -> Walk:
        """Where the answers kept with a question lead in today's tables."""

    @abstractmethod
    def chooses(self, asked: Asked, said: str) -> Turn:
        """The turn of an answer.

        Raises:
            NotAnAnswer: it is none, or the question is not asked any more.
        """

    @abstractmethod
    def again(self, asked: Asked, said: str) -> Turn:
        """The question once more, after something that is no answer to it.

        Raises:
            NotAnAnswer: as in `question`.
        """

    @property
    def here(self) -> datetime:
        """The time where the municipality is."""
        return self.turning.talk.here(self.turning.now)

    def question(self, asked: Asked) -> Question:
        """What is asked now.

        Raises:
            NotAnAnswer: in today's tables the answers lead elsewhere, or to the end.
        """
        walk = self.walk(asked)
        if walk.asks is None or asked.offered not in ("", digest(walk.asks.question)):
            raise NotAnAnswer(asked.query)
        return walk.asks.question

    def ask(self, asked: Asked) -> Reply:
        """The question as it is asked.

        Raises:
            NotAnAnswer: as in `question`.
        """
        return self.turning.say.asking.ask(self.question(asked))

    def answered(self, asked: Asked, said: str) -> dict[str, str]:
        """The answers once ``said`` is one of them.

        Raises:
            NotAnAnswer: as in `chooses`.
        """
        walk = self.walk(asked)
        label = self.ask(asked).accept(said)
        assert walk.asks is not None
        return {**answers_of(asked), walk.asks.name: label}


def answers_of(asked: Asked) -> dict[str, str]:
    """The answers kept with a question, by the names of their steps."""
    return dict(each.split("=", 1) for each in asked.path)
