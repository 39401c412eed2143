"""Bring the many ways of writing an address to one spelling.

>>> spell("鎌ケ谷") == spell("鎌が谷") == spell("鎌ヶ谷")
True
>>> spell("濱町二丁目"), spell("濱町２丁目")
('浜町2丁目', '浜町2丁目')
>>> spell("字円明寺小字東ノ口"), spell("八日町")
('円明寺東の口', '八日町')
"""

import re
import unicodedata
from collections.abc import Callable

from gomi.districts.numerals import numerals_before_units
from gomi.search.fold import SURROGATES

OLD_AND_NEW = (
    "澤沢 濱浜 濵浜 邊辺 邉辺 齋斎 齊斎 斉斎 龍竜 瀧滝 嶋島 嶌島 﨑崎 碕崎 髙高 廣広 國国 櫻桜 "
    "壽寿 惠恵 榮栄 澁渋 淺浅 縣県 驛駅 鹽塩 鐵鉄 燈灯 臺台 學学 寶宝 實実 眞真 總総 龜亀 圓円 "
    "團団 圍囲 彌弥 應応 數数 條条 檜桧 灣湾 萬万 藏蔵 觀観 豐豊 靜静 麥麦 黑黒 莊荘 曾曽 鷗鴎 "
    "埜野 冨富 峯峰 舘館 渕淵 薗園 籠篭 佛仏 德徳 薮藪 桝枡 祗祇 裏裡 曻昇 繩縄 鄕郷 嶽岳 蘆芦 "
    "戶戸 內内 會会 舊旧 邨村 壹壱 貳弐 "
)
"""旧字 and other forms beside the one a list mostly has. Both sides of a search are read so, so that a pair
too many only brings two names nearer, and then they are a choice."""
OLD_TO_NEW = {pair[0]: pair[1] for pair in OLD_AND_NEW.split()}
KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
LETTERS = str.maketrans({**OLD_TO_NEW, "っ": "つ", "ゕ": "ゖ"})
ROMAN = {0x2160 + n: str(n + 1) for n in range(12)} | {0x2170 + n: str(n + 1) for n in range(12)}
HANDLED = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
DASHES = re.compile(r"[‐‑‒–—―−﹣－]")
LONG_MARK = re.compile(r"(?<=\d)[ー~〜～](?=\d)")
HYPHEN_AFTER_KANA = re.compile(r"(?<=[ぁ-ゖァ-ヶ])-(?=[ぁ-ゖァ-ヶ])")
AZA_IN_OOAZA = re.compile(r"大字(\w+?)(?<!文)字(?=[^\W\d])")
AZA = re.compile(r"[大小]字|(?:(?<!\w)|(?<=[町村市区郡]))字+(?=[^\W\d])")
TSU_OR_GA = re.compile(r"(?<=[^\W\d])[ゖけが](?=[一-龠])")
NO = re.compile(r"(?<=[^\W\d])[之乃](?=[^\W\d])")


def shape(text: str) -> str:
    """One width, one kind of hyphen, digits before units; blanks, marks and kana stay.

    Shaping and then `settle` is `spell`; `settle` keeps every letter's place.
    """
    return _until_still(_shape_once, text)


def _shape_once(text: str) -> str:
    text = HANDLED.sub("", SURROGATES.sub("", text)).translate(ROMAN)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = HYPHEN_AFTER_KANA.sub("ー", DASHES.sub("-", text))
    return AZA.sub("", AZA_IN_OOAZA.sub(r"\1", numerals_before_units(text)))


def settle(shaped: str) -> str:
    """New letters for old, hiragana for katakana, one way to write の, が and つ; place for place."""
    text = shaped.translate(KATAKANA).translate(LETTERS)
    return NO.sub("の", TSU_OR_GA.sub("が", text))


def hyphenated(shaped: str) -> str:
    """Between digits, read a long mark or a wave as the hyphen it stands for in an address."""
    return LONG_MARK.sub("-", shaped)


def spell(text: str) -> str:
    """The one spelling of a name or an address, blanks left out. Spelling twice changes nothing."""
    return _until_still(lambda once: hyphenated("".join(settle(shape(once)).split())), text)


def _until_still(step: Callable[[str], str], text: str) -> str:
    while (after := step(text)) != text:
        text = after
    return text
