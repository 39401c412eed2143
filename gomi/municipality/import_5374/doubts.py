"""Which item names are no names: only a qualifier, or damaged by a replacement or an encoding.

>>> doubt_about("その他の材質")
'名前が素材や条件だけです'
>>> doubt_about("メートルＤプレーヤー")
'一括置き換えで壊れた名前のようです'
>>> doubt_about("木製家具")
''
"""

import re

MATERIALS = (
    "紙|木|革|皮|皮革|布|綿|竹|石|金属|鉄|アルミ|アルミニウム|ステンレス|スチール|銅|プラスチック|プラ|ビニール|ゴム|ガラス|陶器"
    "|陶磁器|磁器|せともの|発泡スチロール|樹脂|合成樹脂|シリコン|シリコーン|ナイロン|化繊|毛|ウール"
)
_LIST = rf"(?:{MATERIALS})(?:[・、,／/や](?:{MATERIALS}))*"
_QUALIFIER = re.compile(
    rf"^[（(]?(?:{_LIST}製?(?:品)?(?:以外)?(?:の)?(?:もの|物)|{_LIST}製(?:品)?以外|{_LIST}製"
    r"|その他(?:の)?(?:材質|素材|もの|物)?|(?:上記|それ|これ)以外(?:の)?(?:もの|物)?"
    r"|[^（(\s]+(?:されて|して)い?(?:ない|る)もの|[^（(\s]+(?:が|を)(?:付い|つい|入っ|含)[^（(\s]*もの"
    r"|(?:長さ|直径|一辺|最大辺)?\s*\d+\s*(?:cm|ｃｍ|㎝|センチ|m|メートル)(?:以上|以下|未満|超)(?:のもの)?"
    r"|大|中|小|大きいもの|小さいもの|汚れたもの|汚れているもの)[）)]?$"
)
_REPLACED = re.compile(
    r"(?<![0-9０-９.．一二三四五六七八九十百数])(?:メートル|グラム|センチ|リットル|キロ)(?=[A-ZＡ-Ｚa-zａ-ｚ])"
)
LOST = "〓"
"""Stands for a character that the source has lost."""

_LOST_CHARACTER = re.compile(rf"[0-9０-９][?？][0-9０-９]|{LOST}")
_NOTHING = re.compile(r"^[\W_]*$")


def is_no_name(name: str) -> bool:
    """Whether a cell holds nothing a thing could be called by."""
    return bool(_NOTHING.match(name)) or name.startswith(("<<<<<<<", ">>>>>>>", "======="))


def doubt_about(name: str) -> str:
    """Why an item should stay out of the answers; empty for a real name, odd or not."""
    if _QUALIFIER.match(name):
        return "名前が素材や条件だけです"
    if _REPLACED.search(name):
        return "一括置き換えで壊れた名前のようです"
    if LOST in name and len(name.replace(LOST, "")) < 3:
        return "文字化けした名前です"
    return ""


def has_lost_character(name: str) -> bool:
    """Whether a character of the name was lost, though the name can still be understood."""
    return bool(_LOST_CHARACTER.search(name))
