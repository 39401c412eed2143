"""Find the row a cell refers to by its id or name, or say which row may have been meant."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKELY = 50
MOST_GUESSES = 500
"""How many different unknown words of one table get a guess, so that a wholly wrong file stays quick."""
MOST_PARTS = 8
"""Into how many parts a name with 、 may fall."""


class Names:
    """The ids and names of one table's rows; ``known`` is False when that table could not be read."""

    def __init__(self, rows: Iterable[tuple[str, str]], *, known: bool = True) -> None:
        pairs = list(rows)
        self.known = known
        self._id_by_name = {name: id_ for id_, name in reversed(pairs) if name}
        self._id_by_plain_name = {plain_name(name): id_ for name, id_ in self._id_by_name.items()}
        self._ids = {id_ for id_, _ in pairs}
        self._names = [name for _, name in pairs if name]
        self._guess_by_word: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """The id of the row called ``text``; the text itself where the table is not known."""
        if text in self._ids or not self.known:
            return text
        return self._id_by_name.get(text) or self._id_by_plain_name.get(plain_name(text))

    def find_all(self, text: str) -> tuple[list[str], list[str]]:
        """The ids named in a cell parted by 、 and the parts nobody is called by.

        Names may hold a 、 themselves, so the longest name that fits is taken first.
        """
        parts = [part.strip() for part in text.split("、") if part.strip()]
        found: list[str] = []
        unknown: list[str] = []
        start = 0
        while start < len(parts):
            for end in range(min(len(parts), start + MOST_PARTS), start, -1):
                id_ = self.find("、".join(parts[start:end]))
                if id_ is not None:
                    found.append(id_)
                    break
            else:
                end = start + 1
                unknown.append(parts[start])
            start = end
        return list(dict.fromkeys(found)), unknown

    def near(self, text: str) -> str | None:
        """The name most like ``text``, when one is like it at all and guesses are left."""
        if text not in self._guess_by_word:
            if len(self._guess_by_word) >= MOST_GUESSES:
                return None
            best = process.extractOne(text, self._names, scorer=fuzz.ratio, score_cutoff=LIKELY)
            self._guess_by_word[text] = best[0] if best else None
        return self._guess_by_word[text]

    def maybe(self, text: str) -> str:
        """「もしかして」 with the nearest name, empty where none is near."""
        near = self.near(text)
        return f"もしかして「{near}」" if near else ""


def plain_name(text: str) -> str:
    """A name with its widths brought together."""
    return unicodedata.normalize("NFKC", text).strip()


def maybe_one_of(text: str, choices: Iterable[str]) -> str:
    """「もしかして」 for a word outside any table."""
    return Names((choice, choice) for choice in choices).maybe(text)
