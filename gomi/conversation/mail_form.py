"""What a resident fills in to be told by e-mail, read by the questions that a chat asks one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gomi.conversation.flows.reminding import LONGEST_LABEL
from gomi.conversation.question import NotAnAnswer, Text, TimeOfDay
from gomi.conversation.spoken_times import as_minutes, as_written
from gomi.errors import GomiError
from gomi.municipality.values import Municipality
from gomi.reminders.addresses import NotAnAddress, read_address
from gomi.reminders.homes import MAIL, STEP_MINUTES, Home, HomeState
from gomi.reminders.hours import hours_of
from gomi.words import JAPANESE


class Problem(StrEnum):
    """What is wrong with a form; each belongs to one field."""

    ADDRESS = "address"
    DISTRICT = "district"
    TIMES = "times"
    STREAMS = "streams"
    LABEL = "label"
    REFUSED = "refused"
    """The mail server does not take the address."""


class FormWrong(GomiError):
    """A form that cannot be used; ``problems`` in the order of its fields."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("入れた内容をお確かめください")


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were filled in; a time that is not wanted is empty."""

    address: str = ""
    district: str = ""
    label: str = ""
    evening: str = ""
    morning: str = ""
    streams: tuple[str, ...] = ()
    lang: str = JAPANESE


def home_from(typed: Typed, city: Municipality) -> Home:
    """A new home, waiting for the owner of the address.

    Raises:
        FormWrong: something of it cannot be used.
    """
    home = Home(0, city.id, MAIL, "", state=HomeState.WAITING)
    problems: list[Problem] = []
    try:
        home = replace(home, resident=read_address(typed.address))
    except NotAnAddress:
        problems.append(Problem.ADDRESS)
    return _filled(home, typed, city, problems)


def changed(home: Home, typed: Typed, city: Municipality) -> Home:
    """A home as its owner wants it from now on; its address and its name stay.

    Raises:
        FormWrong: something of it cannot be used.
    """
    return _filled(home, replace(typed, label=home.label), city, [])


def as_typed(home: Home, city: Municipality) -> Typed:
    """The form that would lead to this home."""
    wanted = home.streams or tuple(stream.id for stream in city.streams)
    evening, morning = (as_written(at) if at is not None else "" for at in (home.evening, home.morning))
    return Typed("", home.district, home.label, evening, morning, wanted, home.lang)


def _filled(home: Home, typed: Typed, city: Municipality, problems: list[Problem]) -> Home:
    evening, morning = _times(typed, city)
    every = [stream.id for stream in city.streams]
    chosen = tuple(each for each in every if each in typed.streams)
    problems += _wrong(typed, city, evening, morning, chosen)
    if problems:
        raise FormWrong(problems)
    moves = typed.district != home.district
    return replace(
        home,
        label=" ".join(typed.label.split()),
        district=typed.district,
        next_district="" if moves else home.next_district,
        moves_on=None if moves else home.moves_on,
        evening=evening,
        morning=morning,
        streams=() if len(chosen) == len(every) else chosen,
        lang=typed.lang if typed.lang in (JAPANESE, *city.languages) else JAPANESE,
    )


def _wrong(
    typed: Typed, city: Municipality, evening: int | None, morning: int | None, streams: Sequence[str]
) -> Iterator[Problem]:
    if all(each.id != typed.district for each in city.districts):
        yield Problem.DISTRICT
    if evening is None and morning is None:
        yield Problem.TIMES
    if not streams:
        yield Problem.STREAMS
    if typed.label.strip() and _accepted(Text("home.label", LONGEST_LABEL), typed.label) is None:
        yield Problem.LABEL


def _times(typed: Typed, city: Municipality) -> tuple[int | None, int | None]:
    """Each as the chat reads it; a time that cannot be chosen is none."""
    hours = hours_of(city.settings)
    evening = _accepted(TimeOfDay("reminding.evening", *hours.evening, STEP_MINUTES), typed.evening)
    morning = _accepted(TimeOfDay("reminding.morning", *hours.morning, STEP_MINUTES), typed.morning)
    return as_minutes(evening) if evening else None, as_minutes(morning) if morning else None


def _accepted(question: Text | TimeOfDay, said: str) -> str | None:
    try:
        return question.accept(said)
    except NotAnAnswer:
        return None
