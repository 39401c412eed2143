"""Names as cities write them, taken apart."""

import pytest

from gomi.search.names import forms

CASES = [
    ("傘", ("傘",), (), ()),
    ("PETボトル(ペットボトル)", ("PETボトル",), ("ペットボトル",), ()),
    ("鍋（テフロン加工、ホウロウ鍋含む）", ("鍋",), ("テフロン加工", "ホウロウ鍋"), ()),
    ("合羽（ビニール製）", ("合羽",), (), ("ビニール製",)),
    ("クレパス＝クレヨン", ("クレパス＝クレヨン", "クレパス", "クレヨン"), (), ()),
    ("シャンプー・リンスの容器", ("シャンプー・リンスの容器", "シャンプーの容器", "リンスの容器"), (), ()),
    ("ござ（小さく切ったもの）", ("ござ",), (), ("小さく切ったもの",)),
    ("（紙製）", ("（紙製）",), (), ("紙製",)),
    ("ＣＤ・ＤＶＤ", ("ＣＤ・ＤＶＤ", "ＣＤ", "ＤＶＤ"), (), ()),
    ("タンス（高さ30cm以上）", ("タンス",), (), ("高さ30cm以上",)),
    ("敷物（ござ・むしろを除く）", ("敷物",), (), ("ござを除く", "むしろを除く")),
    ("下駄（桐・竹製以外）", ("下駄",), (), ("桐以外", "竹製以外")),
    ("壺（梅干し用・白色以外）", ("壺",), (), ("梅干し用", "白色以外")),
    ("箱（紙・紙以外）", ("箱",), (), ("紙", "紙以外")),
    ("玩具（木製、こけし、だるまなど）", ("玩具",), ("こけし", "だるま"), ("木製",)),
    ("ひも（麻・綿製など）", ("ひも",), (), ("麻", "綿製など")),
]


@pytest.mark.parametrize(("name", "bases", "others", "qualifiers"), CASES, ids=[case[0] for case in CASES])
def test_a_name_gives_its_bases_its_alternatives_and_its_qualifiers(name, bases, others, qualifiers):
    taken = forms(name)

    assert (taken.bases, taken.others, taken.qualifiers) == (bases, others, qualifiers)
