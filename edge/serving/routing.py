"""Which operation, page or published contract a request is for: found once, by werkzeug's most specific rule.

Connexion's RoutingMiddleware takes the first path that fits and Flask the most specific one, so that with `/x/{name}`
before `/x/special` a handler ran under the security and the schemas of another (connexion#1899, #1879).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from connexion.http_facts import METHODS
from connexion.middleware.abstract import ROUTING_CONTEXT, SpecMiddleware
from connexion.resolver import Resolver
from connexion.spec import Specification
from starlette.types import ASGIApp, Receive, Scope, Send
from werkzeug.exceptions import MethodNotAllowed as WrongMethod
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from edge import refusals
from edge.answers import Answer
from edge.exchange import Exchange, current
from registry.errors import RegistryError

CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd]")  # the last is what the server puts where bytes are not UTF-8
MAJOR = re.compile(r"/v[0-9]+(?=/|$)")
REMEMBERED = 2048  # paths that were found; finding one again costs a tenth
LONG = 200  # characters of a path that is not remembered
VARIABLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a contract: its name there, the one Connexion has for it, and the parameters of its path."""

    base_path: str
    operation_id: str
    resolved_id: str
    parameters: tuple[str, ...]


class Routing(SpecMiddleware):
    """Finds what a request is for; stands where Connexion's RoutingMiddleware would.

    `pages` are rules that the application within serves, `answers` what is answered here at once, by path, and `majors`
    the base paths of all contracts.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pages: Iterable[Rule],
        answers: Mapping[str, Callable[[], Answer]],
        majors: Sequence[str],
    ) -> None:
        self.app = app
        self.majors = tuple(majors)
        ready = [Rule(path, methods=["GET"], endpoint=answer) for path, answer in answers.items()]
        self.map = Map([*(rule.empty() for rule in pages), *ready], merge_slashes=False)
        self.adapter = self.map.bind("")
        self.match = lru_cache(maxsize=REMEMBERED)(self.adapter.match)

    def add_api(self, specification: Specification, *, base_path: str, resolver: Resolver, **kwargs: Any) -> None:
        """Route to the operations of one major. Raises ResolverError for one whose handler is missing."""
        for path, item in specification["paths"].items():
            rule, parameters = base_path + _rule(path), tuple(VARIABLE.findall(path))
            for method in METHODS & item.keys():
                name = item[method]["operationId"]
                found = specification.operation_cls.from_spec(
                    specification, path=path, method=method, resolver=resolver
                )
                operation = Operation(base_path, name, found.operation_id, parameters)
                self.map.add(Rule(rule, methods=[method.upper()], endpoint=operation, strict_slashes=True))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find it and pass the request on. Raises InvalidRequest, UnknownMajor, RouteNotFound, MethodNotAllowed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = current()
        found = self._find(exchange)
        if isinstance(found, Answer):
            await found.send(send)
        else:
            endpoint, variables = found
            self._tell(exchange, scope, endpoint, variables)
            await self.app(scope, receive, send)

    def _find(self, exchange: Exchange) -> Answer | tuple[Any, Mapping[str, str]]:
        if CONTROL.search(exchange.path):
            wrong = {"parameter": "?", "in": "path", "detail": "holds what is no text: a control character, no UTF-8"}
            raise refusals.InvalidRequest([wrong])
        match = self.match if len(exchange.path) < LONG else self.adapter.match
        try:
            endpoint, variables = match(exchange.path, exchange.method)
        except RequestRedirect:  # a page asked for without its last slash
            return Answer(308, ((b"location", (exchange.prefix + exchange.path + "/").encode()),))
        except WrongMethod:
            allowed = sorted({*self.adapter.allowed_methods(exchange.path), "OPTIONS"})
            if exchange.method == "OPTIONS":
                return Answer(204, ((b"allow", ", ".join(allowed).encode()),))
            raise refusals.MethodNotAllowed(allowed) from None
        except NotFound:
            raise self._nowhere(exchange.path) from None
        return endpoint() if callable(endpoint) else (endpoint, variables)

    def _nowhere(self, path: str) -> RegistryError:
        major = MAJOR.match(path)
        return refusals.UnknownMajor(self.majors) if major and major[0] not in self.majors else refusals.RouteNotFound()

    @staticmethod
    def _tell(exchange: Exchange, scope: Scope, endpoint: Any, variables: Mapping[str, str]) -> None:
        """Say what was found as Connexion's own routing says it."""
        routing: dict[str, str | None] = {"api_base_path": None, "operation_id": None}
        if isinstance(endpoint, Operation):
            exchange.base_path, exchange.operation_id = endpoint.base_path, endpoint.operation_id
            routing = {"api_base_path": endpoint.base_path, "operation_id": endpoint.resolved_id}
            scope["path_params"] = {name: variables[f"v{index}"] for index, name in enumerate(endpoint.parameters)}
        scope["extensions"] = {**scope.get("extensions", {}), ROUTING_CONTEXT: routing}


def _rule(path: str) -> str:
    """Write a path of a contract as a rule of werkzeug, whose variables are named as Python names them."""
    pieces = VARIABLE.split(path)
    return "".join(piece if index % 2 == 0 else f"<v{index // 2}>" for index, piece in enumerate(pieces))
