"""Read guides/*.md into values, complaining of whatever a page may not hold.

>>> complaints = Complaints("data/mihon")
>>> names = {"categories": Names([("pet", "ペットボトル")]), "items": Names([])}
>>> page = "---\\n区分: ペット\\n---\\n# ペットボトルの出し方\\nつぶして<b>出します。\\n"
>>> guide, = read_guides({"guides/pet.md": page.encode()}, names, complaints)
>>> guide.title, guide.lead
('ペットボトルの出し方', 'つぶして出します。')
>>> print(*(each.problem for each in complaints.all()), sep="\\n")
区分「ペット」は categories.csv にないので、使いませんでした
HTML の「<b>」は使えないので、外しました
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from gomi.municipality.cells import plain
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.guides import Block, Guide, Heading, Paragraph, Picture, Video
from gomi.municipality.guides_fields import FieldReader
from gomi.municipality.guides_front import read_front
from gomi.municipality.guides_markdown import Piece, read_blocks
from gomi.municipality.names import Names
from gomi.municipality.sheets import GARBLED, decode

FOLDER, SUFFIX = "guides/", ".md"
TRANSCRIPT = "動画の文字起こし"
MOST_BYTES = 60_000
"""A page with its stylesheet stays below 100 KB."""


def read_guides(
    files: Mapping[str, bytes], names: Mapping[str, Names], complaints: Complaints
) -> tuple[Guide, ...]:
    """Every page under guides/, in their order. ``names`` has those of categories and items.

    A picture that is not among the ``files`` is not shown.
    """
    inside = {name.removeprefix(FOLDER) for name in files if name.startswith(FOLDER)}
    for name in sorted(inside):
        if name.lower().endswith(SUFFIX) and not name.endswith(SUFFIX):
            problem, way = "案内として読みませんでした", f"名前の終わりを小文字の {SUFFIX} にしてください"
            complaints.doubt("guide-name", Spot(FOLDER + name, 0, "", name), problem, way)
    ids = sorted(name.removesuffix(SUFFIX) for name in inside if name.endswith(SUFFIX) and "/" not in name)
    pictures = {name for name in inside if not name.endswith(SUFFIX)}
    read = (_Page(id_, ids, pictures, names, complaints).read(files[_file(id_)]) for id_ in ids)
    return tuple(sorted((guide for guide in read if guide is not None), key=lambda guide: guide.order))


def _file(id_: str) -> str:
    return f"{FOLDER}{id_}{SUFFIX}"


class _Page:
    """One page while it is read."""

    def __init__(
        self,
        id_: str,
        ids: Collection[str],
        pictures: Collection[str],
        names: Mapping[str, Names],
        complaints: Complaints,
    ) -> None:
        self._id, self._ids, self._pictures = id_, ids, pictures
        self._names, self._complaints = names, complaints

    def read(self, content: bytes) -> Guide | None:
        """The guide, or None where there is nothing to show."""
        text = self._text(content)
        if text is None:
            return None
        front = read_front(_file(self._id), re.split(r"\r\n|\n|\r", text), self._complaints)
        body = "\n".join(front.body)
        pieces = read_blocks(_file(self._id), body, self._ids, self._pictures, self._complaints)
        title, pieces = self._title(pieces)
        if not title:
            return None
        fields = FieldReader(_file(self._id), front, self._names, self._complaints)
        video, pieces = self._video(fields.video(title), pieces)
        lead, blocks = self._lead(pieces)
        return Guide(
            id=self._id,
            title=title,
            lead=lead,
            blocks=blocks,
            categories=fields.categories(),
            items=fields.items(),
            topics=fields.topics(),
            video=video,
            order=fields.order(),
        )

    def _text(self, content: bytes) -> str | None:
        if len(content) > MOST_BYTES:
            problem = f"案内が長すぎます（{len(content):,} バイト）"
            self._error("guide-too-long", problem, f"{MOST_BYTES:,} バイトまでの案内に分けてください")
            return None
        try:
            text, _ = decode(content)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problem = "文字コードが UTF-8 でも CP932（Shift_JIS）でもありません"
            self._error("encoding", problem, "UTF-8 で保存し直してください", line)
            return None
        if "\0" in text:
            problem, line = "文字でないバイト（NUL）が入っています", text[: text.index("\0")].count("\n") + 1
            self._error("nul", problem, "文字だけのファイルとして、UTF-8 で保存し直してください", line)
            return None
        if found := GARBLED.search(text):
            line = text.count("\n", 0, found.start()) + 1
            problem = f"文字化けしているようです（「{found[0]}」）"
            self._doubt("garbled", line, found[0], problem, "元の文を、UTF-8 で保存し直してください")
        return text

    def _title(self, pieces: list[Piece]) -> tuple[str, list[Piece]]:
        """The title, empty where the page has none or nothing else; and what is left without it."""
        headings = [piece for piece in pieces if isinstance(piece.block, Heading)]
        first = next((piece for piece in headings if piece.depth == 1), next(iter(headings), None))
        if first is None or not isinstance(first.block, Heading):
            self._error(
                "guide-title-missing",
                "題がありません",
                "「# ペットボトルの出し方」のような行を足してください",
            )
            return "", []
        rest = [piece for piece in pieces if piece is not first]
        if not rest:
            self._error("guide-empty", "題の下に文がありません", "出し方を書いてください", first.line)
            return "", []
        if first.depth != 1:
            problem = f"題（# の行）がありません。「{shortened(first.block.text)}」を題にしました"
            way = "題の行の頭を # 1つにしてください"
            self._doubt("guide-title-missing", first.line, first.block.text, problem, way)
        for piece in headings:
            if piece.depth == 1 and piece is not first and isinstance(piece.block, Heading):
                problem = f"題（# の行）が2つあります。「{shortened(piece.block.text)}」は見出しにしました"
                self._doubt("guide-title-twice", piece.line, piece.block.text, problem, "## にしてください")
        return first.block.text, rest

    def _video(self, video: Video | None, pieces: list[Piece]) -> tuple[Video | None, list[Piece]]:
        """The film with what is said in it, and the pieces of the page without that."""
        begins = next((place for place, piece in enumerate(pieces) if _begins_transcript(piece.block)), None)
        if video is None:
            if begins is not None:
                problem = f"「{TRANSCRIPT}」がありますが、動画がありません。ふつうの文として出します"
                way = "初めの --- の間に「動画: https://…」の行を足してください"
                self._doubt("guide-transcript", pieces[begins].line, TRANSCRIPT, problem, way)
            return None, pieces
        said = tuple(piece.block for piece in pieces[begins + 1 :]) if begins is not None else ()
        if not said:
            problem = "動画の文字起こしがありません。動画を見聞きできない人に伝わりません"
            way = f"終わりに「## {TRANSCRIPT}」の見出しと、動画の言葉を書いてください"
            self._doubt("guide-transcript", 0, "", problem, way)
        return replace(video, transcript=said), pieces[:begins]

    def _lead(self, pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
        """The first paragraph, which may stand below a picture, and the blocks without it."""
        blocks = tuple(piece.block for piece in pieces)
        place = next((place for place, block in enumerate(blocks) if not isinstance(block, Picture)), None)
        first = blocks[place] if place is not None else None
        if place is None or not isinstance(first, Paragraph):
            problem = "題の下に、いちばん大事なことを言う段落がありません"
            way = "題のすぐ下に1〜2文を書いてください"
            self._doubt("guide-lead", pieces[0].line if pieces else 0, "", problem, way)
            return "", blocks
        if any(not isinstance(part, str) for part in first.parts):
            problem = "初めの段落のリンクは使えません。文字だけを残しました"
            self._doubt("guide-lead", pieces[place].line, "", problem, "リンクを次の段落に書いてください")
        lead = "".join(part if isinstance(part, str) else part.text for part in first.parts)
        return lead, blocks[:place] + blocks[place + 1 :]

    def _error(self, kind: str, problem: str, way: str, line: int = 0) -> None:
        self._complaints.error(kind, Spot(_file(self._id), line), problem, way)

    def _doubt(self, kind: str, line: int, read: str, problem: str, way: str) -> None:
        self._complaints.doubt(kind, Spot(_file(self._id), line, "", read), problem, way)


def _begins_transcript(block: Block) -> bool:
    return isinstance(block, Heading) and plain(block.text) == TRANSCRIPT
