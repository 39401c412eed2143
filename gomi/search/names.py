"""What an item's name in a city's list can be called by.

Cities put alternatives, conditions and remarks into the name. A name gives its *forms*: the name
as it stands, its base without brackets, the alternatives inside it, and the qualifiers that the
brackets hold.

>>> forms("ビニールシート（レジャーシート、ブルーシート）")
Forms(bases=('ビニールシート',), others=('レジャーシート', 'ブルーシート'), qualifiers=())
>>> forms("シャンプー・リンスの容器").bases
('シャンプー・リンスの容器', 'シャンプーの容器', 'リンスの容器')
>>> forms("まな板（木製、プラスチック製とも）")
Forms(bases=('まな板',), others=(), qualifiers=('木製', 'プラスチック製とも'))
>>> forms("のこぎり（糸のこぎりを含む）").others
('糸のこぎり',)
"""

import re
from dataclasses import dataclass

BRACKETED = re.compile(r"[（(［\[【〔〈<＜「]([^）)］\]】〕〉>＞」]*)[）)］\]】〕〉>＞」]?")
BETWEEN = re.compile(r"[・/／、，,＝=]|または|もしくは")
LISTED = re.compile(r"[、，,・/／]|または|及び|および")
INCLUDED = re.compile(r"(など|等)?(を|も)?(含む|ふくむ|含みます)$|(など|等)$")
QUALIFIER = re.compile(
    r"(製|用|製品|式|型|入り|付き|つき|きれい|汚れ|もの|物|以上|以下|未満|超|cm|㎝|とも|のみ|だけ|除く|場合"
    r"|すべて|大|中|小|本体|等|ない|いる|した|を|は|も|で|に|が)$"
    r"|^(大型|小型|業務用|家庭用|自転車|電気|全て|使用済み|未使用|不要|その他)$|\d|[。※「」]"
)
LONGEST_OTHER = 14


@dataclass(frozen=True, slots=True)
class Forms:
    """The names an item goes by: bases first and likeliest, then others, then mere qualifiers."""

    bases: tuple[str, ...]
    others: tuple[str, ...]
    qualifiers: tuple[str, ...]


def forms(name: str) -> Forms:
    """Take a name apart. A name that is nothing but brackets is its own base."""
    inside = [part.strip() for text in BRACKETED.findall(name) for part in LISTED.split(text)]
    base = BRACKETED.sub("", name).strip() or name.strip()
    others: list[str] = []
    qualifiers: list[str] = []
    for part in filter(None, inside):
        plain = INCLUDED.sub("", part)
        (qualifiers if _is_qualifier(plain) else others).append(plain)
    return Forms(tuple(dict.fromkeys([base, *_alternatives(base)])), tuple(others), tuple(qualifiers))


def _is_qualifier(text: str) -> bool:
    return not text or len(text) > LONGEST_OTHER or QUALIFIER.search(text) is not None


def _alternatives(base: str) -> list[str]:
    """「A・BのC」 means AのC and BのC; 「A＝B」 and 「A・B」 mean either."""
    parts = [part.strip() for part in BETWEEN.split(base)]
    if len(parts) < 2 or not all(parts):
        return []
    if any(len(part) < 2 and not _is_kanji(part) for part in parts):
        return []
    _, of, tail = parts[-1].partition("の")
    if of and tail:
        return [part if "の" in part else f"{part}の{tail}" for part in parts]
    return parts


def _is_kanji(text: str) -> bool:
    return len(text) == 1 and "一" <= text <= "龥"
