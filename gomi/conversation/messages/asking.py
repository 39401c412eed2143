"""A step of a flow as it is asked in a chat: each kind of question in its own way."""

from collections.abc import Mapping
from typing import assert_never

from gomi.conversation.flows.places import LIST
from gomi.conversation.flows.reminding import AT_BOTH, AT_EVE, AT_MORNING, EVERYTHING, NEVER, OWN
from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.matters import BACK, STOP
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import (
    Button,
    Choose,
    LookUp,
    Message,
    Offered,
    QuestionCard,
    Reply,
    Said,
    SendPosition,
)
from gomi.conversation.question import Choice, Day, Place, Question, Several, Text, TimeOfDay
from gomi.conversation.spoken_times import as_written
from gomi.municipality.values import Municipality

KEY_BY_LABEL: Mapping[str, str] = {
    AT_EVE: "reminding.option.eve",
    AT_MORNING: "reminding.option.morning",
    AT_BOTH: "reminding.option.both",
    NEVER: "reminding.option.never",
    EVERYTHING: "reminding.everything",
    OWN: "home.own",
}
"""Fixed options; every other label is a name of the city's or of the resident's own."""
HOME_PLACE = "home.place"
CARE_BY_PROMPT = {HOME_PLACE: "home.place_care", "place.where": "place.where_care"}
"""The questions for a place that begin a flow, each with what is kept of the answer."""
MOST_NAMED = 4


class Asking:
    """Asks the steps of flows in one language of one municipality."""

    def __init__(self, city: Municipality, tongue: Tongue, buttons: Buttons) -> None:
        self._city, self._tongue, self._buttons = city, tongue, buttons

    def ask(self, question: Question, before: tuple[Message, ...] = ()) -> Reply:
        """The question, with what stands before it."""
        messages, buttons = self._asked(question)
        ways = self._buttons.matters(BACK, STOP)
        return Reply((*before, *messages), (*buttons, *ways), question)

    def again(self, question: Question, said: str, nearest: tuple[str, ...] = ()) -> Reply:
        """The question once more, after an answer that could not be taken."""
        return self.ask(question, (Said(self._why_not(question, said, nearest)),))

    def _asked(self, question: Question) -> tuple[tuple[Message, ...], tuple[Button, ...]]:
        say = self._tongue.say
        match question:
            case Choice(prompt, options):
                card = self._card(prompt, [option.label for option in options])
                return (card,), self._buttons.choices(card)
            case Several(prompt, options, everything):
                labels = [*(option.label for option in options), everything]
                card = self._card(prompt, labels, "reminding.several")
                return (card,), self._buttons.choices(card)
            case TimeOfDay(prompt, first, last, _, offered):
                said = say(prompt, first=self._tongue.time(first), last=self._tongue.time(last))
                return (Said(said),), tuple(self._at(minutes) for minutes in offered)
            case Place(prompt, _, options, by_position):
                return (Said(self._place(prompt)),), (
                    *((SendPosition(self._plain("home.position_label")),) if by_position else ()),
                    *((LookUp(self._plain("home.list_label"), LIST),) if prompt == HOME_PLACE else ()),
                    *(LookUp(option.label, option.label) for option in options),
                )
            case Day(prompt) | Text(prompt):
                return (Said(say(prompt)),), ()
            case _:
                assert_never(question)

    def _card(self, prompt: str, labels: list[str], hint: str = "line.choose") -> QuestionCard:
        shown = tuple(Offered(self.shown(label)) for label in labels)
        return QuestionCard(self._tongue.say(prompt), "", shown, self._tongue.say(hint, most=len(shown)))

    def shown(self, label: str) -> str:
        """An option as it is said in this language."""
        if label in KEY_BY_LABEL:
            return self._tongue.say(KEY_BY_LABEL[label])
        stream = next((each for each in self._city.streams if each.name == label), None)
        return self._tongue.name(label, stream.reading).shown if stream else self._tongue.city(label)

    def _place(self, prompt: str) -> str:
        if prompt not in CARE_BY_PROMPT:
            return self._tongue.say(prompt)
        said = self._tongue.say(prompt, example=self._example())
        return f"{said}\n{self._tongue.say(CARE_BY_PROMPT[prompt])}"

    def _example(self) -> str:
        """An address of this city, made of its first town."""
        town = next(iter(self._city.towns), None)
        if town is None:
            return next((district.name for district in self._city.districts), "")
        chome = "".join(letter for letter in town.chome if letter.isdigit())
        return f"{town.name}{chome}-5" if chome else f"{town.name}5"

    def _at(self, minutes: int) -> Choose | LookUp:
        return LookUp(self._tongue.bare(self._tongue.time(minutes)), as_written(minutes))

    def _plain(self, key: str) -> str:
        return self._tongue.plain(key)

    def _why_not(self, question: Question, said: str, nearest: tuple[str, ...]) -> str:
        match question:
            case Place():
                told = self._tongue.say("home.not_found", said=said)
                names = self._tongue.plain("days.between").join(nearest[:MOST_NAMED])
                return f"{told}\n{self._tongue.say('home.nearest', names=names)}" if names else told
            case TimeOfDay():
                return self._tongue.say("reminding.time_again")
            case _:
                return self._tongue.say("line.choose_again")
