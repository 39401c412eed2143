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
from gomi.search.fold import fold
from gomi.search.index import ItemIndex
from gomi.search.lexicon import LANGUAGES, foreign_key
from gomi.words import EASY, JAPANESE, Words

CHINESE, VIETNAMESE, KOREAN = "zh-Hans", "vi", "ko"
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
HAN = re.compile(r"[\u3400-\u9fff]")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
COMPOUND = re.compile(r"\w+(?:-\w+)+")
"""Ekimae-cho, guarda-chuva: their parts are no words by themselves."""
LATIN_WORD = re.compile(r"[^\W\d_]+")
ONLY_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ]")
HOOK_ABOVE, DOT_BELOW = "\u0309", "\u0323"
NAME_WEIGHT = 2
SURE = 5
LONGEST_CAPITALS = 3
BY_SOUND = set(Reason) - {Reason.TRANSLATION, Reason.PARTIAL, Reason.FUZZY}


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
    told = KOREAN if HANGUL.search(said) else _of_han(said, answer, words) if HAN.search(said) else None
    if told is None and not HAN.search(said):
        told = _of_latin(said, answer, index, words, offered, before)
    if told is None or told in offered:
        return told
    return EASY if EASY in offered else JAPANESE


def _of_han(said: str, answer: Answer, words: Words) -> str | None:
    """Characters or words that Japanese does not write, or a thing found only as a translation."""
    little = words.wording("language.heard", CHINESE).text.split("|")
    if any(word and word in said for word in little) or not all(map(_is_japanese, said)):
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
    if not LATIN_WORD.search(said):
        return None
    spoken = [word.casefold() for word in LATIN_WORD.findall(COMPOUND.sub(" ", said))]
    weight = Counter({lang: _heard(spoken, words, lang) for lang in (*offered, JAPANESE) if lang != EASY})
    weight.update({lang: NAME_WEIGHT for found in answer.things for lang in _named_in(found, index)})
    if _is_vietnamese(said):
        weight[VIETNAMESE] += SURE
    best = max(weight.values())
    if not best:
        return JAPANESE if not before and _is_by_sound(answer) else None
    return _one_of([lang for lang in weight if weight[lang] == best], before)


def _one_of(leading: Sequence[str], before: str) -> str | None:
    """Japanese in Latin letters (gomi no hi, TV) is also written by those who are spoken to in another."""
    if before in leading:
        return before
    if JAPANESE in leading:
        return JAPANESE if not before and len(leading) == 1 else None
    return leading[0]


def _heard(spoken: Sequence[str], words: Words, lang: str) -> int:
    little = words.wording("language.heard", lang).text.split("|")
    return sum(word in little for word in spoken)


def _named_in(found: Found, index: ItemIndex) -> set[str]:
    """The languages in which what was asked for is the name of what was found."""
    key, lexicon = foreign_key(found.asked), index.lexicon
    said_of = index.municipality.translations
    names = [(lang, hit.item.name) for hit in found.hits[:1] for lang in index.municipality.languages]
    own = {pair[0] for pair in names if pair in said_of and foreign_key(said_of[pair]) == key}
    of_heads = (word for head in lexicon.by_translation.get(key, ()) for word in lexicon.heads[head].words)
    known = {word.kind for word in of_heads if word.kind in LANGUAGES and foreign_key(word.text) == key}
    return own | known | ({JAPANESE} if _is_spelt_so_in_japanese(found, index) else set())


def _is_spelt_so_in_japanese(found: Found, index: ItemIndex) -> bool:
    """Whether Japanese writes the thing in these letters too: CD, or any short word in capitals (USB)."""
    in_capitals = bool(found.hits) and found.asked.isupper() and len(found.asked) <= LONGEST_CAPITALS
    spelt = fold(found.asked)
    return in_capitals or spelt in index.spelt or spelt in index.lexicon.by_fold


def _is_vietnamese(said: str) -> bool:
    marks = set(unicodedata.normalize("NFD", said))
    return bool(ONLY_VIETNAMESE.search(said)) or bool(marks & {HOOK_ABOVE, DOT_BELOW})


def _is_by_sound(answer: Answer) -> bool:
    """Whether a Japanese thing was found by how it is said."""
    reasons = {hit.reason for found in answer.things for hit in found.hits[:1]}
    return bool(reasons & BY_SOUND)
