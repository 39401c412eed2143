"""The search itself: one message in, one `Answer` out.

The order is the policy:

1. the message as it stands, if it names something outright;
2. the things named in its phrases, several when they are joined (「布団とカーペット」);
3. a matter for the conversation (収集日, 電話, あいさつ);
4. a guess, when the message is nothing but one thing: half typed, or a slip;
5. nothing, said plainly, with the lexicon's name when the city's list lacks a thing we know.

`POLICY` is this order as functions; three of them stand early on purpose: a message that is just the
wording of a matter is not taken apart, nor is a remark that asks nothing, nor a misspelt word of kana.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gomi.search.answer import Answer
from gomi.search.asked import one_word, things_asked
from gomi.search.fold import fold
from gomi.search.guess import by_slip, by_start, guess
from gomi.search.index import ItemIndex
from gomi.search.latin import WORDS
from gomi.search.lookup import look_up
from gomi.search.message import LONGEST_HEARD, Message, clean, hear
from gomi.search.relations import Match
from gomi.search.settle import settle

SHORTEST_GUESSED, LONGEST_GUESSED = 3, 20
SHORTEST_HELD_WORDING = 3
LONGEST_WORDING = 8  # words
QUESTION = re.compile(r"[?？]\s*$")

__all__ = ["LONGEST_HEARD", "clean", "search"]


def search(index: ItemIndex, query: str, today: date | None = None) -> Answer:
    """Answer one message. Any text is answered, in bounded time; none raises.

    Rules that have not begun by ``today`` (where the municipality is) or are over are left out;
    without a day every rule counts.
    """
    asking = Asking(query, index, hear(query, index.reader, index.lexicon.tables), today)
    answers = (step(asking) for step in POLICY)
    return next(answer for answer in answers if answer)


@dataclass(frozen=True)
class Asking:
    """One message being answered, with what the steps share made once, when first needed."""

    query: str
    index: ItemIndex = field(repr=False)
    message: Message
    today: date | None = None

    @cached_property
    def whole(self) -> Match | None:
        """What the message as it stands names."""
        return look_up(self.index, self.message.text)

    @cached_property
    def things(self) -> list[tuple[str, Match]]:
        """The things its phrases ask about."""
        if self.whole is not None and not self.whole.hits:
            return one_word(self.index, self.message.text)
        return things_asked(self.index, self.message)

    def answer(self, *things: tuple[str, Match]) -> Answer:
        """The answer about these things."""
        settled = (settle(self.index, asked, match, self.message.said, self.today) for asked, match in things)
        return Answer(self.query, tuple(settled))


def nothing_said(asking: Asking) -> Answer | None:
    """An empty message, or a word the clerk has said is no item."""
    key = asking.message.key
    return Answer(asking.query) if not key or key in asking.index.refused else None


def the_whole(asking: Asking) -> Answer | None:
    """The message names something as it stands, and is not two things said in one breath."""
    whole, key = asking.whole, asking.message.key
    if not whole or not whole.hits:
        return None
    one_name = key in asking.index.spelt or key in asking.index.lexicon.by_fold
    if not one_name and any(phrase.joins_next for phrase in asking.message.phrases):
        return None
    return asking.answer((asking.message.text, whole))


def a_matter(asking: Asking) -> Answer | None:
    """The message is the wording of a matter for the conversation."""
    intent = asking.index.lexicon.tables.intents.get(asking.message.key)
    return Answer(asking.query, intent=intent) if intent else None


def a_remark(asking: Asking) -> Answer | None:
    """The message says how something was, and asks nothing."""
    asks = QUESTION.search(asking.query) is not None
    remark = not asks and asking.message.is_remark(asking.index.lexicon.tables.modifiers)
    return Answer(asking.query) if remark else None


def a_misspelt_word(asking: Asking) -> Answer | None:
    """One word of kana, half typed or with a slip; no pieces of it are looked for (くつべ is not 靴)."""
    if not asking.message.is_one_kana_word:
        return None
    text = asking.message.text
    started = by_start(asking.index, text)
    match = started if started and started.hits else by_slip(asking.index, text)
    if match is None or not match.hits or not (match.sure or match is started):
        return None
    return asking.answer((text, match))


def the_things(asking: Asking) -> Answer | None:
    """The things it asks about, one of them at least named outright."""
    named = any(match.hits and match.sure for _, match in asking.things)
    return asking.answer(*asking.things) if named else None


def a_matter_within(asking: Asking) -> Answer | None:
    """The message holds the wording of a matter, in Latin letters as whole words; the longest counts."""
    intents, message = asking.index.lexicon.tables.intents, asking.message
    heard = set(_runs_of_words(message.text)) if message.is_foreign else None
    held = [
        wording
        for wording in intents
        if len(wording) >= SHORTEST_HELD_WORDING
        and (wording in heard if heard is not None else wording in message.key)
    ]
    return Answer(asking.query, intent=intents[max(held, key=len)]) if held else None


def _runs_of_words(text: str) -> Iterator[str]:
    """Every run of neighbouring words, folded as one key."""
    words = WORDS.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_WORDING, len(words)) + 1):
            yield fold(" ".join(words[start:end]))


def a_guess(asking: Asking) -> Answer | None:
    """A guess, where nothing in the message is known, and nothing better is on offer."""
    offered = any(match.hits for _, match in asking.things)
    known = asking.whole or any(not match.hits for _, match in asking.things)
    guessed = None if known else _guessed(asking)
    if guessed is None or (offered and not (guessed.sure and guessed.hits)):
        return None
    return asking.answer((asking.message.text, guessed))


def an_offer(asking: Asking) -> Answer | None:
    """What is not named outright but near it."""
    offered = next((pair for pair in asking.things if pair[1].hits), None)
    return asking.answer(offered) if offered else None


def nothing(asking: Asking) -> Answer:
    """Nothing; what the lexicon knows of it is said."""
    missing = asking.whole or next((match for _, match in asking.things), Match(()))
    return asking.answer((asking.message.text, missing))


POLICY: tuple[Callable[[Asking], Answer | None], ...] = (
    nothing_said,
    the_whole,
    a_matter,
    a_remark,
    a_misspelt_word,
    the_things,
    a_matter_within,
    a_guess,
    an_offer,
    nothing,
)


def _guessed(asking: Asking) -> Match | None:
    """A guess at a message that is one thing only: as it stands, then its one phrase."""
    text, heard = asking.message.text, asking.message.phrases
    texts = [text] if len(text) <= LONGEST_GUESSED else []
    if len(heard) == 1 and SHORTEST_GUESSED <= len(heard[0].text) <= LONGEST_GUESSED:
        texts.append(heard[0].text)
    guesses = (guess(asking.index, each) for each in dict.fromkeys(texts))
    return next((match for match in guesses if match), None)
