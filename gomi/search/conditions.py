"""What a message says about a thing besides its name, held against the rules of that thing only.

Materials, states and sizes come from the lexicon's table of modifiers and from numbers with
units; what is said in other words (エンジン is 燃料) from its table of conditions. What the message
denies (電気じゃない) is kept apart. A rule that contradicts what was said falls away; a rule that
says nothing stays.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from gomi.municipality.values import ItemRule
from gomi.search.denied import denied
from gomi.search.fold import fold
from gomi.search.lexicon import Condition, Tables
from gomi.search.measures import length_said
from gomi.search.reading import Token
from gomi.search.sound import sound

MADE_OF = "製"
SHORTEST_WITHIN = 3  # characters of a condition that is heard anywhere, not as a word of its own


@dataclass(frozen=True, slots=True)
class Said:
    """The conditions a message names: materials, states, a length in cm, and its words, folded.

    ``denied`` are the words said to be lacking, ``not_of`` the materials among them.
    """

    materials: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    length: float | None = None
    text: str = ""
    sound: str = ""
    nouns: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    not_of: frozenset[str] = frozenset()
    alike: tuple[Condition, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether any condition was named."""
        return bool(self.materials or self.states or self.length is not None)


def conditions(text: str, tokens: Sequence[Token], tables: Tables) -> Said:
    """Collect what ``text`` says of material, state and size."""
    lacking, folded = denied(tokens), [fold(token.text) for token in tokens]
    places = [place for place in range(len(tokens)) if place not in lacking]
    affirmed, without = [tokens[p] for p in places], [tokens[p] for p in sorted(lacking)]
    lacked_words = frozenset(folded[place] for place in lacking)
    unlike = _heard(tables.conditions, lacked_words, "") if lacking else ()
    words = frozenset(folded[p] for p in places) | {
        fold(token.normal) for token in affirmed if token.normal != token.text
    }
    return Said(
        materials=_values("素材", affirmed, tables.modifiers),
        states=_values("状態", affirmed, tables.modifiers),
        length=length_said(text),
        text=fold(text),
        sound=sound("".join(fold(token.reading) for token in tokens)),
        nouns=frozenset(folded[p] for p in places if tokens[p].pos in ("名詞", "形状詞")) - {""},
        denied=lacked_words.union(*(each.same for each in unlike)) - {""},
        not_of=_values("素材", without, tables.modifiers) if lacking else frozenset(),
        alike=tuple(_heard(tables.conditions, words, "".join(folded[p] for p in places))),
    )


def _values(kind: str, tokens: Sequence[Token], modifiers: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """The values of one kind of condition that the words name."""
    named = (modifiers.get(word) or modifiers.get(word.removesuffix(MADE_OF)) for word in _words(tokens))
    return frozenset(value for its, value in filter(None, named) if its == kind)


def _heard(known: Sequence[Condition], words: Set[str], text: str) -> Iterator[Condition]:
    """The conditions said: as words of their own, longer ones anywhere in the text (色のついた)."""
    for condition in known:
        word = condition.word
        if word in words or (len(word) >= SHORTEST_WITHIN and word in text):
            yield condition


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Each word as typed and in its dictionary forms; a verb that is denied as 「使う・ない」."""
    for place, token in enumerate(tokens):
        after = {each.normal for each in tokens[place + 1 : place + 4]}
        if token.pos == "動詞" and "無い" in after | {"無い" if "ない" in after else ""}:
            yield f"{token.normal}・ない"
        else:
            yield from (token.lemma, token.text, token.normal)


def fitting(rules: tuple[ItemRule, ...], said: Said) -> tuple[ItemRule, ...]:
    """The rules that go with what was said; all of them when none does, or nothing was said."""
    kept = [rule for rule in rules if _fits_length(rule, said)]
    kept = [rule for rule in kept if not said.not_of & frozenset(rule.materials)] or kept
    of_material = [rule for rule in kept if said.materials & frozenset(rule.materials)]
    of_any_material = [rule for rule in kept if not rule.materials] if said.materials else []
    kept = of_material or of_any_material or kept
    kept = [rule for rule in kept if said.states & frozenset(rule.states)] or kept
    named_in_words = [rule for rule in kept if _condition_is_said(rule, said)]
    return tuple(named_in_words or kept or rules)


def in_force(rules: tuple[ItemRule, ...], today: date) -> tuple[ItemRule, ...]:
    """The rules that hold on a day (開始 and 終了 included); all of them where none does."""
    holding = tuple(
        rule
        for rule in rules
        if (rule.starts is None or rule.starts <= today) and (rule.ends is None or today <= rule.ends)
    )
    return holding or rules


def _fits_length(rule: ItemRule, said: Said) -> bool:
    if said.length is None:
        return True
    return (rule.length_from is None or said.length >= rule.length_from) and (
        rule.length_below is None or said.length < rule.length_below
    )


def _condition_is_said(rule: ItemRule, said: Said) -> bool:
    """Whether the rule's own words (its condition or a part of the thing) stand in the message."""
    words = [rule.condition, *rule.parts]
    return any(fold(word) in said.text for word in words if len(fold(word)) > 1)
