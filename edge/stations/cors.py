"""CORS: which pages of other origins may call the service from a browser (Fetch Standard)."""

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
REQUEST_FIELDS = (
    "Accept",
    "API-Version",
    "Authorization",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    "traceparent",
    "X-Request-Id",
)
RESPONSE_FIELDS = (
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
MAX_AGE = 600  # seconds a browser caches a preflight; Chromium caches two hours at most


class Cors(CORSMiddleware):
    """Answers preflight requests and adds the CORS fields to responses.

    Tokens travel in Authorization, never in a cookie. Where every origin is allowed, every response has the same
    fields, so caches need not keep one per origin.
    """

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        super().__init__(app, origins, METHODS, REQUEST_FIELDS, expose_headers=RESPONSE_FIELDS, max_age=MAX_AGE)
        self.any_origin = fields({"Access-Control-Allow-Origin": "*"})
        self.exposed_fields = fields({"Access-Control-Expose-Headers": ", ".join(RESPONSE_FIELDS)})
        self.vary_by_origin = fields({"Vary": "Origin"})

    async def simple_response(self, scope: Scope, receive: Receive, send: Send, request_headers: Headers) -> None:
        """Pass on a request that is no preflight; its response gets the CORS fields, errors included."""
        added, origin = current().fields, request_headers.get("origin")
        if self.allow_all_origins:
            added += (*self.any_origin, *self.exposed_fields)
        else:
            added += self.vary_by_origin
            if origin is not None and self.is_allowed_origin(origin):
                added += (*fields({"Access-Control-Allow-Origin": origin}), *self.exposed_fields)
        await self.app(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer a preflight with 204; a refused one with a problem that names the refused part."""
        response = super().preflight_response(request_headers)
        headers = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
        if response.status_code == 200:
            return Response(None, 204, headers)
        refused = problems.answer(PreflightRefused(bytes(response.body).decode().removeprefix("Disallowed CORS ")))
        problem_fields = {name.decode(): value.decode() for name, value in refused.fields}
        return Response(refused.body, refused.status, {**headers, **problem_fields})
