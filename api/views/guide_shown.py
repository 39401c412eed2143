"""One guide as a page: its blocks, its film with what is said in it, what it is for, what to read next."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.views.guide_blocks import BlockShown, BlocksView
from api.views.guides import GuideLink, GuidesView, said_length
from api.views.voice import Voice
from gomi.municipality.guides import Block, Bullets, Guide, Inline, Linked, Paragraph, Steps, Video
from gomi.municipality.guides_links import GUIDE

MOST_NEXT = 3


@dataclass(frozen=True, slots=True)
class FilmShown:
    """A film elsewhere: how long it is, in which languages it has captions, that another site opens."""

    address: str
    title: Markup
    facts: tuple[Markup, ...]
    transcript: tuple[BlockShown, ...]


@dataclass(frozen=True, slots=True)
class GuideShown:
    """A guide as a page. ``only_japanese`` is True where the page is in a language it does not speak."""

    link: GuideLink
    plain_title: str
    lead: Markup
    blocks: tuple[BlockShown, ...]
    film: FilmShown | None
    categories: tuple[str, ...]
    next: tuple[GuideLink, ...]
    only_japanese: bool


def guide_shown(guide: Guide, guides: Iterable[Guide], view: GuidesView) -> GuideShown:
    """The guide as the view's city shows it; ``guides`` are all of them."""
    blocks = BlocksView(view.city, view.voice, view.links)
    return GuideShown(
        link=view.link(guide),
        plain_title=view.voice.name(guide.title).plain,
        lead=view.voice.city(guide.lead) if guide.lead else Markup(""),
        blocks=blocks.shown(guide.blocks),
        film=_film(guide.video, blocks, view.voice) if guide.video else None,
        categories=guide.categories,
        next=tuple(map(view.link, _next(guide, guides))),
        only_japanese=blocks.only_japanese(guide.title),
    )


def _film(video: Video, blocks: BlocksView, voice: Voice) -> FilmShown:
    length = said_length(video.seconds, voice)
    languages = voice.joined([voice.city(each) for each in video.captions])
    captions = voice.say("guide.film_captions", languages=languages)
    facts = (
        voice.say("guide.film_length", length=length) if length else None,
        captions if video.captions else voice.say("guide.film_no_captions"),
        voice.say("guide.elsewhere"),
    )
    told = tuple(fact for fact in facts if fact is not None)
    return FilmShown(video.address, voice.city(video.title), told, blocks.shown(video.transcript))


def _next(guide: Guide, guides: Iterable[Guide]) -> list[Guide]:
    """What has a category in common and is not linked to from the page itself, then what follows it."""
    linked = {part.target for block in guide.blocks for part in _parts(block) if isinstance(part, Linked)}
    rest = [each for each in guides if each.id != guide.id and GUIDE + each.id not in linked]
    akin = [each for each in rest if set(each.categories) & set(guide.categories)]
    behind = [each for each in rest if each.order > guide.order]
    return list(dict.fromkeys((*akin, *behind)))[:MOST_NEXT]


def _parts(block: Block) -> Iterable[Inline]:
    match block:
        case Paragraph(parts):
            return parts
        case Steps(points) | Bullets(points):
            return (part for point in points for part in point)
        case _:
            return ()
