"""What is told of a day without having been asked: a reminder, and the correction of one.

The text alone suffices, for it is what a locked telephone shows: what, on which day, what to do now.
No name and no address stands in it; a home is called as its resident calls it.
"""

from collections.abc import Sequence
from datetime import date, time
from itertools import groupby

from gomi.calendar.days import NoCollection
from gomi.calendar.holidays import holiday_name
from gomi.conversation.messages.buttons import Buttons
from gomi.conversation.messages.days import DayCards
from gomi.conversation.messages.matters import REMIND, STOP_REMINDING, WEEK
from gomi.conversation.messages.tongue import HOUR, Tongue
from gomi.conversation.messages.values import DayCard, DayRow, Reply, Taken, Warned
from gomi.municipality.values import Municipality
from gomi.reminders.news import News, streams_of
from gomi.words import Words


class Reminders:
    """What one municipality tells in one language. Safe to use from any thread."""

    def __init__(self, words: Words, lang: str, city: Municipality) -> None:
        self._tongue = Tongue(words, lang, city)
        self._city = city
        self._cards = DayCards(city, self._tongue)
        self._buttons = Buttons(self._tongue).matters(WEEK, REMIND, STOP_REMINDING)

    def reminder(self, news: News, label: str, today: date) -> Reply:
        """The news of today or tomorrow, to a home called ``label`` (empty: the resident's own)."""
        return self._reply(news, label, today, self._opening(news, today), ())

    def correction(self, before: str, news: News, label: str, today: date) -> Reply:
        """That the news is no longer what was told under the key ``before``."""
        spoken_of = {*(each.stream for each in news.collected), *(each.stream for each in news.missed)}
        told = [each for each in streams_of(before) if each in self._city.stream_by_id]
        gone = [each for each in told if each not in spoken_of]
        opening = [self._tongue.say("reminder.correction"), *self._opening(news, today)]
        if gone:
            opening.append(self._dated("reminder.taken_back", news.day, today, streams=self._joined(gone)))
        return self._reply(news, label, today, opening, gone)

    def _reply(
        self, news: News, label: str, today: date, opening: Sequence[str], gone: Sequence[str]
    ) -> Reply:
        say = self._tongue.say
        sentence = " ".join(opening) if self._parts_words else "".join(opening)
        by = self._until(news)
        lead = [] if news.day == today or not news.collected else [say("reminder.tip")]
        if by:
            lead.append(say("reminder.by", time=by))
        card = DayCard(
            sentence=self._labelled(label, sentence),
            heading=self._day(news.day),
            district=label,
            rows=(self._row(news, label, today, gone),),
            lead=tuple(lead),
            warnings=tuple(self._warned(news)) if news.collected else (),
            large=True,
            reference="" if self._tongue.reviewed else say("line.reference"),
        )
        return Reply((card,), self._buttons)

    @property
    def _parts_words(self) -> bool:
        """Whether this language parts its sentences by a space."""
        return not self._tongue.tag.startswith(("ja", "zh"))

    def _opening(self, news: News, today: date) -> list[str]:
        if news.collected:
            streams = self._tongue.plain("days.between").join(
                self._noted(self._cards.taken(each)) for each in news.collected
            )
            return [self._dated("reminder", news.day, today, streams=streams), self._do(news, today)]
        phrases = [self._gone(together) for together in _alike(news.missed)]
        if not phrases:
            return []
        said = self._dated(
            "reminder.stop", news.day, today, gone=self._tongue.plain("days.between").join(phrases)
        )
        return [said, *filter(None, map(self._instead, _alike(news.missed)))]

    def _do(self, news: News, today: date) -> str:
        when, by = "morning" if news.day == today else "eve", self._until(news)
        if not by:
            return self._tongue.say(f"reminder.{when}_untimed")
        return self._tongue.say(f"reminder.{when}_by", time=by)

    def _dated(self, key: str, day: date, today: date, **values: object) -> str:
        """A wording that there is for tomorrow and for today."""
        when = "morning" if day == today else "eve"
        joint = "." if key == "reminder" else "_"
        return self._tongue.say(f"{key}{joint}{when}", day=self._day(day), **values)

    def _until(self, news: News) -> str:
        """By when the first of what is collected has to stand outside."""
        until = put_out_by(self._city, news)
        return self._tongue.time(until.hour * HOUR + until.minute) if until else ""

    def _day(self, day: date) -> str:
        weekday = self._tongue.weekday(day)
        if holiday_name(day):
            weekday = self._tongue.say("calendar.holiday", weekday=weekday)
        month = self._tongue.listed("date.months")[day.month - 1]
        return self._tongue.say("date.with_weekday", month=month, day=day.day, weekday=weekday)

    def _row(self, news: News, label: str, today: date, gone: Sequence[str]) -> DayRow:
        taken = [self._cards.taken(each) for each in news.collected]
        if not taken:
            taken = [self._cards.gone(each) for each in news.missed]
        if not taken:
            taken = [Taken(self._tongue.say("days.none", name=self._cards.name(each))) for each in gone]
        beside = self._labelled(label, self._tongue.beside(news.day, today))
        return DayRow(self._day(news.day), beside, tuple(taken))

    def _warned(self, news: News) -> list[Warned]:
        stay = self._tongue.say("reminder.stay")
        return [Warned(self._gone(each), self._instead(each) or stay) for each in _alike(news.missed)]

    def _gone(self, together: Sequence[NoCollection]) -> str:
        said = self._tongue.say("reminder.gone", streams=self._joined([each.stream for each in together]))
        reason = together[0].reason
        return (
            self._tongue.say("days.because", said=said, reason=self._tongue.city(reason)) if reason else said
        )

    def _instead(self, together: Sequence[NoCollection]) -> str:
        gone = together[0]
        if gone.moved_to is None:
            return ""
        return self._tongue.say("reminder.instead", old=self._day(gone.day), new=self._day(gone.moved_to))

    def _joined(self, streams: Sequence[str]) -> str:
        return self._tongue.plain("days.between").join(map(self._cards.name, streams))

    def _noted(self, taken: Taken) -> str:
        return self._tongue.say("line.case", name=taken.name, case=taken.note) if taken.note else taken.name

    def _labelled(self, label: str, said: str) -> str:
        return self._tongue.say("reminder.labelled", label=label, said=said) if label else said


def put_out_by(city: Municipality, news: News) -> time | None:
    """By when the first of what is collected has to stand outside; None where the city says nothing."""
    times = [city.stream_by_id[each.stream].until for each in news.collected]
    return min((each for each in times if each is not None), default=None)


def _alike(missed: Sequence[NoCollection]) -> list[list[NoCollection]]:
    """Those that fall away for one reason and are made up for on one day."""
    ordered = sorted(missed, key=lambda each: (each.reason, str(each.moved_to)))
    return [list(together) for _, together in groupby(ordered, lambda each: (each.reason, each.moved_to))]
