"""What is said of guides in the chat: one as a card, all of them to choose from."""

from dataclasses import dataclass

from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.cards import Cards
from gomi.conversation.messages.matters import GUIDES, MENU, PHONE
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import GuideCard, Link, Offered, QuestionCard, Reply, Said
from gomi.conversation.pages import Pages
from gomi.conversation.question import Choice, Option
from gomi.municipality.guides import Guide, Inline, Video
from gomi.municipality.values import Municipality

MINUTE = 60


@dataclass(frozen=True)
class GuideReplies:
    """Replies about guides in one language of one municipality."""

    city: Municipality
    tongue: Tongue
    buttons: Buttons
    cards: Cards
    pages: Pages | None

    def guide(self, guide: Guide) -> Reply:
        """One guide: what matters, its steps, its film, its page."""
        return Reply((self._card(guide),), self.buttons.matters(GUIDES, PHONE, MENU))

    def title(self, guide: Guide) -> str:
        """A guide's title without readings, as it is typed."""
        return self.tongue.bare(self.tongue.city(guide.title))

    def choose(self) -> Reply:
        """Every guide, to choose from."""
        if not self.city.guides:
            return Reply((Said(self.tongue.say("guide.none")),), self.buttons.matters(PHONE, MENU))
        choice = Choice("guide.choose", tuple(Option(guide.title) for guide in self.city.guides))
        shown = tuple(Offered(self.tongue.city(guide.title)) for guide in self.city.guides)
        card = QuestionCard(
            title=self.tongue.say("guide.heading"),
            lead=self.tongue.say("guide.choose"),
            choices=shown,
            hint=self.tongue.say("line.choose", most=len(shown)),
            reference=self.cards.reference,
        )
        return Reply((card,), self.buttons.matters(PHONE, MENU), choice)

    def _card(self, guide: Guide) -> GuideCard:
        return GuideCard(
            title=self.tongue.city(guide.title),
            lead=self.tongue.city(guide.lead),
            steps=tuple(self.tongue.say("guide.joint").join(map(self._inline, step)) for step in guide.steps),
            video=self._video(guide.video) if guide.video else None,
            video_about=self._about(guide.video) if guide.video else "",
            link=self._page(guide),
            reference=self.cards.reference,
        )

    def _page(self, guide: Guide) -> Link | None:
        if self.pages is None:
            return None
        return Link(self.tongue.bare(self.tongue.say("line.details")), self.pages.guide(guide))

    def _video(self, video: Video) -> Link:
        label = self.tongue.plain("guide.watch")
        if video.seconds is not None:
            label = self.tongue.plain("guide.watch_timed", length=length_of(video.seconds))
        return Link(label, video.address)

    def _about(self, video: Video) -> str:
        if not video.captions:
            return self.tongue.say("guide.no_captions")
        languages = self.tongue.plain("days.between").join(map(self.tongue.city, video.captions))
        return self.tongue.say("guide.captions", languages=languages)

    def _inline(self, part: Inline) -> str:
        return self.tongue.city(part if isinstance(part, str) else part.text)


def length_of(seconds: int) -> str:
    """A film's length as every language reads it.

    >>> length_of(100), length_of(45)
    ('1:40', '0:45')
    """
    return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
