"""What a button sends back: short, and opaque to anyone but us.

``a:<asked>:<number>`` answers the question kept under ``asked``; ``m:<code>`` is a matter. Neither
holds a word the resident typed.

>>> pressed("a:8f2c:2")
Pressed(asked='8f2c', number=2, intent=None)
>>> pressed("m:menu").intent
'メニュー'
>>> pressed("something else")
Pressed(asked='', number=0, intent=None)
"""

import re

from gomi.conversation.heard import Pressed
from gomi.conversation.messages.matters import CODE_BY_INTENT

ANSWER = re.compile(r"a:([0-9A-Za-z_-]{0,64}):([0-9]{1,3})")
MATTER = re.compile(r"m:([a-z_]+)")
INTENT_BY_CODE = {code: intent for intent, code in CODE_BY_INTENT.items()}


def answer_data(asked: str, number: int) -> str:
    """The data of a button that answers a question."""
    return f"a:{asked}:{number}"


def matter_data(intent: str) -> str:
    """The data of a button for a matter."""
    return f"m:{CODE_BY_INTENT[intent]}"


def pressed(data: str) -> Pressed:
    """The button that sent ``data``; one without anything for data that is not ours."""
    if answer := ANSWER.fullmatch(data):
        return Pressed(answer[1], int(answer[2]))
    matter = MATTER.fullmatch(data)
    intent = INTENT_BY_CODE.get(matter[1]) if matter else None
    return Pressed(intent=intent)
