"""The outermost layer: what every response carries, and the answer where everything inside failed."""

import logging
import re
import uuid
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edge import problems, refusals
from edge.context import REQUEST_ID

log = logging.getLogger("registry.edge")
NOT_AN_ID = re.compile(r"[^0-9A-Za-z._:-]")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept, Accept-Encoding",
}


class Envelope:
    """Gives each request an id and each response the fields that all of them carry; never raises.

    `versions` maps base paths, such as /v1, to the `info.version` that answers there as `API-Version`.
    """

    def __init__(self, app: ASGIApp, *, versions: Mapping[str, str]) -> None:
        self.app = app
        self.versions = versions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an event that only builds the application ends here."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] != "build":
            await self.app(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = _request_id(Headers(scope=scope))
        REQUEST_ID.set(request_id)
        version = self.versions.get("/" + scope["path"].split("/", 2)[1])
        started = False

        async def send_with_fields(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                headers["X-Request-Id"] = request_id
                for name, value in EVERYWHERE.items():
                    headers.setdefault(name, value)
                if version:
                    headers["API-Version"] = version
            await send(message)

        try:
            await self.app(scope, receive, send_with_fields)
        except Exception:
            log.exception("request %s failed", request_id)
            if started:
                raise  # half an answer has left: only closing the connection says so
            await problems.response(refusals.InternalError())(scope, receive, send_with_fields)


def _request_id(headers: Headers) -> str:
    """Take the id the platform's router gave, else the client's, else a new one."""
    said = headers.get("x-vcap-request-id") or headers.get("x-request-id") or ""
    return NOT_AN_ID.sub("", said)[:128] or str(uuid.uuid4())
