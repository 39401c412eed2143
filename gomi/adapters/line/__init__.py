"""LINE: what is said to a resident, drawn as the messages of its Messaging API."""

from gomi.adapters.line.draw import draw
from gomi.adapters.line.postback import Pressed, pressed

__all__ = ["Pressed", "draw", "pressed"]
