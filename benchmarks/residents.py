"""Residents who write to a webhook at a steady rate, and the LINE that answers are sent to."""

import asyncio
import base64
import hashlib
import hmac
import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from gomi.municipality.load import load
from gomi.settings import read

LOCAL = "127.0.0.1"
TOWN = "mihon"
WEBHOOK = f"/line/{TOWN}/webhook"
SECRET = "only-for-measuring-on-this-machine-0123456789"
PATIENCE_SECONDS = 30.0
LINE_SECONDS = 0.05


@dataclass(frozen=True)
class Webhook:
    """What LINE posts for one event, signed. ``resident`` is the event's id and its reply token too."""

    resident: str
    body: bytes
    signature: str


@dataclass
class Line:
    """LINE's API as far as an answer needs it: it says yes after a while, and remembers to whom."""

    answered: set[str] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The calls of one connection, until the caller closes it."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = int(head.partition("content-length:")[2].split("\r\n")[0])
                said = json.loads(await reader.readexactly(length))
                await asyncio.sleep(LINE_SECONDS)
                writer.write(self._answer(said))
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    def _answer(self, said: dict[str, object]) -> bytes:
        messages = said.get("messages", [])
        if messages:
            self.answered.add(str(said.get("replyToken") or said["to"]))
        # Of what we sent ourselves we know that it is a list.
        sent = {"sentMessages": [{"id": "1", "quoteToken": "q"} for _ in messages]}  # type: ignore[union-attr]
        body = json.dumps(sent).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


@dataclass
class Came:
    """What became of the webhooks: (resident, status, milliseconds since it was due) of each."""

    answers: list[tuple[str, int, float]] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    answered_after: float = 0.0
    cpu: float = 0.0

    @property
    def kept(self) -> set[str]:
        """Whose event was answered 200."""
        return {resident for resident, status, _ in self.answers if status == 200}

    def ms(self, share: float) -> float:
        """The time within which that share of the webhooks was answered 200."""
        took = sorted(ms if status == 200 else math.inf for _, status, ms in self.answers)
        return took[max(math.ceil(share * len(took)) - 1, 0)]


async def post_all(host: str, port: int, webhooks: Sequence[Webhook], rate: int) -> Came:
    """Post each webhook when it is due, whatever became of those before."""
    if host != LOCAL:
        raise SystemExit(f"only {LOCAL} is put under load")
    came, loop = Came(), asyncio.get_running_loop()
    start = loop.time() + 0.2

    async def post(number: int, webhook: Webhook) -> None:
        due = start + number / rate
        await asyncio.sleep(due - loop.time())
        came.late.append((loop.time() - due) * 1000)
        try:
            status = await asyncio.wait_for(_post(host, port, webhook), PATIENCE_SECONDS)
        except (OSError, ValueError, IndexError, TimeoutError):
            status = 0
        came.answers.append((webhook.resident, status, (loop.time() - due) * 1000))

    await asyncio.gather(*(post(number, webhook) for number, webhook in enumerate(webhooks)))
    return came


async def _post(host: str, port: int, webhook: Webhook) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    head = (
        f"POST {WEBHOOK} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"x-line-signature: {webhook.signature}\r\nContent-Length: {len(webhook.body)}\r\n\r\n"
    )
    try:
        writer.write(head.encode() + webhook.body)
        return int((await reader.read()).split(b" ", 2)[1])
    finally:
        writer.close()


def webhooks_of(count: int) -> list[Webhook]:
    """Residents who ask for the things of the town's own list."""
    municipality = load(read({}).data_dir / TOWN).municipality
    assert municipality is not None
    names = list(dict.fromkeys(item.name for item in municipality.items))
    return [webhook_of(f"U{number:032x}", names[number % len(names)]) for number in range(count)]


def webhook_of(resident: str, typed: str) -> Webhook:
    """One event of one resident."""
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "source": {"type": "user", "userId": resident},
        "webhookEventId": resident,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": resident,
        "message": {"type": "text", "id": resident[1:], "quoteToken": "q", "text": typed},
    }
    body = json.dumps({"destination": "U0", "events": [event]}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest())
    return Webhook(resident, body, signature.decode())
