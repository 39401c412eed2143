"""Pictures of guides: only what is a picture and nothing more is shown, and what is wrong is said."""

import shutil
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import Complaints, Level
from gomi.municipality.guide_drawings import check_drawing
from gomi.municipality.guide_pictures import LARGE, media_type, media_type_of, usable_pictures
from gomi.municipality.guide_sizes import size_of
from gomi.municipality.load import load, load_files, read_folder
from gomi.settings import CHECKOUT
from tests.gomi.municipality.municipality_folders import a_folder

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 48 27">'
)
DRAWING = f'{SVG}<rect width="48" height="27" fill="#fff"/></svg>'.encode()


def png(width=3, height=2):
    """A whole PNG of grey points."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    points = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    b"\xff\xc2\x00\x11\x08\x00\x1b\x00\x30\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9"
)
WEBP = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x30\x00\x1b\x00"
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + ((48 - 1) | (27 - 1) << 14).to_bytes(4, "little")
WEBP_EXTENDED = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x2f\0\0\x1a\0\0"


def checked(**pictures):
    """What may be shown, and the complaints; ``pet_svg`` is pet.svg."""
    files = {f"guides/{name.replace('_', '.')}": content for name, content in pictures.items()}
    complaints = Complaints()
    return usable_pictures(files, complaints), list(complaints.all())


def test_pictures_of_every_kind_are_shown():
    usable, complaints = checked(
        a_svg=DRAWING, b_png=png(), c_jpg=JPEG, d_jpeg=JPEG, e_webp=WEBP, F_PNG=png()
    )

    assert complaints == []
    assert set(usable) == {"a.svg", "b.png", "c.jpg", "d.jpeg", "e.webp", "F.PNG"}
    assert [media_type_of(file) for file in usable] == [
        *("image/svg+xml", "image/png", "image/jpeg", "image/jpeg", "image/webp", "image/png")
    ]


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("a_png", JPEG, "名前の終わりを .jpg に直して"),
        ("a_jpg", png(), "名前の終わりを .png に直して"),
        ("a_webp", b"RIFF....WAVE", "書き出し直して"),
        ("a_png", b"<svg onload='alert(1)'/>", "書き出し直して"),
        ("a_jpg", b"", "書き出し直して"),
        ("a_svg", png(), "UTF-8 で保存し直して"),
    ],
)
def test_a_picture_that_is_not_what_its_name_says_is_left_out(name, content, way):
    usable, (complaint,) = checked(**{name: content})

    assert usable == {}
    assert (complaint.level, complaint.kind) == (Level.DOUBT, "picture-refused")
    assert complaint.file == f"guides/{name.replace('_', '.')}"
    assert way in complaint.way


def test_a_large_picture_is_shown_and_told():
    large = png() + b"\0" * LARGE

    usable, (complaint,) = checked(a_png=large)

    assert usable == {"a.png": large}
    assert (complaint.level, complaint.kind) == (Level.DOUBT, "picture-large")


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<style>.a{fill:url(#g);stroke:#333}</style>",
        '<defs><linearGradient id="g"/></defs><rect fill="url( #g )" style="mask:url(\'#m\')"/>',
        '<use href="#a"/><use xlink:href="#a"/>',
        "<title>絵</title><desc>on load</desc><text>onload = javascript の話</text>",
        '<g xmlns:i="http://www.inkscape.org/" i:file="C:\\drawings\\a.svg" id="once"/>',
        "<!-- ふつうの覚え書き -->",
    ],
)
def test_a_plain_drawing_may_be_shown(inside):
    check_drawing(f'<?xml version="1.0" encoding="UTF-8"?>\n{SVG}{inside}</svg>'.encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<h:p xmlns:h="http://www.w3.org/1999/xhtml">x</h:p>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect onload="alert(1)"/>',
        '<rect ONCLICK="alert(1)"/>',
        '<g xmlns:ev="http://www.w3.org/2001/xml-events" ev:onload="x()"/>',
        '<a href="https://x.example"><rect/></a>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a xlink:href=" &#106;avascript:alert(1)"><rect/></a>',
        '<use href="other.svg#a"/>',
        '<image href="https://x.example/a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<image xlink:href="//x.example/a.png"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="x" to="1"/>',
        '<rect fill="url(https://x.example/a)"/>',
        "<rect fill=\"URL( '//x.example' )\"/>",
        '<rect style="background:u\\72l(https://x.example)"/>',
        "<style>@import 'https://x.example/a.css';</style>",
        "<style>@im/**/port 'https://x.example';@import url(a)</style>",
        "<style>.a{fill:url/**/(https://x.example)}</style>",
        "<style><![CDATA[.a{background:url(https://x.example)}]]></style>",
        "<style>@font-face{font-family:x;src:url(https://x.example)}</style>",
        "<style>.a{background:image-set('https://x.example' 1x)}</style>",
        '<svg xml:base="https://x.example/"/>',
        "<iframe src='https://x.example'/>",
        "<video/>",
    ],
)
def test_a_drawing_that_runs_or_asks_for_something_is_refused(inside):
    with pytest.raises(Unreadable, match="出しませんでした"):
        check_drawing(f"{SVG}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + DRAWING,
        b"<!doctype svg>" + DRAWING,
        b'<?xml-stylesheet href="https://x.example/a.css"?>' + DRAWING,
        b'<?xml version="1.0" encoding="iso-2022-jp"?>' + DRAWING,
        DRAWING.decode().encode("utf-16"),
        b"<svg/>",
        b"<html><body/></html>",
        DRAWING[:-3],
        b"",
        b"\0",
    ],
)
def test_what_is_no_drawing_is_refused(content):
    with pytest.raises(Unreadable):
        check_drawing(content)


@pytest.mark.parametrize(
    "content",
    [
        png(48, 27),
        JPEG,
        WEBP,
        WEBP_LOSSLESS,
        WEBP_EXTENDED,
        DRAWING,
        b'<svg xmlns="x" viewBox="0,0 , 48 27.2" width="9" height="9">',
        b'<?xml version="1.0"?><!-- a --><svg width="48px" stroke-width="3" height="27">',
    ],
)
def test_the_size_of_a_picture_is_known(content):
    assert size_of(content) == (48, 27)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg width="100%" height="100%">',
        b'<svg viewBox="0 0 9">',
        b'<svg viewBox="0 0 inf 9">',
        b'<svg viewBox="0 0 nan 9">',
        b'<svg viewBox="0 0 0 9">',
        b"no picture",
        png()[:20],
        JPEG[:12],
        b"\xff\xd8\xff",
        WEBP[:24],
    ],
)
def test_a_size_that_cannot_be_told_is_none(content):
    assert size_of(content) is None


@given(
    st.sampled_from([png(), JPEG, WEBP, WEBP_LOSSLESS, DRAWING]), st.integers(0, 60), st.binary(max_size=40)
)
def test_a_damaged_picture_is_refused_or_shown_and_never_stops_the_reading(whole, place, noise):
    damaged = whole[:place] + noise
    suffix = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}.get(
        media_type(whole) or "", "svg"
    )

    usable, complaints = checked(**{f"a_{suffix}": damaged})

    assert bool(usable) != bool(complaints)
    size = size_of(damaged)
    assert size is None or min(size) > 0


PAGE = "# 題\n\n文です。\n\n![絵](pet.svg)\n"


def a_folder_with(**guides):
    """A small municipality with these files below guides/; ``pet_svg`` is pet.svg."""
    folder = a_folder()
    return {**folder, **{f"guides/{name.replace('_', '.')}": content for name, content in guides.items()}}


def test_a_municipality_holds_the_pictures_its_guides_show():
    loaded = load_files(a_folder_with(page_md=PAGE.encode(), pet_svg=DRAWING), "machi")

    assert loaded.complaints == ()
    assert loaded.municipality.guide_pictures == {"pet.svg": DRAWING}
    assert [guide.title for guide in loaded.municipality.guides] == ["題"]


def test_a_picture_that_no_guide_shows_is_told_and_left_out():
    loaded = load_files(a_folder_with(page_md=PAGE.encode(), pet_svg=DRAWING, old_png=png()), "machi")

    assert [(each.kind, each.file) for each in loaded.complaints] == [
        ("picture-unused", "machi/guides/old.png")
    ]
    assert set(loaded.municipality.guide_pictures) == {"pet.svg"}


def test_a_picture_of_a_transcript_is_shown():
    head = "---\n動画: https://v.example/a\n---\n"
    page = f"{head}# 題\n\n文です。\n\n## 動画の文字起こし\n\n![絵](pet.svg)\n\n言葉。\n"

    loaded = load_files(a_folder_with(page_md=page.encode(), pet_svg=DRAWING), "machi")

    assert loaded.complaints == ()
    assert set(loaded.municipality.guide_pictures) == {"pet.svg"}


def test_a_refused_picture_is_no_picture_of_any_guide():
    bad = DRAWING.replace(b"<rect", b"<rect onload='x()'")

    loaded = load_files(a_folder_with(page_md=PAGE.encode(), pet_svg=bad), "machi")

    assert [each.kind for each in loaded.complaints] == ["guide-picture", "picture-refused"]
    assert loaded.municipality.guides[0].blocks == ()
    assert loaded.municipality.guide_pictures == {}


def test_a_guide_that_cannot_be_shown_keeps_the_municipality_from_being_served():
    loaded = load_files(a_folder_with(page_md=b""), "machi")

    assert loaded.municipality is None
    assert [each.kind for each in loaded.complaints] == ["guide-title-missing"]


def test_a_folder_is_read_with_its_guides_and_pictures_and_nothing_hidden(tmp_path):
    for name, content in a_folder_with(page_md=PAGE.encode(), pet_svg=DRAWING, b_PNG=png()).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "guides" / ".hidden.md").write_text("# 題", encoding="utf-8")
    (tmp_path / "guides" / "film.mp4").write_bytes(b"")

    files = read_folder(tmp_path)

    assert {name for name in files if name.startswith("guides/")} == {
        "guides/page.md",
        "guides/pet.svg",
        "guides/b.PNG",
    }


def test_the_demonstration_has_guides_with_pictures_films_and_nothing_to_complain_of(tmp_path: Path):
    shutil.copytree(CHECKOUT / "data" / "mihon", tmp_path / "mihon")

    loaded = load(tmp_path / "mihon")

    assert [str(each) for each in loaded.complaints if "/guides/" in each.file] == []
    assert len(loaded.municipality.guides) >= 20
    assert all(size_of(content) for content in loaded.municipality.guide_pictures.values())
    films = [guide.video for guide in loaded.municipality.guides if guide.video]
    assert films
    assert all(film.transcript and film.captions and film.seconds for film in films)
