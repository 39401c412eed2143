"""One rule of an item as a page shows it, and the warning that stands above the rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.views.city import City
from api.views.tiles import Tile
from api.views.voice import Name, Voice
from gomi.municipality.values import Hazard, Item, ItemRule
from gomi.search.answer import Found

WORD_BY_HAZARD = {
    Hazard.FIRE: "fire",
    Hazard.BURST: "burst",
    Hazard.FLAMMABLE: "flammable",
    Hazard.SHARP: "sharp",
    Hazard.TOXIC: "toxic",
    Hazard.INFECTIOUS: "infectious",
}


@dataclass(frozen=True, slots=True)
class RuleShown:
    """When it applies, where it belongs, how: the thing's own words, then those of the category.

    A thing without words of its own on how to put it out has the category's, and shares none.
    """

    anchor: str
    condition: Markup
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
    return RuleShown(
        anchor=anchor,
        condition=_said(rule, voice),
        category_id=category.id,
        category=voice.category(category),
        tile=city.tiles[category.id],
        bag=voice.city(category.bag) if category.bag else Markup(""),
        how=_sentences(rule.how or category.how, voice),
        notes=_sentences(rule.notes, voice),
        shared_how=_sentences((each for each in category.how if rule.how and each not in rule.how), voice),
        shared_notes=_sentences((each for each in category.notes if each not in rule.notes), voice),
        limits=tuple(_limits(rule, voice)),
        hazard=_hazard_name(rule.hazard, voice) if rule.hazard else None,
    )


def condition(rule: ItemRule, city: City, voice: Voice) -> Markup:
    """What sets a rule apart, in words; the category where nothing else does."""
    said = _said(rule, voice)
    if said:
        return said
    if rule.areas:
        return voice.joined([voice.city(area) for area in rule.areas])
    return voice.category(city.municipality.category_by_id[rule.category]).shown


def hazards_of(found: Found, city: City, voice: Voice) -> tuple[HazardShown, ...]:
    """The warnings above the rules: those of the rules shown, else of the thing itself."""
    rules_by_hazard: dict[Hazard, list[ItemRule]] = {}
    for rule in found.rules:
        if rule.hazard:
            rules_by_hazard.setdefault(rule.hazard, []).append(rule)
    if rules_by_hazard:
        return tuple(
            _hazard(hazard, voice, _only(rules, found, city, voice))
            for hazard, rules in rules_by_hazard.items()
        )
    hits = found.hits[:1] if found.rules else found.hits
    known = (city.hazard(hit.item) for hit in hits if not (found.rules and _spoken_of(hit.item)))
    hazard = next((each for each in known if each), None)
    return (_hazard(hazard, voice, ()),) if hazard else ()


def _spoken_of(item: Item) -> bool:
    """Whether the city itself says which of the thing's rules are dangerous."""
    return any(rule.hazard for rule in item.rules)


def _only(rules: list[ItemRule], found: Found, city: City, voice: Voice) -> tuple[Markup, ...]:
    if len(rules) == len(found.rules):
        return ()
    return tuple(condition(rule, city, voice) for rule in rules)


def _hazard(hazard: Hazard, voice: Voice, only: tuple[Markup, ...]) -> HazardShown:
    key = f"hazard.{WORD_BY_HAZARD[hazard]}"
    japanese = voice.say(f"{key}.japanese") if voice.lang != "ja" else Markup("")
    return HazardShown(voice.say(f"{key}.heading"), japanese, voice.say(f"{key}.do"), only)


def _hazard_name(hazard: Hazard, voice: Voice) -> Name:
    key = f"hazard.{WORD_BY_HAZARD[hazard]}"
    plain = voice.plain(f"{key}.name")
    beside = voice.say(f"{key}.japanese") if plain != str(hazard) else Markup("")
    return Name(voice.say(f"{key}.name"), plain, beside)


def _said(rule: ItemRule, voice: Voice) -> Markup:
    if rule.condition:
        return voice.city(rule.condition)
    parts = [voice.city(material) for material in rule.materials]
    if rule.length_from is not None:
        parts.append(voice.say("rule.from", centimetres=f"{rule.length_from:g}"))
    if rule.length_below is not None:
        parts.append(voice.say("rule.below", centimetres=f"{rule.length_below:g}"))
    return voice.joined(parts)


def _limits(rule: ItemRule, voice: Voice) -> Iterable[Markup]:
    if rule.areas:
        yield voice.say("rule.areas", areas=voice.joined([voice.city(area) for area in rule.areas]))
    if rule.starts:
        yield voice.say("rule.since", date=voice.in_words(voice.day(rule.starts)))
    if rule.ends:
        yield voice.say("rule.until", date=voice.in_words(voice.day(rule.ends)))


def _sentences(sentences: Iterable[str], voice: Voice) -> tuple[Markup, ...]:
    return tuple(map(voice.city, sentences))
