"""One municipality as frozen values: what its tables say once they are read and checked.

A row of a table is a value here; `Municipality` holds them all. Values carry the words of the
tables unchanged: names are shown as the city writes them, and folding is the search's affair.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property

from gomi.municipality.guides import Guide
from gomi.municipality.oversized import Exemption, OversizedDay, OversizedItem, Voucher
from gomi.municipality.places import Place


class CategoryKind(StrEnum):
    """種別: how what belongs to a category leaves the house."""

    COLLECTED = "収集"
    OVERSIZED = "粗大"
    DROP_OFF = "拠点"
    NOT_COLLECTED = "収集不可"
    APPLIANCE_RECYCLING = "家電リサイクル"
    BY_RESERVATION = "予約"


class Hazard(StrEnum):
    """危険: in which way a thing can hurt someone."""

    FIRE = "発火"
    BURST = "破裂"
    FLAMMABLE = "引火"
    SHARP = "けが"
    TOXIC = "有害"
    INFECTIOUS = "感染"


class ExceptionKind(StrEnum):
    """種別 of an exception: what happens to a collection day."""

    SUSPENDED = "休止"
    MOVED = "振替"
    EXTRA = "臨時"
    DELAYED = "遅れ"
    AS_USUAL = "通常"
    SHIFTED = "ずらす"


class WordHandling(StrEnum):
    """扱い: what a clerk decided about a word residents typed."""

    ALIAS = "別名"
    NOT_AN_ITEM = "対象外"
    PENDING = "保留"


@dataclass(frozen=True, slots=True)
class Category:
    """分別区分: one way of sorting, with its tile (colour, icon, letter) and how to put it out."""

    id: str
    name: str
    reading: str
    kind: CategoryKind
    stream: str | None
    colour: str
    icon: str
    letter: str
    bag: str
    how: tuple[str, ...]
    notes: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Stream:
    """収集区分: what one round of the truck takes; several categories may share one."""

    id: str
    name: str
    reading: str
    until: time | None


@dataclass(frozen=True, slots=True)
class ItemRule:
    """One row of an item: to which category it belongs, and when this row applies.

    Lengths are centimetres of the longest side. Empty fields mean "whatever it is".
    """

    category: str
    condition: str = ""
    materials: tuple[str, ...] = ()
    length_from: float | None = None
    length_below: float | None = None
    states: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    hazard: Hazard | None = None
    how: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    oversized_item: str | None = None
    starts: date | None = None
    ends: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """品目: a thing residents throw away, with every rule the city gives for it."""

    id: str
    name: str
    readings: tuple[str, ...]
    aliases: tuple[str, ...]
    rules: tuple[ItemRule, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word residents typed, and what a clerk decided about it."""

    word: str
    item: str | None
    handling: WordHandling
    decided: date | None


@dataclass(frozen=True, slots=True)
class District:
    """地区: the homes that share one collection calendar."""

    id: str
    name: str
    reading: str
    area: str
    course: str
    zone: str


@dataclass(frozen=True, slots=True)
class Town:
    """One stretch of addresses and the district it belongs to."""

    postcode: str
    name: str
    reading: str
    chome: str
    block_from: int | None
    block_to: int | None
    landmark: str
    latitude: float | None
    longitude: float | None
    district: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """収集日の書き方: when one stream is collected in one district, as the clerk wrote it."""

    district: str
    stream: str
    days: str
    starts: date | None
    ends: date | None
    remark: str
    original: str


@dataclass(frozen=True, slots=True)
class DayException:
    """例外: what differs from the rules on some days, for some streams and districts."""

    id: str
    kind: ExceptionKind
    starts: date | None
    ends: date | None
    new_day: date | None
    streams: tuple[str, ...]
    districts: tuple[str, ...]
    reason: str
    decided: datetime | None
    supersedes: str | None
    on_holidays: bool = False
    """開始 says 祝日: every national holiday is concerned, and ``starts`` is None."""


@dataclass(frozen=True, slots=True)
class Contact:
    """連絡先: whom residents call."""

    office: str
    telephone: str
    hours: str


@dataclass(frozen=True)
class Municipality:
    """One city's tables in one state, immutable."""

    id: str
    code: str
    name: str
    reading: str
    english_name: str
    issued: date | None
    contact: Contact
    languages: tuple[str, ...]
    licence: str
    time_zone: str
    settings: Mapping[str, object] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    streams: tuple[Stream, ...] = ()
    items: tuple[Item, ...] = ()
    words: tuple[Word, ...] = ()
    districts: tuple[District, ...] = ()
    towns: tuple[Town, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    exceptions: tuple[DayException, ...] = ()
    places: tuple[Place, ...] = ()
    guides: tuple[Guide, ...] = ()
    guide_pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures that guides show: file name below guides/ → content."""
    oversized_items: tuple[OversizedItem, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    oversized_days: tuple[OversizedDay, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    translations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(language, Japanese wording) → translation, for this city's own sentences and names."""
    unreviewed: frozenset[tuple[str, str]] = frozenset()
    """参考訳: the keys of ``translations`` that no native speaker has read."""

    @cached_property
    def category_by_id(self) -> Mapping[str, Category]:
        """Every category under its id."""
        return {category.id: category for category in self.categories}

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Every item under its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def category_by_name(self) -> Mapping[str, Category]:
        """Every category under its name."""
        return {category.name: category for category in self.categories}

    @cached_property
    def item_by_name(self) -> Mapping[str, Item]:
        """Every item under its name; of two that share one, the first."""
        return {item.name: item for item in reversed(self.items)}

    @cached_property
    def stream_by_id(self) -> Mapping[str, Stream]:
        """Every stream under its id."""
        return {stream.id: stream for stream in self.streams}
