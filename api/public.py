"""The public API: what a thing is, by name or id, and the categories. For anyone, without a key."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answers import category_out, item_out, search_out
from api.calendar_answers import next_days_out
from api.etag import tagged_json
from api.schemas import CategoriesOut, ItemOut, SearchOut
from gomi.bootstrap import Services
from gomi.calendar.collection import DistrictCalendar, DistrictUnknown
from gomi.conversation.flows.sorting import WHICH, answered
from gomi.municipality.values import Municipality
from gomi.search.index import ItemIndex
from gomi.search.search import LONGEST_HEARD, search
from gomi.served import ServedMunicipality

Served = ServedMunicipality[ItemIndex]

MUNICIPALITY = Path(description="自治体のid", examples=["mihon"], max_length=64)
LANG = Query(description="訳を添える言語（例 en）。日本語はいつもそのまま", max_length=16)
WORDS = Query(
    description="住民が打つとおりの言葉。かな、ローマ字、外国語、文でもかまいません",
    max_length=LONGEST_HEARD,
    examples=["割れた茶碗", "ぷりんたー", "umbrella"],
)
DISTRICT = Query(
    description="地区のid。付けると、次の収集日も返します", max_length=100, examples=["honcho-1"]
)
PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"description": "自治体、品目、地区のどれかがありません", **PROBLEM},
    422: {"description": "値が正しくありません", **PROBLEM},
    429: {"description": "回数の上限を超えました。Retry-After 秒後にもう一度", **PROBLEM},
    304: {"description": "前に受け取ったものから変わっていません（If-None-Match）"},
}

router = APIRouter(prefix="/v1/{municipality}", responses=PROBLEMS)


MunicipalityId = Annotated[str, MUNICIPALITY]


def in_force(request: Request, municipality: str) -> Served:
    """The municipality in its edition in force: a look-up in a dict, too small to be a dependency."""
    services: Services[ItemIndex] = request.app.state.services
    return services.served.get(municipality)


def local_now(request: Request, city: Municipality) -> datetime:
    """The time where the municipality is."""
    clock: Callable[[], datetime] = request.app.state.clock
    return clock().astimezone(ZoneInfo(city.time_zone))


def calendar_of(served: Served, district: str) -> DistrictCalendar:
    """The calendar of a district, or 404."""
    try:
        return served.calendar.of(district)
    except DistrictUnknown as error:
        raise HTTPException(404, str(error)) from None


@router.get("/items", response_model=SearchOut, summary="品目を調べる", operation_id="search_items")
async def find_items(
    request: Request,
    municipality: MunicipalityId,
    q: Annotated[str, WORDS],
    which: Annotated[str, Query(description="質問への答え。選ぶ言葉か番号", max_length=100)] = "",
    lang: Annotated[str, LANG] = "ja",
    district: Annotated[str, DISTRICT] = "",
) -> Response:
    """ひとつの答え、質問、もしかして、なし、のどれかを、理由とともに返します。

    質問（`answer: question`）には、選んだ言葉か番号を `which` に入れてもう一度尋ねます。
    尋ねられた言葉は、だれが尋ねたかと結びつけずに数だけを残します。
    """
    served = in_force(request, municipality)
    city = served.municipality
    now = local_now(request, city)
    today = now.date()
    answer = search(served.index, q, today)
    things = [
        answered(found, {WHICH: which}, city.category_by_id) if which else found for found in answer.things
    ]
    if not which:
        services: Services[ItemIndex] = request.app.state.services
        services.counts.add(city.id, answer, today)
    body = search_out(answer, things, served, lang)
    if district:
        body["next_days"] = next_days_out(city, calendar_of(served, district), things, now)
    return tagged_json(request, body)


@router.get("/items/{item_id}", response_model=ItemOut, summary="品目ひとつ", operation_id="get_item")
def show_item(
    request: Request,
    municipality: MunicipalityId,
    item_id: Annotated[str, Path(description="品目のid", examples=["kasa"], max_length=100)],
    lang: Annotated[str, LANG] = "ja",
) -> Response:
    """その品目のすべての決まり。"""
    served = in_force(request, municipality)
    item = served.municipality.item_by_id.get(item_id)
    if item is None:
        raise HTTPException(404, f"品目「{item_id}」はありません")
    return tagged_json(request, item_out(item, served, lang))


@router.get(
    "/categories", response_model=CategoriesOut, summary="分別区分の一覧", operation_id="list_categories"
)
def list_categories(
    request: Request, municipality: MunicipalityId, lang: Annotated[str, LANG] = "ja"
) -> Response:
    """すべての分別区分を、自治体の決めた順に。"""
    served = in_force(request, municipality)
    city = served.municipality
    categories = sorted(city.categories, key=lambda category: category.order)
    body = {
        "categories": [category_out(category, city, lang) for category in categories],
        "municipality": city.id,
        "edition": served.edition,
    }
    return tagged_json(request, body)
