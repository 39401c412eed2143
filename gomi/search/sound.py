"""What a reading sounds like: three keys, each coarser than the one before.

`sound` keeps every mora and only settles how a sound is spelt; `short` lets go of length;
`skeleton` lets go of っ and of voicing too. Slips of the finger and wrong
kanji keep the sound, so equality here mends them without any distance.

>>> sound("とけい") == sound("トケエ"), sound("おおがた"), sound("ヴァイオリン")
(True, 'おーがた', 'ばいおりん')
>>> short("こーひーめーかー") == short("こひめか")
True
>>> skeleton("べっと") == skeleton("べど")
True
>>> from_romaji("sempuuki"), from_romaji("zitensya"), from_romaji("pettobotoru")
('せんぷうき', 'じてんしゃ', 'ぺっとぼとる')
"""

import re
import unicodedata

import jaconv

from gomi.search.fold import fold_kana

SAME_SOUND = (
    ("ゔぁ", "ば"), ("ゔぃ", "び"), ("ゔぇ", "べ"), ("ゔぉ", "ぼ"), ("ゔ", "ぶ"),
    ("ぢ", "じ"), ("づ", "ず"), ("を", "お"), ("ゐ", "い"), ("ゑ", "え"),
)  # fmt: skip
SMALL_TO_LARGE = str.maketrans("ぁぃぅぇぉゃゅょゎ", "あいうえおやゆよわ")
VOWEL_ROWS = {
    "a": "あかさたなはまやらわがざだばぱ",
    "i": "いきしちにひみりぎじぢびぴ",
    "u": "うくすつぬふむゆるぐずづぶぷ",
    "e": "えけせてねへめれげぜでべぺ",
    "o": "おこそとのほもよろごぞどぼぽを",
}
LENGTHENS = {"a": "あ", "i": "い", "u": "う", "e": "えい", "o": "おう"}
VOWEL_OF = {kana: vowel for vowel, row in VOWEL_ROWS.items() for kana in row}
LENGTHENED = re.compile("|".join(f"(?<=[{VOWEL_ROWS[vowel]}])[{kana}]" for vowel, kana in LENGTHENS.items()))
LONG_RUN = re.compile("ー+")
ROMAJI = re.compile(r"(?:(?:[kstnhmrgzdbpjf]y?|[ywvc]|sh|ch|ts|tch)?[aiueo]|n'?|([kstpcgdbzjf])(?=\1))+")
LONG_ROMAJI = {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "â": "aa", "î": "ii", "û": "uu",
               "ê": "ee", "ô": "ou"}  # fmt: skip
KANA_ONLY = re.compile(r"[ぁ-ゖー]+")


def is_kana(folded: str) -> bool:
    """Whether a folded text is hiragana throughout, so that it is its own reading."""
    return KANA_ONLY.fullmatch(folded) is not None


def sound(reading: str) -> str:
    """One spelling for one sound: ヴ/ブ, ヂ/ジ, small kana, and every long vowel as ー."""
    kana = fold_kana(reading)
    for spelling, plain in SAME_SOUND:
        kana = kana.replace(spelling, plain)
    return LONG_RUN.sub("ー", LENGTHENED.sub("ー", kana.translate(SMALL_TO_LARGE)))


def short(reading: str) -> str:
    """The sound with its long vowels let go; a small っ is the つ that old hands type for it."""
    return sound(reading).replace("ー", "").replace("っ", "つ")


def skeleton(reading: str) -> str:
    """The sound with length, っ and voicing let go: か and が, は, ば and ぱ are one."""
    decomposed = unicodedata.normalize("NFD", sound(reading).replace("ー", "").replace("っ", ""))
    return decomposed.replace("\u3099", "").replace("\u309a", "")


def from_romaji(text: str) -> str | None:
    """The kana that Latin letters spell, Hepburn or Kunrei; None if they spell none."""
    letters = text.lower().replace("-", "")
    for marked, plain in LONG_ROMAJI.items():
        letters = letters.replace(marked, plain)
    letters = re.sub(r"m(?=[bmp])", "n", letters)
    if not ROMAJI.fullmatch(letters):
        return None
    kana = str(jaconv.alphabet2kana(letters))
    return kana if is_kana(kana) else None
