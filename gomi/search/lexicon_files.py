"""Read the lexicon's folder: heads, ambiguous words, readings, and the small tables beside them.

`readings.csv` holds what the dictionary reads for every word that is not kana, so that no process
has to ask it for ten thousand words at its start. `gomi lexicon readings` writes it; a word that
it lacks is read by the dictionary.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from gomi.errors import GomiError
from gomi.municipality.values import Hazard
from gomi.search.dialect import Throwing, can_be_conjugated
from gomi.search.fold import fold
from gomi.search.lexicon import (
    KINDS_OF_WORD,
    LANGUAGES,
    Condition,
    Head,
    Lexicon,
    OtherWord,
    Readings,
    Tables,
    build_lexicon,
)
from gomi.search.reading import Reader
from gomi.search.sound import is_kana

READINGS = "readings.csv"


class LexiconError(GomiError):
    """A file of the lexicon says something that cannot be used."""


def load_lexicon(folder: Path, reader: Reader) -> Lexicon:
    """Read the lexicon's folder.

    Raises:
        LexiconError: a file is missing or a row cannot be used.
    """
    heads = {head.name: head for head in read_heads(folder)}
    return build_lexicon(heads, read_ambiguous(folder), load_tables(folder), readings_in(folder, reader))


def readings_in(folder: Path, reader: Reader) -> Readings:
    """The readings of a word as they are written down, else as the dictionary reads it."""
    known = read_readings(folder)

    def readings_of(word: str) -> Sequence[str]:
        return known.get(word) or reader.readings(word)

    return readings_of


def read_readings(folder: Path) -> dict[str, tuple[str, ...]]:
    """Word → its readings, for the words that `gomi lexicon readings` has written; empty before that."""
    path = folder / READINGS
    return {row["言葉"]: _listed(row["よみ"]) for row in _rows(path)} if path.exists() else {}


def words_to_read(folder: Path) -> list[str]:
    """Every Japanese word of the lexicon that is not kana and does not carry its reading, once, in order."""
    words = set(read_ambiguous(folder))
    for head in read_heads(folder):
        words |= {head.name} if not head.readings else set()
        words |= {word.text for word in head.words if word.kind not in LANGUAGES and word.reading is None}
    return sorted(word for word in words if not is_kana(fold(word)))


def write_readings(folder: Path, reader: Reader) -> int:
    """Write the readings anew; how many words they are of."""
    words = words_to_read(folder)
    with (folder / READINGS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("言葉", "よみ"))
        writer.writerows((word, "、".join(reader.readings(word))) for word in words)
    return len(words)


def read_heads(folder: Path) -> Iterator[Head]:
    """Every row of every file of heads, in order."""
    for path in _files(folder, "heads"):
        yield from _heads(path)


def read_ambiguous(folder: Path) -> dict[str, tuple[str, ...]]:
    """Words that lead to several heads on purpose, likeliest head first."""
    return {
        row["言葉"]: _listed(row["見出し"]) for path in _files(folder, "ambiguous") for row in _rows(path)
    }


def load_tables(folder: Path) -> Tables:
    """The small tables beside the heads."""
    return Tables(
        intents={fold(row["言葉"]): row["用件"] for row in _rows(folder / "intents.csv")},
        noise=frozenset(row["言葉"] for row in _rows(folder / "noise.csv")),
        modifiers={row["言葉"]: (row["種類"], row["値"]) for row in _rows(folder / "modifiers.csv")},
        containers={row["言葉"]: row["組"] for row in _rows(folder / "containers.csv")},
        implied={row["動詞"]: row["名詞"] for row in _rows(folder / "implied.csv")},
        conditions=tuple(_conditions(folder / "conditions.csv")),
        throwing=Throwing(dict(_verbs(folder / "dialect.csv"))),
    )


def _verbs(path: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(path):
        verb, conjugation = row["言葉"], row["活用"]
        if not can_be_conjugated(verb, conjugation):
            raise LexiconError(
                f"{path}: 「{verb}」の活用「{conjugation}」は使えません（五段のサ行・ラ行か、一段）"
            )
        yield verb, conjugation


def _conditions(path: Path) -> Iterator[Condition]:
    rows = [(fold(row["言葉"]), row["組"], _listed(row["反する組"])) for row in _rows(path)]
    words: dict[str, frozenset[str]] = {
        group: frozenset(word for word, its, _ in rows if its == group) for _, group, _ in rows
    }
    for word, group, against in rows:
        missing = next((each for each in against if each not in words), None)
        if missing is not None:
            raise LexiconError(f"{path}: 「{word}」の反する組「{missing}」は、どの言葉の組にもありません")
        yield Condition(word, words[group], frozenset[str]().union(*(words[each] for each in against)))


def _heads(path: Path) -> Iterator[Head]:
    for row in _rows(path):
        words = [_word(text, kind) for kind in KINDS_OF_WORD for text in _listed(row[kind])]
        words += [OtherWord(text, lang) for lang in LANGUAGES for text in _listed(row.get(lang) or "", ";")]
        yield Head(
            name=row["見出し"],
            readings=_listed(row["よみ"]),
            classes=_listed(row["上位"]),
            hazard=Hazard(row["危険"]) if row["危険"] else None,
            words=tuple(words),
        )


def _word(text: str, kind: str) -> OtherWord:
    """「言葉[よみ]」 carries its reading."""
    plain, bracket, reading = text.partition("[")
    return OtherWord(plain, kind, reading.rstrip("]") if bracket else None)


def _listed(cell: str, separator: str = "、") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


def _files(folder: Path, kind: str) -> list[Path]:
    paths = sorted((folder / kind).glob("*.csv"))
    if not paths and kind == "heads":
        raise LexiconError(f"{folder / kind} に見出しの表がありません（GOMI_LEXICON_DIR を確かめてください）")
    return paths


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: 読めません（{error}）") from error
