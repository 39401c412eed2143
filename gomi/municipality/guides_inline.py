"""Read running text of a guide: its words, its links, and any picture that stands among them.

Emphasis is left as plain words. What may not stand there is left out and said.

>>> one_line("中を空に\\nします。"), one_line("the city\\nof Mihon")
('中を空にします。', 'the city of Mihon')
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.guides import Inline, Linked, Picture
from gomi.municipality.guides_links import target

BREAKS = ("softbreak", "hardbreak")
WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
BREAK_BESIDE_JAPANESE = re.compile(rf"(?<={WIDE}) ?\n ?| ?\n ?(?={WIDE})")
BREAK = re.compile(r" ?\n ?")
BLANKS = re.compile(r"[ \t]+")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
LEFT_OUT_WITH_THEIR_TEXT = ("script", "style", "iframe", "object", "svg", "template", "textarea", "title")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def one_line(text: str) -> str:
    """Lines joined as they are read: with no blank beside Japanese, else with one."""
    return BREAK.sub(" ", BREAK_BESIDE_JAPANESE.sub("", BLANKS.sub(" ", text))).strip()


@dataclass(slots=True)
class Running:
    """What was read: words and links in their order, and the pictures among them."""

    parts: list[Inline] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(slots=True)
class _Place:
    """How far the reading of one text has come."""

    line: int
    parts: list[Inline] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    link: str = ""
    """Where the link leads that is open."""
    left_out: str = ""
    """The element whose text is left out, as long as it is open."""
    tags: set[str] = field(default_factory=set)
    """The elements complained of so far: what closes them is not."""

    def finish(self) -> None:
        """Put the words gathered so far behind what is there already."""
        text = "".join(self.words)
        self.words.clear()
        if self.link and one_line(text):
            self.parts.append(Linked(one_line(text), self.link))
        elif text:
            self.parts.append(text)


class InlineReader:
    """Reads running text, knowing which guides and pictures there are."""

    def __init__(
        self, file: str, guides: Collection[str], pictures: Collection[str], complaints: Complaints
    ) -> None:
        self._file, self._complaints = file, complaints
        self._guides, self._pictures = guides, pictures

    def read(self, token: Token) -> Running:
        """The running text of one paragraph, heading or point."""
        place = _Place((token.map or [0])[0] + 1)
        for child in token.children or ():
            self._take(child, place)
        place.finish()
        return Running(_merged(place.parts), place.pictures)

    def _take(self, child: Token, place: _Place) -> None:
        match child.type:
            case "html_inline":
                self._html(child, place)
            case "softbreak" | "hardbreak":
                place.words.append("\n")
                place.line += 1
            case "link_close":
                self._end_link(place)
            case _ if place.left_out:
                pass
            case "link_open":
                place.finish()
                place.link = self._target(child, place.line)
            case "image":
                place.pictures += self._picture(child, place.line)
                place.words += [_words(child.children or ())] if place.link else []
            case _:
                place.words.append(child.content)

    def _end_link(self, place: _Place) -> None:
        if place.link and not one_line("".join(place.words)):
            way = "[ ] の中に文字を書いてください"
            self._doubt("guide-link", place.line, place.link, "文字のないリンクを外しました", way)
        place.finish()
        place.link = ""

    def _target(self, child: Token, line: int) -> str:
        """Where a link leads; empty for one whose words alone are kept."""
        href = str(child.attrs.get("href", ""))
        if child.markup == "autolink":
            problem = f"「<{shortened(href)}>」はリンクにせず、文字だけを残しました"
            self._doubt("guide-link", line, href, problem, "[文字](https://…) の形で書いてください")
            return ""
        self._complain_of_a_title(child, line)
        try:
            return target(href, self._guides)
        except Unreadable as error:
            problem = f"{error.problem}。リンクを外し、文字だけを残しました"
            self._doubt("guide-link", line, href, problem, error.way)
            return ""

    def _picture(self, child: Token, line: int) -> Iterable[Picture]:
        """The picture, if it lies in the folder and is told in words."""
        src, alt = str(child.attrs.get("src", "")), one_line(_words(child.children or ()))
        file = unquote(src).removeprefix("./")
        self._complain_of_a_title(child, line)
        for tag in (each for each in child.children or () if each.type == "html_inline"):
            if not tag.content.startswith("</"):
                self._complain_of_html(tag.content, line)
        if file not in self._pictures:
            why = "よその絵な" if ELSEWHERE.match(src) else "guides/ にないか、使えない絵な"
            problem = f"絵「{shortened(src)}」は{why}ので、出しませんでした"
            way = "案内と同じフォルダーに .svg .png .jpg .webp の絵を置き、その名前だけを書いてください"
            self._doubt("guide-picture", line, src, problem, way)
        elif not alt:
            problem = f"絵「{shortened(src)}」に説明がないので、出しませんでした"
            way = "![絵に何が描いてあるか](ファイルの名前) と書いてください"
            self._doubt("guide-picture-alt", line, src, problem, way)
        else:
            yield Picture(file, alt)

    def _complain_of_a_title(self, child: Token, line: int) -> None:
        if title := str(child.attrs.get("title", "")):
            problem, way = f'"{shortened(title)}" の題は出ません', "題を消し、文の中に書いてください"
            self._doubt("guide-title", line, title, problem, way)

    def _html(self, child: Token, place: _Place) -> None:
        """Leave out a tag; of some elements the text as well, up to where they end."""
        found = TAG.match(child.content)
        closes, name = (bool(found[1]), found[2].lower()) if found else (False, "")
        if place.left_out:
            place.left_out = "" if closes and name == place.left_out else place.left_out
        elif not (closes and name in place.tags):
            place.tags.add(name)
            with_text = not closes and name in LEFT_OUT_WITH_THEIR_TEXT
            self._complain_of_html(child.content, place.line, "閉じるタグまで" if with_text else "")
            place.left_out = name if with_text else ""
        place.line += child.content.count("\n")

    def _complain_of_html(self, tag: str, line: int, until: str = "") -> None:
        problem = f"HTML の「{shortened(tag)}」は使えないので、{until}外しました"
        self._doubt("guide-html", line, tag, problem, "タグを消して、文だけを書いてください")

    def _doubt(self, kind: str, line: int, read: str, problem: str, way: str) -> None:
        self._complaints.doubt(kind, Spot(self._file, line, "", read), problem, way)


def _words(children: Sequence[Token]) -> str:
    """The words alone, as they stand in the text that tells what a picture shows."""
    return "".join(
        "\n" if child.type in BREAKS else child.content for child in children if child.type != "html_inline"
    )


def _merged(parts: Iterable[Inline]) -> list[Inline]:
    """Words that follow each other as one; each part without blanks around."""
    merged: list[Inline] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    lines = [one_line(part) if isinstance(part, str) else part for part in merged]
    return [part for part in lines if part]
