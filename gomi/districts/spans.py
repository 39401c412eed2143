"""Stretches of addresses: from one 丁目 and 番地 to another, both included.

>>> street = (Span((1, 0), (3, 9)),)
>>> meet(street, at(3, 9)), meet(street, at(3, 10)), cover(street, at(2))
(True, False, True)
>>> meet(street, at(3)), cover(street, at(3))
(True, False)
"""

from dataclasses import dataclass

MOST = 10**9
MOST_CHOMES = 99
"""A range of more 丁目 is a slip in a list."""
Point = tuple[int, int]
"""丁目 and 番地; 丁目 is 0 where a town has none."""


@dataclass(frozen=True, slots=True)
class Span:
    """Addresses from ``low`` to ``high``, both included, in the order of 丁目, then 番地."""

    low: Point
    high: Point


Spans = tuple[Span, ...]
WHOLE: Spans = (Span((0, 0), (MOST, MOST)),)


def at(chome: int | None = None, block: int | None = None) -> Span:
    """Every address that is meant by what is known of it."""
    if chome is None:
        return WHOLE[0] if block is None else Span((0, block), (0, block))
    return Span((chome, block or 0), (chome, MOST if block is None else block))


def meet(spans: Spans, asked: Span) -> bool:
    """Whether some address asked about lies in these spans."""
    return any(span.low <= asked.high and asked.low <= span.high for span in spans)


def cover(spans: Spans, asked: Span) -> bool:
    """Whether every address asked about lies in one of these spans."""
    return any(span.low <= asked.low and asked.high <= span.high for span in spans)


def chomes(spans: Spans) -> tuple[int, ...]:
    """Every 丁目 the spans name, in order; none for a whole town."""
    named: set[int] = set()
    for span in spans:
        if span.high[0] < MOST:
            named.update(range(span.low[0], min(span.high[0], span.low[0] + MOST_CHOMES) + 1))
    return tuple(sorted(named - {0}))
