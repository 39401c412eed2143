"""What a message says about a thing besides its name, held against the rules of that thing only.

Materials, states and sizes come from the lexicon's table of modifiers and from numbers with
units. A rule that contradicts what was said falls away; a rule that says nothing stays.

>>> length_said("1.2m以上のテーブル"), length_said("たて45センチ、よこ６０ｃｍ"), length_said("傘")
(120.0, 60.0, None)
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gomi.municipality.values import ItemRule
from gomi.search.fold import fold
from gomi.search.reading import Token
from gomi.search.sound import sound

LENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(cm|センチ(?:メートル)?|糎|mm|ミリ(?:メートル)?|m(?![a-z])|メートル)(未満|以下|超|以上|より)?"
)
CENTIMETRES = {"c": 1.0, "セ": 1.0, "糎": 1.0, "mm": 0.1, "ミ": 0.1, "m": 100.0, "メ": 100.0}
JUST_BELOW = 0.99
MEASURE = re.compile(
    r"(\d+)(cc|cm|せんち|mm|みり|kg|きろ|りっとる|l|ml|畳|いんち|型|枚|w|m|めーとる)(以上|以下|未満|まで|超|を超)?"
)
UNITS = {"せんち": "cm", "みり": "mm", "きろ": "kg", "りっとる": "l", "いんち": "型", "めーとる": "m"}
AT_LEAST = ("以上", "超", "を超")
MEASURE_COUNTS = 20.0
EXCLUDED = re.compile(r"(以外|除く|除きます)$")
MADE_OF = "製"
ANOTHER_MATERIAL = 0.5  # 金属のスプーン is スプーン（木製以外）
LONG_RUN = 4  # characters of a bracket that must stand in the message as they are


@dataclass(frozen=True, slots=True)
class Said:
    """The conditions a message names: materials, states, a length in cm, and its words, folded."""

    materials: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    length: float | None = None
    text: str = ""
    sound: str = ""
    nouns: frozenset[str] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether any condition was named."""
        return bool(self.materials or self.states or self.length is not None)


def conditions(text: str, tokens: Sequence[Token], modifiers: Mapping[str, tuple[str, str]]) -> Said:
    """Collect what ``text`` says of material, state and size."""
    materials, states = set(), set()
    for word in _words(tokens):
        kind, value = modifiers.get(word) or modifiers.get(word.removesuffix("製")) or ("", "")
        if kind == "素材":
            materials.add(value)
        elif kind == "状態":
            states.add(value)
    spoken = sound("".join(fold(token.reading) for token in tokens))
    nouns = frozenset(fold(token.text) for token in tokens if token.pos in ("名詞", "形状詞"))
    return Said(frozenset(materials), frozenset(states), length_said(text), fold(text), spoken, nouns - {""})


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Each word as typed and in its dictionary forms; a verb that is denied as 「使う・ない」."""
    for place, token in enumerate(tokens):
        after = {each.normal for each in tokens[place + 1 : place + 4]}
        if token.pos == "動詞" and "無い" in after | {"無い" if "ない" in after else ""}:
            yield f"{token.normal}・ない"
        else:
            yield from (token.lemma, token.text, token.normal)


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


def named_by(qualifiers: Sequence[str], said: Said, base: str) -> float:
    """How much of what a name holds in brackets stands in the message; 0 for nothing.

    ``qualifiers`` are folded spellings and sounds. A condition said in other words counts by its
    value (「革のかばん」 and 皮革製), one said at the beginning of a bracket a little more. A message
    of one noun names no condition, and what stands in the item's ``base`` (folded) is none.
    """
    nouns = said.nouns if len(said.nouns) > 1 else frozenset()
    said = replace(said, nouns=frozenset(noun for noun in nouns if noun not in base))
    values = [fold(value) for value in said.materials | said.states]
    if any(_is_excluded(qualifier, said) for qualifier in qualifiers):
        return -1.0
    shared = max((_shared(qualifier, said, values, base) for qualifier in qualifiers), default=0.0)
    return shared + sum(_measured(qualifier, said) for qualifier in qualifiers)


def _is_excluded(qualifier: str, said: Said) -> bool:
    """Whether a bracket excludes just what was said: 茶色以外 is no 茶色い瓶."""
    excluded = EXCLUDED.sub("", qualifier)
    named = any(noun in excluded for noun in said.nouns) or (len(excluded) > 1 and excluded in said.text)
    return excluded != qualifier and named


def _is_said_in(noun: str, qualifier: str) -> bool:
    """Whether a bracket speaks of the noun; one character alone must begin it: 車 is not in 自転車."""
    return qualifier.startswith(noun) if len(noun) == 1 else noun in qualifier


def _shared(qualifier: str, said: Said, values: Sequence[str], base: str) -> float:
    if EXCLUDED.search(qualifier):
        return ANOTHER_MATERIAL if said.materials and MADE_OF in qualifier else 0.0
    nouns = [noun for noun in said.nouns if _is_said_in(noun, qualifier)]
    words = [value for value in values if value in qualifier]
    longest = max((len(word) for word in (*nouns, *words)), default=0)
    begins = any(qualifier.startswith(word) for word in (*nouns, *words))
    run = _longest_run(qualifier, (said.text, said.sound))
    counts = run >= LONG_RUN and qualifier[:run] not in base and said.text != qualifier[:run]
    return max(longest, run if counts else 0) + 0.5 * begins


def _measured(qualifier: str, said: Said) -> float:
    """Whether a bracket's measure holds for the one in the message: 51cc以上 does for 125cc."""
    limits, named = MEASURE.findall(qualifier), MEASURE.findall(said.text)
    for limit, unit, bound in limits:
        for number, same, _ in named:
            if UNITS.get(unit, unit) == UNITS.get(same, same) and bound:
                holds = float(number) >= float(limit) if bound in AT_LEAST else float(number) <= float(limit)
                return MEASURE_COUNTS if holds else -MEASURE_COUNTS
    return 0.0


def _longest_run(qualifier: str, texts: Sequence[str]) -> int:
    """The longest beginning of the qualifier that stands in a text."""
    return next(
        (size for size in range(len(qualifier), 0, -1) if any(qualifier[:size] in text for text in texts)), 0
    )
