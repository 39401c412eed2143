"""What a feed says of a day, in the words of a city's leaflet.

>>> put_out_by(time(8, 30)), put_out_by(time(12)), put_out_by(time(20))
('朝8時30分までに出してください。', '正午までに出してください。', '午後8時までに出してください。')
"""

from collections.abc import Iterator, Sequence
from datetime import date, time

from gomi.calendar.days import CollectionDay, NoCollection
from gomi.municipality.values import Contact

BEYOND = "これより先の収集日は未公開です"
BEYOND_MORE = "新しい収集日は、決まりしだいこのカレンダーに入ります。"
NOTHING = "収集日の予定はありません"

NOON = 12
MORNING = range(5, 10)  # 朝; before and after, leaflets say 午前


def put_out_by(until: time | None) -> str:
    """The sentence that says until when; empty where the city gives no time."""
    return f"{spoken_time(until)}までに出してください。" if until else ""


def spoken_time(at: time) -> str:
    """朝8時30分, 午前11時, 正午, 午後1時."""
    minutes = f"{at.minute}分" if at.minute else ""
    if at.hour == NOON and not at.minute:
        return "正午"
    if at.hour >= NOON:
        return f"午後{at.hour - NOON}時{minutes}"
    return f"{'朝' if at.hour in MORNING else '午前'}{at.hour}時{minutes}"


def what_differs(day: CollectionDay) -> Iterator[str]:
    """Why the truck comes on this day and not on another, or late."""
    reason = f"（{day.reason}）" if day.reason else ""
    of_the_day = "" if day.delayed else reason  # a late collection bears the reason of its lateness
    if day.moved_from is not None:
        yield f"{spoken_day(day.moved_from)}分の振替{of_the_day}"
    if day.extra:
        yield f"臨時収集{of_the_day}"
    if day.delayed:
        yield f"収集が遅れます{reason}"


def spoken_day(day: date) -> str:
    """12/31."""
    return f"{day.month}/{day.day}"


def called_off(stream: str, gone: NoCollection) -> str:
    """収集中止：びん・缶（台風）."""
    return f"収集中止：{stream}（{gone.reason}）"


def calendar_name(municipality: str, district: str) -> str:
    """What the calendar is called in a subscriber's list."""
    return f"{municipality} {district} ごみ収集日"


def calendar_description(name: str, contact: Contact, unknown: Sequence[str]) -> tuple[str, ...]:
    """What a subscriber should know of the whole: how slow it is, whom to ask, what it lacks."""
    asking = " ".join(filter(None, (contact.office, contact.telephone)))
    return tuple(
        filter(
            None,
            (
                f"{name}のカレンダーです。",
                "変更がここに出るまで、1日ほどかかることがあります。",
                f"このカレンダーにまだないもの：{'、'.join(unknown)}" if unknown else "",
                f"問い合わせ：{asking}" if asking else "",
            ),
        )
    )
