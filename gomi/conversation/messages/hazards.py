"""Which warnings stand above the rules of what was found, and for which of them."""

from collections.abc import Callable
from dataclasses import dataclass

from gomi.municipality.values import Hazard, Item, ItemRule
from gomi.search.answer import MOST_CANDIDATES, AnswerKind, Found, Hit

WORD_BY_HAZARD = {
    Hazard.FIRE: "fire",
    Hazard.BURST: "burst",
    Hazard.FLAMMABLE: "flammable",
    Hazard.SHARP: "sharp",
    Hazard.TOXIC: "toxic",
    Hazard.INFECTIOUS: "infectious",
}

HazardOf = Callable[[Hit], Hazard | None]


@dataclass(frozen=True, slots=True)
class Danger:
    """A hazard, and the rules it is limited to; none when it goes for all that is shown."""

    hazard: Hazard
    only: tuple[ItemRule, ...] = ()

    @property
    def key(self) -> str:
        """Where its wordings stand."""
        return f"hazard.{WORD_BY_HAZARD[self.hazard]}"


def dangers(found: Found, hazard_of: HazardOf) -> tuple[Danger, ...]:
    """The hazards of the rules shown, else of the thing found, else of the thing asked for.

    Of what is only offered it is the one asked for, or the one that all that is offered has.
    """
    if found.kind is AnswerKind.MAYBE:
        offered = {hazard_of(hit) for hit in found.hits[:MOST_CANDIDATES]}
        common = offered.pop() if len(offered) == 1 else None
        return _of(found.danger or common)
    rules_by_hazard: dict[Hazard, list[ItemRule]] = {}
    for rule in found.rules:
        if rule.hazard:
            rules_by_hazard.setdefault(rule.hazard, []).append(rule)
    if rules_by_hazard:
        return tuple(
            Danger(hazard, () if len(rules) == len(found.rules) else tuple(rules))
            for hazard, rules in rules_by_hazard.items()
        )
    hits = found.hits[:1] if found.rules else found.hits
    unsaid = [hit for hit in hits if not (found.rules and _spoken_of(hit.item))]
    known = next((hazard for hit in unsaid if (hazard := hazard_of(hit))), None)
    return _of(known or (found.danger if unsaid or not hits else None))


def _of(hazard: Hazard | None) -> tuple[Danger, ...]:
    return (Danger(hazard),) if hazard else ()


def _spoken_of(item: Item) -> bool:
    """Whether the city itself says which of the thing's rules are dangerous."""
    return any(rule.hazard for rule in item.rules)
