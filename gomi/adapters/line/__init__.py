"""LINE: what is said to a resident, drawn as the messages of its Messaging API, and sent."""

from gomi.adapters.line.account import LineAccount
from gomi.adapters.line.chat import LineChat
from gomi.adapters.line.draw import draw
from gomi.adapters.line.postback import pressed

__all__ = ["LineAccount", "LineChat", "draw", "pressed"]
