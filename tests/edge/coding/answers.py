"""A small application whose answers are coded, and what a client gets of it, byte for byte as it left."""

import asyncio
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_etags

from edge.coding.codings import zstd
from edge.coding.middleware import CodingMiddleware
from edge.exchange import current, join_headers
from tests.edge.exchanges import exchange

JSON = b"application/json"
LONG = b'{"text": "' + b"the same again, and " * 200 + b'"}'
TAG = '"abc"'
BROWSER = "gzip, deflate, br, zstd"


@dataclass(frozen=True)
class Got:
    """An answer as it left."""

    status: int
    headers: Headers
    body: bytes

    @property
    def decoded(self) -> bytes:
        """Its body without its coding."""
        return DECODERS[self.headers.get("content-encoding")](self.body)


DECODERS: dict[str | None, Callable[[bytes], bytes]] = {
    None: lambda body: body,
    "gzip": lambda body: zlib.decompress(body, zlib.MAX_WBITS + 16),
    "zstd": zstd.decompress,
}


@dataclass(frozen=True)
class Answering:
    """An application that answers every request with a representation, as its conditions allow.

    It asks of the exchange, as our handlers do, and gives its body in pieces where it has several.
    """

    pieces: tuple[bytes, ...] = (LONG,)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert current().headers == join_headers(scope["headers"])
        headers = {"content-type": "application/json", "etag": TAG, **self.headers}
        length = {"content-length": str(sum(map(len, self.pieces)))}
        status = self._status(scope["method"])
        if status != self.status:
            await _send(send, status, {"etag": TAG}, (b"",))
        elif scope["method"] == "HEAD":
            await _send(send, status, {**length, **headers}, (b"",))
        else:
            await _send(send, status, {**length, **headers}, self.pieces)

    def _status(self, method: str) -> int:
        match, none_match = (current().headers.get(name, "") for name in ("if-match", "if-none-match"))
        if match and not parse_etags(match).contains("abc"):
            return 412
        if parse_etags(none_match).contains_weak("abc"):
            return 304 if method == "GET" else 412
        return self.status


async def _send(send: Send, status: int, headers: dict[str, str], pieces: tuple[bytes, ...]) -> None:
    fields = [(name.encode(), value.encode()) for name, value in headers.items() if value]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    for number, piece in enumerate(pieces, 1):
        await send({"type": "http.response.body", "body": piece, "more_body": number < len(pieces)})


async def asked(app: ASGIApp, method: str = "GET", **headers: str) -> Got:
    """Ask an application, with header fields whose names have _ for -; of several lines each is a field."""
    lines = [(name.replace("_", "-"), line) for name, value in headers.items() for line in value.split("\n")]
    raw = [(name.encode(), value.encode("latin-1")) for name, value in lines]
    unused: Any = None
    exchange(unused, method=method, headers=join_headers(raw))
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {"type": "http", "method": method, "path": "/", "headers": raw}
    await app(scope, unused, send)
    start, *bodies = messages
    assert start["type"] == "http.response.start"
    assert [each.get("more_body", False) for each in bodies] == [True] * (len(bodies) - 1) + [False]
    return Got(start["status"], Headers(raw=start["headers"]), b"".join(each.get("body", b"") for each in bodies))


def ask(app: ASGIApp, method: str = "GET", **headers: str) -> Got:
    """Ask an application behind the station that codes."""
    return asyncio.run(asked(CodingMiddleware(app), method, **headers))
