"""The pictures of a folder's guides: which of them may be shown, and what is wrong with the others.

Browsers are given them as pictures only, in a sandbox; a drawing that carries a script or asks for
something from elsewhere is left out all the same, for it may be opened by itself.

>>> complaints = Complaints("data/mihon")
>>> usable_pictures({"guides/bin.png": b"GIF89a", "guides/can.jpg": b"\\xff\\xd8\\xff"}, complaints)
{'can.jpg': b'\\xff\\xd8\\xff'}
>>> print(complaints.all()[0].problem)
中身が .png の絵ではないので、出しませんでした
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.guide_drawings import check_drawing
from gomi.municipality.guides import Block, Guide, Picture

FOLDER = "guides/"
MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
"""The kinds of picture there may be, by how their names end."""
LARGE = 300_000


def media_type_of(file: str) -> str:
    """The kind a picture's name says it is; `usable_pictures` has seen that it is so."""
    return MEDIA_TYPES[_suffix(file)]


def pictures_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures below guides/: file name → content."""
    inside = ((name.removeprefix(FOLDER), name) for name in files if name.startswith(FOLDER))
    return {file: files[name] for file, name in inside if _suffix(file) in MEDIA_TYPES}


def usable_pictures(files: Mapping[str, bytes], complaints: Complaints) -> dict[str, bytes]:
    """The pictures that may be shown: file name → content. Every other is complained of."""
    usable = {}
    for file, content in pictures_of(files).items():
        try:
            _check(file, content)
        except Unreadable as error:
            complaints.doubt("picture-refused", Spot(FOLDER + file), error.problem, error.way)
            continue
        usable[file] = content
        if len(content) > LARGE:
            problem = f"絵が大きすぎます（{len(content):,} バイト）。電話では開くのに時間がかかります"
            way = f"{LARGE:,} バイトまでに縮めてください"
            complaints.doubt("picture-large", Spot(FOLDER + file), problem, way)
    return usable


def shown_pictures(
    pictures: Mapping[str, bytes], guides: Iterable[Guide], complaints: Complaints
) -> dict[str, bytes]:
    """Those of the pictures that a guide shows. Every other is complained of and left out."""
    shown = {file for guide in guides for file in _files(guide)}
    for file in pictures:
        if file not in shown:
            problem, way = "どの案内にも出ない絵なので、使いませんでした", "案内に書くか、消してください"
            complaints.doubt("picture-unused", Spot(FOLDER + file), problem, way)
    return {file: content for file, content in pictures.items() if file in shown}


def media_type(content: bytes) -> str | None:
    """What a photograph's first bytes say it is; None for what is no PNG, JPEG or WebP."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    return "image/webp" if is_webp else None


def _check(file: str, content: bytes) -> None:
    suffix = _suffix(file)
    if suffix == ".svg":
        check_drawing(content)
        return
    found = media_type(content)
    if found != MEDIA_TYPES[suffix]:
        right = next((each for each, type_ in MEDIA_TYPES.items() if type_ == found), "")
        way = f"名前の終わりを {right} に直してください" if right else "絵を書き出し直してください"
        raise Unreadable(f"中身が {suffix} の絵ではないので、出しませんでした", way)


def _files(guide: Guide) -> Iterator[str]:
    blocks: tuple[Block, ...] = guide.blocks + (guide.video.transcript if guide.video else ())
    return (block.file for block in blocks if isinstance(block, Picture))


def _suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower()
