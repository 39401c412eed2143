"""What a message says about a thing besides its name, held against the rules of that thing only.

Materials, states and sizes come from the lexicon's table of modifiers and from numbers with
units. A rule that contradicts what was said falls away; a rule that says nothing stays.

>>> length_said("1.2m以上のテーブル"), length_said("たて45センチ、よこ６０ｃｍ"), length_said("傘")
(120.0, 60.0, None)
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gomi.municipality.values import ItemRule
from gomi.search.fold import fold
from gomi.search.names import forms
from gomi.search.reading import Token

LENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(cm|センチ(?:メートル)?|糎|mm|ミリ(?:メートル)?|m(?![a-z])|メートル)(未満|以下|超|以上|より)?"
)
CENTIMETRES = {"c": 1.0, "セ": 1.0, "糎": 1.0, "mm": 0.1, "ミ": 0.1, "m": 100.0, "メ": 100.0}
JUST_BELOW = 0.99
LONG_QUALIFIER = 4  # characters of a bracket that must stand in the message as they are


@dataclass(frozen=True, slots=True)
class Said:
    """The conditions a message names: materials, states, a length in cm, and its words, folded."""

    materials: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    length: float | None = None
    text: str = ""
    nouns: frozenset[str] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether any condition was named."""
        return bool(self.materials or self.states or self.length is not None)


def conditions(text: str, tokens: Sequence[Token], modifiers: Mapping[str, tuple[str, str]]) -> Said:
    """Collect what ``text`` says of material, state and size."""
    materials, states = set(), set()
    for word in (each for token in tokens for each in (token.lemma, token.text, token.normal)):
        kind, value = modifiers.get(word) or modifiers.get(word.removesuffix("製")) or ("", "")
        if kind == "素材":
            materials.add(value)
        elif kind == "状態":
            states.add(value)
    nouns = frozenset(fold(token.text) for token in tokens if token.pos == "名詞" and len(token.text) > 1)
    return Said(frozenset(materials), frozenset(states), length_said(text), fold(text), nouns)


def length_said(text: str) -> float | None:
    """The longest length named, in centimetres; one named as 未満 counts as just below."""
    found = []
    for number, unit, bound in LENGTH.findall(unicodedata.normalize("NFKC", text).lower()):
        factor = next(value for start, value in CENTIMETRES.items() if unit.startswith(start))
        found.append(float(number) * factor * (JUST_BELOW if bound == "未満" else 1))
    return max(found, default=None)


def fitting(rules: tuple[ItemRule, ...], said: Said) -> tuple[ItemRule, ...]:
    """The rules that go with what was said; all of them when none does, or nothing was said."""
    kept = [rule for rule in rules if _fits_length(rule, said)]
    of_material = [rule for rule in kept if said.materials & frozenset(rule.materials)]
    of_any_material = [rule for rule in kept if not rule.materials] if said.materials else []
    kept = of_material or of_any_material or kept
    kept = [rule for rule in kept if said.states & frozenset(rule.states)] or kept
    named_in_words = [rule for rule in kept if _condition_is_said(rule, said)]
    return tuple(named_in_words or kept or rules)


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


def qualifiers_said(name: str, said: Said) -> bool:
    """Whether what a name holds in brackets stands in the message, or is what it says."""
    named = forms(name)
    qualifiers = [fold(text) for text in (*named.qualifiers, *named.others)]
    words = [fold(word) for word in said.materials | said.states]
    return any(
        _shares_words(qualifier, said.nouns)
        or any(word in qualifier for word in words)
        or (len(qualifier) >= LONG_QUALIFIER and qualifier[:LONG_QUALIFIER] in said.text)
        for qualifier in qualifiers
    )


def _shares_words(qualifier: str, nouns: frozenset[str]) -> bool:
    return any(noun in qualifier for noun in nouns)
