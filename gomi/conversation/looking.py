"""Places in the chat: what is looked for, from where, and what is near there.

Where a resident is, is asked for and used, and never kept: the question that stays open after an
answer holds only what was looked for, so that another position gives another answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gomi.conversation.asked_places import is_a_name
from gomi.conversation.flow import Walk
from gomi.conversation.flowing import Flowing, answers_of
from gomi.conversation.flows.looking import WHERE, looking, spot_of
from gomi.conversation.messages import Media
from gomi.conversation.messages.places import WANTED_BY_INTENT
from gomi.conversation.messages.values import Message, Reply
from gomi.conversation.question import NotAnAnswer
from gomi.conversation.standing import About, Asked, Standing
from gomi.conversation.turn import Turn, digest
from gomi.conversation.wanted import BAGS, DROP_OFF, VOUCHERS, as_query, bringing, paying, wanted_of
from gomi.districts.found import NoDistrict
from gomi.places.finder import NoSuchPosition
from gomi.places.found import Brought, PlaceFound, Spot, Wanted
from gomi.places.vouchers import price_of

MATTERS_OF_PLACES = tuple(WANTED_BY_INTENT)
MOST = 5
EITHER = (BAGS, DROP_OFF)
"""What a position alone, or a bare name of a town, is answered with: who sends one wants to buy bags,
or has a thing in hand."""

SAID_WHERE = re.compile(r"(?P<where>.+?)(?:の?(?:近く|付近|周辺|そば))?(?:の|で|にある|から)")
"""「本町の…」「駅前町の近くの…」: from where, at the beginning of a message."""


@dataclass(frozen=True)
class Looking(Flowing):
    """Serves one turn about places."""

    @property
    def can(self) -> bool:
        """Whether the city has a table of places at all."""
        return bool(self.turning.talk.index.municipality.places)

    def matter(self, intent: str, text: str = "") -> Turn:
        """The turn of one of `MATTERS_OF_PLACES`; 「本町の袋の店」 says from where as well."""
        wanted, told = WANTED_BY_INTENT[intent], SAID_WHERE.match(text)
        if told is not None and self.turning.talk.places.spots_of(told["where"]):
            return self._go_on(self._new(wanted), {WHERE: told["where"]})
        return self.begin(wanted)

    def named(self, text: str) -> Turn | None:
        """The name of a town or a place: near it is what was looked for last, else everything.

        A number names none, nor does a sentence that mentions a town (`is_a_name`).
        """
        if not self.can or not is_a_name(text) or not self.turning.talk.places.spots_of(text):
            return None
        return self._go_on(self._last or self._new(Wanted()), {WHERE: text})

    @property
    def is_open(self) -> bool:
        """Whether places were looked for lately."""
        return self._last is not None

    @property
    def _last(self) -> Asked | None:
        return next((each for each in self.turning.standing.open if each.about is About.PLACES), None)

    def _new(self, wanted: Wanted) -> Asked:
        return Asked(self.turning.id, About.PLACES, as_query(wanted), self.turning.now)

    def begin(self, wanted: Wanted, before: tuple[Message, ...] = ()) -> Turn:
        """Near the resident's district at once, where it is known; else from where is asked."""
        talk = self.turning.talk
        if not talk.places.all(wanted, self.here):
            return Turn(self.turning.say.places.none(wanted), self._over())
        for home in self.turning.homes:
            spot = talk.places.spot_of_district(home.district_on(self.turning.today))
            if spot is not None:
                return _after(before, self._near(spot, wanted))
        return _after(before, self._go_on(self._new(wanted), {}))

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
        try:
            spot = self.turning.talk.places.spot_at(latitude, longitude)
        except NoSuchPosition:
            return Turn(self.turning.say.to_media(Media.LOCATION), self.turning.standing)
        return self._near(spot, wanted_of(self._last.query) if self._last else Wanted())

    def walk(self, asked: Asked) -> Walk:
        """Through the steps of `flows.looking`."""
        answers = answers_of(asked)
        return looking(self.turning.talk.places, answers).walk(answers)

    def again(self, asked: Asked, said: str) -> Turn:
        """The question once more, after something that is no answer to it."""
        reply = self.turning.say.asking.again(self.question(asked), said)
        return self._asking(reply, replace(asked, id=self.turning.id, at=self.turning.now))

    def chooses(self, asked: Asked, said: str) -> Turn:
        """The turn of an answer.

        Raises:
            NotAnAnswer: it is none, or the question is not asked any more.
        """
        places, city = self.turning.talk.places, self.turning.talk.index.municipality
        is_thing = said in city.item_by_name or said in city.category_by_name
        if is_thing and isinstance(self.turning.talk.finder.find(said), NoDistrict):
            raise NotAnAnswer(said)
        try:
            answers = self.answered(asked, said)
        except NotAnAnswer:
            if not asked.path or not places.spots_of(said):
                raise
            answers = {WHERE: said}  # another spot, instead of one of those to choose from
        return self._go_on(asked, answers)

    def _near(self, spot: Spot, wanted: Wanted) -> Turn:
        """What is near a spot; what was looked for stays open for another spot, and nothing else does."""
        either = EITHER if wanted == Wanted() else (wanted,)
        found = [(each, self._nearest(spot, each)) for each in either]
        found = [(each, places) for each, places in found if places] or found[:1]
        reply = self.turning.say.places.nearest(found, spot, self.here, home=bool(self.turning.homes))
        standing = self._over()
        if len(either) == 1:
            standing = replace(standing.asking(self._new(wanted)), latest="")
        return Turn(reply, standing)

    def _nearest(self, spot: Spot, wanted: Wanted) -> tuple[PlaceFound, ...]:
        """The nearest; with the nearest open one behind them, where none of them is open now."""
        places = self.turning.talk.places
        found = places.nearest(spot, wanted, self.here, MOST)
        if any(each.state.is_open for each in found):
            return found
        opened = places.nearest(spot, replace(wanted, open_only=True), self.here, 1)
        known = {each.place.id for each in found}
        return (*found, *(each for each in opened if each.place.id not in known))

    def _go_on(self, asked: Asked, answers: Mapping[str, str]) -> Turn:
        path = tuple(f"{step}={answer}" for step, answer in answers.items())
        asked = replace(asked, id=self.turning.id, at=self.turning.now, path=path, offered="")
        walk = self.walk(asked)
        if walk.asks is not None:
            return self._asking(self.turning.say.asking.ask(walk.asks.question), asked)
        wanted, spot = wanted_of(asked.query), spot_of(self.turning.talk.places, walk.answers)
        return self._near(spot, wanted) if spot is not None else self.begin(wanted)

    def _asking(self, reply: Reply, asked: Asked) -> Turn:
        assert reply.question is not None
        asked = replace(asked, offered=digest(reply.question), answered=False)
        standing = replace(self._over(), latest="")
        return Turn(reply, standing.asking(asked), asked=asked.id)

    def _over(self) -> Standing:
        """Without any question about places: what was said to them is forgotten."""
        standing = self.turning.standing
        others = tuple(each for each in standing.open if each.about is not About.PLACES)
        return replace(standing, open=others, latest="")


def _after(before: tuple[Message, ...], turn: Turn) -> Turn:
    """The turn with something said first."""
    assert turn.reply is not None
    return replace(turn, reply=replace(turn.reply, messages=(*before, *turn.reply.messages)))
