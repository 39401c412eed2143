"""What is said to a resident, in the language asked for, as small values that any face can draw."""

from gomi.conversation.messages.cards import PageOf
from gomi.conversation.messages.replies import Media, Replies
from gomi.conversation.messages.values import (
    AnswerCard,
    Ask,
    Button,
    CasesCard,
    Choose,
    ContactCard,
    DayCard,
    DayRow,
    Link,
    LookUp,
    Message,
    Offered,
    QuestionCard,
    Reply,
    Said,
    SendPosition,
    Taken,
    Warned,
)

__all__ = [
    "AnswerCard",
    "Ask",
    "Button",
    "CasesCard",
    "Choose",
    "ContactCard",
    "DayCard",
    "DayRow",
    "Link",
    "LookUp",
    "Media",
    "Message",
    "Offered",
    "PageOf",
    "QuestionCard",
    "Replies",
    "Reply",
    "Said",
    "SendPosition",
    "Taken",
    "Warned",
]
