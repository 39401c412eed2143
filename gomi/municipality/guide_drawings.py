"""Whether a drawing (SVG) is a drawing and nothing more: no script, nothing from elsewhere.

A DOCTYPE is refused before anything is parsed, so that no entity is ever expanded.

>>> check_drawing(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')
>>> check_drawing(b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')
Traceback (most recent call last):
gomi.municipality.cells.Unreadable: 絵の中に onload があるので、出しませんでした
"""

import re
from xml.etree import ElementTree

from gomi.municipality.cells import Unreadable

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
REFUSED_ELEMENTS = {
    *("script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"),
    *("set", "animate", "animatemotion", "animatetransform", "animatecolor", "discard"),
}
"""What runs, what holds other documents, and what could change an address or move by itself."""
ADDRESSES = ("href", "src", "base")
REFUSED_IN_TEXT = (
    (re.compile(r"<!DOCTYPE", re.IGNORECASE), "DOCTYPE", "<!DOCTYPE …> を消してください"),
    (re.compile(r"<!ENTITY", re.IGNORECASE), "ENTITY", "<!ENTITY …> を消してください"),
    (re.compile(r"<\?xml-", re.IGNORECASE), "xml-stylesheet", "<?xml-… ?> の行を消してください"),
)
ENCODING = re.compile(r"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)")
FROM_ELSEWHERE = re.compile(
    r"url\((?!\s*[\"']?\s*#)|@import|@font-face|image-set\(|\bsrc\(|expression\(|javascript:|\\",
    re.IGNORECASE,
)
"""In styles; a backslash could spell any of the others."""
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def check_drawing(content: bytes) -> None:
    """See that nothing in it runs or asks for anything.

    Raises:
        Unreadable: it is no drawing, or has something of that kind.
    """
    text = _text(content)
    for pattern, name, way in REFUSED_IN_TEXT:
        if pattern.search(text):
            raise _refused(name, way)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise Unreadable(
            f"SVG として読めないので、出しませんでした（{error}）", "絵を書き出し直してください"
        ) from None
    if root.tag != f"{{{SVG}}}svg":
        way = f'初めを <svg xmlns="{SVG}" …> にしてください'
        raise Unreadable("初めが SVG の <svg> ではないので、出しませんでした", way)
    for element in root.iter():
        _check_element(element)


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    encoding = ENCODING.match(text.lstrip())
    if not text or (encoding and encoding[1].lower() not in ("utf-8", "us-ascii")):
        raise Unreadable("SVG が UTF-8 ではないので、出しませんでした", "UTF-8 で保存し直してください")
    return text


def _check_element(element: "ElementTree.Element[str]") -> None:
    name, namespace = _name(element.tag), element.tag.partition("}")[0].lstrip("{")
    if name in REFUSED_ELEMENTS or namespace == XHTML:
        raise _refused(f"<{name}>", "その部分を消して、書き出し直してください")
    if name == "style":
        _check_style("".join(element.itertext()), "<style>")
    for attribute, value in element.attrib.items():
        _check_attribute(_name(attribute), value, "}" in attribute)


def _check_attribute(name: str, value: str, foreign: bool) -> None:
    """``foreign`` ones, which drawing programs leave for themselves, are no styles."""
    if name.startswith("on"):
        raise _refused(name, "スクリプトを消して、書き出し直してください")
    if name in ADDRESSES and not value.strip().startswith("#"):
        raise _refused(f"{name}=「{value[:40]}」", "ほかの所への参照を消し、絵を1つのファイルにしてください")
    if name not in ADDRESSES and not foreign:
        _check_style(value, name)


def _check_style(style: str, where: str) -> None:
    found = FROM_ELSEWHERE.search(COMMENTS.sub("", style)) or FROM_ELSEWHERE.search(style)
    if found:
        way = "ほかの所への参照を消し、絵を1つのファイルにしてください"
        raise _refused(f"{where} の「{found[0]}」", way)


def _refused(name: str, way: str) -> Unreadable:
    return Unreadable(f"絵の中に {name} があるので、出しませんでした", way)


def _name(tag: str) -> str:
    """The name of an element or attribute without its namespace, in small letters."""
    return tag.rpartition("}")[2].lower()
