"""Turn the sources' text, with its HTML and its marks for nothing, into sentences of ours.

>>> sentences("水気を切る。<br>※電池を<b>外す</b>こと")
('水気を切る。', '※電池を外すこと')
>>> sentences("{}")
()
"""

import html
import re

EMPTY = {"", "{}", "---", "--", "-", "―", "－", "ー", "…", '""', "なし"}

_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"<a\b[^>]*?href\s*=\s*[\"']?(https?://[^\"'\s>]+)[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>?|<!--.*?-->", re.DOTALL)
_SENTENCE_END = re.compile(
    r"(?<=。)(?![」』）)])|\n|(?<=[ぁ-ゖァ-ヺー一-鿿）」])[/／](?=[ぁ-ゖァ-ヺ一-鿿「（])"
)
_WARNING = re.compile(
    r"注意|危険|禁止|ないで|しない|出さない|入れない|混ぜない|不可|できません|できない|出せません|必ず|火災|発火|爆発|破裂"
    r"|やけど|けが|ケガ|危な|厳禁|ご遠慮"
)
LONGEST_CONDITION = 40
_CONDITION = re.compile(
    r"(もの|物|場合|製|以上|以下|未満|程度|超|用|付き|つき|部分|のみ|だけ|以外|とき|時|サイズ|タイプ|素材"
    r"|cm|ｃｍ|㎝|可)$"
)
# Where else something goes, or what makes no difference, is no condition of the row it stands in.
_ANOTHER_MATTER = re.compile(
    r"は「|は(?:可燃|不燃|資源|粗大|有害|燃)|[てで]も.*(?:可|よい|良い)|で可$|ごみ|ゴミ"
)
_INSTRUCTION = re.compile(r"(する|す|る|く|う|ぐ|む|ぶ|つ|ぬ|ください|下さい|こと|ます|ましょう|へ|に)$")


def is_empty(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip() in EMPTY


def plain_text(text: str) -> str:
    """The text without HTML: breaks become line breaks, links show where they lead."""
    text = _BREAK.sub("\n", text)
    text = _LINK.sub(lambda found: found[2] if found[1] in found[2] else f"{found[2]}（{found[1]}）", text)
    return html.unescape(_TAG.sub("", text)).replace("｜", "／").replace("|", "／")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a notice, each once."""
    if is_empty(text):
        return ()
    parts = (part.strip() for part in _SENTENCE_END.split(plain_text(text)))
    return tuple(dict.fromkeys(part for part in parts if part and not is_empty(part)))


def how_and_notes(told: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which sentences say how to put it out, and which say what to beware of."""
    notes = tuple(each for each in told if _WARNING.search(each))
    return tuple(each for each in told if each not in notes), notes


def condition_in(told: tuple[str, ...]) -> str:
    """The sentence that says when a row applies rather than what to do; empty where none does."""
    for sentence in told:
        bare = sentence.rstrip("。").strip("（）() ")
        if len(bare) > LONGEST_CONDITION or _WARNING.search(bare) or _ANOTHER_MATTER.search(bare):
            continue
        if _CONDITION.search(bare) or (len(bare) <= 12 and not _INSTRUCTION.search(bare)):
            return bare
    return ""
