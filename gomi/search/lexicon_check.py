"""What a lexicon must not say: one word under two heads unawares, a class nobody wrote, no name."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gomi.search.fold import fold
from gomi.search.lexicon import LANGUAGES, Head
from gomi.search.lexicon_files import read_ambiguous, read_heads, read_readings, words_to_read

EVERY_HEAD_SPEAKS = ("en", "zh-Hans", "vi", "pt")


def contradictions(folder: Path) -> Iterator[str]:
    """Every contradiction as a sentence that names the head or word."""
    heads = list(read_heads(folder))
    ambiguous = read_ambiguous(folder)
    names = {head.name for head in heads}
    yield from _twice(heads)
    for head in heads:
        yield from (
            f"「{head.name}」の上位「{each}」は見出しにありません"
            for each in head.classes
            if each not in names
        )
        yield from _silent(head)
    yield from _two_heads(heads, {fold(word) for word in ambiguous})
    if set(words_to_read(folder)) != set(read_readings(folder)):
        yield "readings.csv が言葉とそろっていません。gomi lexicon readings で作り直してください"
    for word, to in ambiguous.items():
        yield from (f"「{word}」の行き先「{each}」は見出しにありません" for each in to if each not in names)
        if len(to) < 2:
            yield f"「{word}」は行き先がひとつです。heads/ に書いてください"


def _twice(heads: list[Head]) -> Iterator[str]:
    seen: set[str] = set()
    for head in heads:
        if head.name in seen:
            yield f"見出し「{head.name}」が2つあります"
        seen.add(head.name)


def _silent(head: Head) -> Iterator[str]:
    if not head.readings:
        yield f"「{head.name}」によみがありません"
    for language in EVERY_HEAD_SPEAKS:
        if head.in_language(language) is None:
            yield f"「{head.name}」に {language} の名前がありません"


def _two_heads(heads: list[Head], meant: set[str]) -> Iterator[str]:
    leads: dict[str, set[str]] = defaultdict(set)
    own = {fold(head.name): head.name for head in heads}
    for head in heads:
        for word in head.words:
            if word.kind not in LANGUAGES:
                leads[fold(word.text)].add(head.name)
    for key, to in sorted(leads.items()):
        if key in meant:
            continue
        if len(to) > 1:
            yield f"「{key}」が{'と'.join(f'「{name}」' for name in sorted(to))}の両方にあります"
        if key in own and to - {own[key]}:
            yield f"「{key}」は見出しなのに「{'」「'.join(sorted(to - {own[key]}))}」のほかの言葉にもあります"
