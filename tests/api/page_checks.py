"""What holds for every page, whatever it shows."""

import re

from tests.api.test_pages import MOST_BYTES, Reader


def is_sound(text):
    """One heading, one main part, no scripts but our files, no inline styles or handlers, ids once each."""
    page = Reader(text)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert not page.all("style")
    assert all(script["src"].startswith("/static/") for script in page.all("script"))
    assert not [
        name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")
    ]
    assert len(page.ids) == len(set(page.ids))
    assert "{" not in re.sub("<svg.*?</svg>", "", text)


def is_small(client, page):
    """With its stylesheets and scripts it stays below the limit of a slow line."""
    read = Reader(page.text)
    sheets = [sheet["href"] for sheet in read.all("link") if sheet["rel"] == "stylesheet"]
    more = [client.get(each) for each in sheets + [script["src"] for script in read.all("script")]]
    assert all(each.status_code == 200 for each in more)
    assert len(page.content) + sum(len(each.content) for each in more) < MOST_BYTES
