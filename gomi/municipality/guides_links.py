"""Where a link of a guide may lead: to an https address, or to another guide. Nowhere else.

>>> secure_address("https://video.example/ごみ")
'https://video.example/%E3%81%94%E3%81%BF'
>>> secure_address("http://video.example/") is secure_address("//video.example/") is None
True
>>> secure_address("https://mihon.example@elsewhere.example/") is None  # it looks like another
True
"""

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from gomi.municipality.cells import Unreadable
from gomi.municipality.complaints import shortened

GUIDE = "guide:"
HTTPS = "https://"
LONGEST_ADDRESS = 1_000  # what a button of LINE may lead to
NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^]")


def secure_address(text: str) -> str | None:
    """The address as programs write it; None for any that is not of https or hides where it leads."""
    if NOT_IN_AN_ADDRESS.search(text) or not text.lower().startswith(HTTPS):
        return None
    try:
        address = normalizeLink(HTTPS + text[len(HTTPS) :])
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return address if usable and len(address) <= LONGEST_ADDRESS else None


def target(text: str, guides: Collection[str]) -> str:
    """Where a link leads: an https address, or ``guide:<id>`` of one of the ``guides``.

    Raises:
        Unreadable: it may lead nowhere else.
    """
    if text.lower().startswith(GUIDE):
        id_ = text[len(GUIDE) :]
        found = next((each for each in (id_, unquote(id_)) if each in guides), None)
        if found is None:
            raise Unreadable(
                f"リンク先の案内「{shortened(id_)}」がありません",
                "guides/ にある案内の名前（拡張子なし）を guide: の後に書いてください",
            )
        return GUIDE + found
    address = secure_address(text)
    if address is None:
        raise Unreadable(
            f"リンク先「{shortened(text)}」は使えません",
            "https://… か guide:（案内の名前）を書いてください",
        )
    return address
