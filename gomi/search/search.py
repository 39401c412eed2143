"""The search itself: one message in, one `Answer` out.

The order is the policy:

1. the message as it stands, if it names something outright;
2. the things named in its phrases, several when they are joined (「布団とカーペット」);
3. a matter for the conversation (収集日, 電話, あいさつ);
4. a guess, when the message is nothing but one thing: half typed, or a slip;
5. nothing, said plainly, with the lexicon's name when the city's list lacks a thing we know.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from gomi.municipality.values import ItemRule
from gomi.search.answer import MOST_NAMES, Answer, AnswerKind, Found, Hit
from gomi.search.conditions import Said, conditions, fitting, in_force, named_by
from gomi.search.fold import drop_surrogates, fold
from gomi.search.guess import by_slip, by_start, guess
from gomi.search.index import ItemIndex
from gomi.search.lookup import Match, Text, by_spelling, by_translation, look_up
from gomi.search.phrases import Phrase, phrases
from gomi.search.reading import Token
from gomi.search.sound import is_kana
from gomi.search.things import find_thing

LONGEST_HEARD = 200  # characters: what follows is not heard, so that any message is answered in time
TOPIC_WEIGHT = 3
MOST_THINGS = 3
SHORTEST_GUESSED = 3
LONGEST_GUESSED = 20
LONGEST_WORD = 12
PARTICLES = ("を", "は", "って", "の", "が", "に", "も", "と", "で")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ENDINGS = re.compile(r"[\s。．.！!？?♪〜~…、,]+$")
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u0300-\u036f\s\W\d]+")


@dataclass(frozen=True, slots=True)
class Message:
    """What was typed, cleaned and cut to a bounded length, with its short units."""

    text: str
    tokens: list[Token]


def search(index: ItemIndex, query: str, today: date | None = None) -> Answer:
    """Answer one message. Any text is answered, in bounded time; none raises.

    Rules that have not begun by ``today`` (where the municipality is) or are over are left out;
    without a day every rule counts.
    """
    answer = _answered(index, query)
    return (
        answer if today is None else replace(answer, things=tuple(_on(each, today) for each in answer.things))
    )


def _on(found: Found, today: date) -> Found:
    """The same with the rules in force on a day; what is left may settle the question."""
    rules = in_force(found.rules, today)
    if rules == found.rules:
        return found
    return replace(found, rules=rules, kind=AnswerKind.ITEM if len(rules) == 1 else found.kind)


def _answered(index: ItemIndex, query: str) -> Answer:
    text = clean(query)
    if not fold(text) or fold(text) in index.refused:
        return Answer(query)
    message = Message(text, index.reader.tokens(text))
    said = conditions(text, message.tokens, index.lexicon.tables.modifiers)
    whole = look_up(index, text)
    if whole and whole.hits and not _joins(index, message):
        return Answer(query, (_found(index, text, whole, said),))
    intent = intent_of(index, text, whole_only=True)
    if intent:
        return Answer(query, intent=intent)
    slip = _slip_of_one_word(index, message)
    if slip:
        return Answer(query, (_found(index, text, slip, said),))
    things = list(_things(index, message)) if whole is None or whole.hits else _one_word(index, text)
    if any(match.hits and match.sure for _, match in things):
        found = [_found(index, asked, match, said) for asked, match in things]
        return Answer(query, tuple(found))
    intent = intent_of(index, text, whole_only=False)
    if intent:
        return Answer(query, intent=intent)
    offered = next((pair for pair in things if pair[1].hits), None)
    missing = whole or next((match for _, match in things if not match.hits), None)
    guessed = None if missing else _guessed(index, message)
    if guessed and ((guessed.sure and guessed.hits) or not offered):
        return Answer(query, (_found(index, text, guessed, said),))
    asked, match = offered or (text, missing or Match(()))
    return Answer(query, (_found(index, asked, match, said),))


def clean(query: str) -> str:
    """The message without controls, pictures' joiners and closing marks, at a bounded length."""
    text = CONTROLS.sub(" ", drop_surrogates(query[: 4 * LONGEST_HEARD]))
    text = "".join(character for character in text if unicodedata.category(character) != "So")
    return ENDINGS.sub("", text.strip())[:LONGEST_HEARD]


