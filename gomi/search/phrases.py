"""Hear the things in a message: noun phrases, what modifies what, and what is set aside.

>>> from gomi.search.reading import Reader
>>> heard = phrases(Reader().tokens("油で汚れた換気扇フィルターとスポンジを捨てたい"), frozenset())
>>> [(phrase.text, phrase.modifies_next, phrase.joins_next) for phrase in heard]
[('油', True, False), ('換気扇フィルター', False, True), ('スポンジ', False, False)]

In 「AのB」 the parts are A and B, and B is the thing. A phrase before a verb that leads straight
into the next noun (「手帳についてた|ボールペン」) modifies that noun. 「AじゃなくてB」 sets A aside.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from gomi.search.reading import Token

NOUN_LIKE = ("名詞", "接頭辞", "接尾辞", "記号")
JOINING = {"と", "や", "、", ",", "，", "・", "/", "／", "&", "＆", "とか", "及び", "および", "または", "か"}
DENIED = ("じゃなく", "ではなく", "でなく", "以外", "じゃない", "ではない", "でない")
SETTING_ASIDE = (*DENIED, "は別", "はともかく", "はさておき", "はいいとして")
REASON_CLAUSE = ("ので", "から", "けど", "けれど", "が、", "たら", "んだが")
DAMAGE = frozenset(
    ("壊れる", "切れる", "折れる", "取れる", "割れる", "外れる", "破れる", "故障", "欠ける", "付かない")
)
DESCRIBING = ("動詞", "形容詞", "助動詞", "形状詞")
TOPIC = ("を", "は", "って", "も", "だけ", "なんて", "なら")
ENDS_BEFORE_NOUN = ("た", "だ", "ない", "てる", "な")
ATTRIBUTES = ("サイズ", "大きさ", "丈", "色", "形")
SAYING = ("が", "も", "は")
NO_THING = ("別",)  # 「皿は別として」 sets the plate aside
ASKING_WHICH = ("どの", "どんな", "何の", "どういう")  # 「どの袋に入れますか」 asks about no bag
PLACE = ("に", "で", "から", "へ", "と一緒")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase: its parts (A, B of 「AのB」), and how it stands in the message.

    ``weight`` says how likely it is what is asked about: 3 topic or object, 2 plain, 1 a side
    clause or a place.
    """

    parts: tuple[str, ...]
    weight: int = 2
    set_aside: bool = False
    modifies_next: bool = False
    joins_next: bool = False
    verbs: tuple[str, ...] = ()
    damaged: bool = False
    """「AのBが壊れた」: it is A that is thrown away."""
    described: str = ""
    """What is said right before it: 割れた in 「割れた瓶」."""

    @property
    def text(self) -> str:
        """The phrase as it was said."""
        return "の".join(self.parts)


def phrases(tokens: list[Token], noise: Set[str]) -> list[Phrase]:
    """Every noun phrase of a message in order, those made of ``noise`` words left out."""
    runs = _joined_by_of(list(_runs(tokens)), noise)
    heard = []
    for number, (parts, glue) in enumerate(runs):
        if parts:
            followed = any(later for later, _ in runs[number + 1 :])
            before = runs[number - 1][1] if number else []
            if before and before[-1].text in ASKING_WHICH:
                continue
            heard.append(replace(_phrase(parts, glue, followed), described=_description(before)))
    return heard


def _description(glue: list[Token]) -> str:
    """The verb or adjective that stands right before a noun: 割れた in 「皿が割れた瓶」."""
    ending = takewhile(lambda token: token.pos in DESCRIBING, reversed(glue))
    return "".join(token.text for token in reversed(list(ending)))


def _runs(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Nouns that stand together, each with the words up to the next noun."""
    noun = ""
    groups = [(is_noun, list(group)) for is_noun, group in groupby(tokens, _is_noun)]
    for place, (is_noun, group) in enumerate(groups):
        text = "".join(token.text for token in group)
        if is_noun and place + 1 < len(groups):
            text = "".join(token.text for token in _the_thing(group, groups[place + 1][1]))
        if is_noun and any(token.pos not in ("接頭辞", "接尾辞") for token in group):
            if noun:
                yield noun, []
            noun = text
        else:
            yield noun, group
            noun = ""
    if noun:
        yield noun, []


def _the_thing(nouns: list[Token], glue: list[Token]) -> list[Token]:
    """The nouns without what is done to the thing (タイヤ交換した) or said of it (靴サイズ合わない)."""
    done = nouns[-1].action and glue[0].lemma in ("する", "できる")
    said = nouns[-1].text in ATTRIBUTES and (glue[0].text in SAYING or glue[0].pos in DESCRIBING)
    return nouns[:-1] if len(nouns) > 1 and (done or said) else nouns


def _is_noun(token: Token) -> bool:
    return token.pos in NOUN_LIKE and token.text not in NO_THING


def _joined_by_of(
    runs: list[tuple[str, list[Token]]], noise: Set[str]
) -> list[tuple[tuple[str, ...], list[Token]]]:
    """Bring 「A の B」 together; noise parts fall away (「鍋の捨て方」 is 鍋)."""
    joined: list[tuple[tuple[str, ...], list[Token]]] = []
    parts: list[str] = []
    for noun, glue in runs:
        if noun and noun not in noise:
            parts.append(noun)
        elif noun and not parts and len(glue) == 1 and glue[0].text == "の":
            continue
        if _means_of(glue) or (noun and noun not in noise and not glue):
            continue
        joined.append((tuple(parts), glue))
        parts = []
    if parts:
        joined.append((tuple(parts), []))
    return joined


def _means_of(glue: list[Token]) -> bool:
    """「AのB」, and 「Aの透明のB」 too: what only describes B does not part them."""
    return (
        bool(glue)
        and glue[0].text == "の"
        and glue[-1].text in ("の", "な")
        and all(token.pos in ("形状詞", "形容詞") for token in glue[1:-1])
    )


def _phrase(parts: tuple[str, ...], glue: list[Token], followed: bool) -> Phrase:
    said = "".join(token.text for token in glue)
    aside = said.startswith(SETTING_ASIDE)
    return Phrase(
        parts,
        weight=_weight(said, followed),
        set_aside=aside,
        modifies_next=followed and not aside and _leads_into_noun(glue),
        damaged=said.startswith("が") and any(token.normal in DAMAGE for token in glue),
        verbs=tuple(token.normal for token in glue if token.pos == "動詞"),
        joins_next=followed and (said.strip() in JOINING or (bool(said) and not said.strip())),
    )


def _leads_into_noun(glue: list[Token]) -> bool:
    """Whether the words between end in a verb, adjective or 「だけの」 that describes the next noun."""
    if len(glue) < 2:
        return False
    last = glue[-1]
    if last.pos in ("動詞", "形容詞") or (last.pos == "助動詞" and last.text in ENDS_BEFORE_NOUN):
        return not any(token.pos in ("補助記号", "空白") for token in glue)
    return last.text == "の" and len(glue) > 1


def _weight(said: str, followed: bool) -> int:
    if any(mark in said for mark in REASON_CLAUSE) and (followed or said.startswith("が")):
        return 1
    if said.startswith(PLACE):
        return 1
    return 3 if said.startswith(TOPIC) else 2
