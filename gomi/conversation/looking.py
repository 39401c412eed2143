"""Places in the chat: what is looked for, from where, and what is near there.

Where a resident is, is asked for and used, and never kept: the question that stays open after an
answer holds only what was looked for, so that another position gives another answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from gomi.conversation.flow import Flow, Walk
from gomi.conversation.flows.looking import looking, spot_of
from gomi.conversation.messages.places import WANTED_BY_INTENT
from gomi.conversation.messages.values import Message, Reply
from gomi.conversation.question import NotAnAnswer, Question
from gomi.conversation.standing import About, Asked, Standing
from gomi.conversation.turn import Turn, digest
from gomi.conversation.wanted import BAGS, DROP_OFF, VOUCHERS, as_query, bringing, paying, wanted_of
from gomi.places.found import Brought, PlaceFound, Spot, Wanted
from gomi.places.vouchers import price_of

if TYPE_CHECKING:
    from gomi.conversation.turning import Turning

MATTERS_OF_PLACES = tuple(WANTED_BY_INTENT)
MOST = 5
EITHER = (BAGS, DROP_OFF)
"""What a position alone is answered with: residents send one to buy bags, or with a thing in hand."""


@dataclass(frozen=True)
class Looking:
    """Serves one turn about places."""

    turning: "Turning"

    @cached_property
    def _here(self) -> datetime:
        """The time where the municipality is."""
        return self.turning.talk.here(self.turning.now)

    @property
    def can(self) -> bool:
        """Whether the city has a table of places at all."""
        return bool(self.turning.talk.index.municipality.places)

    def matter(self, intent: str) -> Turn:
        """The turn of one of `MATTERS_OF_PLACES`."""
        return self.begin(WANTED_BY_INTENT[intent])

    def begin(self, wanted: Wanted, before: tuple[Message, ...] = ()) -> Turn:
        """Near the resident's district at once, where it is known; else from where is asked."""
        talk = self.turning.talk
        if not talk.places.all(wanted, self._here):
            return Turn(self.turning.say.places.none(wanted), self._over())
        for home in self.turning.homes:
            spot = talk.places.spot_of_district(home.district_on(self.turning.today))
            if spot is not None:
                return _after(before, self._near(spot, (wanted,)))
        asked = Asked(self.turning.id, About.PLACES, as_query(wanted), self.turning.now)
        return _after(before, self._go_on(asked, {}))

    def asked_for(self, text: str) -> Turn | None:
        """「乾電池を持って行けるところ」「たんすの処理券を買える店」: the turn of such a text; else None."""
        asked, today = self.turning.talk.asked_places, self.turning.today
        if (brought := asked.to_bring(text, today)) is not None:
            return self.begin(bringing(brought))
        paid = asked.to_pay(text, today)
        return self._for_its_fee(paid) if paid is not None else None

    def _for_its_fee(self, brought: Brought) -> Turn:
        """The shops that sell the vouchers for a thing, behind its fee; any shop where that is not one."""
        price = price_of(self.turning.talk.index.municipality, brought, self.turning.today)
        if price is None:
            return self.begin(VOUCHERS)
        said = self.turning.say.places.needed(brought, price)
        return self.begin(paying(price), (said,))

    def located(self, latitude: float, longitude: float) -> Turn:
        """A position: near it is what was looked for last, else everything."""
        asked = next((each for each in self.turning.standing.open if each.about is About.PLACES), None)
        wanted = EITHER if asked is None else (wanted_of(asked.query),)
        return self._near(self.turning.talk.places.spot_at(latitude, longitude), wanted)

    def question(self, asked: Asked) -> Question:
        """What is asked now.

        Raises:
            NotAnAnswer: in today's tables the answers lead elsewhere, or to the end.
        """
        walk = self._walk(asked)
        if walk.asks is None or asked.offered not in ("", digest(walk.asks.question)):
            raise NotAnAnswer(asked.query)
        return walk.asks.question

    def ask(self, asked: Asked) -> Reply:
        """The question as it is asked.

        Raises:
            NotAnAnswer: as in `question`.
        """
        return self.turning.say.asking.ask(self.question(asked))

    def again(self, asked: Asked, said: str) -> Turn:
        """The question once more, after something that is no answer to it."""
        reply = self.turning.say.asking.again(self.question(asked), said)
        return self._asking(reply, replace(asked, id=self.turning.id, at=self.turning.now))

    def chooses(self, asked: Asked, said: str) -> Turn:
        """The turn of an answer.

        Raises:
            NotAnAnswer: it is none, or the question is not asked any more.
        """
        walk = self._walk(asked)
        label = self.ask(asked).accept(said)
        assert walk.asks is not None
        return self._go_on(asked, {**_answers(asked), walk.asks.name: label})

    def _near(self, spot: Spot, wanted: Sequence[Wanted]) -> Turn:
        found = [(each, self._nearest(spot, each)) for each in wanted]
        found = [(each, places) for each, places in found if places] or found[:1]
        reply = self.turning.say.places.nearest(found, spot, self._here, home=bool(self.turning.homes))
        standing = self._over()
        if len(wanted) == 1:
            kept = Asked(self.turning.id, About.PLACES, as_query(wanted[0]), self.turning.now)
            standing = replace(standing.asking(kept), latest="")
        return Turn(reply, standing)

    def _nearest(self, spot: Spot, wanted: Wanted) -> tuple[PlaceFound, ...]:
        """The nearest; with the nearest open one behind them, where none of them is open now."""
        places = self.turning.talk.places
        found = places.nearest(spot, wanted, self._here, MOST)
        if any(each.state.is_open for each in found):
            return found
        opened = places.nearest(spot, replace(wanted, open_only=True), self._here, 1)
        known = {each.place.id for each in found}
        return (*found, *(each for each in opened if each.place.id not in known))

    def _go_on(self, asked: Asked, answers: Mapping[str, str]) -> Turn:
        path = tuple(f"{step}={answer}" for step, answer in answers.items())
        asked = replace(asked, id=self.turning.id, at=self.turning.now, path=path, offered="")
        walk = self._walk(asked)
        if walk.asks is not None:
            return self._asking(self.turning.say.asking.ask(walk.asks.question), asked)
        wanted, spot = wanted_of(asked.query), spot_of(self.turning.talk.places, walk.answers)
        return self._near(spot, (wanted,)) if spot is not None else self.begin(wanted)

    def _asking(self, reply: Reply, asked: Asked) -> Turn:
        assert reply.question is not None
        asked = replace(asked, offered=digest(reply.question), answered=False)
        standing = replace(self._over(), latest="")
        return Turn(reply, standing.asking(asked), asked=asked.id)

    def _walk(self, asked: Asked) -> Walk:
        answers = _answers(asked)
        flow: Flow = looking(self.turning.talk.places, answers)
        return flow.walk(answers)

    def _over(self) -> Standing:
        """Without any question about places: what was said to them is forgotten."""
        standing = self.turning.standing
        others = tuple(each for each in standing.open if each.about is not About.PLACES)
        return replace(standing, open=others, latest="")


def _after(before: tuple[Message, ...], turn: Turn) -> Turn:
    """The turn with something said first."""
    assert turn.reply is not None
    return replace(turn, reply=replace(turn.reply, messages=(*before, *turn.reply.messages)))


def _answers(asked: Asked) -> dict[str, str]:
    return dict(each.split("=", 1) for each in asked.path)
