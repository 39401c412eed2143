"""The nearest of many short keys, by slips, without comparing all of them.

A slip changes at most three of a key's pairs of neighbours (ends counted), so keys within ``most``
slips share all pairs but three for each. Only those that share enough are compared.

>>> Nearest(["ふらいぱん", "ふらいがえし", "まくら"]).within("ふらぱいん", 1)
[(1, 'ふらいぱん')]
>>> Nearest(["まくら"]).within("まいら", 1), Nearest(["まくら"]).within("かぎ", 1)
([(1, 'まくら')], [])
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

PAIRS_A_SLIP_CHANGES = 3  # two neighbours that change places touch three pairs


class Nearest:
    """Keys that can be asked for what is near; building takes a few microseconds a key."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        holders: dict[tuple[int, str], array[int]] = defaultdict(lambda: array("I"))
        for number, key in enumerate(self.keys):
            for pair in _pairs(key):
                holders[len(key), pair].append(number)
        self._holders = dict(holders)

    def within(self, text: str, most: int) -> list[tuple[int, str]]:
        """(slips, key) of every key at most ``most`` slips away, nearest first."""
        pairs = _pairs(text)
        needed = max(1, len(pairs) - PAIRS_A_SLIP_CHANGES * most)
        shared: Counter[int] = Counter()
        for length in range(len(text) - most, len(text) + most + 1):
            for pair in pairs:
                shared.update(self._holders.get((length, pair), ()))
        near = [self.keys[number] for number, count in shared.items() if count >= needed]
        compared = [(OSA.distance(text, key, score_cutoff=most), key) for key in near]
        return sorted(pair for pair in compared if pair[0] <= most)


def _pairs(text: str) -> set[str]:
    ended = f"^{text}$"
    return {ended[at : at + 2] for at in range(len(ended) - 1)}
