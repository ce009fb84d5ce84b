"""Liveness and readiness, answered before any handler: a busy service is not a dead one."""

import asyncio
from collections.abc import Callable

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.answers import Answer, fields
from edge.exchange import current
from edge.problems import RETRY_SECONDS
from edge.refusals import MethodNotAllowed

MEDIA_TYPE = "application/health+json"
ALLOWED = ("GET", "HEAD", "OPTIONS")
PATHS = {"/healthz", "/readyz"}


class Health:
    """Answers /healthz without asking anything, and /readyz by asking `ready` why the registry could not serve."""

    def __init__(self, app: ASGIApp, *, ready: Callable[[], str | None]) -> None:
        self.app = app
        self.ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a health check; pass anything else on."""
        if scope["type"] == "http" and scope["path"] in PATHS:
            await (await self._answer(scope["path"])).send(send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, path: str) -> Answer:
        method = current().method
        if method == "OPTIONS":
            return Answer(204, fields({"Allow": ", ".join(ALLOWED)}))
        if method not in ALLOWED:
            raise MethodNotAllowed(ALLOWED)
        return _health(None if path == "/healthz" else await asyncio.to_thread(self.ready))


def _health(reason: str | None) -> Answer:
    if reason is None:
        return Answer(200, fields({"Content-Type": MEDIA_TYPE}), orjson.dumps({"status": "pass"}))
    body = {"status": "fail", "output": reason}
    return Answer(503, fields({"Content-Type": MEDIA_TYPE, "Retry-After": RETRY_SECONDS}), orjson.dumps(body))
