"""出し方の案内: how-to pages as values, made of a few kinds of block and nothing else.

A page is read from Markdown (`guides_read`); what is no such block never gets here, so that no face
has to fear scripts or remote content. Texts are the city's own sentences, looked up in
translations.csv one by one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads somewhere: to an https address, or to another guide (``guide:<id>``)."""

    text: str
    target: str


Inline = str | Linked


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences, some of which may be links."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered instructions. ``start`` is the number of the first: a picture may part a list in two."""

    steps: tuple[tuple[Inline, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    points: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the folder: its file name below guides/, and what it shows, in words."""

    file: str
    alt: str


Block = Heading | Paragraph | Steps | Bullets | Picture


@dataclass(frozen=True, slots=True)
class Video:
    """A film elsewhere; it is linked to and never loaded."""

    address: str
    title: str
    seconds: int | None
    captions: tuple[str, ...]
    """The languages in which it has captions, as the city names them: 日本語, English."""
    transcript: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """One page. ``lead`` is its first paragraph, which alone says the most important."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    categories: tuple[str, ...] = ()
    """Ids of the categories it is for."""
    items: tuple[str, ...] = ()
    """Ids of the items it is for."""
    topics: tuple[str, ...] = ()
    """Words under which residents look for it: 引っ越し, カラス."""
    video: Video | None = None
    order: int = 0

    @property
    def steps(self) -> tuple[tuple[Inline, ...], ...]:
        """The first numbered instructions of the page; where pictures part them, all of them."""
        steps: tuple[tuple[Inline, ...], ...] = ()
        for block in self.blocks:
            if isinstance(block, Steps) and (not steps or block.start == len(steps) + 1):
                steps += block.steps
        return steps
