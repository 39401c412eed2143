"""What every municipality's search shares: the dictionary and the lexicon, loaded once a process."""

from pathlib import Path

from gomi.municipality.values import Municipality
from gomi.search.build_index import build_index
from gomi.search.index import ItemIndex
from gomi.search.lexicon_files import load_lexicon
from gomi.search.mapped_pages import give_back
from gomi.search.reading import DICTIONARY, Reader


class SearchEngine:
    """Builds the index of any municipality on one dictionary and one lexicon."""

    def __init__(self, lexicon_dir: Path) -> None:
        """Load both.

        Raises:
            LexiconError: the folder cannot be used.
        """
        self.reader = Reader()
        self.lexicon = load_lexicon(lexicon_dir, self.reader)

    def index(self, municipality: Municipality) -> ItemIndex:
        """The municipality's items, ready to be searched; nothing is left to be made by the first query."""
        index = build_index(municipality, self.lexicon, self.reader).warmed()
        give_back(DICTIONARY)
        return index
