"""Guides are read from Markdown into a few kinds of block; whatever else stands there is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import Complaints, Level
from gomi.municipality.guides import Bullets, Guide, Heading, Linked, Paragraph, Picture, Steps, Video
from gomi.municipality.guides_fields import LAST, read_seconds
from gomi.municipality.guides_links import secure_address
from gomi.municipality.guides_read import MOST_BYTES, read_guides
from gomi.municipality.names import Names

NAMES = {
    "categories": Names([("pet", "ペットボトル"), ("can", "缶"), ("burn", "燃やすごみ")]),
    "items": Names([("petto", "ペットボトル"), ("futa", "ペットボトルのふた"), ("men", "麺、つゆ")]),
}
ASIDE = {
    "guides/plastic.md": "# プラスチック\n\n洗います。\n".encode(),
    "guides/pet.svg": b"",
    "guides/図.png": b"",
}
WHOLE = """---
順: 10
区分: ペットボトル、can
品目: ペットボトル、麺、つゆ
用件: 引っ越し、カラス
動画: https://video.example/mihon/pet-bottle
動画の題: つぶし方
動画の長さ: 1分40秒
字幕: 日本語、English
---
# ペットボトルの**出し方**

ふたとラベルを外し、
中をすすぎます。

![三つに分けた絵](pet.svg)

1. 中を空にします。
2. [プラスチック](guide:plastic)も見ます。

## 出せないもの

* 油の容器
* 洗剤の容器

