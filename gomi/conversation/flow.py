"""One service to residents as a flow: steps that ask, and where each answer leads.

Answers are kept, the cursor is computed: `Flow.walk` goes through the steps these answers lead
to and ends with the one to ask now. Going back, changing an answer, resuming tomorrow or moving
from the chat to the web need nothing else.

>>> from gomi.conversation.question import Choice, Option
>>> flow = Flow("which", (Step("which", Choice("どれですか。", (Option("木"), Option("金属"))), END),))
>>> flow.walk({}).asks.name
'which'
>>> flow.walk({"which": "2"}).answers
{'which': '金属'}
>>> flow.walk({"which": "2"}).asks is None
True
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gomi.conversation.question import NotAnAnswer, Question

END = "end"

Answers = Mapping[str, str]
Leads = str | Callable[[Answers], str]


@dataclass(frozen=True, slots=True)
class Step:
    """One question under a name, and the name of the step that follows (or a rule that says it)."""

    name: str
    question: Question
    leads: Leads

    def after(self, answers: Answers) -> str:
        """The name of the next step once ``answers`` hold this step's answer."""
        return self.leads if isinstance(self.leads, str) else self.leads(answers)


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a resident stands: the steps answered, their accepted answers, and what to ask now.

    ``asks`` is None when nothing is left to ask; ``refused`` holds what was said in its place
    when the answer given to ``asks`` could not be taken.
    """

    answered: tuple[Step, ...]
    answers: dict[str, str]
    asks: Step | None
    refused: str | None = None


@dataclass(frozen=True)
class Flow:
    """A named sequence of steps; the first one is asked first."""

    name: str
    steps: tuple[Step, ...]

    def walk(self, answers: Answers) -> Walk:
        """Follow the answers as far as they go. Answers to steps not on the way are left aside.

        Raises:
            KeyError: a step leads to a name that no step bears.
            RecursionError: the answers lead round in a circle.
        """
        by_name = {step.name: step for step in self.steps}
        answered: list[Step] = []
        accepted: dict[str, str] = {}
        cursor = self.steps[0].name if self.steps else END
        while cursor != END:
            step = by_name[cursor]
            if step in answered:
                raise RecursionError(f"{self.name}: {cursor} leads back to itself")
            if step.name not in answers:
                return Walk(tuple(answered), accepted, step)
            try:
                accepted[step.name] = step.question.accept(answers[step.name])
            except NotAnAnswer as error:
                return Walk(tuple(answered), accepted, step, error.said)
            answered.append(step)
            cursor = step.after(accepted)
        return Walk(tuple(answered), accepted, None)
