"""Read the name of a district: the towns it lists, their 丁目 and 番地, what brackets add or leave out.

>>> [town.name for town in read_name("本町・浜町１丁目").towns]
['本町', '浜町']
>>> name = read_name("館町（館ヶ丘団地を除く）")
>>> name.towns[0].name, name.without
('館町', ('館ヶ丘団地',))
>>> read_name("山家地区（鷹栖町）奈留").wider
('山家地区', '鷹栖町')
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from gomi.districts.name_numbers import Counted, spans_of
from gomi.districts.name_towns import LIST, PARTLY, NamedTown, read_towns
from gomi.districts.spans import WHOLE, Spans
from gomi.districts.spelling import shape

OPENING, CLOSING = "(【[〔「<", ")】]〕」>"
INDEX_KANA = re.compile(r"^[ぁ-んァ-ン]\s+(?=\S)")
READING = re.compile(r"[ぁ-ゖーA-Za-z\d\s・、~\-()]*[ぁ-ゖ]{2}[ぁ-ゖーA-Za-z\d\s・、~\-()]*")
LEFT_OUT = re.compile(r"^(?P<what>.*?)(?:以外|を?除く|をのぞく|のぞく)(?P<where>.*)$")
COUNT = re.compile(r"^\d+_?(?=\D)")
"""The number of a place, as lists of put-out places begin with."""


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of a district says.

    ``wider`` are names of what it lies in, the widest first, ``within`` words that tell its part of a
    town from the others, ``without`` words of what is left out, and ``excluded`` the stretches that are.
    """

    towns: tuple[NamedTown, ...]
    wider: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    excluded: Spans = ()
    readings: tuple[str, ...] = ()


def read_name(name: str) -> Name:
    """What a district's name says; a name that says nothing readable is its own town."""
    plain, *noted = unicodedata.normalize("NFKC", INDEX_KANA.sub("", name)).split("※", maxsplit=1)
    outside, inside = _brackets(plain.replace("小字", " "))
    base, *behind = [text for text in outside if text] or [""]
    read = _Reading(shape(base), [shape(text) for text in behind])
    for content in inside + noted:
        read.bracket(content)
    return read.name()


def _brackets(text: str) -> tuple[list[str], list[str]]:
    """The pieces outside brackets and the contents of the outer brackets; an open one ends with the text."""
    outside, inside, depth = [""], [], 0
    for letter in text:
        if letter in OPENING and (depth := depth + 1) == 1:
            inside.append("")
        elif letter in CLOSING and depth and (depth := depth - 1) == 0:
            outside.append("")
        elif depth:
            inside[-1] += letter
        else:
            outside[-1] += letter
    return [piece.strip() for piece in outside], inside


class _Reading:
    """Gathers what the pieces of one name say."""

    def __init__(self, base: str, behind: list[str]) -> None:
        rest = base.removeprefix("それ以外の")
        *self.heads, last = _words(rest)
        self.towns = read_towns(last)
        self.inner: list[NamedTown] = []
        self.within: list[str] = []
        self.without: list[str] = []
        self.readings: list[str] = []
        self.excluded: Spans = ()
        self.behind: list[str] = []
        for text in behind:
            left_out = LEFT_OUT.match(text)
            (self.without if left_out else self.behind).extend(
                _listed(left_out["what"] if left_out else text)
            )

    def bracket(self, content: str) -> None:
        """Take in what stands in a bracket."""
        if READING.fullmatch(content):
            self.readings += [piece for piece in re.split(r"[()]", content) if piece]
            return
        shaped = shape(content)
        if numbers := spans_of(shaped, self._chome(), Counted.BLOCK):
            self.towns = [
                replace(
                    town, spans=numbers.spans, shared=numbers.shared, counted=town.counted or Counted.BLOCK
                )
                for town in self.towns
            ]
        elif left_out := LEFT_OUT.match(shaped):
            self._leave_out(left_out["what"], left_out["where"])
        else:
            self._add(COUNT.sub("", shaped))

    def _chome(self) -> int:
        spans = self.towns[0].spans if self.towns else WHOLE
        return 0 if spans == WHOLE else spans[0].low[0]

    def _leave_out(self, what: str, where: str) -> None:
        numbers = spans_of(what, self._chome(), Counted.BLOCK)
        if numbers:
            self.excluded = tuple(span for span in numbers.spans if span not in numbers.shared)
            self.towns = [replace(town, shared=town.shared + numbers.shared) for town in self.towns]
        else:
            self.without += _listed(what)
        if where:
            self.within.append(where)

    def _add(self, text: str) -> None:
        self.within += [word for word in _listed(text) if "丁目" not in word]
        if not any(town.counted for town in self.towns):
            self.inner += read_towns(text)

    def name(self) -> Name:
        """What was gathered."""
        last = [NamedTown(word) for word in self.behind]
        inner = [replace(town, partly=town.partly or bool(self.without)) for town in self.inner]
        towns = last or inner or self.towns
        wider = [*self.heads]
        if last or inner:
            wider += [town.name for town in self.towns]
        if last:
            wider += [town.name for town in inner]
        if not last and not inner and (self.without or self.within):
            towns = [replace(town, partly=True) for town in self.towns]
        return Name(
            tuple(towns),
            tuple(dict.fromkeys(wider)),
            tuple(word for word in self.within if len(word) > 1),
            tuple(word for word in self.without if len(word) > 1),
            self.excluded,
            tuple(self.readings),
        )


def _words(base: str) -> list[str]:
    """The words of a base; a blank before a number is only a comma."""
    joined = re.sub(r"(?<=\d)\s+(?=\d)", "・", base)
    return re.split(r"\s+|(?<=[^\W\d])-(?=[^\W\d])", joined) or [""]


def _listed(text: str) -> list[str]:
    return [word for word in (PARTLY.sub("", piece).strip() for piece in LIST.split(text)) if word]
