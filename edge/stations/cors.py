"""Which pages of other origins may read answers with a browser (Fetch Standard, "CORS protocol")."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.answers import problems
from edge.answers.answer import fields
from edge.answers.refusals import PreflightRefused
from edge.exchange import current

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")
TAKEN = (
    "Accept",
    "API-Version",
    "Authorization",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    "traceparent",
    "X-Request-Id",
)
SHOWN = (
    "API-Version",
    "Content-Location",
    "Deprecation",
    "ETag",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Repr-Digest",
    "Retry-After",
    "Sunset",
    "WWW-Authenticate",
    "X-Request-Id",
)
REMEMBERED = 600  # seconds a browser need not ask again; Chromium takes two hours at most


class Cors(CORSMiddleware):
    """Answers preflights, and marks every answer to an origin allowed; tokens travel in Authorization, never by cookie.

    Where every origin is allowed the fields are on every answer, so that caches need not tell origins apart.
    """

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        super().__init__(app, origins, METHODS, TAKEN, expose_headers=SHOWN, max_age=REMEMBERED)
        self.everyone = fields({"Access-Control-Allow-Origin": "*"})
        self.exposed = fields({"Access-Control-Expose-Headers": ", ".join(SHOWN)})
        self.varying = fields({"Vary": "Origin"})

    async def simple_response(self, scope: Scope, receive: Receive, send: Send, request_headers: Headers) -> None:
        """Pass on a request that is no preflight; its answer gets the fields, and so does a failure's."""
        added, origin = current().fields, request_headers.get("origin")
        if self.allow_all_origins:
            added += (*self.everyone, *self.exposed)
        else:
            added += self.varying
            if origin is not None and self.is_allowed_origin(origin):
                added += (*fields({"Access-Control-Allow-Origin": origin}), *self.exposed)
        await self.app(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer a preflight as an OPTIONS is answered here; one refused says in which of its parts."""
        answered = super().preflight_response(request_headers)
        headers = {name: value for name, value in answered.headers.items() if not name.startswith("content-")}
        if answered.status_code == 200:
            return Response(None, 204, headers)
        refused = problems.answer(PreflightRefused(bytes(answered.body).decode().removeprefix("Disallowed CORS ")))
        about = {name.decode(): value.decode() for name, value in refused.fields}
        return Response(refused.body, refused.status, {**headers, **about})
