"""From a noun phrase to the thing it means: the whole, then its head, never silently its tail.

「AのB」 is B; what stands before may be its condition. A compound is neither its last part nor its
first: 「電動アシスト自転車」 may be offered as 自転車, but is not answered as one, unless what falls
away is a mere modifier (木製, 中古, 小型). `STEPS` is the order.
"""

import re
from collections.abc import Callable, Iterator

from gomi.search.answer import Hit, Reason
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.lookup import Text, by_sound, by_spelling, look_up
from gomi.search.names import EXCLUDES, forms
from gomi.search.phrases import Phrase
from gomi.search.relations import Match
from gomi.search.sound import is_kana

HONORIFICS = ("お", "ご", "御")
MADE_OF = "製"
LONGEST_MODIFIER = 7
SHORTEST_TAIL = 2
MOST_SYNONYMS = 16
MOST_TAILS = 4  # a longer chain of の, or a longer compound, is no name: it is only to be answered in time
LONGEST_COMPOUND = 8

GOING_ON = re.compile("て(い)?る$")  # 汚れてる is listed as 汚れた
KANJI = re.compile("[一-龥々]+")

Step = Callable[[ItemIndex, tuple[str, ...]], Match | None]


def find_thing(index: ItemIndex, phrase: Phrase) -> Match | None:
    """What the phrase means in this city's list, or None when nothing in it is known.

    Who says that a cat died asks about its remains. A whole that the lexicon knows bars its own
    tail: where the list lacks ハンディファン, it is not answered as a ファン.
    """
    described = _as_described(index, phrase)
    if described:
        return described
    implied = index.lexicon.tables.implied
    left_behind = [implied[verb] for verb in phrase.verbs if verb in implied]
    if left_behind:
        return as_said(index, (*phrase.parts, *left_behind[:1]))
    if phrase.damaged and len(phrase.parts) > 1:
        whole = as_said(index, phrase.parts)
        owner = None if whole and whole.hits else look_up(index, phrase.parts[0])
        if owner and owner.hits:
            return owner
    missing: Match | None = None
    for step in STEPS:
        match = step(index, phrase.parts)
        if match and match.hits:
            if not missing or step in OTHER_WORDINGS:
                return match
            if _brackets_name(index, match, phrase.text):
                return Match(match.hits)
        else:
            missing = missing or match
    return missing


def _as_described(index: ItemIndex, phrase: Phrase) -> Match | None:
    """The name a city gives to the thing in that state: 割れたびん."""
    if not phrase.described:
        return None
    states = dict.fromkeys((phrase.described, GOING_ON.sub("た", phrase.described)))
    texts = [Text(state + phrase.text, index) for state in states]
    return next((match for text in texts if (match := by_spelling(text) or by_sound(text))), None)


def _brackets_name(index: ItemIndex, match: Match, text: str) -> bool:
    """Whether brackets or a rule's condition hold what fell away: 水銀血圧計 is 血圧計（水銀式）.

    A verb is told by its kanji: 固めた油 is 油（固まったもの）.
    """
    said = fold(text)
    family = [item for hit in match.hits for item in index.siblings(hit.item)]
    for item in family:
        fallen = said.replace(index.base(item), "")
        conditions = (*forms(item.name).qualifiers, *(rule.condition for rule in item.rules))
        if any(_begins_with(fold(each), fallen) for each in conditions if not EXCLUDES.search(each)):
            return True
    return False


def _begins_with(condition: str, fallen: str) -> bool:
    kanji = KANJI.match(condition.removesuffix(MADE_OF))
    return len(condition) > 1 and (condition[:2] in fallen or bool(kanji and kanji.group() in fallen))


