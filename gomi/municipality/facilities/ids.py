"""Ids for facilities: the city's own where it gives them, else letters that stay from list to list."""

import re
import zlib
from collections.abc import Iterator, Mapping

from gomi.municipality.cells import Unreadable, plain, read_id
from gomi.municipality.complaints import shortened
from gomi.municipality.facilities.header import Header


class Ids:
    """Gives every row of one file its id, each once."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._taken: set[str] = set()

    def of(self, row: Mapping[str, str], name: str, address: str) -> str:
        """ID; else the code and NO; else the code and a fingerprint of the name and the address."""
        code = re.sub(r"[^0-9A-Za-z]", "", plain(row.get("code", "")))
        number = row.get("number", "")
        wanted = row.get("id", "") or (f"{code}-{number}" if code and number else number)
        try:
            id_ = read_id(wanted)
        except Unreadable as error:
            id_ = f"{code or 'place'}-{fingerprint(name, address)}"
            self._tell(wanted, id_, f"ID「{shortened(wanted)}」{error.problem}" if wanted else "ID が空です")
        if id_ in self._taken:
            first, id_ = id_, next(each for each in _numbered(id_) if each not in self._taken)
            self._tell(first, id_, f"ID「{first}」の行がほかにもあります")
        self._taken.add(id_)
        return id_

    def _tell(self, read: str, id_: str, problem: str) -> None:
        way = f"id を「{id_}」にしました。元の表の ID に書いておくと変わりません"
        self._header.doubt("id", self._header.called("id", "number"), read, problem, way)


def fingerprint(name: str, address: str) -> str:
    """Eight letters that stay while the name and the address stay, wherever the row moves.

    >>> fingerprint("本庁舎", "本町1-1")
    '8f3f549d'
    """
    return f"{zlib.crc32(f'{name} {address}'.encode()):08x}"


def _numbered(id_: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{id_}-{number}"
        number += 1
