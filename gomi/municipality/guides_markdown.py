"""Turn CommonMark into the few kinds of block a guide is made of; whatever else stands there is said.

Raw HTML is never passed through: the parser marks it, and what it marks is left out.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.guides import Block, Bullets, Heading, Inline, Paragraph, Picture, Steps
from gomi.municipality.guides_inline import InlineReader, Running

DEEPEST_HEADING = 3
LEFT_OUT = {
    "html_block": ("guide-html", "HTML は使えないので、外しました", "タグを消して、文だけを書いてください"),
    "fence": ("guide-code", "``` で囲んだ所は使えないので、外しました", "囲みを消してください"),
    "code_block": (
        "guide-code",
        "4文字以上字下げした行は使えないので、外しました",
        "行の頭の空白を消してください",
    ),
    "table_open": ("guide-table", "表は使えないので、外しました", "箇条書きにしてください"),
    "hr": ("guide-line", "区切り線は使えないので、外しました", "見出し（##）で分けてください"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, the line it begins on, and of a heading its depth (else 0)."""

    line: int
    block: Block
    depth: int = 0


@dataclass(slots=True)
class Node:
    """A token of a block with those inside it."""

    token: Token
    inside: list["Node"] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line it begins on, counted from 1."""
        return (self.token.map or [0])[0] + 1


def parser() -> MarkdownIt:
    """CommonMark, with tables known so that they can be told, and every address given as it is written."""
    made = MarkdownIt("commonmark").enable("table")
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # refused below, and said
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]  # complaints name what was written
    return made


def read_blocks(
    file: str, text: str, guides: Collection[str], pictures: Collection[str], complaints: Complaints
) -> list[Piece]:
    """The blocks of a page. ``guides`` are the ids links may name, ``pictures`` the files of the folder."""
    inline = InlineReader(file, guides, pictures, complaints)
    reader = BlockReader(file, text.split("\n"), inline, complaints)
    return list(reader.pieces(_tree(parser().parse(text))))


class BlockReader:
    """Reads blocks of one file."""

    def __init__(self, file: str, lines: Sequence[str], inline: InlineReader, complaints: Complaints) -> None:
        self._file, self._lines, self._inline, self._complaints = file, lines, inline, complaints

    def pieces(self, nodes: Iterable[Node]) -> Iterator[Piece]:
        """What may stand in a guide, in its order."""
        for node in nodes:
            match node.token.type:
                case "heading_open":
                    yield from self._heading(node)
                case "paragraph_open":
                    yield from self._paragraph(node)
                case "ordered_list_open" | "bullet_list_open":
                    yield from self._list(node)
                case "blockquote_open":
                    problem = "引用（>）は使えません。ふつうの文として読みました"
                    self._doubt("guide-quote", node, problem, "行の頭の > を消してください")
                    yield from self.pieces(node.inside)
                case kind:
                    self._doubt(LEFT_OUT[kind][0], node, *LEFT_OUT[kind][1:])

    def _heading(self, node: Node) -> Iterator[Piece]:
        depth = int(node.token.tag[1:])
        running = self._running(node)
        if depth > DEEPEST_HEADING:
            problem = f"見出しが深すぎます（{'#' * depth}）。### として読みました"
            self._doubt("guide-heading", node, problem, "## か ### にしてください")
        if any(not isinstance(part, str) for part in running.parts):
            problem = "見出しの中のリンクは使えません。文字だけを残しました"
            self._doubt("guide-heading", node, problem, "リンクを下の段落に書いてください")
        if running.text:
            yield Piece(node.line, Heading(running.text), min(depth, DEEPEST_HEADING))
        yield from self._pictures(node, running)

    def _paragraph(self, node: Node) -> Iterator[Piece]:
        running = self._running(node)
        if running.parts:
            yield Piece(node.line, Paragraph(tuple(running.parts)))
        yield from self._pictures(node, running)

    def _list(self, node: Node) -> Iterator[Piece]:
        points: list[tuple[Inline, ...]] = []
        pictures: list[Piece] = []
        self._points(node, points, pictures)
        if points and node.token.type == "ordered_list_open":
            yield Piece(node.line, Steps(tuple(points), int(node.token.attrs.get("start", 1))))
        elif points:
            yield Piece(node.line, Bullets(tuple(points)))
        yield from pictures

    def _points(self, node: Node, points: list[tuple[Inline, ...]], pictures: list[Piece]) -> None:
        """Every point of a list, those of a list inside it behind the point it belongs to."""
        for item in node.inside:
            parts: list[Inline] = []
            place = len(points)
            for child in item.inside:
                if child.token.type in ("ordered_list_open", "bullet_list_open"):
                    problem = "箇条書きの中の箇条書きは使えません。1段の箇条書きとして読みました"
                    self._doubt("guide-list", child, problem, "見出し（##）で分けて、1段にしてください")
                    self._points(child, points, pictures)
                    continue
                for piece in self.pieces([child]):
                    match piece.block:
                        case Paragraph(said):
                            parts += said
                        case Heading(text):
                            parts.append(text)
                        case Picture():
                            pictures.append(piece)
                        case Steps(said_points) | Bullets(said_points):  # of a list inside a quotation
                            points += said_points
            if parts:
                points.insert(place, tuple(parts))

    def _running(self, node: Node) -> Running:
        return self._inline.read(node.inside[0].token)

    def _pictures(self, node: Node, running: Running) -> Iterator[Piece]:
        if running.pictures and running.parts:
            problem = "文の中の絵を、文の後に出します"
            self._doubt("guide-picture-place", node, problem, "前後に空の行を入れてください")
        yield from (Piece(node.line, picture) for picture in running.pictures)

    def _doubt(self, kind: str, node: Node, problem: str, way: str) -> None:
        read = self._lines[node.line - 1].strip()
        self._complaints.doubt(kind, Spot(self._file, node.line, "", read), problem, way)


def _tree(tokens: Iterable[Token]) -> list[Node]:
    """Tokens with those between an opening and its closing inside it."""
    root: list[Node] = []
    open_ = [root]
    for token in tokens:
        if token.nesting < 0:
            open_.pop()
            continue
        node = Node(token)
        open_[-1].append(node)
        if token.nesting > 0:
            open_.append(node.inside)
    return root
