"""What stands in brackets in 営業時間: days, a break, days that are left out, or hours of other days.

>>> from gomi.municipality.year_end import YEAR_END
>>> read_bracket("祝を除く", YEAR_END)
LeftOut(days=(Holidays(),))
>>> read_bracket("12:00~13:00を除く", YEAR_END)
Break(span=Span(opens=720, closes=780))
>>> read_bracket("土は9:00~12:00", YEAR_END)
HoursWithin(text='土は9:00~12:00')
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from gomi.municipality.year_end import YearEnd
from gomi.places.hours.closing import read_closing
from gomi.places.hours.closing_words import REST_WORD
from gomi.places.hours.opening import Spans
from gomi.places.hours.text import BLANKS, Scanner, Unclear
from gomi.places.hours.times import SPAN, Span, read_span
from gomi.places.hours.words import Patterns, take_days, take_period

_BREAK = r"(?:昼休み|休憩時?間?)"
_TIME = rf"(?P<span>{SPAN.pattern})"
BREAKS = tuple(
    re.compile(form)
    for form in (rf"お?{_BREAK}[:は ]*{_TIME}", rf"{_TIME}は?(?:お?{_BREAK}|{REST_WORD}|を?除く|は除く)")
)
LEFT_OUT = re.compile(rf"(?P<days>.+?)(?:(?:を|は)?除く|以外|は?{REST_WORD})")
WAY = "休みの日は定休日に、休み時間は 9:00-12:00、13:00-17:00 のように分けて書いてください"


@dataclass(frozen=True, slots=True)
class OnDays:
    """（月〜金）, （4月〜9月）: when the hours before or behind it hold."""

    days: Patterns


@dataclass(frozen=True, slots=True)
class LeftOut:
    """（祝日を除く）: days on which they do not."""

    days: Patterns


@dataclass(frozen=True, slots=True)
class Break:
    """（12:00〜13:00を除く）: shut in between."""

    span: Span


@dataclass(frozen=True, slots=True)
class HoursWithin:
    """（土は9:00-12:00）: hours of other days."""

    text: str


Bracket: TypeAlias = OnDays | LeftOut | Break | HoursWithin


def read_bracket(inner: str, year_end: YearEnd) -> Bracket:
    """What a bracket says.

    Raises:
        Unclear: it cannot be read.
    """
    for form in BREAKS:
        if found := form.fullmatch(inner):
            return Break(read_span(found["span"]))
    if days := _only_days(inner):
        return OnDays(days)
    if SPAN.search(inner):
        return HoursWithin(inner)
    if found := LEFT_OUT.fullmatch(inner):
        closing = read_closing(found["days"], year_end)
        if closing.patterns and not closing.irregular:
            return LeftOut(closing.patterns)
    raise Unclear(inner, "が読めません", WAY)


def _only_days(inner: str) -> Patterns:
    """The days and parts of the year in a bracket that holds nothing else."""
    scanner, days = Scanner(inner), Patterns(())
    while not scanner.ended:
        found = take_period(scanner) or take_days(scanner)
        days += found
        if not found and not scanner.take(BLANKS):
            return ()
    return days


def with_break(spans: Spans, shut: Span) -> Spans:
    """The hours with a break taken out of one of them.

    Raises:
        Unclear: the break lies in none of them.
    """
    for number, span in enumerate(spans):
        if span.opens < shut.opens and shut.closes < span.closes:
            parted = (Span(span.opens, shut.opens), Span(shut.closes, span.closes))
            return spans[:number] + parted + spans[number + 1 :]
    raise Unclear(str(shut), "は営業時間の間にありません", WAY)
