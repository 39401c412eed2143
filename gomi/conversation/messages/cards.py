"""From what a search found to the cards that say it in one language."""

from collections.abc import Iterable
from dataclasses import replace

from gomi.conversation.flows.sorting import OTHER, WHICH, answered
from gomi.conversation.messages.hazards import Danger, dangers
from gomi.conversation.messages.questions import called_otherwise, candidates, one_category
from gomi.conversation.messages.rules import condition, instructions, limits, said_condition
from gomi.conversation.messages.tile import tile
from gomi.conversation.messages.tongue import Name, Tongue
from gomi.conversation.messages.values import (
    AnswerCard,
    CasesCard,
    ContactCard,
    Link,
    Offered,
    QuestionCard,
    Said,
    Warned,
)
from gomi.conversation.pages import Pages
from gomi.conversation.question import Choice
from gomi.municipality.values import Category, Item, ItemRule, Municipality
from gomi.search.answer import AnswerKind, Found, Hit


class Cards:
    """Makes the cards of one municipality in one language; ``pages`` are the city's own, if any."""

    def __init__(self, city: Municipality, tongue: Tongue, pages: Pages | None = None) -> None:
        self._city, self._tongue, self._pages = city, tongue, pages

    def answer(self, found: Found, rule: ItemRule) -> AnswerCard:
        """One rule of the first thing found."""
        category, item = self._city.category_by_id[rule.category], found.hits[0].item
        told = instructions(rule, category)
        heading = self._case_of(item, said_condition(rule, self._tongue))
        return AnswerCard(
            sentence=self._sentence(heading, category),
            heading=heading,
            category=self._tongue.category(category),
            tile=tile(category),
            listed_as=self._listed_as(found),
            warnings=self.warnings(replace(found, rules=(rule,))),
            bag=self._tongue.city(category.bag),
            steps=tuple(map(self._tongue.city, told.how + told.shared_how)),
            notes_heading=self._tongue.say("rule.notes"),
            notes=tuple(map(self._tongue.city, told.notes + told.shared_notes)),
            limits=tuple(limits(rule, self._tongue)),
            reference=self.reference,
            link=self._link(item),
            category_id=category.id,
        )

    def category(self, category: Category) -> AnswerCard:
        """A category: how everything that belongs there is put out."""
        name = self._tongue.category(category)
        return AnswerCard(
            sentence=self._tongue.say("answer.title", name=self.both(name)),
            heading=self._tongue.say("answer.rules"),
            category=name,
            tile=tile(category),
            bag=self._tongue.city(category.bag),
            steps=tuple(map(self._tongue.city, category.how)),
            notes_heading=self._tongue.say("rule.notes"),
            notes=tuple(map(self._tongue.city, category.notes)),
            reference=self.reference,
            category_id=category.id,
        )

    def question(self, found: Found, choice: Choice) -> QuestionCard:
        """The question that ``found`` leaves, its choices in the order of ``choice``."""
        maybe = found.kind is AnswerKind.MAYBE
        lead = "maybe.lead" if maybe else "question.rules" if found.rules else "question.hits"
        if maybe:
            choices = tuple(map(self.hit, candidates(found)))
        else:
            choices = tuple(self._option(found, option.label) for option in choice.options)
        return QuestionCard(
            title=self._tongue.say("maybe.heading") if maybe else self.title(found),
            lead=self._tongue.say(lead, query=found.asked),
            choices=choices,
            hint=self._tongue.say("line.choose", most=len(choices)),
            warnings=self.warnings(found),
            reference=self.reference,
        )

    def cases(self, found: Found) -> CasesCard:
        """Every rule of the thing found, or every thing found, to be read."""
        if found.kind is AnswerKind.MAYBE:
            maybe = tuple(map(self.hit, candidates(found)))
            lead = self._tongue.say("maybe.lead", query=found.asked)
            return CasesCard(
                self._tongue.say("maybe.heading"), lead, maybe, self.warnings(found), self.reference
            )
        if found.rules:
            cases = tuple(self._rule(rule) for rule in found.rules)
        else:
            cases = tuple(map(self.hit, found.hits))
        lead = self._tongue.say("question.depends") if found.rules else ""
        return CasesCard(self.title(found), lead, cases, self.warnings(found), self.reference)

    def categories(self, choice: Choice, categories: Iterable[Category]) -> QuestionCard:
        """Every category to choose from."""
        choices = tuple(
            Offered(self.both(self._tongue.category(category)), "", tile(category)) for category in categories
        )
        hint = self._tongue.say("line.choose", most=len(choice.options))
        heading, lead = self._tongue.say("categories.title"), self._tongue.say("categories.lead")
        return QuestionCard(heading, lead, choices, hint, reference=self.reference)

    def contact(self, heading: str, way: str) -> ContactCard | Said:
        """Whom to call, and why; only why, where the city gives no number."""
        contact = self._city.contact
        if not contact.telephone:
            return Said("\n".join(filter(None, (heading, way))))
        return ContactCard(
            heading=heading,
            way=way,
            office=self._tongue.city(contact.office),
            telephone=contact.telephone,
            dial="".join(each for each in contact.telephone if each.isascii() and each in "+0123456789"),
            hours=self._tongue.city(contact.hours),
            call=self._tongue.bare(self._tongue.say("line.call")),
        )

    def title(self, found: Found) -> str:
        """The name of the thing asked about; what was said, where several things share the word."""
        if found.rules or len(found.hits) == 1:
            return self.both(self._tongue.item(found.hits[0].item))
        return found.asked

    def hit(self, hit: Hit) -> Offered:
        """A thing by its name, with the category where it has one only."""
        name = self.both(self._tongue.item(hit.item))
        category = one_category(hit.item.rules)
        if category is None:
            return Offered(name, self._tongue.say("question.depends"))
        return self._offered(name, self._city.category_by_id[category])

    def both(self, name: Name) -> str:
        """A name with the Japanese beside it."""
        if not name.beside:
            return name.shown
        return self._tongue.say("line.beside", name=name.shown, japanese=name.beside)

    def warnings(self, found: Found) -> tuple[Warned, ...]:
        """The warnings that stand above everything else about what was found."""
        return tuple(self._warned(each) for each in dangers(found, lambda hit: hit.hazard))

    @property
    def reference(self) -> str:
        """That no native speaker has read this language, where it is so."""
        return "" if self._tongue.reviewed else self._tongue.say("line.reference")

    def _option(self, found: Found, label: str) -> Offered:
        if label == OTHER:
            return Offered(self._tongue.say("question.other"), self._tongue.say("line.other_then"))
        settled = answered(found, {WHICH: label}, self._city.category_by_id)
        return self._rule(settled.rules[0]) if found.rules else self.hit(settled.hits[0])

    def _rule(self, rule: ItemRule) -> Offered:
        category = self._city.category_by_id[rule.category]
        return self._offered(condition(rule, category, self._tongue), category)

    def _offered(self, label: str, category: Category) -> Offered:
        return Offered(label, self.both(self._tongue.category(category)), tile(category))

    def _case_of(self, item: Item, case: str) -> str:
        name = self.both(self._tongue.item(item))
        return self._tongue.say("line.case", name=name, case=case) if case else name

    def _sentence(self, heading: str, category: Category) -> str:
        name = self.both(self._tongue.category(category))
        return self._tongue.say("line.answer", name=heading, category=name)

    def _listed_as(self, found: Found) -> str:
        if not called_otherwise(found):
            return ""
        name = self.both(self._tongue.item(found.hits[0].item))
        return self._tongue.say("answer.listed_as", asked=found.asked, name=name)

    def _warned(self, danger: Danger) -> Warned:
        heading, do = self._tongue.say(f"{danger.key}.heading"), self._tongue.say(f"{danger.key}.do")
        if self._tongue.lang != "ja":
            japanese = self._tongue.say(f"{danger.key}.japanese")
            heading = self._tongue.say("line.beside", name=heading, japanese=japanese)
        only = self._tongue.joined([self._rule(rule).label for rule in danger.only])
        return Warned(heading, f"{self._tongue.say('hazard.only', condition=only)} {do}" if only else do)

    def _link(self, item: Item) -> Link | None:
        if self._pages is None:
            return None
        return Link(self._tongue.bare(self._tongue.say("line.details")), self._pages.item(item))
