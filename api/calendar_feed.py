"""The collection calendar of a district as a feed that calendars subscribe to. For anyone, without a key.

Readers come by the thousand, twice a day, and mostly for what they have: a feed is written once for a
month and an edition, and kept.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

import structlog
from fastapi import APIRouter, FastAPI, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.packed import Packed, Shelf, answer, pack
from api.problems import problem
from api.public import PROBLEM, PROBLEMS, MunicipalityId, Served, in_force
from gomi.bootstrap import Services
from gomi.calendar.collection import DistrictUnknown
from gomi.calendar.feed import addresses_of, feed_of
from gomi.calendar.feed_choices import ALARM, AlarmUnreadable, StreamsUnknown, read_alarm, read_types
from gomi.calendar.ics import written
from gomi.calendar.revisions import Revisions
from gomi.calendar.window import month_begins

log = structlog.get_logger()

CALENDAR = "text/calendar; charset=utf-8"
CACHE_CONTROL = "public, max-age=3600"
RETRY_AFTER = "600"
MOST_KEPT = 4096  # packed feeds, some 3 to 10 KB each

FEED = {"content": {"text/calendar": {"schema": {"type": "string"}}}}
ANSWERS: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "iCalendar（RFC 5545）。1日・1収集区分にひとつの終日の予定", **FEED},
    404: {"description": "自治体または地区がありません", **PROBLEM},
    503: {"description": "いまは作れません。Retry-After 秒後にもう一度", **PROBLEM},
}

router = APIRouter(prefix="/v1/{municipality}", responses=ANSWERS)

DistrictId = Annotated[str, Path(description="地区のid", examples=["honcho-1"], max_length=100)]
Types = Annotated[
    str,
    Query(
        description="入れる収集区分の id か名称を , で区切って。空ならすべて",
        max_length=2000,
        examples=["burnable,plastic"],
    ),
]
Alarm = Annotated[
    str,
    Query(
        description="知らせる時刻。12:00 からは前の日、11:59 までは当日。空なら知らせない",
        max_length=20,
        examples=["20:00", "07:00"],
        json_schema_extra={"pattern": ALARM},
    ),
]
Download = Annotated[bool, Query(description="1 なら、購読せずに一度だけ取り込むためのファイル")]


def install(app: FastAPI) -> None:
    """Put the feeds and what is kept of them into the application."""
    app.state.calendar_feeds = Shelf(MOST_KEPT)
    app.include_router(router)


@router.get(
    "/districts/{district}/calendar.ics",
    response_class=Response,
    summary="収集日のカレンダー",
    operation_id="get_calendar_feed",
)
def show_feed(
    request: Request,
    municipality: MunicipalityId,
    district: DistrictId,
    types: Types = "",
    alarm: Alarm = "",
    download: Download = False,
) -> Response:
    """カレンダーアプリで購読できます。3か月前から、公開されている終わりの日まで。

    `ETag` と `Last-Modified` を持ち、変わっていなければ 304 を返します。`gzip` でも受け取れます。
    """
    served = in_force(request, municipality)
    try:
        kept = _kept(request, served, district, types, alarm)
    except DistrictUnknown as error:
        raise HTTPException(404, str(error)) from None
    except StreamsUnknown as error:
        return _wrong("query.types", str(error))
    except AlarmUnreadable as error:
        return _wrong("query.alarm", str(error))
    except Exception:  # an answer without days would wipe the subscribers' calendars
        log.exception("calendar_feed_failed", municipality=municipality, district=district)
        return problem(503, "カレンダーを作れませんでした", {"Retry-After": RETRY_AFTER})
    disposition = "attachment" if download else "inline"
    headers = {
        "Content-Type": CALENDAR,
        "Content-Disposition": f'{disposition}; filename="area-{quote(district, safe="")}.ics"',
    }
    return answer(request, kept, headers, CACHE_CONTROL)


@router.head(
    "/districts/{district}/calendar.ics",
    response_class=Response,
    summary="収集日のカレンダーの見出しだけ",
    operation_id="head_calendar_feed",
)
def show_feed_headers(
    request: Request,
    municipality: MunicipalityId,
    district: DistrictId,
    types: Types = "",
    alarm: Alarm = "",
    download: Download = False,
) -> Response:
    """GET と同じ見出しを、本文なしで返します。"""
    return show_feed(request, municipality, district, types, alarm, download)


def _kept(request: Request, served: Served, district: str, types: str, alarm: str) -> Packed:
    city = served.municipality
    served.calendar.of(district)  # a district that is not there comes before what is asked of it
    chosen, at = read_types(city, types), read_alarm(alarm)
    clock: Callable[[], datetime] = request.app.state.clock
    month = month_begins(clock().astimezone(ZoneInfo(city.time_zone)).date())
    key = (city.id, served.edition, served.digest, district, month, chosen, at)
    shelf: Shelf = request.app.state.calendar_feeds
    services: Services[Any] = request.app.state.services
    base_url = services.settings.base_url

    def write() -> Packed:
        revisions = services.feed_history.of(city, served.edition, district)
        return _written(served, district, month, chosen, at, base_url, revisions)

    return shelf.get(key, write)


def _written(
    served: Served,
    district: str,
    month: date,
    chosen: frozenset[str] | None,
    at: time | None,
    base_url: str,
    revisions: Revisions,
) -> Packed:
    city = served.municipality
    query = {"types": ",".join(sorted(chosen or ())), "alarm": f"{at:%H:%M}" if at is not None else ""}
    url, source = addresses_of(
        base_url, city.id, district, urlencode({name: value for name, value in query.items() if value})
    )
    feed = feed_of(city, served.calendar.of(district), month, types=chosen, url=url, source=source)
    body = written(feed, revisions, at)
    turn = datetime.combine(month, time(), ZoneInfo(city.time_zone))  # the window moved on with the month
    return pack(body, max(served.since, turn))


def _wrong(where: str, what: str) -> Response:
    return problem(422, "次の値を直してもう一度お試しください", errors=[{"where": where, "problem": what}])
