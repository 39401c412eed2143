"""How a municipality speaks in one language, as bare text: its wordings, its sentences, its names.

In やさしい日本語 the text bears readings in brackets; `Tongue.bare` takes them out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gomi.conversation.messages.readings import furigana, in_one_shape, without_readings
from gomi.municipality.values import Category, Item, Municipality
from gomi.words import EASY, JAPANESE, Words

HOUR, NOON = 60, 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is said, without readings, and beside it the Japanese one where that differs.

    ``translated`` is False when this language has no word for it and says it in Japanese.
    """

    shown: str
    plain: str
    beside: str = ""
    translated: bool = False


class Tongue:
    """One language of one municipality, or of the whole installation where there is none."""

    def __init__(self, words: Words, lang: str, municipality: Municipality | None) -> None:
        self._words = words
        self._city = municipality
        self.lang = lang
        self.tag = words.languages[lang].tag
        self.reviewed = words.languages[lang].reviewed

    def say(self, key: str, **values: object) -> str:
        """A wording of the interface with its values."""
        return self._words.say(key, self.lang, **values)

    def plain(self, key: str, **values: object) -> str:
        """A wording without readings, for titles and labels; its values stay as they are."""
        return without_readings(self._words.wording(key, self.lang).text).format(**values)

    def bare(self, text: str) -> str:
        """A text of this language without its readings."""
        return without_readings(text) if self.lang == EASY else text

    def listed(self, key: str) -> tuple[str, ...]:
        """A wording that is a list parted by |."""
        return tuple(self._words.wording(key, self.lang).text.split("|"))

    def day(self, day: date) -> str:
        """A date as this language writes it."""
        month = self.listed("date.months")[day.month - 1]
        return self.say("date.day", year=day.year, month=month, day=day.day)

    def day_and_weekday(self, day: date) -> str:
        """A date without its year, with its weekday: 12月3日（木）."""
        month = self.listed("date.months")[day.month - 1]
        return self.say("date.with_weekday", month=month, day=day.day, weekday=self.weekday(day))

    def weekday(self, day: date) -> str:
        """The weekday in short."""
        return self.listed("date.weekdays")[day.weekday()]

    def brief_day(self, day: date) -> str:
        """A date in digits: 12/3."""
        return self.say("date.brief", month=self.listed("date.short_months")[day.month - 1], day=day.day)

    def beside(self, day: date, today: date) -> str:
        """きょう or あす, or nothing: it only ever stands beside the date."""
        return {0: self.say("date.today"), 1: self.say("date.tomorrow")}.get((day - today).days, "")

    def time(self, minutes: int) -> str:
        """A time of day, given in minutes after midnight."""
        hour, minute = divmod(minutes, HOUR)
        half = "date.am" if hour < NOON else "date.pm"
        shown = (hour - 1) % NOON + 1 if self.plain("date.hours") == str(NOON) and hour != 0 else hour
        behind = self.say("date.minutes", minute=f"{minute:02d}") if minute else self.say("date.no_minutes")
        return self.say(half, hour=shown, minutes=behind)

    def translated(self, japanese: str) -> str | None:
        """The city's own words in this language, where there are any."""
        if self._city is None:
            return None
        said = self._city.translations.get((self.lang, japanese))
        return in_one_shape(said) if said is not None and self.lang == EASY else said

    def city(self, sentence: str) -> str:
        """A sentence of the city in this language, else in Japanese."""
        translated = self.translated(sentence)
        return sentence if translated is None else translated

    def in_words(self, text: str) -> str:
        """A text of this language, as it stands."""
        return text

    def name(self, japanese: str, reading: str = "") -> Name:
        """A name with the Japanese one beside it, if this language calls it otherwise."""
        read = furigana(japanese, reading) if self.lang == EASY else japanese
        translated = self.translated(japanese)
        if translated is None:
            return Name(read, japanese)
        said = without_readings(translated)
        return Name(translated, said, "" if said == japanese else read, translated=True)

    def category(self, category: Category) -> Name:
        """A category's name."""
        return self.name(category.name, category.reading)

    def item(self, item: Item) -> Name:
        """An item's name."""
        return self.name(item.name, item.readings[0] if item.readings else "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the municipality speaks, each as its speakers call it."""
        spoken = self._city.languages if self._city is not None else tuple(self._words.languages)
        tables = self._words.languages
        return tuple(tables[each].name for each in spoken if each in tables)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts in one line."""
        return self.say("rule.both").join(parts)

    @property
    def city_name(self) -> str:
        """The municipality's own name, with its reading where the language has readings."""
        if self._city is not None and self.lang == EASY:
            return furigana(self._city.name, self._city.reading)
        return self.city_name_plain

    @property
    def city_name_plain(self) -> str:
        """The municipality's own name without readings; empty where there is no municipality."""
        if self._city is None:
            return ""
        english = "" if self.tag == JAPANESE else self._city.english_name
        return self.translated(self._city.name) or english or self._city.name
