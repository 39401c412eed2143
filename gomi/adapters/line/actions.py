"""What happens when a button is tapped. Each tap leaves in the talk what it meant."""

from typing import assert_never

from gomi.adapters.line.limits import LONGEST_DISPLAYED, Json, cut
from gomi.adapters.line.postback import answer_data, matter_data
from gomi.conversation.messages import Ask, Button, Choose, LookUp, SendPosition


def action_of(button: Button, asked: str, longest_label: int) -> Json:
    """The action of a button; ``asked`` is what the question is kept under."""
    match button:
        case Choose(number, label):
            return _postback(f"{number} {label}", answer_data(asked, number), longest_label)
        case Ask(intent, label):
            return _postback(label, matter_data(intent), longest_label)
        case LookUp(label, typed):
            said = cut(typed, LONGEST_DISPLAYED)
            return {"type": "message", "label": cut(label, longest_label), "text": said}
        case SendPosition(label):
            return {"type": "location", "label": cut(label, longest_label)}
        case _:
            assert_never(button)


def _postback(label: str, data: str, longest_label: int) -> Json:
    return {
        "type": "postback",
        "label": cut(label, longest_label),
        "data": data,
        "displayText": cut(label, LONGEST_DISPLAYED),
    }
