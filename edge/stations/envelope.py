"""The outermost station: fields that every response has, and the answer when everything inside failed."""

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from random import getrandbits  # an id is no secret; the system's randomness takes as long as routing

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edge import traces
from edge.answers import problems, refusals
from edge.contract.lifecycle import Lifecycle, header_fields
from edge.exchange import Exchange, Field, enter, join_headers
from edge.services import Services
from edge.stations import conformance
from edge.stations.forwarding import Forwarding
from edge.worker.stopping import Stopping

log = logging.getLogger("registry.edge")
NOT_AN_ID = re.compile(r"[^0-9A-Za-z._:-]")
DEFAULTS: tuple[Field, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Encoding"),
)
NO_LIFECYCLES: Mapping[str, Lifecycle] = {}
VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
REMEMBERED = 256  # sets of field names; responses of one kind have the same
Observe = Callable[[Exchange], None]


class Envelope:
    """Gives each request an id, and each response the fields all of them have; never raises.

    `versions` maps base paths, such as /v1, to the `info.version` sent there as `API-Version`; `lifecycles` maps them
    to the deprecation of the whole major version. Each of `observers` is called with every exchange once its response
    is sent.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        services: Services,
        versions: Mapping[str, str],
        lifecycles: Mapping[str, Lifecycle] = NO_LIFECYCLES,
        forwarding: Forwarding,
        stopping: Stopping,
        observers: Sequence[Observe] = (),
    ) -> None:
        self.app = app
        self.services = services
        self.versions = {path: (b"api-version", version.encode()) for path, version in versions.items()}
        self.lifecycles = lifecycles
        self.forwarding = forwarding
        self.stopping = stopping
        self.observers = tuple(observers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the event that builds the application ends here."""
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] != "build":
            await self.app(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = conformance.resolve(scope)
        exchange = self._begin(scope)
        self.stopping.begin()

        async def send_with_fields(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                message["headers"] = _with_defaults(
                    message.get("headers", ()), [*exchange.fields, *self.stopping.closing_fields()]
                )
            elif exchange.method == "HEAD":
                message["body"] = b""  # RFC 9110, section 9.3.2
            else:
                exchange.size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_with_fields)
        except Exception:
            log.exception("request %s failed", exchange.request_id)
            if exchange.status:
                raise  # half a response is sent: only closing the connection can signal the failure
            await problems.answer(refusals.InternalError()).send(send_with_fields)
        finally:
            self.stopping.end()
            for observe in self.observers:
                observe(exchange)

    def _begin(self, scope: Scope) -> Exchange:
        headers = join_headers(scope["headers"])
        path: str = scope["path"]
        request_id = _request_id(headers)
        exchange = Exchange(
            services=self.services,
            method=scope["method"],
            path=path,
            query=scope["query_string"],
            headers=headers,
            address=self.forwarding.address(scope, headers),
            request_id=request_id,
            trace=traces.read(headers),
            began=time.perf_counter(),
            prefix=self.forwarding.prefix(headers),
            scheme=self.forwarding.scheme(scope, headers),
        )
        exchange.fields.append((b"x-request-id", request_id.encode()))
        base_path = path[: path.find("/", 1)] if "/" in path[1:] else path
        if version := self.versions.get(base_path):
            exchange.fields.append(version)
            if announced := self.lifecycles.get(base_path):
                exchange.fields += header_fields(announced, exchange.prefix)
        enter(exchange)
        return exchange


def _with_defaults(own: Sequence[Field], added: Sequence[Field]) -> list[Field]:
    return [*own, *added, *_lacking(tuple([name for name, _ in own]))]


@lru_cache(maxsize=REMEMBERED)
def _lacking(names: tuple[bytes, ...]) -> tuple[Field, ...]:
    """Return the default fields a response with these field names lacks."""
    return tuple(each for each in DEFAULTS if each[0] not in names)


def _request_id(headers: Mapping[str, str]) -> str:
    """Return the id the platform's router assigned, else the client's, else a new one."""
    assigned = headers.get("x-vcap-request-id") or headers.get("x-request-id")
    return (NOT_AN_ID.sub("", assigned)[:128] if assigned else "") or _uuid()


def _uuid() -> str:
    """Make a random UUID (RFC 9562, section 5.4); its version and variant have fixed positions."""
    digits = f"{getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{VARIANT[digits[16]]}{digits[17:20]}-{digits[20:]}"
