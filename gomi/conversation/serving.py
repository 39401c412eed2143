"""A resident's homes and reminders in the chat: the turns of their flows, and what they change.

The answers of a flow are kept with its question; where they lead is worked out each time from the
tables in force (`flows.reminding`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gomi.conversation.flow import Walk
from gomi.conversation.flowing import Flowing, answers_of
from gomi.conversation.flows.places import at_position, nearest_names
from gomi.conversation.flows.reminding import Reminding, Wants, may_add
from gomi.conversation.messages.matters import (
    ANOTHER_HOME,
    DAYS,
    FORGET_HOMES,
    HOME,
    MOVE,
    REMIND,
    STOP_REMINDING,
    WEEK,
)
from gomi.conversation.messages.values import Message, Reply
from gomi.conversation.question import NotAnAnswer, Place, Question
from gomi.conversation.spoken_times import minutes_of
from gomi.conversation.standing import About, Asked
from gomi.conversation.turn import Turn, digest
from gomi.reminders.homes import STEP_MINUTES, DropHome, Home, SaveHome

if TYPE_CHECKING:
    pass

WANTS_BY_INTENT = {HOME: Wants.HOME, ANOTHER_HOME: Wants.ANOTHER, MOVE: Wants.MOVE, REMIND: Wants.REMIND}
MATTERS_OF_HOMES = (DAYS, WEEK, STOP_REMINDING, FORGET_HOMES, *WANTS_BY_INTENT)


@dataclass(frozen=True)
class Serving(Flowing):
    """Serves one turn about homes."""

    @property
    def homes(self) -> tuple[Home, ...]:
        """The resident's, in the order in which they were added."""
        return self.turning.homes

    @property
    def today(self) -> date:
        """The day where the municipality is."""
        return self.turning.today

    @cached_property
    def _reminding(self) -> Reminding:
        talk = self.turning.talk
        return Reminding(talk.index.municipality, talk.finder, self.homes, talk.hours, self.today)

    def matter(self, intent: str, said: str = "") -> Turn:
        """The turn of one of `MATTERS_OF_HOMES`; ``said`` is the message it was in."""
        match intent:
            case i if i in (DAYS, WEEK):
                return self._days(week=intent == WEEK)
            case i if i == STOP_REMINDING:
                return self._stop()
            case i if i == FORGET_HOMES:
                return self._forget()
            case i if i == REMIND and (times := self._times_in(said)):
                return self._at(*times)
            case i if i == ANOTHER_HOME and not may_add(self.homes):
                return self._turn(self.turning.say.homes.too_many())
        wants = WANTS_BY_INTENT[intent]
        if wants in (Wants.ANOTHER, Wants.MOVE) and not self.homes:
            wants = Wants.HOME
        return self._begin(wants)

    def located(self, latitude: float, longitude: float, *, begins: bool) -> Turn | None:
        """A position: the answer to a question for a home; with ``begins`` the beginning of one."""
        here, standing = at_position(latitude, longitude), self.turning.standing
        asked = standing.asked(standing.latest)
        if asked is not None and asked.about is About.HOMES and self._asks_for_a_place(asked):
            return self._at_or_far(asked, here)
        if self.homes or not begins:
            return None
        return self._at_or_far(self._new(Wants.HOME), here)

    def _asks_for_a_place(self, asked: Asked) -> bool:
        try:
            question = self.question(asked)
        except NotAnAnswer:
            return False
        return isinstance(question, Place) and question.by_position

    def _at_or_far(self, asked: Asked, here: str) -> Turn:
        try:
            return self.chooses(asked, here)
        except NotAnAnswer:
            return self._go_on(asked, answers_of(asked), self.turning.say.homes.far())

    def walk(self, asked: Asked) -> Walk:
        """Through the steps of `flows.reminding`."""
        answers = answers_of(asked)
        return self._reminding.flow(Wants(asked.query), answers).walk(answers)

    def again(self, asked: Asked, said: str) -> Turn:
        """The question once more, after something that is no answer to it."""
        question = self.question(asked)
        is_first = isinstance(question, Place) and question.prompt == "home.place"
        nearest = nearest_names(self.turning.talk.finder, said) if is_first else ()
        reply = self.turning.say.asking.again(question, said, nearest)
        return self._asking(reply, replace(asked, id=self.turning.id, at=self.turning.now), question)

    def chooses(self, asked: Asked, said: str) -> Turn:
        """The turn of an answer.

        Raises:
            NotAnAnswer: it is none, or the question is not asked any more.
        """
        answers = self.answered(asked, said)
        done = replace(self.turning, standing=self.turning.standing.asking(replace(asked, answered=True)))
        return Serving(done)._go_on(replace(asked, at=self.turning.now), answers)

    def _begin(self, wants: Wants, before: tuple[Message, ...] = ()) -> Turn:
        return self._go_on(self._new(wants), {}, before)

    def _new(self, wants: Wants) -> Asked:
        return Asked(self.turning.id, About.HOMES, wants.value, self.turning.now)

    def _go_on(self, asked: Asked, answers: Mapping[str, str], before: tuple[Message, ...] = ()) -> Turn:
        path = tuple(f"{step}={answer}" for step, answer in answers.items())
        asked = replace(asked, id=self.turning.id, path=path, offered="", answered=False)
        walk = self.walk(asked)
        if walk.asks is None:
            return self._finished(Wants(asked.query), walk.answers)
        question = walk.asks.question
        return self._asking(self.turning.say.asking.ask(question, before), asked, question)

    def _asking(self, reply: Reply, asked: Asked, question: Question) -> Turn:
        asked = replace(asked, offered=digest(question), answered=False)
        return Turn(reply, self.turning.standing.asking(asked), asked=asked.id)

    def _finished(self, wants: Wants, answers: Mapping[str, str]) -> Turn:
        """The answers have led to the end; what was typed on the way is forgotten."""
        home = self._reminding.home(wants, answers)
        if home is None:
            return self._begin(Wants.HOME)
        home = replace(home, lang=self.turning.say.lang)
        say = self.turning.say.homes
        match wants:
            case Wants.REMIND:
                reply = say.reminded(home, self.today)
            case Wants.MOVE:
                reply = say.moving(home, self.today)
            case _:
                calendar = self.turning.talk.calendar.of(home.district)
                reply = say.days([(home, calendar)], self.here, week=False, saved=True)
        return self._turn(reply, SaveHome(home))

    def _days(self, *, week: bool) -> Turn:
        say = self.turning.say.homes
        calendar_of, now = self.turning.talk.calendar_of, self.turning.now
        found = [(home, calendar) for home in self.homes if (calendar := calendar_of(home, now))]
        if not found:
            return self._begin(Wants.HOME, say.no_home())
        return self._turn(say.days(found, self.here, week=week))

    def _stop(self) -> Turn:
        told = [home for home in self.homes if home.is_told]
        changes = [SaveHome(replace(home, evening=None, morning=None)) for home in told]
        return self._turn(self.turning.say.homes.stopped(any_told=bool(told)), *changes)

    def _forget(self) -> Turn:
        reply = self.turning.say.homes.forgotten(any_kept=bool(self.homes))
        return self._turn(reply, *(DropHome(home.id) for home in self.homes))

    def _times_in(self, said: str) -> tuple[int | None, int | None] | None:
        """The evening and the morning named in one message that changes reminders."""
        hours = self.turning.talk.hours
        meant = [each for each in minutes_of(said) if each % STEP_MINUTES == 0]
        eve = next((each for each in meant if hours.evening[0] <= each <= hours.evening[1]), None)
        morning = next((each for each in meant if hours.morning[0] <= each <= hours.morning[1]), None)
        if not self.homes or (eve is None and morning is None):
            return None
        return (eve, None) if eve is not None and (meant[0] == eve or morning is None) else (None, morning)

    def _at(self, evening: int | None, morning: int | None) -> Turn:
        home = replace(self.homes[0], evening=evening, morning=morning, lang=self.turning.say.lang)
        return self._turn(self.turning.say.homes.reminded(home, self.today), SaveHome(home))

    def _turn(self, reply: Reply, *changes: SaveHome | DropHome) -> Turn:
        """What ends a flow closes its questions: the address typed is not kept any longer."""
        standing = self.turning.standing
        others = tuple(each for each in standing.open if each.about is not About.HOMES)
        return Turn(reply, replace(standing, open=others, latest=""), changes=changes)
