"""The lines between --- at the head of a guide: what it is for, its place, its film, as texts.

>>> complaints = Complaints()
>>> front = read_front("guides/a.md", ["---", "順： 10", "区分: びん、缶", "---", "# びんと缶"], complaints)
>>> front.said["order"], front.said["categories"]
(Said(line=2, text='10'), Said(line=3, text='びん、缶'))
>>> front.body  # as many lines as the file has, so that lines keep their numbers
['', '', '', '', '# びんと缶']
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gomi.municipality.cells import plain
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.names import maybe_one_of

FENCE = "---"
KEYS: Mapping[str, str] = {
    "順": "order",
    "区分": "categories",
    "品目": "items",
    "用件": "topics",
    "動画": "video",
    "動画の題": "video_title",
    "動画の長さ": "video_length",
    "字幕": "captions",
}
"""The names that may stand there, each with its ASCII name."""
ASCII_NAMES = {**KEYS, **{ascii_: ascii_ for ascii_ in KEYS.values()}}
NAME_AND_VALUE = re.compile(r"([^:：]+)[:：](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands behind a name, and where."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Front:
    """What the head says under ASCII names, and the page's lines with those of the head left blank."""

    said: Mapping[str, Said]
    body: list[str]


def read_front(file: str, lines: Sequence[str], complaints: Complaints) -> Front:
    """Part a page from its head, which may be missing."""
    if not lines or lines[0].strip() != FENCE:
        return Front({}, list(lines))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        problem = f"1行目の {FENCE} を閉じる {FENCE} の行がありません"
        way = "空の行か見出しの前までを読みました。書いてあることの次の行に --- を書いてください"
        complaints.doubt("guide-head-open", Spot(file, 1, "", lines[0]), problem, way)
        end = _end_of_an_open_head(lines) - 1
    said = _said(file, lines[1 : end + 1], complaints)
    return Front(said, [""] * (end + 1) + list(lines[end + 1 :]))


def _end_of_an_open_head(lines: Sequence[str]) -> int:
    return next(
        (number for number, line in enumerate(lines) if not line.strip() or line.startswith("#")), len(lines)
    )


def _said(file: str, lines: Iterable[str], complaints: Complaints) -> dict[str, Said]:
    said: dict[str, Said] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.strip() == FENCE:
            continue
        found = NAME_AND_VALUE.match(line)
        if found is None:
            problem = f"「{shortened(line.strip())}」は「名前: 値」の形ではないので、読みませんでした"
            way = f"{'、'.join(KEYS)} のどれかを「名前: 値」と1行で書いてください"
            complaints.doubt("guide-head-line", Spot(file, number, "", line), problem, way)
            continue
        name, value = plain(found[1]), _without_quotes(found[2].strip())
        key = ASCII_NAMES.get(name)
        spot = Spot(file, number, name, value)
        if key is None:
            problem = f"「{shortened(name)}」は案内の見出し書きにない名前なので、読みませんでした"
            way = maybe_one_of(name, ASCII_NAMES) or f"{'、'.join(KEYS)} のどれかにしてください"
            complaints.doubt("guide-head-unknown", spot, problem, way)
        elif key in said:
            problem = f"「{name}」が2つあります。{said[key].line} 行目だけを読みました"
            complaints.doubt("guide-head-twice", spot, problem, "1つにまとめてください")
        elif value:
            said[key] = Said(number, value)
    return said


def _without_quotes(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1].strip() if quoted else value
