"""Messages to a resident as values: texts, cards and buttons, in one language, drawn by no face yet.

Every button has ``typed``: what a resident without buttons types for the same.
"""

from dataclasses import dataclass, field

from gomi.conversation.messages.readings import without_readings
from gomi.conversation.messages.tile import Tile
from gomi.conversation.messages.tongue import Name
from gomi.conversation.question import NotAnAnswer, Question
from gomi.search.fold import fold


@dataclass(frozen=True, slots=True)
class Choose:
    """A button that answers the question asked, by its number."""

    number: int
    label: str

    @property
    def typed(self) -> str:
        """The number."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Ask:
    """A button for a matter: メニュー, 電話…"""

    intent: str
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class SendPosition:
    """A button that lets the resident send where they are."""

    label: str

    @property
    def typed(self) -> str:
        """There are no words for a position."""
        return ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A button that looks up a thing, as if its name had been typed."""

    label: str
    typed: str


Button = Choose | Ask | LookUp | SendPosition


@dataclass(frozen=True, slots=True)
class Link:
    """An address to open."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: what may happen, with the Japanese word beside it; in which cases, and what to do."""

    heading: str
    do: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One way to put out one thing. ``sentence`` alone says what it is and where it belongs."""

    sentence: str
    heading: str
    category: Name
    tile: Tile
    listed_as: str = ""
    warnings: tuple[Warned, ...] = ()
    bag: str = ""
    steps: tuple[str, ...] = ()
    notes_heading: str = ""
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    reference: str = ""
    link: Link | None = None
    category_id: str = ""
    coming: tuple[str, ...] = ()
    """The next day of collection at each of the resident's homes."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One case or thing: what it is called, where it leads, and its tile if it leads to one category."""

    label: str
    then: str = ""
    tile: Tile | None = None


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """Choices, numbered from 1 in this order."""

    title: str
    lead: str
    choices: tuple[Offered, ...]
    hint: str
    warnings: tuple[Warned, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CasesCard:
    """Every case of a thing, to be read and not to be chosen from."""

    title: str
    lead: str
    cases: tuple[Offered, ...]
    warnings: tuple[Warned, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Whom to call, and why. ``dial`` is the number in digits."""

    heading: str
    way: str
    office: str
    telephone: str
    dial: str
    hours: str
    call: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One stream on a day: its tile (None: nothing is taken, 休), its name, and what is to be known.

    ``note`` says that it was moved, is late, or falls away, and why.
    """

    name: str
    tile: Tile | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day: its date, what stands beside it (weekday, あした), and what is taken."""

    day: str
    beside: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class DayCard:
    """収集日 of one home. ``sentence`` alone says everything that matters.

    ``lead`` says what to do; ``warnings`` what has changed. With ``large`` there is one day, shown big.
    """

    sentence: str
    heading: str
    district: str
    rows: tuple[DayRow, ...]
    lead: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    large: bool = False
    reference: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place: its name, how far it is, whether it is open, and what is to be had there.

    ``is_open`` is None where that is not known; ``state`` says it in words. Empty texts are left out.
    """

    name: str
    distance: str
    walk: str
    state: str
    is_open: bool | None
    offers: tuple[str, ...]
    address: str
    remarks: tuple[str, ...] = ()
    map: Link | None = None
    dial: Link | None = None


@dataclass(frozen=True, slots=True)
class PlacesCard:
    """場所: places beside each other, nearest first. ``sentence`` alone says the first of them."""

    sentence: str
    places: tuple[PlaceShown, ...]
    more: Link | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class GuideCard:
    """出し方の案内: what matters of a guide, its steps, its film and its own page."""

    title: str
    lead: str
    steps: tuple[str, ...]
    video: Link | None = None
    video_about: str = ""
    link: Link | None = None
    reference: str = ""


Message = Said | AnswerCard | QuestionCard | CasesCard | ContactCard | DayCard | PlacesCard | GuideCard


@dataclass(frozen=True, slots=True)
class Reply:
    """All that is said to one message: one question at most, and the buttons below the last message."""

    messages: tuple[Message, ...]
    buttons: tuple[Button, ...] = ()
    question: Question | None = field(default=None)

    def accept(self, said: str) -> str:
        """The label chosen in ``question``: by number, by its Japanese label, or as it was shown.

        Raises:
            NotAnAnswer: nothing was asked, or what was said is no answer to it.
        """
        if self.question is None:
            raise NotAnAnswer(said)
        return self.question.accept(self._number_by_shown.get(fold(without_readings(said)), said))

    @property
    def _number_by_shown(self) -> dict[str, str]:
        cards = (message for message in self.messages if isinstance(message, QuestionCard))
        numbered = [(str(n), each.label) for card in cards for n, each in enumerate(card.choices, 1)]
        bare = [(number, without_readings(label)) for number, label in numbered]
        return {
            **{fold(f"{number} {label}"): number for number, label in reversed(bare)},
            **{fold(label): number for number, label in reversed(bare)},
        }
