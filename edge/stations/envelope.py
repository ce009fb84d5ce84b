"""The outermost layer: what every response carries, and the answer where everything inside failed."""

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from random import getrandbits  # an id is no secret, and the system's randomness costs as much as a route

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edge import traces
from edge.answers import problems, refusals
from edge.contract.lifecycle import Lifecycle, written
from edge.exchange import Exchange, Field, begin, read_headers
from edge.services import Services
from edge.stations import conformance
from edge.stations.forwarding import Forwarding
from edge.worker.stopping import Stopping

log = logging.getLogger("registry.edge")
NOT_AN_ID = re.compile(r"[^0-9A-Za-z._:-]")
EVERYWHERE: tuple[Field, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Encoding"),
)
NOTHING_ANNOUNCED: Mapping[str, Lifecycle] = {}
VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
REMEMBERED = 256  # sets of fields; answers of one kind have the same
Observe = Callable[[Exchange], None]


class Envelope:
    """Gives each request an id and each response the fields that all of them carry; never raises.

    `versions` maps base paths, such as /v1, to the `info.version` that answers there as `API-Version`, and `lifecycles`
    to what is announced of all of a major. Each of `observers` is told of every exchange when its answer has been sent.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        services: Services,
        versions: Mapping[str, str],
        lifecycles: Mapping[str, Lifecycle] = NOTHING_ANNOUNCED,
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
        """Pass a request on; an event that only builds the application ends here."""
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
                message["headers"] = _complete(
                    message.get("headers", ()), [*exchange.fields, *self.stopping.announced()]
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
                raise  # half an answer has left: only closing the connection says so
            await problems.answer(refusals.InternalError()).send(send_with_fields)
        finally:
            self.stopping.end()
            for observe in self.observers:
                observe(exchange)

    def _begin(self, scope: Scope) -> Exchange:
        headers = read_headers(scope["headers"])
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
                exchange.fields += written(announced, exchange.prefix)
        begin(exchange)
        return exchange


def _complete(given: Sequence[Field], added: Sequence[Field]) -> list[Field]:
    return [*given, *added, *_lacking(tuple([name for name, _ in given]))]


@lru_cache(maxsize=REMEMBERED)
def _lacking(names: tuple[bytes, ...]) -> tuple[Field, ...]:
    """List what an answer with these fields has not and every answer carries."""
    return tuple(each for each in EVERYWHERE if each[0] not in names)


def _request_id(headers: Mapping[str, str]) -> str:
    """Take the id the platform's router gave, else the client's, else a new one."""
    said = headers.get("x-vcap-request-id") or headers.get("x-request-id")
    return (NOT_AN_ID.sub("", said)[:128] if said else "") or _uuid()


def _uuid() -> str:
    """Make a random UUID (RFC 9562, section 5.4), whose version and variant stand at fixed digits."""
    digits = f"{getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{VARIANT[digits[16]]}{digits[17:20]}-{digits[20:]}"
