"""What is shown where a district is chosen: what an address led to, or the list in steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from api.views.links import Links
from api.views.voice import NOTHING, Voice
from gomi.districts import (
    AddressNeeded,
    Candidate,
    Found,
    Near,
    Need,
    NoDistrict,
    OneDistrict,
    Part,
    SeveralDistricts,
)
from gomi.municipality.values import District

MOST_CANDIDATES = 20
MOST_AT_ONCE = 30
"""So many districts are listed at once; more are chosen in two steps."""
MOST_LABELS = 2
NEED_KEYS = {Need.CHOME: "chome", Need.BLOCK: "block", Need.NAME: "name"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose: where it leads, what it says, and what stands beside it."""

    href: str
    label: Markup
    beside: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class FoundShown:
    """What an address led to. ``asks`` names the question, ``so_far`` what its answer is added to."""

    heading: Markup
    lead: Markup
    choices: tuple[Choice, ...] = ()
    options: tuple[Choice, ...] = ()
    asks: str = ""
    so_far: str = ""
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Districts, or parts of the list, under one heading."""

    heading: Markup
    choices: tuple[Choice, ...]


class DistrictsView:
    """Shows districts in one voice."""

    def __init__(self, voice: Voice, links: Links) -> None:
        self._voice, self._links = voice, links

    def found(self, words: str, found: Found) -> FoundShown | None:
        """What is shown for what was found; None for a single district, which has its own page."""
        say = self._voice.say
        match found:
            case OneDistrict():
                return None
            case SeveralDistricts(candidates):
                return FoundShown(
                    say("districts.several", words=words),
                    say("districts.several_lead"),
                    self._candidates(candidates),
                )
            case AddressNeeded(so_far, need, options, candidates):
                few = candidates if len(candidates) <= MOST_CANDIDATES else ()
                key = NEED_KEYS[need]
                return FoundShown(
                    say(f"districts.need_{key}", place=so_far),
                    say("districts.need_lead") if few and not options else Markup(""),
                    () if options else self._candidates(few),
                    tuple(self._again(so_far + option, option) for option in options),
                    "" if options else key,
                    so_far,
                )
            case NoDistrict(nearest):
                return FoundShown(
                    say("districts.none", words=words),
                    say("districts.near_lead") if nearest else say("districts.none_lead"),
                    tuple(self._again(name, name) for name in nearest),
                    nothing=True,
                )
            case _:
                assert_never(found)

    def near(self, near: Sequence[Near]) -> FoundShown:
        """Districts near a place, nearest first, to be chosen from."""
        say = self._voice.say
        if not near:
            return FoundShown(say("districts.far"), say("districts.none_lead"), nothing=True)
        choices = tuple(
            Choice(
                self._links.district(each.district.id),
                self._name(each.district),
                say(
                    "districts.about",
                    places=self._voice.in_japanese("、".join(each.labels[:MOST_LABELS])),
                    metres=each.metres,
                ),
            )
            for each in near
        )
        return FoundShown(say("districts.nearby"), say("districts.nearby_lead"), choices)

    def listing(self, parts: Sequence[Part], path: Sequence[str]) -> tuple[Group, ...]:
        """The list at one step of the way: all of it where it is short, else its parts."""
        at, way = parts, []
        for label in path:
            inner = next((each for each in at if each.label == label), None)
            if inner is None:
                break
            way.append(label)
            if inner.districts:
                return (self._group(inner),)
            at = inner.parts
        if not way and sum(len(each.districts) for each in at) <= MOST_AT_ONCE and not _nested(at):
            return tuple(map(self._group, at))
        choices = tuple(
            Choice(self._links.part([*way, each.label]), self._voice.in_japanese(each.label)) for each in at
        )
        return (Group(self._voice.say("districts.parts"), choices),) if choices else ()

    def is_step(self, parts: Sequence[Part], path: Sequence[str]) -> bool:
        """Whether the path leads somewhere in the list."""
        return bool(path) and any(each.label == path[0] for each in parts)

    def _group(self, part: Part) -> Group:
        return Group(
            self._voice.in_japanese(part.label),
            tuple(
                Choice(self._links.district(each.id), self._name(each), self._beside(each))
                for each in part.districts
            ),
        )

    def _candidates(self, candidates: Sequence[Candidate]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                self._links.district(each.district.id, found=each.label),
                self._voice.in_japanese(each.label),
                self._name(each.district) if each.district.name != each.label else Markup(""),
            )
            for each in candidates
        )

    def _again(self, words: str, label: str) -> Choice:
        return Choice(self._links.find_district(words), self._voice.in_japanese(label))

    def _name(self, district: District) -> Markup:
        return self._voice.name(district.name, district.reading).shown

    def _beside(self, district: District) -> Markup:
        return self._voice.name(district.name, district.reading).beside


def _nested(parts: Sequence[Part]) -> bool:
    return any(each.parts for each in parts)
