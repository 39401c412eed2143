"""What follows from one event of a resident."""

import hashlib
from dataclasses import dataclass

from gomi.conversation.messages import Reply
from gomi.conversation.question import Choice, Place, Question, Several
from gomi.conversation.standing import Standing
from gomi.reminders.homes import HomeChange
from gomi.search.answer import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said (None for nothing), how the resident stands afterwards, and the search to count.

    ``asked`` is the id under which the question of ``reply`` is open, empty when it has none.
    ``changes`` are to be made to the resident's homes together with all that.
    """

    reply: Reply | None
    standing: Standing
    answer: Answer | None = None
    asked: str = ""
    changes: tuple[HomeChange, ...] = ()


def digest(question: Question) -> str:
    """What is offered, in short. Labels are the city's own Japanese ones, whatever language is spoken."""
    options = question.options if isinstance(question, Choice | Several | Place) else ()
    labels = [option.label for option in options]
    return hashlib.sha256("\n".join(labels or [question.prompt]).encode()).hexdigest()[:16]