def as_said(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The whole phrase, with its の and without (革の手袋, 革手袋)."""
    return _first(index, _spellings("の".join(parts), "".join(parts)))


def without_honorific(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """お菓子の袋 is 菓子の袋 and 菓子袋."""
    plain = tuple(_plain(part) for part in parts)
    return None if plain == parts else _first(index, _spellings("の".join(plain), "".join(plain)))


def by_container(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """A container by another word: シャンプーの空ボトル is listed as シャンプーの容器."""
    split = _container(index, parts)
    if split is None:
        return None
    return _first(index, _contained(*split, index), named_only=True)


def by_synonym(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The owner by another word: カップラーメンの容器 is listed as カップ麺の容器."""
    split = _container(index, parts) or (("の".join(parts[:-1]), parts[-1]) if len(parts) > 1 else None)
    if split is None:
        return None
    owner, thing = split
    return _first(
        index,
        (text for word in _same_words(index, owner) for text in (f"{word}の{thing}", f"{word}{thing}")),
        named_only=True,
    )


def container_of_synonym(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """Both at once."""
    split = _container(index, parts)
    if split is None:
        return None
    return _first(
        index,
        (text for word in _same_words(index, split[0]) for text in _contained(word, split[1], index)),
        named_only=True,
    )


def without_modifiers(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The head with its modifiers left aside: 木製本棚, 使用済み乾電池, 金属のハンガー.

    A bare container is nothing of its own: 油のガラス瓶 is 油の瓶, but ガラス瓶 is no 瓶 of anything.
    """
    stripped = _strip_modifiers(index, parts[-1])
    if stripped == parts[-1]:
        return None
    if stripped in index.lexicon.tables.containers:
        match = as_said(index, (*parts[:-1], stripped)) if len(parts) > 1 else None
        return match if match and match.hits and match.sure else None
    return _first(index, _spellings("の".join((*parts[:-1], stripped)), stripped))


def head_part(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The last parts of 「AのBのC」: BのC, then C."""
    tails = ["の".join(parts[start:]) for start in range(max(1, len(parts) - MOST_TAILS), len(parts))]
    if len(tails) == 1 and parts[-1] in index.lexicon.tables.containers:
        return None
    match = _first(index, (text for tail in tails for text in _spellings(tail, tail.replace("の", ""))))
    if match is None or not any(index.hazard(hit.item) for hit in match.hits):
        return match
    if not (_describe(index, parts[:-1]) or _brackets_name(index, match, "の".join(parts))):
        return Match(match.hits, sure=False, known_as=match.known_as)  # カセットコンロのガスボンベ
    return match


def _describe(index: ItemIndex, parts: tuple[str, ...]) -> bool:
    modifiers = index.lexicon.tables.modifiers
    return all(part in modifiers or part.removesuffix(MADE_OF) in modifiers for part in parts)


def tail_of_compound(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The end of an unknown compound, only to be offered: what falls away may change the thing."""
    tokens = index.reader.tokens(parts[-1])
    if len(tokens) > LONGEST_COMPOUND:
        return None
    for start in range(1, len(tokens)):
        if any(token.proper or not token.known for token in tokens[:start]):
            continue
        tail = "".join(token.text for token in tokens[start:])
        long_enough = len(tail) >= SHORTEST_TAIL + is_kana(fold(tail))
        match = look_up(index, tail) if long_enough else None
        if match and match.hits:
            return Match(match.hits, sure=False)
    return None


def owner_part(index: ItemIndex, parts: tuple[str, ...]) -> Match | None:
    """The A of 「AのB」 where B is nothing known or a mere container; only to be offered."""
    matches = [look_up(index, part) for part in (parts[0], parts[-1])] if len(parts) > 1 else []
    hits = {hit.item.id: hit for match in matches if match for hit in match.hits}
    return Match(tuple(hits.values()), sure=False) if hits else None


STEPS: tuple[Step, ...] = (
    as_said,
    without_honorific,
    by_container,
    by_synonym,
    container_of_synonym,
    without_modifiers,
    head_part,
    owner_part,
    tail_of_compound,
)
OTHER_WORDINGS: tuple[Step, ...] = (without_honorific, by_container, by_synonym, container_of_synonym)


def _first(index: ItemIndex, texts: Iterator[str], named_only: bool = False) -> Match | None:
    """The first text that names something; with ``named_only`` only one the city's list spells."""
    missing = None
    for text in texts:
        if named_only:
            ways = index.spelt.get(fold(text))
            if ways:
                return Match(tuple(Hit(index.items[way.item], Reason.LEXICON, text) for way in ways))
            continue
        match = look_up(index, text)
        if match and match.hits:
            return match
        missing = missing or match
    return missing


def _spellings(*texts: str) -> Iterator[str]:
    yield from dict.fromkeys(text for text in texts if text)


def _plain(part: str) -> str:
    bare = part[1:] if part.startswith(HONORIFICS) and len(part) > 1 else part
    return bare.removesuffix("さん") if bare.endswith("屋さん") else bare


def _container(index: ItemIndex, parts: tuple[str, ...]) -> tuple[str, str] | None:
    """(owner, container) when the phrase ends in a word for a container."""
    last = parts[-1]
    if len(parts) > 1 and last in index.lexicon.tables.containers:
        return _plain("の".join(parts[:-1])), last
    ends = [word for word in index.lexicon.tables.containers if last.endswith(word) and last != word]
    if not ends:
        return None
    word = max(ends, key=len)
    return _plain("の".join((*parts[:-1], last[: -len(word)]))), word


def _contained(owner: str, container: str, index: ItemIndex) -> Iterator[str]:
    """The owner with every word of the container's group: 缶 is not swapped for 袋."""
    groups = index.lexicon.tables.containers
    for word in (each for each in groups if groups[each] == groups[container]):
        yield f"{owner}の{word}"
        yield f"{owner}{word}"


def _same_words(index: ItemIndex, word: str) -> list[str]:
    heads = index.lexicon.by_fold.get(fold(word), ())[:1]
    heads += tuple(name for head in heads for name in index.lexicon.heads[head].classes)
    heads = tuple(head for head in heads if head in index.lexicon.heads)
    words = [each for head in heads for each in index.lexicon.heads[head].japanese]
    words += [each for head in heads for each in index.lexicon.heads[head].readings]
    return words[:MOST_SYNONYMS]


def _strip_modifiers(index: ItemIndex, text: str) -> str:
    """Take modifiers off the front of a compound, longest first, as long as something is left."""
    modifiers = index.lexicon.tables.modifiers
    while True:
        fronts = (text[:size] for size in range(min(LONGEST_MODIFIER, len(text) - 1), 0, -1))
        front = next((each for each in fronts if each in modifiers or _made_of(each) in modifiers), None)
        if front is None:
            return text
        text = text[len(front) :]


def _made_of(text: str) -> str:
    return text.removesuffix(MADE_OF) if text.endswith(MADE_OF) else ""
