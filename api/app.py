"""The application: every face on the web, on the services it is given."""

import time
from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI
from starlette.types import Lifespan

from api import calendar_feed, health, mail_pages, pages, problems, public, public_calendar, public_places
from api.headers import PublicCors, SecurityHeaders
from api.limits import RateLimit
from api.line import webhook
from api.line.desk import LineDesk
from api.schemas import ProblemOut
from gomi.bootstrap import Services, utc_now
from gomi.search.index import ItemIndex
from gomi.words import Words

DESCRIPTION = """ごみの分別を調べるための公開 API です。鍵は要りません。

* 答えは `ETag` を持ちます。`If-None-Match` を付けると、変わっていなければ 304 を返します。
* エラーは RFC 9457（`application/problem+json`）です。
* ひとつのアドレスから1分に600回までです。超えると 429 と `Retry-After` を返します。
"""
TITLE = "gomi: ごみ案内 API"


def create_app(
    services: Services[ItemIndex],
    words: Words,
    limited: bool = True,
    line: LineDesk | None = None,
    lifespan: Lifespan[FastAPI] | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> FastAPI:
    """Put the faces together. ``limited`` is off only where the server itself is measured.

    Without ``line`` there is no webhook. ``clock`` tells pages and API what day it is.
    """
    app = FastAPI(
        title=TITLE,
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.clock = clock
    app.include_router(health.router)
    app.include_router(public.router)
    app.include_router(public_calendar.router)
    app.include_router(public_places.router)
    calendar_feed.install(app)
    if line is not None:
        app.state.line = line
        app.include_router(webhook.router)
    problems.install(app)
    pages.install(app, services, words, clock)
    mail_pages.install(app, services, words, clock)
    if limited:
        app.add_middleware(RateLimit, clock=time.monotonic, limited=_costs_work)
    app.add_middleware(PublicCors)
    app.add_middleware(SecurityHeaders, https=services.settings.base_url.startswith("https://"))
    _describe_problems(app)
    return app


def _costs_work(path: str) -> bool:
    """LINE calls from few addresses for everyone; what it sends is checked by its signature."""
    return not path.startswith(("/static/", "/line/", "/healthz", "/readyz", "/metrics"))


def _describe_problems(app: FastAPI) -> None:
    """Give the OpenAPI description the schema that the problem answers refer to."""
    describe = app.openapi

    def with_problems() -> dict[str, object]:
        document = describe()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "ProblemOut" not in schemas:
            schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(schema.pop("$defs", {}))
            schemas["ProblemOut"] = schema
        return document

    app.openapi = with_problems  # type: ignore[method-assign]  # FastAPI's documented way to extend it
