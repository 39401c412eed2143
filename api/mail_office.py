"""What the pages of reminders by e-mail stand on, and what their forms bring."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Form, Request

from gomi.conversation.mail_desk import MailDesk
from gomi.conversation.mail_form import Typed
from gomi.reminders.allowance import Allowance
from gomi.reminders.mail_links import TOKEN

MOST_APPLICATIONS, AN_HOUR = 30, timedelta(hours=1)
"""From one sender; a library or a carrier may bring many residents under one address."""
LONGEST_TYPED, MOST_STREAMS = 300, 100


class Office:
    """What the pages stand on, where letters can be sent."""

    def __init__(self, desk: MailDesk, clock: Callable[[], datetime], key: bytes) -> None:
        self.desk, self._clock = desk, clock
        self._applications = Allowance(MOST_APPLICATIONS, AN_HOUR, key)

    def now(self) -> datetime:
        """The time."""
        return self._clock()

    def may_apply(self, request: Request) -> bool:
        """Whether a sender has not applied too often lately."""
        return self._applications.take(request.client.host if request.client else "", self.now())


def mail_office(request: Request) -> Office:
    """The office that was left on the application."""
    office: Office = request.app.state.mail_office
    return office


def typed(
    address: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
    where: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
    label: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
    evening: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
    morning: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
    stream: Annotated[list[str], Form(max_length=MOST_STREAMS)] = [],  # noqa: B006 - FastAPI copies it
    letters: Annotated[str, Form(max_length=LONGEST_TYPED)] = "",
) -> Typed:
    """The fields of the form; ``where`` is a district, ``letters`` the language they are written in."""
    return Typed(address, where, label, evening, morning, tuple(stream), letters)


MailOffice = Annotated[Office, Depends(mail_office)]
Filled = Annotated[Typed, Depends(typed)]
Token = Annotated[str, Form(alias=TOKEN, max_length=LONGEST_TYPED)]
Lang = Annotated[str, Form()]
