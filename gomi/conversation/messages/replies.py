"""Everything said in the chat to one message of a resident, in one language of one municipality.

`Replies` is made for an edition and a language and kept as long as the edition; it asks no clock
and reaches nothing outside.
"""

from datetime import date
from enum import StrEnum

from gomi.conversation.messages.asking import Asking
from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.cards import Cards
from gomi.conversation.messages.guides import GuideReplies
from gomi.conversation.messages.homes import HomeReplies
from gomi.conversation.messages.matters import (
    BACK,
    CALL,
    CATEGORIES,
    DAYS,
    DROP_OFF,
    GUIDES,
    HOME,
    LANGUAGES,
    MENU,
    OVERSIZED,
    PHONE,
    REMIND,
    SHOPS,
    STOP,
    WEEK,
    WORD_BY_INTENT,
)
from gomi.conversation.messages.onward import Onward
from gomi.conversation.messages.places import PlaceReplies
from gomi.conversation.messages.questions import chosen, is_other, question_of
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import (
    LookUp,
    Message,
    QuestionCard,
    Reply,
    Said,
)
from gomi.conversation.pages import Pages
from gomi.conversation.question import Choice, Option
from gomi.municipality.values import Category, Municipality
from gomi.places.finder import PlaceFinder
from gomi.places.guide_shelf import GuideShelf
from gomi.search.answer import Answer, AnswerKind, Found
from gomi.search.message import LONGEST_HEARD, clean
from gomi.words import Words

MOST_MESSAGES = 5
LONGEST_NAMED = 60  # characters of what was typed that are said back
ALWAYS = (PHONE, MENU)
MATTERS = (DAYS, WEEK, REMIND, HOME, CATEGORIES, OVERSIZED, SHOPS, DROP_OFF, GUIDES, PHONE, LANGUAGES)


class Media(StrEnum):
    """What may be sent instead of words."""

    STICKER = "sticker"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    LOCATION = "location"
    FILE = "file"
    OTHER = "other"