くわしくは[市のページ](https://mihon.example/a?b=1&c=2)へ。

## 動画の文字起こし

（ふたをひねる）「ふたを外します。」
"""


def read(text, files=ASIDE):
    """Every guide and every complaint of a folder with this page and a few files beside it."""
    complaints = Complaints()
    content = text if isinstance(text, bytes) else text.encode()
    guides = read_guides({**files, "guides/page.md": content}, NAMES, complaints)
    return {guide.id: guide for guide in guides}, [
        each for each in complaints.all() if each.file.endswith("page.md")
    ]


def page(body, head=""):
    """A good page with this below its lead."""
    return f"---\n{head}\n---\n# 題\n\n初めの文です。\n\n{body}\n"


def told(body, head=""):
    """The blocks of a page with this in it, and the kinds of complaint about it."""
    guides, complaints = read(page(body, head))
    assert all(each.level is Level.DOUBT and each.line and each.problem for each in complaints)
    assert all(each.way for each in complaints)
    return guides["page"].blocks, [each.kind for each in complaints]


def test_a_whole_page_is_read_and_nothing_is_said():
    guides, complaints = read(WHOLE)

    assert complaints == []
    assert guides["page"] == Guide(
        id="page",
        title="ペットボトルの出し方",
        lead="ふたとラベルを外し、中をすすぎます。",
        blocks=(
            Picture("pet.svg", "三つに分けた絵"),
            Steps((("中を空にします。",), (Linked("プラスチック", "guide:plastic"), "も見ます。"))),
            Heading("出せないもの"),
            Bullets((("油の容器",), ("洗剤の容器",))),
            Paragraph(
                ("くわしくは", Linked("市のページ", "https://mihon.example/a?b=1&c=2"), "へ。"),
            ),
        ),
        categories=("pet", "can"),
        items=("petto", "men"),
        topics=("引っ越し", "カラス"),
        video=Video(
            "https://video.example/mihon/pet-bottle",
            "つぶし方",
            100,
            ("日本語", "English"),
            (Paragraph(("（ふたをひねる）「ふたを外します。」",)),),
        ),
        order=10,
    )


def test_the_head_may_be_missing_and_what_it_would_say_is_empty():
    guides, complaints = read("# 題\n\n文です。\n")

    assert complaints == []
    assert guides["page"] == Guide("page", "題", "文です。", (), order=LAST)


@pytest.mark.parametrize(
    "head",
    [
        "順： １０\n区分： ペットボトル",
        "order: 10\ncategories: pet",
        '順:10\n\n区分: "ペットボトル"',
        "順 : 10\n  区分 :ペットボトル",
    ],
)
def test_the_head_is_read_as_people_write_it(head):
    guides, complaints = read(page("", head))

    assert complaints == []
    assert (guides["page"].order, guides["page"].categories) == (10, ("pet",))


@pytest.mark.parametrize("content", [WHOLE.encode("utf-8-sig"), WHOLE.encode("cp932")])
def test_a_page_is_read_with_a_bom_and_in_cp932(content):
    assert read(content) == read(WHOLE)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_machine(ends):
    assert read(WHOLE.replace("\n", ends)) == read(WHOLE)


def test_guides_come_in_their_order_then_in_that_of_their_files():
    files = {
        "guides/a.md": "# あ\n\nい",
        "guides/b.md": "---\n順: 20\n---\n# あ\n\nい",
        "guides/c.md": "---\n順: 3\n---\n# あ\n\nい",
        "guides/0.md": "# あ\n\nい",
        "guides/deep/d.md": "# あ\n\nい",
        "notes.md": "# あ\n\nい",
    }

    found = read_guides({name: text.encode() for name, text in files.items()}, NAMES, Complaints())

    assert [guide.id for guide in found] == ["c", "b", "0", "a"]


def test_a_file_that_is_nearly_called_a_guide_is_told():
    complaints = Complaints("machi")

    assert read_guides({"guides/a.MD": "# あ\n\nい".encode()}, NAMES, complaints) == ()
    assert [(each.kind, each.file) for each in complaints.all()] == [("guide-name", "machi/guides/a.MD")]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1分40秒", 100),
        ("100秒", 100),
        ("1:40", 100),
        ("１：４０", 100),
        ("2分", 120),
        ("1時間2分3秒", 3723),
        ("1:02:03", 3723),
        (" 1 分 40 秒 ", 100),
        ("0:45", 45),
    ],
)
def test_the_length_of_a_film_is_read(said, seconds):
    assert read_seconds(said) == seconds


@pytest.mark.parametrize("said", ["", "100", "1:60", "2分くらい", "長い", "0秒", "-1分", "1.5分", "1:2:3"])
def test_what_is_no_length_is_refused(said):
    with pytest.raises(Unreadable):
        read_seconds(said)


@pytest.mark.parametrize(
    ("head", "kind", "line", "column", "said"),
    [
        ("順: いち", "guide-order", 2, "順", "いち"),
        ("区分: ペット", "guide-reference", 2, "区分", "もしかして「ペットボトル」"),
        ("区分: 缶、鉄", "guide-reference", 2, "区分", "区分「鉄」は categories.csv にない"),
        ("品目: ふた", "guide-reference", 2, "品目", "品目「ふた」は items.csv にない"),
        ("くぶん: 缶", "guide-head-unknown", 2, "くぶん", "「くぶん」は案内の見出し書きにない"),
        ("区 分: 缶", "guide-head-unknown", 2, "区 分", "もしかして「区分」"),
        ("缶", "guide-head-line", 2, "", "「缶」は「名前: 値」の形ではない"),
        ("順: 1\n順: 2", "guide-head-twice", 3, "順", "「順」が2つあります。2 行目だけ"),
        ("動画: http://video.example/a", "guide-video", 2, "動画", "https: のアドレスではない"),
        ("動画: video.example", "guide-video", 2, "動画", "https: のアドレスではない"),
        ("動画の長さ: 1分", "guide-video", 2, "動画の長さ", "「動画」がありません"),
    ],
)
def test_what_is_wrong_in_the_head_is_said_with_a_way_and_the_page_stays(head, kind, line, column, said):
    guides, (complaint,) = read(page("つぎの文です。", head))

    assert (complaint.level, complaint.kind) == (Level.DOUBT, kind)
    assert (complaint.line, complaint.column) == (line, column)
    assert said in f"{complaint.problem}。{complaint.way}"
    assert guides["page"].blocks == (Paragraph(("つぎの文です。",)),)
    assert guides["page"].video is None


def test_names_that_are_known_stay_beside_those_that_are_not():
    guides, _ = read(page("", "区分: 鉄、缶、ペットボトル"))

    assert guides["page"].categories == ("can", "pet")


def test_a_film_keeps_its_place_when_its_length_cannot_be_read():
    guides, complaints = read(
        page("## 動画の文字起こし\n\n言葉。", "動画: https://v.example/a\n動画の長さ: 長い")
    )

    assert [each.kind for each in complaints] == ["guide-video-length"]
    assert guides["page"].video == Video("https://v.example/a", "題", None, (), (Paragraph(("言葉。",)),))


def test_a_film_without_its_words_is_told():
    guides, complaints = read(page("文。", "動画: https://v.example/a"))

    assert [each.kind for each in complaints] == ["guide-transcript"]
    assert guides["page"].video is not None


def test_the_words_of_a_film_that_is_not_there_are_shown_as_text():
    blocks, kinds = told("## 動画の文字起こし\n\n言葉。")

    assert kinds == ["guide-transcript"]
    assert blocks == (Heading("動画の文字起こし"), Paragraph(("言葉。",)))


def test_a_head_that_is_not_closed_is_read_up_to_the_title():
    guides, (complaint,) = read("---\n順: 3\n# 題\n\n文です。\n")

    assert (complaint.kind, complaint.line) == ("guide-head-open", 1)
    assert (guides["page"].order, guides["page"].title, guides["page"].lead) == (3, "題", "文です。")


@pytest.mark.parametrize(
    ("body", "kind", "blocks"),
    [
        ("<div>箱</div>", "guide-html", ()),
        ("前<b>文</b>後", "guide-html", (Paragraph(("前文後",)),)),
        ("前<script>alert(1)</script>後", "guide-html", (Paragraph(("前後",)),)),
        ("前<script>alert(1)", "guide-html", (Paragraph(("前",)),)),
        ("<!-- 覚え書き -->", "guide-html", ()),
        ("<iframe src='https://x.example'></iframe>", "guide-html", ()),
        ("```\ncode\n```", "guide-code", ()),
        ("    字下げ", "guide-code", ()),
        ("|a|b|\n|-|-|\n|1|2|", "guide-table", ()),
        ("***", "guide-line", ()),
        ("> 引用です。", "guide-quote", (Paragraph(("引用です。",)),)),
        ("#### 深い見出し", "guide-heading", (Heading("深い見出し"),)),
        ("## [見出し](guide:plastic)", "guide-heading", (Heading("見出し"),)),
        ("# もう一つの題", "guide-title-twice", (Heading("もう一つの題"),)),
        ("* 一\n  * 二\n* 三", "guide-list", (Bullets((("一",), ("二",), ("三",))),)),
        ("[x](http://x.example)", "guide-link", (Paragraph(("x",)),)),
        ("[x](javascript:alert(1))", "guide-link", (Paragraph(("x",)),)),
        ("[x](//x.example)", "guide-link", (Paragraph(("x",)),)),
        ("[x](page.md)", "guide-link", (Paragraph(("x",)),)),
        ("[x](guide:nowhere)", "guide-link", (Paragraph(("x",)),)),
        ("[ ](https://x.example)", "guide-link", ()),
        ("<https://x.example>", "guide-link", (Paragraph(("https://x.example",)),)),
        ('[x](https://x.example "題")', "guide-title", (Paragraph((Linked("x", "https://x.example"),)),)),
        ("![絵](https://x.example/a.png)", "guide-picture", ()),
        ("![絵](data:image/png;base64,AAAA)", "guide-picture", ()),
        ("![絵](../pet.svg)", "guide-picture", ()),
        ("![絵](nai.svg)", "guide-picture", ()),
        ("![](pet.svg)", "guide-picture-alt", ()),
        ("![<b>絵</b>](pet.svg)", "guide-html", (Picture("pet.svg", "絵"),)),
        ("文。![絵](pet.svg)", "guide-picture-place", (Paragraph(("文。",)), Picture("pet.svg", "絵"))),
        (
            "1. 文。\n   ![絵](pet.svg)",
            "guide-picture-place",
            (Steps((("文。",),)), Picture("pet.svg", "絵")),
        ),
    ],
)
def test_what_may_not_stand_there_is_said_and_the_rest_stays(body, kind, blocks):
    assert told(f"前の文。\n\n{body}\n\n後の文。") == (
        (Paragraph(("前の文。",)), *blocks, Paragraph(("後の文。",))),
        [kind],
    )


def test_a_complaint_names_the_line_and_what_was_read():
    _, (complaint,) = read("# 題\n\n一行目の\n二行目の[x](ftp://x.example)\n")

    assert (complaint.line, complaint.read) == (4, "ftp://x.example")
    assert complaint.problem.startswith("リンク先「ftp://x.example」は使えません")


def test_emphasis_and_small_code_are_plain_words():
    assert told("**太い**_文字_と`記号`&amp;") == ((Paragraph(("太い_文字_と記号&",)),), [])


def test_lines_are_joined_without_a_blank_beside_japanese():
    assert told("一行目、\n二行目。")[0] == (Paragraph(("一行目、二行目。",)),)
    assert told("one\ntwo")[0] == (Paragraph(("one two",)),)


def test_steps_go_on_counting_behind_a_picture():
    guides, complaints = read(page("1. 一\n2. 二\n\n![絵](pet.svg)\n\n3. 三\n\n## 別\n\n1. 他"))

    assert complaints == []
    assert [block.start for block in guides["page"].blocks if isinstance(block, Steps)] == [1, 3, 1]
    assert guides["page"].steps == (("一",), ("二",), ("三",))


@pytest.mark.parametrize("file", ["図.png", "%E5%9B%B3.png", "./図.png", "<図.png>"])
def test_a_picture_is_found_by_its_name_however_it_is_written(file):
    assert told(f"![絵]({file})") == ((Picture("図.png", "絵"),), [])


def test_a_picture_may_be_told_over_two_lines_and_with_emphasis():
    assert told("![ふたと\n*ラベル*の絵](pet.svg)") == ((Picture("pet.svg", "ふたとラベルの絵"),), [])


def test_links_may_be_defined_below():
    assert told("[市][1]\n\n[1]: https://mihon.example/ごみ") == (
        (Paragraph((Linked("市", "https://mihon.example/%E3%81%94%E3%81%BF"),)),),
        [],
    )


def test_a_page_without_a_title_is_called_by_its_first_heading():
    guides, (complaint,) = read("## 見出し\n\n文です。\n")

    assert (complaint.level, complaint.kind, complaint.line) == (Level.DOUBT, "guide-title-missing", 1)
    assert (guides["page"].title, guides["page"].lead) == ("見出し", "文です。")


def test_a_page_without_a_lead_is_shown_without():
    guides, (complaint,) = read("# 題\n\n1. 一\n")

    assert (complaint.level, complaint.kind, complaint.line) == (Level.DOUBT, "guide-lead", 3)
    assert (guides["page"].lead, guides["page"].blocks) == ("", (Steps((("一",),)),))


def test_a_lead_below_a_picture_is_the_lead():
    guides, complaints = read("# 題\n\n![絵](pet.svg)\n\n文です。\n")

    assert complaints == []
    assert (guides["page"].lead, guides["page"].blocks) == ("文です。", (Picture("pet.svg", "絵"),))


def test_a_link_in_the_lead_is_left_as_words():
    guides, (complaint,) = read("# 題\n\n[市](https://mihon.example)へ。\n")

    assert complaint.kind == "guide-lead"
    assert guides["page"].lead == "市へ。"


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        (b"", "guide-title-missing", 0),
        ("文だけです。".encode(), "guide-title-missing", 0),
        ("# 題\n".encode(), "guide-empty", 1),
        ("# 題\n\n<div>箱</div>\n".encode(), "guide-empty", 1),
        ("# 題\n\n".encode() + b"\xff\xfe\xfd", "encoding", 3),
        (b"# a\n\nb\0c", "nul", 3),
        (b"# a\n\n" + b"x" * MOST_BYTES, "guide-too-long", 0),
    ],
)
def test_a_page_that_cannot_be_shown_at_all_is_an_error_and_the_others_are_read(content, kind, line):
    guides, complaints = read(content)

    errors = [each for each in complaints if each.level is Level.ERROR]
    assert [(each.kind, each.line) for each in errors] == [(kind, line)]
    assert all(each.way for each in errors)
    assert list(guides) == ["plastic"]


def test_garbled_words_are_told():
    _, complaints = read("# 題\n\n縺繧\n")

    assert [(each.kind, each.line) for each in complaints] == [("garbled", 3)]


@pytest.mark.parametrize(
    "address",
    [
        *("http://x.example", "//x.example", "https:x.example", "https://", "https:///a", ""),
        *("https://a@x.example/", "https://x.example:0/", "https://x.example:port/", "https://[::1"),
        *("https://x.example/a b", "https://x.example/\\a", 'https://x.example/"', "https://x.example\n/"),
        *("javascript:alert(1)", "data:text/html,x", "HTTP://x.example", "https://x.example/" + "a" * 1000),
    ],
)
def test_an_address_that_is_not_plainly_of_https_is_none(address):
    assert secure_address(address) is None


def test_an_address_of_https_is_written_as_programs_read_it():
    assert secure_address("HTTPS://ごみ.example/出し方?q=缶#a") == (
        "https://xn--38j9d.example/%E5%87%BA%E3%81%97%E6%96%B9?q=%E7%BC%B6#a"
    )


PIECES = st.sampled_from(
    [
        *("# ", "## ", "1. ", "3) ", "* ", "> ", "    ", "\t", "\n", "\n\n", "\r", "\u2028", "\u3000"),
        *("[", "![", "](", ")", "pet.svg", ' "t"', "[a]: ", "<https://x.example>", "https://a.example"),
        *("javascript:x", "guide:plastic", "&#106;", "&lt;", "&nbsp;", "\\", "`", "**", "_", "ごみ"),
        *("<b>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<?", "```", "|a|b|\n|-|-|\n"),
        *("---\n", "===\n", "区分: 缶\n"),
    ]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


def parts_of(block):
    match block:
        case Heading(text) | Picture(_, text):
            return [text]
        case Paragraph(parts):
            return list(parts)
        case Steps(points) | Bullets(points):
            assert points
            return [part for point in points for part in point]
    raise AssertionError(block)


@given(MARKDOWN, MARKDOWN)
def test_whatever_is_written_only_the_few_blocks_come_of_it(head, body):
    guides, complaints = read(f"---\n{head}\n---\n{body}")

    assert "page" in guides or any(each.level is Level.ERROR for each in complaints)
    for guide in guides.values():
        assert guide.title
        assert isinstance(guide.lead, str)
        video = guide.video.transcript if guide.video else ()
        for part in [part for block in (*guide.blocks, *video) for part in parts_of(block)]:
            assert part
            if isinstance(part, Linked):
                assert part.text
                assert re.match("https://[^/@]+|guide:(page|plastic)$", part.target)
            else:
                assert part == part.strip()


@given(MARKDOWN)
def test_reading_twice_says_the_same(text):
    assert read(text) == read(text)
