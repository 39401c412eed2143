"""Every sentence the service says to a resident, in every language, from `data/words/`.

>>> words = load_words()
>>> words.say("search.button", "ja"), words.say("search.button", "en")
('調べる', 'Look up')
>>> words.say("search.long", "en", most=200)
'Use no more than 200 characters'

Japanese is the source: a key that it lacks does not exist. A language that lacks a key borrows it
from やさしい日本語, then from Japanese; `Words.borrowed` counts how often that was needed.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from gomi.errors import GomiError, WordsMissing
from gomi.settings import CHECKOUT

log = structlog.get_logger()

FOLDER = CHECKOUT / "data" / "words"
JAPANESE = "ja"
EASY = "ja-easy"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class WordsWrong(GomiError):
    """A language's table cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence with its {placeholders}, and the language it really is in."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language's table; ``reviewed`` is False while no native speaker has read it (参考訳)."""

    id: str
    reviewed: bool
    wording_by_key: Mapping[str, str]

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return self.wording_by_key.get("language.name", self.id)

    @property
    def tag(self) -> str:
        """The tag a page bears (BCP 47)."""
        return self.wording_by_key.get("language.tag", self.id)


class Words:
    """The wordings of every language. Safe to ask from any thread."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self.languages = languages
        self.borrowed: Counter[tuple[str, str]] = Counter()

    def wording(self, key: str, lang: str) -> Wording:
        """The sentence in this language, else in やさしい日本語, else in Japanese.

        Raises:
            WordsMissing: no language has the key.
        """
        for each in dict.fromkeys(_tried(lang)):
            table = self.languages.get(each)
            if table is not None and key in table.wording_by_key:
                if each != lang:
                    self._note_borrowed(key, lang)
                return Wording(table.wording_by_key[key], each)
        raise WordsMissing(key)

    def say(self, key: str, lang: str, **values: object) -> str:
        """The sentence with its values.

        Raises:
            WordsMissing: no language has the key.
        """
        return self.wording(key, lang).text.format(**values)

    def _note_borrowed(self, key: str, lang: str) -> None:
        self.borrowed[lang, key] += 1
        if self.borrowed[lang, key] == 1:
            log.warning("words_borrowed", language=lang, key=key)


def load_words(folder: Path = FOLDER) -> Words:
    """Read every ``<language>.toml`` of the folder, Japanese first.

    Raises:
        WordsWrong: a table cannot be read, or Japanese is not there.
    """
    languages = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"), key=_japanese_first)}
    if JAPANESE not in languages:
        raise WordsWrong(folder, "ja.toml がありません")
    return Words(languages)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(PLACEHOLDER.findall(text))


def _tried(lang: str) -> tuple[str, ...]:
    return (JAPANESE,) if lang == JAPANESE else (lang, EASY, JAPANESE)


def _japanese_first(path: Path) -> tuple[bool, bool, str]:
    return path.stem != JAPANESE, path.stem != EASY, path.stem


def _read(path: Path) -> Language:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WordsWrong(path, f"読めません（{error}）") from error
    reviewed = told.pop("reviewed", False) is True
    return Language(path.stem, reviewed, dict(_flat(path, told)))


def _flat(path: Path, table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(path, value, f"{above}{name}.")
        elif isinstance(value, str):
            yield f"{above}{name}", value
        else:
            raise WordsWrong(path, f"{above}{name} が文字列ではありません")
