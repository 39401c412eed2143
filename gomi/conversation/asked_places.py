"""How residents ask for places by a thing: where it can be brought, where its vouchers are sold.

>>> from gomi.words import load_words
>>> asked = patterns(load_words(), ("ja", "en"), TAKERS)
>>> thing_in("乾電池を出せるところはどこですか？", asked)
'乾電池'
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gomi.conversation.messages.readings import without_readings
from gomi.municipality.values import Item
from gomi.places.finder import PlaceFinder
from gomi.places.found import Brought
from gomi.search.answer import AnswerKind
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.search import LONGEST_HEARD, search
from gomi.words import Words

THING = "{thing}"
TAKERS, VOUCHERS = "place.ask_takers", "place.ask_vouchers"
"""The wordings; parted by |, the first of them is what a button sends."""
ENDINGS = re.compile(r"(は|って)?(どこ|何処)?(です|でしょう|にあります|にある)?か?[\s?？。!！]*$")
SENTENCE = re.compile(
    r"(?<=[一-鿿々ァ-ヶーA-Za-z0-9])(?:を|が|は|に|で|へ|も|から|まで|って|です|ます)|[?？!！]"
)
"""Particles behind a word, and marks: who writes them tells or asks something."""
WITH_CONDITION = re.compile(r"(?P<name>.+?)[（(](?P<condition>.+)[)）]")


def is_a_name(text: str) -> bool:
    """Whether words can be a spot's name alone: no number, no question, no sentence that mentions a town.

    >>> [is_a_name(each) for each in ("浜町1-6-1 山田", "27", "本町が汚い", "駅前で待つ")]
    [True, False, False, False]
    """
    return any(letter.isalpha() for letter in text) and not SENTENCE.search(text)


class AskedPlaces:
    """Understands such a question about the things of one municipality, in every language offered."""

    def __init__(self, index: ItemIndex, places: PlaceFinder, words: Words, languages: Sequence[str]) -> None:
        self._index, self._places = index, places
        self._takers = patterns(words, languages, TAKERS)
        self._vouchers = patterns(words, languages, VOUCHERS)

    def to_bring(self, text: str, today: date) -> Brought | None:
        """What the text asks where to bring; None where it asks no such thing.

        None, too, where the search has the better answer: while the case of a thing matters and has not
        been said, and for what nobody takes.
        """
        brought = self._named(thing_in(text, self._takers), today)
        if brought is None or self._places.must_know_the_case(brought):
            return None
        return brought if self._places.takes(brought) else None

    def to_pay(self, text: str, today: date) -> Brought | None:
        """What the text asks the vouchers for; None where it asks no such thing."""
        return self._named(thing_in(text, self._vouchers), today)

    def _named(self, named: str, today: date) -> Brought | None:
        """The thing called so, with its condition where one stands in brackets."""
        city = self._index.municipality
        if not named:
            return None
        if category := city.category_by_name.get(named):
            return Brought(category=category.id)
        told = WITH_CONDITION.fullmatch(named)
        item = city.item_by_name.get(told["name"]) if told else None
        if told and item and (condition := _condition(item, told["condition"])):
            return Brought(item=item.id, condition=condition)
        return self._found(named, today)

    def _found(self, named: str, today: date) -> Brought | None:
        """The one thing that the search is sure of; with the condition that its words settle."""
        things = search(self._index, named[:LONGEST_HEARD], today).things
        sure = [each for each in things if each.kind in (AnswerKind.ITEM, AnswerKind.QUESTION) and each.hits]
        if len(sure) != 1:
            return None
        item, rules = sure[0].hits[0].item, sure[0].rules
        is_one_case = len(rules) == 1 and len(item.rules) > 1
        return Brought(item=item.id, condition=rules[0].condition if is_one_case else "")


def patterns(words: Words, languages: Iterable[str], key: str) -> tuple[re.Pattern[str], ...]:
    """One for each way of asking; each has a group ``thing``."""
    return tuple(_patterns(words, languages, key))


def thing_in(text: str, asking: Iterable[re.Pattern[str]]) -> str:
    """The thing that is asked about in one of these ways; empty where none fits."""
    said = ENDINGS.sub("", text.strip()) or text
    found = next(filter(None, (pattern.fullmatch(said) for pattern in asking)), None)
    return found["thing"].strip() if found else ""


def _patterns(words: Words, languages: Iterable[str], key: str) -> Iterator[re.Pattern[str]]:
    for lang in languages:
        for wording in without_readings(words.wording(key, lang).text).split("|"):
            before, _, behind = wording.partition(THING)
            yield re.compile(rf"{_loose(before)}\s*(?P<thing>.+?)\s*{_loose(behind)}", re.IGNORECASE)


def _loose(text: str) -> str:
    """The words with any blanks between them."""
    return r"\s*".join(map(re.escape, text.split()))


def _condition(item: Item, said: str) -> str:
    conditions = (rule.condition for rule in item.rules)
    return next((each for each in conditions if each and fold(each) == fold(said)), "")
