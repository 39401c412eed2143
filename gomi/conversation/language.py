"""In which language a resident wrote, told from the letters, the little words, and the thing's name.

Where nothing tells, `language_of` answers None and the chat goes on in the language it spoke before.
The little words of a language (``language.heard``) are in its table of wordings, so that a language
is added without touching this.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from gomi.search.answer import Answer, Found, Reason
from gomi.search.index import ItemIndex
from gomi.search.lexicon import foreign_key
from gomi.words import EASY, JAPANESE, Words

CHINESE, VIETNAMESE, KOREAN = "zh-Hans", "vi", "ko"
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
HAN = re.compile(r"[\u3400-\u9fff]")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
LATIN_WORD = re.compile(r"[^\W\d_]+")
ONLY_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ]")
HOOK_ABOVE, DOT_BELOW = "\u0309", "\u0323"
NAME_WEIGHT = 2
SURE = 5
BY_SOUND = {Reason.READING, Reason.LEXICON, Reason.CLASS, Reason.KIND}


def language_of(
    text: str, answer: Answer, index: ItemIndex, words: Words, offered: Sequence[str], before: str
) -> str | None:
    """The language of ``text`` among those ``offered``; None when it does not show.

    Of several that it may be it is the one spoken ``before``, else the first offered. Text in a
    language that is known and not offered is answered in やさしい日本語.
    """
    said = unicodedata.normalize("NFKC", text)
    if KANA.search(said):
        return JAPANESE
    told = KOREAN if HANGUL.search(said) else _of_han(said, answer) if HAN.search(said) else None
    if told is None and not HAN.search(said):
        told = _of_latin(said, answer, index, words, offered, before)
    if told is None or told in offered:
        return told
    return EASY if EASY in offered else JAPANESE


def _of_han(said: str, answer: Answer) -> str | None:
    """Characters that Japanese does not write, or a thing found only as a translation."""
    if not all(_is_japanese(character) for character in said):
        return CHINESE
    reasons = {hit.reason for found in answer.things for hit in found.hits[:1]}
    return CHINESE if reasons and reasons == {Reason.TRANSLATION} else None


def _is_japanese(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _of_latin(
    said: str, answer: Answer, index: ItemIndex, words: Words, offered: Sequence[str], before: str
) -> str | None:
    spoken = [word.casefold() for word in LATIN_WORD.findall(said)]
    if not spoken:
        return None
    weight = Counter(dict.fromkeys((each for each in offered if each not in (JAPANESE, EASY)), 0))
    for lang in weight:
        heard = words.wording("language.heard", lang).text.split("|")
        weight[lang] += sum(word in heard for word in spoken)
    weight.update({lang: NAME_WEIGHT for found in answer.things for lang in _named_in(found, index)})
    if _is_vietnamese(said):
        weight[VIETNAMESE] += SURE
    best = max(weight.values(), default=0)
    leading = [lang for lang in weight if weight[lang] == best]
    if best:
        return before if before in leading else leading[0]
    return JAPANESE if not before and _is_romaji(answer) else None


def _named_in(found: Found, index: ItemIndex) -> set[str]:
    """The languages in which what was asked for is the name of what was found."""
    key = foreign_key(found.asked)
    said_of = index.municipality.translations
    names = [(lang, hit.item.name) for hit in found.hits[:1] for lang in index.municipality.languages]
    own = {pair[0] for pair in names if pair in said_of and foreign_key(said_of[pair]) == key}
    heads = index.lexicon.by_translation.get(key, ())
    of_heads = (word for head in heads for word in index.lexicon.heads[head].words)
    return own | {word.kind for word in of_heads if foreign_key(word.text) == key}


def _is_vietnamese(said: str) -> bool:
    marks = set(unicodedata.normalize("NFD", said))
    return bool(ONLY_VIETNAMESE.search(said)) or bool(marks & {HOOK_ABOVE, DOT_BELOW})


def _is_romaji(answer: Answer) -> bool:
    """Whether a Japanese thing was found by its sound."""
    reasons = {hit.reason for found in answer.things for hit in found.hits[:1]}
    return bool(reasons & BY_SOUND)
