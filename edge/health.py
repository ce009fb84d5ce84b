"""Liveness and readiness, answered before any handler: a busy service is not a dead one."""

from collections.abc import Callable

import orjson
from anyio import to_thread
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from edge import problems
from edge.problems import RETRY_SECONDS
from edge.refusals import MethodNotAllowed

MEDIA_TYPE = "application/health+json"
PATHS = {"/healthz", "/readyz"}
ALLOWED = ("GET", "HEAD", "OPTIONS")


class Health:
    """Answers /healthz without asking anything, and /readyz by asking `ready` why the registry could not serve."""

    def __init__(self, app: ASGIApp, *, ready: Callable[[], str | None]) -> None:
        self.app = app
        self.ready = ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a health check; pass anything else on."""
        if scope["type"] == "http" and scope["path"] in PATHS:
            await (await self._answer(scope["path"], scope["method"]))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, path: str, method: str) -> Response:
        if method == "OPTIONS":
            return Response(None, 204, {"Allow": ", ".join(ALLOWED)})
        if method not in ALLOWED:
            return problems.response(MethodNotAllowed(ALLOWED))
        return _health(None if path == "/healthz" else await to_thread.run_sync(self.ready))


def _health(reason: str | None) -> Response:
    if reason is None:
        return Response(orjson.dumps({"status": "pass"}), media_type=MEDIA_TYPE)
    body = {"status": "fail", "output": reason}
    return Response(orjson.dumps(body), 503, {"Retry-After": RETRY_SECONDS}, media_type=MEDIA_TYPE)
