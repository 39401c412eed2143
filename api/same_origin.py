"""Whether a form was sent by one of our own pages, told by what the browser itself says.

There are no cookies to abuse, but a stranger's page must not make residents' browsers count words.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether Sec-Fetch-Site says so or, from a browser that does not send it, Origin names our host.

    >>> is_same_origin({"sec-fetch-site": "same-origin"}), is_same_origin({"sec-fetch-site": "cross-site"})
    (True, False)
    >>> is_same_origin({"origin": "https://gomi.example.jp", "host": "gomi.example.jp"})
    True
    >>> is_same_origin({"origin": "null", "host": "gomi.example.jp"}), is_same_origin({})
    (False, False)
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = headers.get("host", "")
    return bool(host) and urlsplit(headers.get("origin", "")).netloc == host
