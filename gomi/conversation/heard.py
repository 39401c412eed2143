"""What may come in from a resident in a chat, whatever chat it is."""

from dataclasses import dataclass

from gomi.conversation.messages import Media


@dataclass(frozen=True, slots=True)
class Typed:
    """A text."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: a choice of the question ``asked``, or a matter. A button nobody knows has neither."""

    asked: str = ""
    number: int = 0
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that is no text."""

    media: Media


@dataclass(frozen=True, slots=True)
class Located:
    """Where they are, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Came:
    """They have come; ``back`` after having left."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """They have left, and nothing may be sent to them."""


@dataclass(frozen=True, slots=True)
class TookBack:
    """They have taken back something they sent."""


Heard = Typed | Pressed | Sent | Located | Came | Left | TookBack