def intent_of(index: ItemIndex, text: str, whole_only: bool) -> str | None:
    """The matter a message is about when it is not an item; the longest wording wins."""
    key, intents = fold(text), index.lexicon.tables.intents
    if whole_only:
        return intents.get(key)
    held = [wording for wording in intents if wording in key and (len(wording) > 2 or wording == key)]
    return intents[max(held, key=len)] if held else None


def _joins(index: ItemIndex, message: Message) -> bool:
    """Whether a message that sounds like one name may still be two things said in one breath."""
    if fold(message.text) in index.spelt or fold(message.text) in index.lexicon.by_fold:
        return False
    return any(phrase.joins_next for phrase in phrases(message.tokens, index.lexicon.tables.noise))


def _is_foreign(text: str) -> bool:
    return LATIN.fullmatch(text) is not None


def _one_word(index: ItemIndex, text: str) -> list[tuple[str, Match]]:
    """A message that as a whole is a thing the list lacks is not cut into pieces (ぼたんでんち)."""
    match = find_thing(index, Phrase((text,)))
    return [(text, match)] if match else []


def _things(index: ItemIndex, message: Message) -> Iterator[tuple[str, Match]]:
    """Each thing the message asks about, with what it was called there."""
    if _is_foreign(message.text):
        yield from _foreign_things(index, message.text)
        return
    heard = _with_contents(index, phrases(message.tokens, index.lexicon.tables.noise))
    met = [(phrase, match) for phrase in heard if (match := find_thing(index, phrase))]
    asked = [(phrase, match) for phrase, match in met if not phrase.set_aside]
    if not asked:
        asked = [(replace(phrase, parts=phrase.parts[:1]), match) for phrase, match in met]
        asked = [(phrase, find_thing(index, phrase) or match) for phrase, match in asked]
    joined = _joined(asked)
    if len(joined) > 1:
        yield from ((phrase.text, match) for phrase, match in joined[:MOST_THINGS])
        return
    chosen = _chosen(asked)
    if chosen:
        yield chosen[0].text, chosen[1]


def _with_contents(index: ItemIndex, heard: list[Phrase]) -> list[Phrase]:
    """A bare container takes what stood before it: 「粉ミルクを飲み終わった缶」 is 粉ミルクの缶."""
    filled = list(heard)
    for place, (before, after) in enumerate(pairwise(heard), 1):
        bare = len(after.parts) == 1 and after.parts[0] in index.lexicon.tables.containers
        if bare and before.modifies_next:
            filled[place] = replace(after, parts=(*before.parts, *after.parts))
    return filled


def _joined(met: list[tuple[Phrase, Match]]) -> list[tuple[Phrase, Match]]:
    """The first row of things said in one breath, each of them named outright."""
    row: list[tuple[Phrase, Match]] = []
    for phrase, match in met:
        named = bool(match.hits) and match.sure
        if named:
            row.append((phrase, match))
        if not (named and phrase.joins_next):
            if len(row) > 1:
                return row
            row = []
    return row


def _chosen(met: list[tuple[Phrase, Match]]) -> tuple[Phrase, Match] | None:
    """The one thing asked about: found before known, the object before a side clause, head last.

    A side clause is not asked about where the topic is a thing we know, listed or not.
    """
    if any(phrase.weight == TOPIC_WEIGHT for phrase, _ in met):
        met = [(phrase, match) for phrase, match in met if phrase.weight > 1]

    def standing(pair: tuple[int, tuple[Phrase, Match]]) -> tuple[bool, bool, bool, int, int]:
        place, (phrase, match) = pair
        return bool(match.hits), not phrase.modifies_next, match.sure, phrase.weight, -place

    return max(enumerate(met), key=standing)[1] if met else None


