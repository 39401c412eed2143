"""What a column and a table are: the words in which the tables describe themselves."""

from dataclasses import dataclass
from enum import StrEnum

EVERYTHING = "すべて"
"""Written where a rule or an exception holds for every district or every stream."""

ICONS = (
    "burnable",
    "nonburnable",
    "plastic",
    "pet",
    "glass",
    "can",
    "paper",
    "cloth",
    "hazardous",
    "battery",
    "oversized",
    "dropoff",
    "appliance",
    "refused",
)


class Kind(StrEnum):
    """What a cell may hold; the value is how the documentation says it."""

    ID = "id: ASCII letters, digits, `-`, `_`, `.`"
    TEXT = "text"
    NAMES = "names, parted by 、"
    SENTENCES = "sentences, parted by ｜"
    WHOLE = "whole number"
    LENGTH = "centimetres"
    YEN = "whole yen"
    YENS = "amounts in whole yen, parted by 、"
    LATITUDE = "degrees north"
    LONGITUDE = "degrees east"
    ANY_LATITUDE = "degrees north; where they lie outside Japan they are doubted and not used"
    ANY_LONGITUDE = "degrees east; where they lie outside Japan they are doubted and not used"
    DATE = "date"
    DATE_OR_HOLIDAYS = "date, or 祝日"
    MOMENT = "date and time"
    TIME = "time of day"
    CHOICE = "one of the words listed"
    CHOICES = "words of those listed, parted by 、"
    COLOUR = "colour as #RRGGBB"
    ICON = "icon"
    POSTCODE = "seven digits, with or without `-`"
    LANGUAGE = "language tag"
    YES = "はい or empty"
    REFERENCE = "id or name of a row"
    REFERENCES = "ids or names of rows, parted by 、, or すべて"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its two headers, what its cells hold, and a sentence about it."""

    header: str
    ascii: str
    kind: Kind
    meaning: str
    example: str
    required: bool = False
    refers: str = ""
    """The stem of the table whose rows a reference names."""
    choices: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its stem (with .csv or .xlsx), what it is in Japanese and English, its columns."""

    stem: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """The Japanese headers in their order."""
        return tuple(column.header for column in self.columns)

    def column(self, header: str) -> Column:
        """The column with that Japanese or ASCII header.

        Raises:
            KeyError: no column is called so.
        """
        for column in self.columns:
            if header in (column.header, column.ascii):
                return column
        raise KeyError(header)


def id_column(meaning: str, example: str) -> Column:
    """The id column, always required."""
    return Column("id", "id", Kind.ID, meaning, example, required=True)


def name_column(meaning: str, example: str) -> Column:
    """The name column, always required."""
    return Column("名称", "name", Kind.TEXT, meaning, example, required=True)


def reading_column(example: str) -> Column:
    """The reading."""
    return Column("よみ", "reading", Kind.TEXT, "The reading in hiragana.", example)


def starts_column(meaning: str, header: str = "開始") -> Column:
    """The first day."""
    return Column(header, "starts", Kind.DATE, meaning, "2026-04-01")


def ends_column(meaning: str, header: str = "終了") -> Column:
    """The last day."""
    return Column(header, "ends", Kind.DATE, meaning, "2027-03-31")


def remark_column(meaning: str, example: str) -> Column:
    """A remark."""
    return Column("備考", "remark", Kind.TEXT, meaning, example)
