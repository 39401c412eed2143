"""LINE's API as far as reminders need it: it says yes, and counts to whom. Run as a process of its own.

It prints its port; a GET of anything answers with what has been counted.
"""

import asyncio
import json
import sys
from collections import Counter

LOCAL = "127.0.0.1"


class Counting:
    """How many messages came, to how many residents, and how many of them came twice."""

    def __init__(self) -> None:
        self._calls, self._keys = 0, set[str]()
        self._to: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The calls of one connection, until the caller closes it."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = int((head.partition("content-length:")[2] or "0").split("\r\n")[0])
                body = await reader.readexactly(length)
                writer.write(_answer(self._counted() if head.startswith("get") else self._take(head, body)))
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    def _take(self, head: str, body: bytes) -> dict[str, object]:
        self._calls += 1
        key = head.partition("x-line-retry-key:")[2].split("\r\n")[0].strip()
        if key not in self._keys:
            self._keys.add(key)
            to = json.loads(body)["to"]
            self._to.update([to] if isinstance(to, str) else to)
        return {}

    def _counted(self) -> dict[str, object]:
        twice = sum(count > 1 for count in self._to.values())
        return {"calls": self._calls, "residents": len(self._to), "twice": twice}


def _answer(said: dict[str, object]) -> bytes:
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def main() -> None:
    """Serve until the process is ended."""
    server = await asyncio.start_server(Counting().serve, LOCAL, 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
