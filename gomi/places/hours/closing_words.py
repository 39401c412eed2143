"""The words of 定休日 beside those for days: none at all, nobody knows, the turn of the year, 祝日の場合は….

>>> if_holiday(Scanner("(祝の場合は翌日)"))
IfHoliday(then=<Then.NEXT_DAY: '翌日'>, weekday=None)
"""

import re
from dataclasses import dataclass

from gomi.calendar.rules import WEEKDAYS
from gomi.places.hours.days import Then, Yearly
from gomi.places.hours.text import Scanner

REST_WORD = r"(?:お?休み|定休日?|休[業館園診庁]日?|閉[店館園庁所]日?|休(?=$|[ 、,;)]))"
REST = re.compile(REST_WORD)
"""休み: says nothing in a cell of closing days. 休日 and 祝前日 are no such word, and are refused."""
NEVER = re.compile("年中無休|無休")
NONE = re.compile(rf"{NEVER.pattern}|(?:{REST_WORD}は?)?(?:なし|無し|ありません)|(?:~|ー|ない)$")
"""無休 promises every day; なし says no more than an empty cell, and leaves 月〜金 as it is."""
IRREGULAR = re.compile(
    r"(?:(?:その)?他|ほか)?[ 、・]?(?:不定(?:休日?|期)?|臨時休[業館])(?:あり|有り?)?"
    r"|要?お?問い?合わ?せ|(?:その)?他$|ほか$"
)
EXCEPTING = re.compile(r"(?:のみ|だけ)(?:は?休み)?|(?:を|は)?除く|以外|ただし|但し")
YEAR_END = re.compile(rf"年末年始(?:の?{REST_WORD})?")
NAMED: tuple[tuple[re.Pattern[str], Yearly], ...] = tuple(
    (re.compile(form), Yearly(first, last))
    for form, first, last in (
        (r"元日|元旦", (1, 1), (1, 1)),
        (r"大晦日|大みそか", (12, 31), (12, 31)),
        (r"(?:お?正月)?三[がケヶ]日", (1, 1), (1, 3)),
    )
)
SEASON = re.compile(r"(?:お?盆|お?正月|[夏冬][季期]?|ゴールデンウ[ィイ]ーク|gw)(?:休[み暇業館園]|期間)*")
"""Times whose days differ from place to place: their dates have to follow."""
FRAME = re.compile(r" ?[:は]? ?\(? ?")

_OPENS = r"(?:(?:開[館店所園庁]|営業)(?:します)?|開きます)"
_WHEN = r"(?:の(?:場合|とき|時)|に(?:当た|あた)る(?:場合|とき|時)|と重なる(?:場合|とき|時)|なら)に?は?[、, ]?"
_CLOSES = r"(?:[にをが]?(?:お?休みます|お?休み|休[業館園]日?|振替|振り替え(?:ます)?))?"
_NEXT = rf"(?:(?P<day>(?:その)?翌日|次の日)|(?P<workday>(?:その)?(?:翌|次の|直後の)平日)){_CLOSES}"
_IF = (
    rf"(?:(?:ただし|但し)[、, ]?)?(?:(?P<weekday>[{WEEKDAYS}])曜?が)?祝"
    rf"(?:{_WHEN}(?:{_NEXT}|{_OPENS})|は{_OPENS})"
)
IF_HOLIDAY = (re.compile(rf" ?\((?:{_IF}|祝を?除く)\)"), re.compile(rf"[ 、,]*{_IF}"))


@dataclass(frozen=True, slots=True)
class IfHoliday:
    """What happens when the closing day just named is a holiday; the weekday, if it is said again."""

    then: Then
    weekday: int | None


def if_holiday(scanner: Scanner) -> IfHoliday | None:
    """祝日の場合は翌日 and its like, in brackets or not; None where nothing of it stands here."""
    for form in IF_HOLIDAY:
        if found := scanner.take(form):
            weekday = WEEKDAYS.index(found["weekday"]) if found["weekday"] else None
            return IfHoliday(_then(found), weekday)
    return None


def _then(found: re.Match[str]) -> Then:
    if found["day"]:
        return Then.NEXT_DAY
    return Then.NEXT_WORKDAY if found["workday"] else Then.OPEN
