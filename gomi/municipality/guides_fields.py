"""Make values of what the head of a guide says: its place, what it is for, its film.

>>> read_seconds("1分40秒"), read_seconds("１：４０"), read_seconds("100秒"), read_seconds("1時間")
(100, 100, 100, 3600)
"""

import re
from collections.abc import Mapping

from gomi.municipality.cells import Unreadable, plain, read_whole
from gomi.municipality.complaints import Complaints, Spot, shortened
from gomi.municipality.guides import Video
from gomi.municipality.guides_front import Front, Said
from gomi.municipality.guides_links import secure_address
from gomi.municipality.names import Names

LAST = 1_000_000
"""The place of a guide without 順: behind those that have one, in the order of the file names."""
PARTED = re.compile("[、,，]")

_IN_WORDS = re.compile(r"(?:(\d{1,2})時間)?(?:(\d{1,4})分)?(?:(\d{1,5})秒)?")
_BY_COLONS = re.compile(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):([0-5]\d)")


def read_seconds(text: str) -> int:
    """How long a film lasts: 1分40秒, 100秒, 1:40.

    Raises:
        Unreadable: it is no length, or none at all.
    """
    squeezed = re.sub(r"\s", "", plain(text))
    found = _IN_WORDS.fullmatch(squeezed) or _BY_COLONS.fullmatch(squeezed)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 3600 + minutes * 60 + seconds
    if not total:
        raise Unreadable("は長さとして読めません", "1分40秒、100秒、1:40 のように書いてください")
    return total


class FieldReader:
    """Reads what one head says, complaining of what it cannot use."""

    def __init__(self, file: str, front: Front, names: Mapping[str, Names], complaints: Complaints) -> None:
        self._file, self._said, self._names, self._complaints = file, front.said, names, complaints

    def order(self) -> int:
        """Its place among the guides."""
        said = self._said.get("order")
        if said is None:
            return LAST
        try:
            return read_whole(said.text)
        except Unreadable as error:
            problem = f"順「{shortened(said.text)}」{error.problem}。終わりに並べます"
            self._doubt("guide-order", said, "順", problem, error.way)
            return LAST

    def categories(self) -> tuple[str, ...]:
        """The ids of the categories it is for."""
        return self._references("categories", "区分")

    def items(self) -> tuple[str, ...]:
        """The ids of the items it is for."""
        return self._references("items", "品目")

    def topics(self) -> tuple[str, ...]:
        """The words under which residents look for it."""
        return self._parts("topics")

    def video(self, title: str) -> Video | None:
        """The film without its transcript; one that has no title is called as the guide is."""
        said = self._said.get("video")
        if said is None:
            self._complain_of_a_film_without_address()
            return None
        address = secure_address(said.text)
        if address is None:
            problem = (
                f"動画「{shortened(said.text)}」は https: のアドレスではないので、動画を出しませんでした"
            )
            self._doubt("guide-video", said, "動画", problem, "https://… と書いてください")
            return None
        told = self._said.get("video_title")
        return Video(address, told.text if told else title, self._seconds(), self._parts("captions"))

    def _complain_of_a_film_without_address(self) -> None:
        for key, name in (("video_title", "動画の題"), ("video_length", "動画の長さ"), ("captions", "字幕")):
            if said := self._said.get(key):
                problem = f"「{name}」がありますが、「動画」がありません"
                way = f"「動画: https://…」の行を足すか、「{name}」を消してください"
                self._doubt("guide-video", said, name, problem, way)

    def _seconds(self) -> int | None:
        said = self._said.get("video_length")
        if said is None:
            return None
        try:
            return read_seconds(said.text)
        except Unreadable as error:
            problem = f"動画の長さ「{shortened(said.text)}」{error.problem}。長さなしで出します"
            self._doubt("guide-video-length", said, "動画の長さ", problem, error.way)
            return None

    def _parts(self, key: str) -> tuple[str, ...]:
        said = self._said.get(key)
        parts = PARTED.split(said.text) if said else ()
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _references(self, table: str, name: str) -> tuple[str, ...]:
        said = self._said.get(table)
        if said is None:
            return ()
        names = self._names[table]
        found, unknown = names.find_all(said.text)
        for each in unknown:
            problem = f"{name}「{shortened(each)}」は {table}.csv にないので、使いませんでした"
            way = names.maybe(each) or f"{table}.csv にある名前か id を書いてください"
            self._doubt("guide-reference", Said(said.line, each), name, problem, way)
        return tuple(found)

    def _doubt(self, kind: str, said: Said, column: str, problem: str, way: str) -> None:
        self._complaints.doubt(kind, Spot(self._file, said.line, column, said.text), problem, way)
