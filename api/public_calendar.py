"""The public API of 収集日: districts, their days, and what differs. For anyone, without a key."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response

from api.calendar_answers import (
    all_districts_out,
    days_out,
    district_out,
    exceptions_out,
    found_districts_out,
    near_districts_out,
)
from api.etag import tagged_json
from api.public import PROBLEMS, MunicipalityId, calendar_of, in_force, local_now
from api.schemas import DaysOut, DistrictDetailOut, DistrictsOut, ExceptionsOut
from gomi.calendar.differing import in_force as exceptions_in_force
from gomi.municipality.values import DayException

LONGEST_ADDRESS = 100
MOST_DAYS = 400
USUAL_DAYS = timedelta(days=30)
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)

router = APIRouter(prefix="/v1/{municipality}", responses=PROBLEMS)

DistrictId = Annotated[str, Path(description="地区のid", examples=["honcho-1"], max_length=100)]
From = Annotated[
    date | None, Query(alias="from", description="この日から（ISO 8601）", examples=["2026-12-01"])
]
To = Annotated[date | None, Query(alias="to", description="この日まで。どちらの日も含みます")]


@router.get(
    "/districts",
    response_model=DistrictsOut,
    summary="地区の一覧、または地区を探す",
    operation_id="find_districts",
)
async def find_districts(
    request: Request,
    municipality: MunicipalityId,
    q: Annotated[
        str,
        Query(
            description="住所、町の名前、郵便番号。空ならすべて",
            max_length=LONGEST_ADDRESS,
            examples=["本町2-5"],
        ),
    ] = "",
    lat: Annotated[float | None, Query(description="緯度（度）。`lon` と一緒に", ge=-90, le=90)] = None,
    lon: Annotated[float | None, Query(description="経度（度）。`lat` と一緒に", ge=-180, le=180)] = None,
) -> Response:
    """`q` も位置もなければすべての地区を、あれば見つかったもの、または選ぶ・足すべきものを返します。

    位置から探したものは候補です。地区のさかいが間にあるかもしれません。
    """
    served = in_force(request, municipality)
    if q.strip():
        return tagged_json(request, found_districts_out(served, served.districts.find(q)))
    if lat is None and lon is None:
        return tagged_json(request, all_districts_out(served))
    if lat is None or lon is None:
        raise _wrong("lat" if lat is None else "lon", "緯度と経度は一緒に入れてください")
    return tagged_json(request, near_districts_out(served, served.districts.near(lat, lon)))


@router.get(
    "/districts/{district}",
    response_model=DistrictDetailOut,
    summary="地区ひとつ",
    operation_id="get_district",
)
async def show_district(request: Request, municipality: MunicipalityId, district: DistrictId) -> Response:
    """その地区の収集区分と、収集日の書き方。集めない収集区分も、そう書いて返します。"""
    served = in_force(request, municipality)
    return tagged_json(request, district_out(served, calendar_of(served, district)))


@router.get("/districts/{district}/days", response_model=DaysOut, summary="収集日", operation_id="list_days")
async def list_days(
    request: Request,
    municipality: MunicipalityId,
    district: DistrictId,
    first: From = None,
    last: To = None,
) -> Response:
    """その地区の収集日と、休みになった日。`from` がなければきょうから、`to` がなければ30日後まで。

    一度に400日までです。`known_until` より先は、まだ公開されていません。
    """
    served = in_force(request, municipality)
    calendar = calendar_of(served, district)
    begins = _within(first or local_now(request, served.municipality).date(), "from")
    ends = _within(last or begins + USUAL_DAYS, "to")
    if ends < begins:
        raise _wrong("to", "to は from と同じ日か、後の日にしてください")
    if (ends - begins).days >= MOST_DAYS:
        raise _wrong("to", f"一度に {MOST_DAYS} 日までです")
    return tagged_json(request, days_out(served, calendar, begins, ends))


@router.get(
    "/exceptions",
    response_model=ExceptionsOut,
    summary="休止・振替などの例外",
    operation_id="list_exceptions",
)
async def list_exceptions(
    request: Request, municipality: MunicipalityId, first: From = None, last: To = None
) -> Response:
    """効いている例外を、早いものから。`from` と `to` を付けると、その間にかかるものだけを返します。"""
    served = in_force(request, municipality)
    if first and last and last < first:
        raise _wrong("to", "to は from と同じ日か、後の日にしてください")
    found = [
        each
        for each in exceptions_in_force(served.municipality.exceptions)
        if _touches(each, first or FIRST, last or LAST)
    ]
    found.sort(key=lambda each: (each.starts or each.new_day or FIRST, each.id))
    return tagged_json(request, exceptions_out(served, found))


def _touches(exception: DayException, first: date, last: date) -> bool:
    """Whether anything of it lies in the stretch; what asks for holidays may lie anywhere to its end."""
    if exception.on_holidays:
        return exception.ends is None or exception.ends >= first
    days = [day for day in (exception.starts, exception.ends, exception.new_day) if day is not None]
    return not days or (min(days) <= last and max(days) >= first)


def _within(day: date, where: str) -> date:
    if not FIRST <= day <= LAST:
        raise _wrong(where, f"{FIRST} から {LAST} までの日にしてください")
    return day


def _wrong(where: str, problem: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", where), "msg": problem, "type": "value_error"}])
