"""The public API of 取扱店・拠点: all of them, the nearest, and one. For anyone, without a key.

A position, or an address, is used for its answer alone: it is written nowhere, and no cache may keep what
was answered to it. The server writes no access log.
"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.etag import tagged_json
from api.place_answers import all_places_out, near_places_out, place_out, spots_out
from api.public import LANG, PROBLEMS, MunicipalityId, Served, in_force, local_now
from api.public_calendar import LONGEST_ADDRESS
from api.schemas_places import PlaceDetailOut, PlacesOut
from gomi.municipality.cells import read_choice
from gomi.municipality.places import PlaceKind
from gomi.places.found import Brought, PlaceFound, Spot, Wanted

USUALLY, MOST = 20, 100
LONGEST_FRESH = 60
"""Seconds for which a shared cache may answer, where no place opens or closes sooner."""
NOT_KEPT = "private, no-store"

router = APIRouter(prefix="/v1/{municipality}", responses=PROBLEMS)

KindAsked = Literal[
    "指定ごみ袋", "ごみ処理券", "回収拠点", "持込施設", "bags", "vouchers", "drop_off", "facility"
]
Kinds = Annotated[
    list[KindAsked] | None, Query(description="種別。日本語か英語の名前。くり返すと、どれかの場所")
]
Latitude = Annotated[float | None, Query(description="緯度（度）。`lon` と一緒に", ge=-90, le=90)]
Longitude = Annotated[float | None, Query(description="経度（度）。`lat` と一緒に", ge=-180, le=180)]
Words = Annotated[
    str,
    Query(
        description="どこの近くか。住所、町の名前、郵便番号、地区、施設の名前",
        max_length=LONGEST_ADDRESS,
        examples=["本町2-5"],
    ),
]
Accepts = Annotated[
    str,
    Query(
        description="これを受け入れる場所。区分か品目の id か名前、または「品目（条件）」",
        max_length=200,
        examples=["乾電池", "juudenchi（ふくらんだ・こわれた）"],
    ),
]
Denominations = Annotated[
    list[int] | None,
    Query(alias="denomination", description="この額（円）のごみ処理券を売る場所。くり返すと、すべて売る場所"),
]
Limit = Annotated[
    int | None,
    Query(description=f"いくつまで。なければ、近い順では {USUALLY}、位置のない一覧ではすべて", ge=1, le=MOST),
]


@router.get(
    "/places",
    response_model=PlacesOut,
    summary="取扱店・拠点の一覧、または近い順",
    operation_id="find_places",
)
def find_places(
    request: Request,
    municipality: MunicipalityId,
    kind: Kinds = None,
    lat: Latitude = None,
    lon: Longitude = None,
    q: Words = "",
    single_bags: Annotated[bool, Query(description="袋をばら売りする店だけ")] = False,
    opened: Annotated[bool, Query(alias="open", description="いま開いている場所だけ")] = False,
    accepts: Accepts = "",
    denominations: Denominations = None,
    limit: Limit = None,
    lang: Annotated[str, LANG] = "ja",
) -> Response:
    """`q` も位置もなければ、あてはまる場所すべてを表の順に、あれば近い順に返します。

    `q` のさす場所がいくつもあるときは、場所のかわりに `spots` を返します。`q` は位置より先に見ます。
    緯度・経度のない場所は、住所が `q` の町にあるものを、近い順の後ろに3つまで添えます。
    位置や `q` への答えはどこにも残さず、キャッシュもさせません（`Cache-Control: private, no-store`）。
    """
    served, now = _asked(request, municipality)
    wanted = Wanted(
        kinds=frozenset(PlaceKind(read_choice(each, PlaceKind)) for each in kind or ()),
        single_bags=single_bags,
        denominations=frozenset(denominations or ()),
        brought=_brought(served, accepts),
        open_only=opened,
    )
    spots = _spots(served, q, lat, lon)
    if spots is None:
        fitting = served.places.all(replace(wanted, open_only=False), now)
        found = [each for each in fitting if each.state.is_open is True or not opened][:limit]
        return _kept_while_true(request, all_places_out(served, found, lang), fitting, now)
    if len(spots) != 1:
        return _not_kept(request, spots_out(served, spots))
    near = served.places.nearest(spots[0], wanted, now, limit or USUALLY)
    return _not_kept(request, near_places_out(served, spots[0], near, lang))


@router.get(
    "/places/{place_id}", response_model=PlaceDetailOut, summary="場所ひとつ", operation_id="get_place"
)
def show_place(
    request: Request,
    municipality: MunicipalityId,
    place_id: Annotated[str, Path(description="場所のid", examples=["shiyakusho"], max_length=100)],
    lang: Annotated[str, LANG] = "ja",
) -> Response:
    """その場所のすべて。"""
    served, now = _asked(request, municipality)
    found = served.places.found(place_id, now)
    if found is None:
        raise HTTPException(404, f"場所「{place_id}」はありません")
    return _kept_while_true(request, place_out(served, found, lang), (found,), now)


def _asked(request: Request, municipality: str) -> tuple[Served, datetime]:
    served = in_force(request, municipality)
    return served, local_now(request, served.municipality)


def _spots(served: Served, q: str, lat: float | None, lon: float | None) -> tuple[Spot, ...] | None:
    """The spots asked about; None where neither words nor a position are given."""
    if q.strip():
        return served.places.spots_of(q)
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise _wrong("lat" if lat is None else "lon", "緯度と経度は一緒に入れてください")
    return (served.places.spot_at(lat, lon),)


def _brought(served: Served, accepts: str) -> Brought | None:
    if not accepts.strip():
        return None
    brought = served.places.meant_by(accepts.strip())
    if brought is None:
        raise _wrong(
            "accepts", "この名前の品目や区分はありません。/items?q= で調べた id か名前を入れてください"
        )
    return brought


def _not_kept(request: Request, body: dict[str, Any]) -> Response:
    """The answer to a position or an address: for who asked alone."""
    response = tagged_json(request, body)
    response.headers["Cache-Control"] = NOT_KEPT
    return response


def _kept_while_true(
    request: Request, body: dict[str, Any], found: tuple[PlaceFound, ...], now: datetime
) -> Response:
    """An answer that anyone may keep until one of these places opens or closes, and no longer than a minute.

    Its ETag is of its bytes, `open` and `changes_at` among them, so a 304 never says that what has
    changed is as it was.
    """
    response = tagged_json(request, body)
    changes = [each.state.changes_at for each in found if each.state.changes_at is not None]
    seconds = min((int((at - now).total_seconds()) for at in changes), default=LONGEST_FRESH)
    fresh = max(0, min(LONGEST_FRESH, seconds))
    response.headers["Cache-Control"] = f"public, max-age={fresh}, must-revalidate"
    return response


def _wrong(where: str, problem: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", where), "msg": problem, "type": "value_error"}])