def _foreign_things(index: ItemIndex, text: str) -> Iterator[tuple[str, Match]]:
    """The longest run of words that is a translation: 「how to throw away a frying pan」."""
    words = WORDS.findall(text)
    for size in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            match = by_translation(Text(part, index)) or by_spelling(Text(part, index))
            if match:
                yield part, match
                return


def _guessed(index: ItemIndex, message: Message) -> Match | None:
    """A guess at a message that is one thing only: as it stands, then its one phrase."""
    heard = phrases(message.tokens, index.lexicon.tables.noise)
    texts = [message.text] if len(message.text) <= LONGEST_GUESSED else []
    if len(heard) == 1 and SHORTEST_GUESSED <= len(heard[0].text) <= LONGEST_GUESSED:
        texts.append(heard[0].text)
    guesses = (guess(index, text) for text in dict.fromkeys(texts))
    return next((match for match in guesses if match), None)


def _slip_of_one_word(index: ItemIndex, message: Message) -> Match | None:
    """A message of kana alone without any particle is one word; a piece of it is not looked for."""
    one_word = is_kana(fold(message.text)) and len(message.text) <= LONGEST_WORD
    if (
        not one_word
        or len(message.tokens) < 2
        or any(token.text in PARTICLES for token in message.tokens[:-1])
    ):
        return None
    found = (step(index, message.text) for step in (by_start, by_slip))
    return next((match for match in found if match and match.sure and match.hits), None)


def _found(index: ItemIndex, asked: str, match: Match, said: Said) -> Found:
    """Turn a match into what is shown: settle the rules, or ask."""
    if not match.hits:
        return Found(asked, AnswerKind.NONE, known_as=match.known_as)
    hits = _settled(index, match.hits, said) if match.sure else match.hits
    hits = tuple(replace(hit, hazard=index.hazard(hit.item)) for hit in hits[:MOST_NAMES])
    if not match.sure:
        return Found(asked, AnswerKind.MAYBE, hits)
    if len(hits) > 1:
        return Found(asked, AnswerKind.QUESTION, hits)
    rules = _distinct(fitting(hits[0].item.rules, said))
    kind = AnswerKind.ITEM if len(rules) == 1 else AnswerKind.QUESTION
    return Found(asked, kind, hits, rules)


def _settled(index: ItemIndex, hits: tuple[Hit, ...], said: Said) -> tuple[Hit, ...]:
    """Of the items that share a name, the one whose brackets the message names, if it is one.

    「小さく切ったござ」 is 「ござ（小さく切ったもの）」 although 「ござ」 is listed too.
    """
    family = {hit.item.id: hit for hit in hits}
    for hit in hits:
        for item in index.siblings(hit.item):
            family.setdefault(item.id, Hit(item, hit.reason, hit.via))
    if len(family) < 2:
        return hits
    named = {
        hit.item.id: named_by(index.qualifiers(hit.item), said, index.base(hit.item))
        for hit in family.values()
    }
    best = max(named.values())
    leading = [hit for hit in family.values() if named[hit.item.id] == best]
    if best and len(leading) == 1:
        return (leading[0],)
    return tuple(sorted(hits, key=lambda hit: (-named[hit.item.id], *_far(index, hit, said))))


def _far(index: ItemIndex, hit: Hit, said: Said) -> tuple[bool, bool]:
    """First the item of just that name, then those whose name holds what was typed."""
    return index.base(hit.item) != fold(hit.via), said.text not in fold(hit.item.name)


def _distinct(rules: tuple[ItemRule, ...]) -> tuple[ItemRule, ...]:
    """Rules that lead to the same category in the same way are one."""
    ways = {(rule.category, rule.how, rule.notes): rule for rule in reversed(rules)}
    return tuple(rule for rule in rules if rule in ways.values()) if len(ways) > 1 else rules[:1]
