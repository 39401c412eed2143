"""収集日の決まり said in one language: 毎週月・木曜, or every Monday and Thursday.

`gomi.calendar.writing` writes a rule back as a clerk writes it; here it is told to residents, and
days written out one by one are only said to be so, since the calendar shows them.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import assert_never

from markupsafe import Markup

from api.views.dates import Dates
from api.views.voice import Voice
from gomi.calendar.days import RuleInForce
from gomi.calendar.rules import EveryFewWeeks, EveryWeek, LastWeekday, ListedDay, NthWeekday, Word

FORTNIGHT = 2
DAYS_A_WEEK = 7


class RuleWords:
    """Says rules in one voice."""

    def __init__(self, voice: Voice, dates: Dates) -> None:
        self._voice, self._dates = voice, dates
        self._ordinals = voice.listed("calendar.ordinals")

    def said(self, rules: Iterable[RuleInForce]) -> Markup:
        """Rules in one line, each once; nothing where none has words."""
        parts = [part for row in rules for part in self._parts(row.rule.words)]
        return self._voice.joined(list(dict.fromkeys(parts)))

    def _parts(self, words: Sequence[Word]) -> list[Markup]:
        return [self._together(list(group)) for _, group in groupby(words, key=_likeness)]

    def _together(self, words: Sequence[Word]) -> Markup:
        said = self._pattern(words)
        if not words[0].months:
            return said
        months = self._dates.months_short(sorted(words[0].months, key=lambda month: (month - 4) % 12))
        return said + self._voice.say("calendar.rule_months", months=months)

    def _pattern(self, words: Sequence[Word]) -> Markup:
        first = words[0].pattern
        match first:
            case EveryWeek():
                days = [each.pattern.weekday for each in words if isinstance(each.pattern, EveryWeek)]
                if len(set(days)) == DAYS_A_WEEK:
                    return self._voice.say("calendar.rule_every_day")
                return self._voice.say("calendar.rule_weekly", days=self._weekdays(days))
            case NthWeekday(weekday):
                nths = [each.pattern.nth for each in words if isinstance(each.pattern, NthWeekday)]
                return self._voice.say(
                    "calendar.rule_nth", nths=self._nths(nths), days=self._weekdays([weekday])
                )
            case LastWeekday():
                days = [each.pattern.weekday for each in words if isinstance(each.pattern, LastWeekday)]
                return self._voice.say("calendar.rule_last", days=self._weekdays(days))
            case EveryFewWeeks(known_day, weeks):
                key = "fortnight" if weeks == FORTNIGHT else "weeks"
                days = [known_day.weekday()]
                return self._voice.say(f"calendar.rule_{key}", weeks=weeks, days=self._weekdays(days))
            case ListedDay():
                return self._voice.say("calendar.rule_listed")
            case _:
                assert_never(first)

    def _weekdays(self, weekdays: Iterable[int]) -> Markup:
        return self._voice.say("calendar.dot").join(self._dates.weekdays[day].shown for day in weekdays)

    def _nths(self, nths: Iterable[int]) -> Markup:
        return self._voice.say("calendar.dot").join(
            self._voice.in_words(self._ordinals[nth - 1]) for nth in nths
        )


def _likeness(word: Word) -> tuple[object, ...]:
    """Neighbours that are alike in this are said together."""
    match word.pattern:
        case NthWeekday(weekday):
            return NthWeekday, weekday, word.months
        case EveryFewWeeks(known_day, weeks):
            return EveryFewWeeks, known_day, weeks, word.months
        case _:
            return type(word.pattern), word.months
