"""From what a search found to what a page shows: the question, the warning, the rules.

The order is that of the page: name, question, hazard, rules, other candidates.
"""

from dataclasses import dataclass

from markupsafe import Markup

from api.views.city import City
from api.views.guides import GuideLink, GuidesView
from api.views.links import Links
from api.views.rules import HazardShown, RuleShown, condition, hazards_of, rule_shown
from api.views.tiles import Tile
from api.views.voice import Name, Voice
from gomi.conversation.flows.sorting import OTHER, WHICH, answered, sorting_question
from gomi.conversation.messages.questions import called_otherwise, one_category
from gomi.municipality.values import Item
from gomi.search.answer import MOST_CANDIDATES, AnswerKind, Found, Hit, Reason

MOST_ALIASES = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing to choose: where it leads, what it is called, and its category if there is one."""

    href: str
    name: Name
    then: Markup
    tile: Tile | None


@dataclass(frozen=True, slots=True)
class ThingShown:
    """One thing asked for, as a page shows it."""

    kind: AnswerKind
    asked: str
    name: Name
    aliases: str
    listed_as: Markup
    prompt: str
    choices: tuple[Chosen, ...]
    hazards: tuple[HazardShown, ...]
    rules: tuple[RuleShown, ...]
    others: tuple[Chosen, ...]
    anchor: str
    choice: Markup
    """The case chosen with ``which``; the other cases are then one link away."""
    sources: tuple[str, ...]
    item: Item | None = None
    """The item whose rules are shown."""
    guides: tuple[GuideLink, ...] = ()


class Shower:
    """Shows what is found in one language of one city."""

    def __init__(self, city: City, voice: Voice, links: Links) -> None:
        self.city, self.voice, self.links = city, voice, links
        self.categories = city.municipality.category_by_id

    def thing(self, found: Found, query: str, which: str = "", anchor: str = "") -> ThingShown:
        """One thing found; ``which`` answers its question, ``anchor`` begins the ids of its rules."""
        settled = answered(found, {WHICH: which}, self.categories) if which else found
        item = settled.hits[0].item if settled.hits else None
        alone = item is not None and (bool(settled.rules) or len(settled.hits) == 1)
        return ThingShown(
            kind=settled.kind,
            asked=found.asked,
            name=self._name(settled, item if alone else None),
            aliases="、".join(item.aliases[:MOST_ALIASES]) if item is not None and alone else "",
            listed_as=self._listed_as(settled, which) if alone else Markup(""),
            prompt="question.rules" if settled.rules else "question.hits",
            choices=self._choices(settled, query, anchor),
            hazards=hazards_of(settled, self.city, self.voice),
            rules=tuple(
                rule_shown(f"{anchor}rule-{number}", rule, self.city, self.voice)
                for number, rule in enumerate(settled.rules, 1)
            ),
            others=self._others(settled),
            anchor=anchor,
            choice=self._choice(found, settled),
            sources=tuple(dict.fromkeys(rule.source for rule in settled.rules if rule.source)),
            item=item if settled.rules else None,
            guides=self._guides(item, settled) if alone else (),
        )

    def item(self, item: Item) -> ThingShown:
        """An item with all its rules."""
        kind = AnswerKind.ITEM if len(item.rules) == 1 else AnswerKind.QUESTION
        return self.thing(Found(item.name, kind, (Hit(item, Reason.NAME, item.name),), item.rules), item.name)

    def _name(self, found: Found, item: Item | None) -> Name:
        if item is not None:
            return self.voice.item(item)
        said = found.known_as or found.asked
        return Name(self.voice.marked(said), said)

    def _listed_as(self, found: Found, which: str) -> Markup:
        if which or not called_otherwise(found):
            return Markup("")
        return self.voice.say("answer.listed_as", asked=found.asked, name=self.voice.item(found.hits[0].item))

    def _guides(self, item: Item | None, found: Found) -> tuple[GuideLink, ...]:
        categories = [rule.category for rule in found.rules]
        return GuidesView(self.city, self.voice, self.links).beside(item, categories)

    def _choice(self, found: Found, settled: Found) -> Markup:
        """What was chosen, when it was one of the item's rules."""
        if settled is found or not found.rules:
            return Markup("")
        return condition(settled.rules[0], self.city, self.voice)

    def _choices(self, found: Found, query: str, anchor: str) -> tuple[Chosen, ...]:
        if found.kind is AnswerKind.MAYBE:
            return tuple(map(self.hit, found.hits[:MOST_CANDIDATES]))
        question = sorting_question(found, self.categories)
        if question is None:
            return ()
        labels = [option.label for option in question.options]
        return tuple(
            self._option(found, label, number, query, anchor) for number, label in enumerate(labels, 1)
        )

    def _option(self, found: Found, label: str, number: int, query: str, anchor: str) -> Chosen:
        if label == OTHER:
            href = f"#{anchor}rule-{number}" if found.rules else f"#{anchor}others"
            name = Name(self.voice.say("question.other"), "")
            return Chosen(href, name, self.voice.say("question.other_then"), None)
        settled = answered(found, {WHICH: label}, self.categories)
        if not found.rules:
            shown = self.hit(settled.hits[0])
            return shown if anchor else self._asking(shown, query, label)
        rule = settled.rules[0]
        then = self.voice.category(self.categories[rule.category])
        name = Name(condition(rule, self.city, self.voice), label)
        href = f"#{anchor}rule-{found.rules.index(rule) + 1}"
        return Chosen(href, name, self.beside(then), self.city.tiles[rule.category])

    def _asking(self, shown: Chosen, query: str, label: str) -> Chosen:
        return Chosen(self.links.search(query, label), shown.name, shown.then, shown.tile)

    def _others(self, found: Found) -> tuple[Chosen, ...]:
        """What else was found: beyond the answer, or beyond the choices of a question."""
        if found.kind is AnswerKind.MAYBE or not found.hits:
            return ()
        question = sorting_question(found, self.categories) if not found.rules else None
        offered = {option.label for option in question.options} if question else set()
        rest = found.hits[1:] if found.rules else found.hits
        return tuple(self.hit(hit) for hit in rest if hit.item.name not in offered)

    def hit(self, hit: Hit) -> Chosen:
        """A thing by its name, leading to its own page."""
        item = hit.item
        category = one_category(item.rules)
        href = self.links.item(item.id)
        if category is None:
            return Chosen(href, self.voice.item(item), self.voice.say("question.depends"), None)
        then = self.beside(self.voice.category(self.categories[category]))
        return Chosen(href, self.voice.item(item), then, self.city.tiles[category])

    def beside(self, name: Name) -> Markup:
        """A name in one line with the Japanese beside it."""
        if not name.beside:
            return name.shown
        return Markup('{} <span lang="ja" class="ja">{}</span>').format(name.shown, name.beside)
