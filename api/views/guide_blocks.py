"""The blocks of a guide as a page shows them: every sentence in its language, every picture by its address.

A sentence that has no translation is marked as Japanese.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from api.views.city import City
from api.views.links import Links
from api.views.voice import Voice
from gomi.municipality.guide_sizes import Size, size_of
from gomi.municipality.guides import Block, Bullets, Heading, Inline, Paragraph, Picture, Steps
from gomi.municipality.guides_links import GUIDE
from gomi.words import JAPANESE

STICKS_TO_THE_WORD_BEFORE = tuple(".,;:!?)]」』）。、")


@dataclass(frozen=True, slots=True)
class Part:
    """Words, which may lead somewhere; ``joint`` is what parts them from the words before."""

    text: Markup
    href: str = ""
    outside: bool = False
    joint: str = ""


Running = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block; ``kind`` is heading, paragraph, steps, points or picture.

    The first two have one line, the next two as many as there are, a picture has none.
    """

    kind: str
    lines: tuple[Running, ...] = ()
    start: int = 1
    address: str = ""
    alt: str = ""
    alt_is_japanese: bool = False
    size: Size | None = None


class BlocksView:
    """Shows blocks in one language of one city."""

    def __init__(self, city: City, voice: Voice, links: Links) -> None:
        self._voice, self._links = voice, links
        self._pictures = city.municipality.guide_pictures

    def shown(self, blocks: Iterable[Block]) -> tuple[BlockShown, ...]:
        """Every block in its order."""
        return tuple(map(self._block, blocks))

    def only_japanese(self, sentence: str) -> bool:
        """Whether the page is in another language, and the sentence is not."""
        return self._voice.tag != JAPANESE and not self._voice.name(sentence).beside

    def _block(self, block: Block) -> BlockShown:
        match block:
            case Heading(text):
                return BlockShown("heading", ((Part(self._voice.city(text)),),))
            case Paragraph(parts):
                return BlockShown("paragraph", (self._running(parts),))
            case Steps(steps, start):
                return BlockShown("steps", tuple(map(self._running, steps)), start)
            case Bullets(points):
                return BlockShown("points", tuple(map(self._running, points)))
            case Picture():
                return self._picture(block)
            case _:
                assert_never(block)

    def _picture(self, picture: Picture) -> BlockShown:
        return BlockShown(
            "picture",
            address=self._links.guide_picture(picture.file),
            alt=self._voice.name(picture.alt).plain,
            alt_is_japanese=self.only_japanese(picture.alt),
            size=size_of(self._pictures[picture.file]),
        )

    def _running(self, parts: Sequence[Inline]) -> Running:
        return tuple(self._part(part, is_first=not place) for place, part in enumerate(parts))

    def _part(self, part: Inline, is_first: bool) -> Part:
        said = part if isinstance(part, str) else part.text
        sticks = is_first or self._voice.name(said).plain.startswith(STICKS_TO_THE_WORD_BEFORE)
        joint = "" if sticks else self._voice.plain("guide.joint")
        if isinstance(part, str):
            return Part(self._voice.city(said), joint=joint)
        inside = part.target.startswith(GUIDE)
        href = self._links.guide(part.target.removeprefix(GUIDE)) if inside else part.target
        return Part(self._voice.city(said), href, not inside, joint)
