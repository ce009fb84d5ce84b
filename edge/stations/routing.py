"""Which operation, page or published contract a request is for: found once, by werkzeug's most specific rule.

Connexion's RoutingMiddleware takes the first path that fits and Flask the most specific one, so that with `/x/{name}`
before `/x/special` a handler ran under the security and the schemas of another (connexion#1899, #1879).
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
from edge.exchange import Exchange, current, located
from edge.stations import api_version
from edge.stations.route_map import Missing, Rules
from registry.errors import RegistryError

CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd]")  # the last is what the server puts where bytes are not UTF-8
MAJOR = re.compile(r"/v[0-9]+(?=/|$)")
EVERY_METHOD = ("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT")
VARIABLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a contract: its name there, the one Connexion has for it, and the parameters of its path."""

    base_path: str
    operation_id: str
    resolved_id: str
    parameters: tuple[str, ...]
    lifecycle: Lifecycle | None


class Routing(SpecMiddleware):
    """Finds what a request is for; stands where Connexion's RoutingMiddleware would.

    `pages` are rules that the application within serves, `answers` what is answered here at once, by path, and
    `contracts` all that are served. `admit` counts a request that is for no operation: those count theirs where they
    authenticate.
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
        self.rules = Rules([*(rule.empty() for rule in pages), *ready])

    def add_api(self, specification: Specification, *, base_path: str, resolver: Resolver, **kwargs: Any) -> None:
        """Route to the operations of one major. Raises ResolverError for one whose handler is missing."""
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
        """Find it and pass the request on.

        Raises InvalidRequest, UnknownMajor, RouteNotFound, MethodNotAllowed, UnsupportedApiVersion, ApiGone.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = current()
        try:
            self._check_floor(exchange)
            found = self._find(exchange)
            if not isinstance(found, Answer):
                self._tell(exchange, scope, *found)
        except RegistryError:
            await self.admit(exchange)
            raise
        if isinstance(found, Answer) or not isinstance(found[0], Operation):
            await self.admit(exchange)
        if isinstance(found, Answer):
            await found.send(send)
        else:
            await self.app(scope, receive, send)

    def _check_floor(self, exchange: Exchange) -> None:
        """Hold every path of a major to the version that API-Version asks for."""
        asked = exchange.headers.get(api_version.FIELD)
        if asked is None:
            return
        major = MAJOR.match(exchange.path)
        if major and (contract := self.contracts.get(major[0])):
            api_version.check(asked, contract.number, majors=self.majors)

    def _find(self, exchange: Exchange) -> Answer | tuple[Any, Mapping[str, str]]:
        if CONTROL.search(exchange.path):
            wrong = {"parameter": "?", "in": "path", "detail": "holds what is no text: a control character, no UTF-8"}
            raise refusals.InvalidRequest([wrong])
        found = self.rules.find(exchange.path, exchange.method)
        if isinstance(found, Missing):
            return self._without(exchange, found)
        return found.endpoint() if callable(found.endpoint) else (found.endpoint, found.variables)

    def _without(self, exchange: Exchange, missing: Missing) -> Answer:
        """Answer where nothing is. Raises MethodNotAllowed, RouteNotFound, UnknownMajor."""
        if missing.slash:  # a page asked for without its last slash
            query = b"?" + exchange.query if exchange.query else b""
            return Answer(308, ((b"location", quote(located(exchange.path)).encode() + b"/" + query),))
        allowed = missing.allowed or (EVERY_METHOD if exchange.path == "*" else ())  # RFC 9110, section 9.3.7
        if not allowed:
            raise self._nowhere(exchange)
        if exchange.method == "OPTIONS":
            return Answer(204, ((b"allow", ", ".join(allowed).encode()),))
        raise refusals.MethodNotAllowed(allowed)

    def _nowhere(self, exchange: Exchange) -> RegistryError:
        major = MAJOR.match(exchange.path)
        if major and major[0] not in self.contracts:
            at = exchange.services.now()
            going_on = [path for path, each in self.contracts.items() if not each.lifecycles.are_over(at)]
            return refusals.UnknownMajor(going_on or list(self.contracts))
        return refusals.RouteNotFound(located(major[0] if major else "/"))

    @staticmethod
    def _tell(exchange: Exchange, scope: Scope, endpoint: Any, variables: Mapping[str, str]) -> None:
        """Say what was found as Connexion's own routing says it. Raises ApiGone."""
        routing: dict[str, str | None] = {"api_base_path": None, "operation_id": None}
        if isinstance(endpoint, Operation):
            exchange.base_path, exchange.operation_id = endpoint.base_path, endpoint.operation_id
            routing = {"api_base_path": endpoint.base_path, "operation_id": endpoint.resolved_id}
            if endpoint.lifecycle is not None:
                announce(exchange, endpoint.lifecycle)
            scope["path_params"] = {name: variables[f"v{index}"] for index, name in enumerate(endpoint.parameters)}
        scope["extensions"] = {**scope.get("extensions", {}), ROUTING_CONTEXT: routing}


def _rule(path: str) -> str:
    """Write a path of a contract as a rule of werkzeug, whose variables are named as Python names them."""
    pieces = VARIABLE.split(path)
    return "".join(piece if index % 2 == 0 else f"<v{index // 2}>" for index, piece in enumerate(pieces))
