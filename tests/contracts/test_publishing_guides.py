"""Guides and their pictures are published, served and brought back byte for byte, on every keeper."""

import pytest

from gomi.municipality.load import load_files
from gomi.municipality.publishing import publish, undo

BYTES = bytes(range(256))
PAGE = "# 題\n\n文です。\n\n![絵](pet.png)\n\n![図](zu.svg)\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def pictured(town, noise=BYTES, **telling):
    """A town with a guide that shows a photograph and a drawing."""
    return {
        **town(**telling),
        "guides/page.md": PAGE.encode(),
        "guides/pet.png": b"\x89PNG\r\n\x1a\n" + noise,
        "guides/zu.svg": SVG,
    }


@pytest.fixture
def in_force(ledger):
    """The municipality as the ledger holds it."""

    def loaded(now):
        number = ledger.editions.current("tameshi", now).number
        return load_files(ledger.editions.at("tameshi", number).files, "tameshi").municipality

    return loaded


def test_an_edition_holds_guides_and_pictures(ledger, town, now, in_force):
    publish(pictured(town), "tameshi", ledger.editions, now)

    assert [guide.title for guide in in_force(now).guides] == ["題"]
    assert in_force(now).guide_pictures == {"pet.png": b"\x89PNG\r\n\x1a\n" + BYTES, "zu.svg": SVG}


def test_another_picture_alone_makes_another_edition_and_undo_brings_the_old_one_back(
    ledger, town, now, later, in_force
):
    publish(pictured(town), "tameshi", ledger.editions, now)
    changed = publish(pictured(town, BYTES[::-1]), "tameshi", ledger.editions, later(hours=1))
    assert changed.added
    assert in_force(later(hours=1)).guide_pictures["pet.png"].endswith(BYTES[::-1])

    undo("tameshi", None, ledger.editions, later(hours=2))

    assert in_force(later(hours=2)).guide_pictures["pet.png"].endswith(BYTES)
    assert dict(ledger.editions.at("tameshi", 3).files) == pictured(town)


def test_a_guide_that_cannot_be_shown_is_not_published(ledger, town, now):
    published = publish({**pictured(town), "guides/page.md": b""}, "tameshi", ledger.editions, now)

    assert (published.edition, published.added) == (None, False)
    assert list(ledger.editions.history("tameshi")) == []
