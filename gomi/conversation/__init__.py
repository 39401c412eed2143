"""Questions to a resident: what is asked, where the answer leads, and what is asked next."""

from gomi.conversation.flow import END, Answers, Flow, Step, Walk
from gomi.conversation.question import Choice, NotAnAnswer, Option

__all__ = ["END", "Answers", "Choice", "Flow", "NotAnAnswer", "Option", "Step", "Walk"]
