"""From the stretches a name led to, and the numbers behind it, to what is told the resident."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gomi.districts.book import Stretch
from gomi.districts.found import (
    AddressNeeded,
    Candidate,
    Found,
    Need,
    NoDistrict,
    OneDistrict,
    SeveralDistricts,
)
from gomi.districts.name_numbers import Counted
from gomi.districts.numerals import Number
from gomi.districts.spans import at, chomes, cover, meet

MOST_OFFERED = 20
"""More districts than this are no choice to read; the resident is asked to go on writing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The 丁目 and the 番地 an address gives, where it gives them."""

    chome: int | None = None
    block: int | None = None

    def meets(self, row: Stretch) -> bool:
        """Whether the address can lie in this stretch."""
        span = at(self.chome, self.block)
        return meet(row.spans, span) and not (row.excluded and cover(row.excluded, span))

    def lies_in(self, row: Stretch) -> bool:
        """Whether the address lies in this stretch and numbers alone say so."""
        span = at(self.chome, self.block)
        is_own = not row.partly and not row.is_whole and not meet(row.shared, span)
        return is_own and cover(row.spans, span)


def asked(numbers: Sequence[Number], rows: Sequence[Stretch]) -> Asked:
    """What the numbers count in this town: 2-21-3 begins with the 丁目 where the town has 丁目."""
    if not numbers:
        return Asked()
    first, *others = numbers
    if first.unit == "丁目":
        return Asked(first.value, others[0].value if others else None)
    if first.unit:
        return Asked(None, first.value)
    listed = {n for row in rows for n in chomes(row.spans)}
    counted = {row.counted for row in rows}
    if Counted.CHOME in counted and (first.value in listed or not any(row.is_whole for row in rows)):
        return Asked(first.value, others[0].value if others else None)
    if counted & {Counted.BARE} and Counted.CHOME not in counted:
        return _of_bare(numbers, rows, listed)
    return Asked(None, first.value)


def _of_bare(numbers: Sequence[Number], rows: Sequence[Stretch], listed: set[int]) -> Asked:
    """「中村1」 may be a 丁目 or an association: two numbers, 「中村1-5」, do not say which."""
    is_list = any(len(row.spans) > 1 for row in rows)
    if numbers[0].value in listed and (is_list or len(numbers) != 2):
        return Asked(numbers[0].value)
    return Asked()


def likeliest(rows: Sequence[Stretch], wanted: Asked, behind: str) -> list[Stretch]:
    """The rows the address can lie in, without those that a more exact one makes needless."""
    hits = [row for row in rows if wanted.meets(row)]
    if any(wanted.lies_in(row) for row in hits):
        hits = [row for row in hits if not row.is_whole]
    named = [row for row in hits if any(word in behind for word in row.within)]
    left = [row for row in hits if not any(word in behind for word in row.without)]
    return named or left or hits


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes an answer of rows.

    ``twins`` gives, for every district that another one repeats, the first of them; ``typed`` is what
    the resident typed.
    """

    twins: Mapping[str, str]
    typed: str

    def tell(self, so_far: str, rows: Sequence[Stretch], wanted: Asked, behind: str) -> Found:
        """The answer for the rows of a name and what the address gives."""
        hits = likeliest(rows, wanted, behind)
        if not hits:
            return self._nowhere(so_far, rows, wanted)
        candidates = self.candidates(hits)
        if len({each.district.id for each in candidates}) == 1:
            label = candidates[0].label if len(candidates) == 1 else _common(candidates)
            return OneDistrict(label, candidates[0].district)
        return self._told_apart(so_far, hits, wanted, candidates)

    def _told_apart(
        self, so_far: str, hits: Sequence[Stretch], wanted: Asked, candidates: tuple[Candidate, ...]
    ) -> Found:
        if wanted.chome is None and _are_chomes(hits):
            return AddressNeeded(so_far, Need.CHOME, _options(hits), candidates)
        if wanted.block is None and _are_blocks(hits, wanted):
            so_far += f"{wanted.chome}丁目" if wanted.chome is not None else ""
            return AddressNeeded(so_far, Need.BLOCK, (), candidates)
        return self.offer(so_far, candidates)

    def offer(self, so_far: str, candidates: tuple[Candidate, ...]) -> Found:
        """Two candidates or more, to choose from while they can be read."""
        if len(candidates) > MOST_OFFERED:
            return AddressNeeded(so_far, Need.NAME, (), candidates)
        return SeveralDistricts(candidates)

    def _nowhere(self, so_far: str, rows: Sequence[Stretch], wanted: Asked) -> Found:
        """The list has the town but not its number."""
        candidates = self.candidates(rows)
        if any(row.counted is Counted.CHOME for row in rows) and wanted.chome not in _listed(rows):
            return AddressNeeded(so_far, Need.CHOME, _options(rows), candidates)
        if any(row.counted is not Counted.BARE for row in rows):
            so_far += f"{wanted.chome}丁目" if wanted.chome in _listed(rows) else ""
            return AddressNeeded(so_far, Need.BLOCK, (), candidates)
        if len({each.district.id for each in candidates}) > 1:
            return SeveralDistricts(candidates)
        return NoDistrict((candidates[0].label,))

    def candidates(self, rows: Iterable[Stretch]) -> tuple[Candidate, ...]:
        """Each row once, in the order of the list; districts that say the same are offered once."""
        by_key: dict[tuple[str, str], Candidate] = {}
        for row in sorted(rows, key=lambda row: row.place):
            id_ = row.district.id
            key = (self.twins[id_], "") if id_ in self.twins else (id_, row.label)
            if key not in by_key or row.district.name == self.typed:
                by_key[key] = Candidate(row.label, row.district)
        return _apart(list(by_key.values()))


def _listed(rows: Iterable[Stretch]) -> set[int]:
    return {n for row in rows for n in chomes(row.spans)}


def _options(rows: Iterable[Stretch]) -> tuple[str, ...]:
    return tuple(f"{n}丁目" for n in sorted(_listed(rows)))


def _are_chomes(rows: Sequence[Stretch]) -> bool:
    if any(row.counted is not Counted.CHOME for row in rows):
        return False
    return len({(row.town, row.heads) for row in rows}) == 1 < len({chomes(row.spans) for row in rows})


def _are_blocks(rows: Sequence[Stretch], wanted: Asked) -> bool:
    """Whether 番地 tell these rows apart."""
    if wanted.chome is None and any(row.counted in (Counted.CHOME, Counted.BARE) for row in rows):
        return False
    if any((row.partly and row.is_whole) or row.has_landmark or row.without for row in rows):
        return False
    if len({(row.town, row.heads) for row in rows}) > 1:
        return False
    return any(not row.is_whole or row.excluded for row in rows) and len({row.spans for row in rows}) > 1


def _common(candidates: Sequence[Candidate]) -> str:
    """What the labels of one district share from their beginning, else the district's name."""
    first, last = min(each.label for each in candidates), max(each.label for each in candidates)
    length = next((n for n, letter in enumerate(first) if last[n : n + 1] != letter), len(first))
    return first[:length].rstrip("（(0123456789 ") or candidates[0].district.name


def _apart(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Labels that read alike tell their areas."""
    labels = [each.label for each in candidates]
    return tuple(
        Candidate(f"{each.label}（{each.district.area or each.district.course}）", each.district)
        if labels.count(each.label) > 1 and (each.district.area or each.district.course)
        else each
        for each in candidates
    )
