"""営業時間 and 定休日 from the standard's four columns.

The standard says one stretch of hours for some days of the week, and everything else in words.

>>> told = read_opening(Published("月火水木金", "08:30", "17:15", "祝日、年末年始を除く。駐車場は8時から"))
>>> told.hours, told.closed, told.rest
('月〜金 8:30-17:15', '祝日、年末年始', ('駐車場は8時から',))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gomi.municipality.cells import Unreadable, plain
from gomi.municipality.facilities.tidy import DAY, read_clock
from gomi.municipality.facilities.weekdays import days_in_words
from gomi.places.hours.closing import read_closing
from gomi.places.hours.read import read_opening as read_our_opening
from gomi.places.hours.text import Unclear

ALL_DAY = "24時間"
CLOSED = "定休日: "
WAY_OF_WORDS = "休みの日なら定休日に、時間なら営業時間に書いてください"

_LABEL = r"(?:定休日?|休[業館園診庁場所止]日?|閉[館所庁場]日?|お?休み)"
_CLAUSE = re.compile(rf"[。;；｜\n\r]+|(?<=[\s）)])(?={_LABEL}\s*[:：])")
_CLOSING_LABEL = re.compile(rf"^[【\[（(]?{_LABEL}[】\]）)]?\s*[:：は]?[\s・]*")
_CLOSING_END = re.compile(
    r"\s*(?:[はをに]、?)?(?:お?休み(?:です|します)?|休[業館園診庁場止]日?(?:です|します)?|閉[館所庁場](?:です|します)?"
    r"|除く|除きます|利用不可|利用できません)$"
)
_NAMES_NO_WEEKDAY = re.compile(r"祝|年末年始|無休")
"""Without a word for closing, 月曜 may be the day that is open; holidays and the year's end are not."""


@dataclass(frozen=True, slots=True)
class Published:
    """利用可能曜日, 開始時間, 終了時間 and 利用可能時間特記事項."""

    days: str = ""
    starts: str = ""
    ends: str = ""
    special: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of `Published` is doubtful: the field, and a sentence with a way forward."""

    field: str
    problem: str
    way: str


@dataclass(frozen=True, slots=True)
class Told:
    """営業時間 and 定休日, what is said besides, and what a clerk should look at."""

    hours: str = ""
    closed: str = ""
    rest: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_opening(published: Published) -> Told:
    """What the four columns say. Nothing is lost: what is neither hours nor closing days is the rest."""
    told = _with_words(_regular(published), published.special)
    if published.starts and told.hours and not published.days and not told.closed:
        problem = f"利用できる曜日がありません。毎日 {told.hours} として読みました"
        doubt = Doubt("days", problem, "休みの日があれば定休日に書いてください")
        return replace(told, doubts=(*told.doubts, doubt))
    return told


def _regular(published: Published) -> Told:
    """The hours that days and times say; the days alone, or times that cannot be, are words."""
    if not (published.days or published.starts or published.ends):
        return Told()
    days, doubts = published.days, []
    try:
        days = days_in_words(days) if days else ""
    except Unreadable as error:
        doubts.append(Doubt("days", f"「{days}」{error.problem}。備考に入れました", error.way))
    try:
        span = _span(published.starts, published.ends)
    except Unreadable as error:
        span = " ".join(filter(None, (published.starts, published.ends)))
        doubts.append(Doubt("starts", f"「{span}」{error.problem}。備考に入れました", error.way))
    said = " ".join(filter(None, (days, span)))
    if span and is_opening(said):
        return Told(hours=said, doubts=_doubts_of_midnight(published))
    if not doubts:
        problem = "開始時間と終了時間がありません" if not span else f"「{said}」は営業時間として読めません"
        doubts.append(Doubt("starts", f"{problem}。備考に入れました", "営業時間に書いてください"))
    said = " ".join(filter(None, (days or ("毎日" if published.days else ""), span)))
    return Told(rest=(f"利用できる日: {said}" if published.days else said,), doubts=tuple(doubts))


def _doubts_of_midnight(published: Published) -> tuple[Doubt, ...]:
    """From 0:00 to 0:00 is all day to some, and an empty form to others."""
    try:
        at_midnight = read_clock(published.starts) == read_clock(published.ends) == 0
    except Unreadable:
        return ()
    problem = f"{published.starts} から {published.ends} までを24時間として読みました"
    return (Doubt("ends", problem, "違うときは営業時間に書いてください"),) if at_midnight else ()


def _span(starts: str, ends: str) -> str:
    """8:30-17:15, 24時間, or empty where no times are given."""
    if any(plain(each) in (ALL_DAY, "終日") for each in (starts, ends)):
        return ALL_DAY
    if not starts and not ends:
        return ""
    if not starts or not ends:
        raise Unreadable("だけでは何時から何時までか分かりません", "開始時間と終了時間の両方を書いてください")
    first, last = read_clock(starts), read_clock(ends)
    if first == 0 and last in (0, DAY):
        return ALL_DAY
    return f"{_clock(first)}-{_clock(last)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _with_words(told: Told, special: str) -> Told:
    """What the words of the fourth column add: closing days, hours where there are none yet, the rest."""
    closed, rest, doubts = [], list(told.rest), list(told.doubts)
    hours = told.hours
    for clause in _clauses(special):
        if days := closing_days(clause):
            closed.append(days)
        elif not hours and not told.rest and is_opening(clause):
            hours = clause
        else:
            rest.append(clause)
            problem = f"「{clause}」は定休日として読めません。備考に入れました"
            doubts.append(Doubt("special", problem, WAY_OF_WORDS))
    together = "、".join(closed)
    if together and not is_closing(together):
        rest.append(f"{CLOSED}{together}")
        problem = f"定休日「{together}」がひとつに読めません。備考に入れました"
        doubts.append(Doubt("special", problem, WAY_OF_WORDS))
        together = ""
    return Told(hours, together, tuple(rest), tuple(doubts))


def _clauses(special: str) -> Iterator[str]:
    return (clause.strip() for clause in _CLAUSE.split(special) if clause.strip())


def closing_days(clause: str) -> str:
    """The closing days a clause names, without the words around them; empty where it names none."""
    bare = _CLOSING_END.sub("", _CLOSING_LABEL.sub("", clause)).strip()
    if bare and is_closing(bare) and (bare != clause or _NAMES_NO_WEEKDAY.search(bare)):
        return bare
    return clause if _NAMES_NO_WEEKDAY.search(clause) and is_closing(clause) else ""


def is_closing(text: str) -> bool:
    """Whether 定休日 takes the text."""
    try:
        read_closing(text)
    except Unclear:
        return False
    return True


def is_opening(text: str) -> bool:
    """Whether 営業時間 takes the text, and it says hours."""
    try:
        return bool(read_our_opening(text).rows)
    except Unclear:
        return False
