"""What an item's name in a city's list can be called by.

Cities put alternatives, conditions and remarks into the name. A name gives its *forms*: its bases
without brackets, the alternatives inside it, and the qualifiers that brackets or a blank set off.

>>> forms("ビニールシート（レジャーシート、ブルーシート）")
Forms(bases=('ビニールシート',), others=('レジャーシート', 'ブルーシート'), qualifiers=())
>>> forms("シャンプー・リンスの容器").bases
('シャンプー・リンスの容器', 'シャンプーの容器', 'リンスの容器')
>>> forms("まな板（木製、プラスチック製とも）")
Forms(bases=('まな板',), others=(), qualifiers=('木製', 'プラスチック製とも'))
>>> forms("座布団 綿入り")
Forms(bases=('座布団',), others=(), qualifiers=('綿入り',))
>>> forms("汚れた紙（ピザやケーキの箱）").others
('ピザの箱', 'ケーキの箱')
>>> forms("蛍光管･蛍光球").bases[1:]
('蛍光管', '蛍光球')
>>> forms("ヨーグルト等の容器・ふた").bases[1]
'ヨーグルトの容器'
>>> forms("布類（じゅうたん・布団を除く）").others
()
"""

import re
from dataclasses import dataclass

BRACKETED = re.compile(r"[（(［\[【〔〈<＜「]([^）)］\]】〕〉>＞」]*)[）)］\]】〕〉>＞」]?")
REMARK = re.compile(r"[※＊*].*$|(自己搬入|直接搬入|持ち込み)(のみ|可|不可)?$")
AND_OTHERS = re.compile(r"(など|等)の")
BLANK = re.compile(r"[\s\u3000\u00a0]+")
BETWEEN = re.compile(r"[・/／、，,＝=]|または|もしくは")
LISTED = re.compile(r"[、，,・/／]|または|及び|および")
SHARED_OF = re.compile(r"([^やの]+)や([^やの]+)の([^の]+)")
INCLUDED = re.compile(r"(など|等)?(を|も)?(含む|ふくむ|含みます)$|(など|等)$")
MEMBERS = re.compile(r"(など|等)$")
QUALIFIER = re.compile(
    r"(製|用|製品|式|型|入り|付き|つき|きれい|汚れ|もの|物|以上|以下|未満|超|cm|㎝|とも|のみ|だけ|除く|場合"
    r"|すべて|大|中|小|本体|等|ない|いる|した|以外|を|は|も|で|に|が)$"
    r"|^(大型|小型|業務用|家庭用|自転車|電気|全て|使用済み|未使用|不要|その他|プラスチック|金属|アルミ|ガラス|陶器|革|布|紙|木|ゴム)$"
    r"|\d|[。※「」]"
)
EXCLUDES = re.compile(r"(除く|除きます|以外|のぞく)[^、]*$")
EXCLUDING = re.compile(r"[をは]?(除く|除きます|のぞく)$|以外$")
SORT = re.compile(r"(製|用|式|型|入り|付き|つき|もの)$|\d")
JAPANESE = re.compile(r"[ぁ-ヶ一-龥]")
LONGEST_OTHER = 14


@dataclass(frozen=True, slots=True)
class Forms:
    """The names an item goes by: bases first and likeliest, then others, then mere qualifiers."""

    bases: tuple[str, ...]
    others: tuple[str, ...]
    qualifiers: tuple[str, ...]


def forms(name: str) -> Forms:
    """Take a name apart. A name that is nothing but brackets is its own base."""
    name = name.replace("･", "・")
    outside = REMARK.sub("", BRACKETED.sub(" ", name)).strip()
    base, set_off = _at_blank(AND_OTHERS.sub("の", outside or name.strip()))
    others: list[str] = []
    qualifiers: list[str] = [*set_off]
    for inside in BRACKETED.findall(name):
        alternatives = _alternatives_inside(inside)
        others.extend(alternatives)
        qualifiers.extend(part for part in _listed(inside) if not alternatives or _is_condition(part))
    return Forms(tuple(dict.fromkeys([base, *_alternatives(base)])), tuple(others), tuple(qualifiers))


def _at_blank(text: str) -> tuple[str, list[str]]:
    """「座布団 綿入り」 is 座布団 with a qualifier; Latin words keep their blanks."""
    first, *rest = BLANK.split(text)
    return (first, rest) if rest and JAPANESE.search(first) else (text, [])


def _listed(inside: str) -> list[str]:
    """The parts of a bracket; what it excludes at its end holds for all of that sort (布団・毛布を除く).

    「食品・食品以外」 names both, and 「酒用・茶色以外」 is for sake.
    """
    parts = [part.strip() for part in LISTED.split(inside) if part.strip()]
    ending = EXCLUDING.search(parts[-1]) if len(parts) > 1 else None
    if ending is None or (stem := parts[-1].removesuffix(ending[0])) in parts:
        return parts
    return [part + ending[0] if _is_of_a_sort(part, stem) else part for part in parts[:-1]] + parts[-1:]


def _is_of_a_sort(part: str, last: str) -> bool:
    """Whether a part is excluded with the last: both 製, or one that says no such thing (布・革製以外)."""
    mine, its = SORT.search(part), SORT.search(last)
    return not EXCLUDES.search(part) and (mine is None or (its is not None and mine[0] == its[0]))


def _alternatives_inside(inside: str) -> list[str]:
    """The names a bracket lists; none where it excludes, or where one of its parts is a condition.

    What ends in a name and など lists members, whatever conditions stand beside them (木製、こけしなど).
    """
    parts = [INCLUDED.sub("", each) for part in _listed(inside) for each in _shared_of(part)]
    if not parts or EXCLUDES.search(inside):
        return []
    names = [part for part in parts if not _is_qualifier(part)]
    members = MEMBERS.search(inside) and parts[-1] in names
    return names if members or len(names) == len(parts) else []


def _is_condition(part: str) -> bool:
    return _is_qualifier(INCLUDED.sub("", part))


def _shared_of(part: str) -> list[str]:
    """「ピザやケーキの箱」 is ピザの箱 and ケーキの箱."""
    both = SHARED_OF.fullmatch(part)
    return [f"{both[1]}の{both[3]}", f"{both[2]}の{both[3]}"] if both else [part]


def _is_qualifier(text: str) -> bool:
    return len(text) < 2 or len(text) > LONGEST_OTHER or QUALIFIER.search(text) is not None


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
