"""みほん市's guides: one for every category, more by topic, each with a picture, all of it translated."""

from functools import cache

import pytest

from gomi.municipality.guides import Bullets, Heading, Linked, Paragraph, Picture, Steps
from gomi.municipality.load import load
from gomi.settings import CHECKOUT


@cache
def mihon():
    municipality = load(CHECKOUT / "data" / "mihon").municipality
    assert municipality is not None
    return municipality


def sentences(block):
    """What of a block is said in the reader's language."""
    match block:
        case Heading(text):
            return [text]
        case Paragraph(parts):
            return [said(part) for part in parts]
        case Steps(lines) | Bullets(lines):
            return [said(part) for line in lines for part in line]
        case Picture(_, alt):
            return [alt]


def said(part):
    return part.text if isinstance(part, Linked) else part


def units(guide):
    yield from (guide.title, guide.lead)
    if guide.video is not None:
        yield guide.video.title
    for block in guide.blocks:
        yield from sentences(block)


def test_there_are_twenty_guides_and_every_category_has_one():
    guided = {category for guide in mihon().guides for category in guide.categories}

    assert len(mihon().guides) >= 20
    assert guided >= set(mihon().category_by_id)


def test_every_guide_shows_a_picture_in_words_and_has_steps_or_points():
    for guide in mihon().guides:
        pictures = [block for block in guide.blocks if isinstance(block, Picture)]

        assert pictures, guide.id
        assert all(len(picture.alt) >= 10 for picture in pictures), guide.id
        assert any(isinstance(block, Steps | Bullets) for block in guide.blocks), guide.id


def test_most_guides_have_a_film_with_its_length_captions_and_words():
    films = [guide.video for guide in mihon().guides if guide.video]

    assert len(films) >= 14
    assert all(film.seconds and film.captions and film.transcript for film in films)


@pytest.mark.parametrize("lang", [each for each in mihon().languages if each != "ja"])
def test_every_sentence_of_a_guide_is_translated(lang):
    lacking = {
        unit for guide in mihon().guides for unit in units(guide) if (lang, unit) not in mihon().translations
    }

    assert not lacking
