"""LINE's webhook: who sent it is checked on the raw body, then every event is kept, then 200 is said.

LINE waits two seconds (standards, L1). Nothing is handled here; the worker does that.
"""

import asyncio
import re

import structlog
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.line.desk import LineDesk
from api.line.events import NotEvents, remembered
from gomi.errors import NotServed
from gomi.ports import LedgerUnreachable

log = structlog.get_logger()

SIGNATURE = "x-line-signature"
MUNICIPALITY = re.compile("[a-z0-9-]+")  # settings know no case: another spelling would wait for ever
LARGEST_BODY = 2 * 1024 * 1024

router = APIRouter(include_in_schema=False)


@router.post("/line/{municipality}/webhook")
async def receive(request: Request, municipality: str) -> Response:
    """Keep the events of one call.

    `async`, for it waits for the ledger without a thread of the pool: a slow ledger must not take
    those from the pages (decision 0008).
    """
    desk: LineDesk = request.app.state.line
    channel = desk.chat.channel(municipality) if MUNICIPALITY.fullmatch(municipality) else None
    if channel is None:
        raise NotServed(municipality)
    body = await _body(request)
    status = 401
    if desk.chat.is_genuine(municipality, body, request.headers.get(SIGNATURE, "")):
        status = await _keep(desk, body, municipality, channel)
    log.info("line_webhook", municipality=municipality, method="POST", path=request.url.path,
             sender=request.client.host if request.client else "", status=status)  # fmt: skip
    if status != 200:
        raise HTTPException(status)
    return JSONResponse({})


async def _keep(desk: LineDesk, body: bytes, municipality: str, channel: str) -> int:
    try:
        rows = list(remembered(body, municipality, channel))
        if rows:
            await asyncio.wrap_future(desk.gathering.remember(rows))
            desk.wake()
    except NotEvents:
        return 400
    except LedgerUnreachable:
        return 503
    return 200


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise HTTPException(413)
    return bytes(body)
