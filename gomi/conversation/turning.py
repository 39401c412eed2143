"""The turn of a text or a button: an answer to a question, a language, or something to look up."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from gomi.conversation.flowing import Flowing
from gomi.conversation.heard import Pressed
from gomi.conversation.language import language_of
from gomi.conversation.looking import MATTERS_OF_PLACES, Looking
from gomi.conversation.messages import Media, Replies, Reply
from gomi.conversation.messages.matters import BACK, CATEGORIES, GUIDES, STOP
from gomi.conversation.messages.questions import chosen
from gomi.conversation.question import NotAnAnswer
from gomi.conversation.serving import MATTERS_OF_HOMES, Serving
from gomi.conversation.standing import About, Asked, Standing
from gomi.conversation.turn import Turn, digest
from gomi.municipality.guides import Guide
from gomi.reminders.homes import Home, SaveHome
from gomi.search.answer import Answer, AnswerKind, Found
from gomi.search.search import LONGEST_HEARD, search
from gomi.words import JAPANESE

if TYPE_CHECKING:
    from gomi.conversation.talk import Talk

LONGEST_NUMBER = 3
SURE = (AnswerKind.ITEM, AnswerKind.QUESTION)
"""Who is asked for a place or a time is not offered things that only sound alike."""


@dataclass(frozen=True)
class Turning:
    """One turn being made: in which talk, for which event, from which standing, when."""

    talk: "Talk"
    id: str
    standing: Standing
    now: datetime
    homes: tuple[Home, ...] = ()

    @cached_property
    def say(self) -> Replies:
        """The replies in the language spoken."""
        return self.talk.say(self.standing)

    @cached_property
    def today(self) -> date:
        """The day where the municipality is."""
        return self.talk.today(self.now)

    def typed(self, text: str) -> Turn:
        """A text: the name of a language, an answer to the latest question, or else a search."""
        if lang := self.talk.language_named(text):
            turning = replace(self, standing=replace(self.standing, speaks=lang, chosen=lang))
            changes = tuple(SaveHome(replace(home, lang=lang)) for home in self.homes if home.lang != lang)
            return Turn(turning.say.to_language(), turning.standing, changes=changes)
        if (turn := self._answer_to_the_latest(text) or self._asked_outright(text)) is not None:
            return turn
        if len(text) > LONGEST_HEARD:
            return Turn(self.say.to_long(), self.standing)
        answer = search(self.talk.index, text, self.today)
        if (turn := self._no_answer_to_a_flow(text, answer)) is not None:
            return turn
        if (guide := self._guide_about(text, answer)) is not None:
            return Turn(self.say.guides.guide(guide), replace(self.standing, latest=""))
        if (turn := self._place_named(text, answer)) is not None:
            return turn
        turning = replace(self, standing=replace(self.standing, speaks=self._spoken(text, answer)))
        return replace(turning._answered(text, answer), answer=answer)

    def pressed(self, pressed: Pressed) -> Turn:
        """A button: a matter, or a choice of a question that is still open."""
        if pressed.intent in (*MATTERS_OF_HOMES, *MATTERS_OF_PLACES, STOP, BACK):
            return self._answered("", Answer("", intent=pressed.intent))
        if pressed.intent is not None:
            return self._asks(self.say.to_matter(pressed.intent), self._asked("", _about(pressed.intent)))
        try:
            return self._chooses(self.standing.asked(pressed.asked), str(pressed.number))
        except NotAnAnswer:
            return Turn(self.say.to_stale_button(), self.standing)

    def located(self, latitude: float, longitude: float) -> Turn:
        """A position: the answer to a question for a home, or what is near it."""
        serving, looking = Serving(self), Looking(self)
        if (turn := serving.located(latitude, longitude, begins=not looking.can)) is not None:
            return turn
        if looking.can:
            return looking.located(latitude, longitude)
        return Turn(self.say.to_media(Media.LOCATION), self.standing)

    def _answered(self, text: str, answer: Answer) -> Turn:
        if answer.intent in MATTERS_OF_HOMES:
            return Serving(self).matter(answer.intent, text)
        if answer.intent in MATTERS_OF_PLACES and Looking(self).can:
            return Looking(self).matter(answer.intent, text)
        if answer.intent == STOP and self.standing.open:
            return Turn(self.say.stopped(), replace(self.standing, open=()))
        if answer.intent == BACK and self.standing.open:
            return self._back()
        return self._asks(self.say.to(answer), self._asked(text, _about(answer.intent)))

    def _spoken(self, text: str, answer: Answer) -> str:
        before, talk = self.standing.speaks, self.talk
        told = language_of(text, answer, talk.index, talk.words, talk.offered, before)
        if told == JAPANESE and self.standing.chosen:
            return self.standing.chosen  # who asked for a language may well type what stands on a thing
        return told or before or self.standing.chosen

    def _answer_to_the_latest(self, text: str) -> Turn | None:
        """The turn of a text that answers the latest question; None for any other text."""
        asked = self.standing.asked(self.standing.latest)
        if asked is None:
            return None
        try:
            return self._chooses(asked, text)
        except NotAnAnswer:
            if not (len(text) <= LONGEST_NUMBER and text.strip().isdigit()):
                return None
        try:
            if (flow := self._flow_of(asked)) is not None:
                return flow.again(asked, text)
            return self._asks(self.say.to_no_choice(self._question(asked)[1]), asked)
        except NotAnAnswer:
            return None

    def _no_answer_to_a_flow(self, text: str, answer: Answer) -> Turn | None:
        """The turn of a text that is neither an answer to the flow's question nor anything else known.

        It is not counted among the words nobody found: it may well be where someone lives.
        """
        asked = self.standing.asked(self.standing.latest)
        known = answer.intent or any(found.kind in SURE for found in answer.things)
        flow = self._flow_of(asked) if asked is not None else None
        if asked is None or flow is None or known:
            return None
        try:
            return flow.again(asked, text)
        except NotAnAnswer:
            return None

    def _chooses(self, asked: Asked | None, said: str) -> Turn:
        """The turn of a choice.

        Raises:
            NotAnAnswer: the question is not open any more, or offers nothing of that name or number.
        """
        if asked is None:
            raise NotAnAnswer(said)
        if (flow := self._flow_of(asked)) is not None:
            return flow.chooses(asked, said)
        found, question = self._question(asked)
        label = question.accept(said)
        turning = replace(self, standing=self.standing.asking(replace(asked, answered=True)))
        if found is None:
            return Turn(self._one_of_a_list(asked, label), turning.standing)
        further = replace(asked, id=self.id, at=self.now, path=(*asked.path, label), answered=False)
        reply = self.say.to_choice(found, label, self.today)
        return turning._asks(reply, further) if reply.question else Turn(reply, turning.standing)

    def _back(self) -> Turn:
        """The latest question once more; if it has not been answered, the one it followed from."""
        latest = self.standing.open[0]
        path = latest.path if latest.answered else latest.path[:-1]
        latest = replace(latest, id=self.id, at=self.now, path=path, offered="", answered=False)
        try:
            if (flow := self._flow_of(latest)) is not None:
                before = replace(self, standing=replace(self.standing, open=self.standing.open[1:]))
                return before._asks(flow.ask(latest), latest)
            return self._asks(self._question(latest)[1], latest)
        except NotAnAnswer:
            return Turn(self.say.to_matter(BACK), self.standing)

    def _flow_of(self, asked: Asked) -> Flowing | None:
        """What serves the flow that a question belongs to; None for one about things."""
        match asked.about:
            case About.HOMES:
                return Serving(self)
            case About.PLACES:
                return Looking(self)
        return None

    def _one_of_a_list(self, asked: Asked, label: str) -> Reply:
        if asked.about is About.GUIDES:
            guides = self.talk.guides.guides
            return self.say.guides.guide(next(each for each in guides if each.title == label))
        return self.say.to_category(label)

    def _asked_outright(self, text: str) -> Turn | None:
        """The turn of a text that asks for the takers of a thing, or is a guide's title."""
        if len(text) > LONGEST_HEARD:
            return None
        if (guide := self.talk.guide_titled(text)) is not None:
            return Turn(self.say.guides.guide(guide), replace(self.standing, latest=""))
        return Looking(self).asked_for(text) if Looking(self).can else None

    def _guide_about(self, text: str, answer: Answer) -> Guide | None:
        """The guide that residents look for under a word that names no thing and no matter."""
        known = answer.intent or any(found.kind in SURE for found in answer.things)
        return None if known else self.talk.guides.about(text)

    def _place_named(self, text: str, answer: Answer) -> Turn | None:
        """The turn of a town's or a place's name, where the words are no thing. It is counted nowhere."""
        looking = Looking(self)
        guessed = any(found.kind is AnswerKind.MAYBE for found in answer.things)
        known = answer.intent or any(found.kind in SURE or found.known_as for found in answer.things)
        if known or (guessed and not looking.is_open):
            return None
        return looking.named(text)

    def _asks(self, reply: Reply, asked: Asked) -> Turn:
        """The reply; its question, if it has one, is open from now on, and is the one to be answered."""
        if reply.question is None:
            return Turn(reply, replace(self.standing, latest=""))
        asked = replace(asked, offered=digest(reply.question))
        return Turn(reply, self.standing.asking(asked), asked=asked.id)

    def _asked(self, query: str, about: About) -> Asked:
        return Asked(self.id, about, query, self.now)

    def _question(self, asked: Asked) -> tuple[Found | None, Reply]:
        """What was found then, and the question as it is asked today; no thing for the categories.

        Raises:
            NotAnAnswer: in today's edition there is nothing to choose, or something else.
        """
        found, reply = self._asked_again(asked)
        if reply.question is None or asked.offered not in ("", digest(reply.question)):
            raise NotAnAnswer(asked.query)
        return found, reply

    def _asked_again(self, asked: Asked) -> tuple[Found | None, Reply]:
        if asked.about is About.CATEGORIES:
            return None, self.say.categories()
        if asked.about is About.GUIDES:
            return None, self.say.guides.choose()
        things = search(self.talk.index, asked.query, self.today).things
        if len(things) != 1:
            raise NotAnAnswer(asked.query)
        found = things[0]
        for label in asked.path:
            found = chosen(found, label, self.talk.index.municipality.category_by_id, self.today)
        return found, self.say.to_found(found)


def _about(intent: str | None) -> About:
    if intent == GUIDES:
        return About.GUIDES
    return About.CATEGORIES if intent == CATEGORIES else About.THING
