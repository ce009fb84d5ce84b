"""Liveness, readiness and metrics, answered before any rate limit: a busy service still reports itself alive."""

import asyncio
from collections.abc import Callable

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.answers import media
from edge.answers.answer import Answer, fields
from edge.answers.problems import RETRY_SECONDS
from edge.answers.refusals import MethodNotAllowed
from edge.exchange import current, services
from edge.observing import metrics
from edge.stations.authentication import Authenticate, read_credential
from registry.access import Reads
from registry.errors import Unauthenticated

ALLOWED = ("GET", "HEAD", "OPTIONS")


class Health:
    """Answers /healthz, /readyz and /metrics.

    /healthz has no dependencies; /readyz calls `ready`, which returns the reason when the service is not ready.
    """

    def __init__(self, app: ASGIApp, *, ready: Callable[[], str | None], authenticate: Authenticate) -> None:
        self.app = app
        self.ready = ready
        self.authenticate = authenticate
        self.answers = {"/healthz": self._alive, "/readyz": self._ready, "/metrics": self._metrics}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer these paths; pass any other request on."""
        answer = self.answers.get(scope["path"]) if scope["type"] == "http" else None
        if answer is None:
            await self.app(scope, receive, send)
        elif current().method == "OPTIONS":
            await Answer(204, fields({"Allow": ", ".join(ALLOWED)})).send(send)
        elif current().method in ALLOWED:
            await (await answer()).send(send)
        else:
            raise MethodNotAllowed(ALLOWED)

    async def _alive(self) -> Answer:
        return _health(None)

    async def _ready(self) -> Answer:
        return _health(await asyncio.to_thread(self.ready))

    async def _metrics(self) -> Answer:
        """Return the metrics. They name callers, so they need a token wherever reading needs one."""
        if services().reads is Reads.TOKEN:
            credential = read_credential(current().headers.get("authorization", ""))
            if credential is None:
                raise Unauthenticated
            await asyncio.to_thread(self.authenticate, credential)
        return Answer(200, fields({"Content-Type": metrics.MEDIA_TYPE}), await asyncio.to_thread(metrics.exposition))


def _health(reason: str | None) -> Answer:
    if reason is None:
        return Answer(200, fields({"Content-Type": media.HEALTH}), orjson.dumps({"status": "pass"}))
    body = {"status": "fail", "output": reason}
    return Answer(503, fields({"Content-Type": media.HEALTH, "Retry-After": RETRY_SECONDS}), orjson.dumps(body))
