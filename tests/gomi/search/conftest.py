"""The dictionary, loaded once."""

import pytest

from gomi.search.engine import SearchEngine
from gomi.search.reading import Reader
from gomi.settings import read


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def engine() -> SearchEngine:
    return SearchEngine(read({}).lexicon_dir)
