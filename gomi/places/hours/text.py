"""Opening hours and closing days as text: one spelling for what clerks write alike, and a place in it.

>>> plain_hours("月曜日から金曜日　９：００～１７：００（国民の祝日を除く）")
'月曜~金曜 9:00~17:00(祝を除く)'
"""

import re
import unicodedata
from dataclasses import dataclass

from gomi.errors import GomiError

# 【平日】 is a heading; （平日） may stand behind the hours it speaks of, and stays.
_ALIKE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), instead)
    for form, instead in (
        (r"[〜∼〰‐‑–—―−-]|から", "~"),
        (r"(?<=[\d時分半日曜月火水木金土]) ?[ー] ?(?=[\d翌午正月火水木金土日])", "~"),
        (r"(?<=[\d時分半])より", "~"),
        (r"(?<=[\d時分半午日月曜])まで", ""),
        (r"[\[\]【】〔〕〈〉《》<>]", " "),
        (r"曜日(?!曜)", "曜"),
        (r"国民の祝日|祝祭日|祝・?休日|祝日", "祝"),
        (r"[|｜\n\r]", "、"),
        (r"\s+", " "),
    )
)
BLANKS = re.compile(r"[ 、,・;/:。]|は|と|及び|および|並びに")
"""What stands between two parts and says nothing."""
BEGINS = re.compile(r"\(")
ENDS = re.compile(r"\)")


class Unclear(GomiError):
    """A part of a text that cannot be read, or can be read in two ways, and how to go on."""

    def __init__(self, part: str, problem: str, way: str) -> None:
        self.part = part.replace("~", "〜").replace("祝", "祝日").strip(" 、()")
        self.problem, self.way = problem, way
        super().__init__(f"「{self.part}」{problem}")


def plain_hours(text: str) -> str:
    """Width, waves, brackets, 曜日 and 祝日 as the readers of hours expect them."""
    narrow = unicodedata.normalize("NFKC", text).casefold().strip()
    for form, instead in _ALIKE:
        narrow = form.sub(instead, narrow)
    return narrow.strip(" 、")


@dataclass(slots=True)
class Scanner:
    """A place in a text, moving from part to part."""

    text: str
    at: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.text)

    def take(self, form: re.Pattern[str]) -> re.Match[str] | None:
        """What fits here, and move behind it; else None, and stay."""
        found = form.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def here(self) -> str:
        """What stands here, up to the next blank or mark."""
        end = next((i for i in range(self.at + 1, len(self.text)) if self.text[i] in " 、,;()"), None)
        return self.text[self.at : end]
