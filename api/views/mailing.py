"""The form for reminders by e-mail as a page shows it: what may be chosen, what is, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property

from markupsafe import Markup

from api.views.city import City
from api.views.page import Page
from api.views.streams import StreamShown
from gomi.conversation.flows.reminding import LONGEST_LABEL
from gomi.conversation.mail_form import Problem, Typed
from gomi.conversation.messages.tongue import Tongue
from gomi.conversation.spoken_times import as_written
from gomi.reminders.homes import STEP_MINUTES, Home
from gomi.reminders.hours import hours_of

USUAL_EVENING = "20:00"
HOUR = 60
FIELDS = {
    Problem.ADDRESS: "address",
    Problem.REFUSED: "address",
    Problem.DISTRICT: "district",
    Problem.TIMES: "evening",
    Problem.STREAMS: "stream-1",
    Problem.LABEL: "label",
}
"""Where each problem is put right."""


@dataclass(frozen=True)
class MailForm:
    """One form on one page, with what was filled in so far."""

    page: Page
    typed: Typed
    problems: tuple[Problem, ...] = ()

    @property
    def city(self) -> City:
        """The page's."""
        assert self.page.city is not None
        return self.page.city

    @cached_property
    def evenings(self) -> Sequence[tuple[str, str]]:
        """Each time that may be chosen, as it is sent and as it is shown."""
        return self._times(*hours_of(self.city.municipality.settings).evening)

    @cached_property
    def mornings(self) -> Sequence[tuple[str, str]]:
        """The same for the morning."""
        return self._times(*hours_of(self.city.municipality.settings).morning)

    @property
    def streams(self) -> Sequence[StreamShown]:
        """What can be told of."""
        return list(self.city.streams(self.page.voice.lang).values())

    @property
    def districts(self) -> Sequence[tuple[str, str]]:
        """Every district by id, with its name as bare text, in the order of the table."""
        return [
            (each.id, self.page.voice.name(each.name, each.reading).plain)
            for each in self.city.municipality.districts
        ]

    @property
    def most(self) -> int:
        """The letters a name may have."""
        return LONGEST_LABEL

    def wrong(self, *problems: str) -> Markup:
        """What is wrong with a field, told below it; empty where nothing is."""
        found = next((each for each in self.problems if each in problems), None)
        return self.told(found) if found else Markup("")

    def told(self, problem: Problem) -> Markup:
        """A problem in words."""
        return self.page.voice.say(f"mail.error_{problem}", **self._values(problem))

    def title(self, title: str) -> str:
        """The page's name; with a problem it begins so."""
        if not self.problems:
            return title
        first, voice = self.problems[0], self.page.voice
        said = voice.plain(f"mail.error_{first}", **self._values(first))
        return voice.plain("search.wrong_title", problem=said)

    def field(self, problem: Problem) -> str:
        """The id of the field it belongs to."""
        return FIELDS[problem]

    def _values(self, problem: Problem) -> dict[str, object]:
        return {"most": LONGEST_LABEL} if problem is Problem.LABEL else {}

    def _times(self, first: int, last: int) -> Sequence[tuple[str, str]]:
        tongue = Tongue(self.page.words, self.page.voice.lang, self.city.municipality)
        minutes = range(first, last + 1, STEP_MINUTES)
        return [(as_written(each), tongue.bare(tongue.time(each))) for each in minutes]


def empty_form(page: Page, district: str) -> MailForm:
    """The form as it is first seen: the usual evening, everything that is collected, this language."""
    assert page.city is not None
    every, lang = tuple(stream.id for stream in page.city.municipality.streams), page.voice.lang
    times = [each for each, _ in MailForm(page, Typed()).evenings]
    evening = USUAL_EVENING if USUAL_EVENING in times else times[0]
    return MailForm(page, Typed("", district, "", evening, "", every, lang))


def told_of(home: Home, page: Page) -> Sequence[Markup]:
    """A home in a few lines: where, when, what of."""
    assert page.city is not None
    voice, city = page.voice, page.city
    dates, streams = city.dates(voice.lang), city.streams(voice.lang)
    lines = [voice.marked(home.label)] if home.label else []
    districts = (each for each in city.municipality.districts if each.id == home.district)
    lines += [voice.name(each.name, each.reading).shown for each in districts]
    for key, at in (("mail.at_evening", home.evening), ("mail.at_morning", home.morning)):
        if at is not None:
            lines.append(voice.say(key, time=dates.time(time(at // HOUR, at % HOUR))))
    chosen = [streams[each].name.shown for each in home.streams if each in streams]
    return [*lines, voice.joined(chosen) if chosen else voice.say("mail.all_streams")]
