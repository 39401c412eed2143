"""The buttons below a reply, in one language: bare text, for a button has no room for readings."""

from gomi.conversation.messages.matters import CODE_BY_INTENT
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.messages.values import Ask, Choose, LookUp, QuestionCard
from gomi.search.answer import MOST_CANDIDATES, Found

MOST_EXAMPLES = 3


class Buttons:
    """Makes the buttons of one municipality in one language."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def matters(self, *intents: str) -> tuple[Ask, ...]:
        """One for each matter; its word typed does the same."""
        return tuple(
            Ask(intent, self._said(intent, "label"), self._said(intent, "typed")) for intent in intents
        )

    def choices(self, card: QuestionCard) -> tuple[Choose, ...]:
        """One for each choice of a card, with its number."""
        labels = (self._tongue.bare(each.label) for each in card.choices)
        return tuple(Choose(number, label) for number, label in enumerate(labels, 1))

    def examples(self) -> tuple[LookUp, ...]:
        """Things to try."""
        words = self._tongue.listed("start.examples")[:MOST_EXAMPLES]
        return tuple(LookUp(word, word) for word in map(self._tongue.bare, words))

    def further(self, found: Found) -> tuple[LookUp, ...]:
        """The other cases of the thing answered, and what else was found."""
        item, others = found.hits[0].item, found.hits[1 : 1 + MOST_CANDIDATES]
        label = self._tongue.plain("answer.all_rules")
        cases = [LookUp(label, item.name)] if len(item.rules) > len(found.rules) else []
        return (*cases, *(LookUp(self._tongue.item(hit.item).plain, hit.item.name) for hit in others))

    def alone(self, found: Found) -> LookUp:
        """Looks up one of several things asked for by itself, so that its question is asked."""
        if not found.rules:
            return LookUp(found.asked, found.asked)
        item = found.hits[0].item
        return LookUp(self._tongue.item(item).plain, item.name)

    def line(self, intent: str) -> str:
        """A matter as a line of the menu: its name, and the word to type where that is another."""
        key = f"line.button.{CODE_BY_INTENT[intent]}"
        label, typed = self._tongue.say(f"{key}.label"), self._tongue.say(f"{key}.typed")
        return f"・{typed}" if label == typed else f"・{label}：{typed}"

    def typed(self, intent: str) -> str:
        """The word to type for a matter."""
        return self._said(intent, "typed")

    def _said(self, intent: str, what: str) -> str:
        return self._tongue.plain(f"line.button.{CODE_BY_INTENT[intent]}.{what}")
