"""One rule of an item as a page shows it, and the warning that stands above the rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.views.city import City
from api.views.tiles import Tile
from api.views.voice import Name, Voice
from gomi.conversation.messages import rules
from gomi.conversation.messages.hazards import Danger, dangers
from gomi.municipality.values import Hazard, ItemRule
from gomi.search.answer import Found


@dataclass(frozen=True, slots=True)
class RuleShown:
    """When it applies, where it belongs, how: the thing's own words, then those of the category.

    A thing without words of its own on how to put it out has the category's, and shares none.
    """

    anchor: str
    condition: Markup
    case: str
    """The condition as it stands in the table."""
    category_id: str
    category: Name
    tile: Tile
    bag: Markup
    how: tuple[Markup, ...]
    notes: tuple[Markup, ...]
    shared_how: tuple[Markup, ...]
    shared_notes: tuple[Markup, ...]
    limits: tuple[Markup, ...]
    hazard: Name | None


@dataclass(frozen=True, slots=True)
class HazardShown:
    """A warning: what may happen, the Japanese word for it, what to do, and in which cases only."""

    heading: Markup
    japanese: Markup
    do: Markup
    only: tuple[Markup, ...]


def rule_shown(anchor: str, rule: ItemRule, city: City, voice: Voice) -> RuleShown:
    """One rule in one language."""
    category = city.municipality.category_by_id[rule.category]
    told = rules.instructions(rule, category)
    return RuleShown(
        anchor=anchor,
        condition=rules.said_condition(rule, voice),
        case=rule.condition,
        category_id=category.id,
        category=voice.category(category),
        tile=city.tiles[category.id],
        bag=voice.city(category.bag) if category.bag else Markup(""),
        how=_sentences(told.how, voice),
        notes=_sentences(told.notes, voice),
        shared_how=_sentences(told.shared_how, voice),
        shared_notes=_sentences(told.shared_notes, voice),
        limits=tuple(rules.limits(rule, voice)),
        hazard=_hazard_name(rule.hazard, voice) if rule.hazard else None,
    )


def condition(rule: ItemRule, city: City, voice: Voice) -> Markup:
    """What sets a rule apart, in words; the category where nothing else does."""
    return rules.condition(rule, city.municipality.category_by_id[rule.category], voice)


def hazards_of(found: Found, city: City, voice: Voice) -> tuple[HazardShown, ...]:
    """The warnings above the rules: those of the rules shown, else of the thing itself."""
    told = dangers(found, lambda hit: city.hazard(hit.item))
    return tuple(_hazard(danger, voice, _only(danger, city, voice)) for danger in told)


def _only(danger: Danger, city: City, voice: Voice) -> tuple[Markup, ...]:
    return tuple(condition(rule, city, voice) for rule in danger.only)


def _hazard(danger: Danger, voice: Voice, only: tuple[Markup, ...]) -> HazardShown:
    key = danger.key
    japanese = voice.say(f"{key}.japanese") if voice.lang != "ja" else Markup("")
    return HazardShown(voice.say(f"{key}.heading"), japanese, voice.say(f"{key}.do"), only)


def _hazard_name(hazard: Hazard, voice: Voice) -> Name:
    key = Danger(hazard).key
    plain = voice.plain(f"{key}.name")
    beside = voice.say(f"{key}.japanese") if plain != str(hazard) else Markup("")
    return Name(voice.say(f"{key}.name"), plain, beside)


def _sentences(sentences: Iterable[str], voice: Voice) -> tuple[Markup, ...]:
    return tuple(map(voice.city, sentences))
