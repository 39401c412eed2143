"""お知らせと住所: which home, when to be told, of what. One flow for each thing a resident may want.

* `Wants.HOME`: give (another) home, and see its days
* `Wants.REMIND`: be told: home, evening or morning or both, at what time, of which streams
* `Wants.MOVE`: a new home from a day on
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gomi.conversation.flow import END, Answers, Flow, Step
from gomi.conversation.flows.places import Placing, place_steps
from gomi.conversation.question import TOGETHER, Choice, Day, Option, Question, Several, Text, TimeOfDay
from gomi.conversation.spoken_times import as_minutes
from gomi.districts.finder import DistrictFinder
from gomi.municipality.values import District, Municipality
from gomi.reminders.homes import MOST_HOMES, STEP_MINUTES, Home
from gomi.reminders.hours import Hours

WHOSE, LABEL, WHEN, EVENING, MORNING, STREAMS, FROM = (
    "whose",
    "label",
    "when",
    "evening",
    "morning",
    "streams",
    "from",
)
AT_EVE, AT_MORNING, AT_BOTH, NEVER = "前の日の夜", "当日の朝", "両方", "お知らせはいらない"
EVERYTHING = "すべて"
OWN = "自宅"
LONGEST_LABEL = 10


class Wants(StrEnum):
    """What a resident wants of their homes."""

    HOME = "home"
    ANOTHER = "another"
    REMIND = "remind"
    MOVE = "move"


@dataclass(frozen=True)
class Reminding:
    """The flows for one resident of one municipality: made from their homes and from the tables."""

    city: Municipality
    finder: DistrictFinder
    homes: tuple[Home, ...]
    hours: Hours
    today: date

    def flow(self, wants: Wants, answers: Answers) -> Flow:
        """The flow as far as these answers lead."""
        return Flow(wants.value, tuple(self._steps(wants, answers)))

    def home(self, wants: Wants, answers: Answers) -> Home | None:
        """The home as it is to be kept once the flow has ended; None when the place is not known."""
        before = self._home_meant(answers)
        placed = self._placing(wants, answers).district
        if placed is None and before is None:
            return None
        home = before or Home(0, self.city.id, "", "")
        if wants is Wants.MOVE and placed is not None:
            return replace(home, next_district=placed.id, moves_on=date.fromisoformat(answers[FROM]))
        if placed is not None:
            home = self._placed(home, placed, answers)
        return self._told(home, answers) if wants is Wants.REMIND else home

    def _steps(self, wants: Wants, answers: Answers) -> Iterator[Step]:
        if self._asks_whose(wants):
            yield Step(
                WHOSE, Choice("home.whose", tuple(map(Option, self._whose()))), self._after_whose(wants)
            )
        if wants is Wants.MOVE:
            yield Step(FROM, Day("home.from", self.today), "place")
        placing = self._placing(wants, answers)
        yield from placing.steps
        if wants is Wants.ANOTHER:
            yield Step(LABEL, Text("home.label", LONGEST_LABEL), END)
        if wants is Wants.REMIND:
            yield from self._times()

    def _placing(self, wants: Wants, answers: Answers) -> Placing:
        if wants is Wants.REMIND and self.homes:
            return Placing(())
        then = {Wants.ANOTHER: LABEL, Wants.REMIND: WHEN}.get(wants, END)
        return place_steps(self.finder, answers, then)

    def _asks_whose(self, wants: Wants) -> bool:
        return len(self.homes) > 1 and wants in (Wants.REMIND, Wants.MOVE, Wants.HOME)

    def _whose(self) -> list[str]:
        return [home.label or OWN for home in self.homes]

    def _after_whose(self, wants: Wants) -> str:
        return {Wants.REMIND: WHEN, Wants.MOVE: FROM}.get(wants, "place")

    def _home_meant(self, answers: Answers) -> Home | None:
        if WHOSE in answers:
            return next((each for each in self.homes if (each.label or OWN) == answers[WHOSE]), None)
        if LABEL in answers:  # the same name again means the same place
            named = answers[LABEL]
            return next((each for each in self.homes if (each.label or OWN) == named), None)
        return self.homes[0] if self.homes else None

    def _placed(self, home: Home, district: District, answers: Answers) -> Home:
        label = answers.get(LABEL, home.label)
        return replace(home, district=district.id, label="" if label == OWN else label,
                       next_district="", moves_on=None)  # fmt: skip

    def _times(self) -> Iterator[Step]:
        hours = self.hours
        whens = tuple(map(Option, (AT_EVE, AT_MORNING, AT_BOTH, NEVER)))
        yield Step(WHEN, Choice("reminding.when", whens), _after_when)
        yield Step(
            EVENING,
            TimeOfDay("reminding.evening", *hours.evening, STEP_MINUTES, hours.offered_evenings),
            lambda answers: MORNING if answers[WHEN] == AT_BOTH else STREAMS,
        )
        yield Step(
            MORNING,
            TimeOfDay("reminding.morning", *hours.morning, STEP_MINUTES, hours.offered_mornings),
            STREAMS,
        )
        yield Step(STREAMS, self._streams(), END)

    def _streams(self) -> Question:
        names = tuple(Option(stream.name) for stream in self.city.streams)
        return Several("reminding.streams", names, EVERYTHING)

    def _told(self, home: Home, answers: Answers) -> Home:
        chosen = answers.get(STREAMS, EVERYTHING)
        by_name = {stream.name: stream.id for stream in self.city.streams}
        streams = () if chosen == EVERYTHING else tuple(by_name[name] for name in _names(chosen, by_name))
        return replace(
            home,
            evening=as_minutes(answers[EVENING]) if EVENING in answers else None,
            morning=as_minutes(answers[MORNING]) if MORNING in answers else None,
            streams=streams,
        )


def _after_when(answers: Answers) -> str:
    match answers[WHEN]:
        case w if w in (AT_EVE, AT_BOTH):
            return EVENING
        case w if w == AT_MORNING:
            return MORNING
    return END


def _names(chosen: str, known: Iterable[str]) -> list[str]:
    """The names in an answer of `Several`; a name may itself hold the mark between names."""
    return [name for name in known if f"{TOGETHER}{name}{TOGETHER}" in f"{TOGETHER}{chosen}{TOGETHER}"]


def may_add(homes: Sequence[Home]) -> bool:
    """Whether one more home may be kept."""
    return len(homes) < MOST_HOMES
