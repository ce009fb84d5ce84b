"""No stack at all: answers known beforehand, found by the request's text. What it costs is what the server costs."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bench.http.cases import CASES, ETAG, Case

PROBLEM = b'{"title":"The request was refused.","status":400}'
LIFESPAN = {"lifespan.startup": "lifespan.startup.complete", "lifespan.shutdown": "lifespan.shutdown.complete"}
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


def _answer(case: Case) -> tuple[int, bytes]:
    status = min(case.statuses)
    return status, b"" if status == 304 else case.answer or PROBLEM


ANSWERS = {(case.path, case.body): _answer(case) for case in CASES if not case.headers}
HELD = {case.path: _answer(case) for case in CASES if case.headers}


async def app(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Answer what the cases ask."""
    if scope["type"] == "lifespan":
        while True:
            await send({"type": LIFESPAN[(await receive())["type"]]})
    path = scope["path"] + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
    message = await receive()
    body = message["body"]
    while message.get("more_body"):
        message = await receive()
        body += message["body"]
    held = (b"if-none-match", ETAG.encode()) in scope["headers"]
    status, content = HELD[path] if held else ANSWERS.get((path, body), (404, PROBLEM))
    fields = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*fields, (b"etag", ETAG.encode())]})
    await send({"type": "http.response.body", "body": content})
