"""For the operator: is the process up, can it serve, and how is it doing."""

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def alive() -> JSONResponse:
    """The process answers. It waits for nothing, so it needs no thread, as little as a search does."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready(request: Request) -> JSONResponse:
    """The ledger is reached and at least one municipality is served; else 503 with the reason."""
    served = request.app.state.services.served
    problems = [] if served.ledger_reached else ["台帳につながりません"]
    problems += [] if served.all() else ["公開できる自治体がありません"]
    return JSONResponse(
        {"status": "wait" if problems else "ok", "problems": problems}, 503 if problems else 200
    )


@router.get("/metrics")
def metrics() -> Response:
    """Figures for Prometheus; no words and no ids of residents are among them."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
