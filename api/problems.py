"""From our errors to what a program is told: status, wording, and a way forward (RFC 9457)."""

import json
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.pages import page_error
from gomi.errors import NotServed

PROBLEM = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: "リクエストを読み取れません",
    404: "見つかりません",
    405: "この操作はできません",
    422: "値が正しくありません",
    429: "回数の上限を超えました",
    500: "サーバー内部の問題です",
    503: "いまは応えられません",
}


def problem(
    status: int, detail: str = "", headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem document; ``more`` are its further members."""
    body = {"type": "about:blank", "title": TITLES.get(status, "エラー"), "status": status, **more}
    if detail:
        body["detail"] = detail
    return Response(
        json.dumps(body, ensure_ascii=False), status, headers=dict(headers or {}), media_type=PROBLEM
    )


def install(app: FastAPI) -> None:
    """Answer every error: a problem document for programs, a page for residents."""
    app.add_exception_handler(NotServed, _not_served)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def for_programs(path: str) -> bool:
    """Whether who asks there is a program; everyone else is shown a page."""
    return path.startswith("/v1/") or path in ("/healthz", "/readyz", "/metrics")


def refusal(
    request: Request, status: int, detail: str = "", headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """The error in the form that fits who asked."""
    if for_programs(request.url.path):
        return problem(status, detail, headers, **more)
    page = page_error(request, status, detail)
    page.headers.update(headers or {})
    return page


async def _not_served(request: Request, error: Exception) -> Response:
    return refusal(request, 404, str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    """Name each value that is wrong and why; what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    errors = [
        {"where": ".".join(str(part) for part in each["loc"]), "problem": each["msg"]}
        for each in error.errors()
    ]
    return refusal(request, 422, "次の値を直してもう一度お試しください", errors=errors)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail if error.detail != TITLES.get(error.status_code) else ""
    return refusal(request, error.status_code, detail, error.headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    """What went wrong is for the log alone."""
    return refusal(request, 500)
