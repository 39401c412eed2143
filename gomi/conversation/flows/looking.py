"""どこの近くか: the steps from what a resident says to the spot they look from. One, or a choice."""

from collections.abc import Callable

from gomi.conversation.flow import END, Answers, Flow, Step
from gomi.conversation.flows.places import position_of
from gomi.conversation.question import Choice, Option, Place
from gomi.places.finder import PlaceFinder
from gomi.places.found import Spot

WHERE, WHICH = "where", "which"


def looking(places: PlaceFinder, answers: Answers) -> Flow:
    """The flow as far as these answers lead."""
    spots = spots_of(places, answers[WHERE]) if WHERE in answers else ()
    steps = [Step(WHERE, Place("place.where", _leads(places), by_position=True), _after_where(spots))]
    if len(spots) > 1:
        options = tuple(Option(spot.label) for spot in spots)
        steps.append(Step(WHICH, Choice("place.which", options), END))
    return Flow("looking", tuple(steps))


def spot_of(places: PlaceFinder, answers: Answers) -> Spot | None:
    """The spot that the answers lead to; None where they lead to none any more."""
    spots = spots_of(places, answers[WHERE])
    if len(spots) > 1:
        return next((spot for spot in spots if spot.label == answers.get(WHICH)), None)
    return spots[0] if spots else None


def spots_of(places: PlaceFinder, said: str) -> tuple[Spot, ...]:
    """The spots that words, or a position, may mean."""
    position = position_of(said)
    return (places.spot_at(*position),) if position is not None else places.spots_of(said)


def _after_where(spots: tuple[Spot, ...]) -> str:
    return WHICH if len(spots) > 1 else END


def _leads(places: PlaceFinder) -> Callable[[str], bool]:
    return lambda said: bool(spots_of(places, said))
