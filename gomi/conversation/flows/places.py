"""地区をさがす: the steps from what a resident says of where they live to their district.

An address may lead to one district at once, to a choice, or to a question for its 丁目 or 番地; each
of these is a step, and `district_of` is where the answers have led.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from gomi.conversation.flow import Answers, Step
from gomi.conversation.question import Choice, Option, Place
from gomi.districts.finder import DistrictFinder
from gomi.districts.found import (
    AddressNeeded,
    Candidate,
    Found,
    Need,
    NoDistrict,
    OneDistrict,
    Part,
    SeveralDistricts,
)
from gomi.municipality.values import District

PLACE, WHICH, MORE, PART = "place", "which", "more", "part"
LIST = "一覧"
"""Typed or tapped instead of an address: all districts, in steps."""
POSITION = "@"
"""Begins a place that is a position: ``@34.7101,138.5600``."""
PROMPT_BY_NEED = {Need.CHOME: "home.chome", Need.BLOCK: "home.block", Need.NAME: "home.part"}
MOST_STEPS = 6
MOST_OPTIONS = 12


@dataclass(frozen=True, slots=True)
class Placing:
    """The steps so far, and the district once they have led to one."""

    steps: tuple[Step, ...]
    district: District | None = None


def place_steps(finder: DistrictFinder, answers: Answers, then: str) -> Placing:
    """The steps that these answers lead through; ``then`` follows the last of them."""
    asking: list[tuple[str, Choice | Place]] = [
        (PLACE, Place("home.place", _leads(finder), by_position=True))
    ]
    said = answers.get(PLACE)
    found: Found | tuple[Part, ...] | None = None
    if said is not None:
        found = finder.listing() if said == LIST else _found(finder, said)
    while found is not None and not isinstance(found, OneDistrict) and len(asking) < MOST_STEPS:
        name, question = _asks(found, finder, len(asking))
        asking.append((name, question))
        chosen = answers.get(name)
        found = None if chosen is None else _follow(found, chosen, finder)
    district = found.district if isinstance(found, OneDistrict) else None
    names = [name for name, _ in asking[1:]] + [then]
    steps = (Step(name, question, after) for (name, question), after in zip(asking, names, strict=True))
    return Placing(tuple(steps), district)


def at_position(latitude: float, longitude: float) -> str:
    """A position as the answer to `PLACE`: to four decimals, about ten metres."""
    return f"{POSITION}{latitude:.4f},{longitude:.4f}"


def position_of(said: str) -> tuple[float, float] | None:
    """The degrees that `at_position` wrote; None for anything else."""
    if not said.startswith(POSITION):
        return None
    try:
        latitude, longitude = map(float, said.removeprefix(POSITION).split(","))
    except ValueError:
        return None
    return latitude, longitude


def nearest_names(finder: DistrictFinder, said: str) -> tuple[str, ...]:
    """Names of the list that are spelt like what was said, where it leads nowhere."""
    found = finder.find(said)
    return found.nearest if isinstance(found, NoDistrict) else ()


def _leads(finder: DistrictFinder) -> Callable[[str], bool]:
    return lambda said: said.strip() == LIST or not isinstance(_found(finder, said), NoDistrict)


def _found(finder: DistrictFinder, said: str) -> Found:
    if not said.startswith(POSITION):
        return finder.find(said)
    position = position_of(said)
    near = finder.near(*position) if position is not None else ()
    candidates = tuple(Candidate("・".join(each.labels), each.district) for each in near)
    return SeveralDistricts(candidates) if candidates else NoDistrict(())


def _asks(found: Found | tuple[Part, ...], finder: DistrictFinder, number: int) -> tuple[str, Choice | Place]:
    match found:
        case SeveralDistricts(candidates):
            return f"{WHICH}{number}", Choice("home.which", _labels(candidates))
        case AddressNeeded(so_far, need, options, candidates):
            prompt = PROMPT_BY_NEED[need]
            if options:
                return f"{MORE}{number}", Choice(prompt, tuple(map(Option, options)))
            place = Place(
                prompt, lambda said: _goes_on(finder, so_far, said), _labels(candidates)[:MOST_OPTIONS]
            )
            return f"{MORE}{number}", place
        case tuple():
            return f"{PART}{number}", Choice("home.list", tuple(Option(label) for label in _lines(found)))
        case OneDistrict() | NoDistrict():
            raise AssertionError(found)
        case _:
            assert_never(found)


def _labels(candidates: tuple[Candidate, ...]) -> tuple[Option, ...]:
    return tuple(Option(candidate.label) for candidate in candidates)


def _goes_on(finder: DistrictFinder, so_far: str, said: str) -> bool:
    return not isinstance(finder.find(f"{so_far}{said}"), NoDistrict)


def _lines(parts: tuple[Part, ...]) -> list[str]:
    """The labels of a step of the list: its parts, or the districts of the only one."""
    return list(_by_label(parts))


def _by_label(parts: tuple[Part, ...]) -> Mapping[str, Part | District]:
    if len(parts) == 1 and parts[0].districts:
        return {district.name: district for district in parts[0].districts}
    return {part.label: part for part in parts}


def _follow(
    found: Found | tuple[Part, ...], chosen: str, finder: DistrictFinder
) -> Found | tuple[Part, ...] | None:
    """Where an answer leads; None for one that no longer fits."""
    match found:
        case SeveralDistricts(candidates):
            return _candidate(candidates, chosen)
        case AddressNeeded(so_far, _, options, candidates):
            if chosen not in options and (one := _candidate(candidates, chosen)) is not None:
                return one
            return finder.find(f"{so_far}{chosen}")
        case tuple():
            line = _by_label(found).get(chosen)
            if isinstance(line, District):
                return OneDistrict(line.name, line)
            if line is None:
                return None
            return line.parts or (Part(line.label, districts=line.districts),)
        case _:
            return None


def _candidate(candidates: tuple[Candidate, ...], label: str) -> OneDistrict | None:
    found = next((each for each in candidates if each.label == label), None)
    return OneDistrict(found.label, found.district) if found else None
