"""Routing: which operation, page or published contract a request is for, by werkzeug's most specific rule.

Connexion takes the first path that matches and Flask the most specific one, so with `/x/{name}` before `/x/special` a
handler ran under the security and schemas of another operation (connexion#1899, #1879).
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from connexion.http_facts import METHODS
from connexion.middleware.abstract import ROUTING_CONTEXT, SpecMiddleware
from connexion.resolver import Resolver
from connexion.spec import Specification
from starlette.types import ASGIApp, Receive, Scope, Send
from werkzeug.routing import Rule

from edge.answers import refusals
from edge.answers.answer import Answer
from edge.contract.contracts import Contract
from edge.contract.lifecycle import Lifecycle, announce
from edge.exchange import Exchange, client_path, current
from edge.stations import api_version
from edge.stations.route_map import NoRoute, RouteMap
from registry.errors import RegistryError

CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd]")  # \ufffd stands for bytes that are not UTF-8
MAJOR = re.compile(r"/v[0-9]+(?=/|$)")
EVERY_METHOD = ("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT")
VARIABLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its id in the contract, Connexion's id of it, and the parameters of its path."""

    base_path: str
    operation_id: str
    resolved_id: str
    parameters: tuple[str, ...]
    lifecycle: Lifecycle | None


class Routing(SpecMiddleware):
    """Routes requests; replaces Connexion's RoutingMiddleware.

    `pages` are the rules of the Flask pages, `answers` the responses made here, by path, and `contracts` those served.
    `admit` counts a request that is for no operation against the rate limit; operations count theirs on authentication.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pages: Iterable[Rule],
        answers: Mapping[str, Callable[[], Answer]],
        contracts: Sequence[Contract],
        admit: Callable[[Exchange], Awaitable[None]],
    ) -> None:
        self.admit = admit
        self.app = app
        self.contracts = {each.base_path: each for each in contracts}
        self.majors = [each.number.major for each in contracts]
        ready = [Rule(path, methods=["GET"], endpoint=answer) for path, answer in answers.items()]
        self.rules = RouteMap([*(rule.empty() for rule in pages), *ready])

    def add_api(self, specification: Specification, *, base_path: str, resolver: Resolver, **kwargs: Any) -> None:
        """Add the operations of one major version. Raises ResolverError where a handler is missing."""
        for path, item in specification["paths"].items():
            rule, parameters = base_path + _rule(path), tuple(VARIABLE.findall(path))
            for method in METHODS & item.keys():
                name = item[method]["operationId"]
                found = specification.operation_cls.from_spec(
                    specification, path=path, method=method, resolver=resolver
                )
                announced = self.contracts[base_path].lifecycles.of(name)
                operation = Operation(base_path, name, found.operation_id, parameters, announced)
                self.rules.add(Rule(rule, methods=[method.upper()], endpoint=operation, strict_slashes=True))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route a request and pass it on.

        Raises InvalidRequest, UnknownMajor, RouteNotFound, MethodNotAllowed, UnsupportedApiVersion, ApiGone.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = current()
        try:
            self._check_api_version(exchange)
            found = self._find(exchange)
            if not isinstance(found, Answer):
                self._record(exchange, scope, *found)
        except RegistryError:
            await self.admit(exchange)
            raise
        if isinstance(found, Answer) or not isinstance(found[0], Operation):
            await self.admit(exchange)
        if isinstance(found, Answer):
            await found.send(send)
        else:
            await self.app(scope, receive, send)

    def _check_api_version(self, exchange: Exchange) -> None:
        """Check API-Version on every path of a major version."""
        required = exchange.headers.get(api_version.FIELD)
        if required is None:
            return
        major = MAJOR.match(exchange.path)
        if major and (contract := self.contracts.get(major[0])):
            api_version.check(required, contract.number, majors=self.majors)

    def _find(self, exchange: Exchange) -> Answer | tuple[Any, Mapping[str, str]]:
        if CONTROL.search(exchange.path):
            wrong = {"parameter": "?", "in": "path", "detail": "contains a control character or is not UTF-8"}
            raise refusals.InvalidRequest([wrong])
        found = self.rules.find(exchange.path, exchange.method)
        if isinstance(found, NoRoute):
            return self._no_route(exchange, found)
        return found.endpoint() if callable(found.endpoint) else (found.endpoint, found.variables)

    def _no_route(self, exchange: Exchange, missing: NoRoute) -> Answer:
        """Answer where no route matches. Raises MethodNotAllowed, RouteNotFound, UnknownMajor."""
        if missing.slash:  # a page requested without its trailing slash
            query = b"?" + exchange.query if exchange.query else b""
            return Answer(308, ((b"location", quote(client_path(exchange.path)).encode() + b"/" + query),))
        allowed = missing.allowed or (EVERY_METHOD if exchange.path == "*" else ())  # RFC 9110, section 9.3.7
        if not allowed:
            raise self._not_found(exchange)
        if exchange.method == "OPTIONS":
            return Answer(204, ((b"allow", ", ".join(allowed).encode()),))
        raise refusals.MethodNotAllowed(allowed)

    def _not_found(self, exchange: Exchange) -> RegistryError:
        major = MAJOR.match(exchange.path)
        if major and major[0] not in self.contracts:
            at = exchange.services.now()
            active = [path for path, each in self.contracts.items() if not each.lifecycles.are_over(at)]
            return refusals.UnknownMajor(active or list(self.contracts))
        return refusals.RouteNotFound(client_path(major[0] if major else "/"))

    @staticmethod
    def _record(exchange: Exchange, scope: Scope, endpoint: Any, variables: Mapping[str, str]) -> None:
        """Record the route as Connexion's own routing does. Raises ApiGone."""
        routing: dict[str, str | None] = {"api_base_path": None, "operation_id": None}
        if isinstance(endpoint, Operation):
            exchange.base_path, exchange.operation_id = endpoint.base_path, endpoint.operation_id
            routing = {"api_base_path": endpoint.base_path, "operation_id": endpoint.resolved_id}
            if endpoint.lifecycle is not None:
                announce(exchange, endpoint.lifecycle)
            scope["path_params"] = {name: variables[f"v{index}"] for index, name in enumerate(endpoint.parameters)}
        scope["extensions"] = {**scope.get("extensions", {}), ROUTING_CONTEXT: routing}


def _rule(path: str) -> str:
    """Convert a path of a contract to a werkzeug rule, whose variables must be Python names."""
    pieces = VARIABLE.split(path)
    return "".join(piece if index % 2 == 0 else f"<v{index // 2}>" for index, piece in enumerate(pieces))