class Replies:
    """What is said in the chat. Safe to use from any thread."""

    def __init__(
        self,
        words: Words,
        lang: str,
        city: Municipality,
        pages: Pages | None = None,
        places: PlaceFinder | None = None,
        shelf: GuideShelf | None = None,
    ) -> None:
        self._tongue = Tongue(words, lang, city)
        self._city = city
        self._buttons = Buttons(self._tongue)
        self._cards = Cards(city, self._tongue, pages)
        self.lang = lang
        self.asking = Asking(city, self._tongue, self._buttons)
        self.homes = HomeReplies(city, self._tongue, self._buttons, self.asking)
        self.places = PlaceReplies(city, self._tongue, self._buttons, self._cards, pages)
        self.guides = GuideReplies(city, self._tongue, self._buttons, self._cards, pages)
        self._onward = Onward(city, self._tongue, places, shelf or GuideShelf(city))

    def to(self, answer: Answer) -> Reply:
        """The reply to what a search says."""
        if answer.intent is not None:
            return self.to_matter(answer.intent)
        if not answer.things:
            return self._not_a_thing(answer.query)
        if len(answer.things) > 1:
            return self._several(answer.things)
        return self.to_found(answer.things[0])

    def to_found(self, found: Found) -> Reply:
        """The reply about one thing: its card, a question back, 「もしかして」, or that it was not found."""
        choice = question_of(found, self._city.category_by_id)
        if choice is not None:
            return self._asking(self._cards.question(found, choice), choice)
        if found.kind is AnswerKind.ITEM and found.rules:
            cards = [self._cards.answer(found, rule) for rule in found.rules[:MOST_MESSAGES]]
            buttons = (*self._onward.of(found), *self._buttons.further(found))
            return Reply(tuple(cards), (*buttons, *self._buttons.matters(*ALWAYS)))
        return self._none(found)

    def to_choice(self, found: Found, label: str, today: date) -> Reply:
        """The reply to a choice that `Reply.accept` took; a new question where one is left."""
        if is_other(label):
            return Reply((self._cards.cases(found),), self._buttons.matters(*ALWAYS))
        return self.to_found(chosen(found, label, self._city.category_by_id, today))

    def to_matter(self, intent: str) -> Reply:
        """The reply to a matter that is no thing."""
        if intent == MENU:
            return self.menu()
        if intent == CATEGORIES:
            return self.categories()
        if intent == LANGUAGES:
            return self.languages()
        if intent == GUIDES:
            return self.guides.choose()
        if intent in (STOP, BACK):
            return self._text("line.nothing_to_stop")
        word = WORD_BY_INTENT.get(intent, "other")
        heading, way = self._tongue.say(f"intent.{word}.heading"), self._tongue.say(f"intent.{word}.way")
        if word in CALL:
            return Reply((self._cards.contact(heading, way),), self._buttons.matters(CATEGORIES, MENU))
        return Reply((Said(f"{heading}\n{way}"),), (*self._buttons.examples(), *self._buttons.matters(MENU)))

    def menu(self) -> Reply:
        """Everything the chat can do, with the words to type."""
        matters = self._matters()
        lines = [self._buttons.line(intent) for intent in matters]
        text = "\n".join((self._tongue.say("line.menu"), "", *lines))
        return Reply((Said(text),), self._buttons.matters(*matters))

    def _matters(self) -> tuple[str, ...]:
        """Those that the city's tables can answer."""
        no_places = not self._city.places
        lacking = {SHOPS: no_places, DROP_OFF: no_places, GUIDES: not self._city.guides}
        return tuple(intent for intent in MATTERS if not lacking.get(intent))

    def categories(self) -> Reply:
        """The categories to choose from."""
        choice = self._categories_choice()
        card = self._cards.categories(choice, self._in_order())
        return Reply((card,), self._buttons.matters(*ALWAYS), choice)

    def to_category(self, label: str) -> Reply:
        """The category chosen in `categories`."""
        category = next(each for each in self._city.categories if each.name == label)
        onward = self._onward.of_category(category)
        return Reply(
            (self._cards.category(category),), (*onward, *self._buttons.matters(CATEGORIES, *ALWAYS))
        )

    def languages(self) -> Reply:
        """The languages to choose from, each by its own name, which typed does the same."""
        names = self._tongue.languages
        said = "\n".join((self._tongue.say("line.languages"), "", *(f"・{name}" for name in names)))
        return Reply((Said(said),), (*(LookUp(name, name) for name in names), *self._buttons.matters(MENU)))

    def to_language(self) -> Reply:
        """That this language is spoken from now on."""
        return self._text("line.language_set")

    def stopped(self) -> Reply:
        """That a question was closed."""
        return self._text("line.stopped")

    def welcome(self) -> Reply:
        """The greeting to someone who has just come."""
        keys = ("line.welcome", "line.welcome_how", "line.welcome_care")
        said = tuple(Said(self._tongue.say(key, city=self._tongue.city_name)) for key in keys)
        return Reply(said, (*self._buttons.examples(), *self._buttons.matters(MENU, LANGUAGES)))

    def welcome_back(self) -> Reply:
        """The shorter greeting to someone who had blocked the account."""
        said = Said(self._tongue.say("line.welcome_back", city=self._tongue.city_name))
        return Reply((said,), (*self._buttons.examples(), *self._buttons.matters(MENU)))

    def to_media(self, media: Media) -> Reply:
        """The reply to what is not words: what to do instead."""
        return self._text(f"line.media.{media}")

    def to_stale_button(self) -> Reply:
        """The reply to a button of an earlier question."""
        return self._text("line.stale")

    def to_no_choice(self, reply: Reply) -> Reply:
        """The question once more, with how to answer it."""
        return Reply((Said(self._tongue.say("line.choose_again")), *reply.messages[-1:]),
                     reply.buttons, reply.question)  # fmt: skip

    def to_long(self) -> Reply:
        """The reply to a message that is too long to be one thing's name."""
        problem = self._tongue.say("search.long", most=LONGEST_HEARD)
        return Reply(
            (Said(f"{problem}\n{self._tongue.say('search.long_way')}"),), self._buttons.matters(*ALWAYS)
        )

    def failed(self) -> Reply:
        """That something went wrong here, and whom to call."""
        said = self._tongue.say("line.failed"), self._tongue.say("line.failed_way")
        return Reply((self._cards.contact(*said),), self._buttons.matters(MENU))

    def _several(self, things: tuple[Found, ...]) -> Reply:
        """A card for each; what would ask back shows its cases, and a button that asks it alone."""
        messages = [message for found in things for message in self._one_of_several(found)]
        asking = [found for found in things if question_of(found, self._city.category_by_id)]
        look_ups = map(self._buttons.alone, asking)
        return Reply(tuple(messages[:MOST_MESSAGES]), (*look_ups, *self._buttons.matters(*ALWAYS)))

    def _one_of_several(self, found: Found) -> list[Message]:
        if found.kind is AnswerKind.ITEM and found.rules:
            return [self._cards.answer(found, found.rules[0])]
        return [self._cards.cases(found)] if found.hits else [Said(self._none_title(found))]

    def _asking(self, card: QuestionCard, choice: Choice) -> Reply:
        return Reply((card,), (*self._buttons.choices(card), *self._buttons.matters(*ALWAYS)), choice)

    def _none(self, found: Found) -> Reply:
        lead = "none.unlisted_lead" if found.known_as else "none.lead"
        warned = (f"⚠ {each.heading}\n{each.do}" for each in self._cards.warnings(found))
        said = Said("\n\n".join((self._none_title(found), *warned, self._tongue.say(lead))))
        return Reply((said, *self._contact_if_any()), self._buttons.matters(CATEGORIES, *ALWAYS))

    def _none_title(self, found: Found) -> str:
        if found.known_as:
            return self._tongue.say("none.unlisted_title", name=found.known_as, city=self._tongue.city_name)
        return self._tongue.say("none.title", query=_shortened(found.asked))

    def _not_a_thing(self, query: str) -> Reply:
        said = _shortened(clean(query))
        if not said:
            return self._text("line.media.other")
        title = self._tongue.say("none.not_a_thing_title", query=said)
        return Reply((Said(f"{title}\n\n{self._tongue.say('none.not_a_thing_lead')}"),),
                     (*self._buttons.examples(), *self._buttons.matters(*ALWAYS)))  # fmt: skip

    def _text(self, key: str) -> Reply:
        return Reply(
            (Said(self._tongue.say(key)),), (*self._buttons.examples(), *self._buttons.matters(*ALWAYS))
        )

    def _contact_if_any(self) -> tuple[Message, ...]:
        if not self._city.contact.telephone:
            return ()
        return (self._cards.contact(self._tongue.say("none.by_phone"), ""),)

    def _categories_choice(self) -> Choice:
        options = tuple(Option(category.name) for category in self._in_order())
        return Choice(self._tongue.say("categories.lead"), options)

    def _in_order(self) -> list[Category]:
        return sorted(self._city.categories, key=lambda category: category.order)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAMED else f"{line[:LONGEST_NAMED]}…"
