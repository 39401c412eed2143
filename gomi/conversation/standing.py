"""How a resident stands in a chat: the language they speak, and the questions still open to them.

A question is kept as what was asked and which choices were made since; what it offers is worked out
anew each time, from the edition in force. So nothing that was said to them is kept.

>>> from_json(as_json(Standing(speaks="vi"))).speaks
'vi'
>>> from_json({"something": "else"})
Standing(speaks='', chosen='', open=(), latest='', heard_at=0, is_here=True)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

MOST_OPEN = 5
KEPT = timedelta(hours=24)


class About(StrEnum):
    """What a question chooses from."""

    THING = "thing"
    CATEGORIES = "categories"
    HOMES = "homes"
    """A step of a flow of `flows.reminding`: ``query`` is what is wanted, ``path`` has ``step=answer``."""
    PLACES = "places"
    """A step of `flows.looking`: ``query`` is what is looked for (`conversation.wanted`)."""
    GUIDES = "guides"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked: the id its buttons bear, what was typed, the labels chosen since.

    ``offered`` is a digest of what it offered: where the tables offer something else by now, its
    buttons and numbers mean nothing any more. ``answered`` says that it has been.
    """

    id: str
    about: About
    query: str
    at: datetime
    path: tuple[str, ...] = ()
    offered: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One resident in one chat.

    ``speaks`` is the language of what they wrote last, ``chosen`` the one they asked for; both may
    be empty. ``open`` has the questions asked, the latest first; ``latest`` is the id of the one that
    a typed number answers, empty once something else was spoken of. ``heard_at`` is the platform's
    time of the latest event handled, in milliseconds; ``is_here`` is False once they have left.
    """

    speaks: str = ""
    chosen: str = ""
    open: tuple[Asked, ...] = field(default=())
    latest: str = ""
    heard_at: int = 0
    is_here: bool = True

    def asking(self, asked: Asked) -> "Standing":
        """With one more question open."""
        others = (each for each in self.open if each.id != asked.id)
        return replace(self, open=(asked, *others)[:MOST_OPEN], latest=asked.id)

    def asked(self, id: str) -> Asked | None:
        """The open question of that id."""
        return next((each for each in self.open if each.id == id), None)

    @property
    def open_until(self) -> datetime | None:
        """When the first of the open questions is to be forgotten; None where there is none."""
        return min((each.at + KEPT for each in self.open), default=None)

    def fresh(self, now: datetime) -> "Standing":
        """Without the questions that are over a day old."""
        return replace(self, open=tuple(each for each in self.open if each.at > now - KEPT))


def as_json(standing: Standing) -> dict[str, Any]:
    """As it is kept."""
    return {
        "speaks": standing.speaks,
        "chosen": standing.chosen,
        "latest": standing.latest,
        "open": [_asked_as_json(each) for each in standing.open],
        "heard_at": standing.heard_at,
        "is_here": standing.is_here,
    }


def from_json(kept: Mapping[str, Any]) -> Standing:
    """What was kept, also by an earlier or later version of the program."""
    return Standing(
        speaks=str(kept.get("speaks", "")),
        chosen=str(kept.get("chosen", "")),
        open=tuple(map(_asked, kept.get("open", ()))),
        latest=str(kept.get("latest", "")),
        heard_at=int(kept.get("heard_at", 0)),
        is_here=bool(kept.get("is_here", True)),
    )


def _asked_as_json(asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.id,
        "about": asked.about.value,
        "query": asked.query,
        "at": asked.at.isoformat(),
        "path": list(asked.path),
        "offered": asked.offered,
        "answered": asked.answered,
    }


def _asked(kept: Mapping[str, Any]) -> Asked:
    at = datetime.fromisoformat(kept["at"])
    told = kept.get("offered", ""), kept.get("answered", False)
    return Asked(kept["id"], About(kept["about"]), kept["query"], at, tuple(kept["path"]), *told)
